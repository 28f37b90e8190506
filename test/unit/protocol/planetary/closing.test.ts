import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { FileDigest } from "../../../../src/model/artefact.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import { closePlanet } from "../../../../src/protocol/planetary/closing.ts";
import { merkleRoot } from "../../../../src/records/merkle.ts";
import { CONSENSUS_KEY } from "../../../../src/records/planetary/anchor-keys.ts";
import { artefactPath } from "../../../../src/support/paths.ts";
import { sha256 } from "../../../../src/system/files.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { projectOf } from "../../../support/project-of.ts";
import { castWith } from "../../../support/small-cast.ts";

const CAST = castWith();
const receipt = (path: string): FileDigest => ({ path: artefactPath(path), sha256: sha256(path) });
const OF_NORTH = [receipt("north/1.json"), receipt("north/2.json")];
const OF_SOUTH = [receipt("south/1.json")];
const CONSENSUS = [receipt("consensus.json")];

let plan: Plan;
before(async () => {
  plan = await basePlan();
});

/** Closes a planet of which the south's executor has spent all. */
async function closed(): Promise<FakeChain> {
  const executors = ["NORTH", "SOUTH"].map(
    (region) => `RegionalExecutor ${region}=RegionalExecutor` as const,
  );
  const modules = [
    "AGIALPHA",
    "StakeManager",
    "ReceiptAnchor",
    "SystemPause",
    "Thermostat",
    "IncentivePolicy",
  ] as const;
  const chain = new FakeChain(...modules, ...executors);
  const north = chain.book.get("RegionalExecutor NORTH").address;
  chain.views.set("AGIALPHA.balanceOf", ({ account }) => [account === north ? 5n : 0n]);
  chain.views.set("StakeManager.claimOf", ({ account }) => [account === CAST.operator.address ? 1n : 0n]);
  chain.views.set("StakeManager.totals", () => [[0n, 0n, 0n, 0n]]);
  chain.views.set("SystemPause.paused", () => [false]);
  chain.views.set("Thermostat.temperatureWad", () => [1n]);
  chain.views.set("IncentivePolicy.roleShares", () => [[6_500, 1_500, 1_500, 500]]);
  const project = projectOf(plan, { planetary: plan });
  const mission = { project, cast: CAST, book: chain.book, nationalReceipts: [] };
  const ofRegion = (region: string) => (region === "NORTH" ? OF_NORTH : OF_SOUTH);
  await closePlanet(chain.driver(), mission, { consensus: CONSENSUS, ofRegion });
  return chain;
}

describe("the closing of the planetary layer", () => {
  it("has every region report, and those give back that have something left, before anybody collects", async () => {
    const chain = await closed();
    assert.deepEqual(chain.told(), [
      "region-operator-NORTH: RegionalExecutor NORTH.reportTelemetry",
      "region-operator-NORTH: RegionalExecutor NORTH.returnRemainder",
      "region-operator-SOUTH: RegionalExecutor SOUTH.reportTelemetry",
      "operator: ReceiptAnchor.anchor",
      "operator: StakeManager.claim",
    ]);
  });

  it("commits to the receipts of each region, and to the comparison of both layers' votes", async () => {
    const chain = await closed();
    const reports = ["NORTH", "SOUTH"].flatMap((region) =>
      chain.argsOf(`RegionalExecutor ${region}.reportTelemetry`).map((args) => Object.values(args)),
    );
    assert.deepEqual(reports, [
      ["1", merkleRoot(OF_NORTH), "2"],
      ["1", merkleRoot(OF_SOUTH), "1"],
    ]);
    const [anchored = {}] = chain.argsOf("ReceiptAnchor.anchor");
    assert.deepEqual(Object.values(anchored), [CONSENSUS_KEY, merkleRoot(CONSENSUS)]);
  });
});
