import { createHash } from "node:crypto";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { constants, copyFile, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Sha256 } from "../model/artefact.ts";

/**
 * Creates a folder and what is missing above it. Node's own recursive way, which is fs-extra's as well, never ends where a
 * system takes no folders, such as under /proc.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another process was faster
  }
}

/** @returns the text of a file, or `null` if there is none */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/**
 * Writes a whole file or nothing: beside the target, synced, then renamed. Creates missing folders. A pipe or a device is
 * written to, because a rename would put a file in its place.
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const there = statSync(path, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile() && !there.isDirectory()) return writeFile(path, content);
  await writeFileAtomic(path, typeof content === "string" ? content : Buffer.from(content));
}

const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/**
 * Writes a whole new file or nothing: beside the target, then under its name. Creates missing folders.
 *
 * @returns false if something is there already, which stays as it is
 */
export async function writeNew(path: string, content: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.new`;
  await writeFile(beside, content, { flag: "wx" });
  try {
    // Unlike a rename, a link never replaces what is there; a few file systems have none.
    await link(beside, path).catch((error: NodeJS.ErrnoException) => {
      if (!NO_LINKS.has(error.code ?? "")) throw error;
      return copyFile(beside, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(beside);
  }
}

/** @returns lower-case hex SHA-256, as `sha256sum` prints it. */
export function sha256(content: string | Uint8Array): Sha256 {
  return createHash("sha256").update(content).digest("hex") as Sha256;
}
