import type { DrillRecord } from "../../model/drill.ts";
import type { Drill } from "../../model/plan.ts";
import type { SteadyState } from "../../model/readings.ts";
import { receiptPath } from "../../model/receipts.ts";
import type { DrillsReport, ReportedDrill, ReportedState } from "../../model/takeoff-report.ts";
import { counted } from "../../support/text.ts";
import { surpriseIn } from "../drills/surprise.ts";
import { type DrillReceipt, receiptOfDrill } from "./drill-receipts.ts";

/** What was asked for, what was rehearsed of it, and each drill's story. @param receiptOf which receipt tells of one. */
export function drillsReport(
  asked: readonly Pick<Drill, "id">[],
  rehearsed: readonly DrillRecord[],
  receiptOf: (drill: DrillRecord) => DrillReceipt = receiptOfDrill,
): DrillsReport {
  const ids = new Set(rehearsed.map(({ id }) => id));
  return {
    areAsked: asked.length > 0,
    isAnyIdle: rehearsed.some(({ verdict }) => verdict === "not exercised"),
    left: asked.map(({ id }) => id).filter((id) => !ids.has(id)),
    rehearsed: rehearsed.map((drill) => storyOf(drill, receiptPath(receiptOf(drill)))),
  };
}

/** Those that passed, and how many went otherwise or had nothing to do. */
export function drillsInBrief(drills: readonly Pick<DrillRecord, "verdict">[]): string {
  const count = (wanted: DrillRecord["verdict"]) => drills.filter(({ verdict }) => verdict === wanted).length;
  const rest = (["failed", "not exercised"] as const).filter((verdict) => count(verdict) > 0);
  if (drills.length === 0) return "nothing rehearsed";
  return [
    `${count("passed")} of ${counted(drills.length, "drill")} passed`,
    ...rest.map((verdict) => `${count(verdict)} ${verdict}`),
  ].join(", ");
}

function storyOf(drill: DrillRecord, receipt: string): ReportedDrill {
  const { id, verdict, before, intervention, expected, wayBack, after, transactions } = drill;
  return {
    id,
    verdict,
    result: resultOf(drill),
    receipt,
    firstBlock: before.block + 1,
    transactions: transactions.length,
    before: stateOf(before),
    intervention,
    expected,
    happened: happeningOf(drill),
    surprise: verdict === "failed" ? surpriseIn(drill) : null,
    wayBack,
    after: stateOf(after),
  };
}

function resultOf({ verdict, reason }: DrillRecord): string {
  if (verdict === "passed") return "as expected";
  return verdict === "failed" ? "FAILED" : `not exercised: ${reason}`;
}

function happeningOf({ verdict, reason, happened }: DrillRecord): string {
  if (verdict === "failed") return happened;
  const same = "exactly that, by the events";
  return verdict === "passed" ? same : `${same}, but not what the drill is about: ${reason}`;
}

function stateOf({ block, paused, temperature, totals }: SteadyState): ReportedState {
  return {
    block,
    paused,
    temperatureWad: BigInt(temperature),
    stakedWei: BigInt(totals.staked),
    escrowedWei: BigInt(totals.escrowed),
  };
}
