import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { EXIT, OmniError } from "../../errors/error.ts";
import { SIMULATE } from "../../errors/simulate-errors.ts";
import { sweepChart } from "../../render/sweep-chart.ts";
import { parseDescription } from "../../simulate/described.ts";
import { ANSWER_NAMES, ANSWERS, type Answer, type Effects, EffectsOfRuns } from "../../simulate/effects.ts";
import { tellEffects } from "../../simulate/told-effects.ts";
import { toJson } from "../../support/json.ts";
import { readIfThere, writeWhole } from "../../system/files.ts";

/** `omnisovereign simulate explain DIR`: says what moves what, and draws it beside the sweep. */
export async function simulateExplain(
  folder: string,
  { json }: { readonly json?: boolean },
): Promise<number> {
  const described = await readIfThere(join(folder, "sweep.json"));
  if (described === null) throw notASweep(folder, "has no sweep.json");
  const told = parseDescription(described);
  if (told === null) throw notASweep(folder, "has a sweep.json that is none of this version");
  const runs = new EffectsOfRuns(told.axes, told.referenceWad);
  await readRuns(folder, runs);
  const effects = runs.effects();
  for (const { name, content } of chartsOf(effects)) await writeWhole(join(folder, name), content);
  process.stdout.write(
    json ? toJson({ format: "omnisovereign-sweep-effects/1", ...effects }) : tellEffects(effects),
  );
  return EXIT.done;
}

/** The last line may be cut off, as long as the sweep is not done. */
async function readRuns(folder: string, runs: EffectsOfRuns): Promise<void> {
  const path = join(folder, "runs.jsonl");
  if (!existsSync(path)) throw notASweep(folder, "has no runs.jsonl");
  let number = 0;
  let refused: number | null = null;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    number += 1;
    if (refused !== null)
      throw notASweep(folder, `has in line ${refused} of runs.jsonl what is no run of it`);
    if (!runs.add(line)) refused = number;
  }
}

function chartsOf({ axes }: Effects): { readonly name: string; readonly content: string }[] {
  return axes.flatMap(({ name, parts }) =>
    ANSWER_NAMES.flatMap((answer: Answer) => {
      const points = parts.flatMap(({ fromWad, toWad, meansWad }) => {
        const meanWad = meansWad[answer];
        return meanWad === null ? [] : [{ atWad: (fromWad + toWad) / 2n, meanWad }];
      });
      if (points.length < 2) return [];
      const content = sweepChart({ axis: name, answer: ANSWERS[answer], points });
      return [{ name: `${answer}-by-${name}.svg`, content }];
    }),
  );
}

function notASweep(folder: string, problem: string): OmniError {
  return new OmniError(SIMULATE.NOT_A_SWEEP, { folder, problem });
}
