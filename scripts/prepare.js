/**
 * npm's `prepare`, after an installation in a checkout; people who install the published package never run it.
 * A runtime for which npm leaves out the EVM's binary installs again with the pinned one.
 */
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { hasNativeEvm, install } from "./dependencies.js";
import { ROOT } from "./setup.js";

const isRepeated = process.env.OMNISOVEREIGN_INSTALLING === "1";
if (hasNativeEvm(ROOT) || isRepeated) linkBin();
else {
  install(ROOT);
  process.exitCode = hasNativeEvm(ROOT) ? 0 : 1;
}

/** Lets `npx omnisovereign` find the checkout's own bin, which npm links for dependents only. */
function linkBin() {
  try {
    symlinkSync(join("..", "..", "src", "bin.js"), join(ROOT, "node_modules", ".bin", "omnisovereign"));
  } catch {
    // Already there, or a system without links, where npx installs a link of its own.
  }
}
