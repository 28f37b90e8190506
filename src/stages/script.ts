/**
 * stages: the npm scripts, each a process of its own. Knows how all the rest hangs together; knows nothing of the other
 * stages but their files.
 */

import { constants } from "node:os";
import { resolve } from "node:path";
import { CHAIN_ID } from "../chain/constants.ts";
import { privateNodeLine } from "../chain/rehearsal/connect.ts";
import { OWNER_VARIABLE, requireAccess } from "../chain/rehearsal/ownership.ts";
import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import { settleColours } from "../system/colours.ts";
import { readDotenv } from "../system/dotenv.ts";
import { errorLine, stackText, toOmniError } from "../system/error-text.ts";
import { requireOutFolder } from "../system/out-folder.ts";
import { enterTypedFolder, workingFolder } from "../system/root.ts";
import { PASSPHRASE } from "../system/secrets.ts";
import { guardOutput } from "../system/streams.ts";
import type { Chosen } from "../system/typable.ts";
import { inLog } from "../system/workflow-log.ts";
import { type Flags, type FlagValues, helpText, parseFlags, type Usage } from "./flags.ts";

/** Where one npm script of a stage runs, and what was asked of it. */
export interface ScriptContext {
  readonly stage: string;
  /** The npm script's name. */
  readonly script: string;
  /** OUT, absolute. */
  readonly out: string;
  /** The plan to load, as given. */
  readonly planPath: string;
  /** A file of readings to load, as given; `null` for none. */
  readonly readingsPath: string | null;
  readonly rpcUrl: string | null;
  /** Whether no other node will do: a run has chosen it. */
  readonly explicit: boolean;
  /** Hears that a private node takes the place of the one at `rpcUrl`. */
  readonly onPrivate: (origin: string) => void;
  readonly flags: FlagValues;
}

export interface ScriptDescription {
  readonly stage: string;
  readonly script: string;
  /** What it does, in one sentence for `--help`. */
  readonly does: string;
  /** Flags beyond those that every script has. */
  readonly flags?: Flags;
  /** Flags that sister projects have and this script does not: name → what does the same here. */
  readonly instead?: Usage["instead"];
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
  settleColours(process.env);
  const written = guardOutput(process.stdout, process.stderr);
  const chosen = chosenIn(process.env);
  try {
    enterTypedFolder();
    process.stdout.write(`${await perform(description, body)}\n`);
  } catch (thrown) {
    const error = toOmniError(thrown, workingFolder() === "" ? "" : outFolder());
    process.stderr.write(`${inLog(errorLine(error, chosen))}\n`);
    if (process.argv.includes("--debug")) process.stderr.write(`${inLog(stackText(error))}\n`);
    process.exitCode = error.exit;
  }
  const refusal = await written();
  if (refusal === null) return;
  process.stderr.write(`${inLog(errorLine(refusal))}\n`);
  process.exitCode = refusal.exit;
}

async function perform(
  { stage, script, does, flags = {}, instead = {} }: ScriptDescription,
  body: (context: ScriptContext) => Promise<string>,
): Promise<string> {
  const usage = { script, does, flags, instead };
  const values = parseFlags(usage, process.argv.slice(2));
  if (values.help === true) return helpText(usage);
  readDotenv(process.cwd());
  // No script signs statements, and what it starts must not learn it.
  delete process.env[PASSPHRASE];
  const { env } = process;
  checkChain(env.CHAIN_ID);
  const out = outFolder();
  requireOutFolder(out);
  await requireAccess(out, env[OWNER_VARIABLE]);
  const said = await body({
    stage,
    script,
    out,
    planPath: String(values.plan ?? (env.OMNISOVEREIGN_PLAN || DEFAULT_PLAN)),
    readingsPath: String(values.readings ?? env.OMNISOVEREIGN_READINGS ?? "") || null,
    rpcUrl: env.RPC_URL || null,
    explicit: Boolean(env[OWNER_VARIABLE]),
    onPrivate: (origin) => void process.stderr.write(`${privateNodeLine(origin)}\n`),
    flags: values,
  });
  return values.format === "json" ? said : inLog(said);
}

function outFolder(): string {
  return resolve(process.env.OMNISOVEREIGN_OUT || "reports");
}

/** What commands in a mend must carry to mean what this one meant; the node of a run goes with that run. */
function chosenIn({
  OMNISOVEREIGN_PLAN,
  OMNISOVEREIGN_OUT,
  OMNISOVEREIGN_READINGS,
  RPC_URL,
  ...env
}: NodeJS.ProcessEnv): Chosen {
  return {
    ...(OMNISOVEREIGN_PLAN ? { OMNISOVEREIGN_PLAN } : {}),
    ...(OMNISOVEREIGN_OUT ? { OMNISOVEREIGN_OUT } : {}),
    ...(OMNISOVEREIGN_READINGS ? { OMNISOVEREIGN_READINGS } : {}),
    ...(RPC_URL && !env[OWNER_VARIABLE] ? { RPC_URL } : {}),
  };
}

/** @throws OMNI2005 for a chain on which nothing here may run. */
function checkChain(given: string | undefined): void {
  if (given && given !== String(CHAIN_ID))
    throw new OmniError(STAGE.OTHER_CHAIN_ID, { given, only: CHAIN_ID });
}
