import { tmpdir } from "node:os";
import { join } from "node:path";
import { diffDossiers } from "../dossier/diff.ts";
import { REBUILD } from "../errors/dossier-errors.ts";
import { shorten } from "../errors/quote.ts";
import type { Difference, Finding, VerifyReport } from "../model/dossier.ts";
import { PATHS } from "../model/layout.ts";
import type { RunEvent } from "../model/run-events.ts";
import { loadProject } from "../plan/project.ts";
import { errorLinesIn, toError } from "../run/failure.ts";
import { runAfresh } from "../run/run-afresh.ts";
import type { RunState } from "../run/state.ts";
import { finding } from "../support/finding.ts";
import { INDEX } from "../support/payload.ts";
import { withScratch } from "../system/folders.ts";
import { planOf } from "./plan-of.ts";
import { withComputed } from "./verdict.ts";

/** What a run of a dossier's own plans came to. Texts are attacker-controlled. */
export type Rebuild =
  | { readonly kind: "equal"; readonly root: string }
  | {
      readonly kind: "differs";
      readonly root: string;
      /** What differs first, in running order; what the dossier has is `a`. */
      readonly first: Difference | null;
      readonly files: number;
    }
  | { readonly kind: "refused"; readonly plan: string; readonly problem: string }
  | { readonly kind: "failed"; readonly stage: string; readonly problem: string }
  | { readonly kind: "interrupted" };

export interface RebuildOptions {
  /** Hears how the run goes. */
  readonly report?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs the mission again from the plans that a dossier holds, with this code, in a folder of its own that goes with this
 * process. Equal roots prove that plans and code give the journal, and so that nobody chose its transactions by hand.
 *
 * @param folder a dossier whose bag is intact: nothing in it is a link or leads out of it; its plans are attacker-controlled,
 *   and each of their scripts ends at its time limit at the latest.
 */
export async function verifyRebuild(
  folder: string,
  { root }: Pick<VerifyReport, "root">,
  { report = () => {}, signal = new AbortController().signal }: RebuildOptions,
): Promise<Rebuild> {
  const plan = await planOf(folder);
  const loaded = await loadProject(plan, { folder });
  if (!loaded.ok) {
    const [first] = loaded.issues;
    return { kind: "refused", plan, problem: first ? `${first.code} ${first.message}` : "it cannot be read" };
  }
  return withScratch(join(tmpdir(), "omnisovereign-rebuild-"), async (scratch) => {
    const out = join(scratch, "reports");
    const state = await runAfresh({ plan, out }, report, signal);
    return state.outcome === "succeeded" ? compare(folder, root, state) : unfinished(state, out);
  });
}

async function compare(folder: string, expected: string | null, state: RunState): Promise<Rebuild> {
  const root = state.dossier?.root ?? "";
  if (root === expected) return { kind: "equal", root };
  const { differences } = await diffDossiers(folder, join(state.out, PATHS.dossier));
  return { kind: "differs", root, first: differences[0] ?? null, files: differences.length };
}

function unfinished({ failure }: RunState, out: string): Rebuild {
  if (failure === null || failure.outcome.kind === "interrupted") return { kind: "interrupted" };
  const said = errorLinesIn(failure.lastLines).at(-1) ?? toError(failure, out)?.message ?? "it failed";
  return { kind: "failed", stage: failure.step, problem: said };
}

/** Adds what is off; of a dossier that other code made, its own rebuild says nothing. */
export function withRebuild(report: VerifyReport, rebuild: Rebuild): VerifyReport {
  return withComputed(report, "a run of its plans", findingsOf(rebuild));
}

function findingsOf(rebuild: Rebuild): Finding[] {
  switch (rebuild.kind) {
    case "equal":
      return [];
    case "differs":
      return [differing(rebuild.first, rebuild)];
    case "refused":
      return [finding(REBUILD.PLANS_REFUSED, { problem: shorten(rebuild.problem, LONGEST) }, "data/plans")];
    case "failed":
      return [
        finding(
          REBUILD.NOT_THROUGH,
          { ...rebuild, problem: shorten(rebuild.problem, LONGEST) },
          "data/plans",
        ),
      ];
    case "interrupted":
      return [finding(REBUILD.CUT_SHORT, {}, "data/plans")];
  }
}

const LONGEST = 240;

function differing(
  first: Difference | null,
  { root, files }: { readonly root: string; readonly files: number },
): Finding {
  const path = first?.path ?? INDEX;
  const args = {
    path: `data/${path}`,
    stage: first?.stage ?? null,
    place: first?.pointer ?? (first?.line === undefined ? null : `line ${first.line}`),
    a: first?.a ?? (first?.change === "only-in-a" ? "a file" : null),
    b: first?.b ?? (first?.change === "only-in-b" ? "a file" : null),
    root,
    files,
  };
  return finding(REBUILD.OTHER_ROOT, args);
}

/** What was run, for people; `null` if the dossier was broken before that. */
export function rebuildLine(rebuild: Rebuild | null): string {
  switch (rebuild?.kind) {
    case "equal":
      return "  rebuild a run of the plans gives the same root";
    case "differs":
      return `  rebuild a run of the plans gives another root, ${rebuild.root}`;
    case undefined:
      return "  rebuild not done";
    default:
      return `  rebuild ${rebuild?.kind}`;
  }
}
