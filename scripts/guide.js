import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nothingChosen } from "./environment.js";
import { ROOT } from "./setup.js";
import { transcriptsIn } from "./transcripts.js";

const BIN = join(ROOT, "src/bin.js");

/**
 * Types the commands that a guide shows, one after the other, in an empty folder.
 *
 * @param {string} markdown
 * @returns {Map<string, string>} what each command printed on stdout
 */
export function walkGuide(markdown) {
  const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  try {
    return new Map(transcriptsIn(markdown).map(({ command }) => [command, typed(folder, command)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} cwd @param {string} command */
function typed(cwd, command) {
  const line = command.replace(/^npx omnisovereign/, `"${process.execPath}" "${BIN}"`);
  const env = { ...nothingChosen(), COLUMNS: "80" };
  const { stdout } = spawnSync("sh", ["-c", line], { cwd, env, encoding: "utf8" });
  return stdout.replaceAll(`${cwd}/`, "");
}
