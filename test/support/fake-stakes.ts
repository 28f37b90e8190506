import type { Account } from "../../src/model/cast.ts";
import { uintArg } from "../../src/records/events.ts";
import { type Effect, FakeChain, type Sent } from "./fake-chain.ts";

/**
 * A chain that keeps tokens, identities and stakes; what an account cannot pay, or has no identity for, reverts, and so do all
 * stakes before the founding is closed.
 */
export class FakeStakes extends FakeChain {
  /** By account's address. */
  readonly gasMoney = new Map<string, bigint>();
  readonly tokens = new Map<string, bigint>();
  readonly roles = new Map<string, bigint>();
  #founded = false;
  /** By account's address and role. */
  readonly #stakes = new Map<string, bigint>();
  readonly #trusting = new Set<string>();

  /** @param treasury has the whole supply. */
  constructor(treasury: Account, supplyWei: bigint) {
    super("AGIALPHA", "IdentityRegistry", "SortitionPool", "StakeManager");
    this.tokens.set(treasury.address, supplyWei);
    this.effects.set("transfer of coin", ({ request }) => {
      this.gasMoney.set(
        String(request.to),
        (this.gasMoney.get(String(request.to)) ?? 0n) + (request.valueWei ?? 0n),
      );
      return [];
    });
    this.effects.set("AGIALPHA.transfer", ({ from, args }) => {
      return this.#move(from.address, String(args.to), uintArg(args, "value"));
    });
    this.effects.set("AGIALPHA.approve", ({ from }) => {
      this.#trusting.add(from.address);
      return [];
    });
    this.effects.set("IdentityRegistry.register", ({ args }) => {
      if (this.roles.has(String(args.account))) return "reverts";
      this.roles.set(String(args.account), uintArg(args, "roles"));
      return [];
    });
    this.effects.set("IdentityRegistry.closeFounding", () => {
      if (this.#founded) return "reverts";
      this.#founded = true;
      return [];
    });
    this.effects.set("IdentityRegistry.setRoles", ({ args }) => {
      if (!this.roles.has(String(args.account))) return "reverts";
      this.roles.set(String(args.account), uintArg(args, "roles"));
      return [];
    });
    this.effects.set("StakeManager.depositStake", (sent) => this.#deposit(sent));
  }

  stakeOf({ address }: Account, role: number): bigint {
    return this.#stakes.get(`${address} ${role}`) ?? 0n;
  }

  #deposit({ from, args }: Sent): Effect {
    const { address } = from;
    const [role, amountWei] = [uintArg(args, "role"), uintArg(args, "amountWei")];
    const isAdmitted = this.#founded && ((this.roles.get(address) ?? 0n) & role) !== 0n;
    if (!this.#trusting.has(address) || !isAdmitted) return "reverts";
    const key = `${address} ${role}`;
    this.#stakes.set(key, (this.#stakes.get(key) ?? 0n) + amountWei);
    return this.#move(address, "StakeManager", amountWei);
  }

  #move(from: string, to: string, amountWei: bigint): Effect {
    const leftWei = (this.tokens.get(from) ?? 0n) - amountWei;
    if (leftWei < 0n) return "reverts";
    this.tokens.set(from, leftWei);
    this.tokens.set(to, (this.tokens.get(to) ?? 0n) + amountWei);
    return [];
  }
}
