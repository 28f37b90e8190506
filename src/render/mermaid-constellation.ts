import type { Arrow, Constellation, ConstellationGroup } from "../model/constellation.ts";
import { mermaidLabel, mermaidText } from "./mermaid.ts";

/** @returns the system's parts as a Mermaid flowchart; an arrow that is not proved is dotted and says why */
export function mermaidConstellation({ groups, arrows }: Constellation): string {
  return [
    "flowchart TB",
    ...groups.flatMap(drawGroup),
    ...arrows.filter(({ diagram }) => diagram === "constellation").map(drawArrow),
    "",
  ].join("\n");
}

/** @returns the messages of a mission's life as a Mermaid sequence diagram */
export function mermaidLifecycle({ participants, arrows }: Constellation): string {
  return [
    "sequenceDiagram",
    ...participants.map(({ id, label }) => `  participant ${id} as ${mermaidText(label)}`),
    ...arrows.filter(({ diagram }) => diagram === "lifecycle").map(drawMessage),
    "",
  ].join("\n");
}

function drawGroup({ id, label, nodes }: ConstellationGroup): string[] {
  return [
    `  subgraph ${id}[${mermaidLabel(label)}]`,
    ...nodes.map((node) => `    ${node.id}[${mermaidLabel(node.label)}]`),
    "  end",
  ];
}

function drawArrow(arrow: Arrow): string {
  const { from, to, status } = arrow;
  const caption = captionOf(arrow);
  const line = status === "proved" ? "-->" : "-.->";
  return `  ${from} ${line}${caption === "" ? "" : `|${mermaidLabel(caption)}|`} ${to}`;
}

/** What the reporting stack says is an answer: dashed. */
function drawMessage(arrow: Arrow): string {
  const line = arrow.from === "Telemetry" ? "-->>" : "->>";
  return `  ${arrow.from}${line}${arrow.to}: ${mermaidText(captionOf(arrow))}`;
}

function captionOf({ label, status }: Arrow): string {
  return status === "proved" ? label : `${label} (${status})`.trimStart();
}
