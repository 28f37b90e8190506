import { existsSync } from "node:fs";
import { join } from "node:path";
import { PLAN_PATHS } from "../model/layout.ts";
import type { Project } from "../model/loaded-project.ts";
import type { ProjectResult } from "../model/plan-result.ts";
import { loadProject } from "../plan/project.ts";

/**
 * Loads the plans that a payload holds.
 *
 * @param payload a dossier's `data`, whose bag is intact: nothing in it is a link or leads out of it.
 */
export function loadPayload(payload: string): Promise<ProjectResult> {
  const asked = [PLAN_PATHS.shared, PLAN_PATHS.national].find((path) => existsSync(join(payload, path)));
  return loadProject(join(payload, asked ?? PLAN_PATHS.shared), { folder: payload });
}

/** The same. @returns null if they cannot be loaded */
export async function projectOf(payload: string): Promise<Project | null> {
  const loaded = await loadPayload(payload);
  return loaded.ok ? loaded.project : null;
}
