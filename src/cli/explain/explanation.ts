import { LOCAL_ACCOUNTS } from "../../chain/accounts.ts";
import { cadenceOf, paceOf } from "../../economics/pace.ts";
import { partUp } from "../../economics/shares.ts";
import { codeOf } from "../../errors/error.ts";
import { PLAN } from "../../errors/plan-errors.ts";
import type { Cast } from "../../model/cast.ts";
import { READINGS_PATH } from "../../model/layout.ts";
import type { PlanFile, Project } from "../../model/loaded-project.ts";
import type { DelayAdjustment, Drill, DrillKind, LayerId, Plan, ProtocolWindows } from "../../model/plan.ts";
import type { PlanIssue } from "../../model/plan-result.ts";
import { type FilledIn, filledIn } from "../../plan/defaults.ts";
import { parsePlan } from "../../plan/load.ts";
import { parseSource } from "../../plan/source.ts";
import { labelOf, nationalCast } from "../../records/casting.ts";
import { costTerms } from "../../records/job-request.ts";
import { REWARD_EPOCH_SECONDS } from "../../records/planetary-settings.ts";
import {
  executionDelayOf,
  GUARDIAN_COOLDOWN_SECONDS,
  incentiveConfig,
  judgingDelayOf,
} from "../../records/settings.ts";
import { formatAmount } from "../../support/amount.ts";
import { type Chance, drawnFor, oddsOf } from "./courses.ts";
import { type Disputes, disputesOf } from "./disputes.ts";
import { drillText, type PlannedVotes, policyText } from "./drills.ts";
import {
  epochCapOf,
  type Money,
  moneyOf,
  type NatPrice,
  natPriceExplained,
  type RegionMoney,
  regionMoneyOf,
} from "./money.ts";

export type Part = "national" | "planetary" | "coordination";

/** One plan of the mission. */
export interface ExplainedPlan {
  readonly part: Part;
  readonly initiative: string;
  readonly jobs: number;
  readonly waves: number;
  /** If every job took its whole deadline. */
  readonly days: number;
  readonly criticalPath: readonly string[];
  readonly money: Money;
  readonly delays: readonly {
    readonly policy: DelayAdjustment;
    readonly effect: string;
    readonly jobs: readonly string[];
  }[];
  readonly odds: readonly Chance[];
  /** Jobs for which something was drawn that does not go to plan. */
  readonly drawn: readonly { readonly job: string; readonly what: string; readonly pinned: boolean }[];
  /** Jobs that hand in a file, by its path beside the plan. */
  readonly deliverables: readonly { readonly job: string; readonly path: string }[];
}

export interface Control {
  readonly owner: string;
  /** Who signs for it, and how many of them have to. */
  readonly ownerSigners: readonly string[];
  readonly ownerThreshold: number;
  /** What it has to wait before it changes who may do what. */
  readonly adminDelaySeconds: number;
  readonly registrar: string;
  readonly guardian: string;
  readonly treasury: string;
  readonly employer: string;
  readonly operator: string;
  readonly council: number;
  readonly guardianPauseSeconds: number;
  readonly guardianCooldownSeconds: number;
  /** Until whoever is admitted or revoked to judge does, or does no more. */
  readonly judgingDelaySeconds: number;
  /** Names for which a labelled account of the rehearsal stands in. */
  readonly standIns: readonly string[];
}

export interface Planet {
  readonly regions: readonly RegionMoney[];
  readonly council: number;
  /** What each ballot gives a member to vote with. */
  readonly ballotCredits: number;
  readonly votingDelaySeconds: number;
  readonly votingPeriodSeconds: number;
  readonly executionDelaySeconds: number;
  readonly epochSeconds: number;
  readonly mostPerEpoch: string;
  readonly natPrice: NatPrice;
}

export interface Committee {
  /** Seats. */
  readonly size: number;
  readonly quorum: number;
  readonly approvalBps: number;
  readonly seedBlocks: number;
  /** What a seat locks at most. */
  readonly seatLock: string;
  /** What it costs the employer then. */
  readonly seatFee: string;
}

/** What a run of a mission will do, derived from its plans as they are loaded; amounts are decimal strings. */
export interface Explanation {
  readonly format: "omnisovereign-plan-explanation/1";
  readonly plans: readonly ExplainedPlan[];
  readonly startTimeSeconds: number;
  readonly control: Control;
  readonly windows: ProtocolWindows;
  readonly committee: Committee;
  readonly disputes: Disputes;
  readonly limits: { readonly epochSeconds: number; readonly perEpoch: number; readonly pauseChecks: number };
  /** How often the thermostat ticks while the jobs of a layer run. */
  readonly ticks: readonly { readonly layer: LayerId; readonly intervalSeconds: number }[];
  readonly planet: Planet | null;
  readonly drills: readonly {
    readonly id: string;
    readonly kind: DrillKind;
    readonly job: string | null;
    readonly what: string;
  }[];
  readonly simulated: readonly string[];
  /** What plans of the mission say and nothing heeds, in sentences. */
  readonly notInForce: readonly string[];
  readonly defaults: readonly { readonly part: Part | "both"; readonly filledIn: readonly FilledIn[] }[];
}

