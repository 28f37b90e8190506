import { drawFrom, type Urn } from "../../../src/economics/committee.ts";
import { jurySeats } from "../../../src/economics/jury.ts";
import { explains, type Fraction, tailOf, times } from "./binomial.ts";
import { type Random, randomOf, seedAt } from "./seeds.ts";
import { ACTORS, ALLIED_COUNCIL, councilWith, TERMS, validatorsWith } from "./stage.ts";

export const PARTS: readonly Fraction[] = [
  { over: 1n, under: 10n },
  { over: 1n, under: 5n },
  { over: 1n, under: 4n },
  { over: 1n, under: 3n },
];
const COMMITTEES = [3, 5, 7, 15];
const HEARINGS = [1, 2, 3];

/** What a coalition can do with its seats. */
const FEATS = ["approve", "reject", "approveAllAlong", "approveAtLast"] as const;
type Feat = (typeof FEATS)[number];

/** How often a coalition with part of the weight does something, of so many seeds. */
export interface Odds {
  readonly part: string;
  readonly committee: number;
  readonly feat: Feat;
  readonly hits: number;
  /** The binomial's, in parts of a million million. */
  readonly boundE12: string;
}

/** What one seed gives a coalition: its seats of a committee, and of the juries of three hearings. */
interface Seats {
  readonly committee: (size: number) => number;
  readonly juries: readonly number[];
}

/** Seats that must approve, so that a committee of `size` does. */
export function seatsToApprove(size: number): number {
  return Math.ceil((size * Number(TERMS.approvalBps)) / 10_000);
}

/** Seats that must reject, so that a committee of `size` does. */
export function seatsToReject(size: number): number {
  return size - seatsToApprove(size) + 1;
}

/** @param trials how many seeds, of the stream's beginning */
export function measureOdds(trials: number): Odds[] {
  const urns = PARTS.map((part) => ({ part, validators: validatorsWith(part), council: councilWith(part) }));
  const hits = new Map<string, number>();
  for (let trial = 0; trial < trials; trial += 1) {
    const [ofCommittee, ...ofJuries] = [0, ...HEARINGS].map((body) => randomOf(seedAt(4 * trial + body)));
    for (const { part, validators, council } of urns) {
      const seats: Seats = {
        committee: (size) => alliedSeats(validators, size, ofCommittee as Random),
        juries: HEARINGS.map((hearing, index) =>
          alliedSeats(council, jurySeats(TERMS.jurySize, hearing), ofJuries[index] as Random),
        ),
      };
      count(seats, nameOf(part), hits);
    }
  }
  return PARTS.flatMap((part) =>
    COMMITTEES.flatMap((committee) =>
      FEATS.map((feat) => ({
        part: nameOf(part),
        committee,
        feat,
        hits: hits.get(`${nameOf(part)} ${committee} ${feat}`) ?? 0,
        boundE12: e12(boundOf(feat, committee, part)),
      })),
    ),
  );
}

/** @returns one line for each figure that its bound does not explain */
export function unexplained(odds: readonly Odds[], trials: number): string[] {
  return odds
    .filter(({ hits, committee, feat, part }) => {
      return !explains(boundOf(feat, committee, partNamed(part)), hits, trials);
    })
    .map(({ part, committee, feat, hits, boundE12 }) => {
      return `${part} of the weight, ${committee} seats, ${feat}: ${hits} of ${trials}, bound ${boundE12}e-12`;
    });
}

/** By the binomial: a draw is with replacement, and each body has a seed of its own. */
export function boundOf(feat: Feat, committee: number, part: Fraction): Fraction {
  const ofCommittee = tailOf(seatsToApprove(committee), committee, part);
  switch (feat) {
    case "approve":
      return ofCommittee;
    case "reject":
      return tailOf(seatsToReject(committee), committee, part);
    case "approveAllAlong":
      return HEARINGS.map((hearing) => ofJury(hearing, part)).reduce(times, ofCommittee);
    case "approveAtLast":
      return ofJury(3, part);
  }
}

/** How likely a coalition has the majority of a hearing's jury. */
export function ofJury(hearing: number, part: Fraction): Fraction {
  const seats = jurySeats(TERMS.jurySize, hearing);
  return tailOf((seats + 1) / 2, seats, part);
}

function count({ committee, juries }: Seats, part: string, hits: Map<string, number>): void {
  const winsJuries = juries.map((seats, index) => 2 * seats > jurySeats(TERMS.jurySize, index + 1));
  for (const size of COMMITTEES) {
    const seats = committee(size);
    const approves = seats >= seatsToApprove(size);
    const done: Readonly<Record<Feat, boolean>> = {
      approve: approves,
      reject: seats >= seatsToReject(size),
      approveAllAlong: approves && winsJuries.every((wins) => wins),
      approveAtLast: winsJuries.at(-1) === true,
    };
    for (const feat of FEATS) {
      const key = `${part} ${size} ${feat}`;
      if (done[feat]) hits.set(key, (hits.get(key) ?? 0) + 1);
    }
  }
}

function alliedSeats(urn: Urn, seats: number, random: Random): number {
  const { members } = drawFrom(urn, seats, random);
  return members.find(({ account }) => isAllied(account))?.seats ?? 0;
}

function isAllied(account: string): boolean {
  return account === ACTORS.ally || account === ALLIED_COUNCIL[0];
}

export function nameOf({ over, under }: Fraction): string {
  return `${over}/${under}`;
}

function partNamed(name: string): Fraction {
  const [over, under] = name.split("/").map(BigInt) as [bigint, bigint];
  return { over, under };
}

/** @returns rounded down */
function e12({ over, under }: Fraction): string {
  return ((over * 10n ** 12n) / under).toString();
}
