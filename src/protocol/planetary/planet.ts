import { workSecondsOf } from "../../economics/work-time.ts";
import type { FileDigest } from "../../model/artefact.ts";
import type { Cast } from "../../model/cast.ts";
import { ROLE } from "../../model/enums.ts";
import type { LayeredProject } from "../../model/loaded-project.ts";
import type { Plan } from "../../model/plan.ts";
import type { Read } from "../../model/record.ts";
import { employingRegion } from "../../model/regions.ts";
import type {
  Anchoring,
  Closing,
  GlobalRun,
  JobRun,
  RegionBudget,
  RewardEpoch,
  Telemetry,
  Treasury,
} from "../../model/rehearsal.ts";
import { readPositions } from "../../observe/positions.ts";
import { readPosted } from "../../observe/posted-jobs.ts";
import { readSteadyState } from "../../observe/steady-state.ts";

import { castOf, holdersOf, signatoriesOf } from "../../records/casting.ts";
import { textDigest } from "../../records/job-request.ts";
import { merkleProof, merkleRoot } from "../../records/merkle.ts";
import {
  councilThreshold,
  executorName,
  executorRegions,
  rewardParameters,
  TREASURY,
} from "../../records/planetary-settings.ts";
import { claimAll } from "../claims.ts";
import type { Driver, Step } from "../driver.ts";
import { runMission } from "../run-mission.ts";
import { jobCostWei, supplyOf } from "../supply.ts";
import { decide } from "./council.ts";
import { budgetMotion, motionsOf } from "./motions.ts";
import { admitNewcomers } from "./newcomers.ts";
import { approveAsOwner } from "./owner-budgets.ts";
import { deployPlanetary } from "./planetary-layer.ts";
import { awaitNextEpoch, divideOverEpochs, settleEpoch } from "./rewards.ts";
import { attemptForgeries, signPayment } from "./safe.ts";

const NATIONAL_KEY = textDigest("national");
const CONSENSUS_KEY = textDigest("consensus");

/** Anchors the national layer, opens the council, funds the regions and runs their jobs. */
export async function runPlanet(
  driver: Driver,
  project: LayeredProject,
  nationalReceipts: readonly FileDigest[],
): Promise<GlobalRun> {
  const { shared, national, planetary: plan } = project;
  const governing = shared ?? national;
  const takenPart = [national, ...(shared ? [shared] : [])];
  const cast = castOf(governing, [...takenPart, plan], driver.chain.accounts);
  const anchoring = await anchorNation(driver, cast, nationalReceipts);
  const known = driver.book.entries().length;
  const admission = await admitNewcomers(driver, castOf(governing, takenPart, driver.chain.accounts), cast);
  const deployment = await deployPlanetary(driver, cast, plan);
  const contracts = driver.book.entries().slice(known);
  const budgets = budgetsOf(driver, project);
  const { decisions, ownerApprovals } = await setBudgets(driver, cast, plan, budgets);
  const treasury = await fundRegions(driver, cast, project, budgets);
  const runs = await runMission(driver, plan, {
    cast,
    settled: await readPosted(driver, national.jobs),
    posterOf: (job) => ({ from: cast.operator, contract: executorName(employingRegion(plan, job.region)) }),
    workSecondsOf: (job) => workSecondsOf(plan, job),
    resultHashOf: (job) => textDigest(`deliverable of ${plan.initiative}/${job.id}`),
  });
  const epochs = await settleEpochs(driver, cast, plan, runs);
  return {
    plan,
    cast,
    anchoring,
    contracts,
    deployment,
    admission,
    budgets,
    decisions,
    ownerApprovals,
    treasury,
    runs,
    epochs,
  };
}

/** The council votes on the budgets; where there is none, the owner sets them. */
async function setBudgets(
  driver: Driver,
  cast: Cast,
  plan: Plan,
  budgets: readonly RegionBudget[],
): Promise<Pick<GlobalRun, "decisions" | "ownerApprovals">> {
  if (holdersOf(cast.people, ROLE.council).length > 0) {
    const motions = await motionsOf(driver, plan, budgets);
    return { decisions: await decide(driver, cast, plan, motions), ownerApprovals: null };
  }
  const approvals = budgets.map((budget) => budgetMotion(budget).call);
  return { decisions: [], ownerApprovals: await approveAsOwner(driver, cast, approvals) };
}

/**
 * Each region reports the root of its receipts and returns what is left; the validators' consensus is anchored; then
 * everybody collects.
 */
export async function closePlanet(
  driver: Driver,
  { plan, cast }: GlobalRun,
  consensus: readonly FileDigest[],
  receiptsOf: (region: string) => readonly FileDigest[],
): Promise<Closing> {
  const regions = executorRegions(plan);
  const holding = await holdingRegions(driver, regions);
  const reports = regions.map((region) => {
    const receipts = receiptsOf(region);
    const executor = { from: cast.operator, contract: executorName(region) };
    const told = [1n, merkleRoot(receipts), receipts.length];
    const steps: Step[] = [{ ...executor, function: "reportTelemetry", args: told }];
    if (holding.has(region)) steps.push({ ...executor, function: "returnRemainder", args: [] });
    return { region, receipts, steps };
  });
  const records = await driver.mine({ steps: reports.flatMap(({ steps }) => steps) });
  const rest = [...records];
  const telemetry = new Map(
    reports.map(({ region, receipts, steps }) => {
      const transactions = rest.splice(0, steps.length);
      return [region, { root: merkleRoot(receipts), receipts, transactions }];
    }),
  );
  const compared = await anchorConsensus(driver, cast, consensus);
  const claims = await claimAll(driver, cast);
  const positions = await readPositions(driver, cast);
  return { telemetry, consensus: compared, claims, positions, final: await readSteadyState(driver) };
}

