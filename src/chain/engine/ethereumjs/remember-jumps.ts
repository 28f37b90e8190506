import type { EVM } from "@ethereumjs/evm";

/** JUMPDEST: whoever comes to one has an interpreter. */
const JUMP_TARGET = 0x5b;
/** Some forty contracts are called again and again; each of them costs half a megabyte at most. */
const MOST_CODES = 64;

type Entry = EVM["_opcodeMap"][number];
type Interpreter = Parameters<Entry["opHandler"]>[0]["interpreter"];
type Jumps = ReturnType<Interpreter["_getValidJumpDestinations"]>;

/** Interpreters of this kind remember already. */
const remembering = new WeakSet<Interpreter>();

/**
 * The library reads a contract's whole code for places to jump to whenever the contract is called, which takes a third of an
 * execution's time. What it has read is the same as long as the code is; it does not export its interpreters, so that the first
 * one is met on its way.
 */
export function rememberJumps(evm: EVM): void {
  // biome-ignore lint/complexity/useLiteralKeys: only so does the compiler let others than the library see it
  const entry = evm["_opcodeMap"][JUMP_TARGET] as Entry;
  const { opHandler } = entry;
  entry.opHandler = (state, common) => {
    entry.opHandler = opHandler;
    haveRemember(Object.getPrototypeOf(state.interpreter));
    return opHandler(state, common);
  };
}

function haveRemember(interpreters: Interpreter): void {
  if (remembering.has(interpreters)) return;
  remembering.add(interpreters);
  const find = interpreters._getValidJumpDestinations;
  const kept = new RecentJumps();
  interpreters._getValidJumpDestinations = function (code) {
    return kept.of(code, () => find.call(this, code));
  };
}

/** Of codes by their identity, which is a state's: another chain's is another. */
class RecentJumps {
  /** The code of a contract's creation is seen once; it is part of a memory that shall go. */
  readonly #seen = new WeakSet<Uint8Array>();
  /** The latest at the end. */
  readonly #kept = new Map<Uint8Array, Jumps>();

  of(code: Uint8Array, find: () => Jumps): Jumps {
    const jumps = this.#kept.get(code) ?? find();
    if (this.#seen.has(code)) this.#keep(code, jumps);
    this.#seen.add(code);
    return jumps;
  }

  #keep(code: Uint8Array, jumps: Jumps): void {
    this.#kept.delete(code);
    this.#kept.set(code, jumps);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_CODES && oldest) this.#kept.delete(oldest);
  }
}
