// Old syntax only: a runtime that cannot run the rest must still be able to read this file.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The published package brings `dist/` and no TypeScript, which Node does not run under `node_modules`. */
export const isPackaged = !existsSync(fileURLToPath(new URL("cli/main.ts", import.meta.url)));

/** Whether this runtime can run the program; if not, it says on stderr how to. */
export function isRuntime() {
  if (isPackaged ? isNewEnough() : process.features.typescript) return true;
  const found = process.versions.node;
  console.error(`OMNI5001  OmniSovereign needs Node 22.18 or newer, and this is ${found}.  ${mend()}`);
  return false;
}

function isNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/** npm leaves out the EVM's binary when the Node that installs is too old for it, so that a newer one has to install, too. */
function mend() {
  const bin = fileURLToPath(new URL("bin.js", import.meta.url));
  const newer = "npx --yes --package=node@24 -- ";
  const run = `"${newer}node '${bin}' …"`;
  return isPackaged
    ? `Install it again with a newer Node ("${newer}npm install"), then run ${run}.`
    : `Run ${run}.`;
}
