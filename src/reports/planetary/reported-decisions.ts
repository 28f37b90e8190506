import type { Decision, Preflight } from "../../model/decision.ts";
import type { Division } from "../../model/division.ts";
import type { GlobalRun } from "../../model/layer-run.ts";
import type {
  CouncilVote,
  OwnerApproval,
  ReportedDecision,
  ReportedDivision,
} from "../../model/planet-report.ts";
import { NO_VOTE } from "../reasons.ts";

/** What the council decided, or how the owner approved the budgets where there was none. */
export function voteOf(run: GlobalRun): CouncilVote | OwnerApproval {
  const { decisions, divisions, ownerApprovals, budgets, cast } = run;
  if (ownerApprovals === null) {
    return {
      by: "council",
      decisions: decisions.map(reportedDecision),
      divisions: divisions.map(reportedDivision),
    };
  }
  return {
    by: "owner",
    reason: NO_VOTE,
    owner: { label: cast.owner.label, address: cast.owner.address },
    budgets: budgets.map(({ region, approvedWei }) => ({ region, approvedWei })),
  };
}

function reportedDecision(decision: Decision): ReportedDecision {
  const { title, votes, quorum, state, preflight, renewal, aftermath, readBack } = decision;
  const isRenewalSame = whatChanges(preflight) === whatChanges(renewal);
  return { title, votes, quorum, state, preflight, renewal, isRenewalSame, aftermath, readBack };
}

function reportedDivision({ pot, remainder, parts, ...division }: Division): ReportedDivision {
  const { divisionId, outcome, voters, quorum } = division;
  return {
    divisionId,
    outcome,
    voters,
    quorum,
    potWei: BigInt(pot),
    remainderWei: BigInt(remainder),
    parts: parts.map(({ region, votes, part, approved }) => ({
      region,
      votes,
      partWei: BigInt(part),
      approvedWei: BigInt(approved),
    })),
  };
}

/** In words of the chain: by what name somebody knows them is no difference. */
function whatChanges(found: Preflight | null): string {
  const { result, storage, nativeCoin, tokens } = found ?? {};
  return JSON.stringify([result, storage, nativeCoin, tokens], (key, value) =>
    key === "values" ? undefined : value,
  );
}
