import type { KitControlScript } from "../../model/kit.ts";
import type { ControlScript, Plan } from "../../model/plan.ts";
import { ownPackage } from "../../system/own-package.ts";

const STAGE_SCRIPT = /\bsrc\/stages\/([a-z]+)\//;

/** The plans' control scripts, each held against the npm scripts that this project has. Nothing is executed. */
export function compareControlScripts(plans: readonly Plan[]): KitControlScript[] {
  const known = new Map(Object.entries(ownPackage().scripts));
  return plans.flatMap(({ path, governance: { controlScripts, thermostat } }) =>
    [...controlScripts, thermostat.updateScript].map((script) => ({
      plan: path,
      name: script.name,
      command: script.command,
      comparison: compare(script, known),
    })),
  );
}

function compare({ parsed }: ControlScript, known: ReadonlyMap<string, string>): string {
  if (parsed === null) return "another tool's command, only shown";
  const command = known.get(parsed.script);
  if (command === undefined) return "no script of this project";
  const stage = STAGE_SCRIPT.exec(command)?.[1];
  return stage === undefined ? "a script of this project, of no stage" : `a script of the ${stage} stage`;
}
