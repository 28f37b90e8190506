import { Transaction } from "ethers/transaction";
import { CHAIN } from "../../errors/chain-errors.ts";
import { OmniError } from "../../errors/error.ts";
import { shorten } from "../../errors/quote.ts";
import type { Account } from "../../model/cast.ts";
import type { Hex } from "../../model/hex.ts";
import { DEFAULT_SEED } from "../constants.ts";
import type { ExecutedTransaction } from "../engine/engine.ts";
import type { BlockIntent, Journal, JournalBlock } from "../journal/journal.ts";
import type { Clock, Group, MinedTransaction, Port } from "../port.ts";
import type { Rpc } from "../rpc.ts";
import { prevrandaoOf } from "../sign.ts";
import { openForesight } from "./foresight.ts";
import { splitIntoBlocks } from "./group.ts";
import { nextTimestamp } from "./miner.ts";
import { questionsOf, readsOf } from "./queries.ts";
import { type SignedRequest, signGroup } from "./sign-group.ts";

/** Who acts. */
export interface Actor {
  readonly stage: string;
  readonly script: string;
  /** The plan's `chain.seed`; see `prevrandaoOf`. */
  readonly seed: string | undefined;
}

/** A chain that has been replayed whole, to be acted on once more from its first block: nothing is sent to it. */
export interface Retrace {
  /** The last block that was acted again. */
  readonly clock: Clock;
  /**
   * The chain as it stood after that block. What is mined has to be the journal's next block, byte for byte; what came of
   * it is what came of it when the journal was executed.
   *
   * @throws OMNI3064 from `mine` if it is not.
   */
  portFor(actor: Actor): Port;
}

/**
 * @param rpc a node that has executed the journal.
 * @param journal attacker-controlled beyond its form.
 * @param executed what came of its transactions.
 */
export function openRetrace(rpc: Rpc, journal: Journal, executed: readonly ExecutedTransaction[]): Retrace {
  const track = new Track(journal, executed);
  const foresight = openForesight(rpc);
  const latest = () => track.block;
  return {
    clock: track,
    portFor: (actor) => ({
      ...readsOf(rpc, latest),
      ...questionsOf(rpc, latest),
      clock: track,
      calls: (calls, block = track.block) => foresight.calls(block, calls),
      nonceOf: async (account) => track.nonceOf(account),
      stateRoot: () => track.stateRoot,
      mine: (group) => track.mine(group, actor),
    }),
  };
}

/** How far a journal has been acted again. */
class Track implements Clock {
  readonly #journal: Journal;
  readonly #outcomes: ReadonlyMap<number, readonly ExecutedTransaction[]>;
  readonly #nonces = new Map<string, number>();
  #block = 0;

  constructor(journal: Journal, executed: readonly ExecutedTransaction[]) {
    this.#journal = journal;
    this.#outcomes = Map.groupBy(executed, ({ block }) => block);
  }

  get block(): number {
    return this.#block;
  }

  get now(): bigint {
    return BigInt(this.#latest.timestamp);
  }

  get stateRoot(): Hex {
    return this.#latest.stateRoot;
  }

  get #latest() {
    return this.#journal.blocks[this.#block - 1] ?? this.#journal.header.genesis;
  }

  nonceOf({ address }: Account): number {
    return this.#nonces.get(address) ?? 0;
  }

  async mine({ at, transactions = [] }: Group, actor: Actor): Promise<readonly MinedTransaction[]> {
    const first = nextTimestamp(this.#latest.timestamp, at);
    const mined: MinedTransaction[] = [];
    for (const [index, group] of splitIntoBlocks(transactions).entries()) {
      const signed = await signGroup(group, (account) => this.#takeNonce(account));
      const number = this.#block + 1;
      const { stage, script, seed = DEFAULT_SEED } = actor;
      const prevrandao = prevrandaoOf(seed, number);
      const raws = signed.map(({ raw }) => raw);
      const intent = { number, timestamp: first + index, prevrandao, stage, script, transactions: raws };
      requireSame(intent, this.#journal.blocks[this.#block]);
      this.#block = number;
      mined.push(...minedOf(signed, this.#outcomes.get(number) ?? []));
    }
    return mined;
  }

  #takeNonce(account: Account): number {
    const nonce = this.nonceOf(account);
    this.#nonces.set(account.address, nonce + 1);
    return nonce;
  }
}

function minedOf(
  signed: readonly SignedRequest[],
  outcomes: readonly ExecutedTransaction[],
): MinedTransaction[] {
  return outcomes.map(({ hash, block, index, timestamp, receipt, revertData }) => {
    const { request } = signed[index] as SignedRequest;
    const status = receipt.status === "0x1" ? "success" : "reverted";
    return { request, hash, block, index, timestamp, status, receipt, revertData };
  });
}

/** @throws OMNI3064 if they differ. */
function requireSame(expected: BlockIntent, found: JournalBlock | undefined): void {
  const difference = differenceOf(expected, found);
  if (difference === null) return;
  const [what, wanted, there] = difference;
  throw new OmniError(CHAIN.JOURNAL_DEPARTS, {
    block: expected.number,
    script: expected.script,
    what,
    expected: shorten(String(wanted)),
    found: String(there),
  });
}

type Difference = readonly [what: string, expected: unknown, found: unknown];

function differenceOf(expected: BlockIntent, found: JournalBlock | undefined): Difference | null {
  if (found === undefined) return ["block", expected.number, "the journal's end"];
  const field = (["timestamp", "prevrandao", "stage", "script"] as const).find(
    (name) => found[name] !== expected[name],
  );
  if (field !== undefined) return [field, expected[field], found[field]];
  const [wanted, there] = [expected.transactions, found.transactions];
  if (wanted.length !== there.length) return ["number of transactions", wanted.length, there.length];
  const index = wanted.findIndex((raw, place) => raw !== there[place]);
  return index === -1 ? null : differenceBetween(index, wanted[index] as Hex, there[index] as Hex);
}

const FIELDS = ["from", "nonce", "to", "value", "data", "gasLimit"] as const;

/** @param found has been executed, so that it parses. */
function differenceBetween(index: number, expected: Hex, found: Hex): Difference {
  const [wanted, there] = [Transaction.from(expected), Transaction.from(found)];
  const field = FIELDS.find((name) => wanted[name] !== there[name]);
  return field === undefined
    ? [`transaction ${index}`, wanted.hash, there.hash]
    : [`${field} of transaction ${index}`, wanted[field], there[field]];
}
