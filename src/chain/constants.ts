/**
 * What fixes the chain. `hardhat.config.ts` reads these too, so that a plain `npx hardhat node` has the genesis
 * that the journal names. Changing one of them changes every dossier root.
 */
export const CHAIN_ID = 31337;

/** 2025-01-01T00:00:00Z, in seconds. */
export const GENESIS_TIMESTAMP = 1_735_689_600;

export const HARDFORK = "prague";

export const BLOCK_GAS_LIMIT = 60_000_000n;

/** The grouping of transactions into blocks is part of the journal's format. */
export const MAX_BLOCK_TRANSACTIONS = 20;

/** Every transaction offers the same price: far above any base fee that half-empty blocks can reach. */
export const MAX_FEE_PER_GAS_WEI = 20_000_000_000n;

export const LOOPBACK = "127.0.0.1";
