/**
 * run: which scripts make a run, in which order, and what came of each. Knows stages by their scripts and files only.
 */

import { FOLDERS, inReports, PATHS } from "../model/layout.ts";
import type { LayerId } from "../model/plan.ts";
import { SCRIPTS, type ScriptId } from "../model/scripts.ts";
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
  /** Whether it may run beside its neighbours that may too: it sends nothing, and reads nothing that they leave. */
  readonly beside: boolean;
}

export interface Step {
  readonly id: StepId;
  readonly scripts: readonly Script[];
}

/** As the operator typed them: relative to the folder in which the command was typed, or absolute. */
export interface RunPaths {
  readonly plan: string;
  readonly out: string;
  readonly readings?: string;
}

const LOCALHOST = ["--network", "localhost"];
const OWNER_REPORT = [...LOCALHOST, "--format", "markdown"];

/** What a run goes through, in order. A further stage is a further entry. */
export const CATALOGUE: readonly Step[] = [
  { id: "takeoff", scripts: [onChain("takeoff")] },
  { id: "global", scripts: [onChain("global")] },
  {
    id: "kit",
    scripts: [
      fromFiles("nationalKit", kitFlags("national")),
      fromFiles("planetaryKit", kitFlags("planetary")),
    ],
  },
  {
    id: "owner",
    scripts: [
      onChain("pauseTest"),
      reading("commandCenter", () => OWNER_REPORT),
      reading("missionControl", () => OWNER_REPORT),
      reading("parameters", () => OWNER_REPORT),
      reading("diagram", () => [...LOCALHOST, ...["--out", inReports(PATHS.ownerDiagram)]]),
      reading("dashboard", () => LOCALHOST),
      onChain("settle"),
    ],
  },
  { id: "thermodynamics", scripts: [onChain("thermodynamics", thermodynamicsFlags)] },
  { id: "dossier", scripts: [fromFiles("dossier")] },
];

function onChain(id: ScriptId, args?: Script["args"]): Script {
  return { ...entry(id, args), timeLimitSeconds: 900 };
}

function reading(id: ScriptId, args: Script["args"]): Script {
  return { ...onChain(id, args), beside: true };
}

function fromFiles(id: ScriptId, args?: Script["args"]): Script {
  return { ...entry(id, args), timeLimitSeconds: 300 };
}

function entry(id: ScriptId, args: Script["args"] = () => []): Omit<Script, "timeLimitSeconds"> {
  const { name, chain, leavesManifest } = SCRIPTS[id];
  return { name, args, needsNode: chain !== "none", leavesManifest, beside: false };
}

/** `reports/` in a flag means the run's output folder, wherever that is. */
function kitFlags(layer: LayerId): Script["args"] {
  return ({ plan }) => [
    ...["--report-root", inReports(FOLDERS[layer])],
    ...["--plan", publishedPath(plan)],
    ...["--summary-md", inReports(PATHS[`${layer}Report`])],
    ...["--bundle", inReports(PATHS[`${layer}Receipts`])],
  ];
}

function thermodynamicsFlags({ plan }: RunPaths): readonly string[] {
  return ["--plan", publishedPath(plan), "--report-root", inReports(FOLDERS.national)];
}

/** A packaged plan by the path that the published quickstart uses. */
function publishedPath(plan: string): string {
  return plan.replace(/^plans\//, "demo/");
}
