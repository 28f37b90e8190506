import { parseArgs } from "node:util";
import { OmniError } from "../errors/error.ts";
import { FLAG } from "../errors/flag-errors.ts";
import { nearest } from "../support/nearest.ts";

/** One flag of a script, as `--help` shows it. */
export interface Flag {
  /** What stands for its value, such as `file`; a flag without takes none. */
  readonly value?: string;
  readonly says: string;
  /** What it is when it is left out. */
  readonly otherwise?: string;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
}

export type Flags = Readonly<Record<string, Flag>>;

export type FlagValues = Readonly<Record<string, string | boolean | undefined>>;

/** What a script says of itself. */
export interface Usage {
  /** The npm script's name. */
  readonly script: string;
  /** In one sentence. */
  readonly does: string;
  /** Flags beyond those that every script has. */
  readonly flags: Flags;
  /** Flags that sister projects have and this script does not: name → what does the same here. */
  readonly instead: Readonly<Record<string, string>>;
}

const EVERYWHERE: Flags = {
  plan: {
    value: "file",
    says: "the plan",
    otherwise: "OMNISOVEREIGN_PLAN, else plans/omnisovereign/project-plan.omnisovereign.json",
  },
  readings: {
    value: "file",
    says: "what the thermostat reads instead of the chain's own course",
    otherwise: "OMNISOVEREIGN_READINGS, else none",
  },
  network: {
    value: "name",
    says: "the rehearsal's chain; RPC_URL says where it answers",
    otherwise: "localhost",
    choices: ["localhost"],
  },
  debug: { says: "print stack traces of errors" },
  help: { says: "show help" },
};

const INSTEAD: Usage["instead"] = {
  config: "--plan FILE, because the plan holds what a configuration would",
  format: "no flag, because it leaves its documents in every format that it has",
  json: "no flag, because it leaves JSON beside what people read",
  out: "OMNISOVEREIGN_OUT=FOLDER before the command",
  "rpc-url": "RPC_URL=URL before the command",
  rpc: "RPC_URL=URL before the command",
};

/**
 * Reads a script's flags; an empty value is none.
 *
 * @param args attacker-controlled
 * @throws OMNI2003 if they are not as its usage says, OMNI2006 for a flag of a sister project, OMNI2007 for a value
 * that a flag does not take
 */
export function parseFlags(usage: Usage, args: readonly string[]): FlagValues {
  const flags = flagsOf(usage);
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const values: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind !== "option")
      throw wrong(usage, `it takes no argument ${JSON.stringify(args[token.index])}.`);
    values[token.name] = readValue(usage, token.rawName, ownOf(flags, token.name), token.value);
  }
  return values;
}

/** What `--help` prints. */
export function helpText(usage: Usage): string {
  const flags = Object.entries(flagsOf(usage));
  const left = flags.map(([name, { value }]) => `  --${name}${value === undefined ? "" : ` <${value}>`}`);
  const width = Math.max(...left.map(({ length }) => length)) + 2;
  const rows = flags.map(([, flag], index) => `${left[index]?.padEnd(width)}${explained(flag)}`);
  return [
    `Usage: npm run ${usage.script} -- [options]`,
    ...["", usage.does, "", "Options:", ...rows],
    ...["", "Everything goes to the folder that OMNISOVEREIGN_OUT names (default: reports)."],
  ].join("\n");
}

function explained({ says, otherwise, choices = [] }: Flag): string {
  const values = choices.length > 1 ? `: ${choices.join(", ")}` : "";
  return `${says}${values}${otherwise === undefined ? "" : ` (default: ${otherwise})`}`;
}

function flagsOf({ flags }: Usage): Flags {
  const { debug, help, ...others } = EVERYWHERE;
  return { ...others, ...flags, ...(debug && help ? { debug, help } : {}) };
}

function readValue(
  usage: Usage,
  written: string,
  flag: Flag | undefined,
  value: string | undefined,
): string | boolean {
  if (flag === undefined) throw unknown(usage, written);
  if (flag.value === undefined) {
    if (value !== undefined) throw wrong(usage, `${written} takes no value.`);
    return true;
  }
  if (!value) throw wrong(usage, `${written} needs a value: ${written} <${flag.value}>.`);
  if (flag.choices && !flag.choices.includes(value)) {
    const near = nearest(value, flag.choices);
    throw new OmniError(FLAG.VALUE_UNKNOWN, { flag: written, given: value, choices: flag.choices, near });
  }
  return value;
}

/** Names such as `constructor` are nobody's flags. */
function ownOf<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function unknown(usage: Usage, written: string): OmniError {
  const { script } = usage;
  const instead = ownOf({ ...INSTEAD, ...usage.instead }, written.replace(/^--/, ""));
  if (instead !== undefined) return new OmniError(FLAG.ELSEWHERE, { script, flag: written, instead });
  const meant = nearest(
    written,
    Object.keys(flagsOf(usage)).map((name) => `--${name}`),
  );
  return wrong(usage, `it has no flag ${written}${meant === null ? "." : ` (did you mean ${meant}?).`}`);
}

function wrong({ script }: Usage, problem: string): OmniError {
  return new OmniError(FLAG.USAGE, { script, problem });
}
