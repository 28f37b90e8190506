import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { config as readDotenv } from "dotenv";
import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage.ts";
import { printable } from "../support/text.ts";

/** Where one npm script of a stage runs, and what was asked of it. */
export interface ScriptContext {
  readonly stage: string;
  /** The npm script's name. */
  readonly script: string;
  /** OUT, absolute. */
  readonly out: string;
  /** The plan to load, as given. */
  readonly planPath: string;
  readonly rpcUrl: string | null;
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
}

export interface ScriptDescription {
  readonly stage: string;
  readonly script: string;
  /** Flags beyond `--plan`: name → "string" or "boolean". */
  readonly flags?: Readonly<Record<string, "string" | "boolean">>;
}

const DEFAULT_PLAN = "plans/omnisovereign/project-plan.omnisovereign.json";

/**
 * Runs the body of a stage's npm script: settings from flags, environment and `.env` in that order; results on
 * stdout; an expected failure as one numbered line on stderr and its exit code.
 */
export async function runScript(
  description: ScriptDescription,
  body: (context: ScriptContext) => Promise<string>,
): Promise<void> {
  try {
    process.stdout.write(`${await body(contextOf(description))}\n`);
  } catch (error) {
    if (!(error instanceof OmniError)) throw error;
    process.stderr.write(`${error.code}  ${printable(error.message)}  ${printable(error.mend)}\n`);
    process.exitCode = error.exit;
  }
}

function contextOf({ stage, script, flags = {} }: ScriptDescription): ScriptContext {
  readDotenv({ quiet: true });
  const values = parseFlags(script, flags);
  const { env } = process;
  return {
    stage,
    script,
    out: resolve(env.OMNISOVEREIGN_OUT || "reports"),
    planPath: String(values.plan ?? (env.OMNISOVEREIGN_PLAN || DEFAULT_PLAN)),
    rpcUrl: env.RPC_URL || null,
    flags: values,
  };
}

function parseFlags(
  script: string,
  flags: Readonly<Record<string, "string" | "boolean">>,
): Record<string, string | boolean | undefined> {
  const options = Object.fromEntries(
    Object.entries({ plan: "string" as const, ...flags }).map(([name, type]) => [name, { type }]),
  );
  try {
    return parseArgs({ options, strict: true }).values as Record<string, string | boolean | undefined>;
  } catch (cause) {
    throw new OmniError(STAGE.USAGE, { script, problem: (cause as Error).message }, { cause });
  }
}
