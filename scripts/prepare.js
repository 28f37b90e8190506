/**
 * npm's `prepare`: after an installation by a runtime for which npm leaves out the EVM's binary, installs
 * again with the pinned one. People who install the published package never run it.
 */
import { hasNativeEvm, install } from "./dependencies.js";
import { ROOT } from "./setup.js";

const isRepeated = process.env.OMNISOVEREIGN_INSTALLING === "1";
if (!hasNativeEvm(ROOT) && !isRepeated) {
  install(ROOT);
  process.exitCode = hasNativeEvm(ROOT) ? 0 : 1;
}
