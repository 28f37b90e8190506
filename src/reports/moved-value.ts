import type { DelayAdjustment } from "../model/plan.ts";
import { formatAmount } from "../support/amount.ts";
import { percent } from "../support/figures.ts";

/** What a delay policy moves, exactly and in its unit: a temperature, a share, a bonus, or how many pause checks there were. */
export function movedValue(adjustment: DelayAdjustment, value: bigint): string {
  switch (adjustment) {
    case "raise-temperature":
      return formatAmount(value);
    case "increase-agent-share":
    case "increase-validator-share":
      return percent(value);
    case "double-validator-bonus":
      return `${formatAmount(value)} tokens`;
    case "trigger-pause-check":
      return value.toString();
  }
}
