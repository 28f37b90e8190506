import type { KitCheck } from "../../model/kit.ts";
import type { Plan } from "../../model/plan.ts";
import { ofForms } from "../../model/receipts.ts";
import type { Authority } from "./authority.ts";
import {
  drillsOf,
  type Happening,
  happenings,
  type KitReceipt,
  missionsOf,
  type ToldDrill,
} from "./kit-receipts.ts";

/** What the checks of a layer look at. */
export interface Evidence {
  /** The layer's own receipts. */
  readonly receipts: readonly KitReceipt[];
  readonly authority: Authority;
  /** The address that stands for the plan's owner; `null` if no receipt says. */
  readonly owner: string | null;
  readonly plan: Plan;
}

/** The answer to one check. */
export interface Answer {
  readonly done: boolean;
  readonly finding: string;
  readonly evidence: readonly KitCheck["evidence"][number][];
  readonly transactions: readonly string[];
}

/** One question to a layer's receipts. */
export interface Check {
  readonly id: string;
  readonly question: string;
  /** Which plans it is asked about; by default all. */
  readonly isAsked?: (plan: Plan) => boolean;
  readonly answer: (evidence: Evidence) => Answer;
}

/** Asks every question; evidence and transactions come sorted, each once. */
export function runChecks(checks: readonly Check[], evidence: Evidence): KitCheck[] {
  const asked = checks.filter(({ isAsked }) => isAsked?.(evidence.plan) ?? true);
  return asked.map(({ id, question, answer }) => {
    const { done, finding, evidence: paths, transactions } = answer(evidence);
    return {
      id,
      question,
      status: done ? "done" : "open",
      finding,
      evidence: [...new Set(paths)].toSorted(),
      transactions: [...new Set(transactions)],
    };
  });
}

/** An answer that rests on events. */
export function shownBy(found: readonly Happening[], done: boolean, finding: string): Answer {
  return {
    done,
    finding,
    evidence: found.map(({ path }) => path),
    transactions: found.map(({ transaction }) => transaction.hash),
  };
}

export const NOT_SHOWN = open("no receipt shows it");

/** An answer that nothing shows, and why. */
export function open(finding: string): Answer {
  return { done: false, finding, evidence: [], transactions: [] };
}

/** A layer without jobs has settled none; coordination jobs are not the layer's own. */
function noJobsIn(receipts: readonly KitReceipt[]): Answer | null {
  const mission = ofForms(receipts, "national-mission").find(({ document }) => document.noJobs !== undefined);
  if (mission === undefined) return null;
  const finding = `the layer has no job: ${mission.document.noJobs}`;
  return { done: false, finding, evidence: [mission.path], transactions: [] };
}

/** Every job of the layer's mission has an outcome that is final. */
export const JOBS_SETTLED: Check = {
  id: "jobs-settled",
  question: "Has every job of the mission been settled?",
  answer: ({ receipts, plan }) => {
    const missions = missionsOf(receipts);
    const empty = noJobsIn(receipts);
    if (empty !== null) return empty;
    const jobs = missions.flatMap(({ jobs }) => jobs);
    const settled = jobs.filter(({ outcome }) => outcome !== "open");
    const approved = jobs.filter(({ outcome }) => outcome === "approved");
    const told = new Set(jobs.map(({ id }) => id));
    const left = new Set(missions.flatMap(({ notPosted }) => notPosted));
    const untold = plan.jobs.filter(({ id }) => !told.has(id) && !left.has(id)).map(({ id }) => id);
    const rest = [
      ...(left.size === 0
        ? []
        : [`; not posted, since what they wait for was given up: ${[...left].join(", ")}`]),
      ...(untold.length === 0 ? [] : [`; no receipt tells of ${untold.join(", ")}`]),
    ];
    return {
      done: jobs.length > 0 && settled.length === jobs.length && untold.length + left.size === 0,
      finding: `${settled.length} of ${jobs.length} settled, ${approved.length} approved${rest.join("")}`,
      evidence: missions.map(({ path }) => path),
      transactions: [],
    };
  },
};

/** Every vote that committees committed on the layer's jobs was revealed. */
export const VOTES_REVEALED: Check = {
  id: "votes-revealed",
  question: "Did every validator of the mission reveal the vote that it had committed?",
  answer: ({ receipts }) => {
    const empty = noJobsIn(receipts);
    if (empty !== null) return empty;
    const ofJobs = ofForms(receipts, "job-validate");
    const committed = happenings(ofJobs, "VoteCommitted");
    const revealed = happenings(ofJobs, "VoteRevealed");
    return {
      done: committed.length > 0 && revealed.length === committed.length,
      finding: `${revealed.length} of ${committed.length} committed votes revealed`,
      evidence: ofJobs.map(({ path }) => path),
      transactions: [],
    };
  },
};

/** Every module that obeys the AccessManager is on the list of the pause; that a pause stops it, a drill shows. */
export const MODULES_PAUSABLE: Check = {
  id: "modules-pausable",
  question: "Is every module of the layer registered with the pause?",
  answer: ({ receipts }) => {
    const registered = happenings(receipts, "ModuleRegistered", "SystemPause");
    const covered = new Set(registered.map(({ event }) => event.args.module));
    const modules = happenings(receipts, "AuthorityUpdated")
      .map(({ event }) => event)
      .filter(({ contract }) => contract !== "SystemPause");
    const left = modules.filter(({ address }) => !covered.has(address));
    const finding =
      left.length === 0
        ? `${covered.size} modules are registered with SystemPause`
        : `not registered: ${left.map(({ contract }) => contract).join(", ")}`;
    return shownBy(registered, modules.length > 0 && left.length === 0, finding);
  },
};

/** A rehearsal of the kind showed what the question is about, and none went otherwise than expected. */
export function drillCheck(kind: string, question: string): Check {
  return {
    id: `drill-${kind}`,
    question,
    answer: ({ receipts, plan }) => {
      const drills = drillsOf(receipts, kind);
      if (drills.length === 0) {
        return plan.drills.some((asked) => asked.kind === kind)
          ? NOT_SHOWN
          : open("the plan asks for no drill of this kind");
      }
      const verdicts = drills.map(({ drill }) => drill.verdict);
      return {
        done: verdicts.includes("passed") && !verdicts.includes("failed"),
        finding: drills.map(({ drill }) => `${drill.id}: ${drillFinding(drill)}`).join("; "),
        evidence: drills.map(({ path }) => path),
        transactions: drills.flatMap(({ drill }) => drill.transactions.map(({ hash }) => hash)),
      };
    },
  };
}

/** Those that the layer's plan defines itself, if it does. */
export const OWN_DRILLS: Check = {
  ...drillCheck("own", "Do the drills that the plan defines end as they say?"),
  isAsked: ({ drills }) => drills.some(({ kind }) => kind === "own"),
};

function drillFinding({ verdict, reason, happened }: ToldDrill): string {
  if (verdict === "passed") return "ended as foretold";
  return verdict === "failed" ? `failed: ${happened}` : `not exercised: ${reason}`;
}
