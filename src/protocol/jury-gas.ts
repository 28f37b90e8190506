import { jurySeats } from "../economics/jury.ts";

/** The seed's header, the draw among who is left once parties and both committees are taken out. */
const DRAW_GAS = 2_000_000n;
/** A seat is drawn, funded, and its stake locked: 125,000 each at the largest council that was measured. */
const DRAWN_SEAT_GAS = 200_000n;
/** Agent, both committees and the escrow. */
const SETTLEMENT_GAS = 3_000_000n;
/** A juror is read, slashed, released or paid. */
const SETTLED_SEAT_GAS = 100_000n;

/** What the draw of a hearing's jury may use; all of its seats can be somebody else's. */
export function juryDrawGas(jurySize: number, hearing: number): bigint {
  return DRAW_GAS + BigInt(jurySeats(jurySize, hearing)) * DRAWN_SEAT_GAS;
}

/** What settling a dispute of so many hearings may use. */
export function disputeSettlementGas(jurySize: number, hearings: number): bigint {
  const seats = Array.from({ length: hearings }, (_, index) => jurySeats(jurySize, index + 1));
  return SETTLEMENT_GAS + BigInt(seats.reduce((sum, own) => sum + own, 0)) * SETTLED_SEAT_GAS;
}
