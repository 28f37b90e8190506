import type { Account } from "../../model/cast.ts";
import type { Motion } from "../../model/decision.ts";
import type { Read } from "../../model/record.ts";
import { describeProposal } from "../../records/planetary/description.ts";
import { PRECONDITION } from "../../records/planetary-settings.ts";
import type { Driver } from "../driver.ts";

/** What the governor is asked to execute, and how it gets to know it. */
export interface Proposed {
  readonly targets: readonly string[];
  readonly values: readonly bigint[];
  readonly calldatas: readonly string[];
  readonly description: string;
}

/** Puts motions as the governor takes them, with what they ask first as it stands now. */
export async function putMotions(
  driver: Driver,
  proposer: Account,
  motions: readonly Motion[],
): Promise<ReadonlyMap<Motion, Proposed>> {
  const seen = await answersTo(
    driver,
    motions.filter(({ asksFirst }) => asksFirst),
  );
  return new Map(
    motions.map((motion) => {
      const question = seen.get(motion);
      const calls = question === undefined ? [motion.call] : [question, motion.call];
      return [motion, putCalls(driver, calls, describeProposal(motion.title, proposer.address))];
    }),
  );
}

/** The call of each motion that reverts once what it changes answers otherwise than now. */
async function answersTo(driver: Driver, motions: readonly Motion[]): Promise<ReadonlyMap<Motion, Read>> {
  const answers = await driver.read(motions.map(({ changes }) => changes));
  return new Map(
    motions.map((motion, index) => {
      const { contract, function: view, args } = motion.changes;
      const { address, type } = driver.book.get(contract);
      const query = type.abi.encodeFunctionData(view, args);
      const expected = type.abi.encodeFunctionResult(view, [...(answers[index] ?? [])]);
      return [
        motion,
        { contract: PRECONDITION, function: "requireAnswer", args: [address, query, expected] },
      ];
    }),
  );
}

/** Calls without coins, in the order in which they are made. */
export function putCalls({ book }: Driver, calls: readonly Read[], description: string): Proposed {
  return {
    targets: calls.map(({ contract }) => book.get(contract).address),
    values: calls.map(() => 0n),
    calldatas: calls.map(({ contract, function: name, args }) =>
      book.get(contract).type.abi.encodeFunctionData(name, args),
    ),
    description,
  };
}
