/**
 * `node scripts/launch.js TARGET [args…]` runs one of the project's own files after mending what it needs: the
 * installed dependencies, the pinned runtime, the compiled contracts. When nothing is missing it costs a few
 * milliseconds. It has no dependencies and runs on Node 20, so that it works in a fresh clone.
 */
import { spawn } from "node:child_process";
import module from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PINNED_NODE, ROOT, SetUpError, setUp } from "./setup.js";

/** The exit code of every environment error. */
const ENVIRONMENT = 5;
const FORWARDED = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

const [target = "", ...args] = process.argv.slice(2);
const path = join(ROOT, target);

if (await isSetUp()) await (process.features.typescript ? importHere() : spawnPinned());
else process.exitCode = ENVIRONMENT;

async function isSetUp() {
  try {
    await setUp();
    return true;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    return false;
  }
}

async function importHere() {
  module.enableCompileCache();
  leaveOutWebSockets();
  process.argv.splice(1, process.argv.length, path, ...args);
  await import(pathToFileURL(path).href);
}

/** To import `node:http` is to read all its names, and these load a whole second HTTP client, which nothing here uses. */
function leaveOutWebSockets() {
  const http = process.getBuiltinModule("node:http");
  for (const name of ["CloseEvent", "MessageEvent", "WebSocket"]) {
    Object.defineProperty(http, name, { value: undefined });
  }
}

function spawnPinned() {
  const child = spawn(PINNED_NODE, [path, ...args], { stdio: "inherit" });
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
