import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { ROLE } from "../../../../src/model/enums.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import { WAD } from "../../../../src/model/units.ts";
import { pauseAsOwner } from "../../../../src/protocol/drills/owner-pause.ts";
import { answer } from "../../../support/answer.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakePause } from "../../../support/fake-pause.ts";
import { castWith, person } from "../../../support/small-cast.ts";

const UNBONDING_SECONDS = 500n;
const SHARES = [6_500n, 1_500n, 1_500n, 500n];
const PEOPLE = ["anna", "bert", "cleo"].map((handle) =>
  person(handle, { stakes: [{ role: ROLE.validator, amountWei: 5n }] }),
);
const CAST = castWith(...PEOPLE);

let plan: Plan;
let chain: FakePause;
let maturesAt: bigint;
before(async () => {
  plan = await basePlan();
});
beforeEach(() => {
  chain = new FakePause(CAST, plan);
  maturesAt = 2n ** 64n;
  answer(chain, { "StakeManager.claimOf": [0n], "AGIALPHA.balanceOf": [4n * WAD] });
  stakes({ anna: [9n * WAD, 0n, 0n] });
  chain.guard("JobRegistry.createJob", ({ from, args, request }) => {
    const { planJobId } = args.request as { readonly planJobId: string };
    const [asked] = chain.book.get("JobRegistry").type.abi.decodeFunctionData("createJob", request.data);
    return [{ name: "JobCreated", args: [7n, from.address, planJobId, asked, 0n, 0n, 1n, SHARES, 9n] }];
  });
  chain.guard("StakeManager.requestUnbonding", ({ from, args, at }) => {
    maturesAt = at + UNBONDING_SECONDS;
    const told = [from.address, args.role, args.amountWei, maturesAt];
    return [{ name: "UnbondingStarted", args: told }];
  });
  chain.effects.set("StakeManager.withdraw", ({ at }) => (at < maturesAt ? "reverts" : []));
});

/** What people have staked as validators: staked, locked, on its way out. */
function stakes(held: Readonly<Record<string, readonly [bigint, bigint, bigint]>>): void {
  chain.views.set("StakeManager.positionOf", ({ account }) => {
    const { handle = "" } = PEOPLE.find((other) => other.account.address === account) ?? {};
    return [[...(held[handle] ?? [0n, 0n, 0n]), 0n, 0n]];
  });
}

const rehearse = () => pauseAsOwner(chain.driver(), CAST, plan);

/** When a call was made first. */
function timeOf(call: string): bigint {
  return chain.sent.find((sent) => sent.call === call)?.at ?? 0n;
}

describe("the owner's pause", () => {
  it("stops everything, lets claims and withdrawals through, and is lifted, after which all is as before", async () => {
    await rehearse();
    const told = chain.told();
    assert.deepEqual(told.slice(0, 6), [
      "employer: JobRegistry.createJob",
      "anna: StakeManager.requestUnbonding",
      "employer: JobRegistry.cancelJob",
      "owner: SystemPause.pause",
      "owner: SystemPause.pause",
      "guardian: SystemPause.guardianResume",
    ]);
    assert.equal(told.slice(6, -5).length, 15);
    assert.deepEqual(told.slice(-5), [
      "employer: StakeManager.claim",
      "anna: StakeManager.withdraw",
      "owner: SystemPause.resume",
      "owner: SystemPause.resume",
      "anna: StakeManager.depositStake",
    ]);
    const [withdrawn] = chain.argsOf("StakeManager.requestUnbonding");
    assert.deepEqual(chain.argsOf("StakeManager.depositStake").at(-1), withdrawn);
  });

  it("outlasts the longest that a guardian's may be", async () => {
    await rehearse();
    const { guardianPauseSeconds } = plan.protocol.windows;
    assert.ok(timeOf("Thermostat.tick") - timeOf("SystemPause.pause") > BigInt(guardianPauseSeconds));
  });

  it("is told by what was read before it, at its beginning and its end, and after it", async () => {
    const { before: earlier, during, after, paused, outlasted, tried } = await rehearse();
    assert.deepEqual([earlier.paused, during.paused, after.paused], [false, true, false]);
    assert.ok(
      earlier.block < paused.block && paused.block < outlasted.block && outlasted.block < after.block,
    );
    assert.equal(outlasted.activeSeconds, paused.activeSeconds);
    assert.deepEqual([tried.block, during.block], [outlasted.block, outlasted.block]);
    assert.deepEqual(tried.answers, [
      { contract: "StakeManager", function: "fundEscrow", error: "SystemPaused()" },
    ]);
  });

  it("fails where the guardian can lift it", async () => {
    chain.effects.set("SystemPause.guardianResume", () => []);
    await assert.rejects(rehearse(), /SystemPause\.guardianResume: success/);
  });

  it("fails where it ends by itself", async () => {
    const pause = chain.effects.get("SystemPause.guardianPause");
    if (pause) chain.effects.set("SystemPause.pause", pause);
    chain.effects.set("SystemPause.guardianResume", () => "reverts");
    await assert.rejects(rehearse(), /IdentityRegistry\.setRoles: success/);
  });

  it("fails where it keeps people from what is theirs", async () => {
    chain.guard("StakeManager.claim");
    await assert.rejects(rehearse(), /StakeManager\.claim: reverted/);
  });
});

describe("what must stay possible in the pause", () => {
  it("has matured by then, and is a token at most", async () => {
    await rehearse();
    const [unbonding] = chain.argsOf("StakeManager.requestUnbonding");
    assert.deepEqual(unbonding, { role: String(ROLE.validator), amountWei: String(WAD) });
    assert.ok(timeOf("SystemPause.pause") > maturesAt);
  });

  it("is the stake of the first who has any that is neither locked nor on its way out", async () => {
    stakes({ anna: [5n, 5n, 0n], bert: [5n, 0n, 1n], cleo: [5n, 2n, 0n] });
    await rehearse();
    assert.ok(chain.told().includes("cleo: StakeManager.requestUnbonding"));
    assert.equal(chain.argsOf("StakeManager.requestUnbonding")[0]?.amountWei, "3");
  });

  it("cannot be shown where nobody has such a stake", async () => {
    stakes({ anna: [5n, 5n, 0n] });
    await assert.rejects(rehearse(), /nobody of the cast has free stake/);
  });

  it("is the refund of a job that the employer took back, once it has taken what was owed to it before", async () => {
    answer(chain, { "StakeManager.claimOf": [3n] });
    await rehearse();
    assert.deepEqual(chain.told().slice(0, 2), [
      "employer: StakeManager.claim",
      "employer: JobRegistry.createJob",
    ]);
    assert.deepEqual(chain.argsOf("JobRegistry.cancelJob")[0], { jobId: "7" });
  });
});
