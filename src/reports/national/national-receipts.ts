import { COURSE_FORMULA } from "../../economics/drawn-course.ts";
import type { Takeoff } from "../../model/layer-run.ts";
import type { NationalDeploy, NationalMission, Stake } from "../../model/receipt-contents.ts";

import { keyHoldersOf } from "../../records/casting.ts";
import { RESTRICTED_FUNCTIONS, ROLES } from "../../records/roles.ts";
import { NO_NATIONAL_JOBS } from "../reasons.ts";
import { jobReceipts, missionEntry, notPosted, receiptFile, waves } from "../receipt.ts";
import { receiptOfDrill } from "./drill-receipts.ts";

/** The takeoff's receipts: path relative to OUT → content. */
export function takeoffReceipts(takeoff: Takeoff): Map<string, string> {
  const { drills, runs } = takeoff;
  const toldIn = (id: "national-governance" | "disputes") =>
    receiptFile(id, { drills: drills.filter((drill) => receiptOfDrill(drill) === id) });
  return new Map([
    receiptFile("national-deploy", deployReceipt(takeoff)),
    receiptFile("national-mission", missionReceipt(takeoff)),
    receiptFile("national-thermostat", takeoff.thermostat),
    receiptFile("stake", stakeReceipt(takeoff)),
    toldIn("national-governance"),
    toldIn("disputes"),
    ...runs.flatMap((run) => jobReceipts(run)),
  ]);
}

function deployReceipt({ chain, deployment, cast }: Takeoff): NationalDeploy {
  return {
    chain,
    contracts: deployment.contracts,
    principals: {
      owner: labelled(cast.owner),
      guardian: labelled(cast.guardian),
      treasury: labelled(cast.treasury),
      employer: labelled(cast.employer),
      operator: labelled(cast.operator),
      registrar: labelled(cast.registrar),
    },
    ownerSafe: {
      threshold: cast.owner.safe?.threshold ?? 1,
      signers: keyHoldersOf(cast.owner).map(labelled),
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

function missionReceipt({ plan, runs, emptyLayer }: Takeoff): NationalMission {
  const { path, sha256, initiative, budget, schedule } = plan;
  const waveOf = waves(schedule.jobs);
  return {
    plan: { path, sha256, initiative, currency: budget.currency },
    schedule: { waves: schedule.waves, criticalPath: schedule.criticalPath },
    courseFormula: COURSE_FORMULA,
    notPosted: notPosted(plan, runs),
    ...(emptyLayer === "national" ? { noJobs: NO_NATIONAL_JOBS } : {}),
    askedDrills: plan.drills.map(({ id, kind, job, adjustment }) => ({ id, kind, job, adjustment })),
    jobs: runs.map((run) => missionEntry(run, waveOf.get(run.job.id) ?? 0, plan)),
  };
}

function stakeReceipt({ admission, claims, positions, final, cast }: Takeoff): Stake {
  return {
    people: cast.people.map(({ handle, account, roles, stakes }) => ({
      handle,
      address: account.address,
      roles,
      stakes: stakes.map(({ role, amountWei }) => ({ role, amount: amountWei.toString() })),
    })),
    ...admission,
    claims,
    block: final.block,
    positions,
    totals: final.totals,
  };
}
