/** Every test, the Solidity ones first, so that the summary of node's own test runner ends the output. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./setup.js";

const HARDHAT = join("node_modules", "hardhat", "dist", "src", "cli.js");
const named = process.argv.slice(2);

const statuses = [
  named.length === 0 ? run(HARDHAT, "test", "solidity") : 0,
  run("--test", ...(named.length === 0 ? ["test/{unit,integration,e2e}/**/*.test.ts"] : named)),
];
process.exitCode = statuses.find((status) => status !== 0) ?? 0;

/** @param {string[]} args */
function run(...args) {
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1;
}
