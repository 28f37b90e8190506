import type { Cast } from "../../model/cast.ts";
import { EPOCH_PHASES, wordOf } from "../../model/enums.ts";
import type { Attestation, EpochPart, RewardEpoch } from "../../model/layer-run.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import { eventOf, textArg, uintArg } from "../events.ts";
import { TELEMETRY_FORMULA } from "./energy-telemetry.ts";

const STEPS: readonly (string | null)[] = ["present", "settle"];

/** Tells each settled epoch from the transactions that presented and settled it, with what was attested in their arguments. */
export function foldEpochs(
  { owner }: Pick<Cast, "owner">,
  records: readonly TransactionRecord[],
): RewardEpoch[] {
  const steps = records.filter(
    ({ contract, function: name }) => contract === "RewardEngineMB" && STEPS.includes(name),
  );
  return [...Map.groupBy(steps, ({ args }) => textArg(args, "epoch"))]
    .filter(([, own]) => own.some(({ function: name }) => name === "settle"))
    .map(([epoch, own]) => epochOf(epoch, own, owner.address));
}

function epochOf(epoch: string, records: readonly TransactionRecord[], owner: string): RewardEpoch {
  const last = records.at(-1);
  const named = (name: string) =>
    records.flatMap(({ events }) => events.filter((event) => event.name === name).map(({ args }) => args));
  return {
    epoch,
    simulated: true,
    formula: TELEMETRY_FORMULA,
    settledBy: last?.from === owner ? "owner" : "operator",
    attestations: records.flatMap(attestationsIn),
    parts: records.flatMap((record) => partsIn(record, owner)),
    settlement: eventOf(last, "EpochSettled").args,
    roles: named("RoleShareDivided"),
    allocations: named("RewardAllocated"),
    transactions: records,
  };
}

/** One call can end one phase and begin the next. */
function partsIn({ hash, from, events }: TransactionRecord, owner: string): EpochPart[] {
  return events
    .filter(({ name }) => name === "PartDone")
    .map(({ args }) => ({
      phase: wordOf(EPOCH_PHASES, uintArg(args, "phase")) ?? textArg(args, "phase"),
      by: from === owner ? "owner" : "operator",
      done: textArg(args, "done"),
      entries: textArg(args, "entries"),
      transaction: hash,
    }));
}

/** @returns what a transaction presented; nothing if it settled. */
function attestationsIn({ args }: TransactionRecord): Attestation[] {
  const signed = (args.signed ?? []) as readonly { readonly attestation: ArgumentRecord }[];
  return signed.map(({ attestation: told }) => ({
    role: Number(uintArg(told, "role")),
    account: textArg(told, "account"),
    energyWad: uintArg(told, "energyWad"),
    costWei: uintArg(told, "costWei"),
    valueWei: uintArg(told, "valueWei"),
    uPreWad: uintArg(told, "uPreWad"),
    uPostWad: uintArg(told, "uPostWad"),
    epoch: uintArg(told, "epoch"),
    nonce: uintArg(told, "nonce"),
    deadline: uintArg(told, "deadline"),
  }));
}
