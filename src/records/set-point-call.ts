import type { OwnerCall } from "../model/proposal.ts";
import type { TransactionRecord } from "../model/record.ts";

/** The call that moves the thermostat's set-point. */
export function setPointCall(baseWad: bigint): OwnerCall {
  return { contract: "Thermostat", function: "setBaseTemperature", args: [baseWad] };
}

/** What moved the set-point: each call, and before it its scheduling with the AccessManager. */
export function setPointRecords(records: readonly TransactionRecord[]): TransactionRecord[] {
  const call = setPointCall(0n);
  const isCall = ({ contract, function: name }: TransactionRecord) =>
    contract === call.contract && name === call.function;
  const targets = new Set(records.filter(isCall).map(({ to }) => to));
  return records.filter((record) => {
    const { contract, function: name, args } = record;
    const isScheduling = contract === "AccessManager" && name === "schedule";
    return isCall(record) || (isScheduling && targets.has(String(args.target)));
  });
}
