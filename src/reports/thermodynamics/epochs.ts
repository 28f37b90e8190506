import { boltzmannTerms, boltzmannWeightsWad, divide } from "../../economics/boltzmann.ts";
import { shannonEntropyWad } from "../../economics/shannon.ts";
import { SHARE_ROLE_BITS, SHARE_ROLES } from "../../model/enums.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import type { EpochMeasure, EpochRole } from "../../model/thermodynamics.ts";
import { textArg, uintArg } from "../../records/events.ts";

/** What the reward engine settled, one entry for each transaction that settled an epoch. */
export function epochsOf(records: readonly TransactionRecord[]): EpochMeasure[] {
  return records.flatMap((record) => {
    const settled = record.events.find(({ name }) => name === "EpochSettled");
    return settled ? [epochOf(record, settled.args)] : [];
  });
}

function epochOf(record: TransactionRecord, settled: ArgumentRecord): EpochMeasure {
  const named = (wanted: string) =>
    record.events.filter(({ name }) => name === wanted).map(({ args }) => args);
  const allocations = named("RewardAllocated");
  const roles = named("RoleShareDivided");
  const attestations = attestationsOf(record);
  return {
    epoch: textArg(settled, "epoch"),
    transaction: record.hash,
    simulated: true,
    temperatureWad: uintArg(settled, "temperatureWad"),
    deltaHWei: BigInt(textArg(settled, "deltaHWei")),
    deltaSWad: BigInt(textArg(settled, "deltaSWad")),
    freeWei: uintArg(settled, "freeWei"),
    budgetWei: uintArg(settled, "budgetWei"),
    paidWei: uintArg(settled, "paidWei"),
    roles: roles.map((role) => roleOf(role, allocations)),
    recomputed: roles.every((role) => isRecomputed(role, attestations, allocations)),
  };
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

/** The attestations that the settling transaction presented; they are in its arguments. */
function attestationsOf({ args }: TransactionRecord): ArgumentRecord[] {
  const signed = Array.isArray(args.signed) ? (args.signed as readonly ArgumentRecord[]) : [];
  return signed.map(({ attestation }) => attestation as ArgumentRecord);
}

function isRecomputed(
  role: ArgumentRecord,
  attestations: readonly ArgumentRecord[],
  allocations: readonly ArgumentRecord[],
): boolean {
  const isOwn = (args: ArgumentRecord) => args.role === role.role;
  const states = attestations.filter(isOwn).map((args) => ({
    energyWad: uintArg(args, "energyWad"),
    degeneracy: uintArg(args, "degeneracy"),
  }));
  const temperatureWad = uintArg(role, "temperatureWad");
  const weights = boltzmannWeightsWad(states, temperatureWad);
  const payouts = divide(uintArg(role, "shareWei"), boltzmannTerms(states, temperatureWad));
  const shown = allocations.filter(isOwn);
  return (
    shown.length === states.length &&
    shown.every((allocation, index) => {
      const sameWeight = uintArg(allocation, "weightWad") === weights[index];
      return sameWeight && uintArg(allocation, "amountWei") === payouts[index];
    })
  );
}
