import type { Effect, Preview, Proposal } from "../../model/proposal.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { receiptFile, type WrittenFile } from "../receipt.ts";

/** The receipt of an update that was sent. */
export function updateReceipt(
  name: "thermostat-update" | "reward-engine-update",
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
    `  path      the owner schedules it as council, waits ${preview.delaySeconds} seconds, and calls`,
    `  schedule  ${preview.schedule} (eth_call)`,
    `  call      ${executionText(preview)}`,
    ...(preview.execution === "accepted" || preview.execution === null
      ? effects.map(effectLine)
      : ["  nothing would change"]),
  ];
}

function executionText({ execution }: Preview): string {
  if (execution !== null) return `${execution} (eth_call, its delay taken as passed)`;
  return "not tried: without a timelock nobody holds the role without a delay";
}

function effectLine({ name, before, after }: Effect): string {
  return `  ${name}: ${before} -> ${after}`;
}
