import type { Hex } from "../../model/hex.ts";
import { toJsonLine } from "../../support/json.ts";
import { overJsonLimit } from "../../support/json-limits.ts";
import { isHexData, isHexOf } from "../../support/quantity.ts";
import { CHAIN_ID, HARDFORK, MAX_BLOCK_TRANSACTIONS } from "../constants.ts";

export interface Genesis {
  readonly hash: Hex;
  readonly stateRoot: Hex;
  /** In seconds. */
  readonly timestamp: number;
}

export interface JournalHeader {
  readonly format: "omnisovereign-journal/1";
  readonly chainId: number;
  readonly hardfork: string;
  readonly genesis: Genesis;
  readonly randomness: "scripted";
}

/** A block before it is mined. */
export interface BlockIntent {
  readonly number: number;
  /** In seconds. */
  readonly timestamp: number;
  readonly prevrandao: Hex;
  readonly stage: string;
  readonly script: string;
  /** Raw signed transactions in the order of the block. */
  readonly transactions: readonly Hex[];
}

export interface BlockOutcome {
  readonly hash: Hex;
  readonly stateRoot: Hex;
}

export interface JournalBlock extends BlockIntent, BlockOutcome {}

export interface Journal {
  readonly header: JournalHeader;
  readonly blocks: readonly JournalBlock[];
}

export type JournalResult =
  | { readonly kind: "journal"; readonly journal: Journal }
  | { readonly kind: "malformed"; readonly line: number; readonly problem: string };

const JOURNAL_FORMAT = "omnisovereign-journal/1";

/** What go-ethereum's pool accepts for one transaction; a contract at the size limit of EIP-3860 is far below. */
export const MAX_TRANSACTION_BYTES = 131_072;
const STAGE = /^[a-z][a-z0-9-]{0,31}$/;
const SCRIPT = /^[a-z][A-Za-z0-9:._-]{0,127}$/;

/** The header of a journal that begins with this genesis. */
export function journalHeader(genesis: Genesis): JournalHeader {
  const { hash, stateRoot, timestamp } = genesis;
  return {
    format: JOURNAL_FORMAT,
    chainId: CHAIN_ID,
    hardfork: HARDFORK,
    genesis: { hash, stateRoot, timestamp },
    randomness: "scripted",
  };
}

/** What the chain is after its last block: a block, or the genesis. */
export function latestOf({ header, blocks }: Journal): BlockOutcome & { readonly timestamp: number } {
  return blocks.at(-1) ?? header.genesis;
}

/** One JSON line for the header, then one for each block. */
export function formatJournal(journal: Journal): string {
  return [journalHeader(journal.header.genesis), ...journal.blocks.map(orderedBlock)]
    .map(toJsonLine)
    .join("");
}

/** What becomes of a journal's lines as they are read. */
export interface JournalSink {
  header(header: JournalHeader): void;
  block(block: JournalBlock): void;
}

/**
 * Reads what `formatJournal` writes, and nothing else: other keys, another order of keys or other white space
 * are refused, so that equal journals are equal bytes.
 *
 * @param text attacker-controlled
 */
export function parseJournal(text: string): JournalResult {
  const headers: JournalHeader[] = [];
  const blocks: JournalBlock[] = [];
  const readLine = journalLines({
    header: (header) => void headers.push(header),
    block: (block) => void blocks.push(block),
  });
  let start = 0;
  for (let line = 1; start < text.length || line === 1; line += 1) {
    const end = text.indexOf("\n", start);
    if (end === -1 && text !== "") return malformed(line, UNENDED);
    const problem = readLine(text.slice(start, Math.max(end, 0)));
    if (problem !== null) return malformed(line, problem);
    start = end + 1;
  }
  const [header] = headers as [JournalHeader];
  return { kind: "journal", journal: { header, blocks } };
}

export const UNENDED = "the last line does not end with a line feed";

/** A block of as many transactions as there may be, each as large as it may be, in hex; and what else a line has. */
export const MAX_LINE_BYTES = MAX_BLOCK_TRANSACTIONS * (2 * MAX_TRANSACTION_BYTES + 5) + 1024;

/** What a block's line has, and a little more, for problems to be named by what they are. */
const LINE_LIMITS = { depth: 4, values: 256 };

/**
 * @returns takes a journal's lines in their order, each without its line feed and attacker-controlled, and says what is
 *   wrong with one; `null` for one that went to `sink`. Holds no line.
 */
export function journalLines(sink: JournalSink): (line: string) => string | null {
  let latest: Pick<BlockIntent, "number" | "timestamp"> | null = null;
  return (line) => {
    const value = overJsonLimit(line, LINE_LIMITS) === undefined ? parseLine(line) : undefined;
    const problem = latest === null ? problemOfFirst(line, value) : problemOfBlock(line, value, latest);
    if (problem !== null) return problem;
    if (latest === null) {
      const header = value as JournalHeader;
      sink.header(header);
      latest = { number: 0, timestamp: header.genesis.timestamp };
    } else {
      const { number, timestamp } = value as JournalBlock;
      sink.block(value as JournalBlock);
      latest = { number, timestamp };
    }
    return null;
  };
}

