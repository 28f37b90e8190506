import { AbiCoder } from "ethers/abi";
import { keccak256 } from "ethers/crypto";
import { id } from "ethers/hash";
import { toUtf8Bytes } from "ethers/utils";
import type { Account } from "../../src/model/cast.ts";
import { numberOf, PROPOSAL_STATES } from "../../src/model/enums.ts";
import type { Hex } from "../../src/model/hex.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { ArgumentRecord } from "../../src/model/record.ts";
import { decodeCall } from "../../src/records/decode.ts";
import { uintArg } from "../../src/records/events.ts";
import { governorConfiguration } from "../../src/records/planetary-settings.ts";
import type { Effect, Emitted, FakeChain, Sent } from "./fake-chain.ts";

interface Proposal {
  readonly id: bigint;
  readonly snapshot: bigint;
  deadline: bigint;
  /** By side, as `VOTE_TYPES` counts them. */
  readonly votes: [bigint, bigint, bigint];
  readonly voters: Set<string>;
  stage: "open" | "canceled" | "queued" | "executed";
  readyAt: bigint;
}

type State = (typeof PROPOSAL_STATES)[number];

/** Who votes and who may cancel. */
interface Electorate {
  readonly members: readonly Account[];
  readonly guardian: Account;
}

/**
 * A governor that keeps windows, credits, quorum and the timelock's delay of a plan as the real one does; what comes out of
 * turn, is not affordable or not allowed reverts.
 */
export class FakeGovernor {
  /** What was executed, in order: contract and function. */
  readonly executed: string[] = [];
  /** What a call causes when it is executed, by contract and function. */
  readonly causes = new Map<string, (args: ArgumentRecord, at: bigint) => readonly Emitted[]>();
  readonly #chain: FakeChain;
  readonly #configuration: ReturnType<typeof governorConfiguration>;
  readonly #delaySeconds: number;
  readonly #electorate: Electorate;
  readonly #proposals = new Map<bigint, Proposal>();

