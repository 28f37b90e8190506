/** Where tokens can be: somebody's wallet, one of StakeManager's internal accounts, or outside of the supply. */
export type Pot =
  | { readonly kind: "wallet" | "claim"; readonly owner: string }
  | { readonly kind: "stake" | "unbonding"; readonly owner: string; readonly role: string }
  | { readonly kind: "escrow"; readonly job: string }
  | { readonly kind: "supply" };

/** Tokens that went from one pot to another: one line of the books. */
export interface Movement {
  readonly transaction: string;
  readonly block: number;
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

/** What StakeManager holds for each purpose. */
export interface Totals {
  readonly stakedWei: bigint;
  readonly unbondingWei: bigint;
  readonly escrowedWei: bigint;
  readonly claimableWei: bigint;
}

interface Balance {
  readonly pot: Pot;
  amountWei: bigint;
}

/** Double-entry books: what every pot holds after the movements that were posted. */
export class Books {
  readonly #balances = new Map<string, Balance>();

  /** @returns by how much the movement overdrew its source; the supply's is never. */
  post({ from, to, amountWei }: Movement): bigint {
    const source = this.#balance(from);
    source.amountWei -= amountWei;
    this.#balance(to).amountWei += amountWei;
    return source.amountWei < 0n && from.kind !== "supply" ? -source.amountWei : 0n;
  }

  totals(): Totals {
    const balances = [...this.#balances.values()];
    return {
      stakedWei: sumOf(balances, "stake"),
      unbondingWei: sumOf(balances, "unbonding"),
      escrowedWei: sumOf(balances, "escrow"),
      claimableWei: sumOf(balances, "claim"),
    };
  }

  /** By EIP-55 address. */
  accounts(): ReadonlyMap<string, Account> {
    const owned = Map.groupBy(this.#balances.values(), ({ pot }) => ("owner" in pot ? pot.owner : null));
    return new Map(
      [...owned].flatMap(([owner, balances]) => (owner === null ? [] : [[owner, accountOf(balances)]])),
    );
  }

  /** What is left in a job's escrow. */
  escrowWei(job: string): bigint {
    return this.#balances.get(keyOf({ kind: "escrow", job }))?.amountWei ?? 0n;
  }

  supplyWei(): bigint {
    return -(this.#balances.get(keyOf({ kind: "supply" }))?.amountWei ?? 0n);
  }

  #balance(pot: Pot): Balance {
    const known = this.#balances.get(keyOf(pot));
    if (known) return known;
    const opened = { pot, amountWei: 0n };
    this.#balances.set(keyOf(pot), opened);
    return opened;
  }
}

/** A pot's name. */
export function keyOf(pot: Pot): string {
  return Object.values(pot).join(" ");
}

function accountOf(balances: readonly Balance[]): Account {
  return {
    balanceWei: sumOf(balances, "wallet"),
    stakedWei: sumOf(balances, "stake"),
    unbondingWei: sumOf(balances, "unbonding"),
    claimableWei: sumOf(balances, "claim"),
  };
}

function sumOf(balances: readonly Balance[], kind: Pot["kind"]): bigint {
  return balances.reduce((sum, { pot, amountWei }) => sum + (pot.kind === kind ? amountWei : 0n), 0n);
}
