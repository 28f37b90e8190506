import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const EVM = "@nomicfoundation/edr";

/** Hardhat's command. */
export const HARDHAT = resolve(fileURLToPath(import.meta.resolve("hardhat")), "../cli.js");

export const OLDEST_NODE = "22.18";

/** Hardhat says of a binary that is missing only that a plugin of its own is. */
export function hasNativeEvm(): boolean {
  try {
    createRequire(HARDHAT)(EVM);
    return true;
  } catch {
    return false;
  }
}
