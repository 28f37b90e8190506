import type { Maker } from "../model/dossier.ts";
import type { LockDifference } from "../model/mission-lock.ts";
import { printable } from "../support/text.ts";
import { makerText } from "../verify/verdict.ts";
import { columns } from "./columns.ts";

/** What `lock` found and did. */
export interface LockReport {
  readonly format: "omnisovereign-lock-report/1";
  /** As it is typed here. */
  readonly lock: string;
  readonly written: boolean;
  readonly root: string;
  /** `null` if there was no lock. */
  readonly rootBefore: string | null;
  readonly madeBy: Maker | null;
  readonly madeByBefore: Maker | null;
  /** In running order: the first is what differs first. */
  readonly differences: readonly LockDifference[];
  /** Over what the mission changed in the state; `null` where the dossier does not tell. */
  readonly stateDifferences: string | null;
}

/** Shown of what differs; `--json` has all of it. */
const MOST_SHOWN = 40;

const NOT_TOLD = "state differences are not pinned: verify --replay --engine ethereumjs tells them";

/** @param update the command that takes the differences over; `null` if that is done */
export function formatLock(report: LockReport, update: string | null): string {
  const { lock, written, root, rootBefore, madeBy, madeByBefore, differences, stateDifferences } = report;
  const hidden = differences.length - MOST_SHOWN;
  const review = [
    ...(differences.length === 0
      ? []
      : [columns(differences.slice(0, MOST_SHOWN).map(row), ["left", "left", "left", "left"])]),
    ...(hidden > 0 ? [`and ${hidden} more`] : []),
    ...(rootBefore === null || madeBy?.code === madeByBefore?.code
      ? []
      : [`code  ${makerText(madeByBefore)} before, ${makerText(madeBy)} now`]),
    ...(rootBefore === null || rootBefore === root ? [] : [`root  ${rootBefore} before, ${root} now`]),
    ...(written && stateDifferences === null ? [NOT_TOLD] : []),
  ];
  return `${[...review, outcome(printable(lock), { written, rootBefore, root, differences }, update)].join("\n")}\n`;
}

function row({ stage, path, change, place }: LockDifference): readonly string[] {
  return [stage, printable(path), change, printable(place ?? "")];
}

function outcome(
  lock: string,
  {
    written,
    rootBefore,
    root,
    differences,
  }: Pick<LockReport, "written" | "rootBefore" | "root" | "differences">,
  update: string | null,
): string {
  if (rootBefore === null) return `${lock} is written, with root ${root}.`;
  if (written) return `${lock} is written anew.`;
  if (differences.length === 0) return `${lock} holds: the last run left what it says, root ${root}.`;
  return `${lock} stays as it is. To take this over: ${update}`;
}
