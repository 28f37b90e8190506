import { ROLE } from "../../model/enums.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { Claimant, CommitteeLoad, MissionControl, Reading } from "../../model/owner.ts";
import { listArg, textArg, uintArg } from "../../records/events.ts";
import type { ChainEvent } from "../history.ts";
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
  const { committee, unfunded, jury, voted } = seatsIn(history);
  const stakers = history
    .of("StakeManager", "StakeDeposited")
    .filter(({ args }) => args.role === String(ROLE.validator))
    .map(({ args }) => textArg(args, "account"));
  const accounts = [...new Set([...stakers, ...[...committee, ...jury].map(({ account }) => account)])];
  const positions = await reads.read(
    accounts.map((account) => ({
      contract: "StakeManager",
      function: "positionOf",
      args: [account, ROLE.validator],
    })),
  );
  return accounts.map((address, index): CommitteeLoad => {
    const { staked, locked } = positions[index]?.[0] as { staked: bigint; locked: bigint };
    const count = (seated: readonly Seated[]) =>
      seated.reduce((sum, { account, seats }) => sum + (account === address ? seats : 0), 0);
    const [committeeSeats, jurySeats, revealed] = [count(committee), count(jury), count(voted)];
    return {
      name: names.of(address),
      address,
      committeeSeats,
      unfundedSeats: count(unfunded),
      jurySeats,
      revealed,
      missed: committeeSeats + jurySeats - revealed,
      staked: staked.toString(),
      locked: locked.toString(),
    };
  });
}

interface Seated {
  readonly account: string;
  readonly seats: number;
}

/** Who was drawn for how many seats, how many of them had no stake to lock, and who voted with how many. */
function seatsIn(history: Standpoint["history"]) {
  const committees = history.of("ValidationModule", "CommitteeDrawn");
  const juries = history.of("DisputeModule", "JuryDrawn");
  const seated = (drawn: readonly ChainEvent[], who: string, which: "seats" | "unfundedSeats") =>
    drawn.flatMap(({ args }) => {
      const seats = listArg(args, which);
      return listArg(args, who).map((account, index): Seated => ({ account, seats: Number(seats[index]) }));
    });
  return {
    committee: seated(committees, "members", "seats"),
    unfunded: [
      ...seated(committees, "members", "unfundedSeats"),
      ...seated(juries, "jurors", "unfundedSeats"),
    ],
    jury: seated(juries, "jurors", "seats"),
    voted: [
      ...history.of("ValidationModule", "VoteRevealed").map(({ args }): Seated => {
        return { account: textArg(args, "validator"), seats: Number(uintArg(args, "seats")) };
      }),
      ...history.of("DisputeModule", "JuryVoteRevealed").map(({ args }): Seated => {
        return { account: textArg(args, "juror"), seats: Number(uintArg(args, "seats")) };
      }),
    ],
  };
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
