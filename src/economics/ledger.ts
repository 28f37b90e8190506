import type { ArgumentRecord, EventRecord, TransactionRecord } from "../model/record.ts";
import { PAYMENT_REASONS } from "./settlement.ts";

/** Where tokens can be: somebody's wallet, one of StakeManager's internal accounts, or outside of the supply. */
export type Pot =
  | { readonly kind: "wallet" | "claim"; readonly owner: string }
  | { readonly kind: "stake" | "unbonding"; readonly owner: string; readonly role: string }
  | { readonly kind: "escrow"; readonly job: string }
  | { readonly kind: "supply" };

/** Tokens that went from one pot to another: one line of the books. */
export interface Movement {
  readonly transaction: string;
  readonly from: Pot;
  readonly to: Pot;
  readonly amountWei: bigint;
  /** Why; the event's name, or the payment's reason. */
  readonly reason: string;
}

export interface Account {
  readonly balanceWei: bigint;
  readonly stakedWei: bigint;
  readonly unbondingWei: bigint;
  readonly claimableWei: bigint;
}

/** Who paid what into a job's escrow, and to whom it went. */
export interface JobBooks {
  readonly in: readonly Movement[];
  readonly out: readonly Movement[];
  /** What is left in the escrow. */
  readonly escrowWei: bigint;
}

export interface Totals {
  readonly stakedWei: bigint;
  readonly unbondingWei: bigint;
  readonly escrowedWei: bigint;
  readonly claimableWei: bigint;
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
  | { readonly kind: "escrow-left"; readonly job: string; readonly escrowWei: bigint };

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
  const books = post(movements);
  const jobs = jobsOf(movements, books.balances);
  return {
    movements,
    jobs,
    accounts: accountsOf(movements, books.balances),
    totals: totalsOf(movements, books.balances),
    supplyWei: -balance(books.balances, SUPPLY),
    problems: [
      ...books.problems,
      ...entries.flatMap(({ problems }) => problems),
      ...leftInEscrow(ordered, jobs),
    ],
  };
}

function inChainOrder(records: readonly TransactionRecord[]): TransactionRecord[] {
  const unique = new Map(records.map((record) => [record.hash, record]));
  return [...unique.values()].sort((a, b) => a.block - b.block || a.index - b.index);
}

function addressOf(records: readonly TransactionRecord[], contract: string): string | undefined {
  return records.flatMap(({ events }) => events).find((event) => event.contract === contract)?.address;
}

interface Entry {
  readonly movements: readonly Movement[];
  readonly problems: readonly LedgerProblem[];
}

