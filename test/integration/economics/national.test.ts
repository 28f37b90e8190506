import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { keccak256 } from "ethers";
import fc from "fast-check";
import { accountOf, LOCAL_ACCOUNTS } from "../../../src/chain/accounts.ts";
import { openSession, type Session } from "../../../src/chain/rehearsal/session.ts";
import { drawSeats } from "../../../src/economics/committee.ts";
import { courseSeconds } from "../../../src/economics/course-time.ts";
import {
  leftOfRaiseWad,
  partOfStep,
  raisedWad,
  temperatureWad,
} from "../../../src/economics/delay-policy.ts";
import {
  bondsWei,
  hearingBondWei,
  jurorFeeWei,
  jurorLockWei,
  juryQuorumOf,
  jurySeats,
  postedWei,
} from "../../../src/economics/jury.ts";
import { clamp, errorsOf, pidStep, weigh } from "../../../src/economics/pid.ts";
import { seatFeesWei, seatFeeWei, seatLockWei } from "../../../src/economics/seats.ts";
import { planSettlement } from "../../../src/economics/settlement.ts";
import { fadeShares, part, partUp, shiftShares } from "../../../src/economics/shares.ts";
import { scaledStakeWei } from "../../../src/economics/stake-scaling.ts";
import type { Cast } from "../../../src/model/cast.ts";
import { PAYMENT_REASONS, ROLE } from "../../../src/model/enums.ts";
import { DAY_SECONDS } from "../../../src/model/units.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { administer } from "../../../src/protocol/administration.ts";
import { admit } from "../../../src/protocol/admission.ts";
import { Driver } from "../../../src/protocol/driver.ts";
import { deployNational } from "../../../src/protocol/national/national-layer.ts";
import { AddressBook } from "../../../src/records/address-book.ts";
import { nationalCast } from "../../../src/records/casting.ts";
import { describeRevert } from "../../../src/records/decode.ts";
import { ROLE_IDS } from "../../../src/records/roles.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";
import {
  amount,
  gains,
  kpis,
  pidInput,
  settlementCase,
  shiftCase,
} from "../../unit/economics/national-arbitraries.ts";
import { CASES, SEED } from "./cases.ts";
import { type OnChain, openHarness } from "./harness.ts";
import { HANDLES, JUDGING_DELAY_SECONDS, playStakes, type Snapshot } from "./stakes.ts";

const WAD = 10n ** 18n;
const SETTLER = "draw-settler";
const PLAN = "plans/asi-takeoff/project-plan.json";
const OUTCOMES = ["pending", "approved", "rejected", "inconclusive"];

let out: string;
let session: Session;
let driver: Driver;
let onChain: OnChain;
let snapshots: Snapshot[];

before(async () => {
  out = await mkdtemp(join(tmpdir(), "economics-"));
  const book = new AddressBook(contractType);
  session = await openSession({
    out,
    stage: "takeoff",
    script: "demo:asi-takeoff:local",
    rpcUrl: null,
    seed: "economics",
    describeRevert: (data) => describeRevert(book, data),
  });
  driver = new Driver(session, book);
  onChain = await openHarness("NationalEconomicsHarness", (method, params) =>
    session.rpc.request(method, ...params),
  );
  snapshots = await stageDraws();
});

after(async () => {
  await session.close();
  await rm(out, { recursive: true });
});

/** Deploys the national layer with eight staked validators, and moves their stakes about. */
async function stageDraws(): Promise<Snapshot[]> {
  const loaded = await loadProject(PLAN, { folder: process.cwd() });
  assert.ok(loaded.ok);
  const plan = loaded.project.national;
  const original = nationalCast({ shared: null, national: plan }, LOCAL_ACCOUNTS);
  const validators = HANDLES.map((handle, index) => ({
    handle,
    account: accountOf(handle),
    roles: ROLE.validator,
    stakes: [{ role: ROLE.validator, amountWei: BigInt(index * index * 500 + 1) * WAD }],
    spareWei: BigInt(index * index * 500 + 1) * WAD,
  }));
  const cast: Cast = {
    ...original,
    people: [
      ...original.people.filter(({ stakes }) => stakes.length === 0),
      { handle: SETTLER, account: accountOf(SETTLER), roles: ROLE.operator, stakes: [], spareWei: 0n },
      ...validators,
    ],
  };
  await deployNational(driver, cast, plan, {
    supplyWei: 10n ** 28n,
    judgingDelaySeconds: JUDGING_DELAY_SECONDS,
  });
  await admit(driver, cast, WAD);
  const args = [ROLE_IDS.SETTLEMENT, accountOf(SETTLER).address, 0];
  await administer(driver, cast.owner, [{ contract: "AccessManager", function: "grantRole", args }]);
  await driver.mine({
    steps: validators.map(({ account }) => ({
      from: cast.treasury,
      contract: "AGIALPHA",
      function: "transfer",
      args: [account.address, 10n ** 24n],
    })),
  });
  return playStakes(driver, cast.registrar.label, SETTLER);
}

