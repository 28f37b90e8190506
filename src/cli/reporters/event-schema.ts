import { z } from "zod";
import type { ScriptFailure, ScriptOutcome, Work } from "../../model/run-events.ts";
import type { StepId } from "../../model/stage.ts";
import { CATALOGUE } from "../../run/catalogue.ts";
import { EVENT_FORMAT, type ToldEvent } from "./event-line.ts";

const step = z.enum(CATALOGUE.map(({ id }) => id) as [StepId, ...StepId[]]);
const count = z.int().min(0);
const milliseconds = count.describe("How long it took.");
const script = z.string().describe("The npm script's name.");

const command = z.strictObject({
  script,
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()).describe("What differs from what the script would assume by itself."),
});

const outcome: z.ZodType<ScriptOutcome> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("succeeded") }),
  z.strictObject({ kind: z.literal("exited"), exitCode: z.int() }),
  z.strictObject({ kind: z.literal("killed"), signal: z.string() }),
  z.strictObject({ kind: z.literal("left-no-manifest") }),
  z.strictObject({ kind: z.literal("timed-out"), limitSeconds: count }),
  z.strictObject({ kind: z.literal("interrupted") }),
  z.strictObject({ kind: z.literal("not-started"), problem: z.string() }),
]);

const failure: z.ZodType<ScriptFailure> = z.strictObject({
  step,
  command,
  outcome,
  logPath: z.string().nullable().describe("Null if the script was never started."),
  lastLines: z.array(z.string()).describe("The end of its output, as it came."),
});

const result = z.strictObject({
  transactions: count.describe("Mined by this step."),
  artefacts: count,
  changed: z
    .array(z.string())
    .nullable()
    .describe("Artefacts that came out otherwise than the last time; null the first time."),
});

const work: z.ZodType<Work> = z.strictObject({
  block: count.describe("The chain's latest."),
  transactions: count.describe("That the script has sent."),
  doing: z
    .strictObject({ kind: z.enum(["job", "drill"]), id: z.string(), number: count, of: count })
    .nullable()
    .describe("What it has begun last."),
});

/** An event of the given type as a line. */
function line<const Type extends ToldEvent["type"], Shape extends z.core.$ZodShape>(
  type: Type,
  shape: Shape,
) {
  return z.strictObject({ format: z.literal(EVENT_FORMAT), type: z.literal(type), ...shape });
}

/** What each line on stderr is with `--json`. Later versions of the format may add types and fields. */
export const EVENT_LINE: z.ZodType<ToldEvent & { readonly format: typeof EVENT_FORMAT }> =
  z.discriminatedUnion("type", [
    line("run-started", {
      plan: z.string(),
      out: z.string(),
      readings: z.string().exactOptional(),
      steps: z.array(step),
    }),
    line("node-started", { url: z.string() }),
    line("step-started", { step }),
    line("script-started", { step, command }),
    line("script-progress", { step, script, line: z.string().describe("What it wrote on stderr.") }),
    line("script-work", { step, script, work }),
    line("script-finished", { step, script, outcome, milliseconds }),
    line("step-finished", { step, result, milliseconds }),
    line("step-failed", { failure, milliseconds }),
    line("node-stopped", {}),
    line("run-stopping", {}),
    line("run-finished", {
      outcome: z.enum(["succeeded", "failed", "interrupted"]),
      dossier: z.strictObject({ path: z.string(), root: z.string() }).nullable(),
      milliseconds,
    }),
    line("note", { line: z.string() }),
    line("stack", { stack: z.string().describe("With --debug.") }),
  ]);

/** The JSON Schema of one line. */
export function eventJsonSchema(): object {
  return {
    ...z.toJSONSchema(EVENT_LINE),
    title: "A line of progress of omnisovereign with --json, on stderr",
  };
}
