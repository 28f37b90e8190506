import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import type { Result } from "ethers/abi";
import { accountOf } from "../../../../src/chain/accounts.ts";
import { ROLE } from "../../../../src/model/enums.ts";
import type { Parameter } from "../../../../src/model/owner.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import { readParameters } from "../../../../src/observe/owner/parameters.ts";
import { deployPlanetary } from "../../../../src/protocol/planetary/planetary-layer.ts";
import { regionNeeds } from "../../../../src/records/planetary/region-needs.ts";
import { answerAsConstructed } from "../../../support/as-constructed.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { type DeployedNation, deployedNation } from "../../../support/fake-manager.ts";
import { projectOf } from "../../../support/project-of.ts";
import { castWith, person } from "../../../support/small-cast.ts";
import { standpointOn } from "../../../support/standpoint.ts";

const COUNCIL = ["anna", "bert", "cleo"].map((handle) => person(handle, { roles: ROLE.council }));
const CAST = castWith(...COUNCIL);
const STRANGER = accountOf("stranger").address;
const RECEIPT = "planet/receipts/governance.json";

let plan: Plan;
let nation: DeployedNation;
before(async () => {
  const base = await basePlan();
  const council = COUNCIL.map(({ handle }) => ({ handle, role: "", stakeWei: 0n }));
  plan = { ...base, participants: { ...base.participants, council } };
});
beforeEach(async () => {
  nation = await deployedNation(CAST, plan);
  answerAsConstructed(nation.chain);
});

/** Deploys the planetary layer beside the nation. */
async function addPlanet(): Promise<void> {
  const { chain, receipts } = nation;
  const treasury = accountOf("the safe").address;
  chain.views.set("SafeProxyFactory.createProxyWithNonce", () => [treasury]);
  chain.views.set("Treasury.getThreshold", () => [2n]);
  chain.views.set("Treasury.getOwners", () => [COUNCIL.map(({ account }) => account.address)]);
  const driver = chain.driver();
  await deployPlanetary(driver, CAST, plan);
  for (const { hash } of driver.records) receipts.set(hash, "planet/receipts/deploy.json");
  answerAsConstructed(chain);
  // Its vote sets a region's terms.
  for (const { region, terms } of regionNeeds({ national: plan, planetary: plan })) {
    chain.views.set(`RegionalExecutor ${region}.regionTerms`, () => [
      [terms.jobWei, terms.dayWei, BigInt(terms.approvalSeconds)],
    ]);
    chain.views.set(`RegionalExecutor ${region}.jobTerms`, () => [chain.book.get("JobTerms").address]);
  }
}

async function parameters(planetary: Plan | null = null): Promise<readonly Parameter[]> {
  const { chain, receipts } = nation;
  const project = projectOf(plan, { planetary });
  const reading = { chainId: 31_337, block: 1, timestamp: 5, stateRoot: "0x", done: [], toCome: [] };
  const matrix = await readParameters(await standpointOn(chain, CAST, receipts), project, reading);
  assert.equal(matrix.reading, reading);
  return matrix.parameters;
}

/** What drifts, with the reason. */
async function drifting(planetary: Plan | null = null): Promise<string[]> {
  return (await parameters(planetary))
    .filter(({ drift }) => drift)
    .map(({ contract, parameter, reason }) => `${contract} ${parameter} ${reason}`);
}

/** Puts another answer in the place of the first one that a view gives. */
function alter(view: string, change: (answer: never) => unknown): void {
  const [first, ...rest] = nation.chain.views.get(view)?.({}) ?? [];
  nation.chain.views.set(view, () => [change(first as never), ...rest]);
}

/** Something else of the same shape. */
function other(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].map(other);
  return typeof value === "bigint" ? value + 1n : STRANGER;
}

/** Those of the views that may answer something else without any drift. */
async function unwatched(views: readonly string[], planetary: Plan | null = null): Promise<string[]> {
  const silent = [];
  for (const view of views) {
    const answer = nation.chain.views.get(view) ?? (() => []);
    alter(view, other);
    if ((await drifting(planetary)).length === 0) silent.push(view);
    nation.chain.views.set(view, answer);
  }
  return silent;
}

function viewsOf(contract: string, ...names: readonly string[]): string[] {
  return names.map((name) => `${contract}.${name}`);
}

