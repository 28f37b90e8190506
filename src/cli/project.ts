import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatIssue } from "../plan/format.ts";
import type { LoadOptions } from "../plan/load.ts";
import { loadProject } from "../plan/project.ts";
import { PACKAGE, typedFolder } from "../support/root.ts";

/** How plans are loaded from the command line. */
export function loadOptions(strict = false): LoadOptions {
  const { scripts } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  return { folder: typedFolder(process.env), strict, knownScripts: new Set(Object.keys(scripts)) };
}

/** Checks the plan and its layers before anything starts; says on stderr what is wrong with them. */
export async function planIsValid(plan: string): Promise<boolean> {
  const result = await loadProject(plan, loadOptions());
  if (!result.ok) for (const issue of result.issues) console.error(formatIssue(issue));
  return result.ok;
}
