import type { Cast } from "../model/cast.ts";
import {
  ABSENCES,
  CHOICE,
  DECIDERS,
  OUTCOMES,
  type Outcome,
  PAYMENT_REASONS,
  ROLE,
  SLASH_REASONS,
  type SlashReason,
  wordOf,
} from "../model/enums.ts";
import type { JobRun } from "../model/layer-run.ts";
import type { AddressEntry, EventRecord, TransactionRecord } from "../model/record.ts";
import type {
  ReportedDispute,
  ReportedHearing,
  ReportedSlash,
  SeatCount,
} from "../model/reported-disputes.ts";
import { listArg, textArg, uintArg } from "../records/events.ts";
import { transactionsOf } from "../records/job-history.ts";
import { namesOfCast } from "./cast-names.ts";
import { attemptTitle } from "./course-in-words.ts";

/** A job with everything that was sent about it. */
export interface ToldJob {
  readonly title: string;
  readonly drill: string | null;
  readonly jobId: string;
  readonly records: readonly TransactionRecord[];
}

/** A job of a plan. */
export function toldRun(run: JobRun): ToldJob {
  const { history } = run;
  const title = attemptTitle(run);
  return { title, drill: null, jobId: history.jobId.toString(), records: transactionsOf(history) };
}

/** What came of a dispute of its own, beside what its job paid anyway. */
const REASONS_OF_DISPUTES: ReadonlySet<string> = new Set(["JurorFee", "BondReturned", "BondAwarded"]);
/** What a juror revealed whom the outcome says to be wrong. */
const WRONG_CHOICE: Partial<Record<Outcome, string>> = {
  approved: String(CHOICE.reject),
  rejected: String(CHOICE.approve),
};
const NOWHERE = /^0x0{40}$/;
const NO_SEATS: SeatCount = { drawn: 0, unfunded: 0, committed: 0, approved: 0, rejected: 0 };

/**
 * Every dispute among these jobs, hearing by hearing, by events alone.
 *
 * @param contracts a region's executor disputes for it, and is called by its name.
 */
export function disputesOfJobs(
  jobs: readonly ToldJob[],
  cast: Cast,
  contracts: readonly AddressEntry[] = [],
): ReportedDispute[] {
  const names = new Map([
    ...contracts.map(({ address, name }) => [address, name] as const),
    ...namesOfCast(cast),
  ]);
  return jobs.flatMap(({ jobId, records, ...told }) => {
    const events = records.flatMap((record) => record.events).filter(({ args }) => args.jobId === jobId);
    const heard = events.some(({ name }) => name === "HearingOpened");
    return heard ? [{ ...told, ...disputeIn(events, (address) => names.get(address) ?? address) }] : [];
  });
}

type NameOf = (address: string) => string;

function disputeIn(events: readonly EventRecord[], nameOf: NameOf): Omit<ReportedDispute, "title" | "drill"> {
  const ruled = events.find(({ name }) => name === "DisputeRuled");
  const slashes = new Slashes(events, ruled);
  const opened = events.filter(({ name }) => name === "HearingOpened");
  return {
    hearings: opened.map((hearing, index) => {
      const own = events.filter(({ args }) => args.hearing === hearing.args.hearing);
      return hearingIn(hearing, own, verdictOf(opened[index + 1], ruled), slashes, nameOf);
    }),
    outcome: wordOf(OUTCOMES, ruled ? uintArg(ruled.args, "ruling") : 0n) ?? "pending",
    decidedBy: wordOf(DECIDERS, ruled ? uintArg(ruled.args, "decidedBy") : 0n) ?? "nobody",
    paid: paidIn(events, nameOf),
  };
}

/** What the next hearing was about; of the last one what was ruled, if its jury did. */
function verdictOf(
  next: EventRecord | undefined,
  ruled: EventRecord | undefined,
): ReportedHearing["verdict"] {
  if (next) return wordOf(OUTCOMES, uintArg(next.args, "standing")) ?? null;
  if (!ruled || wordOf(DECIDERS, uintArg(ruled.args, "decidedBy")) !== "jury") return null;
  return wordOf(OUTCOMES, uintArg(ruled.args, "ruling")) ?? null;
}

