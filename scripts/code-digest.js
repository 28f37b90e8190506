/** Leaves in `dist/` the digest of the sources, which a package no longer holds: a dossier names the code that made it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CODE_FILE, digestOfCode } from "../src/dossier/code.ts";

/** @param {string} root of the checkout whose `dist/` has just been emitted */
export function writeCodeDigest(root) {
  writeFileSync(join(root, "dist", CODE_FILE), `${JSON.stringify(digestOfCode(root))}\n`);
}
