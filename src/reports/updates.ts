import type { Effect, Preview, Proposal } from "../model/proposal.ts";
import type { TransactionRecord } from "../model/record.ts";
import { duration } from "../support/figures.ts";
import { receiptFile, type WrittenFile } from "./receipt.ts";

/** The receipts of what an owner changes by hand. */
export type UpdateName =
  | "thermostat-update"
  | "reward-engine-update"
  | "owner-params"
  | "owner-roles"
  | "owner-switch";

/** The receipt of an update that was sent. */
export function updateReceipt(
  name: UpdateName,
  proposals: readonly Proposal[],
  transactions: readonly TransactionRecord[],
): WrittenFile {
  const changes = proposals.map(({ call, effects }) => ({
    contract: call.contract,
    function: call.function,
    effects,
  }));
  return receiptFile(name, { changes, transactions });
}

/** What would be sent, what a node says to it, and what it would change: lines for a terminal. */
export function describeProposal({ call, effects }: Proposal, preview: Preview): string[] {
  return [
    `${call.contract}.${call.function}`,
    `  to        ${preview.target}`,
    `  data      ${preview.data}`,
    ...pathLines(preview),
    `  call      ${executionText(preview)}`,
    ...(preview.execution === "accepted" || preview.execution === null
      ? effects.map(effectLine)
      : ["  nothing would change"]),
  ];
}

function pathLines({ delaySeconds, schedule }: Preview): string[] {
  if (schedule === null) return ["  path      the owner calls at once"];
  return [
    `  path      the owner schedules it, waits ${duration(delaySeconds)}, and calls`,
    `  schedule  ${schedule} (eth_call)`,
  ];
}

function executionText({ execution, schedule }: Preview): string {
  if (execution === null) return "not tried: nobody may call without a delay";
  return `${execution} (eth_call${schedule === null ? "" : ", its delay taken as passed"})`;
}

function effectLine({ name, before, after }: Effect): string {
  return `  ${name}: ${before} -> ${after}`;
}
