/**
 * `node scripts/launch.js TARGET [args…]` runs one of the project's own files after mending what it needs: the
 * installed dependencies, the pinned runtime, the compiled contracts. When nothing is missing it costs a few
 * milliseconds. It has no dependencies and runs on Node 20, so that it works in a fresh clone.
 *
 * In an installed package there is nothing to mend, and what is TypeScript in a checkout is JavaScript there.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isPackaged, isRuntime } from "../src/runtime.js";

/** The exit code of every environment error. */
const ENVIRONMENT = 5;
/** The exit code for what was not to be typed. */
const USAGE = 2;
/** They compile the contracts beside their own. */
const TESTS = "scripts/test.js";
const FORWARDED = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
/** What a run sets for its scripts; `src/chain/rehearsal/ownership.ts` names it too, of which nothing is loaded yet. */
const RUN = process.env.OMNISOVEREIGN_RUN;

if (RUN) endWithRun();

const [target = "", ...args] = process.argv.slice(2);
const path = fileURLToPath(new URL(`../${isPackaged ? built(target) : target}`, import.meta.url));

if (!isPackaged) await launchFromCheckout();
else if (!isRuntime()) process.exitCode = ENVIRONMENT;
else if (existsSync(path)) await importHere();
else refuseInPackage();

/**
 * A run that is killed cannot stop its scripts: their stdin is a pipe from it, which closes then. Watched before anything
 * is mended or loaded, which takes longer than all else on a machine that has much to do.
 */
function endWithRun() {
  process.stdin.on("close", () => process.exit(128 + constants.signals.SIGHUP)).resume();
  if ("unref" in process.stdin) process.stdin.unref();
}

/** Tests, build and measurements stay out of the package. */
function refuseInPackage() {
  const script = process.env.npm_lifecycle_event ?? target;
  console.error(
    `OMNI5024  The script "${script}" is for work on OmniSovereign itself and not part of the installed package.  Run it in a clone of the repository.`,
  );
  process.exitCode = USAGE;
}

/** @param {string} source @returns {string} what the build made of it */
function built(source) {
  return source.replace(/^src\/(.*)\.ts$/, "dist/$1.js");
}

/** What mends a checkout is not part of the package. */
async function launchFromCheckout() {
  const { PINNED_NODE, SetUpError, setUp } = await import("./setup.js");
  try {
    await setUp({ contracts: target !== TESTS });
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exitCode = ENVIRONMENT;
    return;
  }
  await (process.features.typescript ? importHere() : spawnPinned(PINNED_NODE));
}

async function importHere() {
  module.enableCompileCache();
  process.argv.splice(1, process.argv.length, path, ...args);
  await import(pathToFileURL(path).href);
}

/** @param {string} node the pinned runtime */
function spawnPinned(node) {
  const child = spawn(node, [path, ...args], { stdio: "inherit" });
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const forwarded of FORWARDED) process.removeAllListeners(forwarded);
      if (signal) process.kill(process.pid, signal);
      else process.exitCode = code ?? 1;
      resolve(undefined);
    });
  });
}
