import type { Json, Lie } from "./lie.ts";

const JOURNAL = "journal.jsonl";

/** What can be said of the journal's lines without executing them. */
export function journalLies(): readonly Lie[] {
  return Object.entries(CHANGES).map(([kind, change]) => ({
    kind: `the journal: ${kind}`,
    place: JOURNAL,
    tell: (forger) => forger.edit(JOURNAL, (text) => change(text.trimEnd().split("\n")).join("\n")),
  }));
}

const CHANGES: Readonly<Record<string, (lines: string[]) => string[]>> = {
  "two blocks in each other's place": (lines) => ended(lines.with(-2, at(lines, -1)).with(-1, at(lines, -2))),
  "without its last block": (lines) => ended(lines.slice(0, -1)),
  "with its last block twice": (lines) => ended([...lines, at(lines, -1)]),
  "with an empty line": (lines) => ended([...lines, ""]),
  "with CRLF": (lines) => ended(lines.map((line) => `${line}\r`)),
  "without its last line feed": (lines) => lines,
  "a later timestamp": (lines) => ended(onLast(lines, (block) => ({ timestamp: block.timestamp + 1 }))),
  "another stage": (lines) => ended(onLast(lines, () => ({ stage: "takeoff" }))),
  "another script": (lines) => ended(onLast(lines, () => ({ script: "owner:settle" }))),
  "another state root": (lines) => ended(onLast(lines, () => ({ stateRoot: `0x${"1".repeat(64)}` }))),
  "another hash": (lines) => ended(onLast(lines, () => ({ hash: `0x${"1".repeat(64)}` }))),
  "another prevrandao": (lines) => ended(onLast(lines, () => ({ prevrandao: `0x${"1".repeat(64)}` }))),
  "without a transaction": (lines) => ended(onLast(lines, () => ({ transactions: [] }))),
  "a transaction twice": (lines) =>
    ended(onLast(lines, ({ transactions }) => ({ transactions: [...transactions, ...transactions] }))),
  "a key more": (lines) => ended(onLast(lines, () => ({ more: 1 }))),
  "a key twice": (lines) => ended(lines.with(-1, at(lines, -1).replace('{"', '{"number":1,"'))),
  "a number in another notation": (lines) =>
    ended(lines.with(-1, at(lines, -1).replace(/("timestamp":\d+)/, "$1e0"))),
  "another genesis": (lines) => ended(lines.with(0, at(lines, 0).replace(/("timestamp":)(\d)/, "$12"))),
  "an empty block more": (lines) => {
    const last: Json = JSON.parse(at(lines, -1));
    const more = { ...last, number: last.number + 1, timestamp: last.timestamp + 1, transactions: [] };
    return ended([...lines, JSON.stringify(more)]);
  },
};

function ended(lines: readonly string[]): string[] {
  return [...lines, ""];
}

function at(lines: readonly string[], index: number): string {
  return lines.at(index) ?? "";
}

function onLast(lines: readonly string[], change: (block: Json) => object): string[] {
  const block = JSON.parse(at(lines, -1));
  return lines.with(-1, JSON.stringify({ ...block, ...change(block) }));
}
