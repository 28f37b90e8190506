/**
 * system: this machine: files, processes, locks, the environment, the program's own folder. Knows nothing of plans and
 * chains.
 */

import { resolve } from "node:path";

/** Folder of the checkout or of the installed package; nothing a user owns lies in it, and nothing writes to it. */
export const PACKAGE = resolve(import.meta.dirname, "../..");

/**
 * The folder in which the user typed the command: their paths, their `.env` and their output folder count from it. npm
 * starts a package's scripts in the package itself and keeps the folder in which it was typed in INIT_CWD.
 */
export function typedFolder({ INIT_CWD }: NodeJS.ProcessEnv, working: string = process.cwd()): string {
  return working === PACKAGE && INIT_CWD ? resolve(INIT_CWD) : working;
}

/** The folder that this process is in; "" if somebody has removed it. */
export function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return "";
  }
}

/** Goes where the command was typed, so that every relative path counts from there. */
export function enterTypedFolder(): void {
  process.chdir(typedFolder(process.env));
}

/** Whether this is the code that the build made, which is all that an installed package has. */
export const isBuilt = import.meta.filename.endsWith(".js");

/** What installs the dependencies again, typed where the package is used. */
export const REINSTALL = isBuilt ? "npm install" : "npm ci";
