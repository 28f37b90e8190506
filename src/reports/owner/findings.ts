import type { OwnerFinding } from "../../model/owner.ts";
import { type Health, RULES } from "./rules.ts";

const RANK = { critical: 0, warning: 1, notice: 2 } as const;

/** @returns what the owner ought to look at: the gravest first, then what most tokens are at stake in, then as the rules stand. */
export function findingsOf(health: Health): OwnerFinding[] {
  const found = RULES.flatMap(({ id, severity, reason, find }) =>
    find(health).map(
      ({ text, mend, command = "", atStake = "0" }): OwnerFinding => ({
        id,
        severity,
        text,
        reason,
        atStake,
        mend,
        command,
      }),
    ),
  );
  return found.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || byStake(a, b));
}

function byStake(a: OwnerFinding, b: OwnerFinding): number {
  const difference = BigInt(b.atStake) - BigInt(a.atStake);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
