import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import fc from "fast-check";
import { accountOf } from "../../../../src/chain/accounts.ts";
import type { Motion } from "../../../../src/model/decision.ts";
import { ROLE } from "../../../../src/model/enums.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import { DAY_SECONDS } from "../../../../src/model/units.ts";
import { decide } from "../../../../src/protocol/planetary/council.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakeChain, type Sent } from "../../../support/fake-chain.ts";
import { FakeGovernor } from "../../../support/fake-governor.ts";
import { castWith, person } from "../../../support/small-cast.ts";

let base: Plan;
before(async () => {
  base = await basePlan();
});

interface Said {
  readonly members?: number;
  /** How many hold the office on chain and do not vote. */
  readonly absent?: number;
  readonly quorum?: Partial<Plan["protocol"]["quorum"]>;
  readonly windows?: Partial<Plan["protocol"]["windows"]>;
  readonly executionDelaySeconds?: number;
}

function planWith({ quorum, windows, executionDelaySeconds }: Said): Plan {
  const { protocol, governance } = base;
  const { quadraticVoting } = governance;
  return {
    ...base,
    protocol: {
      ...protocol,
      quorum: { ...protocol.quorum, ...quorum },
      windows: { ...protocol.windows, ...windows },
    },
    governance: {
      ...governance,
      quadraticVoting: {
        ...quadraticVoting,
        executionDelaySeconds: executionDelaySeconds ?? quadraticVoting.executionDelaySeconds,
      },
    },
  };
}

const NO_TERMS = { jobWei: 0n, dayWei: 0n, approvalSeconds: 0 };

/** @param amountWei tells motions apart */
function motion(course: Motion["course"], amountWei: bigint, sponsor: Motion["sponsor"] = "council"): Motion {
  const contract = "RegionalExecutor EU";
  return {
    title: `Approve ${amountWei}`,
    call: { contract, function: "approveBudget", args: [0n, amountWei, NO_TERMS] },
    changes: { contract, function: "budget", args: [] },
    asksFirst: false,
    sponsor,
    course,
  };
}

interface Calls {
  readonly targets: readonly string[];
  readonly calldatas: readonly string[];
}

const EACH = [motion("passes", 1n), motion("fails", 2n), motion("is cancelled", 3n), motion("passes", 4n)];
const GOVERNOR = "QuadraticGovernor.";
const names = (count: number) => ["anna", "bert", "cleo", "dora", "emil", "fred", "gina"].slice(0, count);

/** Lets a council of three decide, unless said otherwise; what is read of a budget is how much was executed. */
async function decided(motions: readonly Motion[], said: Said = {}) {
  const plan = planWith(said);
  const chain = new FakeChain(
    "AGIALPHA",
    "CouncilTimelock",
    "QuadraticGovernor",
    "Precondition",
    "RegionalExecutor EU=RegionalExecutor",
  );
  const people = names(said.members ?? 3).map((handle) => person(handle, { roles: ROLE.council }));
  const cast = castWith(...people);
  const absent = Array.from({ length: said.absent ?? 0 }, (_, index) => person(`absent ${index}`));
  const members = [...people, ...absent].map(({ account }) => account);
  const governor = new FakeGovernor(chain, plan, { members, guardian: cast.guardian });
  chain.views.set("RegionalExecutor EU.approveBudget", () => []);
  chain.views.set("RegionalExecutor EU.budget", () => [BigInt(governor.executed.length), 0n, 0n]);
  const driver = chain.driver();
  const outcome = await decide(driver, cast, plan, motions).catch((error: unknown) => error as Error);
  const of = (name: string) => chain.sent.filter(({ call }) => call === `${GOVERNOR}${name}`);
  return { chain, governor, records: driver.records, of, outcome };
}

/** What was read of the sitting. */
async function sat(...args: Parameters<typeof decided>) {
  const { outcome, ...rest } = await decided(...args);
  if (outcome instanceof Error) throw outcome;
  return { sitting: outcome, ...rest };
}

const senders = (sent: readonly Sent[]) => sent.map(({ from }) => from.label);
const votesOf = (sent: readonly Sent[]) =>
  [...Map.groupBy(sent, ({ args }) => args.proposalId).values()].map((ballots) =>
    ballots.map(({ args }) => (args.support === "1" ? "for" : "against")),
  );

