import type { ReportedDispute } from "../model/reported-disputes.ts";
import type { DrillsReport, ReportedDrill, ReportedState } from "../model/takeoff-report.ts";
import { decimal, readable, tokens } from "../support/figures.ts";
import { heardInBrief } from "./hearings-markdown.ts";
import type { Links } from "./links.ts";
import { heading, type Markdown, table, text } from "./markdown.ts";

/** What was rehearsed: how each drill went, then each drill's story. */
export function drillSections(
  drills: DrillsReport,
  disputes: readonly ReportedDispute[],
  links: Links,
): string[] {
  return [
    heading(2, "Drills"),
    ...(drills.rehearsed.length === 0 ? [] : [drillTable(drills.rehearsed, links)]),
    ...drillNotes(drills),
    ...drills.rehearsed.flatMap((drill) => drillStory(drill, disputes)),
  ];
}

function drillTable(drills: readonly ReportedDrill[], links: Links): string {
  return table(
    [{ title: "Drill" }, { title: "Result" }, { title: "Blocks" }, { title: "Transactions", align: "right" }],
    drills.map(({ id, result, receipt, firstBlock, after, transactions }) => [
      links.to(receipt, id),
      text(result),
      text(`${firstBlock} to ${after.block}`),
      text(String(transactions)),
    ]),
  );
}

function drillNotes({ areAsked, isAnyIdle, left }: DrillsReport): string[] {
  return [
    ...(areAsked ? [] : ["The plan asks for no drill.\n"]),
    ...(isAnyIdle
      ? [
          'A drill is "not exercised" where the terms or the people left that which it is about nothing to do: it neither passed nor failed.\n',
        ]
      : []),
    ...(left.length === 0 ? [] : [`Not rehearsed by this layer: ${left.map(text).join(", ")}.\n`]),
  ];
}

function drillStory(drill: ReportedDrill, disputes: readonly ReportedDispute[]): string[] {
  const dispute = disputes.find(({ drill: id }) => id === drill.id);
  const point = (name: string, content: Markdown) => `- ${name}: ${content}`;
  return [
    heading(3, `Drill ${drill.id}`),
    [
      ...(drill.surprise
        ? [
            point("NOT as expected", text(readable(drill.surprise.expected))),
            point("Instead", text(readable(drill.surprise.happened))),
          ]
        : []),
      point("Before", state(drill.before)),
      point("Intervention", text(readable(drill.intervention))),
      point("Expected", text(readable(drill.expected))),
      point("Happened", text(readable(drill.happened))),
      ...(dispute ? [point("Heard", text(heardInBrief(dispute)))] : []),
      point("Way back", text(readable(drill.wayBack))),
      point("After", state(drill.after)),
      "",
    ].join("\n"),
  ];
}

function state({ paused, temperatureWad, stakedWei, escrowedWei }: ReportedState): Markdown {
  return text(
    `${paused ? "paused" : "running"}, temperature ${decimal(temperatureWad)}, staked ${tokens(stakedWei)}, escrowed ${tokens(escrowedWei)}`,
  );
}
