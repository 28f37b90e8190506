import { npmRun } from "../../model/scripts.ts";
import type { LOCK } from "../lock-errors.ts";
import type { OWNER } from "../owner-errors.ts";
import type { PLAN_FILE } from "../plan-file-errors.ts";
import type { READINGS } from "../readings-errors.ts";
import type { RECEIPT } from "../receipt-errors.ts";
import type { THERMODYNAMICS } from "../thermodynamics-errors.ts";
import { EXAMPLE } from "./examples.ts";
import type { Explanations } from "./explanation.ts";

export const EXPLAINED_LOCKS: Explanations<typeof LOCK> = {
  MISSING: {
    cause:
      "--frozen holds a run against the lock beside its plan, and none is there: nobody has written it yet, it was not committed, or the plan was moved without it.",
    example: { lock: "plans/omnisovereign.lock", plan: "plans/my-mission.json" },
  },
  INVALID: {
    cause:
      "The lock was edited by hand, half merged (look for conflict marks), or written by a later version of the program.",
    example: { lock: "plans/omnisovereign.lock", problem: "is no JSON" },
  },
  OTHER_PLANS: {
    cause:
      "A plan changed since the lock was written. A frozen run stops before it starts, so that a change of the plan is reviewed with what it changes in the outputs.",
    example: {
      lock: "plans/omnisovereign.lock",
      path: "plans/my-mission.json",
      expected: EXAMPLE.digest,
      found: EXAMPLE.otherDigest,
    },
  },
  OUTPUT_DIFFERS: {
    cause:
      "Plans are as they were, and something came out otherwise: the code, a dependency or a contract changed. Same plan and same code give the same bytes on every machine, so this is never chance.",
    example: {
      stage: "takeoff",
      path: EXAMPLE.receipt,
      change: "changed",
      place: "content.jobs[2].paidWei",
      files: 14,
    },
  },
  STALE_DOSSIER: {
    cause:
      "A lock is written from the dossier in the output folder, and that one was made before the plan was edited, or with another --plan.",
    example: { dossier: EXAMPLE.dossier, path: "plans/my-mission.json" },
  },
  NOT_INTACT: {
    cause:
      "A file of the dossier was changed, lost or added since the run. A lock of it would make the damage the rule.",
    example: { dossier: EXAMPLE.dossier, findings: 1 },
  },
};

export const EXPLAINED_OWNER: Explanations<typeof OWNER> = {
  OUT_TAKEN: {
    cause: "The flag names a file that another script leaves; a dossier could hold only one of the two.",
    example: { path: EXAMPLE.receipt },
  },
  DEPLOY_UNREADABLE: {
    cause:
      "AURORA_DEPLOY_OUTPUT, which sister projects use, is set in the environment or in .env, and leads to no receipt that can be read.",
    example: { path: "other/receipt.json", reason: "does not exist" },
  },
  DEPLOY_FOREIGN: {
    cause:
      "AURORA_DEPLOY_OUTPUT leads to a deploy receipt of another run or another network, whose addresses mean nothing on this chain.",
    example: { path: "other/receipt.json", problem: "its block 12 has another hash here" },
  },
  MAY_NOT: {
    cause:
      "What the owner may do follows from the roles that it holds on the chain. The plan names another owner than the chain was deployed for, or the owner has given the role up, to the governor for example.",
    example: { owner: "0xOMNI-OWNER", call: "Thermostat.setBaseTemperature" },
  },
  CHANGE_REFUSED: {
    cause:
      "The change names something that is not there, that nobody can change, or that is changed by another way: by a vote of the council, with a region's budget, or by the Safe itself.",
    example: { change: "grant ADMINISTRATOR", problem: "there is no role of that name" },
  },
  PACK_TAKEN: {
    cause: "A pack for signers is left as a folder of its own, so that nothing else lies in what they sign.",
    example: { folder: "ceremony", problem: "is there already" },
  },
  PACK_DIFFERS: {
    cause:
      "A pack follows from the chain and from what was asked for. This one has a file too many or too few, one was changed, or the chain has gone on since: the Safe's nonce, a value, or the code that would run.",
    example: { folder: "ceremony", problem: "safe/2-call.json is missing" },
  },
  DRIFT: {
    cause:
      "The chain says otherwise than plan and receipts do: somebody changed a role, a parameter or a balance outside of what is recorded. On a rehearsal it is mostly a script that was run by hand after the stage.",
    example: {
      report: "mission-control",
      drifts: ['the pause authority is "0xPAUSE", and the plan says "0xGUARDIAN"'],
    },
  },
};

export const EXPLAINED_PLAN_FILES: Explanations<typeof PLAN_FILE> = {
  NOT_CANONICAL: {
    cause:
      "The file means what it should, and is written otherwise than this program writes plans: order of keys, spaces, or the end of the last line. One form keeps differences readable.",
    example: {
      path: "plans/my-mission.json",
      command: "omnisovereign plan format plans/my-mission.json --write",
    },
  },
  BAD_COUNT: {
    cause:
      "The number is no whole number, or lies outside of what plans can have; the reason stands behind it.",
    example: { flag: "--council", found: "0", least: 3, most: 40, why: ", of whom a jury is drawn" },
  },
  NO_REGIONS: {
    cause: "Regions belong to the planetary layer, and the chosen template is a nation without one.",
    example: { template: "minimal" },
  },
  EXISTS: {
    cause: "A file or folder of that name is there. What somebody has written is never overwritten.",
    example: { path: "plans/my-mission.json" },
  },
  SEVERAL_FILES: {
    cause:
      "The shared template binds a national and a planetary plan, each a file of its own; stdout is one stream.",
    example: {},
  },
  TOO_MANY_JOBS: {
    cause: "Plans are read whole before anything runs, so their size has a limit that keeps that safe.",
    example: { jobs: 20000, bytes: 12000000, limit: 4194304 },
  },
};

export const EXPLAINED_READINGS: Explanations<typeof READINGS> = {
  NOT_READABLE: {
    cause:
      "--readings or OMNISOVEREIGN_READINGS names a file that is not there or may not be read. Paths count from the folder that you are in.",
    example: { path: "july.readings.json", reason: "there is no such file", near: "city.readings.json" },
  },
  OTHER_FORMAT: {
    cause:
      "The file says that it is of a format that this version does not know; what its fields mean there is not guessed.",
    example: { found: '"omnisovereign-readings/9"', known: "omnisovereign-readings/1" },
  },
  UNKNOWN_FIELD: {
    cause:
      "A field of that name does nothing. In a plan that is a warning; readings steer the thermostat, so that a misspelt one must not pass for one that was measured.",
    example: { field: "national.entropi", near: "national.entropy" },
  },
  NONE: {
    cause: "The file is well formed and reads nothing: both layers are left out.",
    example: {},
  },
  NO_LAYER: {
    cause:
      "The readings are of a layer that this mission does not have, mostly because they belong to another plan.",
    example: { layer: "planetary" },
  },
};

export const EXPLAINED_RECEIPTS: Explanations<typeof RECEIPT> = {
  UNREADABLE: {
    cause:
      "A later script builds on this receipt, and it is no receipt as this version writes them: edited, cut short, or left by another version.",
    example: { path: EXAMPLE.receipt, problem: "has no field content.jobs" },
  },
};

export const EXPLAINED_THERMODYNAMICS: Explanations<typeof THERMODYNAMICS> = {
  NO_REWARD_ENGINE: {
    cause: `Reward epochs belong to the planetary layer, and "${npmRun("global")}" has not deployed one on this chain.`,
    example: {},
  },
};
