import { createRequire } from "node:module";
import { defineConfig } from "hardhat/config";
import { HARDFORK } from "./src/chain/constants.ts";
import { LOCAL_NETWORK } from "./src/chain/node-config.ts";

const soljson = createRequire(import.meta.url).resolve("solc/soljson.js");

/** `OMNISOVEREIGN_TEST_PROFILE=deep` fuzzes longer. Seeds are fixed, so that a failure repeats. */
const deep = process.env.OMNISOVEREIGN_TEST_PROFILE === "deep";

/** Gas is measured as of transactions of their own: with cold storage and what a transaction costs by itself. */
const measuring = process.argv.some((argument) => argument.startsWith("--snapshot"));

/** Instrumented contracts stay apart from those that run. */
const builds = process.argv.includes("--coverage") ? "coverage/" : "";

/** What compiles the tests may run beside what compiles the contracts. */
const cache = process.argv.join(" ").includes("--build-profile tests") ? "cache/tests" : "cache";

export default defineConfig({
  solidity: {
    /** Optimising the tests would take most of the time that compiling takes; they create the contracts as they ship. */
    profiles: { default: compiler({ optimized: true }), tests: compiler({ optimized: false }) },
    splitTestsCompilation: true,
    npmFilesToBuild: ["@openzeppelin/contracts/access/manager/AccessManager.sol"],
  },
  paths: {
    tests: { solidity: "test/contracts" },
    artifacts: `${builds}artifacts`,
    cache: `${builds}${cache}`,
  },
  test: {
    solidity: {
      isolate: measuring,
      fuzz: { runs: deep ? 10_000 : 64, seed: "0x6f6d6e69" },
      invariant: { runs: deep ? 1_000 : 64, depth: deep ? 256 : 64, failOnRevert: true },
    },
  },
  networks: { node: LOCAL_NETWORK },
});

/** The one compiler, and how it compiles. */
export function compiler({ optimized }: { optimized: boolean }) {
  return {
    version: "0.8.31",
    path: soljson,
    settings: {
      evmVersion: HARDFORK,
      viaIR: false,
      optimizer: { enabled: optimized, runs: 200 },
      metadata: { bytecodeHash: "none" },
      // Where variables lie; the code that comes out is the same with it.
      outputSelection: { "*": { "*": ["storageLayout"] } },
    },
  };
}
