import { FUND_REASONS, PAYMENT_REASONS, SLASH_REASONS, wordOf } from "../model/enums.ts";
import type { ArgumentRecord, EventRecord, TransactionRecord } from "../model/record.ts";
import { byPlace } from "../support/chain-order.ts";
import { type Account, Books, keyOf, type Movement, type Pot, type Totals } from "./books.ts";

/** Who paid what into a job's escrow, and to whom it went. */
export interface JobBooks {
  readonly in: readonly Movement[];
  readonly out: readonly Movement[];
  /** What is left in the escrow. */
  readonly escrowWei: bigint;
}

export type LedgerProblem =
  | { readonly kind: "overdrawn"; readonly transaction: string; readonly pot: string; readonly byWei: bigint }
  | {
      readonly kind: "custody-differs";
      readonly transaction: string;
      /** What the token's transfers say that StakeManager received, and what its own events say. */
      readonly transferredWei: bigint;
      readonly bookedWei: bigint;
    }
  | {
      readonly kind: "escrow-left";
      /** The one that ended the job. */
      readonly transaction: string;
      readonly job: string;
      readonly escrowWei: bigint;
    }
  /** Two receipts tell of it, and not the same. */
  | { readonly kind: "contradicted"; readonly transaction: string };

/** The whole economy as receipts tell it. */
export interface Ledger {
  readonly movements: readonly Movement[];
  /** By the job's id on chain. */
  readonly jobs: ReadonlyMap<string, JobBooks>;
  /** By EIP-55 address. */
  readonly accounts: ReadonlyMap<string, Account>;
  readonly totals: Totals;
  readonly supplyWei: bigint;
  /** Empty if the receipts agree with each other. */
  readonly problems: readonly LedgerProblem[];
}

const TOKEN = "AGIALPHA";
const CUSTODIAN = "StakeManager";
const NOBODY = "0x0000000000000000000000000000000000000000";
const SUPPLY: Pot = { kind: "supply" };
/** What ends a job; after each of them its escrow is empty. */
const ENDINGS = ["JobFinalized", "JobCancelled", "JobExpired"];

/**
 * Rebuilds the economy from receipts alone, as double-entry books. Transfers between wallets come from the token's
 * events; whatever touches StakeManager comes from its own, and must agree with the token's in every transaction.
 *
 * @param records in any order, repetitions allowed; attacker-controlled, so what is inconsistent becomes a problem.
 */
export function ledgerOf(records: readonly TransactionRecord[]): Ledger {
  const ordered = inChainOrder(records);
  const custodian = addressOf(ordered, CUSTODIAN);
  const entries = ordered.map((record) => entryOf(record, custodian));
  const movements = entries.flatMap((entry) => entry.movements);
  const books = new Books();
  const overdrawn = movements.flatMap((movement) => overdraft(movement, books.post(movement)));
  return {
    movements,
    jobs: jobsOf(movements, books),
    accounts: books.accounts(),
    totals: books.totals(),
    supplyWei: books.supplyWei(),
    problems: [
      ...contradictions(records),
      ...overdrawn,
      ...entries.flatMap(({ problems }) => problems),
      ...leftInEscrow(ordered, books),
    ],
  };
}

/** Each transaction once, in the chain's order. */
export function inChainOrder(records: readonly TransactionRecord[]): TransactionRecord[] {
  const unique = new Map(records.map((record) => [record.hash, record]));
  return [...unique.values()].sort(byPlace);
}

/** Whether an event moves tokens or ends a job. */
export function isOfBooks({ contract, name }: EventRecord): boolean {
  return contract === TOKEN || contract === CUSTODIAN || ENDINGS.includes(name);
}

function contradictions(records: readonly TransactionRecord[]): LedgerProblem[] {
  const first = new Map<string, TransactionRecord>();
  return records.flatMap((record) => {
    const known = first.get(record.hash) ?? record;
    first.set(record.hash, known);
    const same = known === record || JSON.stringify(known) === JSON.stringify(record);
    return same ? [] : [{ kind: "contradicted" as const, transaction: record.hash }];
  });
}

function overdraft({ transaction, from }: Movement, byWei: bigint): LedgerProblem[] {
  return byWei === 0n ? [] : [{ kind: "overdrawn", transaction, pot: keyOf(from), byWei }];
}

function addressOf(records: readonly TransactionRecord[], contract: string): string | undefined {
  return records.flatMap(({ events }) => events).find((event) => event.contract === contract)?.address;
}

/** A movement before it is known where it was made. */
type Line = Omit<Movement, "transaction" | "block">;

interface Entry {
  readonly movements: readonly Movement[];
  readonly problems: readonly LedgerProblem[];
}

