import { createRequire } from "node:module";
import { defineConfig } from "hardhat/config";
import { HARDFORK } from "./src/chain/constants.ts";
import { LOCAL_NETWORK } from "./src/chain/node-config.ts";

const soljson = createRequire(import.meta.url).resolve("solc/soljson.js");

/** `OMNISOVEREIGN_TEST_PROFILE=deep` fuzzes longer. Seeds are fixed, so that a failure repeats. */
const deep = process.env.OMNISOVEREIGN_TEST_PROFILE === "deep";

/** Instrumented contracts stay apart from those that run. */
const builds = process.argv.includes("--coverage") ? "coverage/" : "";

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
    artifacts: `${builds}artifacts`,
    cache: `${builds}cache`,
  },
  test: {
    solidity: {
      fuzz: { runs: deep ? 10_000 : 256, seed: "0x6f6d6e69" },
      invariant: { runs: deep ? 1_000 : 256, depth: deep ? 256 : 64, failOnRevert: true },
    },
  },
  networks: { node: LOCAL_NETWORK },
});
