import fc from "fast-check";
import { type Journal, type JournalBlock, journalHeader } from "../../../src/chain/journal/journal.ts";
import type { Hex } from "../../../src/model/hex.ts";

const GENESIS_TIMESTAMP = 1_735_689_600;

function hexOf(constraints: { minLength: number; maxLength: number }): fc.Arbitrary<Hex> {
  return fc.uint8Array(constraints).map((bytes) => `0x${Buffer.from(bytes).toString("hex")}` as const);
}

const hash: fc.Arbitrary<Hex> = hexOf({ minLength: 32, maxLength: 32 });

interface BlockSeed extends Pick<JournalBlock, "prevrandao" | "stage" | "script" | "hash" | "stateRoot"> {
  readonly transactions: readonly Hex[];
  readonly seconds: number;
}

const blockSeed: fc.Arbitrary<BlockSeed> = fc.record({
  seconds: fc.integer({ min: 1, max: 100_000 }),
  prevrandao: hash,
  stage: fc.constantFrom("takeoff", "global", "owner"),
  script: fc.constantFrom("demo:asi-takeoff:local", "demo:asi-global", "thermostat:update"),
  transactions: fc.array(hexOf({ minLength: 1, maxLength: 40 }), { maxLength: 20 }),
  hash,
  stateRoot: hash,
});

/** Well-formed journals: what a chain would never give is fine, the form is what matters. */
export const journal: fc.Arbitrary<Journal> = fc
  .record({ hash, stateRoot: hash, seeds: fc.array(blockSeed, { maxLength: 6 }) })
  .map(({ hash, stateRoot, seeds }) => ({
    header: journalHeader({ hash, stateRoot, timestamp: GENESIS_TIMESTAMP }),
    blocks: numbered(seeds),
  }));

function numbered(seeds: readonly BlockSeed[]): JournalBlock[] {
  let timestamp = GENESIS_TIMESTAMP;
  return seeds.map(({ seconds, prevrandao, stage, script, transactions, hash, stateRoot }, index) => {
    timestamp += seconds;
    return { number: index + 1, timestamp, prevrandao, stage, script, transactions, hash, stateRoot };
  });
}
