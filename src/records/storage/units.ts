import type { Unit } from "../../model/state-differences.ts";
import type { Step } from "./fields.ts";

/** By the end of its name, what an integer of a contract counts. */
const BY_ENDING: readonly (readonly [ending: RegExp, unit: Unit])[] = [
  [/Wei$/, "wei"],
  [/Wad$/, "wad"],
  [/Bps$/, "bps"],
  [/^etaSeconds$/, "time"],
  [/Seconds$|Delay$|Duration$|Period$|Extension$/, "seconds"],
  [/(At|End|Until|since|until|[dD]eadline|timepoint|snapshot|voteStart|Change\.dueAt)$/, "time"],
];

/** Those whose names do not say. */
const BY_NAME: Readonly<Record<string, Unit>> = {
  _balances: "wei",
  _allowances: "wei",
  _totalSupply: "wei",
  _positions: "wei",
  _totals: "wei",
  _locks: "wei",
  _escrows: "wei",
  _claims: "wei",
  ofJob: "wei",
  _recorded: "wei",
  _raised: "wei",
  _steady: "wad",
  _roleOffsets: "wad",
  _gains: "wad",
};

/** Places in lists; a checkpoint's is a time or a number, by what the list is kept. */
const UNITLESS = /^(_key|epoch|fades)$/;

/** What the innermost name that tells it says; a name that stands for no amount ends the search. */
export function unitOf(path: readonly Step[]): Unit | undefined {
  const names = path.flatMap((step) => (step.kind === "member" ? [step.label] : []));
  for (const name of names.reverse()) {
    if (UNITLESS.test(name)) return undefined;
    const unit = BY_NAME[name] ?? BY_ENDING.find(([ending]) => ending.test(name))?.[1];
    if (unit !== undefined) return unit;
  }
  return undefined;
}
