import { Transaction } from "ethers/transaction";
import { CHAIN } from "../../errors/chain-errors.ts";
import { OmniError } from "../../errors/error.ts";
import { shorten } from "../../errors/quote.ts";
import type { Account } from "../../model/cast.ts";
import type { Hex } from "../../model/hex.ts";
import { DEFAULT_SEED } from "../constants.ts";
import type { ExecutedTransaction } from "../engine/engine.ts";
import type { BlockIntent, Journal, JournalBlock } from "../journal/journal.ts";
import type { Clock, Mine, MinedTransaction, Port } from "../port.ts";
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
export function openRetrace(
  rpc: Rpc,
  journal: Journal,
  executed: readonly ExecutedTransaction[],
): Retrace {
  const outcomes = Map.groupBy(executed, ({ block }) => block);
  const nonces = new Map<string, number>();
  const foresight = openForesight(rpc);
  let block = 0;
  const latest = () => block;
  const tip = () => journal.blocks[block - 1] ?? journal.header.genesis;
  const clock: Clock = {
    get now() {
      return BigInt(tip().timestamp);
    },
    get block() {
      return block;
    },
  };
  const takeNonce = ({ address }: Account): number => {
    const nonce = nonces.get(address) ?? 0;
    nonces.set(address, nonce + 1);
    return nonce;
  };
  const mine =
    ({ seed = DEFAULT_SEED, ...actor }: Actor): Mine =>
    async ({ at, transactions = [] }) => {
      const first = nextTimestamp(tip().timestamp, at);
      const mined: MinedTransaction[] = [];
      for (const [index, group] of splitIntoBlocks(transactions).entries()) {
        const number = block + 1;
        const signed = await signGroup(group, takeNonce);
        const intent = {
          number,
          timestamp: first + index,
          prevrandao: prevrandaoOf(seed, number),
          ...{ stage: actor.stage, script: actor.script },
          transactions: signed.map(({ raw }) => raw),
        };
        requireSame(intent, journal.blocks[block]);
        block = number;
        mined.push(...minedOf(signed, outcomes.get(number) ?? []));
      }
      return mined;
    };
  return {
    clock,
    portFor: (actor) => ({
      ...readsOf(rpc, latest),
      ...questionsOf(rpc, latest),
      clock,
      calls: (calls, other = block) => foresight.calls(other, calls),
      nonceOf: async ({ address }) => nonces.get(address) ?? 0,
      stateRoot: () => tip().stateRoot,
      mine: mine(actor),
    }),
  };
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

/** @throws OMNI3064 for the first field that differs. */
function requireSame(expected: BlockIntent, found: JournalBlock | undefined): void {
  const { number, script } = expected;
  const refuse = (what: string, wanted: unknown, there: unknown): never => {
    const shown = { expected: shorten(String(wanted)), found: shorten(String(there)) };
    throw new OmniError(CHAIN.JOURNAL_DEPARTS, { block: number, script, what, ...shown });
  };
  if (found === undefined) return refuse("block", number, "the journal's end");
  for (const field of ["timestamp", "prevrandao", "stage", "script"] as const) {
    if (found[field] !== expected[field]) refuse(field, expected[field], found[field]);
  }
  if (found.transactions.length !== expected.transactions.length)
    refuse("number of transactions", expected.transactions.length, found.transactions.length);
  for (const [index, raw] of expected.transactions.entries()) {
    const there = found.transactions[index] as Hex;
    if (there !== raw) refuse(...differenceBetween(index, raw, there));
  }
}

const FIELDS = ["nonce", "to", "value", "data", "gasLimit", "from"] as const;

/** @param found has been executed, so that it parses. */
function differenceBetween(index: number, expected: Hex, found: Hex): [string, unknown, unknown] {
  const [wanted, there] = [Transaction.from(expected), Transaction.from(found)];
  const field = FIELDS.find((name) => wanted[name] !== there[name]);
  return field === undefined
    ? [`transaction ${index}`, wanted.hash, there.hash]
    : [`${field} of transaction ${index}`, wanted[field], there[field]];
}
