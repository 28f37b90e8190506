import type { Unit } from "../../model/state-differences.ts";
import type { Step } from "./fields.ts";

/** By the end of its name, what an integer of a contract counts. */
const BY_ENDING: readonly (readonly [ending: RegExp, unit: Unit])[] = [
  [/Wei$/, "wei"],
  [/Wad$/, "wad"],
  [/Bps$/, "bps"],
  [/^etaSeconds$/, "time"],
  [/Seconds$|Delay$|Duration$|Period$|Extension$/, "seconds"],
  [/(At|End|Until|since|until|[dD]eadline|timepoint|snapshot|voteStart)$/, "time"],
];

/** Variables of contracts, and members of theirs, whose names do not say. */
const BY_NAME: Readonly<Record<string, Unit>> = {
  _balances: "wei",
  _allowances: "wei",
  _totalSupply: "wei",
  _positions: "wei",
  _totals: "wei",
  _locks: "wei",
  _escrows: "wei",
  _claims: "wei",
  "_bonds.ofJob": "wei",
  _recorded: "wei",
  _steady: "wad",
  _roleOffsets: "wad",
  _gains: "wad",
  _guardianReadyActive: "time",
};

/** Places in lists, and numbers of epochs, whatever the lists hold; a checkpoint's place is a time only in some. */
const UNITLESS = /^(_key|epoch|fades)$/;

/** What the innermost name says that says anything. */
export function unitOf(path: readonly Step[]): Unit | undefined {
  const names = path.flatMap((step) => (step.kind === "member" ? [step.label] : []));
  for (let end = names.length; end > 0; end -= 1) {
    const name = names[end - 1] as string;
    if (UNITLESS.test(name)) return undefined;
    const unit =
      BY_NAME[names.slice(0, end).join(".")] ?? BY_ENDING.find(([ending]) => ending.test(name))?.[1];
    if (unit !== undefined) return unit;
  }
  return undefined;
}
