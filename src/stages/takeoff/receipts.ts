import { CHAIN_ID, HARDFORK } from "../../chain/constants.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { DrillRecord } from "../../protocol/drills/drill.ts";
import { eventOf } from "../../protocol/events.ts";
import type { JobHistory } from "../../protocol/lifecycle.ts";
import type { JobRun } from "../../protocol/mission.ts";
import { RESTRICTED_FUNCTIONS, ROLES } from "../../protocol/roles.ts";
import { outcomeOf } from "../../protocol/voting.ts";
import { toJson } from "../../support/json.ts";
import { workSecondsOf } from "../work-time.ts";
import type { Takeoff } from "./takeoff.ts";

const FORMAT = "omnisovereign-receipt/1";
const GOVERNANCE_DRILLS: readonly DrillRecord["kind"][] = ["pause", "thermostat", "parameters", "delay"];

/** The takeoff's receipts: path below `receipts/` → content. */
export function takeoffReceipts(takeoff: Takeoff): Map<string, string> {
  const receipts = new Map<string, string>();
  const add = (path: string, kind: string, content: object) =>
    receipts.set(path, toJson({ format: FORMAT, kind, ...content }));
  add("deploy.json", "deploy", deployReceipt(takeoff));
  add("mission.json", "mission", missionReceipt(takeoff));
  add("stake.json", "stake", stakeReceipt(takeoff));
  const ofGovernance = (drill: DrillRecord) => GOVERNANCE_DRILLS.includes(drill.kind);
  add("governance.json", "governance", { drills: takeoff.drills.filter(ofGovernance) });
  add("disputes.json", "disputes", { drills: takeoff.drills.filter((drill) => !ofGovernance(drill)) });
  for (const { job, history } of takeoff.runs) {
    for (const [step, content] of jobReceipts(history)) {
      const head = { job: job.id, jobId: history.jobId.toString() };
      add(`jobs/${job.slug}/${step}.json`, `job-${step}`, { ...head, ...content });
    }
  }
  return receipts;
}

function deployReceipt({ deployment, cast }: Takeoff) {
  return {
    chain: { chainId: CHAIN_ID, hardfork: HARDFORK },
    contracts: deployment.contracts,
    principals: {
      owner: labelled(cast.owner),
      guardian: labelled(cast.guardian),
      treasury: labelled(cast.treasury),
      employer: labelled(cast.employer),
      operator: labelled(cast.operator),
    },
    roles: ROLES.map(({ role, executionDelaySeconds, purpose }) => ({
      role,
      executionDelaySeconds,
      purpose,
    })),
    restrictedFunctions: RESTRICTED_FUNCTIONS,
    transactions: deployment.transactions,
  };
}

function labelled({ label, address }: { label: string; address: string }) {
  return { label, address };
}

function missionReceipt({ plan, runs }: Takeoff) {
  const waveOf = new Map(plan.schedule.jobs.map(({ id, wave }) => [id, wave]));
  return {
    plan: {
      path: plan.path,
      sha256: plan.sha256,
      initiative: plan.initiative,
      currency: plan.budget.currency,
    },
    schedule: {
      waves: plan.schedule.waves,
      criticalPath: plan.schedule.criticalPath,
    },
    jobs: runs.map((run) => missionEntry(run, waveOf.get(run.job.id) ?? 0, workSecondsOf(plan, run.job))),
  };
}

function missionEntry({ job, history }: JobRun, wave: number, seconds: bigint) {
  const finalized = history.finalize.at(-1);
  return {
    id: job.id,
    slug: job.slug,
    jobId: history.jobId.toString(),
    title: job.title,
    jurisdiction: job.jurisdiction,
    sector: job.sector,
    wave,
    dependencies: job.dependencies,
    agent: job.agent,
    reward: job.rewardWei.toString(),
    work: { seconds: seconds.toString(), simulated: true },
    assignedAt: history.apply[0]?.timestamp ?? null,
    submittedAt: history.submit[0]?.timestamp ?? null,
    finalizedAt: finalized?.timestamp ?? null,
    outcome: finalized ? outcomeOf(eventOf(finalized, "JobFinalized")) : "open",
  };
}

function stakeReceipt({ admission, claims, positions, final, cast }: Takeoff) {
  return {
    people: cast.people.map(({ handle, account, roles, stakes }) => ({
      handle,
      address: account.address,
      roles,
      stakes: stakes.map(({ role, amountWei }) => ({ role, amount: amountWei.toString() })),
    })),
    ...admission,
    claims,
    positions,
    totals: final.totals,
  };
}

function jobReceipts(history: JobHistory): [step: string, content: object][] {
  const { post, apply, submit, validate, dispute, finalize, handshakes } = history;
  const steps: [string, readonly TransactionRecord[], object?][] = [
    ["post", post],
    ["apply", apply],
    ["submit", submit],
    ["validate", validate, { handshakes }],
    ["dispute", dispute],
    ["finalize", finalize],
  ];
  return steps
    .filter(([, transactions]) => transactions.length > 0)
    .map(([step, transactions, more = {}]) => [step, { ...more, transactions }]);
}