function sample<T>(arbitrary: fc.Arbitrary<T>): T[] {
  return fc.sample(arbitrary, { numRuns: CASES, seed: SEED });
}

describe("the national contracts' arithmetic equals the mirrors digit for digit", () => {
  it("on many steps of the thermostat's controller", async () => {
    const cases = sample(fc.record({ gains, input: pidInput }));
    const results = await onChain(
      "pidSteps",
      cases.map(({ gains, input }) => [
        [gains.kp, gains.ki, gains.kd, gains.integralLimit, gains.outputLimit],
        [
          input.error,
          input.measurement,
          input.lastMeasurement,
          input.integral,
          input.dtSeconds,
          input.lower,
          input.upper,
        ],
      ]),
    );
    const mirrored = cases.map(({ gains, input }) => {
      const { integral, derivative, output } = pidStep(gains, input);
      return [integral, derivative, output];
    });
    assert.deepEqual(results, mirrored);
  });

  it("on many measurements and errors of three readings", async () => {
    const cases = sample(fc.record({ values: kpis(), targets: kpis(), weights: kpis(10n ** 20n) }));
    const results = await onChain(
      "kpis",
      cases.map(({ values, targets, weights }) =>
        [values, targets, weights].map((each) => Object.values(each)),
      ),
    );
    const mirrored = cases.map(({ values, targets, weights }) => [
      weigh(values, weights),
      weigh(errorsOf(values, targets), weights),
    ]);
    assert.deepEqual(results, mirrored);
  });

  it("on many shifts of role shares", async () => {
    const cases = sample(shiftCase);
    const results = await onChain(
      "shifts",
      cases.map(({ shares, bounds, to, stepBps }) => [shares, bounds.min, bounds.max, to, stepBps]),
    );
    const mirrored = cases.map(({ shares, bounds, to, stepBps }) => {
      const shifted = shiftShares(shares, bounds, to, stepBps);
      return [shifted.shares, shifted.movedBps];
    });
    assert.deepEqual(results, mirrored);
  });

  it("on what late jobs of many parts raise, and what is left of it", async () => {
    const wad = fc.bigInt(1n, 10n ** 24n);
    const cases = sample(
      fc
        .record({
          bounds: fc.tuple(wad, wad, wad).map((three) => three.toSorted((a, b) => (a < b ? -1 : 1))),
          base: wad,
          raiseWad: fc.oneof(fc.constant(0n), wad),
          outputWad: fc.bigInt(-(10n ** 24n), 10n ** 24n),
          fullBps: fc.bigInt(1n, 10_000n),
          rewards: fc.tuple(fc.bigInt(0n, 2n ** 128n), fc.bigInt(0n, 2n ** 128n)),
          epochs: fc.bigInt(0n, 90n),
        })
        .map(
          ({
            bounds: [minWad = 0n, emergencyWad = 0n, maxWad = 0n],
            base,
            rewards: [ownWei, others],
            ...one
          }) => ({
            ...one,
            baseWad: clamp(base, minWad, maxWad),
            minWad,
            emergencyWad,
            maxWad,
            rewards: { ownWei, totalWei: ownWei + others },
          }),
        ),
    );
    const results = await onChain(
      "delays",
      cases.map(({ rewards, epochs, fullBps, ...thermostat }) => [
        [thermostat.minWad, thermostat.maxWad, thermostat.emergencyWad],
        thermostat.baseWad,
        thermostat.raiseWad,
        temperatureWad(thermostat),
        fullBps,
        rewards.ownWei,
        rewards.totalWei,
        epochs,
      ]),
    );
    const mirrored = cases.map(({ rewards, epochs, fullBps, ...thermostat }) => {
      const stepBps = partOfStep(fullBps, rewards);
      const after = raisedWad(thermostat, stepBps) ?? thermostat.raiseWad;
      return [stepBps, after - thermostat.raiseWad, leftOfRaiseWad(after, epochs)];
    });
    assert.deepEqual(results, mirrored);
  });

  it("on how many moved shares fade", async () => {
    const cases = sample(fc.tuple(shiftCase, fc.bigInt(0n, 12n))).map(([one, times]) => {
      const { shares: moved } = shiftShares(one.shares, one.bounds, one.to, one.stepBps);
      return [one.shares, moved, times] as const;
    });
    const mirrored = cases.map(([governed, moved, times]) => fadeShares(governed, moved, times));
    assert.deepEqual(await onChain("fades", cases), mirrored);
  });

  it("on many scaled stakes and parts", async () => {
    const temperature = fc.oneof(fc.bigInt(1n, 10n ** 24n), fc.bigInt(WAD / 10n, WAD));
    const cases = sample(fc.tuple(amount, temperature, temperature, fc.bigInt(0n, 10_000n)));
    const mirrored = cases.map(([base, reference, temperature, bps]) => [
      scaledStakeWei(base, reference, temperature),
      part(base, bps),
      partUp(base, bps),
    ]);
    assert.deepEqual(await onChain("stakes", cases), mirrored);
  });

  it("on many settlements", async () => {
    const cases = sample(settlementCase);
    const results = await onChain(
      "settlements",
      cases.map((job) => [
        OUTCOMES.indexOf(job.outcome),
        job.employer,
        job.agent,
        job.operator,
        job.treasury,
        job.rewardWei,
        job.feeWei,
        job.bonusWei,
        job.bonusCapWei,
        job.seatFeesWei,
        job.usedSeatFeesWei,
        job.agentSlashedWei,
        job.validatorsSlashedWei,
        job.shares,
        [
          job.split.employerBps,
          job.split.validatorsBps,
          10_000n - job.split.employerBps - job.split.validatorsBps - job.split.burnBps,
          job.split.burnBps,
        ],
        job.winners.map(({ account }) => account),
        job.winners.map(({ seats }) => seats),
        [
          job.bonds.map(({ claimant, amountWei, isUpheld }) => [claimant, amountWei, isUpheld]),
          job.jurors.map(({ account }) => account),
          job.jurors.map(({ seats }) => seats),
          job.jurorsSlashedWei,
          job.jurySeatFeesWei,
          0n,
        ],
      ]),
    );
    const hex = (value: bigint, bytes: number) => value.toString(16).padStart(2 * bytes, "0");
    const mirrored = cases.map((job) => {
      const { payments, burnWei } = planSettlement(job);
      const packed = payments.map(({ payee, amountWei, reason }) => {
        const place = BigInt(PAYMENT_REASONS.indexOf(reason));
        return payee.slice(2) + hex(amountWei, 32) + hex(place, 1);
      });
      return `0x${packed.join("")}${hex(burnWei, 32)}`;
    });
    assert.deepEqual(results, mirrored);
  });

  it("on what many seats lock and cost", async () => {
    const wei = fc.bigInt(0n, 2n ** 120n);
    const cases = sample(
      fc.record({
        seatLockWei: fc.bigInt(1n, 2n ** 96n - 1n),
        seatFeeBps: fc.integer({ min: 100, max: 2_000 }),
        committeeSize: fc.integer({ min: 3, max: 15 }),
        worthWei: wei,
      }),
    );
    const results = await onChain(
      "seats",
      cases.map(({ seatLockWei: most, seatFeeBps, committeeSize, worthWei }) => [
        most,
        seatFeeBps,
        committeeSize,
        worthWei,
      ]),
    );
    assert.deepEqual(
      results,
      cases.map((one) => [
        seatLockWei(one.worthWei, one),
        seatFeeWei(one.worthWei, one),
        seatFeesWei(one.worthWei, one),
      ]),
    );
  });

  it("on how juries, quorums and bonds grow", async () => {
    const ratios = sample(
      fc.record({
        jurorLockWei: fc.bigInt(1n, 2n ** 96n - 1n),
        worthWei: fc.bigInt(1n, 2n ** 121n),
        bondBps: fc.integer({ min: 1, max: 5_000 }),
        seatFeeBps: fc.integer({ min: 100, max: 2_000 }),
      }),
    );
    const sizes = [3, 5, 7, 9].flatMap((jurySize) =>
      [1, 2, 3].flatMap((hearing) =>
        Array.from({ length: (jurySize + 1) / 2 }, (_, more) => {
          return { jurySize, juryQuorum: (jurySize + 1) / 2 + more, hearing };
        }),
      ),
    );
    const cases = sizes.map((size, index) => ({
      ...size,
      ...(ratios[index % ratios.length] as (typeof ratios)[number]),
    }));
    const results = await onChain(
      "juries",
      cases.map((one) => [
        one.jurySize,
        one.juryQuorum,
        one.hearing,
        hearingBondWei(one.worthWei, one, 1),
        one.jurorLockWei,
        jurorFeeWei(one.worthWei, one),
        one.bondBps,
        one.seatFeeBps,
        one.worthWei,
      ]),
    );
    const mirrored = cases.map((one) => [
      BigInt(jurySeats(one.jurySize, one.hearing)),
      BigInt(juryQuorumOf(one, one.hearing)),
      postedWei(one.worthWei, one, one.hearing),
      jurorLockWei(one.worthWei, one),
      bondsWei(one.worthWei, one),
    ]);
    assert.deepEqual(results, mirrored);
  });

  it("on the bonds of all hearings", async () => {
    const [draft] = await driver.read([{ contract: "JobTerms", function: "termsAt", args: [1] }]);
    const { dispute, validation } = draft?.[0] ?? {};
    const terms = {
      bondBps: Number(dispute.bondBps),
      jurySize: Number(dispute.jurySize),
      jurorLockWei: dispute.jurorLockWei,
      seatFeeBps: Number(validation.seatFeeBps),
    };
    const rewards = sample(fc.bigInt(0n, 2n ** 112n)).slice(0, 20);
    const answers = await driver.read(
      rewards.map((rewardWei) => ({ contract: "JobTerms", function: "bondsWei", args: [1, rewardWei] })),
    );
    assert.deepEqual(
      answers.map(([wei]) => wei),
      rewards.map((worthWei) => bondsWei(worthWei, terms)),
    );
  });

  it("on the longest course of a job", async () => {
    const seconds = fc.nat(90 * DAY_SECONDS);
    const [draft] = await driver.read([{ contract: "JobTerms", function: "termsAt", args: [1] }]);
    const terms = draft?.[0].toObject(true);
    const cases = sample(
      fc.record({
        commitSeconds: seconds,
        revealSeconds: seconds,
        challengeSeconds: seconds,
        approvalSeconds: seconds,
        juryCommitSeconds: seconds,
        juryRevealSeconds: seconds,
        rulingSeconds: seconds,
        seedBlocks: fc.integer({ min: 1, max: 128 }),
      }),
    ).slice(0, 20);
    const answers = await driver.read(
      cases.map(
        ({ commitSeconds, revealSeconds, challengeSeconds, approvalSeconds, seedBlocks, ...jury }) => ({
          contract: "JobTerms",
          function: "courseSeconds",
          args: [
            {
              ...terms,
              challengeSeconds,
              approvalSeconds,
              validation: { ...terms.validation, commitSeconds, revealSeconds, seedBlocks },
              dispute: {
                ...terms.dispute,
                commitSeconds: jury.juryCommitSeconds,
                revealSeconds: jury.juryRevealSeconds,
                appealSeconds: challengeSeconds,
                rulingSeconds: jury.rulingSeconds,
              },
            },
          ],
        }),
      ),
    );
    assert.deepEqual(
      answers.map(([course]) => course),
      cases.map((one) => BigInt(courseSeconds(one, one.seedBlocks, DAY_SECONDS))),
    );
  });

  it("on many committees drawn by the deployed SortitionPool", async () => {
    const current = snapshots.at(-1) as Snapshot;
    const cases = sample(
      fc.record({
        seed: fc.bigInt(0n, 2n ** 256n - 1n).map((value) => `0x${value.toString(16).padStart(64, "0")}`),
        at: fc.nat(snapshots.length - 2).map((index) => snapshots[index] as Snapshot),
        seats: fc.integer({ min: 1, max: 15 }),
        excluded: fc.subarray(
          current.stakes.map(({ account }) => account),
          { maxLength: 8 },
        ),
      }),
    );
    const results = await onChain(
      "draws",
      cases.map(({ seed, at, seats, excluded }) => [
        ROLE.validator,
        seed,
        at.timestamp,
        at.timestamp,
        seats,
        excluded,
      ]),
      driver.book.get("SortitionPool").address,
    );
    const mirrored = cases.map(({ seed, at, seats, excluded }): [string[], bigint[], bigint, bigint] => {
      const candidates = at.stakes.map(({ account, staked, admitted }) => {
        return { account, weightWei: staked, holdsRole: admitted, isExcluded: excluded.includes(account) };
      });
      const { members, eligibleWei, totalWei } = drawSeats(candidates, seats, (attempt) =>
        BigInt(keccak256(`${seed}${attempt.toString(16).padStart(64, "0")}`)),
      );
      return [
        members.map(({ account }) => account),
        members.map((member) => BigInt(member.seats)),
        eligibleWei,
        totalWei,
      ];
    });
    assert.deepEqual(results, mirrored);
    assert.ok(mirrored.some(([members]) => members.length === 5));
    assert.ok(mirrored.some(([members]) => members.length === 0));
  });
});