  constructor(chain: FakeChain, plan: Plan, electorate: Electorate) {
    this.#chain = chain;
    this.#configuration = governorConfiguration(plan, electorate.guardian.address);
    this.#delaySeconds = plan.governance.quadraticVoting.executionDelaySeconds;
    this.#electorate = electorate;
    this.#effect("propose", (sent) => this.#propose(sent));
    this.#effect("cancel", (sent) => this.#cancel(sent));
    this.#effect("castVoteWithReasonAndParams", (sent) => this.#vote(sent));
    this.#effect("queue", (sent) => this.#queue(sent));
    this.#effect("execute", (sent) => this.#execute(sent));
    this.#view("quorum", () => [this.#quorum()]);
    this.#view("proposalSnapshot", (args) => [this.#proposal(args).snapshot]);
    this.#view("proposalVotes", (args) => this.#proposal(args).votes);
    this.#view("state", (args) => [
      numberOf(PROPOSAL_STATES, this.#stateOf(this.#proposal(args), this.#chain.clock.now)),
    ]);
  }

  #propose({ from, args, at }: Sent): Effect {
    const { votingDelaySeconds, votingPeriodSeconds } = this.#configuration;
    const proposalId = nameOf({ ...args, descriptionHash: id(String(args.description)) });
    if (!this.#isMember(from) || this.#proposals.has(proposalId)) return "reverts";
    if (!String(args.description).endsWith(`#proposer=${from.address}`)) return "reverts";
    const snapshot = at + BigInt(votingDelaySeconds);
    const deadline = snapshot + BigInt(votingPeriodSeconds);
    this.#proposals.set(proposalId, {
      id: proposalId,
      snapshot,
      deadline,
      votes: [0n, 0n, 0n],
      voters: new Set(),
      stage: "open",
      readyAt: 0n,
    });
    const { targets, values, calldatas, description } = args;
    const told = [targets, values, [""], calldatas, snapshot, deadline, description];
    return [{ name: "ProposalCreated", args: [proposalId, from.address, ...told] }];
  }

  #cancel({ from, args }: Sent): Effect {
    const proposal = this.#named(args);
    if (proposal?.stage !== "open" || from.address !== this.#electorate.guardian.address) return "reverts";
    proposal.stage = "canceled";
    return [{ name: "ProposalCanceled", args: [proposal.id] }];
  }

  #vote({ from, args, at }: Sent): Effect {
    const proposal = this.#proposal(args);
    const [votes] = AbiCoder.defaultAbiCoder().decode(["uint256"], String(args.params));
    if (this.#stateOf(proposal, at) !== "active" || proposal.voters.has(from.address)) return "reverts";
    if (!this.#isMember(from) || votes === 0n || !this.#isPaidFor(votes)) return "reverts";
    proposal.voters.add(from.address);
    proposal.votes[Number(args.support)] += votes;
    this.#prolong(proposal, at);
    const { support, reason, params } = args;
    const told = [from.address, proposal.id, support, votes, reason, params];
    return [{ name: "VoteCastWithParams", args: told }];
  }

  /** The real one only does if a late vote turns the tide. */
  #prolong(proposal: Proposal, at: bigint): void {
    const extended = at + BigInt(this.#configuration.lateQuorumExtensionSeconds);
    if (extended > proposal.deadline) proposal.deadline = extended;
  }

  #isPaidFor(votes: bigint): boolean {
    return votes ** 2n <= BigInt(this.#configuration.ballotCredits);
  }

  #queue({ args, at }: Sent): Effect {
    const proposal = this.#named(args);
    if (proposal === undefined || this.#stateOf(proposal, at) !== "succeeded") return "reverts";
    proposal.stage = "queued";
    proposal.readyAt = at + BigInt(this.#delaySeconds);
    return [{ name: "ProposalQueued", args: [proposal.id, proposal.readyAt] }];
  }

  #execute({ args, at }: Sent): Effect {
    const proposal = this.#named(args);
    if (proposal?.stage !== "queued" || at < proposal.readyAt) return "reverts";
    proposal.stage = "executed";
    const [target, data] = [args.targets, args.calldatas].map((list) => (list as string[]).at(-1));
    const called = decodeCall(this.#chain.book.at(String(target)), String(data) as Hex);
    const name = `${this.#chain.book.at(String(target))?.name}.${called.function}`;
    this.executed.push(name);
    const caused = this.causes.get(name)?.(called.args, at) ?? [];
    return [...caused, { name: "ProposalExecuted", args: [proposal.id] }];
  }

  #stateOf({ stage, snapshot, deadline, votes }: Proposal, now: bigint): State {
    if (stage !== "open") return stage;
    if (now <= snapshot) return "pending";
    if (now <= deadline) return "active";
    const [against, inFavour, abstaining] = votes;
    return inFavour + abstaining >= this.#quorum() && inFavour > against ? "succeeded" : "defeated";
  }

  #quorum(): bigint {
    const { ballotCredits, quorumBps } = this.#configuration;
    const mostVotes = Math.floor(Math.sqrt(ballotCredits)) * this.#electorate.members.length;
    return BigInt(Math.ceil((quorumBps * mostVotes) / 10_000));
  }

  #isMember({ address }: Account): boolean {
    return this.#electorate.members.some((member) => member.address === address);
  }

  #named(args: ArgumentRecord): Proposal | undefined {
    return this.#proposals.get(nameOf(args));
  }

  #proposal(args: ArgumentRecord): Proposal {
    const proposal = this.#proposals.get(uintArg(args, "proposalId"));
    if (proposal === undefined) throw new Error(`there is no proposal ${args.proposalId}`);
    return proposal;
  }

  #effect(name: string, effect: (sent: Sent) => Effect): void {
    this.#chain.effects.set(`QuadraticGovernor.${name}`, effect);
  }

  #view(name: string, answer: (args: ArgumentRecord) => readonly unknown[]): void {
    this.#chain.views.set(`QuadraticGovernor.${name}`, answer);
  }
}

/** A proposal is called like what it does and says: whoever takes it further repeats all of that. */
function nameOf({ targets, values, calldatas, descriptionHash }: ArgumentRecord): bigint {
  const said = JSON.stringify([targets, values, calldatas, descriptionHash]);
  return BigInt(keccak256(toUtf8Bytes(said)));
}
