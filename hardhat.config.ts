import { createRequire } from "node:module";
import { defineConfig } from "hardhat/config";
import { BLOCK_GAS_LIMIT, CHAIN_ID, GENESIS_TIMESTAMP, HARDFORK } from "./src/chain/constants.ts";

const soljson = createRequire(import.meta.url).resolve("solc/soljson.js");

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
