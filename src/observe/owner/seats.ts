import { ROLE } from "../../model/enums.ts";
import type { CommitteeLoad } from "../../model/owner.ts";
import { listArg, textArg, uintArg } from "../../records/events.ts";
import type { ChainEvent } from "../history.ts";
import type { Standpoint } from "./access.ts";

/** Seats and votes of everybody who was ever drawn or has staked as validator. */
export async function readSeats({ names, history, reads }: Standpoint): Promise<CommitteeLoad[]> {
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
