import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nothingChosen } from "./environment.js";
import { ROOT } from "./setup.js";

const BIN = join(ROOT, "src/bin.js");
const DOSSIER = "reports/omnisovereign/dossier";
/** Where the documents say that an operator works. */
const OPERATORS_FOLDER = "/home/me/mission";
/** What an operator types after a run. */
const LOOKS = [["doctor"], ["status"], ["clean", "--dry-run"], ["run", "--stage", "kit", "--quiet"]];
/** Exit codes of `verify` and `diff`. */
const [INTACT, DIFFERENT, NO_DOSSIER, BROKEN] = [0, 1, 2, 4];

/**
 * Goes through a mission as the documents tell it: a run, what looks at it afterwards, every script typed by hand, and a
 * copy that somebody changed.
 *
 * @returns {Map<string, string>} what each command printed, as if it had been typed in the project's root
 */
export function rehearse() {
  const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  try {
    return new Map([
      shown(folder, ["run"]),
      ...LOOKS.map((args) => shown(folder, args)),
      ...typed(join(folder, "typed")),
      shown(folder, ["verify", DOSSIER, "--replay"]),
      shown(folder, ["verify", "reports"], NO_DOSSIER),
      ...changedCopy(folder).map(({ args, exit }) => shown(folder, args, exit)),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} out @returns {[command: string, output: string][]} */
function typed(out) {
  const env = { ...process.env, OMNISOVEREIGN_OUT: out, RPC_URL: "" };
  const commands = omnisovereign(ROOT, ["run", "--dry-run"]).trimEnd().split("\n");
  return commands.map((command) => {
    const silent = command.replace("npm run", "npm run --silent");
    const { status, stdout, stderr } = spawnSync("sh", ["-c", silent], { cwd: ROOT, env, encoding: "utf8" });
    if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
    const [withoutFlags = silent] = silent.split(" -- ");
    return [withoutFlags, stdout.replaceAll(out, "reports")];
  });
}

/**
 * Changes one word of a receipt in a copy of the dossier.
 *
 * @param {string} folder @returns {{ args: string[], exit: number }[]} what shows it
 */
function changedCopy(folder) {
  cpSync(join(folder, DOSSIER), join(folder, "copy"), { recursive: true });
  const receipt = join(folder, "copy/data/reports/localhost/asi-takeoff/receipts/mission.json");
  writeFileSync(receipt, readFileSync(receipt, "utf8").replace('"approved"', '"rejected"'));
  return [
    { args: ["verify", "copy"], exit: BROKEN },
    { args: ["diff", DOSSIER, "copy"], exit: DIFFERENT },
  ];
}

/** @param {string} folder @param {string[]} args @returns {[command: string, output: string]} */
function shown(folder, args, expected = INTACT) {
  const output = omnisovereign(folder, args, expected).replaceAll(folder, OPERATORS_FOLDER);
  return [`npx omnisovereign ${args.join(" ")}`, output.replaceAll(`  ${OPERATORS_FOLDER}/`, "  ")];
}

/** @param {string} cwd @param {string[]} args */
function omnisovereign(cwd, args, expected = INTACT) {
  const env = nothingChosen();
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    env,
    encoding: "utf8",
  });
  if (status !== expected) throw new Error(`omnisovereign ${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}
