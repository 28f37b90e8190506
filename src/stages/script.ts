import { constants } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { CHAIN_ID } from "../chain/constants.ts";
import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage.ts";
import { readDotenv } from "../support/dotenv.ts";
import { errorLine, stackText, toOmniError } from "../support/error-text.ts";
import { enterTypedFolder, typedFolder } from "../support/root.ts";

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

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs the body of a stage's npm script: settings from flags, environment and `.env` in that order; results on
 * stdout; a failure as one numbered line on stderr and its exit code, with `--debug` the stack too. A signal ends it
 * the way that lets locks and children go.
 */
export async function runScript(
  description: ScriptDescription,
  body: (context: ScriptContext) => Promise<string>,
): Promise<void> {
  for (const name of SIGNALS) process.once(name, () => process.exit(128 + constants.signals[name]));
  try {
    enterTypedFolder();
    process.stdout.write(`${await body(contextOf(description))}\n`);
  } catch (thrown) {
    const error = toOmniError(thrown);
    process.stderr.write(`${errorLine(error)}\n`);
    if (process.argv.includes("--debug")) process.stderr.write(`${stackText(error)}\n`);
    process.exitCode = error.exit;
  }
}

function contextOf({ stage, script, flags = {} }: ScriptDescription): ScriptContext {
  readDotenv(typedFolder(process.env));
  const values = parseFlags(script, flags);
  const { env } = process;
  checkChain(env.CHAIN_ID);
  return {
    stage,
    script,
    out: resolve(env.OMNISOVEREIGN_OUT || "reports"),
    planPath: String(values.plan ?? (env.OMNISOVEREIGN_PLAN || DEFAULT_PLAN)),
    rpcUrl: env.RPC_URL || null,
    flags: values,
  };
}

/** @throws OMNI2005 for a chain on which nothing here may run. */
function checkChain(given: string | undefined): void {
  if (given && given !== String(CHAIN_ID)) throw new OmniError(STAGE.OTHER_CHAIN, { given, only: CHAIN_ID });
}

function parseFlags(
  script: string,
  flags: Readonly<Record<string, "string" | "boolean">>,
): Record<string, string | boolean | undefined> {
  const options = Object.fromEntries(
    Object.entries({ plan: "string" as const, debug: "boolean" as const, ...flags }).map(([name, type]) => [
      name,
      { type },
    ]),
  );
  try {
    return parseArgs({ options, strict: true }).values as Record<string, string | boolean | undefined>;
  } catch (cause) {
    throw new OmniError(STAGE.USAGE, { script, problem: (cause as Error).message }, { cause });
  }
}
