import { dirname, join } from "node:path";
import { LOCK_FILE } from "../dossier/locking.ts";
import { readPlan } from "../plan/read.ts";
import { typedFolder } from "../system/root.ts";

/** @returns where the lock of a plan lies, absolute: beside the plan's file, wherever that was found */
export async function lockFileOf(plan: string): Promise<string> {
  const read = await readPlan(plan, typedFolder(process.env));
  return read.kind === "read" ? join(dirname(read.raw.file), LOCK_FILE) : LOCK_FILE;
}
