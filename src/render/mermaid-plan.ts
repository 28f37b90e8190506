import type { Job, Jurisdiction, Plan } from "../model/plan.ts";
import { mermaidLabel } from "./mermaid.ts";

interface Node {
  /** `j0`, `j1`, …: never a text of the plan. */
  readonly name: string;
  readonly job: Job;
  readonly wave: number;
  readonly isCritical: boolean;
}

const WAVE_FILLS = ["#e8f1fb", "#e9f7ef", "#fdf3e1", "#f6eafa", "#eef0f3"] as const;
const CRITICAL_STROKE = "stroke:#b42318,stroke-width:3px";

/** @returns the plan's jobs and dependencies as a Mermaid flowchart: grouped by jurisdiction, coloured by wave */
export function mermaidPlan(plan: Plan): string {
  const nodes = nodesOf(plan);
  const edges = edgesOf(plan);
  const critical = edges.flatMap(({ isCritical }, index) => (isCritical ? [index] : []));
  return [
    "flowchart TB",
    ...groupsOf(nodes).flatMap(drawGroup),
    ...edges.map(({ from, to }) => `  ${from} --> ${to}`),
    ...wavesOf(nodes),
    `  classDef critical ${CRITICAL_STROKE}`,
    `  class ${nodes.filter((node) => node.isCritical).map(({ name }) => name)} critical`,
    ...(critical.length > 0 ? [`  linkStyle ${critical} ${CRITICAL_STROKE}`] : []),
    "",
  ].join("\n");
}

function nodesOf({ jobs, schedule }: Plan): readonly Node[] {
  const critical = new Set(schedule.criticalPath.jobs);
  return jobs.map((job, index) => ({
    name: `j${index}`,
    job,
    wave: schedule.jobs[index]?.wave ?? 0,
    isCritical: critical.has(job.id),
  }));
}

function edgesOf({ jobs, schedule }: Plan) {
  const nameOf = new Map(jobs.map(({ id }, index) => [id, `j${index}`]));
  const path = schedule.criticalPath.jobs;
  const criticalNext = new Map(path.map((id, index) => [id, path[index + 1]]));
  return jobs.flatMap(({ id, dependencies }) =>
    dependencies.map((earlier) => ({
      from: nameOf.get(earlier),
      to: nameOf.get(id),
      isCritical: criticalNext.get(earlier) === id,
    })),
  );
}

function groupsOf(nodes: readonly Node[]): readonly (readonly Node[])[] {
  return [...Map.groupBy(nodes, ({ job }) => `${job.jurisdiction.kind} ${job.jurisdiction.name}`).values()];
}

function drawGroup(nodes: readonly Node[], index: number): readonly string[] {
  const place = nodes[0]?.job.jurisdiction;
  if (!place) return [];
  return [
    `  subgraph g${index}[${mermaidLabel(titleOf(place))}]`,
    ...nodes.map(({ name, job, wave }) => {
      const timing = `wave ${wave + 1}, ${job.deadlineDays} days`;
      return `    ${name}[${mermaidLabel(job.id, job.title, timing)}]`;
    }),
    "  end",
  ];
}

function titleOf({ kind, name }: Jurisdiction): string {
  return kind === "transnational" ? `Transnational: ${name}` : `${name} (${kind})`;
}

function wavesOf(nodes: readonly Node[]): readonly string[] {
  return [...Map.groupBy(nodes, ({ wave }) => wave)]
    .sort(([a], [b]) => a - b)
    .flatMap(([wave, members]) => [
      `  classDef wave${wave + 1} fill:${WAVE_FILLS[wave % WAVE_FILLS.length]},color:#101828`,
      `  class ${members.map(({ name }) => name)} wave${wave + 1}`,
    ]);
}