/** The regions whose executors hold or are owed anything; one that spent its budget to the wei has nothing to return. */
async function holdingRegions(driver: Driver, regions: readonly string[]): Promise<ReadonlySet<string>> {
  const answers = await driver.read(
    regions.flatMap((region): Read[] => {
      const { address } = driver.book.get(executorName(region));
      return [
        { contract: "AGIALPHA", function: "balanceOf", args: [address] },
        { contract: "StakeManager", function: "claimOf", args: [address] },
      ];
    }),
  );
  const amounts = answers.map((answer) => answer[0] as bigint);
  return new Set(regions.filter((_, index) => amounts[2 * index] !== 0n || amounts[2 * index + 1] !== 0n));
}

async function anchorConsensus(
  driver: Driver,
  cast: Cast,
  receipts: readonly FileDigest[],
): Promise<Telemetry> {
  const root = merkleRoot(receipts);
  const step = {
    from: cast.operator,
    contract: "ReceiptAnchor",
    function: "anchor",
    args: [CONSENSUS_KEY, root],
  };
  return { root, receipts, transactions: await driver.mine({ steps: [step] }) };
}

/** The planetary layer opens only on an anchored national root that proves the mission's receipt. */
async function anchorNation(driver: Driver, cast: Cast, receipts: readonly FileDigest[]): Promise<Anchoring> {
  const root = merkleRoot(receipts);
  const file = receipts.find(({ path }) => path.endsWith("/mission.json")) as FileDigest;
  const proof = merkleProof(receipts, file);
  const transactions = await driver.mine({
    steps: [
      { from: cast.operator, contract: "ReceiptAnchor", function: "anchor", args: [NATIONAL_KEY, root] },
    ],
  });
  const [answer] = await driver.read([
    {
      contract: "ReceiptAnchor",
      function: "verify",
      args: [NATIONAL_KEY, file.path, `0x${file.sha256}`, proof],
    },
  ]);
  return {
    root,
    receipts: receipts.length,
    proved: { ...file, proof, holds: Boolean(answer?.[0]) },
    transactions,
  };
}

/** A region's budget is its allocation, or what its jobs cost, at the nation's fee, where the plan allocates less or nothing. */
function budgetsOf({ book }: Driver, { national, planetary: plan }: LayeredProject): RegionBudget[] {
  const { protocolBps } = national.protocol.fees;
  return executorRegions(plan).map((region) => {
    const costWei = plan.jobs
      .filter((job) => employingRegion(plan, job.region) === region)
      .reduce((sum, job) => sum + jobCostWei(job, protocolBps), 0n);
    const allocatedWei =
      plan.budget.allocations.find(({ key, region: own }) => (own ?? key) === region)?.amountWei ?? null;
    const approvedWei = allocatedWei !== null && allocatedWei > costWei ? allocatedWei : costWei;
    return { region, executor: book.get(executorName(region)).address, approvedWei, allocatedWei };
  });
}

async function fundRegions(
  driver: Driver,
  cast: Cast,
  project: LayeredProject,
  budgets: readonly RegionBudget[],
): Promise<Treasury> {
  const { book } = driver;
  const owners = signatoriesOf(cast);
  const accounts = owners.map(({ account }) => account);
  const safe = book.get(TREASURY).address;
  const { safeWei } = supplyOf(project);
  const reserveWei = rewardParameters(project.planetary).epochCapWei * 4n;
  const endowment = await driver.mine({
    steps: [{ from: cast.treasury, contract: "AGIALPHA", function: "transfer", args: [safe, safeWei] }],
  });
  const calls = [
    ...budgets.flatMap(({ region, executor, approvedWei }): Read[] => [
      { contract: "AGIALPHA", function: "approve", args: [executor, approvedWei] },
      { contract: executorName(region), function: "fund", args: [approvedWei] },
    ]),
    { contract: "AGIALPHA", function: "transfer", args: [book.get("RewardEngineMB").address, reserveWei] },
  ];
  const refusals = await attemptForgeries(driver, calls, 0n, accounts, cast.operator);
  const { payment, step } = signPayment(
    driver,
    calls,
    0n,
    accounts.slice(0, councilThreshold(accounts.length)),
  );
  return {
    safe,
    owners: owners.map(({ handle, account }) => ({ handle, address: account.address })),
    threshold: councilThreshold(accounts.length),
    endowment,
    refusals,
    payment,
    transactions: await driver.mine({ steps: [step] }),
  };
}

/** The jobs in the order in which they were settled, by the operator; those of the last epoch by the owner. */
async function settleEpochs(
  driver: Driver,
  cast: Cast,
  plan: Plan,
  runs: readonly JobRun[],
): Promise<RewardEpoch[]> {
  const settled = runs.toSorted(
    (a, b) => (a.history.finalize[0]?.block ?? 0) - (b.history.finalize[0]?.block ?? 0),
  );
  const parts = divideOverEpochs(cast, settled, driver.chain.maxTransactionBytes);
  const epochs: RewardEpoch[] = [];
  for (const part of parts) {
    await awaitNextEpoch(driver);
    const before = epochs.reduce((sum, { attestations }) => sum + attestations.length, 0);
    const by = part === parts.at(-1) ? "owner" : "operator";
    epochs.push(await settleEpoch(driver, cast, plan, part, BigInt(before), by));
  }
  return epochs;
}
