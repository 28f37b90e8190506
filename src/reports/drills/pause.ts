import { max } from "../../economics/fixed-point.ts";
import type { DrillResult } from "../../model/drill.ts";
import type { GuardianReading, TriedCalls } from "../../model/drill-readings.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import { guardedCalls } from "../../records/drills/guarded-calls.ts";
import { duration } from "../../support/figures.ts";
import { utc } from "../../support/time.ts";
import { callsOf, type DrillPlay } from "./play.ts";
import { refusalsOf } from "./refusals.ts";

const OWN_CALLS = ["guardianPause", "guardianResume"];

/** Tells of a guardian's pause, from its readings and events. */
export function tellPause(
  play: DrillPlay,
  { guardian, tried }: { readonly guardian: GuardianReading; readonly tried: TriedCalls },
): DrillResult {
  const { cast, plan, contracts, transactions } = play;
  const since = max(guardian.timestamp + 1n, guardian.readyAt);
  const [paused, again] = callsOf(play, "guardianPause");
  const [resumed] = callsOf(play, "guardianResume");
  const asked = transactions.filter(({ function: name }) => !OWN_CALLS.includes(String(name)));
  const refusals = refusalsOf(asked, tried);
  return {
    intervention: "the guardian pauses the system twice; every module gets one guarded call",
    expected: [
      `paused from ${utc(Number(since))} to ${utc(Number(since) + plan.protocol.windows.guardianPauseSeconds)} at most`,
      "nothing by the second pause",
      ...guardedCalls(contracts, cast, plan).map(
        ({ contract, function: name }) => `${contract}.${name} SystemPaused()`,
      ),
      `resumed after ${duration(BigInt(resumed?.timestamp ?? 0) - since)}`,
    ].join(", "),
    happened: [
      ...eventsOf(paused, "Paused").map(
        ({ since: from, expiresAt }) =>
          `paused from ${utc(String(from))} to ${utc(String(expiresAt))} at most`,
      ),
      again?.events.length === 0 && again.status === "success"
        ? "nothing by the second pause"
        : "another pause",
      ...refusals.map(({ module, function: name, error }) => `${module}.${name} ${error}`),
      ...eventsOf(resumed, "Resumed").map(
        ({ pausedSeconds }) => `resumed after ${duration(String(pausedSeconds))}`,
      ),
    ].join(", "),
    wayBack: "the guardian resumes the system",
    idle: refusals.some(({ refused }) => refused) ? null : "no module was there to refuse a call",
    transactions,
  };
}

function eventsOf(record: TransactionRecord | undefined, name: string): ArgumentRecord[] {
  return record?.events.filter((event) => event.name === name).map(({ args }) => args) ?? [];
}