function entryOf({ hash, events }: TransactionRecord, custodian: string | undefined): Entry {
  const touches = ({ args }: EventRecord) => args.from === custodian || args.to === custodian;
  const movements = events.flatMap((event) => {
    if (event.contract === CUSTODIAN) return movementOf(hash, event);
    return isTransfer(event) && !touches(event) ? [transferOf(hash, event)] : [];
  });
  const transferredWei = events
    .filter((event) => isTransfer(event) && touches(event))
    .reduce((sum, { args }) => sum + signedValue(args, custodian), 0n);
  const bookedWei = movements.reduce((sum, { from, to, amountWei }) => {
    return sum + (held(to) ? amountWei : 0n) - (held(from) ? amountWei : 0n);
  }, 0n);
  const agrees = transferredWei === bookedWei;
  return {
    movements,
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

function transferOf(transaction: string, { args }: EventRecord): Movement {
  const potOf = (owner: string): Pot => (owner === NOBODY ? SUPPLY : { kind: "wallet", owner });
  return {
    transaction,
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
  ["StakeWithdrawn", (args) => [stake(args, "unbonding"), wallet(args)]],
  ["StakeSlashed", (args) => [stake(args), escrow(args)]],
  ["EscrowFunded", (args) => [wallet(args, "payer"), escrow(args)]],
  ["EscrowPaid", (args) => [escrow(args), claim(args, "payee")]],
  ["EscrowBurned", (args) => [escrow(args), SUPPLY]],
  ["RewardCredited", (args) => [wallet(args, "payer"), claim(args)]],
  ["Claimed", (args) => [claim(args), wallet(args)]],
]);

function movementOf(transaction: string, { name, args }: EventRecord): Movement[] {
  const route = ROUTES.get(name);
  if (!route) return [];
  const [from, to] = route(args);
  const reason = name === "EscrowPaid" ? (PAYMENT_REASONS[Number(args.reason)] ?? name) : name;
  return [{ transaction, from, to, amountWei: uint(args, "amountWei"), reason }];
}

function post(movements: readonly Movement[]) {
  const balances = new Map<string, bigint>();
  const problems: LedgerProblem[] = [];
  for (const { transaction, from, to, amountWei } of movements) {
    const left = balance(balances, from) - amountWei;
    balances.set(keyOf(from), left);
    balances.set(keyOf(to), balance(balances, to) + amountWei);
    if (left < 0n && from.kind !== "supply") {
      problems.push({ kind: "overdrawn", transaction, pot: keyOf(from), byWei: -left });
    }
  }
  return { balances, problems };
}

function keyOf(pot: Pot): string {
  return Object.values(pot).join(" ");
}

function balance(balances: ReadonlyMap<string, bigint>, pot: Pot): bigint {
  return balances.get(keyOf(pot)) ?? 0n;
}

function potsOf(movements: readonly Movement[]): Pot[] {
  const pots = movements.flatMap(({ from, to }) => [from, to]);
  return [...new Map(pots.map((pot) => [keyOf(pot), pot])).values()];
}

function jobsOf(
  movements: readonly Movement[],
  balances: ReadonlyMap<string, bigint>,
): ReadonlyMap<string, JobBooks> {
  const escrows = potsOf(movements).filter((pot) => pot.kind === "escrow");
  return new Map(
    escrows.map((pot) => {
      const isOwn = (other: Pot) => keyOf(other) === keyOf(pot);
      const books = {
        in: movements.filter(({ to }) => isOwn(to)),
        out: movements.filter(({ from }) => isOwn(from)),
        escrowWei: balance(balances, pot),
      };
      return [pot.job, books];
    }),
  );
}

function accountsOf(
  movements: readonly Movement[],
  balances: ReadonlyMap<string, bigint>,
): ReadonlyMap<string, Account> {
  const owned = Map.groupBy(
    potsOf(movements).filter((pot) => "owner" in pot),
    ({ owner }) => owner,
  );
  return new Map(
    [...owned].map(([owner, pots]) => {
      const sum = (kind: Pot["kind"]) => sumOf(pots, kind, balances);
      const account = {
        balanceWei: sum("wallet"),
        stakedWei: sum("stake"),
        unbondingWei: sum("unbonding"),
        claimableWei: sum("claim"),
      };
      return [owner, account];
    }),
  );
}

function totalsOf(movements: readonly Movement[], balances: ReadonlyMap<string, bigint>): Totals {
  const pots = potsOf(movements);
  return {
    stakedWei: sumOf(pots, "stake", balances),
    unbondingWei: sumOf(pots, "unbonding", balances),
    escrowedWei: sumOf(pots, "escrow", balances),
    claimableWei: sumOf(pots, "claim", balances),
  };
}

function sumOf(pots: readonly Pot[], kind: Pot["kind"], balances: ReadonlyMap<string, bigint>): bigint {
  return pots.filter((pot) => pot.kind === kind).reduce((sum, pot) => sum + balance(balances, pot), 0n);
}

function leftInEscrow(
  records: readonly TransactionRecord[],
  jobs: ReadonlyMap<string, JobBooks>,
): LedgerProblem[] {
  const ended = records
    .flatMap(({ events }) => events)
    .filter(({ name }) => ENDINGS.includes(name))
    .map(({ args }) => word(args, "jobId"));
  return [...new Set(ended)].flatMap((job) => {
    const escrowWei = jobs.get(job)?.escrowWei ?? 0n;
    return escrowWei === 0n ? [] : [{ kind: "escrow-left" as const, job, escrowWei }];
  });
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
