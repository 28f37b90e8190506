import type { StepId } from "./stage.ts";

/** An npm script of the project. */
export interface ScriptEntry {
  readonly name: string;
  readonly stage: StepId;
  /** What it does on the chain: sends, looks, or has nothing to do with it. */
  readonly chain: "transacts" | "reads" | "none";
  /** Whether it leaves `manifests/<script>.json`. */
  readonly leavesManifest: boolean;
}

/** Every script that a stage has, whether a run calls it or a person does. */
export const SCRIPTS = {
  takeoff: script("demo:asi-takeoff:local", "takeoff", "transacts"),
  global: script("demo:asi-global", "global", "transacts"),
  nationalKit: script("demo:asi-takeoff:kit", "kit", "none"),
  planetaryKit: script("demo:asi-global:kit", "kit", "none"),
  pauseTest: script("pause:test", "owner", "transacts"),
  commandCenter: script("owner:command-center", "owner", "reads"),
  missionControl: script("owner:mission-control", "owner", "reads"),
  parameters: script("owner:parameters", "owner", "reads"),
  diagram: script("owner:diagram", "owner", "reads"),
  dashboard: script("owner:dashboard", "owner", "reads"),
  settle: script("owner:settle", "owner", "transacts"),
  thermodynamics: script("thermodynamics:report", "thermodynamics", "transacts"),
  thermostatUpdate: script("thermostat:update", "thermodynamics", "transacts"),
  rewardEngineUpdate: script("reward-engine:update", "thermodynamics", "transacts"),
  ownerParams: script("owner:params", "owner", "transacts"),
  ownerRoles: script("owner:roles", "owner", "transacts"),
  ownerPause: script("owner:pause", "owner", "transacts"),
  dossier: { ...script("dossier:build", "dossier", "transacts"), leavesManifest: false },
} as const;

/** Another name of the takeoff, by which the published quickstart calls it. */
export const TAKEOFF_ALIAS = "demo:asi-takeoff";

export type ScriptId = keyof typeof SCRIPTS;

function script<const Name extends string, Stage extends StepId>(
  name: Name,
  stage: Stage,
  chain: ScriptEntry["chain"],
): ScriptEntry & { readonly name: Name; readonly stage: Stage } {
  return { name, stage, chain, leavesManifest: true };
}

/** @returns what stands for a script in the names of its files. */
export function scriptSlug(script: string): string {
  return script.replaceAll(":", "-");
}

/** How a person starts a script. */
export function npmRun(id: ScriptId): string {
  return `npm run ${SCRIPTS[id].name}`;
}
