import { extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { shellWord } from "../errors/shell.ts";
import { PACKAGE, workingFolder } from "./root.ts";

/**
 * Rewrites the commands that a message names so that they can be typed where the reader is: outside of the package npm
 * must be told where the package is, and `npx` would find another Hardhat or none. For terminals only: artefacts say
 * the same everywhere.
 *
 * @param folder in which they are going to be typed
 */
export function asTyped(message: string, folder: string = workingFolder()): string {
  if (folder === PACKAGE) return message;
  return message
    .replaceAll(/\bnpm run\b/g, () => `npm --prefix ${shellWord(PACKAGE)} run`)
    .replaceAll("npx hardhat node", nodeCommand);
}

function nodeCommand(): string {
  const hardhat = resolve(fileURLToPath(import.meta.resolve("hardhat")), "../cli.js");
  const config = resolve(import.meta.dirname, `../chain/node-config${extname(import.meta.filename)}`);
  return `node ${shellWord(hardhat)} --config ${shellWord(config)} node`;
}
