import { existsSync } from "node:fs";
import { join } from "node:path";
import { PLAN_PATHS } from "../model/layout.ts";
import type { Project } from "../model/loaded-project.ts";
import { loadProject } from "../plan/project.ts";

/**
 * Loads the plans that a payload holds.
 *
 * @param payload a dossier's `data`, whose bag is intact: nothing in it is a link or leads out of it.
 * @returns null if they cannot be loaded
 */
export async function projectOf(payload: string): Promise<Project | null> {
  const paths = [PLAN_PATHS.shared, PLAN_PATHS.national].map((path) => join(payload, path));
  const asked = paths.find((path) => existsSync(path));
  const loaded = asked === undefined ? null : await loadProject(asked, { folder: payload });
  return loaded?.ok ? loaded.project : null;
}
