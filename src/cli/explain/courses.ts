import { attemptsOf, workerOf } from "../../economics/attempts.ts";
import type { Odds } from "../../model/course.ts";
import type { Plan } from "../../model/plan.ts";
import { BPS } from "../../model/units.ts";
import { drawnInWords } from "../../reports/course-in-words.ts";

/** How often something is to be expected in a plan. */
export interface Chance {
  readonly what: string;
  readonly oddsBps: number;
  /** Of how many. */
  readonly among: number;
  /** To a hundredth, rounding down. */
  readonly expected: string;
}

const HUNDREDTHS = 100n;

/** The odds of a plan, with the expected number of each; a committee counts with as many members as seats. */
export function oddsOf({ jobs, chain, protocol }: Plan): Chance[] {
  const members = jobs.length * protocol.committee.size;
  const chance = (what: string, odds: keyof Odds, among: number): Chance => {
    const oddsBps = chain.odds[odds];
    const hundredths = (BigInt(among) * BigInt(oddsBps) * HUNDREDTHS) / BPS;
    const cents = String(hundredths % HUNDREDTHS).padStart(2, "0");
    return { what, oddsBps, among, expected: `${hundredths / HUNDREDTHS}.${cents}` };
  };
  return [
    chance("late jobs", "lateBps", jobs.length),
    chance("poor results", "poorBps", jobs.length),
    chance("dissenting votes", "dissentBps", members),
    chance("missing reveals", "silentBps", members),
    chance("disputes of right verdicts", "disputeBps", jobs.length),
  ];
}

/** What is drawn for the jobs of a plan, or said of them, where it does not go to plan; attempt by attempt. */
export function drawnFor(plan: Plan): { job: string; what: string; pinned: boolean }[] {
  return plan.jobs.flatMap((job) => {
    const attempts = attemptsOf(plan, job).map((course, index) => {
      const what = drawnInWords(course, job);
      if (index === 0) return what;
      const by = job.onFailure === "substitute" ? ` by ${workerOf(plan.participants, job, index + 1)}` : "";
      return `attempt ${index + 1}${by}: ${what ?? "all goes to plan"}`;
    });
    const told = attempts.filter((what) => what !== null);
    const pinned = Object.keys(job.course).length > 0;
    return told.length === 0 ? [] : [{ job: job.id, what: told.join("; "), pinned }];
  });
}
