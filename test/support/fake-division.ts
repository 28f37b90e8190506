import { dividePot } from "../../src/economics/pot-shares.ts";
import type { Account } from "../../src/model/cast.ts";
import { DIVISION_OUTCOMES, numberOf } from "../../src/model/enums.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { ArgumentRecord } from "../../src/model/record.ts";
import { listArg, textArg, uintArg } from "../../src/records/events.ts";
import { textDigest } from "../../src/records/job-request.ts";
import type { Effect, Emitted, FakeChain, Sent } from "./fake-chain.ts";
import type { FakeGovernor } from "./fake-governor.ts";

interface Division {
  readonly id: bigint;
  readonly potWei: bigint;
  readonly executors: readonly string[];
  readonly deadline: bigint;
  readonly ballots: Map<string, readonly bigint[]>;
  isOver: boolean;
}

/** Divides the pots that a governor's decisions open, by one ballot of each member, within allowance and window of a plan. */
export class FakeDivision {
  /** What is approved for each executor, by its name. */
  readonly approved = new Map<string, bigint>();
  readonly #chain: FakeChain;
  readonly #plan: Plan;
  readonly #members: readonly Account[];
  readonly #divisions: Division[] = [];

  constructor(chain: FakeChain, plan: Plan, members: readonly Account[], governor: FakeGovernor) {
    this.#chain = chain;
    this.#plan = plan;
    this.#members = members;
    governor.causes.set("BudgetDivision.open", (args, at) => this.#open(args, at));
    chain.effects.set("BudgetDivision.vote", (sent) => this.#vote(sent));
    chain.effects.set("BudgetDivision.conclude", (sent) => this.#conclude(sent));
    chain.views.set("BudgetDivision.divisionCount", () => [this.#divisions.length]);
    chain.views.set("BudgetDivision.open", () => [0n]);
  }

  #open(args: ArgumentRecord, at: bigint): Emitted[] {
    const options = args.options as unknown as readonly ArgumentRecord[];
    const id = BigInt(this.#divisions.length + 1);
    const deadline = at + BigInt(this.#plan.protocol.windows.votingPeriodSeconds);
    const potWei = uintArg(args, "potWei");
    const executors = options.map((option) => textArg(option, "executor"));
    this.#divisions.push({ id, potWei, executors, deadline, ballots: new Map(), isOver: false });
    const opened = options.map((option) => [option.executor, option.expectedApprovals, option.terms]);
    return [this.#told("DivisionOpened", id, potWei, opened, at, deadline)];
  }

  #vote({ from, args, at }: Sent): Effect {
    const division = this.#divisions[Number(args.divisionId) - 1];
    const votes = listArg(args, "votes").map(BigInt);
    const cost = votes.reduce((sum, own) => sum + own ** 2n, 0n);
    const isMember = this.#members.some(({ address }) => address === from.address);
    if (division === undefined || at > division.deadline || !isMember) return "reverts";
    if (votes.length !== division.executors.length || cost > this.#plan.protocol.quorum.voiceCredits)
      return "reverts";
    division.ballots.set(from.address, votes);
    return [
      this.#told("DivisionVotesCast", division.id, textDigest(from.address), from.address, votes, cost),
    ];
  }

  #conclude({ args, at }: Sent): Effect {
    const division = this.#divisions[Number(args.divisionId) - 1];
    if (division === undefined || division.isOver || at <= division.deadline) return "reverts";
    division.isOver = true;
    const { id, potWei, executors, ballots } = division;
    const votes = executors.map((_, index) =>
      [...ballots.values()].reduce((sum, own) => sum + (own[index] as bigint), 0n),
    );
    const { partsWei, remainderWei } = dividePot(potWei, votes);
    const parts = executors.flatMap((executor, index) => {
      const partWei = partsWei[index] as bigint;
      const contract = String(this.#chain.book.at(executor)?.name);
      this.approved.set(contract, partWei);
      return [
        this.#told("PartApproved", id, executor, votes[index], partWei, partWei),
        { contract, name: "BudgetApproved", args: [1n, 0n, partWei] },
      ];
    });
    const outcome = numberOf(DIVISION_OUTCOMES, "divided");
    return [...parts, this.#told("DivisionConcluded", id, outcome, ballots.size, 1n, remainderWei)];
  }

  #told(name: string, ...args: readonly unknown[]): Emitted {
    return { contract: "BudgetDivision", name, args };
  }
}
