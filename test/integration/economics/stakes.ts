import fc from "fast-check";
import { accountOf } from "../../../src/chain/accounts.ts";
import type { Driver, Step } from "../../../src/protocol/driver.ts";

const WAD = 10n ** 18n;
const VALIDATOR = 2;

/** A validator's position, as the test expects the chain to hold it. */
export interface Stake {
  readonly account: string;
  readonly staked: bigint;
  readonly locked: bigint;
  readonly unbonding: bigint;
  readonly admitted: boolean;
}

/** Every validator's position at the end of one second, in order of first stake. */
export interface Snapshot {
  readonly timestamp: bigint;
  readonly stakes: readonly Stake[];
}

interface Move {
  readonly who: number;
  readonly kind: "deposit" | "unbond" | "lock" | "dismiss";
  readonly bps: bigint;
}

/** Of whoever is dismissed; the shortest that a registry takes. */
export const JUDGING_DELAY_SECONDS = 86_400;

export const HANDLES = Array.from({ length: 8 }, (_, index) => `draw-validator-${index}`);

/** Moves stakes about in blocks of a few transactions, and records every position after each block. */
export async function playStakes(driver: Driver, owner: string, settler: string): Promise<Snapshot[]> {
  const addressed = new Map(
    HANDLES.map((handle) => [accountOf(handle).address as string, accountOf(handle)]),
  );
  let stakes: readonly Stake[] = HANDLES.map((handle, index) => ({
    account: accountOf(handle).address,
    staked: BigInt(index * index * 500 + 1) * WAD,
    locked: 0n,
    unbonding: 0n,
    admitted: true,
  }));
  const snapshots: Snapshot[] = [{ timestamp: driver.now(), stakes }];
  for (const [index, move] of moves().entries()) {
    const before = stakes[move.who] as Stake;
    const played = play(move, before, index);
    if (!played) continue;
    const { call, after } = played;
    const person = addressed.get(before.account) as Step["from"];
    const from =
      move.kind === "lock" ? accountOf(settler) : move.kind === "dismiss" ? accountOf(owner) : person;
    await driver.mine({ at: driver.now() + 7n, steps: [{ from, ...call }] });
    // Until then it is drawn as before, which the snapshot before this one says.
    if (move.kind === "dismiss")
      await driver.mine({ at: driver.now() + BigInt(JUDGING_DELAY_SECONDS), steps: [] });
    stakes = stakes.with(move.who, after);
    snapshots.push({ timestamp: driver.now(), stakes });
  }
  return snapshots;
}

function moves(): Move[] {
  const move = fc.record({
    who: fc.integer({ min: 0, max: HANDLES.length - 1 }),
    kind: fc.constantFrom<Move["kind"]>("deposit", "deposit", "unbond", "unbond", "lock", "dismiss"),
    bps: fc.bigInt(1n, 10_000n),
  });
  return fc.sample(move, { numRuns: 40, seed: 20250101 });
}

/** @returns the call and the position after it, or null where the position has no room for the move */
function play({ kind, bps }: Move, before: Stake, jobId: number) {
  const { account, staked, locked, unbonding } = before;
  const stake = (name: string, ...args: unknown[]) => ({ contract: "StakeManager", function: name, args });
  const free = ((staked - locked) * bps) / 10_000n;
  switch (kind) {
    case "deposit": {
      const amount = bps * WAD;
      if (!before.admitted) return null;
      return {
        call: stake("depositStake", VALIDATOR, amount),
        after: { ...before, staked: staked + amount },
      };
    }
    case "unbond":
      if (free === 0n) return null;
      return {
        call: stake("requestUnbonding", VALIDATOR, free),
        after: { ...before, staked: staked - free, unbonding: unbonding + free },
      };
    case "lock":
      if (free === 0n) return null;
      return {
        call: stake("lock", jobId + 1, account, VALIDATOR, free),
        after: { ...before, locked: locked + free },
      };
    case "dismiss":
      if (bps > 2_000n || !before.admitted) return null;
      return {
        call: { contract: "IdentityRegistry", function: "setRoles", args: [account, 0] },
        after: { ...before, admitted: false },
      };
  }
}
