import type { Command } from "commander";
import { createProgram } from "../../src/cli/program.ts";

/**
 * @param line what stands after `omnisovereign`; a word in capitals or angle brackets stands for what somebody fills in
 * @returns whether the program has that command, with these flags
 */
export function isCommand(line: string): boolean {
  const words = line.trim().split(/\s+/);
  return isKnown(
    createProgram(() => async () => {}),
    words,
  );
}

function isKnown(command: Command, [word = "", ...words]: readonly string[]): boolean {
  const next = command.commands.find((each) => each.name() === word);
  if (next) return isKnown(next, words);
  if (command.commands.length > 0 && !/^(--.*|<.*>|[A-Z]+|…|)$/.test(word)) return false;
  const flags = [word, ...words].filter((each) => each.startsWith("--"));
  return flags.every((flag) => flag === "--help" || isFlag(command, flag));
}

function isFlag(command: Command, flag: string): boolean {
  const known = [...command.options.map(({ long }) => long), command.parent === null ? "--version" : ""];
  return known.includes(flag.split("=")[0] ?? "");
}