/** The nation's drills, and those that the planetary plan defines. */
function rehearsedOf({ national, planetary }: Project): Drill[] {
  return [...national.drills, ...(planetary?.drills.filter(({ kind }) => kind === "own") ?? [])];
}

export function explain(project: Project, warnings: readonly PlanIssue[]): Explanation {
  const { national, planetary } = project;
  const cast = nationalCast(project, LOCAL_ACCOUNTS);
  const disputes = disputesOf(national, cast);
  const { windows } = national.protocol;
  const { epochSeconds, limits } = incentiveConfig(national);
  return {
    format: "omnisovereign-plan-explanation/1",
    plans: partsOf(project).map(([part, plan]) => explainPlan(part, plan, project, cast)),
    startTimeSeconds: national.chain.startTimeSeconds,
    control: controlOf(project, cast),
    windows,
    committee: committeeOf(national),
    disputes,
    limits: { epochSeconds, perEpoch: limits.maxPerEpoch, pauseChecks: limits.maxPauseChecksPerEpoch },
    ticks: ticksOf(project),
    planet: planetary && planetOf(planetary, project),
    drills: rehearsedOf(project).map((drill) => {
      const { id, kind, job } = drill;
      return { id, kind, job, what: drillText(drill, national, disputes, votesOf(project)) };
    }),
    simulated: simulatedOf(project),
    notInForce: notInForceOf(warnings),
    defaults: project.files
      .filter(({ path }) => path !== READINGS_PATH)
      .map((file) => defaultsOf(file, project)),
  };
}

function partsOf({ shared, national, planetary }: Project): (readonly [Part, Plan])[] {
  const parts = [
    ["national", national],
    ["planetary", planetary],
    ["coordination", shared],
  ] as const;
  return parts.flatMap(([part, plan]) => (plan && plan.jobs.length > 0 ? [[part, plan] as const] : []));
}

function explainPlan(part: Part, plan: Plan, project: Project, cast: Cast): ExplainedPlan {
  const { criticalPath, waves } = plan.schedule;
  const policies = [...new Set(plan.jobs.map(({ adjustmentOnDelay }) => adjustmentOnDelay))];
  return {
    part,
    initiative: plan.initiative,
    jobs: plan.jobs.length,
    waves: waves.length,
    days: criticalPath.days,
    criticalPath: criticalPath.jobs,
    money: moneyOf(plan, project, cast),
    delays: policies.map((policy) => {
      const late = plan.jobs.filter(({ adjustmentOnDelay }) => adjustmentOnDelay === policy);
      return { policy, effect: policyText(policy, project.national, late), jobs: late.map(({ id }) => id) };
    }),
    odds: oddsOf(plan),
    drawn: drawnFor(plan),
    deliverables: plan.jobs.flatMap(({ id, deliverable }) =>
      deliverable ? [{ job: id, path: deliverable.stated }] : [],
    ),
  };
}

function ticksOf({ national, planetary }: Project): Explanation["ticks"] {
  const layers = [
    ["national", national],
    ["planetary", planetary],
  ] as const;
  return layers.flatMap(([layer, plan]) => {
    if (plan === null || plan.jobs.length === 0) return [];
    return [{ layer, intervalSeconds: Number(cadenceOf(paceOf(plan, national)).intervalSeconds) }];
  });
}

function councilSizeOf({ shared, national, planetary }: Project): number {
  const plans = [national, shared, planetary].filter((plan) => plan !== null);
  return new Set(plans.flatMap(({ participants }) => participants.council.map(({ handle }) => handle))).size;
}

function votesOf(project: Project): PlannedVotes {
  if (project.planetary === null) return "none";
  return councilSizeOf(project) === 0 ? "without a council" : "with a council";
}

function controlOf(project: Project, cast: Cast): Control {
  const { shared, national, planetary } = project;
  const plans = [national, shared, planetary].filter((plan) => plan !== null);
  const handles = plans.flatMap(({ participants }) =>
    [...participants.council, ...participants.agents, ...participants.validators].map(({ handle }) => handle),
  );
  const { owner, ownerSafe, pauseAuthority, treasury } = (shared ?? national).governance;
  const named = [...new Set([owner, ...ownerSafe.signers, pauseAuthority, treasury, ...handles])];
  const { signers = [], threshold = 1 } = cast.owner.safe ?? {};
  return {
    owner: cast.owner.label,
    ownerSigners: signers.map(({ label }) => label),
    ownerThreshold: threshold,
    adminDelaySeconds: executionDelayOf("ADMIN"),
    registrar: cast.registrar.label,
    guardian: cast.guardian.label,
    treasury: cast.treasury.label,
    employer: cast.employer.label,
    operator: cast.operator.label,
    council: councilSizeOf(project),
    guardianPauseSeconds: national.protocol.windows.guardianPauseSeconds,
    guardianCooldownSeconds: GUARDIAN_COOLDOWN_SECONDS,
    judgingDelaySeconds: judgingDelayOf(project),
    standIns: named.filter((name) => labelOf(name) !== name),
  };
}

