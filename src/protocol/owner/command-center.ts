import type { CommandCenter, Reading } from "../../model/owner.ts";
import type { Project } from "../../model/plan.ts";
import { readAccess, type Standpoint } from "./access.ts";
import { findingsOf } from "./findings.ts";
import {
  readPause,
  readShares,
  readSolvency,
  readStakes,
  readTemperature,
  readTreasuries,
} from "./health.ts";
import { readJobs } from "./jobs.ts";
import { readPending } from "./pending.ts";

/** Reads who has authority, whether the system is sound, and what asks for the owner. */
export async function readCommandCenter(
  standpoint: Standpoint,
  project: Project,
  reading: Reading,
): Promise<CommandCenter> {
  const [access, pending, pause, solvency, treasuries, stakes, temperature, shares, { jobs: board }] =
    await Promise.all([
      readAccess(standpoint),
      readPending(standpoint, BigInt(reading.timestamp)),
      readPause(standpoint),
      readSolvency(standpoint),
      readTreasuries(standpoint),
      readStakes(standpoint),
      readTemperature(standpoint),
      readShares(standpoint),
      readJobs(standpoint, project),
    ]);
  const { closed, ...authority } = access;
  const health = { ...authority, pending, pause, solvency, treasuries, stakes, temperature, shares };
  const byStatus = Map.groupBy(board, ({ status }) => status);
  const { controlScripts } = (project.shared ?? project.national).governance;
  return {
    reading,
    ...health,
    jobs: [...byStatus].map(([status, jobs]) => ({ status, count: jobs.length })),
    controls: controlScripts.map(({ name, command }) => ({ name, command })),
    findings: findingsOf({ ...health, closed, board }),
  };
}
