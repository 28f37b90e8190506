import type { RoleBit } from "./enums.ts";
import type { Address } from "./hex.ts";

/** Who sends transactions: its label in plans and receipts, and its address on a chain. */
export interface Account {
  readonly label: string;
  readonly address: Address;
  /** Who sends for it, if it is a Safe: that has no key. */
  readonly safe?: SafeOfAccount;
}

/** Whoever holds a Safe's keys. */
export interface SafeOfAccount {
  readonly signers: readonly Account[];
  /** How many of them have to sign. */
  readonly threshold: number;
}

/** Who plays whom on a chain. */
export interface Accounts {
  readonly chainId: number;
  /** Deploys the contracts and gives gas money. */
  readonly deployer: Account;
  /** @throws OMNI3055 if the label is an address with a wrong EIP-55 checksum. */
  of(label: string): Account;
}

/** Somebody whom the plans name for a role. */
export interface Participant {
  /** As the plan has it; "stand-in for 0x…" where that is an address. */
  readonly handle: string;
  /** Sum of role bits. */
  readonly roles: number;
  readonly stakes: readonly { readonly role: RoleBit; readonly amountWei: bigint }[];
  /** What it keeps at hand: to stake again after drills, and for the bonds of the disputes that it rehearses. */
  readonly spareWei: bigint;
}

/** Somebody who holds an identity. */
export interface Person extends Participant {
  readonly account: Account;
}

/** Everybody whom the plans name, with the accounts that they hold on a chain. */
export interface Cast {
  readonly chainId: number;
  readonly deployer: Account;
  readonly owner: Account;
  readonly guardian: Account;
  readonly treasury: Account;
  /** Posts the jobs: the plan's orchestrator, or somebody in its place where it works or judges itself. The treasury funds it. */
  readonly employer: Account;
  readonly operator: Account;
  /** Admits people: a key of its own, so that whoever owns the system cannot make up its people as well. */
  readonly registrar: Account;
  /** Who drives which region's executor, in the order of the executors; none where the planetary layer plays no part. */
  readonly regionOperators: readonly { readonly region: string; readonly account: Account }[];
  /** In order of first mention. */
  readonly people: readonly Person[];
  /** The account of anybody whom a plan names. */
  readonly accountOf: (name: string) => Account;
}

/** Who posts jobs where a plan names nobody: the label of its account. */
export const ORCHESTRATOR = "mission-orchestrator";

/** Plans name no operator; this label stands for the one that ticks, triggers and anchors. */
export const OPERATOR = "mission-operator";

/** Plans name no registrar either. */
export const REGISTRAR = "mission-registrar";

interface Staff {
  readonly metaOrchestrator?: { readonly handle?: string | undefined } | null | undefined;
  readonly agents?: readonly (Worker | undefined)[] | undefined;
  readonly validators?: readonly (Worker | undefined)[] | undefined;
}

type Worker = { readonly handle?: string | undefined };

/**
 * Who posts jobs: the orchestrator of the plan that governs, unless that one works or judges, since nobody may take or
 * judge a job of their own.
 *
 * @param governing participants of the plan that governs; a draft's may lack anything.
 * @param others those of further plans in which the orchestrator may neither work nor judge.
 */
export function employerOf(governing: Staff = {}, ...others: readonly Staff[]): string {
  const named = governing.metaOrchestrator?.handle;
  const workers = [governing, ...others].flatMap(({ agents = [], validators = [] }) => [
    ...agents,
    ...validators,
  ]);
  return named === undefined || workers.some((worker) => worker?.handle === named) ? ORCHESTRATOR : named;
}
