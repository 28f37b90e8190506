import type { Call, CallResult, CallTrace, Computed, StateChange } from "../../src/chain/port.ts";
import type { Hex } from "../../src/model/hex.ts";
import { FakeChain } from "./fake-chain.ts";

const NO_TRACE = { kind: "not computed", reason: "nothing is known of it" } as const;

/** A chain that tells what happens inside of calls, each by contract and function; what, each test says. */
export class TracingChain extends FakeChain {
  /** Everything that was called, in order. */
  readonly asked: Call[] = [];
  /** What calls revert with. */
  readonly refusals = new Map<string, Hex>();
  readonly traces = new Map<string, CallTrace>();
  /** By the transaction's hash. */
  readonly changes = new Map<string, Computed<StateChange>>();

  override async calls(calls: readonly Call[]): Promise<CallResult[]> {
    this.asked.push(...calls);
    return Promise.all(
      calls.map(async (call): Promise<CallResult> => {
        const data = this.refusals.get(this.#nameOf(call));
        if (data !== undefined) return { kind: "reverted", data };
        const [result] = await super.calls([call]);
        return result as CallResult;
      }),
    );
  }

  override async tryOut(calls: readonly Call[]): Promise<CallTrace[]> {
    return calls.map((call) => this.traces.get(this.#nameOf(call)) ?? { calls: NO_TRACE, change: NO_TRACE });
  }

  override async changesOf(hashes: readonly Hex[]): Promise<Computed<StateChange>[]> {
    return hashes.map((hash) => this.changes.get(hash) ?? NO_TRACE);
  }

  /** An error as a contract reverts with it. */
  errorOf(contract: string, name: string, ...args: readonly unknown[]): Hex {
    return this.book.get(contract).type.abi.encodeErrorResult(name, args) as Hex;
  }

  #nameOf({ to, data }: Call): string {
    const target = this.book.at(to);
    return `${target?.name}.${target?.type.abi.parseTransaction({ data })?.name}`;
  }
}
