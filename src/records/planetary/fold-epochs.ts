import type { Attestation, RewardEpoch } from "../../model/layer-run.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import { eventOf, textArg, uintArg } from "../events.ts";
import { TELEMETRY_FORMULA } from "./energy-telemetry.ts";

/** How the owner settles: it schedules that it takes a role and gives it back, takes it, settles, and gives it back. */
const AS_OWNER = ["schedule", "schedule", "grantRole", "settle", "revokeRole"];
const LENT_BEFORE = AS_OWNER.indexOf("settle");

/** Tells each settled epoch from the transaction that settled it, with what was attested in its arguments. */
export function foldEpochs(records: readonly TransactionRecord[]): RewardEpoch[] {
  return records.flatMap((record, index) =>
    record.contract === "RewardEngineMB" && record.function === "settle"
      ? [epochOf(record, records.slice(Math.max(0, index - LENT_BEFORE), index + 2))]
      : [],
  );
}

/** @param around it and its neighbours: the owner's settlement stands between taking a role and giving it back. */
function epochOf(record: TransactionRecord, around: readonly TransactionRecord[]): RewardEpoch {
  const named = (name: string) =>
    record.events.filter((event) => event.name === name).map(({ args }) => args);
  const isOwner = around.map(({ function: name }) => name).join() === AS_OWNER.join();
  return {
    epoch: textArg(record.args, "epoch"),
    simulated: true,
    formula: TELEMETRY_FORMULA,
    settledBy: isOwner ? "owner" : "operator",
    attestations: attestationsIn(record),
    settlement: eventOf(record, "EpochSettled").args,
    roles: named("RoleShareDivided"),
    allocations: named("RewardAllocated"),
    transactions: isOwner ? around : [record],
  };
}

function attestationsIn({ args }: TransactionRecord): Attestation[] {
  const signed = args.signed as readonly { readonly attestation: ArgumentRecord }[];
  return signed.map(({ attestation: told }) => ({
    role: Number(uintArg(told, "role")),
    account: textArg(told, "account"),
    energyWad: uintArg(told, "energyWad"),
    degeneracy: uintArg(told, "degeneracy"),
    costWei: uintArg(told, "costWei"),
    valueWei: uintArg(told, "valueWei"),
    uPreWad: uintArg(told, "uPreWad"),
    uPostWad: uintArg(told, "uPostWad"),
    epoch: uintArg(told, "epoch"),
    nonce: uintArg(told, "nonce"),
    deadline: uintArg(told, "deadline"),
  }));
}
