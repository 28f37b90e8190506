import type { Hex } from "./hex.ts";

/** A call that needs the council's role. */
export interface CouncilCall {
  readonly contract: string;
  readonly function: string;
  readonly args: readonly unknown[];
}

/** A value on chain that a call changes. */
export interface Effect {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** A call that would bring the chain to what was asked, with what it would change. */
export interface Proposal {
  readonly call: CouncilCall;
  readonly effects: readonly Effect[];
}

/** What a node says to the call as things stand; nothing is sent. */
export interface Preview {
  readonly target: string;
  readonly data: Hex;
  readonly delaySeconds: bigint;
  /** "accepted", or why not: `AccessManager.schedule` by the owner. */
  readonly schedule: string;
  /** The same for the call itself, made once its delay has passed; `null` where nobody could be asked. */
  readonly execution: string | null;
}
