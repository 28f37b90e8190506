/**
 * `npm run docs` writes into README.md, RUNBOOK.md and docs/ what the program prints now: every fenced block that follows
 * `<!-- printed by: omnisovereign … -->` is what that command prints on stdout, and what a `$ command` of a mission
 * prints stands below it. With `--check` nothing is written and no mission run, and the exit code is 1 if a block of the
 * first kind is out of date.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { walkGuide } from "./guide.js";
import { rehearse } from "./rehearsal.js";
import { ROOT } from "./setup.js";
import { withOutputs } from "./transcripts.js";

const GUIDE = "docs/plans.md";
const DOCUMENTS = ["README.md", "RUNBOOK.md", GUIDE];
const REFERENCE = "docs/reference/plan.md";
const BLOCK = /(<!-- printed by: omnisovereign (.+) -->\n```(\w+)\n)[\s\S]*?(```\n)/g;

const check = process.argv.includes("--check");
const outputs = check
  ? new Map()
  : new Map([...rehearse(), ...walkGuide(readFileSync(join(ROOT, GUIDE), "utf8"))]);
if (!check) writeFileSync(join(ROOT, REFERENCE), printed("plan schema --markdown"));
const stale = DOCUMENTS.filter((name) => !isCurrent(join(ROOT, name)));
for (const name of stale)
  console.log(check ? `${name} is out of date: run "npm run docs"` : `${name} updated`);
if (check && stale.length > 0) process.exitCode = 1;

/** @param {string} path */
function isCurrent(path) {
  const before = readFileSync(path, "utf8");
  const after = withOutputs(before, outputs).replace(
    BLOCK,
    (_, opening, command, _language, closing) => `${opening}${printed(command)}${closing}`,
  );
  if (before !== after && !check) writeFileSync(path, after);
  return before === after;
}

/** @param {string} command */
function printed(command) {
  const env = { ...process.env, OMNISOVEREIGN_OUT: "", OMNISOVEREIGN_PLAN: "", RPC_URL: "", COLUMNS: "80" };
  const args = [join(ROOT, "src/bin.js"), ...command.split(" ")];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`omnisovereign ${command} ended with ${status}: ${stderr}`);
  return stdout.endsWith("\n") ? stdout : `${stdout}\n`;
}
