/** A drill as its file describes it, after loading: an intervention, what is expected of it, and the way back. */
export interface DrillDefinition {
  /** For people: attacker-controlled, escaped where it is printed. */
  readonly title: string;
  /** Whether what it is about is there at all: a drill of which one of these does not hold is not exercised. */
  readonly requires: readonly DrillCheck[];
  /** What holds before, and has to hold again after the way back. */
  readonly steady: readonly DrillCheck[];
  readonly intervention: readonly DrillMove[];
  readonly expect: readonly DrillCheck[];
  /** Empty if there is none. */
  readonly wayBack: readonly DrillMove[];
  /** What a drill without a way back may cost at most, wei; `null` if it has one. */
  readonly mostCostWei: bigint | null;
}

/** A step, or something to look at between two of them. */
export type DrillMove = DrillStep | DrillCheck;

/** One call of somebody. */
export interface DrillStep {
  readonly kind: "step";
  /** By which another step names it; `null` if none does. */
  readonly id: string | null;
  /** Who: a word as `accountWord` takes it. */
  readonly as: string;
  /** One of `DRILL_ACTIONS`. */
  readonly action: string;
  readonly with: Readonly<Record<string, DrillValue>>;
  /** Name of the error by which it has to be refused; `null` if it has to go through. */
  readonly refused: string | null;
  readonly timing: StepTiming;
}

/**
 * Whether a call whose role has a delay is scheduled, waited for and made, only scheduled, or made as if somebody had scheduled
 * it.
 */
export type StepTiming = "after its delay" | "schedule only" | "at once";

export type DrillCheck = StateCheck | Remembering | EventCheck | BalanceCheck | MirrorCheck;

/** What a view answers. */
export interface ViewWords {
  /** Name in the address book. */
  readonly contract: string;
  readonly view: string;
  readonly args: readonly DrillValue[];
  /** Which part of the answer, by names or places with dots between, or "length"; "" is all of it. */
  readonly part: string;
}

export interface StateCheck extends ViewWords {
  readonly kind: "state";
  readonly holds: "equals" | "at least" | "at most" | "unchanged";
  /** `null` where it is compared with what it was at first. */
  readonly value: DrillValue | null;
}

/** Keeps what a view answers for steps and checks after it. */
export interface Remembering extends ViewWords {
  readonly kind: "remember";
  readonly name: string;
}

/** What the drill's transactions so far have emitted. */
export interface EventCheck {
  readonly kind: "event";
  readonly contract: string;
  readonly event: string;
  /** By their names in the ABI; others may be anything. */
  readonly with: Readonly<Record<string, DrillValue>>;
  /** How often; `null` is at least once. */
  readonly times: number | null;
}

/** What somebody has more than at first. */
export interface BalanceCheck {
  readonly kind: "balance";
  readonly of: string;
  readonly what: BalanceKind;
  /** Wei, negative for less. */
  readonly changeWei: bigint;
}

export const BALANCES = ["tokens", "stake", "claims"] as const;
export type BalanceKind = (typeof BALANCES)[number];

/** What a mirror of the contracts foretells. */
export interface MirrorCheck {
  readonly kind: "mirror";
  readonly mirror: MirrorName;
}

export const MIRRORS = ["controller-step", "payments"] as const;
export type MirrorName = (typeof MIRRORS)[number];

/** How a committee or a jury votes: all alike, or all but one without whom the others decide. */
export const BALLOT_WORDS = [
  "approve",
  "reject",
  "absent",
  "one keeps silent",
  "one votes otherwise",
  "too few to decide",
] as const;
export type BallotWord = (typeof BALLOT_WORDS)[number];

/** Who may dispute a verdict, or appeal against it, in a drill. */
export const CLAIMANTS = ["agent", "employer"] as const;
export type Claimant = (typeof CLAIMANTS)[number];

/** The step that runs a whole job; nothing stands beside it. */
export const REHEARSE_JOB = "rehearse-job";

/** @returns the step by which a definition runs a job; `undefined` if it runs none */
export function jobStepOf({ intervention }: DrillDefinition): DrillStep | undefined {
  const [first] = intervention;
  return first?.kind === "step" && first.action === REHEARSE_JOB ? first : undefined;
}

/** Who claims in each hearing that a definition's job leads to, in order. */
export function claimantsIn(definition: DrillDefinition): readonly Claimant[] {
  const hearings = jobStepOf(definition)?.with.hearings;
  const listed = Array.isArray(hearings) ? hearings : [];
  return listed.flatMap((hearing) => (Array.isArray(hearing) ? [hearing[0] as Claimant] : []));
}

/** Roles of the AccessManager by their names, beside `OPERATOR:REGION`. */
export const ACCESS_ROLES = [
  "ADMIN",
  "GUARDIAN",
  "OPERATOR",
  "REGISTRAR",
  "COUNCIL",
  "ARBITER",
  "PAUSER",
  "WIRING",
  "SEAT",
  "JOB_REGISTRY",
  "SETTLEMENT",
  "POLICY",
  "REWARD_ENGINE",
  "ORACLE_SETTLER",
  "BUDGET",
  "SORTITION",
  "PAYOUT",
  "REGION_EXECUTOR",
] as const;
export type AccessRole = (typeof ACCESS_ROLES)[number];

/** Before the region of a role that drives its executor. */
export const REGION_ROLE = "OPERATOR:";

/** By what amounts are stated: `{ "tokens": "1.5" }`. */
export const QUANTITIES = ["tokens", "decimal", "percent", "days", "hours", "minutes"] as const;

/** An amount with its unit. */
export interface Quantity {
  /** As the contract counts: a whole number as a decimal text. */
  readonly counted: string;
  /** As people say it: `1.5 tokens`, `2 %`, `1 day 12 hours`. */
  readonly said: string;
}

/** As an argument, or to compare with. */
export type DrillValue =
  /** Numbers as decimal texts, amounts in wei; accounts by their words. */
  | string
  | boolean
  | readonly DrillValue[]
  | Quantity
  /** And something more: a number, an amount, or what was remembered by another name. */
  | { readonly remembered: string; readonly plus: bigint | string | Quantity }
  /** A role of the AccessManager. */
  | { readonly role: string }
  /** keccak256 of a text. */
  | { readonly digestOf: string };
