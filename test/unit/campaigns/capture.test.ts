import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { part } from "../../../src/economics/shares.ts";
import { protocolSchema } from "../../../src/plan/schema-protocol.ts";
import { explains, type Fraction, likelihoodOf, tailOf } from "../../campaigns/capture/binomial.ts";
import { aboveBound, captureBound, chanceOf } from "../../campaigns/capture/captures.ts";
import { costOf, costRows } from "../../campaigns/capture/costs.ts";
import { decoyCost } from "../../campaigns/capture/decoy-cost.ts";
import { breakEvenOf, meanOf } from "../../campaigns/capture/expected.ts";
import { type Lots, Purses } from "../../campaigns/capture/play.ts";
import {
  measureOdds,
  nameOf,
  PARTS,
  seatsToApprove,
  seatsToReject,
  unexplained,
} from "../../campaigns/capture/probability.ts";
import {
  ACTORS,
  AGENT_STAKE_BPS,
  ALLIED_COUNCIL,
  COUNCIL_STAKE_WEI,
  DEAREST_WEI,
  HONEST_COUNCIL,
  JURY_QUORUM,
  LEAST_COUNCIL_STAKE_WEI,
  QUORUM,
  SHARES,
  TERMS,
} from "../../campaigns/capture/stage.ts";
import { COALITION } from "../../campaigns/capture/stage-lots.ts";
import {
  POSTURES,
  type Posture,
  play,
  STRATEGIES,
  type Strategy,
} from "../../campaigns/capture/strategies.ts";
import { tables } from "../../campaigns/capture/table.ts";
import { keptCounts } from "../../campaigns/capture.ts";

const THIRD = { over: 1n, under: 3n };
const WAD = 10n ** 18n;

describe("what capture costs", () => {
  it("stands in the contracts' README as it was counted", async () => {
    const readme = await readFile("contracts/README.md", "utf8");
    const shown = tables(await keptCounts());
    assert.ok(readme.includes(shown), `contracts/README.md is to show\n\n${shown}`);
  });

  it("was counted for each strategy, on as many seeds as it says, in the mirror and on the contracts", async () => {
    const { seeds, plays, costs, contracts, odds } = await keptCounts();
    assert.deepEqual(
      Object.entries(contracts).map(([name, compared]) => [name, compared.seeds]),
      STRATEGIES.map(({ name }) => [name, 200]),
    );
    assert.deepEqual(unexplained(odds, seeds), []);
    const captured = costs.filter((one) => one.captured !== null);
    assert.equal(captured.length, STRATEGIES.length * POSTURES.length);
    const counted = captured.map((one) => [`${one.strategy} ${one.posture}`, one.captured ?? 0] as const);
    assert.deepEqual(aboveBound(new Map(counted), plays), []);
  });

  it("is for the terms that plans have by default", () => {
    const { fees, stakes, shares, slashing, committee, quorum } = protocolSchema.parse({});
    const lockWei = part(DEAREST_WEI, stakes.validatorBps);
    const { treasury: _, ...money } = TERMS;
    assert.deepEqual([QUORUM, JURY_QUORUM], [quorum.validators, quorum.jurors]);
    assert.deepEqual(money, {
      feeBps: BigInt(fees.protocolBps),
      bondBps: BigInt(fees.disputeBondBps),
      approvalBps: BigInt(quorum.approvalBps),
      jurySize: committee.jurySize,
      jurorLockWei: lockWei,
      jurorNonRevealBps: BigInt(slashing.nonRevealBps),
      jurorWrongVoteBps: BigInt(slashing.wrongVoteBps),
      committeeSize: committee.size,
      seatFeeBps: fees.seatBps,
      seatLockWei: lockWei,
      nonRevealBps: BigInt(slashing.nonRevealBps),
      wrongVoteBps: BigInt(slashing.wrongVoteBps),
      rejectedBps: BigInt(slashing.rejectedWorkBps),
      expiredBps: BigInt(slashing.expiredWorkBps),
      split: {
        employerBps: BigInt(slashing.split.employerBps),
        validatorsBps: BigInt(slashing.split.validatorsBps),
        burnBps: BigInt(slashing.split.burnBps),
      },
    });
    assert.deepEqual(SHARES.map(Number), Object.values(shares));
    assert.equal(Number(AGENT_STAKE_BPS), stakes.agentBps);
  });
});

