import type { Project } from "../../model/loaded-project.ts";
import type { Claimant, MissionControl, Reading } from "../../model/owner.ts";
import { textArg } from "../../records/events.ts";
import { readAccess, type Standpoint } from "./access.ts";
import { readDue } from "./due.ts";
import { readJobs } from "./job-board.ts";
import { readPending } from "./pending.ts";
import { readSeats } from "./seats.ts";
import { readSpending } from "./spending.ts";

/** Reads the whole mission as it stands: jobs, who judges, who is owed. */
export async function readMissionControl(
  standpoint: Standpoint,
  project: Project,
  reading: Reading,
): Promise<MissionControl> {
  const [board, committees, owed, clock] = await Promise.all([
    readJobs(standpoint, project),
    readSeats(standpoint),
    readClaims(standpoint),
    standpoint.reads.read([{ contract: "SystemPause", function: "activeTime", args: [] }]),
  ]);
  const { roles } = await readAccess(standpoint);
  const pending = await readPending(standpoint, BigInt(reading.timestamp), roles);
  const [spending, due] = await Promise.all([
    readSpending(standpoint, project, board.jobs),
    readDue(standpoint, board.jobs, board.notPosted, pending, clock[0]?.[0] as bigint),
  ]);
  return { reading, activeTime: String(clock[0]?.[0]), ...board, spending, due, committees, ...owed };
}

/** What is owed to everybody whom the chain has ever paid or credited, beside the total that StakeManager keeps. */
async function readClaims({
  names,
  history,
  reads,
}: Standpoint): Promise<Pick<MissionControl, "claims" | "claimsUnattributed">> {
  const payees = [
    ...history.of("StakeManager", "EscrowPaid").map(({ args }) => textArg(args, "payee")),
    ...history.of("StakeManager", "RewardCredited").map(({ args }) => textArg(args, "account")),
  ];
  const accounts = [...new Set(payees)];
  const [answers, totals] = await Promise.all([
    reads.read(
      accounts.map((account) => ({ contract: "StakeManager", function: "claimOf", args: [account] })),
    ),
    reads.read([{ contract: "StakeManager", function: "totals", args: [] }]),
  ]);
  const claims = accounts.flatMap((address, index): Claimant[] => {
    const amountWei = answers[index]?.[0] as bigint;
    return amountWei === 0n ? [] : [{ name: names.of(address), address, amount: amountWei.toString() }];
  });
  const attributedWei = claims.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const { claimableWei } = totals[0]?.[0] as { claimableWei: bigint };
  return { claims, claimsUnattributed: (claimableWei - attributedWei).toString() };
}
