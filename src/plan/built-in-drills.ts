import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DrillKind, OwnDrill } from "../model/plan.ts";
import { sha256 } from "../system/files.ts";
import { PACKAGE } from "../system/root.ts";
import { readDefinition } from "./definition/definition.ts";
import { shapeDrillFile } from "./drill-files.ts";
import { type Finding, reporter } from "./plan-finding.ts";

/** What the planetary layer does anyway, and what a plan defines: all other kinds are files of `plans/drills`, as anybody's own. */
const NOT_OURS: readonly DrillKind[] = ["reward", "quadratic-proposal", "own"];

const known = new Map<DrillKind, OwnDrill>();

/** @returns what a kind is defined by; `undefined` of those of the planetary layer */
export function builtInDrill(kind: DrillKind): OwnDrill | undefined {
  if (NOT_OURS.includes(kind)) return undefined;
  const drill = known.get(kind) ?? read(kind);
  known.set(kind, drill);
  return drill;
}

function read(kind: DrillKind): OwnDrill {
  const shown = `plans/drills/${kind}.json`;
  const file = join(PACKAGE, shown);
  const content = readFileSync(file);
  const text = content.toString("utf8");
  const { document, findings } = shapeDrillFile({ file, shown, sha256: sha256(content), content, text });
  const found: Finding[] = [...findings];
  const nobody = { regions: new Set<string>(), handles: new Set<string>(), jobs: new Set<string>() };
  const own = readDefinition(document ?? {}, kind, nobody, reporter(found), []);
  if (own === null || found.length > 0) throw new Error(`${shown} is no drill: the package is damaged`);
  return { ...own, file: null };
}