function hearingIn(
  { args }: EventRecord,
  events: readonly EventRecord[],
  verdict: ReportedHearing["verdict"],
  slashes: Slashes,
  nameOf: NameOf,
): ReportedHearing {
  const drawn = events.find(({ name }) => name === "JuryDrawn");
  const unavailable = events.find(({ name }) => name === "JuryUnavailable");
  const claimant = textArg(args, "claimant");
  return {
    number: Number(uintArg(args, "hearing")),
    claimant: NOWHERE.test(claimant) ? null : nameOf(claimant),
    bondWei: uintArg(args, "bondWei"),
    body: bodyOf(drawn),
    absence: unavailable ? (wordOf(ABSENCES, uintArg(unavailable.args, "absence")) ?? null) : null,
    seats: drawn ? seatsIn(drawn, events) : NO_SEATS,
    verdict,
    slashed: drawn ? slashes.of(drawn, events, nameOf) : [],
  };
}

function bodyOf(drawn: EventRecord | undefined): ReportedHearing["body"] {
  if (!drawn) return "owner";
  return uintArg(drawn.args, "role") === BigInt(ROLE.council) ? "council" : "validators";
}

function seatsIn(drawn: EventRecord, events: readonly EventRecord[]): SeatCount {
  const [jurors, seats] = [listArg(drawn.args, "jurors"), listArg(drawn.args, "seats").map(Number)];
  const seatsOf = (juror: string) => seats[jurors.indexOf(juror)] ?? 0;
  const named = (name: string) => events.filter((event) => event.name === name).map(({ args }) => args);
  const revealed = (choice: string) =>
    sum(named("JuryVoteRevealed").flatMap((args) => (args.choice === choice ? [Number(args.seats)] : [])));
  return {
    drawn: sum(seats),
    unfunded: sum(listArg(drawn.args, "unfundedSeats").map(Number)),
    committed: sum(named("JuryVoteCommitted").map((args) => seatsOf(textArg(args, "juror")))),
    approved: revealed(String(CHOICE.approve)),
    rejected: revealed(String(CHOICE.reject)),
  };
}

function paidIn(events: readonly EventRecord[], nameOf: NameOf): ReportedDispute["paid"] {
  return events
    .filter(({ name }) => name === "EscrowPaid")
    .map(({ args }) => ({
      who: nameOf(textArg(args, "payee")),
      amountWei: uintArg(args, "amountWei"),
      reason: String(wordOf(PAYMENT_REASONS, uintArg(args, "reason"))),
    }))
    .filter(({ reason, amountWei }) => REASONS_OF_DISPUTES.has(reason) && amountWei > 0n);
}

/** A job's slashes, which name no hearing: each hearing takes those of its own jurors, in the contract's order. */
class Slashes {
  readonly #left: EventRecord[];
  /** Against the final outcome. */
  readonly #wrong: string | undefined;

  constructor(events: readonly EventRecord[], ruled: EventRecord | undefined) {
    this.#left = events.filter(({ name }) => name === "StakeSlashed");
    this.#wrong =
      WRONG_CHOICE[ruled ? (wordOf(OUTCOMES, uintArg(ruled.args, "ruling")) ?? "pending") : "pending"];
  }

  of(drawn: EventRecord, events: readonly EventRecord[], nameOf: NameOf): ReportedSlash[] {
    const reveals = events.filter(({ name }) => name === "JuryVoteRevealed");
    const choices = new Map(reveals.map(({ args }) => [args.juror, args.choice]));
    return listArg(drawn.args, "jurors").flatMap((juror) => {
      const choice = choices.get(juror);
      if (choice !== undefined && choice !== this.#wrong) return [];
      const reason: SlashReason = choice === undefined ? "JurorSilence" : "JurorWrongVote";
      const slash = this.#take(juror, reason);
      return slash ? [{ who: nameOf(juror), amountWei: uintArg(slash.args, "amountWei"), reason }] : [];
    });
  }

  #take(juror: string, reason: SlashReason): EventRecord | undefined {
    const at = this.#left.findIndex(
      ({ args }) => args.account === juror && wordOf(SLASH_REASONS, uintArg(args, "reason")) === reason,
    );
    return at < 0 ? undefined : this.#left.splice(at, 1)[0];
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