/** Lets a contract tell of a change, in a transaction that a receipt shows or none. */
function tell(receipt: string | null, contract: string, event: string, ...args: readonly unknown[]) {
  const transaction = nation.chain.happens(contract, event, ...args);
  if (receipt !== null) nation.receipts.set(transaction, receipt);
}

describe("the parameters of the national layer", () => {
  it("are the plan's, as long as nobody has changed what the deployment set", async () => {
    assert.deepEqual(await drifting(), []);
    assert.ok((await parameters()).every(({ planned }) => planned !== null));
  });

  it("drift by every address that modules were wired wrong to", async () => {
    alter("ValidationModule.stakeManager", () => STRANGER);
    alter("Thermostat.authority", () => STRANGER);
    alter("SystemPause.authority", () => STRANGER);
    alter("StakeManager.systemPause", () => STRANGER);
    alter("JobRegistry.wiring", (wiring: Result) => ({ ...wiring.toObject(), disputes: STRANGER }));
    const { book } = nation.chain;
    const wrong = (name: string) => `is ${STRANGER}, planned as ${book.get(name).address}`;
    assert.deepEqual(await drifting(), [
      `Thermostat authority ${wrong("AccessManager")}`,
      `SystemPause authority ${wrong("AccessManager")}`,
      `StakeManager systemPause ${wrong("SystemPause")}`,
      `ValidationModule stakeManager ${wrong("StakeManager")}`,
      `JobRegistry wiring.disputes ${wrong("DisputeModule")}`,
    ]);
  });

  it("drift by one field of a struct, and are then told of that field alone", async () => {
    alter("Thermostat.bounds", (bounds: Result) => ({ ...bounds.toObject(), maxWad: 7n }));
    const [only, ...others] = await drifting();
    assert.match(only ?? "", /^Thermostat bounds\.maxWad is 7, planned as \d+$/);
    assert.deepEqual(others, []);
  });

  it("drift whichever of a constructor's numbers has another value on chain", async () => {
    const views = [
      "SystemPause.guardianPauseSeconds",
      "SystemPause.guardianCooldownSeconds",
      "StakeManager.unbondingSeconds",
      ...viewsOf("Thermostat", "referenceTemperatureWad", "baseTemperatureWad", "bounds", "gains"),
      ...viewsOf("Thermostat", "kpiTargets", "kpiWeights", "minTickSeconds", "roleOffsetOf"),
      ...viewsOf("Thermostat", "fadeSeconds", "oracle"),
      ...viewsOf("IncentivePolicy", "epochSeconds", "governedShares", "shareBounds"),
      ...viewsOf("IncentivePolicy", "delayLimits", "thermostat"),
      ...viewsOf("JobTerms", "currentVersion", "termsAt"),
    ];
    assert.deepEqual(await unwatched(views), []);
  });

  it("may be changed by what a receipt shows, and by nothing else", async () => {
    const before = nation.chain.views.get("StakeManager.unbondingSeconds")?.({})[0];
    alter("StakeManager.unbondingSeconds", () => 60n);
    tell(RECEIPT, "StakeManager", "UnbondingSecondsChanged", before, 60n);
    assert.deepEqual(await drifting(), []);
    tell(null, "StakeManager", "UnbondingSecondsChanged", 60n, 60n);
    assert.deepEqual(await drifting(), [
      `StakeManager unbondingSeconds UnbondingSecondsChanged in block ${nation.chain.clock.block} is in no receipt`,
    ]);
  });

  it("are changed one field at a time by an event that tells of a whole struct", async () => {
    const bounds = nation.chain.views.get("Thermostat.bounds")?.({})[0] as Result;
    const raised = { ...bounds.toObject(), maxWad: (bounds.maxWad as bigint) + 1n };
    alter("Thermostat.bounds", () => raised);
    tell(RECEIPT, "Thermostat", "BoundsChanged", bounds, raised);
    assert.deepEqual(await drifting(), []);
    const changed = (await parameters()).find(({ parameter }) => parameter === "bounds.maxWad");
    const [change] = changed?.changes ?? [];
    assert.deepEqual([change?.before, change?.after], [String(bounds.maxWad), String(raised.maxWad)]);
  });

  it("have their least and their most shares each from its own of a view's answers", async () => {
    alter("IncentivePolicy.shareBounds", (shares: Result) => ({ ...shares.toObject(), agentsBps: 1n }));
    assert.match((await drifting()).join(), /^IncentivePolicy minShares\.agentsBps is 1, [^,]*$/);
  });

  it("have them changed by one event that tells of both", async () => {
    const [least, most] = nation.chain.views.get("IncentivePolicy.shareBounds")?.({}) as [Result, Result];
    const [lower, higher] = [other(least), other(most)];
    tell(RECEIPT, "IncentivePolicy", "ShareBoundsChanged", least, lower, most, higher);
    nation.chain.views.set("IncentivePolicy.shareBounds", () => [lower, higher]);
    assert.deepEqual(await drifting(), []);
  });

  it("have the governed role shares, and none that delay policies moved", async () => {
    const [shares] = nation.chain.views.get("IncentivePolicy.governedShares")?.({}) as [Result];
    const later = { ...shares.toObject(), agentsBps: shares.agentsBps + 10n };
    alter("IncentivePolicy.roleShares", () => later);
    alter("IncentivePolicy.nextRoleShares", () => later);
    assert.deepEqual(await drifting(), []);
    tell(RECEIPT, "IncentivePolicy", "RoleSharesScheduled", 1n, shares, later);
    alter("IncentivePolicy.governedShares", () => later);
    assert.deepEqual(await drifting(), []);
  });

  it("have an offset for each role, which a change of another role's does not touch", async () => {
    tell(RECEIPT, "Thermostat", "RoleOffsetChanged", ROLE.validator, 0n, 5n);
    nation.chain.views.set("Thermostat.roleOffsetOf", ({ role }) => [
      role === String(ROLE.validator) ? 5n : 0n,
    ]);
    assert.deepEqual(await drifting(), []);
  });

  it("have the terms of the latest version", async () => {
    const [terms] = nation.chain.views.get("JobTerms.termsAt")?.({}) as [Result];
    const dearer = { ...terms.toObject(true), feeBps: terms.feeBps + 1n };
    nation.chain.views.set("JobTerms.currentVersion", () => [2n]);
    nation.chain.views.set("JobTerms.termsAt", ({ version }) => [version === "2" ? dearer : terms]);
    tell("nation/receipts/deploy.json", "JobTerms", "TermsSet", 1n, terms);
    tell(RECEIPT, "JobTerms", "TermsSet", 2n, dearer);
    assert.deepEqual(await drifting(), []);
    const fee = (await parameters()).find(({ parameter }) => parameter === "terms.feeBps");
    assert.equal(fee?.onChain, String(dearer.feeBps));
  });

  it("have their units", async () => {
    const units = new Map((await parameters()).map(({ parameter, unit }) => [parameter, unit]));
    const expected = {
      guardianPauseSeconds: "seconds",
      "terms.treasury": "address",
      "terms.feeBps": "bps",
      "terms.validation.seatLockWei": "wei",
      "terms.validation.quorum": "number",
      "bounds.maxWad": "WAD",
      "gains.kp": "WAD",
      "roleOffsetWad agent": "WAD",
      authority: "address",
      currentVersion: "number",
    };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, units.get(key)])), expected);
  });
});

