import { argumentText } from "../../src/support/figures.ts";
import type { Payload } from "../payload.ts";
import { spanOf } from "./drills.ts";

export interface ToldDecision {
  readonly title: string;
  readonly state: string;
  readonly votesFor: string;
  readonly votesAgainst: string;
  readonly votesAbstain: string;
  readonly quorum: string;
  /** The call, decoded; empty for one that never came to a pre-flight. */
  readonly effect: string;
  readonly preflight: string;
  /** How what was executed agrees with the pre-flight. */
  readonly agreement: string;
  readonly before: string;
  readonly after: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly transactions: readonly string[];
  readonly receipt: string;
}

export interface ToldDivision {
  readonly potWei: string;
  readonly outcome: string;
  readonly voters: string;
  readonly quorum: string;
  readonly parts: readonly {
    readonly region: string;
    readonly votes: string;
    readonly partWei: string;
    readonly approvedWei: string;
  }[];
  readonly from: number | null;
  readonly to: number | null;
  readonly transactions: readonly string[];
  readonly receipt: string;
}

export interface ToldDecisions {
  readonly decisions: readonly ToldDecision[];
  readonly divisions: readonly ToldDivision[];
  /** Who decided where nobody could vote. */
  readonly noVote: string;
}

export function decisionsIn(payload: Payload): ToldDecisions {
  const receipts = payload.receipts("planetary-governance");
  return {
    decisions: receipts.flatMap(({ path, document }) =>
      document.decisions.map((decision) => toldDecision(path, decision)),
    ),
    divisions: receipts.flatMap(({ path, document }) =>
      document.divisions.map((division) => ({
        potWei: division.pot,
        outcome: division.outcome,
        voters: division.voters,
        quorum: division.quorum,
        parts: division.parts.map(({ region, votes, part, approved }) => ({
          region,
          votes,
          partWei: part,
          approvedWei: approved,
        })),
        ...spanOf(division.transactions),
        receipt: path,
      })),
    ),
    noVote: receipts
      .map(({ document }) => document.noVote)
      .map((none) => (none === undefined ? "" : `${none.reason}; set by ${none.by}`))
      .join(""),
  };
}

type Governance = ReturnType<Payload["receipts"]>[number]["document"] & { readonly kind: "governance" };
type Decided = Extract<Governance, { readonly decisions: unknown }>["decisions"][number];

function toldDecision(path: string, decision: Decided): ToldDecision {
  const { preflight, aftermath, readBack } = decision;
  return {
    title: decision.title,
    state: decision.state,
    votesFor: decision.votes.for,
    votesAgainst: decision.votes.against,
    votesAbstain: decision.votes.abstain,
    quorum: decision.quorum,
    effect: preflight === null ? "" : `${preflight.contract}.${preflight.function}(${said(preflight.args)})`,
    preflight: preflight === null ? "none" : [preflight.result, preflight.error].filter(Boolean).join(": "),
    agreement:
      aftermath === null
        ? "not executed"
        : [aftermath.agreement, aftermath.reason].filter(Boolean).join(": "),
    before: said(readBack.before),
    after: said(readBack.after),
    ...spanOf(decision.transactions),
    receipt: path,
  };
}

/** Arguments or answers in a line; of a list only how long it is, since every transaction shows all of it. */
function said(values: object): string {
  return Object.entries(values)
    .map(([name, value]) => {
      // What has no name of its own is counted from 0.
      const own = /^\d+$/.test(name) ? "" : name;
      if (typeof value === "string") return argumentText(own, value).trim();
      if (Array.isArray(value)) return `${value.length} ${name}`;
      return `${own} ${typeof value === "object" && value !== null ? said(value) : value}`.trim();
    })
    .join(", ");
}
