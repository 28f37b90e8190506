import type { Project } from "../../model/loaded-project.ts";
import type { Reading, SystemHealth } from "../../model/owner.ts";
import { readAccess, type Standpoint } from "./access.ts";
import {
  readPause,
  readShares,
  readSolvency,
  readStakes,
  readTemperature,
  readTreasuries,
} from "./health.ts";
import { readJobs } from "./job-board.ts";
import { readJudges } from "./judges.ts";
import { readPending } from "./pending.ts";

/** Reads who has authority, and whether the system is sound. */
export async function readHealth(
  standpoint: Standpoint,
  project: Project,
  reading: Reading,
): Promise<SystemHealth> {
  const isComplete = project.planetary === null || standpoint.book.has("EnergyOracle");
  const [access, judges, pending, pause, solvency, treasuries, stakes, temperature, shares, { jobs: board }] =
    await Promise.all([
      readAccess(standpoint),
      readJudges(standpoint, isComplete),
      readPending(standpoint, BigInt(reading.timestamp)),
      readPause(standpoint),
      readSolvency(standpoint),
      readTreasuries(standpoint),
      readStakes(standpoint),
      readTemperature(standpoint),
      readShares(standpoint),
      readJobs(standpoint, project),
    ]);
  return { access, judges, pending, pause, solvency, treasuries, stakes, temperature, shares, board };
}