describe("who guards and who grants roles", () => {
  it("is as the role table says, and drifts otherwise", async () => {
    assert.deepEqual(await drifting(), []);
    nation.manager.guardians.set("7", "5");
    nation.manager.admins.set("11", "2");
    assert.deepEqual(await drifting(), [
      "AccessManager guardian of WIRING is 5, planned as 1",
      "AccessManager admin of SETTLEMENT is 2, planned as 0",
    ]);
    tell(RECEIPT, "AccessManager", "RoleGuardianChanged", 7, 5);
    tell(RECEIPT, "AccessManager", "RoleAdminChanged", 11, 2);
    assert.deepEqual(await drifting(), []);
  });
});

describe("the parameters of the planetary layer", () => {
  it("are those of contracts that are deployed", async () => {
    assert.deepEqual(await parameters(plan), await parameters());
  });
});

describe("the parameters of the planetary layer, once it is deployed", () => {
  beforeEach(addPlanet);

  it("are the plan's, as long as nobody has changed what the deployment set", async () => {
    assert.deepEqual(await drifting(plan), []);
    const contracts = new Set((await parameters(plan)).map(({ contract }) => contract));
    for (const name of ["CouncilTimelock", "QuadraticGovernor", "RewardEngineMB", "EnergyOracle", "Treasury"])
      assert.ok(contracts.has(name), name);
  });

  it("are asked for only where there is such a layer", async () => {
    const contracts = new Set((await parameters()).map(({ contract }) => contract));
    assert.ok(!contracts.has("QuadraticGovernor") && !contracts.has("Treasury"));
  });

  it("drift whichever of a constructor's values is another one on chain", async () => {
    const views = [
      "CouncilTimelock.getMinDelay",
      ...viewsOf("QuadraticGovernor", "votingDelay", "votingPeriod", "proposalThreshold", "proposalGuardian"),
      ...viewsOf("QuadraticGovernor", "executionGrace", "lateQuorumVoteExtension", "ballotCredits"),
      ...viewsOf("QuadraticGovernor", "quorumBps"),
      ...viewsOf("QuadraticGovernor", "identities", "timelock"),
      ...viewsOf("RewardEngineMB", "parameters", "epochLength", "collectionSeconds", "treasury"),
      ...viewsOf("RewardEngineMB", "oracle", "stakeManager", "incentivePolicy", "thermostat"),
      ...viewsOf("EnergyOracle", "threshold", "signers"),
      ...viewsOf("Treasury", "getThreshold", "getOwners"),
      ...["NORTH", "SOUTH"].flatMap((region) =>
        viewsOf(`RegionalExecutor ${region}`, "treasury", "jobTerms", "regionTerms"),
      ),
    ];
    assert.deepEqual(await unwatched(views, plan), []);
  });

  it("have the quorum as of the block that is read", async () => {
    const [planned] = nation.chain.views.get("QuadraticGovernor.quorumBps")?.({}) as [bigint];
    nation.chain.views.set("QuadraticGovernor.quorumBps", ({ timepoint }) => [
      timepoint === "5" ? planned : 1n,
    ]);
    assert.deepEqual(await drifting(plan), []);
  });

  it("may be changed by what a receipt shows, each by its own event", async () => {
    const now = (view: string) => nation.chain.views.get(view)?.({})[0];
    const { address } = CAST.owner;
    for (const [view, event, after] of [
      ["CouncilTimelock.getMinDelay", "MinDelayChange", 9n],
      ["QuadraticGovernor.votingDelay", "VotingDelaySet", 9n],
      ["QuadraticGovernor.votingPeriod", "VotingPeriodSet", 9n],
      ["QuadraticGovernor.proposalThreshold", "ProposalThresholdSet", 9n],
      ["QuadraticGovernor.proposalGuardian", "ProposalGuardianSet", address],
      ["QuadraticGovernor.lateQuorumVoteExtension", "LateQuorumVoteExtensionSet", 9n],
      ["QuadraticGovernor.quorumBps", "QuorumBpsSet", 9n],
      ["RewardEngineMB.parameters", "ParametersChanged", [9n, 9n, 9n, 9n, 9n]],
      ["RegionalExecutor NORTH.regionTerms", "RegionTermsSet", [9n, 9n, 9n]],
    ] as const) {
      tell(RECEIPT, view.split(".")[0] as string, event, now(view), after);
      alter(view, () => after);
    }
    const signers = now("EnergyOracle.signers");
    tell(RECEIPT, "EnergyOracle", "SignersChanged", signers, 2n, [address], 1n);
    alter("EnergyOracle.signers", () => [address]);
    alter("EnergyOracle.threshold", () => 1n);
    assert.deepEqual(await drifting(plan), []);
  });

  it("have the terms that a region's budget brought, before which a new executor allows nothing", async () => {
    const terms = nation.chain.views.get("RegionalExecutor NORTH.regionTerms")?.({})[0];
    tell(RECEIPT, "RegionalExecutor NORTH", "RegionTermsSet", [0n, 0n, 0n], terms);
    assert.deepEqual(await drifting(plan), []);
    tell(null, "RegionalExecutor NORTH", "RegionTermsSet", terms, terms);
    assert.equal((await drifting(plan)).length, 3);
  });

  it("have the whole list of the oracle's signers, sorted as the contract keeps them", async () => {
    const entry = (await parameters(plan)).find(({ parameter }) => parameter === "signers");
    const sorted = COUNCIL.map(({ account }) => account.address).sort((a, b) =>
      BigInt(a) < BigInt(b) ? -1 : 1,
    );
    assert.equal(entry?.planned, sorted.join(" "));
    assert.equal(entry?.unit, "address");
  });
});
