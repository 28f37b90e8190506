import { dirname, join, posix, resolve } from "node:path";
import { checkShape, type Shaped } from "./check-shape.ts";
import { type Finding, reporter } from "./plan-finding.ts";
import { type RawPlan, readPlanFile } from "./read.ts";
import { present } from "./rules/context.ts";
import { reasonAgainstPath } from "./safe-path.ts";
import { type DefinitionDocument, drillFileSchema } from "./schema-drill.ts";
import { parseSource, type Source } from "./source.ts";

/** A drill's file, or why there is none to go by. */
export type DrillFile =
  | { readonly kind: "missing"; readonly reason: string }
  | { readonly kind: "refused"; readonly shown: string; readonly findings: readonly Finding[] }
  | ShapedDrillFile;

export interface ShapedDrillFile {
  readonly kind: "read";
  readonly raw: RawPlan;
  readonly source: Source | undefined;
  readonly findings: readonly Finding[];
  /** Without what is of a wrong shape; `null` if the text is no JSON. */
  readonly document: Partial<DefinitionDocument> | null;
  readonly isComplete: boolean;
}

/** @returns why a plan may not use the path, `null` if it may: it lies in the folder `drills` beside the plan, there and in a dossier */
export function reasonAgainstDrillPath(path: string): string | null {
  const reason = reasonAgainstPath(path);
  if (reason !== null) return reason;
  return /^drills\/.+\.json$/.test(path) ? null : "is not drills/NAME.json";
}

/** Reads the files that a plan's drills use, each once. @param drills attacker-controlled */
export async function readDrillFiles(
  plan: RawPlan,
  drills: readonly ({ readonly use?: string | undefined } | undefined)[] | undefined,
): Promise<Map<string, DrillFile>> {
  const files = new Map<string, DrillFile>();
  for (const [, { use }] of present(drills)) {
    if (use === undefined || files.has(use) || reasonAgainstDrillPath(use) !== null) continue;
    files.set(use, await readDrillFile(plan, use));
  }
  return files;
}

async function readDrillFile(plan: RawPlan, use: string): Promise<DrillFile> {
  const read = await readPlanFile(resolve(dirname(plan.file), use), join(dirname(plan.shown), use));
  if (read.kind === "read") return shapeDrillFile(read.raw);
  return read.kind === "missing"
    ? { kind: "missing", reason: read.reason }
    : { kind: "refused", shown: read.shown, findings: read.findings };
}

/** Takes a drill's text apart, and finds what is wrong with its shape. */
export function shapeDrillFile(raw: RawPlan): ShapedDrillFile {
  const parsed = parseSource(raw.text);
  if (!parsed.ok)
    return {
      kind: "read",
      raw,
      source: undefined,
      findings: parsed.findings,
      document: null,
      isComplete: false,
    };
  const findings: Finding[] = [];
  const shaped: Shaped<DefinitionDocument> = checkShape(parsed.source, reporter(findings), drillFileSchema);
  const document = shaped.complete ? shaped.document : (shaped.draft as Partial<DefinitionDocument>);
  return { kind: "read", raw, source: parsed.source, findings, document, isComplete: shaped.complete };
}

/** Where a payload holds a drill's file: beside its plan. */
export function payloadPlace(plan: string, use: string): string {
  return posix.join(posix.dirname(plan), use);
}
