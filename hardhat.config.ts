import { createRequire } from "node:module";
import { defineConfig } from "hardhat/config";
import { BLOCK_GAS_LIMIT, CHAIN_ID, GENESIS_TIMESTAMP, HARDFORK } from "./src/chain/constants.ts";

const soljson = createRequire(import.meta.url).resolve("solc/soljson.js");

/** `OMNISOVEREIGN_TEST_PROFILE=deep` fuzzes longer. Seeds are fixed, so that a failure repeats. */
const deep = process.env.OMNISOVEREIGN_TEST_PROFILE === "deep";

/** Instrumented contracts stay apart from those that run. */
const builds = process.argv.includes("--coverage") ? "coverage/" : "";

/**
 * A node that a run starts looks for builds where there are none. Of all that the compiler has ever left it would make
 * stack traces, which nobody asks of it: half its start and most of its memory.
 */
const artifacts = process.env.OMNISOVEREIGN_NODE_BUILDS || `${builds}artifacts`;

export default defineConfig({
  solidity: {
    version: "0.8.31",
    path: soljson,
    settings: {
      evmVersion: HARDFORK,
      viaIR: false,
      optimizer: { enabled: true, runs: 200 },
      metadata: { bytecodeHash: "none" },
    },
  },
  paths: {
    tests: { solidity: "test/contracts" },
    artifacts,
    cache: `${builds}cache`,
  },
  test: {
    solidity: {
      fuzz: { runs: deep ? 10_000 : 256, seed: "0x6f6d6e69" },
      invariant: { runs: deep ? 1_000 : 256, depth: deep ? 256 : 64, failOnRevert: true },
    },
  },
  networks: {
    node: {
      type: "edr-simulated",
      chainType: "l1",
      chainId: CHAIN_ID,
      hardfork: HARDFORK,
      initialDate: new Date(GENESIS_TIMESTAMP * 1000).toISOString(),
      blockGasLimit: BLOCK_GAS_LIMIT,
      mining: { auto: false, interval: 0, mempool: { order: "priority" } },
    },
  },
});
