import { npmRun, SCRIPTS } from "../../model/scripts.ts";
import type { STAGE } from "../stage-errors.ts";
import { EXAMPLE } from "./examples.ts";
import type { Explanations } from "./explanation.ts";

const script = SCRIPTS.takeoff.name;
const rerun = npmRun("takeoff");

export const EXPLAINED_STAGES: Explanations<typeof STAGE> = {
  UNKNOWN: {
    cause: "A flag names a stage that there is none of, mostly for a slip of the fingers.",
    example: { given: "takeof", known: ["takeoff", "global", "kit", "owner"], near: "takeoff" },
  },
  REVERSED: {
    cause:
      "Stages run in one order only, each on the chain that those before it left. --from is the earlier end and --until the later one.",
    example: { from: "owner", until: "global" },
  },
  PLAN_INVALID: {
    cause:
      "The plan, or the plan of one of its layers, breaks rules without which a run could not end. Every issue is listed above with its line, all in one pass; nothing was run.",
    example: { plan: "plans/my-mission.json", issues: 3 },
  },
  OTHER_CHAIN_ID: {
    cause:
      "CHAIN_ID is set, often by an .env that belongs to another project, and asks for a chain that is not the rehearsal's. Nothing is ever sent to a chain that was not meant.",
    example: { given: "1", only: 31_337 },
  },
  MISSING_PREDECESSOR: {
    cause:
      "Each stage builds on what earlier ones left, and this output folder has no manifest of that one: it never ran here, it ended too early, or --out and OMNISOVEREIGN_OUT name another folder than last time.",
    example: { stage: "kit", needed: "global" },
  },
  CHANGED: {
    cause:
      "A file was edited, reformatted or replaced after a script left it. Kits and dossiers hold digests, so they take only what scripts left.",
    example: { path: EXAMPLE.receipt, script, expected: EXAMPLE.digest, found: EXAMPLE.otherDigest },
  },
  EVIDENCE_MISSING: {
    cause:
      "A coordination job is paid for a file that a stage leaves, and the stage has ended without it: the plan names a path that no script writes, or the script that writes it was left out.",
    example: { job: "planet-braid", path: EXAMPLE.receipt, stage: "global" },
  },
  DRILL_FAILED: {
    cause:
      "A drill did not go as the contracts' rules foretell, such as a pause that somebody could pass. Either the plan's settings make that drill impossible (windows, quorum, stakes), or the control does not hold: this is what drills are for.",
    example: {
      surprises: ['The drill "pause": a transfer went through while the layer was paused.'],
    },
  },
  JOB_UNFORETOLD: {
    cause:
      "The same sums are done twice, by the contracts and by this program, and they disagree about a job. That is a mistake of the program, or the chain was changed by somebody else in between.",
    example: { job: "survey-coast", expected: "accepted", happened: "disputed" },
  },
  EXITED: {
    cause:
      "The script ended by itself without a numbered error. The end of its log, which is shown above, says why; earlier stages are intact.",
    example: { script, exitCode: 1, rerun },
  },
  WORDLESS: {
    cause:
      "Nothing was printed at all, so the script never began: npm itself gave up, mostly for a setting in an .npmrc (ignore-scripts, script-shell), a package.json that lies nearer, or a process limit.",
    example: { script, exitCode: 1, rerun },
  },
  KILLED: {
    cause:
      "The system or somebody stopped the script by a signal. SIGKILL without anybody's doing is mostly the system running out of memory, or a container at its limit.",
    example: { script, signal: "SIGKILL", rerun },
  },
  TIMED_OUT: {
    cause:
      "A stage that hangs would block a pipeline for ever, so each has a limit that is far above what it needs. It is reached when the machine is overloaded, the node named by RPC_URL is slow, or the plan is very large.",
    example: { script, limitSeconds: 900, rerun },
  },
  NO_MANIFEST: {
    cause:
      "The script said that it ended well, but the list of what it left is not there, so nothing of it can enter a dossier. Something removed the file in between, or the script was another program of the same name.",
    example: { script, rerun },
  },
};
