import { DELAY_POLICIES, type RoleBit } from "../model/enums.ts";
import type { ArgumentRecord, EventRecord, TransactionRecord } from "../model/record.ts";
import { listArg, textArg, uintArg } from "./events.ts";

/** The events that decide a draw, or tell of one, by their contracts. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  SortitionPool: ["WeightChanged"],
  IdentityRegistry: ["JudgingRolesScheduled"],
  JobTerms: ["TermsSet"],
  JobRegistry: ["JobCreated", "JobAssigned", "DelayPolicyTriggered"],
  ValidationModule: [
    "DriverNamed",
    "RoundOpened",
    "CommitteeDrawn",
    "CommitteeRefused",
    "SeatsLeftEmpty",
    "VoteRevealed",
  ],
  DisputeModule: ["HearingOpened", "JuryDrawn", "JuryUnavailable"],
  StakeManager: ["StakeLocked"],
};

/** Whether an event decides a draw, or tells of one. */
export function isOfDraws({ contract, name }: EventRecord): boolean {
  return Object.hasOwn(TELLING, contract) && (TELLING[contract]?.includes(name) ?? false);
}

const DRAWS = ["CommitteeDrawn", "CommitteeRefused", "JuryDrawn", "JuryUnavailable"];

/** Whether an event tells what the draw of a committee or jury came to. */
export function isDraw({ contract, name }: EventRecord): boolean {
  return Object.hasOwn(TELLING, contract) && DRAWS.includes(name);
}

const DOUBLE_BONUS = BigInt(DELAY_POLICIES.indexOf("double-validator-bonus"));

/** Whom a job's draws leave out, and what its seats lock: no more than it is worth. */
export interface DrawnJob {
  readonly employer: string;
  readonly operator: string;
  readonly worthWei: bigint;
  readonly termsVersion: string;
}

/** What a draw is decided by. */
export interface Lot {
  readonly seed: string;
  /** In which second whoever sits still held the role. */
  readonly heldAt: bigint;
}

/** A hearing before its seed. */
interface OpenedHearing {
  readonly seedBlock: bigint;
  readonly frozenAt: bigint;
  /** Validators judge if they can, because the council's stakes are taken up. */
  readonly validatorsFirst: boolean;
}

/** Something that held from a second on. */
interface Dated<Value> {
  readonly account: string;
  readonly at: bigint;
  readonly value: Value;
}

/** Everything that draws follow from, as the chain's events tell it. */
export class DrawSources {
  readonly #weights = new Map<RoleBit, Dated<bigint>[]>();
  readonly #roles: Dated<bigint>[] = [];
  readonly #jobs = new Map<string, DrawnJob>();
  readonly #agents = new Map<string, string>();
  readonly #drivers = new Map<string, readonly string[]>();
  readonly #terms = new Map<string, ArgumentRecord>();
  readonly #rounds = new Map<string, { readonly seedBlock: bigint; readonly frozenAt: bigint }>();
  readonly #hearings = new Map<string, OpenedHearing>();
  /** Of a job's hearings. */
  readonly #claimants = new Map<string, readonly string[]>();
  readonly #members = new Map<string, readonly string[]>();
  readonly #revealed = new Set<string>();

  /** @param record the next one of the chain @throws Error if an event is not what its contract emits */
  take({ timestamp, events }: TransactionRecord): void {
    for (const event of events) if (isOfDraws(event)) this.#note(event, BigInt(timestamp));
  }

