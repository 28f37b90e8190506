import { join } from "node:path";
import type { GovernanceKit, KitCheck } from "../model/kit.ts";
import { FOLDERS } from "../model/layout.ts";
import type { LayerId } from "../model/plan.ts";
import { type JunitCase, type JunitSuite, junit } from "../render/junit.ts";
import { readKit } from "../reports/kit/read-kit.ts";
import { toError } from "../run/failure.ts";
import type { RunState, StepState } from "../run/state.ts";
import { readIfThere, writeWhole } from "../system/files.ts";

const LAYERS: readonly LayerId[] = ["national", "planetary"];
/** Checks that a rehearsed intervention answers. */
const OF_DRILL = /^(drill|delay)-/;

/** Writes what a run came to for pipelines, at once and whole. @param out absolute */
export async function writeJunit(file: string, state: RunState, out: string): Promise<void> {
  await writeWhole(file, junitReport(state, await kitsOf(state, out)));
}

/** What the run itself has left: an older kit says nothing of it. */
async function kitsOf({ steps }: RunState, out: string): Promise<readonly GovernanceKit[]> {
  if (!steps.some(({ step, status }) => step === "kit" && status === "succeeded")) return [];
  const texts = LAYERS.map((layer) => readIfThere(join(out, FOLDERS[layer], "governance-kit.json")));
  return (await Promise.all(texts)).flatMap((text) => {
    const parsed = readKit(text ?? "");
    return parsed.ok ? [parsed.value] : [];
  });
}

/** Stages, then for each layer its drills and its checks; what is open was not rehearsed, or not done by then. */
export function junitReport(state: RunState, kits: readonly GovernanceKit[]): string {
  const layers = kits.flatMap(({ layer, checklist }): JunitSuite[] => [
    { name: `${layer} drills`, cases: checklist.filter(({ id }) => OF_DRILL.test(id)).map(checkCase) },
    { name: `${layer} checks`, cases: checklist.filter(({ id }) => !OF_DRILL.test(id)).map(checkCase) },
  ]);
  const stages = { name: "stages", cases: state.steps.map((step) => stepCase(step, state)) };
  return junit([stages, ...layers.filter(({ cases }) => cases.length > 0)]);
}

function checkCase({ id, question, status, finding }: KitCheck): JunitCase {
  const outcome =
    status === "done" ? ({ kind: "passed" } as const) : ({ kind: "skipped", message: finding } as const);
  return { name: `${id}: ${question}`, outcome };
}

function stepCase({ step, status, milliseconds }: StepState, { failure, out }: RunState): JunitCase {
  const name = step;
  if (status === "succeeded") return { name, milliseconds, outcome: { kind: "passed" } };
  if (status !== "failed") return { name, outcome: { kind: "skipped", message: status } };
  const error = failure && toError(failure, out);
  const said = failure?.lastLines.filter((line) => line.trim() !== "").at(-1) ?? "";
  const message = [error?.message ?? "", said].filter((text) => text !== "").join(" ");
  return { name, milliseconds, outcome: { kind: "failed", message } };
}
