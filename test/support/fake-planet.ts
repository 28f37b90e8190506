import { accountOf, LOCAL_ACCOUNTS } from "../../src/chain/accounts.ts";
import type { FileDigest } from "../../src/model/artefact.ts";
import type { Cast } from "../../src/model/cast.ts";
import type { ContractName } from "../../src/model/contracts.ts";
import { ROLE } from "../../src/model/enums.ts";
import type { Plan } from "../../src/model/plan.ts";
import { receiptPath } from "../../src/model/receipts.ts";
import { castOfProject, holdersOf, signatoriesOf } from "../../src/records/casting.ts";
import { nationalPart, oracleSigning } from "../../src/records/oracle-signing.ts";
import { SAFE_PARTS } from "../../src/records/owner-safe.ts";
import type { PlanetarySources } from "../../src/records/planetary/fold-planet.ts";
import { councilThreshold, executorName, executorRegions } from "../../src/records/planetary-settings.ts";
import { artefactPath } from "../../src/support/paths.ts";
import { sha256 } from "../../src/system/files.ts";
import { FakeAnchor } from "./fake-anchor.ts";
import { FakeDivision } from "./fake-division.ts";
import { FakeGovernor } from "./fake-governor.ts";
import { FakeJobs } from "./fake-jobs.ts";
import { FakeManager } from "./fake-manager.ts";
import { FakeRewardEngine } from "./fake-reward-engine.ts";
import { FakeSafe } from "./fake-safe.ts";
import { wasFinalized, wasPosted } from "./job-struct.ts";
import { projectOf } from "./project-of.ts";

/** Those of the national layer beside what a job needs. */
const NATIONAL: readonly ContractName[] = [
  "AGIALPHA",
  "IdentityRegistry",
  "SortitionPool",
  "IncentivePolicy",
  "EnergyOracle",
  "ReceiptAnchor",
  ...SAFE_PARTS,
];
/** So many jobs of drills come before the nation's own. */
export const DRILLED_JOBS = 40;
const NATIONAL_RECEIPTS = ["localhost/a.json", receiptPath("national-mission")].map(
  (path): FileDigest => ({ path: artefactPath(path), sha256: sha256(path) }),
);

/** A nation that has settled its jobs, and the chain on which its planetary layer can be run. */
export interface FakePlanet {
  readonly mission: PlanetarySources;
  readonly chain: FakeJobs;
  readonly manager: FakeManager;
  readonly governor: FakeGovernor;
  readonly division: FakeDivision;
  readonly safe: FakeSafe;
  readonly engine: FakeRewardEngine;
}

/** All contracts of both layers, as far as a planetary run leans on what they do. */
export function fakePlanet(national: Plan, planetary: Plan): FakePlanet {
  const project = projectOf(national, { planetary });
  const cast = ownedByOne(castOfProject(project, LOCAL_ACCOUNTS));
  const chain = new FakeJobs(holdersOf(cast.people, ROLE.validator).map(({ account }) => account));
  for (const name of NATIONAL) chain.book.add(name, accountOf(name).address, name);
  for (const executor of executorRegions(planetary).map(executorName)) {
    chain.employ(executor);
    chain.views.set(`${executor}.budget`, () => [0n, 0n, 0n]);
  }
  answer(chain);
  const drilled = Array.from({ length: DRILLED_JOBS }, () => "a drill's");
  for (const [index, id] of [...drilled, ...national.jobs.map((job) => job.id)].entries()) {
    wasPosted(chain, BigInt(index + 1), id);
    wasFinalized(chain, BigInt(index + 1), "approved");
  }
  new FakeAnchor(chain);
  const manager = new FakeManager(chain, cast.owner);
  return {
    mission: { project, cast, book: chain.book, nationalReceipts: NATIONAL_RECEIPTS },
    chain,
    manager,
    ...governance(chain, planetary, cast),
    engine: engineOf(chain, nationalPart(project, cast)),
  };
}

/** The nation's signers attest. */
function engineOf(chain: FakeJobs, national: Cast): FakeRewardEngine {
  const signers = signatoriesOf(national).map(({ account }) => account);
  return new FakeRewardEngine(chain, { signers, threshold: oracleSigning(national).threshold });
}

/** The owner has a key here, since this chain executes nothing that a Safe would. */
function ownedByOne(cast: Cast): Cast {
  return { ...cast, owner: accountOf(cast.owner.label) };
}

function governance(chain: FakeJobs, plan: Plan, cast: Cast) {
  const owners = signatoriesOf(cast).map(({ account }) => account);
  const threshold = councilThreshold(owners.length);
  const members = holdersOf(cast.people, ROLE.council).map(({ account }) => account);
  const governor = new FakeGovernor(chain, plan, { members, guardian: cast.guardian });
  return {
    governor,
    division: new FakeDivision(chain, plan, members, governor),
    safe: new FakeSafe(chain, { owners, threshold, strangers: [cast.operator] }),
  };
}

/** What is read of contracts that none of these fakes plays. */
function answer({ views, effects }: FakeJobs): void {
  const [shares, none] = [[6_500, 1_500, 1_500, 500], Array(4).fill(0)];
  views.set("SafeProxyFactory.createProxyWithNonce", () => [accountOf("the Safe").address]);
  views.set("IncentivePolicy.governedShares", () => [shares]);
  views.set("IncentivePolicy.shareBounds", () => [none, Array(4).fill(10_000)]);
  views.set("RewardEngineMB.parameters", () => [Array(5).fill(0)]);
  views.set("IncentivePolicy.roleShares", () => [shares]);
  views.set("AGIALPHA.balanceOf", () => [1n]);
  views.set("StakeManager.claimOf", () => [1n]);
  views.set("StakeManager.positionOf", () => [Array(5).fill(0)]);
  views.set("StakeManager.totals", () => [none]);
  views.set("SystemPause.paused", () => [false]);
  views.set("Thermostat.temperatureWad", () => [1n]);
  views.set("Thermostat.baseTemperatureWad", () => [1n]);
  views.set("Thermostat.raiseWad", () => [0n]);
  views.set("Thermostat.pidState", () => [[0n, 0n, 0n, 0n]]);
  views.set("Thermostat.lastSequence", () => [0n]);
  effects.set("Thermostat.tick", () => [
    { name: "Ticked", args: [1n, [0n, 0n, 0n], 0n, 0n, 0n, 0n, 0n] },
    { name: "TemperatureChanged", args: [1n, 1n, 0n] },
  ]);
}