  job(jobId: string): DrawnJob {
    return known(this.#jobs.get(jobId), `job ${jobId}`);
  }

  /** `IValidationModule.ValidationTerms`, or `IDisputeModule.DisputeTerms`, of a version. */
  termsOf({ termsVersion }: DrawnJob, part: "validation" | "dispute"): ArgumentRecord {
    return within(known(this.#terms.get(termsVersion), `version ${termsVersion} of the terms`), part);
  }

  hearing(jobId: string, hearing: string) {
    return known(this.#hearings.get(`${jobId}/${hearing}`), `hearing ${hearing} of job ${jobId}`);
  }

  round(jobId: string, round: string) {
    return known(this.#rounds.get(`${jobId}/${round}`), `round ${round} of job ${jobId}`);
  }

  /** The parties of a job, and whoever was silent in the round before. */
  excluded(jobId: string, round: string): ReadonlySet<string> {
    const before = `${jobId}/${BigInt(round) - 1n}`;
    const silent = (this.#members.get(before) ?? []).filter(
      (member) => !this.#revealed.has(`${before}/${member}`),
    );
    return new Set([...this.#partiesOf(jobId), ...silent]);
  }

  /** The parties of a job, whoever sat on a committee of it, and whoever claims in a hearing that an outcome is wrong. */
  excludedFromJuries(jobId: string): ReadonlySet<string> {
    const rounds = ["1", "2"].flatMap((round) => this.#members.get(`${jobId}/${round}`) ?? []);
    return new Set([...this.#partiesOf(jobId), ...rounds, ...(this.#claimants.get(jobId) ?? [])]);
  }

  #partiesOf(jobId: string): string[] {
    const { employer, operator } = this.job(jobId);
    return [employer, operator, this.#agents.get(jobId) ?? "", ...(this.#drivers.get(jobId) ?? [])];
  }

  /**
   * Every account that ever had weight in a role, in order of its first.
   *
   * @param frozenAt at the end of which second the weights count.
   * @param heldAt in which second the role must still be held.
   */
  candidatesAt(role: RoleBit, frozenAt: bigint, heldAt: bigint) {
    const weights = latest(this.#weights.get(role) ?? [], frozenAt);
    const roles = latest(this.#roles, heldAt);
    return [...weights].map(([account, weightWei]) => ({
      account,
      weightWei,
      holdsRole: ((roles.get(account) ?? 0n) & BigInt(role)) !== 0n,
    }));
  }

  #weigh(args: ArgumentRecord, at: bigint): void {
    const role = Number(uintArg(args, "role")) as RoleBit;
    const weights = this.#weights.get(role) ?? [];
    this.#weights.set(role, weights);
    weights.push({ account: textArg(args, "account"), at, value: uintArg(args, "afterWeight") });
  }

  #noteHearing(jobId: string, args: ArgumentRecord): void {
    this.#hearings.set(`${jobId}/${textArg(args, "hearing")}`, {
      seedBlock: uintArg(args, "seedBlock"),
      frozenAt: uintArg(args, "frozenAt"),
      validatorsFirst: args.validatorsFirst === true,
    });
    this.#claimants.set(jobId, [...(this.#claimants.get(jobId) ?? []), textArg(args, "claimant")]);
  }

  /** A late job's bonus can be doubled, before its work is handed in. */
  #revalue(jobId: string, args: ArgumentRecord): void {
    if (uintArg(args, "policy") !== DOUBLE_BONUS) return;
    const job = this.job(jobId);
    const addedWei = uintArg(args, "afterValue") - uintArg(args, "beforeValue");
    this.#jobs.set(jobId, { ...job, worthWei: job.worthWei + addedWei });
  }

  #note({ name, args }: EventRecord, at: bigint): void {
    const round = () => `${textArg(args, "jobId")}/${textArg(args, "round")}`;
    switch (name) {
      case "WeightChanged":
        this.#weigh(args, at);
        break;
      case "JudgingRolesScheduled":
        this.#roles.push({
          account: textArg(args, "account"),
          at: uintArg(args, "effectiveAt"),
          value: uintArg(args, "rolesAfter"),
        });
        break;
      case "TermsSet":
        this.#terms.set(textArg(args, "version"), within(args, "terms"));
        break;
      case "HearingOpened":
        this.#noteHearing(textArg(args, "jobId"), args);
        break;
      case "JobCreated":
        this.#jobs.set(textArg(args, "jobId"), jobIn(args));
        break;
      case "JobAssigned":
        this.#agents.set(textArg(args, "jobId"), textArg(args, "agent"));
        break;
      case "DelayPolicyTriggered":
        this.#revalue(textArg(args, "jobId"), args);
        break;
      case "DriverNamed":
        this.#drivers.set(textArg(args, "jobId"), [
          ...(this.#drivers.get(textArg(args, "jobId")) ?? []),
          textArg(args, "driver"),
        ]);
        break;
      case "RoundOpened":
        this.#rounds.set(round(), {
          seedBlock: uintArg(args, "seedBlock"),
          frozenAt: uintArg(args, "frozenAt"),
        });
        break;
      case "CommitteeDrawn":
        this.#members.set(round(), listArg(args, "members"));
        break;
      case "VoteRevealed":
        this.#revealed.add(`${round()}/${textArg(args, "validator")}`);
        break;
    }
  }
}

function jobIn(args: ArgumentRecord): DrawnJob {
  const request = within(args, "request");
  return {
    employer: textArg(args, "employer"),
    operator: textArg(request, "operator"),
    worthWei: uintArg(request, "rewardWei") + uintArg(request, "validatorBonusWei"),
    termsVersion: textArg(args, "termsVersion"),
  };
}

function latest<Value>(dated: readonly Dated<Value>[], second: bigint): ReadonlyMap<string, Value> {
  return new Map(dated.filter(({ at }) => at <= second).map(({ account, value }) => [account, value]));
}

function within(args: ArgumentRecord, name: string): ArgumentRecord {
  const value = args[name];
  if (typeof value !== "object" || Array.isArray(value))
    throw new TypeError(`argument "${name}" is no struct`);
  return value as ArgumentRecord;
}

function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`no receipt tells of ${what}`);
  return value;
}
