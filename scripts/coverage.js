/** What the Solidity tests run of the contracts, in Hardhat's table. Ends with 1 if a contract falls short. */
import { spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { HARDHAT } from "./contracts.js";
import { ROOT } from "./setup.js";

const LEAST_PERCENT = 98;
/** A row of the table: path, lines, statements. */
const ROW = /(contracts\/(?:national|planetary|shared)\/\S+\.sol)\s*│\s*[\d.]+\s*│\s*([\d.]+)/g;

const { status, stdout, stderr } = spawnSync(process.execPath, [HARDHAT, "test", "solidity", "--coverage"], {
  cwd: ROOT,
  encoding: "utf8",
  maxBuffer: 2 ** 26,
});
const output = stripVTControlCharacters(stdout);
const table = output.lastIndexOf("╔", output.lastIndexOf("Coverage Report"));
if (status !== 0 || table < 0) {
  process.stderr.write(stdout + stderr);
  process.exitCode = 1;
} else {
  const report = output.slice(table);
  process.stdout.write(report);
  const short = [...report.matchAll(ROW)].filter(([, , percent]) => Number(percent) < LEAST_PERCENT);
  for (const [, path, percent] of short) console.log(`${path}: ${percent} % of the statements`);
  process.exitCode = short.length === 0 ? 0 : 1;
}
