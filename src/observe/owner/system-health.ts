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
import { readKeyUse } from "./key-use.ts";
import { readOwnerKeys } from "./keys.ts";
import { readPending } from "./pending.ts";
import { readSeats } from "./seats.ts";
import { readSignals } from "./signals.ts";

/** Reads who has authority, and whether the system is sound. */
export async function readHealth(
  standpoint: Standpoint,
  project: Project,
  reading: Reading,
): Promise<SystemHealth> {
  const isComplete = project.planetary === null || standpoint.book.has("EnergyOracle");
  const [
    access,
    judges,
    pause,
    solvency,
    treasuries,
    stakes,
    temperature,
    shares,
    signals,
    seats,
    { jobs: board },
  ] = await Promise.all([
    readAccess(standpoint),
    readJudges(standpoint, isComplete),
    readPause(standpoint),
    readSolvency(standpoint),
    readTreasuries(standpoint),
    readStakes(standpoint),
    readTemperature(standpoint),
    readShares(standpoint),
    readSignals(standpoint),
    readSeats(standpoint),
    readJobs(standpoint, project),
  ]);
  const owner = await readOwnerKeys(standpoint, access.roles);
  const [keys, pending] = await Promise.all([
    readKeyUse(standpoint, access.roles, owner),
    readPending(standpoint, BigInt(reading.timestamp), access.roles),
  ]);
  const authority = { owner, keys, access, judges, pending };
  return { ...authority, pause, solvency, treasuries, stakes, temperature, shares, signals, seats, board };
}