describe("garbage that nobody disputes", () => {
  const vote = costRows().filter(
    ({ strategy, posture }) => strategy.name === "Vote" && posture === "undisputed",
  );

  it("does not pay by default, up to a third of the weight, whatever the job pays", () => {
    assert.equal(vote.length, PARTS.length);
    for (const row of vote) {
      const { part: share, breakEven } = costOf(row, new Map(), { over: 0n, under: 1n });
      assert.deepEqual(breakEven, { begins: "loses", turns: [] }, share);
    }
  });
});

describe("capture over all draws", () => {
  it("is no likelier than its bound by any strategy, up to a third of weight and heads, after appeals", () => {
    const rows = PARTS.flatMap((share) =>
      STRATEGIES.flatMap((strategy) => POSTURES.map((posture) => ({ share, strategy, posture }))),
    );
    const above = rows.filter(({ share, strategy, posture }) => {
      const [chance, bound] = [chanceOf, captureBound].map((of) => of(strategy, share, posture)) as [
        Fraction,
        Fraction,
      ];
      return chance.over * bound.under > bound.over * chance.under;
    });
    assert.deepEqual(
      above.map(({ share, strategy, posture }) => [nameOf(share), strategy.name, posture]),
      [],
    );
  });

  it("of those that hold nothing but votes is as likely as its bound", () => {
    const vote = STRATEGIES[0] as Strategy;
    const { over, under } = chanceOf(vote, THIRD, "undisputed");
    assert.equal(27n * over, 7n * under);
  });
});

describe("the odds of a draw", () => {
  it("are the binomial's", () => {
    assert.deepEqual(likelihoodOf(2, 3, THIRD), { over: 6n, under: 27n });
    assert.deepEqual(tailOf(2, 3, THIRD), { over: 7n, under: 27n });
    assert.deepEqual(tailOf(0, 15, THIRD), { over: 3n ** 15n, under: 3n ** 15n });
  });

  it("need more than half of the seats to approve, and as many to reject", () => {
    assert.deepEqual([3, 5, 7, 15].map(seatsToApprove), [2, 3, 4, 8]);
    assert.deepEqual([3, 5, 7, 15].map(seatsToReject), [2, 3, 4, 8]);
  });

  it("explain what three hundred seeds draw", () => {
    const odds = measureOdds(300);
    assert.equal(odds.length, PARTS.length * 4 * 4);
    assert.deepEqual(unexplained(odds, 300), []);
  });

  it("explain no count too high or too low", () => {
    const half = { over: 1n, under: 2n };
    assert.ok(explains(half, 500, 1_000));
    assert.ok(explains(half, 570, 1_000));
    assert.ok(!explains(half, 580, 1_000), "five standard deviations above");
    assert.ok(!explains(half, 420, 1_000), "and below");
    assert.ok(explains({ over: 0n, under: 1n }, 0, 10));
    assert.ok(!explains({ over: 0n, under: 1n }, 1, 10));
  });
});

describe("the mean of a play", () => {
  it("takes each body apart by its seats", () => {
    const alliedOf = (members: readonly { readonly account: string; readonly seats: number }[]) =>
      BigInt(members.find(({ seats }, index) => index === 0 && seats > 1)?.seats ?? 0);
    const certain = meanOf(
      THIRD,
      (lots) => BigInt(lots.committee(1, []).length > 0) + BigInt(lots.jury(1).length > 0),
    );
    assert.equal(certain.over, 2n * certain.under);
    const pairs = meanOf(THIRD, (lots) => (alliedOf(lots.committee(1, [])) >= 2n ? 27n : 0n));
    assert.equal(pairs.over, 7n * pairs.under);
  });
});

describe("the mean of silence", () => {
  it("has no silent seat in the second committee, and costs a seat half of its lock and its honest pay", () => {
    const silence = costRows().find(({ strategy }) => strategy.name === "Silence") as ReturnType<
      typeof costRows
    >[number];
    const { profitWei } = costOf(silence, new Map(), { over: 0n, under: 1n });
    assert.equal(profitWei, String(-(300n + 500n) * WAD), "one seat of three, on average");
  });
});

