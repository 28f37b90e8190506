import { BPS } from "../model/units.ts";
import { ceilDiv, min } from "./fixed-point.ts";

/** The four role shares in basis points: agents, validators, operators, employers. */
export type Shares = readonly [agents: bigint, validators: bigint, operators: bigint, employers: bigint];

/** A share's place in {@link Shares}. */
export const SHARE = { agents: 0, validators: 1, operators: 2, employers: 3 } as const;

/** The shares that a delay policy can raise. */
export type Receiver = typeof SHARE.agents | typeof SHARE.validators;

export interface ShiftedShares {
  readonly shares: Shares;
  /** What the receiver's share grew by. */
  readonly movedBps: bigint;
}

/** floor(amount × bps / 10,000), as `ShareMath.part`. */
export function part(amount: bigint, bps: bigint | number): bigint {
  return (amount * BigInt(bps)) / BPS;
}

/** ceil(amount × bps / 10,000), as `ShareMath.partUp`. */
export function partUp(amount: bigint, bps: bigint | number): bigint {
  return ceilDiv(amount * BigInt(bps), BPS);
}

/**
 * Grows one share as `ShareMath.shift`: by `stepBps` and to its maximum at most, taken from operators, employers, then
 * the other of agents and validators, each down to its minimum. The sum stays what it is.
 */
export function shiftShares(
  shares: Shares,
  bounds: { readonly min: Shares; readonly max: Shares },
  to: Receiver,
  stepBps: bigint,
): ShiftedShares {
  const other = to === SHARE.agents ? SHARE.validators : SHARE.agents;
  const wanted = min(stepBps, bounds.max[to] - shares[to]);
  const moved: [bigint, bigint, bigint, bigint] = [...shares];
  let movedBps = 0n;
  for (const giver of [SHARE.operators, SHARE.employers, other]) {
    const given = min(wanted - movedBps, shares[giver] - bounds.min[giver]);
    moved[giver] -= given;
    movedBps += given;
  }
  moved[to] += movedBps;
  return { shares: moved, movedBps };
}

/**
 * Brings shares back to the governed ones as `ShareMath.fade`: by half of the way that is left, `times` times over. Gains are
 * added up and divided together, and so are losses, so that the sum stays what it is.
 */
export function fadeShares(governed: Shares, moved: Shares, times: bigint): Shares {
  const sums = { gained: 0n, lost: 0n };
  return governed.map((back, index) => {
    const awayBps = (moved[index] as bigint) - back;
    const [side, sign] = awayBps > 0n ? (["gained", 1n] as const) : (["lost", -1n] as const);
    const before = sums[side];
    sums[side] += sign * awayBps;
    return back + sign * ((sums[side] >> times) - (before >> times));
  }) as unknown as Shares;
}
