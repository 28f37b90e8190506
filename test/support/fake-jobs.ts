import type { Account } from "../../src/model/cast.ts";
import { CHOICE, numberOf, OUTCOMES, type Outcome, wordOf } from "../../src/model/enums.ts";
import { commitmentOf } from "../../src/records/commitment.ts";
import { uintArg } from "../../src/records/events.ts";
import { executionDelayOf } from "../../src/records/settings.ts";
import { type Effect, FakeChain, type Sent } from "./fake-chain.ts";
import { structAnswer } from "./zero-struct.ts";

/** Each of commit, reveal and challenge. */
export const WINDOW_SECONDS = 100n;
/** Revealed votes that a verdict needs. */
const QUORUM = 2;
const LAST_HEARING = 3n;
const SEED = `0x${"5e".repeat(32)}`;
/** How far ahead a seed block lies. */
const SEED_BLOCKS = 3;
const TERMS = { feeWei: 0n, seatFeesWei: 0n, version: 1n, shares: [6_500n, 1_500n, 1_500n, 500n] } as const;

/** A vote in progress. */
interface Vote {
  readonly body: "committee" | "jury";
  readonly round: bigint;
  readonly members: readonly Account[];
  readonly commitEnd: bigint;
  readonly revealEnd: bigint;
  readonly commitments: Map<string, string>;
  readonly choices: Map<string, bigint>;
}

interface Job {
  readonly id: bigint;
  rounds: bigint;
  hearings: bigint;
  /** Of the draw that it waits for. */
  seedBlock: number;
  vote: Vote | null;
  /** From when on it can be paid out; `null` while nothing is decided. */
  payableAt: bigint | null;
  /** By the owner. */
  ruling: Outcome | null;
}

/**
 * A chain whose contracts keep the order and the windows of a job's life, and the promise of a commitment; what comes out of
 * turn reverts.
 */
export class FakeJobs extends FakeChain {
  readonly #jobs: Job[] = [];
  readonly #committee: readonly Account[];
  readonly #jury: readonly Account[];
  readonly #seats: readonly number[];
  #ruledFrom = 0n;
  #created = 0n;
  #slashed: { readonly account: Account; readonly amountWei: bigint } | null = null;

