import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { part } from "../../../src/economics/shares.ts";
import { protocolSchema } from "../../../src/plan/schema-protocol.ts";
import { explains, likelihoodOf, tailOf } from "../../campaigns/capture/binomial.ts";
import { aboveBound } from "../../campaigns/capture/captures.ts";
import { costOf, costRows } from "../../campaigns/capture/costs.ts";
import { breakEvenOf, meanOf } from "../../campaigns/capture/expected.ts";
import {
  measureOdds,
  PARTS,
  seatsToApprove,
  seatsToReject,
  unexplained,
} from "../../campaigns/capture/probability.ts";
import { AGENT_STAKE_BPS, DEAREST_WEI, QUORUM, SHARES, TERMS } from "../../campaigns/capture/stage.ts";
import { POSTURES, STRATEGIES } from "../../campaigns/capture/strategies.ts";
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
    assert.equal(QUORUM, quorum.validators);
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
