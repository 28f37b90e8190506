import type { Job, Plan } from "../model/plan.ts";
import { type CourseInput, courseInput, type DrawnCourse, drawCourse } from "./drawn-course.ts";

/** `JobRegistry.MAX_ATTEMPTS`. */
export const MOST_ATTEMPTS = 8;

/** What follows when the result of a job is rejected for good. */
export type OnFailure = Job["onFailure"];

/**
 * The courses of all attempts at a job that a rehearsal makes: the first result that is not poor ends them, or the last that
 * there may be.
 */
export function attemptsDrawn(input: CourseInput, onFailure: OnFailure): DrawnCourse[] {
  const most = onFailure === "give up" ? 1 : MOST_ATTEMPTS;
  const courses: DrawnCourse[] = [];
  do courses.push(drawCourse(input, courses.length + 1));
  while (courses.at(-1)?.poor && courses.length < most);
  return courses;
}

/** The same of a job of a plan. */
export function attemptsOf(plan: Pick<Plan, "chain" | "protocol">, job: Job): DrawnCourse[] {
  return attemptsDrawn(courseInput(plan, job), job.onFailure);
}

interface Staff {
  readonly agents: readonly { readonly handle: string }[];
  readonly validators: readonly { readonly handle: string }[];
}

/**
 * Who makes an attempt at a job: its agent, or where a substitute is to, the plan's agents in turn from it on. Those who also
 * judge are passed over: the committees count on them.
 *
 * @param attempt from 1
 */
export function workerOf(
  { agents, validators }: Staff,
  { agent, onFailure }: Pick<Job, "agent" | "onFailure">,
  attempt: number,
): string {
  if (attempt === 1 || onFailure !== "substitute") return agent;
  const judging = new Set(validators.map(({ handle }) => handle));
  const able = agents
    .map(({ handle }) => handle)
    .filter((handle) => handle === agent || !judging.has(handle));
  return able[(able.indexOf(agent) + attempt - 1) % able.length] ?? agent;
}