  /**
   * @param jury nobody, where none can be drawn.
   * @param seats of each member of a committee; none where every committee is refused.
   */
  constructor(
    committee: readonly Account[],
    jury: readonly Account[] = [],
    seats: readonly number[] = committee.map(() => 1),
  ) {
    super(
      "AccessManager",
      "SystemPause",
      "JobRegistry",
      "ValidationModule",
      "DisputeModule",
      "JurySettlement",
      "StakeManager",
      "Thermostat",
    );
    this.#committee = committee;
    this.#jury = jury;
    this.#seats = seats;
    this.views.set("SystemPause.activeTime", () => [this.clock.now]);
    this.effects.set("JobRegistry.createJob", (sent) => this.#create(sent));
    this.effects.set("JobRegistry.reopenJob", (sent) => this.#reopen(sent));
    this.effects.set("AccessManager.schedule", ({ at }) => {
      this.#ruledFrom = at + BigInt(executionDelayOf("ARBITER"));
      return [];
    });
    for (const [contract, name] of [
      ["ValidationModule", "roundOf"],
      ["DisputeModule", "hearingOf"],
    ] as const) {
      const { abi } = this.book.get(contract).type;
      this.views.set(`${contract}.${name}`, ({ jobId }) =>
        structAnswer(abi, name, { seedBlock: this.#jobOf(String(jobId))?.seedBlock }),
      );
    }
    this.#about("JobRegistry.applyForJob", assign);
    this.#about("JobRegistry.submitResult", (job) => this.#wait(job));
    this.#about("ValidationModule.drawCommittee", (job, sent) => this.#drawCommittee(job, sent));
    this.#about("ValidationModule.commitVote", commit);
    this.#about("ValidationModule.revealVote", (job, sent) => this.#reveal(job, sent));
    this.#about("JobRegistry.closeValidation", (job, sent) => this.#close(job, sent));
    this.#about("JobRegistry.raiseDispute", (job) => this.#wait(job));
    this.#about("JobRegistry.appeal", (job) => this.#wait(job));
    this.#about("DisputeModule.drawJury", (job, sent) => this.#drawJury(job, sent));
    this.#about("DisputeModule.commitJuryVote", commit);
    this.#about("DisputeModule.revealJuryVote", (job, sent) => this.#reveal(job, sent));
    this.#about("DisputeModule.ruleByOwner", (job, { at, args }) => {
      job.payableAt = at;
      job.ruling = wordOf(OUTCOMES, uintArg(args, "ruling")) ?? null;
      return at < this.#ruledFrom ? "reverts" : [];
    });
    this.#about("JobRegistry.finalize", (job, sent) => this.#payOut(job, sent));
  }

  /** Lets a contract employ that posts jobs in its own name. */
  employ(contract: string): void {
    this.effects.set(`${contract}.createJob`, (sent) => this.#create(sent));
  }

  /** Has each settlement slash a validator. */
  slash(account: Account, amountWei: bigint): void {
    this.#slashed = { account, amountWei };
  }

  #about(call: string, effect: (job: Job, sent: Sent) => Effect): void {
    this.effects.set(call, (sent) => effect(this.#jobOf(String(sent.args.jobId)), sent));
  }

  #jobOf(id: string): Job {
    return this.#jobs.find((job) => String(job.id) === id) as Job;
  }

  #create(sent: Sent): Effect {
    return this.#open(++this.#created, "createJob", sent);
  }

  #reopen(sent: Sent): Effect {
    const jobId = uintArg(sent.args, "jobId");
    const attempts = this.#jobs.filter(({ id }) => BigInt.asUintN(64, id) === jobId).length;
    return this.#open(jobId + (BigInt(attempts) << 64n), "reopenJob", sent);
  }

  #open(id: bigint, call: string, { from, args, at, request }: Sent): Effect {
    this.#jobs.push({
      id,
      rounds: 0n,
      hearings: 0n,
      seedBlock: 0,
      vote: null,
      payableAt: null,
      ruling: null,
    });
    const { abi } = this.book.at(String(request.to))?.type ?? this.book.get("JobRegistry").type;
    const asked = abi.decodeFunctionData(call, request.data).request;
    const { planJobId } = args.request as { readonly planJobId: string };
    const terms = [TERMS.feeWei, TERMS.seatFeesWei, TERMS.version, TERMS.shares, at + WINDOW_SECONDS];
    return [
      { contract: "JobRegistry", name: "JobCreated", args: [id, from.address, planJobId, asked, ...terms] },
    ];
  }

  /** Nobody may know the seed yet of a draw that is to come. */
  #wait(job: Job): Effect {
    job.seedBlock = this.clock.block + SEED_BLOCKS;
    job.payableAt = null;
    return [];
  }

  /** A draw comes after its seed block, and proves it by its header. */
  #isProved({ seedBlock }: Job, { args }: Sent): boolean {
    return this.clock.block > seedBlock && args.header === this.headerAt(seedBlock);
  }

  #drawCommittee(job: Job, sent: Sent): Effect {
    if (!this.#isProved(job, sent)) return "reverts";
    job.rounds += 1n;
    if (this.#seats.length === 0) return this.#refuse(job, sent);
    const { members, commitEnd, revealEnd } = begin(job, this.#committee, sent.at, "committee", job.rounds);
    const addresses = members.map(({ address }) => address);
    const unfunded = members.map(() => 0);
    const args = [job.id, job.rounds, SEED, addresses, this.#seats, unfunded, commitEnd, revealEnd];
    const locks = addresses.map((address, member) => ({
      contract: "StakeManager",
      name: "StakeLocked",
      args: [job.id, address, 2, 5n * BigInt(this.#seats[member] ?? 0)],
    }));
    return [...locks, { name: "CommitteeDrawn", args }];
  }

  #refuse(job: Job, { at }: Sent): Effect {
    begin(job, [], at - 2n * WINDOW_SECONDS, "committee", job.rounds);
    return [{ name: "CommitteeRefused", args: [job.id, job.rounds, SEED, 1, 0n, 5n, 5n] }];
  }

  #drawJury(job: Job, sent: Sent): Effect {
    if (!this.#isProved(job, sent)) return "reverts";
    const { at } = sent;
    job.hearings += 1n;
    const tooFew = 2;
    if (this.#jury.length === 0)
      return [{ name: "JuryUnavailable", args: [job.id, job.hearings, SEED, tooFew, at] }];
    const { members, commitEnd, revealEnd } = begin(job, this.#jury, at, "jury", job.hearings);
    const addresses = members.map(({ address }) => address);
    const seats = [members.map(() => 1), members.map(() => 0)];
    const windows = [commitEnd, revealEnd, revealEnd + WINDOW_SECONDS, revealEnd];
    return [{ name: "JuryDrawn", args: [job.id, job.hearings, 4, SEED, addresses, ...seats, windows] }];
  }

  /**
   * A round ends when everybody has revealed, or with its window. The first one may come to nothing; one that was refused
   * has no second.
   */
  #close(job: Job, { at }: Sent): Effect {
    const vote = job.vote as Vote;
    if (at < vote.revealEnd && vote.choices.size < vote.members.length) return "reverts";
    const outcome = outcomeOf(vote);
    const number = numberOf(OUTCOMES, outcome);
    const [members, revealed] = [vote.members.length, vote.choices.size];
    const args = [job.id, vote.round, number, members, revealed, 0];
    const closed = { contract: "ValidationModule", name: "RoundClosed", args };
    this.#wait(job);
    if (outcome === "inconclusive" && vote.round === 1n && members > 0) return [closed];
    const challengeEnd = outcome === "inconclusive" ? 0n : at + WINDOW_SECONDS;
    job.payableAt = outcome === "inconclusive" ? null : challengeEnd;
    return [closed, { name: "ValidationClosed", args: [job.id, number, challengeEnd] }];
  }

  #payOut({ id, payableAt, vote, ruling }: Job, { at }: Sent): Effect {
    if (payableAt === null || at < payableAt) return "reverts";
    const outcome = numberOf(OUTCOMES, ruling ?? outcomeOf(vote as Vote));
    const { account, amountWei } = this.#slashed ?? {};
    const slashes = account
      ? [{ contract: "StakeManager", name: "StakeSlashed", args: [id, account.address, 2, amountWei, 0] }]
      : [];
    return [...slashes, { name: "JobFinalized", args: [id, outcome, 0, 0n, 0n] }];
  }

  #reveal(job: Job, { from, args, at, request }: Sent): Effect {
    const vote = job.vote as Vote;
    if (at < vote.commitEnd || at >= vote.revealEnd) return "reverts";
    const choice = uintArg(args, "choice");
    const promised = commitmentOf({
      body: vote.body,
      chainId: this.chainId,
      module: String(request.to),
      jobId: job.id,
      round: vote.round,
      voter: from.address,
      choice: Number(choice),
      salt: String(args.salt),
    });
    if (vote.commitments.get(from.address) !== promised) return "reverts";
    vote.choices.set(from.address, choice);
    if (vote.body === "jury" && outcomeOf(vote) !== "inconclusive")
      job.payableAt = vote.revealEnd + (vote.round < LAST_HEARING ? WINDOW_SECONDS : 0n);
    return [];
  }
}

function assign(job: Job, { from, at }: Sent): Effect {
  const [deadline, hardDeadline] = [at + WINDOW_SECONDS, at + 2n * WINDOW_SECONDS];
  return [{ name: "JobAssigned", args: [job.id, from.address, 0n, 0n, deadline, hardDeadline] }];
}

function begin(job: Job, members: readonly Account[], at: bigint, body: Vote["body"], round: bigint): Vote {
  const commitEnd = at + WINDOW_SECONDS;
  const revealEnd = commitEnd + WINDOW_SECONDS;
  job.vote = { body, round, members, commitEnd, revealEnd, commitments: new Map(), choices: new Map() };
  return job.vote;
}

function commit({ vote }: Job, { from, args, at }: Sent): Effect {
  if (vote === null || at >= vote.commitEnd || vote.commitments.has(from.address)) return "reverts";
  vote.commitments.set(from.address, String(args.commitment));
  return [];
}

function outcomeOf({ choices }: Vote): Outcome {
  const approvals = [...choices.values()].filter((choice) => choice === BigInt(CHOICE.approve)).length;
  if (choices.size < QUORUM || 2 * approvals === choices.size) return "inconclusive";
  return 2 * approvals > choices.size ? "approved" : "rejected";
}
