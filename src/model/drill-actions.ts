import type { TransactingStage } from "./plan.ts";

/** What a parameter of an action takes. */
export type DrillParameter =
  | "account"
  | "number"
  | "seconds"
  | "tokens"
  | "decimal"
  /** A decimal that stands in the definition. */
  | "reading"
  | "role"
  | "identity roles"
  | "identity role"
  | "text"
  | "step"
  | "region"
  | "clock"
  | "job"
  | "ballots"
  | "hearings"
  | "yes"
  /** A word of `governedSetter`, and the arguments of that function in their order. */
  | "setter"
  | "arguments"
  | "side";

export interface DrillAction {
  /** What it calls; `null` where the clock only moves, `RegionalExecutor` stands for that of the parameter `region`. */
  readonly call: { readonly contract: string; readonly function: string } | null;
  /** In the order of the function's. */
  readonly parameters: Readonly<Record<string, DrillParameter>>;
  /** Parameters that may be left out. */
  readonly optional?: readonly string[];
  /** For people. */
  readonly does: string;
  /** The layer of which it needs something. */
  readonly stage: Extract<TransactingStage, "takeoff" | "global">;
}

/** Everything that a drill's step may do. There is nothing else: no calldata of somebody's own, no other contract. */
export const DRILL_ACTIONS: Readonly<Record<string, DrillAction>> = {
  wait: {
    call: null,
    parameters: { seconds: "seconds", until: "seconds", clock: "clock" },
    optional: ["seconds", "until", "clock"],
    does: "lets so many seconds pass, or waits until a second of the chain's clock or of the protocol's active time",
    stage: "takeoff",
  },
  pause: action("SystemPause", "pause", {}, "pauses everything, without a limit"),
  resume: action("SystemPause", "resume", {}, "ends any pause"),
  "guardian-pause": action("SystemPause", "guardianPause", {}, "pauses everything for a limited time"),
  "guardian-resume": action("SystemPause", "guardianResume", {}, "ends a guardian's pause"),
  "try-every-module": {
    call: null,
    parameters: {},
    does: "makes one guarded call of every module; has to be refused",
    stage: "takeoff",
  },
  suspend: action("IdentityRegistry", "suspend", { account: "account" }, "keeps somebody from judging"),
  "lift-suspension": action(
    "IdentityRegistry",
    "liftSuspension",
    { account: "account" },
    "lets somebody judge again",
  ),
  "set-roles": action(
    "IdentityRegistry",
    "setRoles",
    { account: "account", roles: "identity roles" },
    "changes which roles an identity has",
  ),
  "sync-judges": action(
    "SortitionPool",
    "sync",
    { count: "number" },
    "tells the pool of judges of so many changes",
  ),
  "grant-role": action(
    "AccessManager",
    "grantRole",
    { role: "role", account: "account", delay: "seconds" },
    "gives somebody a role, with a delay of its own",
  ),
  "revoke-role": action(
    "AccessManager",
    "revokeRole",
    { role: "role", account: "account" },
    "takes a role from somebody",
  ),
  cancel: {
    call: { contract: "AccessManager", function: "cancel" },
    parameters: { step: "step" },
    does: "cancels what an earlier step has scheduled",
    stage: "takeoff",
  },
  "announce-guardian": action(
    "GuardianSeat",
    "announce",
    { leaving: "account", next: "account" },
    "announces that somebody follows a guardian",
  ),
  "withdraw-guardian": action("GuardianSeat", "withdraw", {}, "takes that announcement back"),
  "conclude-guardian": action("GuardianSeat", "conclude", {}, "has the announced guardian follow"),
  "set-oracle-signers": {
    call: { contract: "EnergyOracle", function: "setSigners" },
    parameters: { without: "account", threshold: "number" },
    optional: ["without"],
    does: "makes the mission's signatories, or all but one of them, the oracle's signers",
    stage: "takeoff",
  },
  tick: {
    call: { contract: "Thermostat", function: "tick" },
    parameters: {
      emission: "reading",
      backlog: "reading",
      lateness: "reading",
      without: "account",
      including: "account",
    },
    optional: ["emission", "without", "including"],
    does: "brings simulated readings an hour later, signed by as many of the oracle's signers as it takes; without an emission they say what the plan's rewards are of its budget",
    stage: "takeoff",
  },
  "set-unbonding": action(
    "StakeManager",
    "setUnbondingSeconds",
    { seconds: "seconds" },
    "sets how long stake takes to leave",
  ),
  "set-temperature": action(
    "Thermostat",
    "setBaseTemperature",
    { temperature: "decimal" },
    "sets the thermostat's base temperature",
  ),
  set: {
    call: null,
    parameters: { setter: "setter", to: "arguments" },
    does: "sets a governed parameter, as the owner does by holding COUNCIL, or whoever else has the role that it takes",
    stage: "takeoff",
  },
  decide: {
    call: null,
    parameters: { setter: "setter", to: "arguments", votes: "side" },
    optional: ["votes"],
    does: "has the whole council propose such a call, vote for it, or against it, with all that a ballot allows, and execute it through the timelock",
    stage: "global",
  },
  stake: action("StakeManager", "depositStake", { role: "identity role", amount: "tokens" }, "stakes tokens"),
  unbond: action(
    "StakeManager",
    "requestUnbonding",
    { role: "identity role", amount: "tokens" },
    "begins to take stake out",
  ),
  withdraw: action("StakeManager", "withdraw", { role: "identity role" }, "takes out what has unbonded"),
  claim: action("StakeManager", "claim", {}, "collects what one is owed"),
  transfer: action("AGIALPHA", "transfer", { to: "account", amount: "tokens" }, "sends tokens"),
  burn: action("AGIALPHA", "burn", { amount: "tokens" }, "burns tokens"),
  anchor: action("ReceiptAnchor", "anchor", { key: "text", root: "text" }, "anchors the digest of a text"),
  "rehearse-job": {
    call: null,
    parameters: { job: "job", rounds: "ballots", hearings: "hearings", withdraws: "yes", late: "yes" },
    optional: ["job", "hearings", "withdraws", "late"],
    does: "runs a job on the terms of one of the plan's to its end: how each committee votes, who disputes before which juries, whether a member takes its stake out before it sits, whether the job is late and its delay policy triggered; without rounds nothing is handed in",
    stage: "takeoff",
  },
  "settle-epoch": {
    ...action(
      "RewardEngineMB",
      "settle",
      { epoch: "number", entries: "number" },
      "carries on the settlement of a reward epoch, through so many entries at most",
    ),
    stage: "global",
  },
  "post-region-job": {
    call: { contract: "RegionalExecutor", function: "createJob" },
    parameters: { region: "region", reward: "tokens", operator: "account" },
    optional: ["operator"],
    does: "posts a job of the region out of its budget, for a reward, with somebody as its operator",
    stage: "global",
  },
  "cancel-region-job": {
    ...action(
      "RegionalExecutor",
      "cancelJob",
      { region: "region", job: "number" },
      "cancels a job of the region",
    ),
    stage: "global",
  },
  "return-remainder": {
    ...action(
      "RegionalExecutor",
      "returnRemainder",
      { region: "region" },
      "returns what is left of a region's budget",
    ),
    stage: "global",
  },
};

function action(
  contract: string,
  name: string,
  parameters: DrillAction["parameters"],
  does: string,
): DrillAction {
  return { call: { contract, function: name }, parameters, does, stage: "takeoff" };
}
