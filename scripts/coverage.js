/** What the Solidity tests run of the contracts, in Hardhat's table. Ends with 1 if a contract falls short. */
import { stripVTControlCharacters } from "node:util";
import { coverContracts } from "./solidity-tests.js";

const LEAST_PERCENT = 98;
/** A row of the table: path, lines, statements. */
const ROW = /(contracts\/(?:national|planetary|shared)\/\S+\.sol)\s*│\s*[\d.]+\s*│\s*([\d.]+)/g;

const { passed, stdout, stderr } = await coverContracts();
const output = stripVTControlCharacters(stdout);
const table = output.lastIndexOf("╔", output.lastIndexOf("Coverage Report"));
if (!passed || table < 0) {
  process.stderr.write(stdout + stderr);
  process.exitCode = 1;
} else {
  const report = output.slice(table);
  process.stdout.write(report);
  const short = [...report.matchAll(ROW)].filter(([, , percent]) => Number(percent) < LEAST_PERCENT);
  for (const [, path, percent] of short) console.log(`${path}: ${percent} % of the statements`);
  process.exitCode = short.length === 0 ? 0 : 1;
}
