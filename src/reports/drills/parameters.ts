import type { DrillResult } from "../../model/drill.ts";
import type { OwnReadings } from "../../model/drill-readings.ts";
import type { ArgumentRecord } from "../../model/record.ts";
import { unbondingMove } from "../../records/drills/unbonding-move.ts";
import { eventOf, textArg } from "../../records/events.ts";
import { duration } from "../../support/figures.ts";
import { callsOf, type DrillPlay } from "./play.ts";

/** Tells of the unbonding time's way there and back, from its events. */
export function tellParameters(
  play: DrillPlay,
  { early: answer }: Extract<OwnReadings, { kind: "parameters" }>,
): DrillResult {
  const { fromSeconds, toSeconds } = unbondingMove(play.plan);
  const [scheduled] = callsOf(play, "schedule");
  const [early, ...executed] = callsOf(play, "setUnbondingSeconds");
  const [moved, back] = [0, 1].map((index) => eventOf(executed[index], "UnbondingSecondsChanged").args);
  const operation = textArg(eventOf(scheduled, "OperationScheduled").args, "operationId");
  return {
    intervention: `the owner ${toSeconds < fromSeconds ? "shortens" : "lengthens"} the unbonding time by ${duration(Math.abs(toSeconds - fromSeconds))}: holding COUNCIL, it tries before that role's delay is over, and after it`,
    expected: `refused early with AccessManagerNotReady(${operation}); unbonding time from ${duration(fromSeconds)} to ${duration(toSeconds)}, and back to ${duration(fromSeconds)}`,
    happened: `${early?.status === "reverted" ? `refused early with ${answer.error}` : "not refused early"}; unbonding time from ${seconds(moved, "beforeSeconds")} to ${seconds(moved, "afterSeconds")}, and back to ${seconds(back, "afterSeconds")}`,
    wayBack: "the owner sets the old value the same way",
    idle: toSeconds === fromSeconds ? "the unbonding time is the only one that there may be" : null,
    transactions: play.transactions,
  };
}

/** Of an event that may not have been emitted. */
function seconds(args: ArgumentRecord | undefined, name: string): string {
  const value = args?.[name];
  return value === undefined ? "nothing" : duration(String(value));
}
