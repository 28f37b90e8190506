/**
 * `npm run docs` writes into README.md, RUNBOOK.md and docs/ what the program prints now: every fenced block that follows
 * `<!-- printed by: omnisovereign … -->`, or `npm run …`, is what that command prints on stdout, and what a `$ command` of
 * a mission prints stands below it. With `--check` nothing is written and no mission run, and the exit code is 1 if a block
 * of the first kind is out of date.
 */
import { execFile as execFileOf } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { nothingChosen } from "./environment.js";
import { walkGuide } from "./guide.js";
import { rehearse } from "./rehearsal.js";
import { ROOT } from "./setup.js";
import { withOutputs } from "./transcripts.js";

const execFile = promisify(execFileOf);
const GUIDE = "docs/guide.md";
const DOCUMENTS = [
  "README.md",
  "RUNBOOK.md",
  GUIDE,
  "docs/by-hand.md",
  "docs/command-line.md",
  "docs/verification.md",
  "docs/reference/commands.md",
];
/** Pages that a command prints whole. */
const PAGES = {
  "docs/reference/plan.md": "omnisovereign plan schema --markdown",
  "docs/errors.md": "omnisovereign explain --markdown",
};
const BLOCK = /(<!-- printed by: (.+) -->\n```(\w+)\n)[\s\S]*?(```\n)/g;

const check = process.argv.includes("--check");
const [mission, guide] = check
  ? [new Map(), new Map()]
  : [rehearse(), walkGuide(readFileSync(join(ROOT, GUIDE), "utf8"))];
const printed = await printAll(DOCUMENTS.flatMap(commandsIn));
if (!check) {
  const pages = await printAll(Object.values(PAGES));
  for (const [page, command] of Object.entries(PAGES))
    writeFileSync(join(ROOT, page), pages.get(command) ?? "");
}
const stale = DOCUMENTS.filter((name) => !isCurrent(join(ROOT, name), name === GUIDE ? guide : mission));
for (const name of stale)
  console.log(check ? `${name} is out of date: run "npm run docs"` : `${name} updated`);
if (check && stale.length > 0) process.exitCode = 1;

/** @param {string} path @param {Map<string, string>} outputs of the mission that it tells of */
function isCurrent(path, outputs) {
  const before = readFileSync(path, "utf8");
  const after = withOutputs(before, outputs).replace(
    BLOCK,
    (_, opening, command, _language, closing) => `${opening}${printed.get(command)}${closing}`,
  );
  if (before !== after && !check) writeFileSync(path, after);
  return before === after;
}

/** @param {string} name of a document */
function commandsIn(name) {
  return [...readFileSync(join(ROOT, name), "utf8").matchAll(BLOCK)].map(([, , command = ""]) => command);
}

/** @param {string[]} commands @returns {Promise<Map<string, string>>} what each prints, as many at once as there are cores */
async function printAll(commands) {
  const left = [...new Set(commands)];
  /** @type {Map<string, string>} */
  const outputs = new Map();
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      outputs.set(next, await outputOf(next));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return outputs;
}

/** @param {string} command */
async function outputOf(command) {
  const env = { ...nothingChosen(), COLUMNS: "80" };
  const { stdout } = await execFile(process.execPath, argumentsOf(command), { cwd: ROOT, env });
  return stdout.endsWith("\n") ? stdout : `${stdout}\n`;
}

/**
 * @param {string} command of the program, or an npm script, which is run without npm for the time that takes
 * @returns {string[]} for Node
 */
function argumentsOf(command) {
  const [, script, flags] = /^npm run (\S+) -- (.+)$/.exec(command) ?? [];
  if (script === undefined || flags === undefined) {
    return [join(ROOT, "src/bin.js"), ...command.split(" ").slice(1)];
  }
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return [...scripts[script].split(" ").slice(1), ...flags.split(" ")];
}
