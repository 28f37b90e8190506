import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { ROLE } from "../../../../src/model/enums.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import { readMissionControl } from "../../../../src/observe/owner/mission-control.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { projectOf } from "../../../support/project-of.ts";
import { castWith, person } from "../../../support/small-cast.ts";
import { standpointOn } from "../../../support/standpoint.ts";

const PEOPLE = ["anna", "bert", "cleo", "dora"].map((handle) => person(handle));
const [ANNA, BERT, CLEO, DORA] = PEOPLE.map(({ account }) => account.address) as [
  string,
  string,
  string,
  string,
];
const CAST = castWith(...PEOPLE);
const DIGEST = `0x${"11".repeat(32)}`;

let plan: Plan;
let chain: FakeChain;
before(async () => {
  plan = await basePlan();
});
beforeEach(() => {
  chain = new FakeChain(
    "AccessManager",
    "SystemPause",
    "StakeManager",
    "ValidationModule",
    "DisputeModule",
    "JobRegistry",
  );
  chain.views.set("SystemPause.activeTime", () => [77n]);
  chain.views.set("AccessManager.hasRole", () => [false, 0n]);
  chain.views.set("AccessManager.getTargetFunctionRole", () => [0n]);
  chain.views.set("AccessManager.isTargetClosed", () => [false]);
  chain.views.set("JobRegistry.jobCount", () => [0n]);
  chain.views.set("StakeManager.totals", () => [[0n, 0n, 0n, 0n]]);
  chain.views.set("StakeManager.positionOf", () => [[0n, 0n, 0n, 0n, 0n]]);
  chain.views.set("StakeManager.claimOf", () => [0n]);
});

async function missionControl() {
  const project = projectOf(plan);
  const reading = { chainId: 31_337, block: 1, timestamp: 5, stateRoot: "0x", done: [], toCome: [] };
  return readMissionControl(await standpointOn(chain, CAST), project, reading);
}

describe("the load of committees", () => {
  function draw(jobId: bigint, members: readonly string[]): void {
    const seats = members.map((_, index) => index + 1);
    const unfunded = members.map((_, index) => index);
    chain.happens("ValidationModule", "CommitteeDrawn", jobId, 1n, DIGEST, members, seats, unfunded, 5n, 9n);
  }

  function reveal(jobId: bigint, validator: string, seats = 1): void {
    chain.happens("ValidationModule", "VoteRevealed", jobId, 1n, validator, 1, DIGEST, seats);
  }

  async function loads() {
    const { committees } = await missionControl();
    return committees.map((load) => [
      load.name,
      load.committeeSeats,
      load.unfundedSeats,
      load.jurySeats,
      load.revealed,
      load.missed,
    ]);
  }

  it("counts everybody's seats in committees and juries, and the votes that never came", async () => {
    draw(1n, [ANNA, BERT]);
    draw(2n, [ANNA, CLEO]);
    chain.happens(
      "DisputeModule",
      "JuryDrawn",
      1n,
      1,
      4,
      DIGEST,
      [ANNA, DORA],
      [1, 1],
      [0, 0],
      [5n, 9n, 12n, 15n],
    );
    reveal(1n, ANNA);
    reveal(2n, ANNA);
    chain.happens("DisputeModule", "JuryVoteRevealed", 1n, 1, ANNA, 1, DIGEST, 1);
    reveal(2n, CLEO, 2);
    assert.deepEqual(await loads(), [
      ["anna", 2, 0, 1, 3, 0],
      ["bert", 2, 1, 0, 0, 2],
      ["cleo", 2, 1, 0, 2, 0],
      ["dora", 0, 0, 1, 0, 1],
    ]);
  });

  it("includes whoever staked as validator and was never drawn, and nobody who staked as something else", async () => {
    chain.happens("StakeManager", "StakeDeposited", BERT, ROLE.validator, 1n);
    chain.happens("StakeManager", "StakeDeposited", BERT, ROLE.validator, 1n);
    chain.happens("StakeManager", "StakeDeposited", CLEO, ROLE.agent, 1n);
    assert.deepEqual(await loads(), [["bert", 0, 0, 0, 0, 0]]);
  });

  it("tells what each has at stake as validator", async () => {
    draw(1n, [ANNA, BERT]);
    chain.views.set("StakeManager.positionOf", ({ account, role }) =>
      account === BERT && role === String(ROLE.validator) ? [[50n, 20n, 3n, 0n, 0n]] : [[0n, 0n, 0n, 0n, 0n]],
    );
    const { committees } = await missionControl();
    assert.deepEqual(
      committees.map(({ address, staked, locked }) => [address, staked, locked]),
      [
        [ANNA, "0", "0"],
        [BERT, "50", "20"],
      ],
    );
  });
});

describe("what is owed", () => {
  beforeEach(() => {
    chain.happens("StakeManager", "EscrowPaid", 1n, ANNA, 5n, 0);
    chain.happens("StakeManager", "EscrowPaid", 2n, ANNA, 5n, 0);
    chain.happens("StakeManager", "EscrowPaid", 2n, BERT, 5n, 0);
    chain.happens("StakeManager", "RewardCredited", DIGEST, ANNA, CLEO, 5n);
    const owed = new Map([
      [ANNA, 10n],
      [CLEO, 4n],
    ]);
    chain.views.set("StakeManager.claimOf", ({ account }) => [owed.get(String(account)) ?? 0n]);
  });

  it("is told of whoever was ever paid or credited and has not taken it, each once", async () => {
    const { claims } = await missionControl();
    assert.deepEqual(
      claims.map(({ name, address, amount }) => [name, address, amount]),
      [
        ["anna", ANNA, "10"],
        ["cleo", CLEO, "4"],
      ],
    );
  });

  it("leaves over what the stakes' total has beyond it", async () => {
    chain.views.set("StakeManager.totals", () => [[900n, 80n, 7n, 14n]]);
    assert.equal((await missionControl()).claimsUnattributed, "0");
    chain.views.set("StakeManager.totals", () => [[900n, 80n, 7n, 16n]]);
    assert.equal((await missionControl()).claimsUnattributed, "2");
  });
});

describe("the mission as it stands", () => {
  it("lists the plan's jobs that nobody has posted, as of the clock that stands still in a pause", async () => {
    const { activeTime, jobs, notPosted } = await missionControl();
    assert.equal(activeTime, "77");
    assert.deepEqual(jobs, []);
    assert.deepEqual(
      notPosted.map(({ planId }) => planId),
      ["FIRST", "SECOND"],
    );
  });
});
