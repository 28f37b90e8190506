import type { DrillStep } from "../../../model/drill-definition.ts";
import type { MomentReading } from "../../../model/drill-readings.ts";
import { refusalsOf } from "../refusals.ts";
import { stepWords } from "./step-words.ts";
import type { Telling, Told } from "./telling.ts";

/** Tells whether a step went through, or how it was refused. */
export function tellStep(step: DrillStep, reading: MomentReading, { own }: Pick<Telling, "own">): Told[] {
  if (step.action === "wait") return [];
  if (step.action === "try-every-module") return [tellModules(step, reading, own)];
  const words = stepWords(step);
  const failed = own.find(({ status }) => status === "reverted");
  const error =
    own.length === 0 ? "it takes no such values" : failed && (reading.late?.error ?? failed.error);
  const happened =
    failed || own.length === 0 ? `${words}: refused with ${error ?? "no reason"}` : `${words}: done`;
  if (step.refused === null) return [{ expected: `${words}: done`, happened }];
  const isAsWanted = failed !== undefined && nameOf(error ?? "") === step.refused;
  return [{ expected: isAsWanted ? happened : `${words}: refused with ${step.refused}`, happened }];
}

function tellModules(step: DrillStep, { tried }: MomentReading, own: Telling["own"]): Told {
  const refusals = refusalsOf(own, tried ?? { block: 0, answers: [] });
  const text = (errorOf: (error: string) => string) =>
    refusals.map(({ module, function: name, error }) => `${module}.${name} ${errorOf(error)}`).join(", ");
  return {
    expected: text((error) => (nameOf(error) === step.refused ? error : `${step.refused}`)),
    happened: text((error) => error),
  };
}

/** `SystemPaused()` → `SystemPaused`. */
function nameOf(error: string): string {
  return error.replace(/\(.*$/s, "");
}
