import { ROLE } from "../../model/enums.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { Claimant, CommitteeLoad, MissionControl, Reading } from "../../model/owner.ts";
import { listArg, textArg } from "../../records/events.ts";
import type { Standpoint } from "./access.ts";
import { readJobs } from "./job-board.ts";

/** Reads the whole mission as it stands: jobs, who judges, who is owed. */
export async function readMissionControl(
  standpoint: Standpoint,
  project: Project,
  reading: Reading,
): Promise<MissionControl> {
  const [board, committees, owed, clock] = await Promise.all([
    readJobs(standpoint, project),
    readCommittees(standpoint),
    readClaims(standpoint),
    standpoint.reads.read([{ contract: "SystemPause", function: "activeTime", args: [] }]),
  ]);
  return { reading, activeTime: String(clock[0]?.[0]), ...board, committees, ...owed };
}

/** Seats and votes of everybody who was ever drawn or has staked as validator. */
async function readCommittees({ names, history, reads }: Standpoint): Promise<CommitteeLoad[]> {
  const committee = history
    .of("ValidationModule", "CommitteeDrawn")
    .flatMap(({ args }) => listArg(args, "members"));
  const jury = history.of("DisputeModule", "JuryDrawn").flatMap(({ args }) => listArg(args, "jurors"));
  const voted = [
    ...history.of("ValidationModule", "VoteRevealed").map(({ args }) => textArg(args, "validator")),
    ...history.of("DisputeModule", "JuryVoteRevealed").map(({ args }) => textArg(args, "juror")),
  ];
  const stakers = history
    .of("StakeManager", "StakeDeposited")
    .filter(({ args }) => args.role === String(ROLE.validator))
    .map(({ args }) => textArg(args, "account"));
  const accounts = [...new Set([...stakers, ...committee, ...jury])];
  const positions = await reads.read(
    accounts.map((account) => ({
      contract: "StakeManager",
      function: "positionOf",
      args: [account, ROLE.validator],
    })),
  );
  const count = (list: readonly string[], account: string) =>
    list.filter((other) => other === account).length;
  return accounts.map((address, index): CommitteeLoad => {
    const { staked, locked } = positions[index]?.[0] as { staked: bigint; locked: bigint };
    const [committeeSeats, jurySeats, revealed] = [committee, jury, voted].map((list) =>
      count(list, address),
    );
    return {
      name: names.of(address),
      address,
      committeeSeats: committeeSeats ?? 0,
      jurySeats: jurySeats ?? 0,
      revealed: revealed ?? 0,
      missed: (committeeSeats ?? 0) + (jurySeats ?? 0) - (revealed ?? 0),
      staked: staked.toString(),
      locked: locked.toString(),
    };
  });
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
