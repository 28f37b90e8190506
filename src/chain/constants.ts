/**
 * What fixes the chain. `hardhat.config.ts` reads these too, so that a plain `npx hardhat node` has the genesis
 * that the journal names. Changing one of them changes every dossier root.
 */
export const CHAIN_ID = 31337;

/** 2025-01-01T00:00:00Z, in seconds. */
export const GENESIS_TIMESTAMP = 1_735_689_600;

export const HARDFORK = "osaka";

/** The most gas that a transaction may ask for: EIP-7825. */
export const TRANSACTION_GAS_CAP = 16_777_216n;

export const BLOCK_GAS_LIMIT = 60_000_000n;

/** The grouping of transactions into blocks is part of the journal's format. */
export const MAX_BLOCK_TRANSACTIONS = 20;

/** Every transaction offers the same price: far above any base fee that half-empty blocks can reach. */
export const MAX_FEE_PER_GAS_WEI = 20_000_000_000n;

export const LOOPBACK = "127.0.0.1";

/**
 * The first block that the configuration above gives; a node that has another is not ours. It depends on the
 * pinned Hardhat too.
 */
export const GENESIS = {
  hash: "0x58404e34382a0f5e500e8dc012ee72147a3f25df2b90d153a1df5a511168b84f",
  stateRoot: "0xc2b8dc215b5234bd853bb9c2895bb0c2c2642e81d4ed7c370cf716ca269d34e7",
  timestamp: GENESIS_TIMESTAMP,
} as const;

/** Of the scripted randomness, when a plan has no `chain.seed`. */
export const DEFAULT_SEED = "omnisovereign";
