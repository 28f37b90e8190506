import assert from "node:assert/strict";
import { test } from "node:test";
import { readingOf, takeStandpoint } from "../../../../src/observe/owner/standpoint.ts";
import { castOfProject } from "../../../../src/records/casting.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { projectOf } from "../../../support/project-of.ts";

test("whoever reads the owner's reports stands at one block, with its plan's people and its receipts", async () => {
  const plan = await basePlan();
  const project = projectOf(plan);
  const chain = new FakeChain("SystemPause", "AGIALPHA");
  const signer = chain.accounts.of(plan.governance.owner);
  const { address } = castOfProject(project, chain.accounts).owner;
  const shown = chain.happens("SystemPause", "Paused", address, 1n, 0n);
  const views = chain.observer();
  const standpoint = await takeStandpoint(views, project, new Map([[shown, "a.json"]]));
  const { cast, names, history } = standpoint;
  assert.equal(cast.owner.address, address);
  assert.equal(names.of(signer.address), "owner.base.eth");
  const [paused] = history.of("SystemPause", "Paused");
  assert.ok(paused);
  assert.equal(history.receiptOf(paused), "a.json");
  assert.deepEqual(readingOf(views, standpoint, project), {
    chainId: chain.chainId,
    block: 2,
    timestamp: Number(chain.clock.now),
    stateRoot: chain.stateRoot(),
    done: ["demo:asi-takeoff:local"],
    toCome: ["pause:test", "owner:settle", "thermodynamics:report"],
  });
});
