import { createRequire } from "node:module";
import { defineConfig } from "hardhat/config";

const soljson = createRequire(import.meta.url).resolve("solc/soljson.js");

export default defineConfig({
  solidity: {
    version: "0.8.31",
    path: soljson,
    settings: {
      evmVersion: "prague",
      viaIR: false,
      optimizer: { enabled: true, runs: 200 },
      metadata: { bytecodeHash: "none" },
    },
  },
  networks: {
    node: {
      type: "edr-simulated",
      chainType: "l1",
      chainId: 31337,
      hardfork: "prague",
      initialDate: "2025-01-01T00:00:00Z",
      blockGasLimit: 60_000_000n,
      mining: { auto: false, interval: 0, mempool: { order: "fifo" } },
    },
  },
});
