import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { LAYOUTS, writeLayouts } from "./layouts.js";

/** Everything that decides the artefacts: the lock file pins the compiler and the imported libraries. */
const INPUT_FILES = ["hardhat.config.ts", "package-lock.json"];
const HARDHAT = join("node_modules", "hardhat", "dist", "src", "cli.js");
const SOURCES = "contracts";
const STAMP = join("artifacts", ".stamp");

/**
 * Whether the compiled contracts belong to the present sources.
 *
 * @param {string} root folder of the project
 */
export function contractsAreCurrent(root) {
  const sources = sourceFiles(root);
  if (sources.length === 0) return true;
  const stamp = join(root, STAMP);
  if (!existsSync(join(root, LAYOUTS))) return false;
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint(root, sources);
}

/**
 * @param {string} root folder of the project
 * @param {string} node runtime to compile with
 * @returns {Promise<boolean>} whether the compiler ended well
 */
export async function compileContracts(root, node) {
  console.error("Compiling contracts");
  const stamp = fingerprint(root, sourceFiles(root));
  const { passed, stdout, stderr } = await hardhat(root, node, ["build", "--no-tests"]);
  // Otherwise there are the libraries' warnings, on which nobody here can act; a test looks for warnings about our sources.
  if (passed) {
    writeLayouts(root);
    writeFileSync(join(root, STAMP), stamp);
  } else process.stderr.write(stdout + stderr);
  return passed;
}

/** @typedef {{ passed: boolean, stdout: string, stderr: string }} Ended */

/**
 * @param {string} root folder of the project
 * @param {string} node runtime
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Ended>}
 */
export async function hardhat(root, node, args, env = process.env) {
  const child = spawn(node, [join(root, HARDHAT), ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { passed: status === 0, stdout, stderr };
}

/** @param {string} root */
function sourceFiles(root) {
  const folder = join(root, SOURCES);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sol"))
    .map((name) => join(SOURCES, name))
    .sort();
}

/**
 * @param {string} root
 * @param {string[]} sources
 */
function fingerprint(root, sources) {
  const hash = createHash("sha256");
  for (const path of [...INPUT_FILES, ...sources]) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
