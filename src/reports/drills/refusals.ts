import type { Refusal } from "../../model/drill.ts";
import type { TriedCalls } from "../../model/drill-readings.ts";
import type { TransactionRecord } from "../../model/record.ts";

const PAUSED_ERROR = "SystemPaused()";

/** How modules answered guarded calls while the system was paused: those that were sent, then those that were tried. */
export function refusalsOf(sent: readonly TransactionRecord[], { answers }: TriedCalls): Refusal[] {
  return [
    ...sent.map((record) =>
      refusal(String(record.contract), String(record.function), "transaction", record.error),
    ),
    ...answers.map(({ contract, function: name, error }) =>
      refusal(contract, name, "eth_call", error ?? undefined),
    ),
  ];
}

function refusal(module: string, name: string, asked: Refusal["asked"], error = "none"): Refusal {
  return { module, function: name, asked, error, refused: error === PAUSED_ERROR };
}
