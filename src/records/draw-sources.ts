import { ROLE } from "../model/enums.ts";
import type { ArgumentRecord, EventRecord, TransactionRecord } from "../model/record.ts";
import { listArg, textArg, uintArg } from "./events.ts";

/** The events that decide a draw, or tell of one, by their contracts. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  SortitionPool: ["WeightChanged"],
  IdentityRegistry: ["JudgingRolesScheduled"],
  JobTerms: ["TermsSet"],
  JobRegistry: ["JobCreated", "JobAssigned"],
  ValidationModule: ["RoundOpened", "CommitteeDrawn", "CommitteeRefused", "VoteRevealed"],
  StakeManager: ["StakeLocked"],
};

/** Whether an event decides a draw, or tells of one. */
export function isOfDraws({ contract, name }: EventRecord): boolean {
  return Object.hasOwn(TELLING, contract) && (TELLING[contract]?.includes(name) ?? false);
}

/** Whether an event tells what a committee's draw came to. */
export function isDraw({ contract, name }: EventRecord): boolean {
  return contract === "ValidationModule" && (name === "CommitteeDrawn" || name === "CommitteeRefused");
}

/** Whom a job's draws leave out, and what its seats lock. */
export interface DrawnJob {
  readonly employer: string;
  readonly operator: string;
  readonly worthWei: bigint;
  readonly termsVersion: string;
}

/** Something that held from a second on. */
interface Dated<Value> {
  readonly account: string;
  readonly at: bigint;
  readonly value: Value;
}

/** Everything that draws follow from, as the chain's events tell it. */
export class DrawSources {
  readonly #weights: Dated<bigint>[] = [];
  readonly #roles: Dated<boolean>[] = [];
  readonly #jobs = new Map<string, DrawnJob>();
  readonly #agents = new Map<string, string>();
  readonly #terms = new Map<string, ArgumentRecord>();
  readonly #rounds = new Map<string, { readonly seedBlock: bigint; readonly frozenAt: bigint }>();
  readonly #members = new Map<string, readonly string[]>();
  readonly #revealed = new Set<string>();

  /** @param record the next one of the chain @throws Error if an event is not what its contract emits */
  take({ timestamp, events }: TransactionRecord): void {
    for (const event of events) if (isOfDraws(event)) this.#note(event, BigInt(timestamp));
  }

  job(jobId: string): DrawnJob {
    return known(this.#jobs.get(jobId), `job ${jobId}`);
  }

  /** `IValidationModule.ValidationTerms` of a version. */
  termsOf({ termsVersion }: DrawnJob): ArgumentRecord {
    return known(this.#terms.get(termsVersion), `version ${termsVersion} of the terms`);
  }

  round(jobId: string, round: string) {
    return known(this.#rounds.get(`${jobId}/${round}`), `round ${round} of job ${jobId}`);
  }

  /** The parties of a job, and whoever was silent in the round before. */
  excluded(jobId: string, round: string): ReadonlySet<string> {
    const { employer, operator } = this.job(jobId);
    const before = `${jobId}/${BigInt(round) - 1n}`;
    const silent = (this.#members.get(before) ?? []).filter(
      (member) => !this.#revealed.has(`${before}/${member}`),
    );
    return new Set([employer, operator, this.#agents.get(jobId) ?? "", ...silent]);
  }

  /** Every account that ever had weight, in order of its first, with its weight and role at the end of a second. */
  candidatesAt(second: bigint) {
    const weights = latest(this.#weights, second);
    const roles = latest(this.#roles, second);
    return [...weights].map(([account, weightWei]) => ({
      account,
      weightWei,
      isValidator: roles.get(account) ?? false,
    }));
  }

  #note({ name, args }: EventRecord, at: bigint): void {
    const round = () => `${textArg(args, "jobId")}/${textArg(args, "round")}`;
    switch (name) {
      case "WeightChanged":
        this.#weights.push({ account: textArg(args, "account"), at, value: uintArg(args, "afterWei") });
        break;
      case "JudgingRolesScheduled":
        this.#roles.push({
          account: textArg(args, "account"),
          at: uintArg(args, "effectiveAt"),
          value: isValidator(args, "rolesAfter"),
        });
        break;
      case "TermsSet":
        this.#terms.set(textArg(args, "version"), within(within(args, "terms"), "validation"));
        break;
      case "JobCreated":
        this.#jobs.set(textArg(args, "jobId"), jobIn(args));
        break;
      case "JobAssigned":
        this.#agents.set(textArg(args, "jobId"), textArg(args, "agent"));
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
    worthWei: uintArg(request, "rewardWei") + uintArg(request, "validatorBonusCapWei"),
    termsVersion: textArg(args, "termsVersion"),
  };
}

function latest<Value>(dated: readonly Dated<Value>[], second: bigint): ReadonlyMap<string, Value> {
  return new Map(dated.filter(({ at }) => at <= second).map(({ account, value }) => [account, value]));
}

function isValidator(args: ArgumentRecord, name: string): boolean {
  return (uintArg(args, name) & BigInt(ROLE.validator)) !== 0n;
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
