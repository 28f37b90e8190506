import { join } from "node:path";
import { LOCAL_ACCOUNTS } from "../../src/chain/accounts.ts";
import { replayOrThrow } from "../../src/chain/engine/replay.ts";
import { startNode } from "../../src/chain/rehearsal/node.ts";
import { openSession } from "../../src/chain/rehearsal/session.ts";
import { workerOf } from "../../src/economics/attempts.ts";
import { courseOf } from "../../src/economics/drawn-course.ts";
import type { Cast } from "../../src/model/cast.ts";
import type { Project } from "../../src/model/loaded-project.ts";
import type { Plan } from "../../src/model/plan.ts";
import { admit } from "../../src/protocol/admission.ts";
import { Driver } from "../../src/protocol/driver.ts";
import { deployNational } from "../../src/protocol/national/national-layer.ts";
import { sendMission } from "../../src/protocol/run-mission.ts";
import { supplyOf } from "../../src/protocol/supply.ts";
import { AddressBook } from "../../src/records/address-book.ts";
import { nationalCast } from "../../src/records/casting.ts";
import { textDigest } from "../../src/records/job-request.ts";
import { judgingDelayOf } from "../../src/records/settings.ts";
import { contractType } from "../../src/system/contract-artefacts.ts";
import { replayRaw, transactionsIn } from "./raw.ts";

export interface Traffic {
  readonly transactions: number;
  readonly blocks: number;
  /** Seconds for them. */
  readonly session: number;
  readonly raw: number;
}

/**
 * Takes the jobs of a plan through their lives in a session, then sends the same blocks raw to another node: the same
 * transactions in the same grouping. Deployment and admission are not counted on either side.
 *
 * @param out an empty folder for the session's log
 */
export async function measureTraffic(project: Project, out: string): Promise<Traffic> {
  const script = "demo:asi-takeoff:local";
  const session = await openSession({ out, stage: "takeoff", script, rpcUrl: null, keepBlocks: 0 });
  try {
    const driver = new Driver(session, new AddressBook(contractType));
    const cast = nationalCast({ shared: null, national: project.national }, LOCAL_ACCOUNTS);
    await deployNational(driver, cast, project.national, {
      supplyWei: supplyOf(project).totalWei,
      judgingDelaySeconds: judgingDelayOf(project),
    });
    await admit(driver, cast, supplyOf(project).employerWei);
    const before = session.clock.block;
    const seconds = await timedMission(driver, project.national, cast);
    const blocks = session.journal.blocks.slice(before);
    const raw = await withNode(out, async ({ rpc }) => {
      await replayOrThrow(session.journal, rpc, { to: before });
      return replayRaw(rpc, blocks);
    });
    return { transactions: transactionsIn(blocks), blocks: blocks.length, session: seconds, raw };
  } finally {
    await session.close();
  }
}

async function timedMission(driver: Driver, plan: Plan, cast: Cast): Promise<number> {
  const started = performance.now();
  await sendMission(driver, plan, {
    cast,
    terms: plan,
    posterOf: () => ({ from: cast.employer, contract: "JobRegistry" }),
    courseOf: (job, attempt) => courseOf(plan, job, attempt),
    workerOf: (job, attempt) => workerOf(plan.participants, job, attempt),
    resultHashOf: (job) => textDigest(`deliverable of ${plan.initiative}/${job.id}`),
  });
  return (performance.now() - started) / 1000;
}

async function withNode<Result>(
  folder: string,
  work: (node: Awaited<ReturnType<typeof startNode>>) => Promise<Result>,
): Promise<Result> {
  const node = await startNode({ logFile: join(folder, "raw-node.log") });
  try {
    return await work(node);
  } finally {
    await node.stop();
  }
}
