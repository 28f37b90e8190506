import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { EXIT, OmniError } from "../../errors/error.ts";
import { PLAN_FILE } from "../../errors/plan-file-errors.ts";
import { shellWord } from "../../errors/shell.ts";
import type { Template } from "../../model/plan-request.ts";
import { PLAN_FILE_NAME, SCHEMA_FILE } from "../../plan/generate/plan.ts";
import { planJsonSchema } from "../../plan/json-schema.ts";
import { toJson } from "../../support/json.ts";
import { printable } from "../../support/text.ts";
import { writeNew } from "../../system/files.ts";
import { requireOutFile } from "../../system/out-file.ts";
import { inLog } from "../../system/workflow-log.ts";
import { askRequest } from "../ask-request.ts";
import { filesOf, type RequestFlags, requestOf } from "../plan-flags.ts";

/** A file to write, by the name that the user will know it by. */
interface Target {
  readonly shown: string;
  readonly text: string;
}

/** `omnisovereign init [FILE]`: by flags, or without any by questions in a terminal. */
export async function init(file: string | undefined, flags: RequestFlags): Promise<number> {
  const isAsked = Object.keys(flags).length === 0 && process.stdin.isTTY && process.stdout.isTTY;
  const asked = isAsked
    ? await askRequest({ input: process.stdin, output: process.stdout }, file)
    : { flags, file };
  if (asked === null) return EXIT.interrupted;
  const request = requestOf(asked.flags);
  const targets = targetsOf(request.template, asked.file, filesOf(request));
  await writeAll(targets);
  const first = targets[0]?.shown ?? "";
  const schema = await writeSchema(dirname(first));
  console.log(
    inLog([...targets.map(({ shown }) => `wrote  ${shown}`), schema, nextSteps(first)].map(safe).join("\n")),
  );
  return EXIT.done;
}

/** The shared template fills a folder, the others one file. */
function targetsOf(
  template: Template,
  given: string | undefined,
  files: readonly { readonly name: string; readonly text: string }[],
): Target[] {
  if (template === "shared") {
    const folder = given ?? "mission";
    return files.map(({ name, text }) => ({ shown: join(folder, name), text }));
  }
  return files.map(({ text }) => ({ shown: given ?? PLAN_FILE_NAME, text }));
}

/** @throws OMNI5013 if one of them exists, OMNI5028 if one would lie in a dossier, before any is written */
async function writeAll(targets: readonly Target[]): Promise<void> {
  for (const { shown } of targets) if (!existsSync(resolve(shown))) requireOutFile(resolve(shown));
  const taken = targets.find(({ shown }) => existsSync(resolve(shown)));
  if (taken) throw new OmniError(PLAN_FILE.EXISTS, { path: taken.shown });
  for (const { shown, text } of targets) {
    if (!(await writeNew(resolve(shown), text))) throw new OmniError(PLAN_FILE.EXISTS, { path: shown });
  }
}

/** Editors complete and check a plan by the schema that lies beside it; one that is there already is kept. */
async function writeSchema(folder: string): Promise<string> {
  const shown = join(folder, SCHEMA_FILE);
  const isNew = await writeNew(resolve(shown), toJson(planJsonSchema()));
  return isNew ? `wrote  ${shown}` : `kept   ${shown}, which was there`;
}

function nextSteps(plan: string): string {
  const word = shellWord(plan);
  return [
    "Next:",
    `  npx omnisovereign plan validate ${word}`,
    `  npx omnisovereign plan explain ${word}`,
    `  npx omnisovereign run --plan ${word}`,
  ].join("\n");
}

function safe(text: string): string {
  return text.split("\n").map(printable).join("\n");
}
