/** Mermaid's defaults, which pages that show diagrams seldom change: `maxEdges`, `maxTextSize`. */
const MOST_EDGES = 500;
const MOST_CHARACTERS = 50_000;

const QUOTED = /"[^"\n]*"/g;
const LINK = /-->|-\.->|==>|---/g;

/** @returns why Mermaid as it is usually set up will not draw a diagram, `null` if it will */
export function reasonAgainstDrawing(diagram: string): string | null {
  const reasons = [
    ...(diagram.length > MOST_CHARACTERS
      ? [`${diagram.length} characters, and Mermaid reads ${MOST_CHARACTERS}`]
      : []),
    ...(edgesOf(diagram) > MOST_EDGES ? [`${edgesOf(diagram)} edges, and Mermaid draws ${MOST_EDGES}`] : []),
  ];
  if (reasons.length === 0) return null;
  return `This diagram has ${reasons.join("; it has ")}, unless maxTextSize and maxEdges are raised where it is shown.`;
}

/** Only flowcharts have a limit of edges. */
function edgesOf(diagram: string): number {
  return diagram.startsWith("flowchart") ? (diagram.replaceAll(QUOTED, "").match(LINK)?.length ?? 0) : 0;
}