function problemOfFirst(line: string, value: unknown): string | null {
  return problemOfHeader(value) ?? problemOfForm(line, () => formHeader(value));
}

function problemOfBlock(
  line: string,
  value: unknown,
  previous: Pick<BlockIntent, "number" | "timestamp">,
): string | null {
  return (
    problemOfIntent(value, previous) ??
    problemOfOutcome(value) ??
    problemOfForm(line, () => orderedBlock(value as JournalBlock))
  );
}

/** @returns what is wrong with a header read from outside, or `null`. */
export function problemOfHeader(value: unknown): string | null {
  const header = fieldsOf(value);
  if (!header) return "it is not a JSON object";
  const genesis = fieldsOf(header.genesis);
  if (header.format !== JOURNAL_FORMAT) return `"format" is not "${JOURNAL_FORMAT}"`;
  if (header.chainId !== CHAIN_ID) return `"chainId" is not ${CHAIN_ID}`;
  if (header.hardfork !== HARDFORK) return `"hardfork" is not "${HARDFORK}"`;
  if (header.randomness !== "scripted") return '"randomness" is not "scripted"';
  if (!genesis || !isHexOf(32, genesis.hash)) return '"genesis.hash" is not 32 bytes of lower-case hex';
  if (!isHexOf(32, genesis.stateRoot)) return '"genesis.stateRoot" is not 32 bytes of lower-case hex';
  if (!isSeconds(genesis.timestamp)) return '"genesis.timestamp" is not a number of seconds';
  return null;
}

/** @returns what is wrong with a block read from outside that should follow `previous`, or `null`. */
export function problemOfIntent(
  value: unknown,
  previous: Pick<BlockIntent, "number" | "timestamp">,
): string | null {
  const block = fieldsOf(value);
  if (!block) return "it is not a JSON object";
  if (block.number !== previous.number + 1) return `"number" is not ${previous.number + 1}`;
  if (!isSeconds(block.timestamp)) return '"timestamp" is not a number of seconds';
  if (block.timestamp <= previous.timestamp) return `"timestamp" is not after ${previous.timestamp}`;
  if (!isHexOf(32, block.prevrandao)) return '"prevrandao" is not 32 bytes of lower-case hex';
  if (!matches(STAGE, block.stage)) return '"stage" is not the name of a stage';
  if (!matches(SCRIPT, block.script)) return '"script" is not the name of an npm script';
  return problemOfTransactions(block.transactions);
}

/** @returns what is wrong with the result of a block read from outside, or `null`. */
export function problemOfOutcome(value: unknown): string | null {
  const block = fieldsOf(value);
  if (!block || !isHexOf(32, block.hash)) return '"hash" is not 32 bytes of lower-case hex';
  if (!isHexOf(32, block.stateRoot)) return '"stateRoot" is not 32 bytes of lower-case hex';
  return null;
}

/** The fields of a block in the order of the format. */
function orderedIntent(intent: BlockIntent): BlockIntent {
  const { number, timestamp, prevrandao, stage, script, transactions } = intent;
  return { number, timestamp, prevrandao, stage, script, transactions };
}

/** @returns the value of one JSON line, `undefined` if it is none. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function problemOfTransactions(value: unknown): string | null {
  if (!Array.isArray(value)) return '"transactions" is not a list';
  if (value.length > MAX_BLOCK_TRANSACTIONS) {
    return `"transactions" has ${value.length} entries, more than ${MAX_BLOCK_TRANSACTIONS}`;
  }
  const bad = value.findIndex((raw) => !isRawTransaction(raw));
  return bad < 0 ? null : `"transactions[${bad}]" is not a raw transaction in lower-case hex`;
}

function isRawTransaction(value: unknown): value is Hex {
  return (
    typeof value === "string" &&
    value.length <= 2 + 2 * MAX_TRANSACTION_BYTES &&
    value.length > 2 &&
    isHexData(value)
  );
}

function isSeconds(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

function matches(pattern: RegExp, value: unknown): value is string {
  return typeof value === "string" && pattern.test(value);
}

function fieldsOf(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function orderedBlock(block: JournalBlock): JournalBlock {
  return { ...orderedIntent(block), hash: block.hash, stateRoot: block.stateRoot };
}

function formHeader(header: unknown): JournalHeader {
  return journalHeader((header as JournalHeader).genesis);
}

function problemOfForm(line: string, ordered: () => unknown): string | null {
  return `${line}\n` === toJsonLine(ordered())
    ? null
    : "it has other keys, another order or other white space";
}

function malformed(line: number, problem: string): JournalResult {
  return { kind: "malformed", line, problem };
}
