import { boltzmannTerms, boltzmannWeightsWad, divide } from "../../economics/boltzmann.ts";
import { shannonEntropyWad } from "../../economics/shannon.ts";
import { EPOCH_PHASES, SHARE_ROLE_BITS, SHARE_ROLES, wordOf } from "../../model/enums.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import type { EpochMeasure, EpochRole, PartMeasure } from "../../model/thermodynamics.ts";
import { textArg, uintArg } from "../../records/events.ts";

const STEPS: readonly (string | null)[] = ["present", "settle"];

/** What the reward engine settled, one entry for each settled epoch. */
export function epochsOf(records: readonly TransactionRecord[]): EpochMeasure[] {
  const steps = records.filter(
    ({ contract, function: name, status }) =>
      contract === "RewardEngineMB" && STEPS.includes(name) && status === "success",
  );
  return [...Map.groupBy(steps, ({ args }) => textArg(args, "epoch")).values()].flatMap((own) => {
    const last = own.find(({ events }) => events.some(({ name }) => name === "EpochSettled"));
    const settled = last?.events.find(({ name }) => name === "EpochSettled");
    return last && settled ? [epochOf(own, last, settled.args)] : [];
  });
}

function epochOf(
  records: readonly TransactionRecord[],
  last: TransactionRecord,
  settled: ArgumentRecord,
): EpochMeasure {
  const named = (wanted: string) =>
    records.flatMap(({ events }) => events.filter(({ name }) => name === wanted).map(({ args }) => args));
  const allocations = named("RewardAllocated");
  const roles = named("RoleShareDivided");
  const kept = named("AttestationKept");
  return {
    epoch: textArg(settled, "epoch"),
    transaction: last.hash,
    simulated: true,
    parts: records.flatMap(partsOf),
    temperatureWad: uintArg(settled, "temperatureWad"),
    deltaHWei: BigInt(textArg(settled, "deltaHWei")),
    deltaSWad: BigInt(textArg(settled, "deltaSWad")),
    freeWei: uintArg(settled, "freeWei"),
    budgetWei: uintArg(settled, "budgetWei"),
    paidWei: uintArg(settled, "paidWei"),
    roles: roles.map((role) => roleOf(role, allocations)),
    recomputed: areKept(records, kept) && roles.every((role) => isRecomputed(role, kept, allocations)),
  };
}

function partsOf({ hash, events }: TransactionRecord): PartMeasure[] {
  return events
    .filter(({ name }) => name === "PartDone")
    .map(({ args }) => ({
      phase: wordOf(EPOCH_PHASES, uintArg(args, "phase")) ?? textArg(args, "phase"),
      done: uintArg(args, "done"),
      entries: uintArg(args, "entries"),
      transaction: hash,
    }));
}

function roleOf(role: ArgumentRecord, allocations: readonly ArgumentRecord[]): EpochRole {
  const own = allocations.filter((allocation) => allocation.role === role.role);
  const weights = own.map((allocation) => uintArg(allocation, "weightWad"));
  const bit = textArg(role, "role");
  return {
    role: SHARE_ROLES.find((name) => String(SHARE_ROLE_BITS[name]) === bit) ?? bit,
    temperatureWad: uintArg(role, "temperatureWad"),
    shareWei: uintArg(role, "shareWei"),
    paidWei: uintArg(role, "paidWei"),
    participants: own.length,
    largestWeightWad: weights.reduce((most, weight) => (weight > most ? weight : most), 0n),
    entropyWad: shannonEntropyWad(own.map((allocation) => uintArg(allocation, "amountWei"))),
  };
}

/** Whether all that the engine kept was presented, with these numbers or, above a cap, larger ones. */
function areKept(records: readonly TransactionRecord[], kept: readonly ArgumentRecord[]): boolean {
  const presented = records.flatMap(({ args }) => {
    const signed = Array.isArray(args.signed) ? (args.signed as readonly ArgumentRecord[]) : [];
    return signed.map(({ attestation }) => attestation as ArgumentRecord);
  });
  return kept.every((entry) =>
    presented.some((told) => {
      const isSame = told.account === entry.account && told.role === entry.role;
      const atMost = (name: string) => uintArg(entry, name) <= uintArg(told, name);
      return isSame && atMost("energyWad") && atMost("valueWei");
    }),
  );
}

/** Payouts come in the order in which entries with value were kept, whatever the parts. */
function isRecomputed(
  role: ArgumentRecord,
  kept: readonly ArgumentRecord[],
  allocations: readonly ArgumentRecord[],
): boolean {
  const states = kept
    .filter((args) => args.role === role.role)
    .map((args) => ({ energyWad: uintArg(args, "energyWad"), valueWei: uintArg(args, "valueWei") }))
    .filter(({ valueWei }) => valueWei > 0n);
  const temperatureWad = uintArg(role, "temperatureWad");
  const weights = boltzmannWeightsWad(states, temperatureWad);
  const payouts = divide(uintArg(role, "shareWei"), boltzmannTerms(states, temperatureWad));
  const shown = allocations.filter((args) => args.role === role.role);
  return (
    shown.length === states.length &&
    shown.every((allocation, index) => {
      const sameWeight = uintArg(allocation, "weightWad") === weights[index];
      return sameWeight && uintArg(allocation, "amountWei") === payouts[index];
    })
  );
}
