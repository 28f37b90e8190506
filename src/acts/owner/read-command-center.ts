import type { Project } from "../../model/loaded-project.ts";
import type { CommandCenter, Reading } from "../../model/owner.ts";
import type { Standpoint } from "../../observe/owner/access.ts";
import { readHealth } from "../../observe/owner/system-health.ts";
import { commandCenterOf } from "../../reports/owner/command-center.ts";

/** Reads the command center as it stands at one block. */
export async function readCommandCenter(
  standpoint: Standpoint,
  project: Project,
  reading: Reading,
): Promise<CommandCenter> {
  return commandCenterOf(await readHealth(standpoint, project, reading), project, reading);
}
