import { relative, resolve, sep } from "node:path";
import type { StepId } from "../model/stage.ts";
import type { RunPaths } from "../run/catalogue.ts";
import { ENVIRONMENT_DEFAULTS } from "../run/script-command.ts";
import type { RunState } from "../run/state.ts";
import { type Chosen, omnisovereign } from "../system/typable.ts";

/** What a run was given that is not the default, as it is typed in the folder where it was. */
export function chosenBy({ plan, out, readings }: RunPaths, rpcUrl?: string): Chosen {
  const { OMNISOVEREIGN_PLAN, OMNISOVEREIGN_OUT } = ENVIRONMENT_DEFAULTS;
  return {
    ...(plan === OMNISOVEREIGN_PLAN ? {} : { OMNISOVEREIGN_PLAN: fromHere(plan) }),
    ...(out === OMNISOVEREIGN_OUT ? {} : { OMNISOVEREIGN_OUT: fromHere(out) }),
    ...(readings === undefined ? {} : { OMNISOVEREIGN_READINGS: fromHere(readings) }),
    ...(rpcUrl === undefined ? {} : { RPC_URL: rpcUrl }),
  };
}

/** The command that does what a run has left undone; `null` if that is nothing. */
export function goOn({ steps }: Pick<RunState, "steps">, chosen: Chosen): string | null {
  const left = steps.filter(({ status }) => status !== "succeeded").map(({ step }) => step);
  const [first] = left;
  if (first === undefined) return null;
  const words = left.at(-1) === "dossier" ? `--from ${first}` : `--stage ${left.join(",")}`;
  return omnisovereign(`run ${words}`, chosen);
}

/** Steps of which nothing is done. */
export function stepsLeft(due: readonly StepId[]): Pick<RunState, "steps"> {
  return { steps: due.map((step) => ({ step, status: "pending", milliseconds: 0, result: null })) };
}

/** @param path as typed. */
export function fromHere(path: string): string {
  const absolute = resolve(path);
  const inside = relative("", absolute);
  return inside === "" || inside.startsWith("..") ? absolute : inside.replaceAll(sep, "/");
}