describe("a council that decides", () => {
  it("proposes all, cancels, votes, queues and executes in that order, each step of all motions in one block", async () => {
    const { chain } = await sat(EACH);
    const steps = Map.groupBy(chain.sent, ({ at }) => at).values();
    assert.deepEqual(
      [...steps].map((block) => [
        ...new Set(block.map(({ call }) => call.replace(GOVERNOR, ""))),
        block.length,
      ]),
      [
        ["propose", 4],
        ["cancel", 1],
        ["castVoteWithReasonAndParams", 9],
        ["queue", 2],
        ["execute", 2],
      ],
    );
  });

  it("proposes each motion's call and nothing else, under its title", async () => {
    const { of, chain } = await sat(EACH);
    const { address, type } = chain.book.get("RegionalExecutor EU");
    assert.deepEqual(
      of("propose").map(({ args }) => args),
      EACH.map(({ title, call }) => ({
        targets: [address],
        values: ["0"],
        calldatas: [type.abi.encodeFunctionData(call.function, call.args)],
        description: `${title}#proposer=${accountOf("anna").address}`,
      })),
    );
  });

  it("has a motion that sets a value whole ask first whether it is still what was seen", async () => {
    const asking = { ...motion("passes", 1n), asksFirst: true };
    const { of, chain, governor } = await sat([asking]);
    const [{ targets, calldatas } = assert.fail()] = of("propose").map(({ args }) => args as never as Calls);
    const { address, type } = chain.book.get("RegionalExecutor EU");
    const precondition = chain.book.get("Precondition");
    assert.deepEqual(targets, [precondition.address, address]);
    const query = type.abi.encodeFunctionData("budget");
    const seen = type.abi.encodeFunctionResult("budget", [0n, 0n, 0n]);
    assert.equal(
      calldatas[0],
      precondition.type.abi.encodeFunctionData("requireAnswer", [address, query, seen]),
    );
    assert.deepEqual(governor.executed, ["RegionalExecutor EU.approveBudget"]);
  });

  it("has its first member propose and carry on, the guardian cancel, and everybody vote on what is left", async () => {
    const { of } = await sat(EACH);
    assert.deepEqual(senders(of("propose")), Array(4).fill("anna"));
    assert.deepEqual(senders(of("cancel")), ["guardian"]);
    assert.deepEqual(senders(of("castVoteWithReasonAndParams")), Array(3).fill(names(3)).flat());
    assert.deepEqual([senders(of("queue")), senders(of("execute"))], Array(2).fill(["anna", "anna"]));
  });

  it("leaves it to the owner to carry on what the owner sponsors", async () => {
    const { of } = await sat([motion("passes", 1n), motion("passes", 2n, "owner")]);
    assert.deepEqual(senders(of("propose")), ["anna", "anna"]);
    assert.deepEqual([senders(of("queue")), senders(of("execute"))], Array(2).fill(["anna", "owner"]));
  });

  it("takes turns in dissenting, with a motion that is cancelled skipping its turn", async () => {
    const { of } = await sat(EACH);
    assert.deepEqual(votesOf(of("castVoteWithReasonAndParams")), [
      ["against", "for", "for"],
      ["against", "for", "against"],
      ["against", "for", "for"],
    ]);
  });

  it("agrees where it can spare nobody", async () => {
    const { of } = await sat([motion("passes", 1n), motion("fails", 2n)], { members: 2 });
    assert.deepEqual(votesOf(of("castVoteWithReasonAndParams")), [
      ["for", "for"],
      ["against", "against"],
    ]);
  });

  it("sends nothing further where nothing passes", async () => {
    const { of, sitting, chain } = await sat([motion("fails", 1n), motion("is cancelled", 2n)]);
    assert.deepEqual([of("queue"), of("execute")], [[], []]);
    const waits = 2;
    assert.equal(chain.clock.block, 1 + new Set(chain.sent.map(({ at }) => at)).size + waits);
    const { preflights, renewals, executed } = sitting;
    assert.deepEqual([preflights, renewals, executed.changes], [[], [], []]);
  });
});

