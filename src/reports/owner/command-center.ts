import type { Project } from "../../model/loaded-project.ts";
import type { CommandCenter, Reading, SystemHealth } from "../../model/owner.ts";
import { findingsOf } from "./findings.ts";

/** What asks for the owner, with all that it is drawn from. */
export function commandCenterOf(state: SystemHealth, project: Project, reading: Reading): CommandCenter {
  const {
    access: { closed, ...authority },
    board,
    seats,
    ...rest
  } = state;
  const health = { ...authority, ...rest };
  const byStatus = Map.groupBy(board, ({ status }) => status);
  const { controlScripts } = (project.shared ?? project.national).governance;
  return {
    reading,
    ...health,
    jobs: [...byStatus].map(([status, jobs]) => ({ status, count: jobs.length })),
    controls: controlScripts.map(({ name, command }) => ({ name, command })),
    findings: findingsOf({ ...health, closed, board, seats }),
  };
}
