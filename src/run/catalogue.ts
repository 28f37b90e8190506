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
}

const LOCALHOST = ["--network", "localhost"];
const OWNER_REPORT = [...LOCALHOST, "--format", "markdown"];

/** What a run goes through, in order. A further stage is a further entry. */
export const CATALOGUE: readonly Step[] = [
  { id: "takeoff", scripts: [onChain("demo:asi-takeoff:local")] },
  { id: "global", scripts: [onChain("demo:asi-global")] },
  {
    id: "kit",
    scripts: [
      fromFiles("demo:asi-takeoff:kit", kitFlags("reports/localhost/asi-takeoff", "asi-takeoff-report.md")),
      fromFiles("demo:asi-global:kit", kitFlags("reports/asi-global", "asi-global-report.md")),
    ],
  },
  {
    id: "owner",
    scripts: [
      onChain("pause:test"),
      reading("owner:command-center", () => OWNER_REPORT),
      reading("owner:mission-control", () => OWNER_REPORT),
      reading("owner:parameters", () => OWNER_REPORT),
      reading("owner:diagram", () => [...LOCALHOST, ...["--out", "reports/localhost/asi-takeoff/owner.mmd"]]),
      reading("owner:dashboard", () => LOCALHOST),
      onChain("owner:settle"),
    ],
  },
  { id: "thermodynamics", scripts: [onChain("thermodynamics:report", thermodynamicsFlags)] },
  { id: "dossier", scripts: [{ ...fromFiles("dossier:build"), leavesManifest: false }] },
];

function onChain(name: string, args: Script["args"] = () => []): Script {
  return { name, args, timeLimitSeconds: 900, needsNode: true, leavesManifest: true, beside: false };
}

function reading(name: string, args: Script["args"]): Script {
  return { ...onChain(name, args), beside: true };
}

function fromFiles(name: string, args: Script["args"] = () => []): Script {
  return { name, args, timeLimitSeconds: 300, needsNode: false, leavesManifest: true, beside: false };
}

/** `reports/` in a flag means the run's output folder, wherever that is. */
function kitFlags(root: string, report: string): Script["args"] {
  return ({ plan }) => [
    ...["--report-root", root],
    ...["--plan", publishedPath(plan)],
    ...["--summary-md", `${root}/${report}`],
    ...["--bundle", `${root}/receipts`],
  ];
}

function thermodynamicsFlags({ plan }: RunPaths): readonly string[] {
  return ["--plan", publishedPath(plan), "--report-root", "reports/localhost/asi-takeoff"];
}

/** A packaged plan by the path that the published quickstart uses. */
function publishedPath(plan: string): string {
  return plan.replace(/^plans\//, "demo/");
}