describe("the silence of jurors", () => {
  const mute = STRATEGIES.find(({ name }) => name === "Mute") as Strategy;
  const [juror] = ALLIED_COUNCIL as [string];
  const HONEST = "honest member";

  /** @param allied seats of the committee, and of juries of three in the order of their hearings */
  function played(posture: Posture, committee: number, ...juries: readonly number[]) {
    const body = (ally: string, allied: number, seats: number) =>
      [
        { account: ally, seats: allied },
        { account: HONEST, seats: seats - allied },
      ].filter((one) => one.seats > 0);
    const lots: Lots = {
      committee: () => body(ACTORS.ally, committee, 3),
      jury: (hearing) => body(juror, juries[hearing - 1] ?? 0, 3),
    };
    const purses = new Purses([], 10n ** 30n);
    const situation = { valueWei: 10_000n * WAD, posture, lots, purses } as const;
    const { job } = play(mute, { ...situation, coalition: COALITION, ownLots: () => lots });
    return {
      outcome: job.end.outcome,
      by: job.end.decidedBy,
      claimants: job.hearings.map((one) => one.claimant),
    };
  }

  it("leaves what stands, against which the same side appeals until the hearings are over", () => {
    assert.deepEqual(played("disputed", 2, 2, 3, 2), {
      outcome: "approved",
      by: "default",
      claimants: [ACTORS.employer, ACTORS.employer, ACTORS.employer],
    });
  });

  it("turns nothing where the others have a majority of the seats", () => {
    const { outcome, claimants } = played("disputed", 2, 2, 1);
    assert.deepEqual([outcome, claimants.length], ["rejected", 2]);
  });

  it("turns no rejection of a committee, whoever has the juries", () => {
    assert.deepEqual(played("contested", 1, 3, 3, 3), {
      outcome: "rejected",
      by: "default",
      claimants: [ACTORS.thief, ACTORS.thief, ACTORS.thief],
    });
  });

  it("is named where it captures more often than its bound", () => {
    const captured = new Map([["Mute contested", 100]]);
    assert.deepEqual(aboveBound(captured, 10_000), ["Mute, contested: captures with 100 of 10000 seeds"]);
  });
});

describe("disputes of one's own", () => {
  for (const stakeWei of [COUNCIL_STAKE_WEI, LEAST_COUNCIL_STAKE_WEI]) {
    it(`have a price at which a council of ${stakeWei / WAD} tokens each covers no first jury`, () => {
      const { lockedWei, stakedWei, lossWei, seatFeesWei } = decoyCost(1, stakeWei);
      // Each may have less than a lock left, and one of them a lock more.
      const mostLeftWei = BigInt(HONEST_COUNCIL.length + 1) * TERMS.jurorLockWei;
      assert.ok(BigInt(stakedWei) - BigInt(lockedWei) < mostLeftWei);
      assert.ok(BigInt(lossWei) > BigInt(seatFeesWei));
    });
  }
});

describe("the value at which a play breaks even", () => {
  const profit = (of: (tokens: bigint) => bigint) => (valueWei: bigint) => ({
    over: of(valueWei / WAD),
    under: 1n,
  });

  it("is the first whole token that pays, or that does no more", () => {
    assert.deepEqual(breakEvenOf(profit((tokens) => tokens - 1_234n)), { begins: "loses", turns: ["1235"] });
    assert.deepEqual(breakEvenOf(profit((tokens) => 1_234n - tokens)), { begins: "pays", turns: ["1234"] });
    assert.deepEqual(breakEvenOf(profit((tokens) => (tokens - 100n) * (50_000n - tokens))), {
      begins: "loses",
      turns: ["101", "50000"],
    });
  });

  it("is none where a play always pays, or never", () => {
    assert.deepEqual(breakEvenOf(profit(() => 1n)), { begins: "pays", turns: [] });
    assert.deepEqual(breakEvenOf(profit(() => 0n)), { begins: "loses", turns: [] });
  });
});
