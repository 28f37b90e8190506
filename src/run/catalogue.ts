import type { StepId } from "../model/stage.ts";

/** One npm script of a step. */
export interface Script {
  readonly name: string;
  /** Flags for the script; paths in them stand for what the run was given. */
  readonly args: (paths: RunPaths) => readonly string[];
  readonly timeLimitSeconds: number;
  /** Whether it talks to the chain, so that a run of it needs a node. */
  readonly needsNode: boolean;
  /** Whether it leaves `manifests/<script>.json`. */
  readonly leavesManifest: boolean;
}

export interface Step {
  readonly id: StepId;
  readonly scripts: readonly Script[];
}

/** As scripts take them: relative to the project where they lie inside it. */
export interface RunPaths {
  readonly plan: string;
  readonly out: string;
}

/** What a run goes through, in order. A further stage is a further entry. */
export const CATALOGUE: readonly Step[] = [
  {
    id: "takeoff",
    scripts: [
      {
        name: "demo:asi-takeoff:local",
        args: () => [],
        timeLimitSeconds: 900,
        needsNode: true,
        leavesManifest: true,
      },
    ],
  },
  {
    id: "global",
    scripts: [
      {
        name: "demo:asi-global",
        args: () => [],
        timeLimitSeconds: 900,
        needsNode: true,
        leavesManifest: true,
      },
    ],
  },
  {
    id: "dossier",
    scripts: [
      {
        name: "dossier:build",
        args: () => [],
        timeLimitSeconds: 300,
        needsNode: false,
        leavesManifest: false,
      },
    ],
  },
];
