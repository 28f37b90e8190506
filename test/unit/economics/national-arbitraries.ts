import fc from "fast-check";
import type { Gains, PidInput } from "../../../src/economics/pid.ts";
import type { SettlementCase } from "../../../src/economics/settlement.ts";
import type { Receiver, Shares } from "../../../src/economics/shares.ts";
import type { Kpis } from "../../../src/model/thermodynamics.ts";

const WAD = 10n ** 18n;
/** The thermostat's bound on readings, gains and temperatures. */
const LARGEST_READING = 10n ** 24n;
/** The registry's bound on amounts. */
const LARGEST_AMOUNT = 2n ** 120n;

const signed = (largest: bigint) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.bigInt(-2n * WAD, 2n * WAD) },
    { weight: 2, arbitrary: fc.bigInt(-largest, largest) },
    { weight: 1, arbitrary: fc.constantFrom(0n, 1n, -1n, largest, -largest) },
  );

const gain = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt(0n, WAD) },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, LARGEST_READING) },
);

export const gains: fc.Arbitrary<Gains> = fc.record({
  kp: gain,
  ki: gain,
  kd: gain,
  integralLimit: gain,
  outputLimit: gain,
});

/** Readings, targets or, with a smaller bound, weights. */
export const kpis = (largest = LARGEST_READING): fc.Arbitrary<Kpis> =>
  fc.record({ emissionWad: signed(largest), backlogWad: signed(largest), slaWad: signed(largest) });

export const pidInput: fc.Arbitrary<PidInput> = fc.record({
  error: signed(LARGEST_READING),
  measurement: signed(LARGEST_READING),
  lastMeasurement: signed(LARGEST_READING),
  integral: signed(LARGEST_READING),
  dtSeconds: fc.oneof(fc.constant(0n), fc.bigInt(1n, 864_000n), fc.constant(2n ** 48n - 1n)),
  lower: signed(LARGEST_READING),
  upper: signed(LARGEST_READING),
});

export const amount = fc.oneof(
  { weight: 3, arbitrary: fc.bigInt(0n, 1_000_000n * WAD) },
  { weight: 2, arbitrary: fc.bigInt(0n, 100n) },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, LARGEST_AMOUNT) },
);

/** Basis points that sum to 10,000. */
const shares: fc.Arbitrary<Shares> = fc
  .tuple(
    fc.integer({ max: 10_000, min: 0 }),
    fc.integer({ max: 10_000, min: 0 }),
    fc.integer({ max: 10_000, min: 0 }),
  )
  .map((cuts) => {
    const [a = 0, b = 0, c = 0] = cuts.toSorted((left, right) => left - right);
    return [BigInt(a), BigInt(b - a), BigInt(c - b), BigInt(10_000 - c)] as const;
  });

export interface ShiftCase {
  readonly shares: Shares;
  readonly bounds: { readonly min: Shares; readonly max: Shares };
  readonly to: Receiver;
  readonly stepBps: bigint;
}

/** Shares inside their bounds, as the policy keeps them. */
export const shiftCase: fc.Arbitrary<ShiftCase> = fc
  .record({
    shares,
    below: fc.array(fc.bigInt(0n, 10_000n), { minLength: 4, maxLength: 4 }),
    above: fc.array(fc.bigInt(0n, 10_000n), { minLength: 4, maxLength: 4 }),
    to: fc.constantFrom<Receiver>(0, 1),
    stepBps: fc.bigInt(0n, 1_000n),
  })
  .map(({ shares, below, above, to, stepBps }) => {
    const min = shares.map((share, i) => share - ((below[i] ?? 0n) * share) / 10_000n);
    const max = shares.map((share, i) => share + ((above[i] ?? 0n) * (10_000n - share)) / 10_000n);
    return { shares, bounds: { min, max } as unknown as ShiftCase["bounds"], to, stepBps };
  });

const account = fc.bigInt(1n, 2n ** 160n - 1n).map((value) => `0x${value.toString(16).padStart(40, "0")}`);

const winner = fc.record({ account, seats: fc.integer({ min: 1, max: 15 }) });

export const settlementCase: fc.Arbitrary<SettlementCase> = fc
  .record({
    outcome: fc.constantFrom<SettlementCase["outcome"]>("approved", "rejected", "inconclusive"),
    employer: account,
    agent: account,
    operator: account,
    treasury: account,
    rewardWei: amount,
    feeWei: amount,
    bonusWei: amount,
    spareBonusWei: amount,
    bonds: fc.array(fc.record({ claimant: account, amountWei: amount, isUpheld: fc.boolean() }), {
      maxLength: 3,
    }),
    jurorsSlashedWei: amount,
    usedSeatFeesWei: amount,
    jurySeatFeesWei: amount,
    unusedSeatFeesWei: amount,
    agentSlashedWei: amount,
    validatorsSlashedWei: amount,
    shares,
    split: shares,
    winners: fc.array(winner, { maxLength: 5 }),
    jurors: fc.array(winner, { maxLength: 5 }),
  })
  .map(({ spareBonusWei, unusedSeatFeesWei, split, ...job }) => ({
    ...job,
    seatFeesWei: job.usedSeatFeesWei + unusedSeatFeesWei,
    bonusCapWei: job.bonusWei + spareBonusWei,
    split: { employerBps: split[0], validatorsBps: split[1], burnBps: split[3] },
  }));
