/**
 * What tests start besides Node and npm. On a machine that lacks one of these the tests that need it are skipped; where
 * `CI` is set, `npm test` installs its Debian package, and fails if that cannot be done.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * @typedef {object} Need
 * @property {string} program as it is typed
 * @property {string} debian the package that has it
 * @property {string} untested what stays untested without it
 */

/** @type {readonly Need[]} */
export const NEEDS = [
  { program: "bash", debian: "bash", untested: "commands that are printed to be typed" },
  { program: "zsh", debian: "zsh", untested: "completion in zsh" },
  { program: "fish", debian: "fish", untested: "completion in fish" },
  { program: "sha256sum", debian: "coreutils", untested: "dossiers that any machine checks" },
  { program: "mkfifo", debian: "coreutils", untested: "pipes in the place of files" },
  { program: "chromium", debian: "chromium", untested: "the dossier's page in a browser" },
];

/**
 * @param {readonly Need[]} needs
 * @param {string} path as in the variable PATH
 * @returns {Need[]} those that are not there
 */
export function missing(needs = NEEDS, path = process.env.PATH ?? "") {
  const folders = path.split(delimiter);
  return needs.filter(({ program }) => !folders.some((folder) => isExecutable(join(folder, program))));
}

/**
 * Asks apt for the packages of what is missing, as far as this machine has apt and lets us.
 *
 * @param {readonly Need[]} needs that are not there
 */
export function install(needs) {
  const packages = [...new Set(needs.map(({ debian }) => debian))];
  if (packages.length === 0) return;
  console.error(`Installing ${packages.join(", ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "--yes", "--no-install-recommends", ...packages]]) {
    spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] });
  }
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
