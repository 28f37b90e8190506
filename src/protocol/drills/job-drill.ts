import type { DelayReading, OwnReadings } from "../../model/drill-readings.ts";
import { readJobTerms, readPolicy } from "../../observe/drill-states.ts";
import { type JobScript, OWNER } from "../../records/drills/job-script.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { costTerms, jobCostWei, jurisdictionLabel, textDigest } from "../../records/job-request.ts";
import { bodyTerms } from "../../records/settings.ts";
import type { BallotOf } from "../../records/vote.ts";
import { untilActive } from "../active-time.ts";
import type { Driver, MissionLane } from "../driver.ts";
import {
  assign,
  closeDispute,
  expire,
  type JobBrief,
  openDispute,
  post,
  settle,
  submit,
  validate,
} from "../lifecycle.ts";
import { restakeSteps } from "../restake.ts";
import { triggerPolicy } from "./delay.ts";
import { takeSeatOut } from "./take-seat-out.ts";

/**
 * Runs one job of its own, borrowed from a job of the plan; afterwards whoever was slashed, or took stake out, stakes as
 * much again.
 */
export async function runJobDrill(
  driver: Driver,
  scene: DrillScene,
  script: JobScript,
): Promise<OwnReadings> {
  const first = driver.records.length;
  const readings = await driver.weave((lane) => rehearseJob(lane, driver, scene, script));
  await restake(driver, scene, first);
  return { kind: "job", ...readings };
}

async function rehearseJob(lane: MissionLane, driver: Driver, scene: DrillScene, script: JobScript) {
  const { cast, drill, job } = scene;
  const agent = cast.accountOf(job.agent);
  const jobId = await post(lane, briefOf(scene));
  const terms = await readJobTerms(driver, jobId);
  const { deadline, hardDeadline } = await assign(lane, jobId, agent, job);
  let before: DelayReading | null = null;
  if (script.isLate) {
    await untilActive(lane, deadline);
    before = await triggerPolicy(lane, driver, scene, jobId);
  }
  if (script.rounds.length === 0) {
    await untilActive(lane, hardDeadline);
    await expire(lane, jobId, cast);
  } else {
    await submit(lane, jobId, agent, textDigest(`result of drill ${drill.id}`));
    if (script.takesOut) await takeSeatOut(lane, driver, scene, jobId);
    await judge(lane, scene, script, jobId);
  }
  return { terms, late: before && { before, left: await readPolicy(driver) } };
}

function briefOf({ cast, plan, drill, job }: DrillScene): JobBrief {
  return {
    planJobId: `drill:${drill.id}`,
    title: job.title,
    jurisdiction: jurisdictionLabel(job),
    terms: { ...job, adjustmentOnDelay: drill.adjustment ?? job.adjustmentOnDelay },
    maxCostWei: jobCostWei(job, costTerms(plan)),
    poster: { from: cast.employer, contract: "JobRegistry" },
    operator: cast.operator,
    dependencies: [],
  };
}

/** Round after round until the committee's verdict stands, then the dispute if there is one. */
async function judge(
  lane: MissionLane,
  { cast, plan, job }: DrillScene,
  { rounds, hearings = [] }: JobScript,
  jobId: bigint,
): Promise<void> {
  const terms = bodyTerms(plan);
  const round = { cast, committeeSize: terms.committeeSize };
  const first = rounds[0] as BallotOf;
  let closed = await validate(lane, jobId, { ...round, ballotOf: first });
  if (closed.challengeEnd === null) {
    closed = await validate(lane, jobId, { ...round, ballotOf: rounds.at(-1) ?? first });
  }
  const [opening, ...appeals] = hearings.map(({ claimant, jury }) => ({
    claimant: claimant === "agent" ? cast.accountOf(job.agent) : cast.employer,
    against: claimant === "agent" ? ("rejected" as const) : ("approved" as const),
    ballotOf: jury,
  }));
  const isJudged = closed.outcome !== "inconclusive";
  if (isJudged && opening === undefined) {
    await settle(lane, jobId, cast, closed);
    return;
  }
  if (isJudged && opening) {
    const claimant = { from: opening.claimant, contract: "JobRegistry" };
    await openDispute(lane, jobId, claimant, `evidence on job ${jobId}`);
  }
  await closeDispute(lane, jobId, cast, {
    first: opening?.ballotOf ?? (() => OWNER),
    // Where no committee decided anything, who would appeal is not whom the script means.
    appeals: isJudged ? appeals : [],
    terms,
    owner: OWNER,
  });
}

/** Brings every stake back to where it was that was slashed or taken out since the driver's `first` record. */
async function restake(driver: Driver, { cast }: DrillScene, first: number): Promise<void> {
  const steps = restakeSteps(cast, driver.records.slice(first));
  if (steps.length > 0) await driver.mine({ steps });
}
