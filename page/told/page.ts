import { locateRecords } from "../../src/records/located-records.ts";
import type { Payload } from "../payload.ts";
import { constellationIn, type ToldConstellation } from "./constellation.ts";
import { decisionsIn, type ToldDecisions } from "./decisions.ts";
import { drillsIn, type ToldDrill } from "./drills.ts";
import { jobsIn, type ToldJob } from "./jobs.ts";
import { moneyIn, type ToldMoney } from "./money.ts";
import { needsIn, type ToldNeeds } from "./needs.ts";
import { powerIn, type ToldPower } from "./power.ts";
import { stateIn, type ToldState } from "./state.ts";
import { type ToldTemperature, temperatureIn } from "./temperature.ts";
import { type ToldTimeline, timelineOf } from "./timeline.ts";
import { type Told, told } from "./told.ts";
import { rootOf, type ToldVerdict, verdictOf } from "./verdict.ts";

/** All that the page tells of a payload, and of what lies beside it. */
export interface ToldPage {
  readonly root: string;
  readonly verdict: Told<ToldVerdict>;
  readonly needs: Told<ToldNeeds>;
  readonly timeline: Told<ToldTimeline>;
  readonly jobs: Told<readonly ToldJob[]>;
  readonly money: Told<ToldMoney>;
  readonly power: Told<ToldPower>;
  readonly decisions: Told<ToldDecisions>;
  readonly drills: Told<readonly ToldDrill[]>;
  readonly temperature: Told<ToldTemperature>;
  readonly constellation: Told<ToldConstellation>;
  /** `null` if nobody left it. */
  readonly state: Told<ToldState | null>;
}

/** @param state the tag file that tells what changed in it, attacker-controlled; `null` if nobody left it */
export function tellPage(payload: Payload, state: Uint8Array | null): ToldPage {
  const jobs = told(() => jobsIn(payload));
  const drills = told(() => drillsIn(payload));
  const decisions = told(() => decisionsIn(payload));
  const money = told(() => moneyIn(payload, of(jobs)));
  return {
    root: rootOf(payload),
    verdict: told(() => verdictOf(payload, { jobs: of(jobs), drills: of(drills), books: of(money).books })),
    needs: told(() => needsIn(payload, of(drills))),
    timeline: told(() => timelineOf(payload, of(jobs), of(drills), of(decisions))),
    jobs,
    money,
    power: told(() => powerIn(payload)),
    decisions,
    drills,
    temperature: told(() => temperatureIn(payload, timesIn(payload))),
    constellation: told(() => constellationIn(payload)),
    state: told(() => stateIn(state)),
  };
}

/** @throws Error if the part cannot be told, so that what leans on it cannot be, either */
function of<Value>(part: Told<Value>): Value {
  if (part.ok) return part.value;
  throw new Error(part.reason);
}

/** When each thermostat's transaction happened: by the courses' receipts and the nation's drills. */
function timesIn(payload: Payload): (transaction: string) => number | null {
  const receipts = payload.receipts(
    "national-thermostat",
    "planetary-thermostat",
    "national-governance",
    "disputes",
    "thermodynamics",
  );
  const times = new Map(
    receipts.flatMap(({ document }) =>
      locateRecords(document).map(({ record }) => [record.hash, record.timestamp] as const),
    ),
  );
  return (transaction) => times.get(transaction) ?? null;
}
