import { boltzmannTerms, boltzmannWeightsWad, divide } from "../../economics/boltzmann.ts";
import { entropyWei, relativeTemperatureWad } from "../../economics/entropy.ts";
import { shannonEntropyWad } from "../../economics/shannon.ts";
import { EPOCH_PHASES, SHARE_ROLE_BITS, SHARE_ROLES, wordOf } from "../../model/enums.ts";
import type { Plan } from "../../model/plan.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import type {
  EpochMeasure,
  EpochRole,
  PartMeasure,
  TemperatureResponse,
} from "../../model/thermodynamics.ts";
import { textArg, uintArg } from "../../records/events.ts";
import { responsesOf, type SettledBy, settledBy } from "./temperature-response.ts";

const STEPS: readonly (string | null)[] = ["present", "settle"];

interface Plans {
  /** The layer's own, whose jobs ask for stakes. */
  readonly plan: Plan;
  /** The one whose thermostat and terms the contracts got. */
  readonly terms: Plan;
}

/** What the reward engine settled, one entry for each settled epoch. */
export function epochsOf(records: readonly TransactionRecord[], plans: Plans): EpochMeasure[] {
  const steps = records.filter(
    ({ contract, function: name, status }) =>
      contract === "RewardEngineMB" && STEPS.includes(name) && status === "success",
  );
  return [...Map.groupBy(steps, ({ args }) => textArg(args, "epoch")).values()].flatMap((own) => {
    const last = own.find(({ events }) => events.some(({ name }) => name === "EpochSettled"));
    const settled = last?.events.find(({ name }) => name === "EpochSettled");
    // The budget can have been fixed by the first call of the next epoch.
    const fixed = steps
      .flatMap(({ events }) => events)
      .find(({ name, args }) => name === "BudgetFixed" && args.epoch === settled?.args.epoch);
    return last && settled && fixed ? [epochOf(own, last, settled.args, fixed.args, plans)] : [];
  });
}

function epochOf(
  records: readonly TransactionRecord[],
  last: TransactionRecord,
  settled: ArgumentRecord,
  fixed: ArgumentRecord,
  { plan, terms }: Plans,
): EpochMeasure {
  const named = (wanted: string) =>
    records.flatMap(({ events }) => events.filter(({ name }) => name === wanted).map(({ args }) => args));
  const allocations = named("RewardAllocated");
  const roles = named("RoleShareDivided");
  const kept = named("AttestationKept");
  const by = settledBy({ settled, fixed, roles, kept }, terms);
  const { temperatureWad, deltaHWei, deltaSWad, parameters } = by;
  const responses = responsesOf(by, plan.jobs);
  return {
    epoch: textArg(settled, "epoch"),
    transaction: last.hash,
    simulated: true,
    parts: records.flatMap(partsOf),
    temperatureWad,
    deltaHWei,
    deltaSWad,
    natPriceWei: parameters.natPriceWei,
    entropyWei: entropyWei(deltaSWad, relativeOf(by), parameters.natPriceWei),
    freeWei: uintArg(settled, "freeWei"),
    budgetWei: uintArg(settled, "budgetWei"),
    capWei: parameters.epochCapWei,
    paidWei: uintArg(settled, "paidWei"),
    roles: roles.map((role) => roleOf(role, allocations)),
    responses,
    recomputed:
      areKept(records, kept) &&
      isBudgetRecomputed(responses, settled) &&
      roles.every((role) => isRecomputed(role, by.referenceWad, kept, allocations)),
  };
}

function relativeOf({ temperatureWad, referenceWad }: SettledBy): bigint {
  return relativeTemperatureWad(temperatureWad, referenceWad);
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

/** Whether the epoch's own temperature makes of its sums what the engine made of them. */
function isBudgetRecomputed(responses: readonly TemperatureResponse[], settled: ArgumentRecord): boolean {
  const own = responses.find(({ changeBps }) => changeBps === 0n);
  return own?.freeWei === uintArg(settled, "freeWei") && own.budgetWei === uintArg(settled, "budgetWei");
}

/** Payouts come in the order in which entries with value were kept, whatever the parts. */
function isRecomputed(
  role: ArgumentRecord,
  referenceWad: bigint,
  kept: readonly ArgumentRecord[],
  allocations: readonly ArgumentRecord[],
): boolean {
  const states = kept
    .filter((args) => args.role === role.role)
    .map((args) => ({ energyWad: uintArg(args, "energyWad"), valueWei: uintArg(args, "valueWei") }))
    .filter(({ valueWei }) => valueWei > 0n);
  const relativeWad = relativeTemperatureWad(uintArg(role, "temperatureWad"), referenceWad);
  const weights = boltzmannWeightsWad(states, relativeWad);
  const payouts = divide(uintArg(role, "shareWei"), boltzmannTerms(states, relativeWad));
  const shown = allocations.filter((args) => args.role === role.role);
  return (
    shown.length === states.length &&
    shown.every((allocation, index) => {
      const sameWeight = uintArg(allocation, "weightWad") === weights[index];
      return sameWeight && uintArg(allocation, "amountWei") === payouts[index];
    })
  );
}
