import type { Attestation, RewardEpoch } from "../../model/layer-run.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import { eventOf, textArg, uintArg } from "../events.ts";
import { TELEMETRY_FORMULA } from "./energy-telemetry.ts";

/** Tells each settled epoch from the transaction that settled it, with what was attested in its arguments. */
export function foldEpochs(records: readonly TransactionRecord[]): RewardEpoch[] {
  return records.flatMap((record, index) =>
    record.contract === "RewardEngineMB" && record.function === "settle"
      ? [epochOf(record, records[index - 1], records[index + 1])]
      : [],
  );
}

/** @param before, after its neighbours: the owner's settlement stands between taking a role and giving it back. */
function epochOf(
  record: TransactionRecord,
  before: TransactionRecord | undefined,
  after: TransactionRecord | undefined,
): RewardEpoch {
  const named = (name: string) =>
    record.events.filter((event) => event.name === name).map(({ args }) => args);
  const isOwner = before?.function === "grantRole" && after?.function === "revokeRole";
  return {
    epoch: textArg(record.args, "epoch"),
    simulated: true,
    formula: TELEMETRY_FORMULA,
    settledBy: isOwner ? "owner" : "operator",
    attestations: attestationsIn(record),
    settlement: eventOf(record, "EpochSettled").args,
    roles: named("RoleShareDivided"),
    allocations: named("RewardAllocated"),
    transactions: isOwner ? [before, record, after] : [record],
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
