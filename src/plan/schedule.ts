import type { Schedule, ScheduledJob } from "../model/plan.ts";

export interface JobToSchedule {
  readonly id: string;
  readonly dependencies: readonly string[];
  readonly deadlineDays: number;
}

export type Scheduling =
  | { readonly ok: true; readonly schedule: Schedule }
  /** Each cycle as the ids along it, every one depending on the next and the last on the first. */
  | { readonly ok: false; readonly cycles: readonly (readonly string[])[] };

interface Step {
  readonly id: string;
  readonly days: number;
  readonly before: Step[];
  readonly after: Step[];
  /** Dependencies not yet scheduled. */
  open: number;
  wave: number;
  earliest: number;
  latest: number;
}

/**
 * Orders jobs into waves and finds the critical path (Kahn 1962; critical path method), in time linear in jobs and
 * dependencies.
 *
 * @param jobs ids must be unique; dependencies that are no job are passed over
 */
export function scheduleJobs(jobs: readonly JobToSchedule[]): Scheduling {
  const steps = linkSteps(jobs);
  const order = topologicalOrder(steps);
  if (order.length < steps.length) return { ok: false, cycles: cyclesAmong(steps) };
  const days = setLatestStarts(order);
  return {
    ok: true,
    schedule: {
      waves: wavesOf(steps),
      criticalPath: { jobs: criticalPath(steps, days), days },
      jobs: steps.map(describeStep),
    },
  };
}

function linkSteps(jobs: readonly JobToSchedule[]): readonly Step[] {
  const steps = jobs.map(({ id, deadlineDays }) => newStep(id, deadlineDays));
  const byId = new Map(steps.map((step) => [step.id, step]));
  jobs.forEach(({ dependencies }, index) => {
    const step = steps[index];
    for (const dependency of new Set(dependencies)) {
      const earlier = byId.get(dependency);
      if (step && earlier) link(earlier, step);
    }
  });
  return steps;
}

function newStep(id: string, days: number): Step {
  return { id, days, before: [], after: [], open: 0, wave: 0, earliest: 0, latest: Number.POSITIVE_INFINITY };
}

function link(earlier: Step, later: Step): void {
  earlier.after.push(later);
  later.before.push(earlier);
  later.open++;
}

function topologicalOrder(steps: readonly Step[]): readonly Step[] {
  const order = steps.filter((step) => step.open === 0);
  for (const step of order) {
    for (const next of step.after) {
      next.wave = Math.max(next.wave, step.wave + 1);
      next.earliest = Math.max(next.earliest, step.earliest + step.days);
      if (--next.open === 0) order.push(next);
    }
  }
  return order;
}

function setLatestStarts(order: readonly Step[]): number {
  const end = order.reduce((latest, step) => Math.max(latest, step.earliest + step.days), 0);
  for (const step of order.toReversed()) {
    const finish = step.after.reduce((least, next) => Math.min(least, next.latest), end);
    step.latest = finish - step.days;
  }
  return end;
}

function wavesOf(steps: readonly Step[]): string[][] {
  const last = steps.reduce((latest, { wave }) => Math.max(latest, wave), -1);
  const waves = Array.from({ length: last + 1 }, (): string[] => []);
  for (const { id, wave } of steps) waves[wave]?.push(id);
  return waves;
}

function criticalPath(steps: readonly Step[], days: number): string[] {
  const path: string[] = [];
  let step = steps.find((candidate) => candidate.earliest + candidate.days === days);
  while (step) {
    path.push(step.id);
    const start: number = step.earliest;
    step = step.before.find((candidate) => candidate.earliest + candidate.days === start);
  }
  return path.reverse();
}

function describeStep({ id, wave, earliest, latest }: Step): ScheduledJob {
  return { id, wave, earliestStartDay: earliest, latestStartDay: latest, slackDays: latest - earliest };
}

/** Follows one open dependency from each step: every walk ends in a cycle or where an earlier walk has been. */
function cyclesAmong(steps: readonly Step[]): string[][] {
  const cycles: string[][] = [];
  const walkOf = new Map<Step, number>();
  for (const [walk, start] of steps.entries()) {
    const path: Step[] = [];
    let step: Step | undefined = start.open > 0 ? start : undefined;
    while (step && !walkOf.has(step)) {
      walkOf.set(step, walk);
      path.push(step);
      step = step.before.find((candidate) => candidate.open > 0);
    }
    if (step && walkOf.get(step) === walk) cycles.push(path.slice(path.indexOf(step)).map(({ id }) => id));
  }
  return cycles;
}