function committeeOf(national: Plan): Committee {
  const { committee, quorum } = national.protocol;
  const terms = costTerms(national);
  return {
    size: committee.size,
    quorum: quorum.validators,
    approvalBps: quorum.approvalBps,
    seedBlocks: committee.seedBlocks,
    seatLock: formatAmount(terms.seatLockWei),
    seatFee: formatAmount(partUp(terms.seatLockWei, terms.seatFeeBps)),
  };
}

function planetOf(plan: Plan, project: Project): Planet {
  const { votingDelaySeconds, votingPeriodSeconds } = plan.protocol.windows;
  return {
    regions: regionMoneyOf({ national: project.national, planetary: plan }),
    council: councilSizeOf(project),
    ballotCredits: plan.protocol.quorum.voiceCredits,
    votingDelaySeconds,
    votingPeriodSeconds,
    executionDelaySeconds: plan.governance.quadraticVoting.executionDelaySeconds,
    epochSeconds: REWARD_EPOCH_SECONDS,
    mostPerEpoch: epochCapOf(plan),
    natPrice: natPriceExplained(plan),
  };
}

function simulatedOf({ shared, planetary }: Project): string[] {
  return [
    "Work: nobody does a job's work; it takes between 40 % and 95 % of the deadline by a formula of energy budget, seed and job id, or ends past the deadline where that is drawn.",
    shared
      ? "Results: a job of a layer hands in the digest of its deliverable where its work is good, otherwise of a text that names the job; a coordination job the digest of its evidence, which is real."
      : "Results: a job hands in the digest of its deliverable where its work is good, otherwise of a text that names the job.",
    "People: what a member of a committee does, how good a result is and who disputes a verdict are drawn from the seed by chain.odds, unless jobs[].course says it; jurors, and the owner in their place, see what is so. Accounts with public keys play the people named; drills go as they say.",
    "Readings: what the thermostat drill reports, and what --readings supplies; all others are what the jobs have come to on the chain.",
    "Chance: draws follow from the plan's seed and the blocks, and are the same every time.",
    ...(planetary
      ? [
          "Telemetry: what is attested for reward epochs are work times, payments and votes, which are the chain's, weighed by the plan's energies, entropies and rewards, which nobody measures.",
        ]
      : []),
  ];
}

/** What plans say and this mission does not do, as validation says it. */
function notInForceOf(warnings: readonly PlanIssue[]): string[] {
  const codes = [PLAN.IGNORED_FIELD, PLAN.SETTLED_ELSEWHERE].map(codeOf);
  return warnings
    .filter(({ code }) => codes.includes(code))
    .map(({ file, line, message }) => `${file}:${line}  ${message}`);
}

/** Settings of a file that no run looks at, since another plan's hold: what is not used is no default worth reading. */
const UNUSED = {
  alone:
    /^(governance\.quadraticVoting|protocol\.windows\.voting|protocol\.quorum\.(proposalBps|voiceCredits))/,
  planetary:
    /^(drills|chain\.startTime|governance\.(controlScripts|thermostat)|protocol\.(?!windows\.voting|quorum\.(proposalBps|voiceCredits)))/,
  coordination: /^(drills|chain\.startTime|governance\.(quadraticVoting|thermostat)|protocol\.)/,
} as const;

function defaultsOf(
  file: PlanFile,
  { shared, national, planetary }: Project,
): Explanation["defaults"][number] {
  const [part, plan] = (
    [
      ["coordination", shared],
      ["planetary", planetary],
      ["national", national],
    ] as const
  ).find(([, plan]) => plan?.sha256 === file.sha256) ?? ["national", national];
  // A plan that is both layers is in neither of them as its file has it.
  if (plan === planetary && planetary?.sha256 === national.sha256)
    return { part: "both", filledIn: filledInOf(file) };
  const unused = UNUSED[part === "national" ? "alone" : part];
  const parsed = parseSource(new TextDecoder().decode(file.content));
  const defaults = parsed.ok ? filledIn(plan as Plan, parsed.source) : [];
  return { part, filledIn: defaults.filter(({ path }) => !unused.test(path)) };
}

function filledInOf({ content, path, sha256 }: PlanFile): FilledIn[] {
  const text = new TextDecoder().decode(content);
  const parsed = parseSource(text);
  const result = parsePlan({ file: path, shown: path, sha256, content, text }, {});
  return parsed.ok && result.ok ? filledIn(result.plan, parsed.source) : [];
}
