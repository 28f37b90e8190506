import { jurySeats } from "../economics/jury.ts";
import { STEP_GAS_LIMIT } from "./driver.ts";

/**
 * What judging may use. Everything is bounded by counts that a plan knows, so that a journal is the same on any machine:
 * validators' stakes lie in a tree (`SumTree`), of which a draw reads a path for each seat and a slash writes one.
 */

/** EIP-7825. */
const MOST_GAS = 16_777_216n;
/** What is planned for one transaction: a third stays in reserve. */
const PLANNED_GAS = (MOST_GAS * 2n) / 3n;
/** Employer, agent, operator. */
const PARTIES = 3;

/** The seed's header, roots, windows and the event. */
const DRAW_GAS = 350_000n;
/** A position is written whose stake was on its way out. */
const RECALL_GAS = 35_000n;
/** Who has it is asked for its role and its stake. */
const TRIED_SEAT_GAS = 20_000n;
/** It is seated, and its stake locked, all of it recalled from what is unbonding. */
const LOCKED_SEAT_GAS = 45_000n + RECALL_GAS;
/** A sum is looked up on the way to a leaf. */
const LEVEL_GAS = 8_000n;
/** And what is below it of an account that is taken out is subtracted. */
const EXCLUDED_LEVEL_GAS = 300n;
const EXCLUDED_GAS = 12_000n;

/** A sum of the tree is written at a new second. */
const NODE_GAS = 30_000n;
/** A lock ends, by a slash; a dispute or another round may open. */
const CLOSE_GAS = 500_000n;
const ENDED_LOCK_GAS = 55_000n;
/** Agent, bonds and escrow. */
const SETTLEMENT_GAS = 500_000n;
const PAID_GAS = 45_000n;
const READ_JUROR_GAS = 20_000n;

/** Of whom a draw is made. */
export interface Drawn {
  readonly committeeSize: number;
  /** How many accounts can be drawn at most. */
  readonly accounts: number;
}

/** What settling a job has to settle. */
export interface Judged {
  /** Members of the committee whose outcome stood. */
  readonly members: number;
  /** Jurors of all hearings. */
  readonly jurors: number;
  /** How many accounts there are at most whose stakes are weighed. */
  readonly accounts: number;
}

/** What the draw of a committee may use; whoever was silent in the round before is taken out. */
export function committeeDrawGas({ committeeSize, accounts }: Drawn): bigint {
  return drawGas(committeeSize, PARTIES + committeeSize, accounts);
}

/** What the draw of a hearing's jury may use; two whole committees can have to be taken out. */
export function juryDrawGas({ committeeSize, accounts }: Drawn, jurySize: number, hearing: number): bigint {
  return drawGas(jurySeats(jurySize, hearing), PARTIES + 2 * committeeSize, accounts);
}

/** What closing a round may use; all of its members can be slashed, and a hearing be opened. */
export function closeValidationGas({ members, accounts }: Omit<Judged, "jurors">): bigint {
  return reserved(CLOSE_GAS + BigInt(members) * ENDED_LOCK_GAS + weighingGas(members, accounts));
}

/**
 * How many jurors are settled before the rest, by a transaction each: none where finalizing the job can settle them all.
 */
export function jurorParts(judged: Judged): number[] {
  const parts: number[] = [];
  let left = judged.jurors;
  while (left > 0 && finalizationGas(judged, left) > PLANNED_GAS) {
    let part = left;
    while (part > 1 && partGas(judged, part) > PLANNED_GAS) part -= 1;
    parts.push(part);
    left -= part;
  }
  return parts;
}

/** What settling so many of the jurors before the rest may use. */
export function jurorPartGas(judged: Judged, part: number): bigint {
  return reserved(partGas(judged, part));
}

/** What settling a job may use of whose jurors so many are left. */
export function settlementGas(judged: Judged, left: number): bigint {
  return reserved(finalizationGas(judged, left));
}

function drawGas(seats: number, excluded: number, accounts: number): bigint {
  const levels = BigInt(widthsOf(accounts).length);
  const found = TRIED_SEAT_GAS + levels * (LEVEL_GAS + BigInt(excluded) * EXCLUDED_LEVEL_GAS);
  return reserved(DRAW_GAS + BigInt(excluded) * EXCLUDED_GAS + BigInt(seats) * (found + LOCKED_SEAT_GAS));
}

function partGas({ jurors, accounts }: Judged, part: number): bigint {
  return BigInt(jurors) * READ_JUROR_GAS + BigInt(part) * ENDED_LOCK_GAS + weighingGas(part, accounts);
}

function finalizationGas({ members, jurors, accounts }: Judged, left: number): bigint {
  const ended = members + left;
  const paid = BigInt(members + jurors) * PAID_GAS;
  return SETTLEMENT_GAS + paid + BigInt(ended) * ENDED_LOCK_GAS + weighingGas(ended, accounts);
}

/** A slash writes its leaf and each sum above it; what lies above several is written once. */
function weighingGas(slashed: number, accounts: number): bigint {
  const nodes = widthsOf(accounts).reduce((sum, width) => sum + Math.min(slashed, width), 0);
  return BigInt(nodes) * NODE_GAS;
}

/** How many nodes each level of a tree of so many leaves has, from the leaves to the root. */
function widthsOf(leaves: number): number[] {
  return leaves <= 1 ? [1] : [leaves, ...widthsOf(Math.ceil(leaves / 2))];
}

/** Half as much again, no less than what every step may use, and no more than any transaction may. */
function reserved(gas: bigint): bigint {
  const wanted = (gas * 3n) / 2n;
  if (wanted > MOST_GAS) return MOST_GAS;
  return wanted > STEP_GAS_LIMIT ? wanted : STEP_GAS_LIMIT;
}
