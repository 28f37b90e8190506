import type { Plan } from "../model/plan.ts";
import type { PlanIssue } from "../model/plan-result.ts";
import { formatAmount } from "../support/amount.ts";
import { counted, printable } from "../support/text.ts";

/** `file:line:column  OMNI1…  what was found  what to do`, on one line, safe for a terminal. */
export function formatIssue({ file, line, column, code, severity, message, mend }: PlanIssue): string {
  const found = severity === "warning" ? `Warning: ${message}` : message;
  return printable(`${file}:${line}:${column}  ${code}  ${found}  ${mend}`);
}

/** The plan's jobs by wave with their days, slack and reward, then the critical path; one line each. */
export function formatSchedule({ schedule, jobs, budget }: Plan): string {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const timing = new Map(schedule.jobs.map((job) => [job.id, job]));
  const width = Math.max(...jobs.map(({ id }) => id.length));
  const lines: string[] = [];
  schedule.waves.forEach((wave, index) => {
    lines.push(`Wave ${index + 1}`);
    for (const id of wave) {
      const job = byId.get(id);
      const start = timing.get(id);
      if (!job || !start) continue;
      const span = `day ${start.earliestStartDay}–${start.earliestStartDay + job.deadlineDays}`;
      const slack = start.slackDays === 0 ? "critical" : `slack ${start.slackDays} d`;
      const reward = `${formatAmount(job.rewardWei)} ${budget.currency}`;
      lines.push(`  ${id.padEnd(width)}  ${span.padEnd(13)}  ${slack.padEnd(10)}  ${reward}  ${job.title}`);
    }
  });
  const { jobs: path, days } = schedule.criticalPath;
  lines.push(`Critical path: ${counted(days, "day")}: ${path.join(" → ")}`);
  return lines.map(printable).join("\n");
}
