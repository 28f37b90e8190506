import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HardhatUserConfig } from "hardhat/config";
import { BLOCK_GAS_LIMIT, CHAIN_ID, GENESIS_TIMESTAMP, HARDFORK } from "./constants.ts";

/** The chain of every rehearsal: its genesis is pinned, and it mines only what it is told to. */
export const LOCAL_NETWORK: NonNullable<HardhatUserConfig["networks"]>[string] = {
  type: "edr-simulated",
  chainType: "l1",
  chainId: CHAIN_ID,
  hardfork: HARDFORK,
  initialDate: new Date(GENESIS_TIMESTAMP * 1000).toISOString(),
  blockGasLimit: BLOCK_GAS_LIMIT,
  mining: { auto: false, interval: 0, mempool: { order: "priority" } },
};

/**
 * Hardhat keeps a folder for builds and watches it. A node of ours gets an empty one: of all that the compiler has ever
 * left it would make stack traces, which nobody asks of it, half its start and most of its memory.
 */
const builds = process.env.OMNISOVEREIGN_NODE_BUILDS || join(tmpdir(), "omnisovereign-node-builds");

/**
 * Hardhat's configuration for a node and nothing else. It names no compiler, and it lies beside the code that starts the
 * node, so that an installed package, where Node runs no TypeScript, has it as JavaScript.
 */
const config: HardhatUserConfig = {
  paths: { artifacts: builds, cache: builds },
  networks: { node: LOCAL_NETWORK },
};

export default config;
