import {
  type BlockIntent,
  type BlockOutcome,
  type Journal,
  type JournalBlock,
  type JournalHeader,
  parseLine,
  problemOfHeader,
  problemOfIntent,
  problemOfOutcome,
} from "./journal.ts";

/** One line of the write-ahead log. */
export type WalEntry =
  | ({ readonly kind: "header" } & JournalHeader)
  | ({ readonly kind: "block" } & BlockIntent)
  | ({ readonly kind: "outcome"; readonly number: number } & BlockOutcome)
  | { readonly kind: "abandoned"; readonly number: number };

export interface WalContent {
  /** Of the blocks whose outcome is known. */
  readonly journal: Journal;
  /** A block that may or may not have been sent when the writer ended. */
  readonly open: BlockIntent | null;
  /** Length of the whole lines: a last line that is cut off was never acted on. */
  readonly bytes: number;
}

export type WalResult =
  | { readonly kind: "wal"; readonly wal: WalContent }
  | { readonly kind: "empty" }
  | { readonly kind: "malformed"; readonly line: number; readonly problem: string };

/** Folds the lines of a write-ahead log into the journal and the block that was under way. */
export function parseWal(text: string): WalResult {
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole === "") return { kind: "empty" };
  const [first, ...rest] = whole.slice(0, -1).split("\n");
  const header = parseLine(first ?? "");
  const problem = problemOfHeader(header);
  if (problem) return { kind: "malformed", line: 1, problem };

  const { kind: _, ...fields } = header as WalEntry & { kind: "header" };
  const state: WalState = { header: fields, blocks: [], open: null };
  for (const [index, line] of rest.entries()) {
    const problem = applyEntry(state, parseLine(line));
    if (problem) return { kind: "malformed", line: index + 2, problem };
  }
  const journal = { header: fields, blocks: state.blocks };
  return { kind: "wal", wal: { journal, open: state.open, bytes: Buffer.byteLength(whole) } };
}

/** The entries of a log in which nothing is under way. */
export function walEntries({ header, blocks }: Journal): readonly WalEntry[] {
  return [{ kind: "header", ...header }, ...blocks.flatMap(blockEntries)];
}

interface WalState {
  readonly header: JournalHeader;
  readonly blocks: JournalBlock[];
  open: BlockIntent | null;
}

/** @returns what is wrong with the entry, or `null` once it is applied. */
function applyEntry(state: WalState, entry: unknown): string | null {
  switch ((entry as Partial<WalEntry> | undefined)?.kind) {
    case "block":
      return applyIntent(state, entry);
    case "outcome":
      return applyOutcome(state, entry as WalEntry & { kind: "outcome" });
    case "abandoned":
      if (state.open === null) return "no block is under way";
      state.open = null;
      return null;
    default:
      return '"kind" is none of block, outcome, abandoned';
  }
}

function applyIntent(state: WalState, entry: unknown): string | null {
  if (state.open) return `block ${state.open.number} is still under way`;
  const previous = state.blocks.at(-1) ?? { number: 0, timestamp: state.header.genesis.timestamp };
  const problem = problemOfIntent(entry, previous);
  if (problem) return problem;
  const { kind: _, ...intent } = entry as WalEntry & { kind: "block" };
  state.open = intent;
  return null;
}

function applyOutcome(state: WalState, entry: WalEntry & { kind: "outcome" }): string | null {
  if (state.open?.number !== entry.number) return `block ${entry.number} is not under way`;
  const problem = problemOfOutcome(entry);
  if (problem) return problem;
  state.blocks.push({ ...state.open, hash: entry.hash, stateRoot: entry.stateRoot });
  state.open = null;
  return null;
}

function blockEntries({ hash, stateRoot, ...intent }: JournalBlock): readonly WalEntry[] {
  return [
    { kind: "block", ...intent },
    { kind: "outcome", number: intent.number, hash, stateRoot },
  ];
}
