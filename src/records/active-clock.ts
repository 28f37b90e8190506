import type { EventRecord } from "../model/record.ts";
import { uintArg } from "./events.ts";

/** The protocol's active time, from the events of `SystemPause` alone: time less what pauses took. Seconds. */
export class ActiveClock {
  #closed = 0n;
  /** `expiresAt` is 0 for the owner's, which ends only when it is told to. */
  #pause: { readonly since: bigint; readonly expiresAt: bigint } | null = null;

  hear({ contract, name, args }: EventRecord): void {
    if (contract !== "SystemPause") return;
    if (name === "Paused")
      this.#pause = { since: uintArg(args, "since"), expiresAt: uintArg(args, "expiresAt") };
    if (name === "Resumed") this.#close(uintArg(args, "pausedSeconds"));
    if (name === "PauseExpired") this.#close(uintArg(args, "endedAt") - uintArg(args, "since"));
  }

  /** @param timestamp a block's, not before what it has heard of last. */
  at(timestamp: number): bigint {
    const now = BigInt(timestamp);
    if (this.#pause === null) return now - this.#closed;
    const { since, expiresAt } = this.#pause;
    const end = expiresAt === 0n || now < expiresAt ? now : expiresAt;
    return now - this.#closed - (end - since);
  }

  #close(seconds: bigint): void {
    this.#closed += seconds;
    this.#pause = null;
  }
}
