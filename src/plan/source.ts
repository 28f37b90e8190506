import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
  visit,
} from "jsonc-parser";
import { PLAN } from "../errors/plan-errors.ts";
import { type Finding, type Path, reporter } from "./plan-finding.ts";

/** Deepest nesting of a plan; its own fields need six. */
const DEEPEST = 64;
const MOST_SYNTAX_ERRORS = 20;
const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** A text of strict JSON with the tree of its values and their places. */
export interface Source {
  readonly text: string;
  readonly root: Node;
}

export type ParsedSource =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** @param text attacker-controlled; its depth is measured before any recursive parser sees it */
export function parseSource(text: string): ParsedSource {
  const findings: Finding[] = [];
  const report = reporter(findings);
  const surplus = tooDeepAt(text);
  if (surplus !== null) {
    report(PLAN.TOO_DEEP, { limit: DEEPEST }, [], { offset: surplus });
    return { ok: false, findings };
  }
  for (const { error, offset, length } of syntaxErrors(text)) {
    const found = text.slice(offset, offset + Math.max(1, length));
    report(PLAN.SYNTAX, { found, problem: PROBLEMS[printParseErrorCode(error)] ?? "this is not JSON" }, [], {
      offset,
    });
  }
  const root = findings.length === 0 ? parseTree(text, [], STRICT) : undefined;
  return root ? { ok: true, source: { text, root } } : { ok: false, findings };
}

function tooDeepAt(text: string): number | null {
  let depth = 0;
  let inString = false;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset];
    if (inString) {
      if (character === "\\") offset++;
      else if (character === '"' || character === "\n") inString = false;
    } else if (character === '"') inString = true;
    else if (character === "[" || character === "{") {
      if (++depth > DEEPEST) return offset;
    } else if (character === "]" || character === "}") depth--;
  }
  return null;
}

class EnoughErrors extends Error {}

function syntaxErrors(text: string): readonly ParseError[] {
  const errors: ParseError[] = [];
  const onError = (error: ParseError["error"], offset: number, length: number) => {
    if (errors.at(-1)?.offset !== offset) errors.push({ error, offset, length });
    if (errors.length === MOST_SYNTAX_ERRORS) throw new EnoughErrors();
  };
  try {
    visit(text, { onError }, STRICT);
  } catch (error) {
    if (!(error instanceof EnoughErrors)) throw error;
  }
  return errors;
}

const PROBLEMS: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is no JSON value",
  InvalidNumberFormat: "this is no JSON number",
  PropertyNameExpected: "a quoted key is expected",
  ValueExpected: "a value is expected",
  ColonExpected: "a colon is expected",
  CommaExpected: "a comma is expected",
  CloseBraceExpected: "a closing brace is expected",
  CloseBracketExpected: "a closing bracket is expected",
  EndOfFileExpected: "the end of the file is expected",
  InvalidCommentToken: "comments are not allowed",
  UnexpectedEndOfComment: "comments are not allowed",
  UnexpectedEndOfString: "the string is not closed",
  UnexpectedEndOfNumber: "the number is not complete",
  InvalidUnicode: "the \\u escape is not complete",
  InvalidEscapeCharacter: "this escape is unknown",
  InvalidCharacter: "control characters must be escaped",
};

/** @returns the offset of the value (or key) at `path`, or of the nearest enclosing value that exists */
export function offsetOf({ root }: Source, path: Path, atKey = false): number {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return atKey && node.parent?.type === "property" ? node.parent.offset : node.offset;
  }
  return root.offset;
}

/** @returns the value at `path` as the file writes it, or "" when there is none */
export function textAt({ root, text }: Source, path: Path): string {
  const node = findNodeAtLocation(root, [...path]);
  return node ? text.slice(node.offset, node.offset + node.length) : "";
}

/** Turns offsets into lines and columns, both from 1. */
export function lineMap(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