function entryOf({ hash, block, events }: TransactionRecord, custodian: string | undefined): Entry {
  const touches = ({ args }: EventRecord) => args.from === custodian || args.to === custodian;
  const movements = events.flatMap((event) => {
    if (event.contract === CUSTODIAN) return movementOf(event);
    return isTransfer(event) && !touches(event) ? [transferOf(event)] : [];
  });
  const transferredWei = events
    .filter((event) => isTransfer(event) && touches(event))
    .reduce((sum, { args }) => sum + signedValue(args, custodian), 0n);
  const bookedWei = movements.reduce((sum, { from, to, amountWei }) => {
    return sum + (held(to) ? amountWei : 0n) - (held(from) ? amountWei : 0n);
  }, 0n);
  const agrees = transferredWei === bookedWei;
  return {
    movements: movements.map((movement) => ({ transaction: hash, block, ...movement })),
    problems: agrees ? [] : [{ kind: "custody-differs", transaction: hash, transferredWei, bookedWei }],
  };
}

function isTransfer({ contract, name }: EventRecord): boolean {
  return contract === TOKEN && name === "Transfer";
}

/** Whether StakeManager holds the tokens of this pot. */
function held({ kind }: Pot): boolean {
  return kind !== "wallet" && kind !== "supply";
}

function signedValue(args: ArgumentRecord, custodian: string | undefined): bigint {
  const value = uint(args, "value");
  return (args.to === custodian ? value : 0n) - (args.from === custodian ? value : 0n);
}

function transferOf({ args }: EventRecord): Line {
  const potOf = (owner: string): Pot => (owner === NOBODY ? SUPPLY : { kind: "wallet", owner });
  return {
    from: potOf(word(args, "from")),
    to: potOf(word(args, "to")),
    amountWei: uint(args, "value"),
    reason: "Transfer",
  };
}

type Route = (args: ArgumentRecord) => readonly [from: Pot, to: Pot];

const wallet = (args: ArgumentRecord, name = "account"): Pot => ({ kind: "wallet", owner: word(args, name) });
const claim = (args: ArgumentRecord, name = "account"): Pot => ({ kind: "claim", owner: word(args, name) });
const escrow = (args: ArgumentRecord): Pot => ({ kind: "escrow", job: word(args, "jobId") });
const stake = (args: ArgumentRecord, kind: "stake" | "unbonding" = "stake"): Pot => ({
  kind,
  owner: word(args, "account"),
  role: word(args, "role"),
});

/** Where each event of StakeManager moves tokens, as `IStakeManager` says. */
const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["StakeDeposited", (args) => [wallet(args), stake(args)]],
  ["UnbondingStarted", (args) => [stake(args), stake(args, "unbonding")]],
  ["UnbondingRecalled", (args) => [stake(args, "unbonding"), stake(args)]],
  ["UnbondingResumed", (args) => [stake(args), stake(args, "unbonding")]],
  ["StakeWithdrawn", (args) => [stake(args, "unbonding"), wallet(args)]],
  ["StakeSlashed", (args) => [stake(args), escrow(args)]],
  ["EscrowFunded", (args) => [wallet(args, "payer"), escrow(args)]],
  ["EscrowPaid", (args) => [escrow(args), claim(args, "payee")]],
  ["EscrowBurned", (args) => [escrow(args), SUPPLY]],
  ["RewardCredited", (args) => [wallet(args, "payer"), claim(args)]],
  ["Claimed", (args) => [claim(args), wallet(args)]],
]);

const REASONS = new Map<string, readonly string[]>([
  ["EscrowFunded", FUND_REASONS],
  ["StakeSlashed", SLASH_REASONS],
  ["EscrowPaid", PAYMENT_REASONS],
]);

function movementOf({ name, args }: EventRecord): Line[] {
  const route = ROUTES.get(name);
  if (!route) return [];
  const [from, to] = route(args);
  const reason = wordOf(REASONS.get(name) ?? [], word(args, "reason")) ?? name;
  return [{ from, to, amountWei: uint(args, "amountWei"), reason }];
}

function jobsOf(movements: readonly Movement[], books: Books): ReadonlyMap<string, JobBooks> {
  const into = Map.groupBy(movements, ({ to }) => (to.kind === "escrow" ? to.job : null));
  const outOf = Map.groupBy(movements, ({ from }) => (from.kind === "escrow" ? from.job : null));
  const jobs = new Set([...into.keys(), ...outOf.keys()]);
  return new Map(
    [...jobs].flatMap((job) => {
      if (job === null) return [];
      return [[job, { in: into.get(job) ?? [], out: outOf.get(job) ?? [], escrowWei: books.escrowWei(job) }]];
    }),
  );
}

function leftInEscrow(records: readonly TransactionRecord[], books: Books): LedgerProblem[] {
  return records.flatMap(({ hash, events }) =>
    events
      .filter(({ name }) => ENDINGS.includes(name))
      .flatMap(({ args }) => {
        const job = word(args, "jobId");
        const escrowWei = books.escrowWei(job);
        return escrowWei === 0n ? [] : [{ kind: "escrow-left" as const, transaction: hash, job, escrowWei }];
      }),
  );
}

function word(args: ArgumentRecord, name: string): string {
  const value = args[name];
  return typeof value === "string" ? value : "";
}

/** An amount; what is none counts as zero and shows as a difference. */
function uint(args: ArgumentRecord, name: string): bigint {
  const value = word(args, name);
  return /^\d{1,78}$/.test(value) ? BigInt(value) : 0n;
}
