import type { Diagram, DiagramBox, DiagramKind } from "../model/diagram.ts";
import { mermaidLabel, mermaidText } from "./mermaid.ts";
import { reasonAgainstDrawing } from "./mermaid-limits.ts";

const SHAPES: Readonly<Record<DiagramKind, (label: string) => string>> = {
  person: (label) => `([${label}])`,
  role: (label) => `{{${label}}}`,
  module: (label) => `[${label}]`,
  fixed: (label) => `[[${label}]]`,
};

const STYLES: Readonly<Record<DiagramKind, string>> = {
  person: "fill:#e9f7ef,color:#101828",
  role: "fill:#fdf3e1,color:#101828",
  module: "fill:#e8f1fb,color:#101828",
  fixed: "fill:#eef0f3,color:#101828",
};

const DIRECTIONS = { right: "LR", down: "TB" } as const;
const ARROWS = { solid: "-->", dotted: "-.->" } as const;

/** Draws a diagram as a Mermaid flowchart; one that no reader would show says so at its top. Nodes are never called by a text of the plan. */
export function diagramMermaid(diagram: Diagram): string {
  const drawn = flowchart(diagram);
  const reason = reasonAgainstDrawing(drawn);
  return reason === null ? drawn : `%% ${reason}\n${drawn}`;
}

function flowchart({ title, source, direction, boxes, arrows }: Diagram): string {
  const ids = new Map(boxes.map(({ id }, index) => [id, `n${index}`]));
  const drawn = (box: DiagramBox) =>
    `${ids.get(box.id)}${SHAPES[box.kind](mermaidLabel(box.name, ...box.lines))}`;
  return [
    `flowchart ${DIRECTIONS[direction]}`,
    `  %% ${mermaidText(title)}: ${mermaidText(source)}`,
    ...[...Map.groupBy(boxes, ({ group }) => group)].flatMap(([group, members], index) =>
      group === null
        ? members.map((box) => `  ${drawn(box)}`)
        : [
            `  subgraph g${index}[${mermaidLabel(group)}]`,
            ...members.map((box) => `    ${drawn(box)}`),
            "  end",
          ],
    ),
    ...arrows.map(({ from, to, lines, style }) => {
      const label = lines.length === 0 ? "" : `|${mermaidLabel(...lines)}|`;
      return `  ${ids.get(from)} ${ARROWS[style]}${label} ${ids.get(to)}`;
    }),
    ...[...Map.groupBy(boxes, ({ kind }) => kind)].flatMap(([kind, members]) => [
      `  classDef ${kind} ${STYLES[kind]}`,
      `  class ${members.map(({ id }) => ids.get(id))} ${kind}`,
    ]),
    "",
  ].join("\n");
}