describe("the clock of a council", () => {
  it("waits for the vote, for a day beyond its end, and for the timelock", async () => {
    const { of } = await sat(EACH);
    const [proposed, voted, queued, executed] = [
      "propose",
      "castVoteWithReasonAndParams",
      "queue",
      "execute",
    ].map((name) => of(name)[0]?.at ?? 0n) as [bigint, bigint, bigint, bigint];
    const { votingDelaySeconds, votingPeriodSeconds } = base.protocol.windows;
    assert.equal(voted - proposed, BigInt(votingDelaySeconds + 1));
    assert.equal(queued - voted, BigInt(votingPeriodSeconds + DAY_SECONDS + 1));
    assert.equal(executed - queued, BigInt(base.governance.quadraticVoting.executionDelaySeconds + 1));
  });

  it("goes on where a timelock has no delay, and where a vote is shorter than its prolongation", async () => {
    const { governor } = await sat(EACH, {
      executionDelaySeconds: 0,
      windows: { votingDelaySeconds: 60, votingPeriodSeconds: 60 },
    });
    assert.equal(governor.executed.length, 2);
  });
});

describe("what is read of a council's sitting", () => {
  it("has each motion's subject before it was proposed and after all had taken their course", async () => {
    const { sitting, records, chain } = await sat(EACH);
    const { before: first, after } = sitting;
    assert.deepEqual(
      [first, after].map((read) => read.value.map(({ approvedWei }) => approvedWei)),
      [Array(4).fill("0"), Array(4).fill("2")],
    );
    assert.deepEqual([first.block, after.block], [Number(records[0]?.block) - 1, chain.clock.block]);
  });

  it("tries what passes before it is queued, and again just before it is executed", async () => {
    const { sitting, records } = await sat(EACH);
    const blockOf = (name: string) => records.find((record) => record.function === name)?.block ?? 0;
    const { preflights, renewals } = sitting;
    assert.deepEqual(
      [preflights, renewals].map((tries) => tries.map(({ block, args }) => [block, args.approvedWei])),
      ["queue", "execute"].map((name) => ["1", "4"].map((amount) => [blockOf(name) - 1, amount])),
    );
  });

  it("counts the votes on all, those that were cancelled included", async () => {
    const { sitting } = await sat(EACH);
    assert.deepEqual(
      sitting.tallies.value.map(({ state, votes, quorum }) => [
        state,
        votes.for,
        votes.against,
        votes.abstain,
        quorum,
      ]),
      [
        ["executed", "200", "100", "0", "60"],
        ["defeated", "100", "200", "0", "60"],
        ["canceled", "0", "0", "0", "60"],
        ["executed", "200", "100", "0", "60"],
      ],
    );
  });
});

describe("what a council cannot carry", () => {
  it("stays unexecuted where a vote misses the quorum, and the run stops", async () => {
    const missed = await decided([motion("passes", 1n)], { absent: 9 });
    assert.match(String(missed.outcome), /QuadraticGovernor.queue: reverted/);
    assert.deepEqual([missed.of("execute"), missed.governor.executed], [[], []]);
  });
});

it("a council decides as many motions at once as it likes, each with all that its members have", async () => {
  const all = Array.from({ length: 40 }, (_, index) => motion("passes", BigInt(index)));
  const { of, governor } = await sat(all, { quorum: { proposalBps: 6_600 } });
  assert.equal(governor.executed.length, 40);
  const stated = new Set(of("castVoteWithReasonAndParams").map(({ args }) => BigInt(String(args.params))));
  assert.deepEqual([...stated], [100n]);
});

it("a council takes every motion where it shall go, whatever its size, credits and quorum", async () => {
  const courses = fc.array(fc.constantFrom<Motion["course"]>("passes", "fails", "is cancelled"), {
    maxLength: 9,
  });
  const quorum = fc.record({
    proposalBps: fc.integer({ min: 1, max: 10_000 }),
    voiceCredits: fc.integer({ min: 1, max: 200 }),
  });
  const states = { passes: "executed", fails: "defeated", "is cancelled": "canceled" };
  await fc.assert(
    fc.asyncProperty(courses, quorum, fc.integer({ min: 1, max: 7 }), async (list, credits, members) => {
      const motions = list.map((course, index) => motion(course, BigInt(index)));
      const { sitting } = await sat(motions, { quorum: credits, members });
      assert.deepEqual(
        sitting.tallies.value.map(({ state }) => state),
        list.map((course) => states[course]),
      );
    }),
    { numRuns: 20 },
  );
});
