import type { NpmCommand } from "../model/plan.ts";
import { reasonAgainstPath } from "./safe-path.ts";

export type ParsedCommand =
  | { readonly kind: "npm"; readonly command: NpmCommand }
  /** A script file, or Hardhat running one: other plans of this family have them; shown, never compared. */
  | { readonly kind: "other" }
  | { readonly kind: "bad"; readonly reason: string };

const SCRIPT_FILE = /^[A-Za-z0-9._/-]+\.[cm]?[jt]s$/;

/** Reads a command without a shell. @param text attacker-controlled; never executed */
export function parseCommand(text: string): ParsedCommand {
  const words = splitWords(text);
  if (typeof words === "string") return { kind: "bad", reason: words };
  const start = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  const environment = words.slice(0, start < 0 ? words.length : start).map(assignment);
  const [program, verb, script, separator, ...flags] = words.slice(environment.length);
  const pathReason = reasonAgainstValues([
    ...environment.map(([, value]) => value),
    ...words.slice(environment.length),
  ]);
  if (pathReason) return { kind: "bad", reason: pathReason };
  if (program !== "npm") return otherCommand(words);
  if (verb !== "run" || !script || !/^[A-Za-z0-9][\w:.-]*$/.test(script)) {
    return { kind: "bad", reason: 'does not go on with "run" and the name of a script' };
  }
  if (separator !== undefined && separator !== "--") {
    return { kind: "bad", reason: 'needs "--" between the script and its flags' };
  }
  return { kind: "npm", command: { environment, script, flags } };
}

function otherCommand(words: readonly string[]): ParsedCommand {
  const [first = "", second, third] = words;
  const isHardhatRun = first === "npx" && second === "hardhat" && third === "run";
  if (isHardhatRun || (words.length === 1 && SCRIPT_FILE.test(first))) return { kind: "other" };
  return { kind: "bad", reason: 'does not parse as "npm run"' };
}

/** @returns the words, or why there are none */
function splitWords(text: string): string[] | string {
  const meta = /[;|&<>`$(){}[\]*?~#!\\^]/.exec(text);
  if (meta) return `has the shell character ${meta[0]}`;
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)) return "has a control character";
  if (!/^(?:[^"']|"[^"]*"|'[^']*')*$/.test(text)) return "has a quote that is not closed";
  const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

function assignment(word: string): readonly [string, string] {
  const at = word.indexOf("=");
  return [word.slice(0, at), word.slice(at + 1)];
}

function reasonAgainstValues(words: readonly string[]): string | null {
  for (const word of words) {
    const value = word.replace(/^-{1,2}[\w-]+=/, "");
    const isPath = /^([/\\]|[A-Za-z]:[/\\])|(^|[/\\])\.\.([/\\]|$)/.test(value);
    const reason = isPath ? reasonAgainstPath(value) : null;
    if (reason) return `has a path that ${reason}`;
  }
  return null;
}
