import type { Hex } from "./hex.ts";

/** A call of the owner's. */
export interface OwnerCall {
  readonly contract: string;
  readonly function: string;
  readonly args: readonly unknown[];
  /** Whether no role is asked of who makes it: the function looks itself at who that is. */
  readonly open?: boolean;
}

/** A value on chain that a call changes. */
export interface Effect {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** A call that would bring the chain to what was asked, with what it would change. */
export interface Proposal {
  readonly call: OwnerCall;
  readonly effects: readonly Effect[];
}

/** What a node says to the call as things stand; nothing is sent. */
export interface Preview {
  readonly target: string;
  readonly data: Hex;
  readonly delaySeconds: bigint;
  /** "accepted", or why not: `AccessManager.schedule` by the owner; `null` where nothing has to be scheduled. */
  readonly schedule: string | null;
  /** The same for the call itself, made once its delay has passed; `null` where nobody could be asked. */
  readonly execution: string | null;
}
