import type { ToldArrow, ToldConstellation, ToldNode } from "../told/constellation.ts";
import { hrefOf, State, Table } from "./parts.tsx";

const COLUMN = 300;
const ROW = 62;
const BOX = { width: 190, height: 40 };
const TOP = 34;

/** The system's arrows; each leads to what proves it. */
export function Constellation({ told }: { told: ToldConstellation }) {
  const { columns, nodes, arrows, messages } = told;
  const rows = nodes.reduce((most, { row }) => Math.max(most, row + 1), 1);
  const [width, height] = [columns.length * COLUMN, TOP + rows * ROW];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return (
    <>
      <div class="scroll" role="region" aria-label="The constellation" tabIndex={0}>
        <svg
          class="constellation"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label="The constellation: who acts on whom"
        >
          <defs>
            <marker
              id="tip"
              viewBox="0 0 8 8"
              refX="8"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0,0L8,4L0,8Z" />
            </marker>
          </defs>
          {columns.map((label, column) => (
            <text key={label} class="column" x={column * COLUMN + 55} y="18">
              {label}
            </text>
          ))}
          {arrows.map((arrow, index) => (
            <ArrowLine key={`${arrow.from} ${arrow.to} ${arrow.label} ${index}`} arrow={arrow} nodes={byId} />
          ))}
          {nodes.map((node) => (
            <NodeBox key={node.id} node={node} />
          ))}
        </svg>
      </div>
      <details>
        <summary>The arrows as a list, and the messages of the lifecycle</summary>
        <Arrows caption="Arrows" arrows={arrows.map((arrow) => named(arrow, byId))} />
        <Arrows caption="Messages" arrows={messages} />
      </details>
    </>
  );
}

function Arrows({ caption, arrows }: { caption: string; arrows: readonly ToldArrow[] }) {
  return (
    <Table<ToldArrow>
      caption={caption}
      columns={[
        { title: "From", cell: ({ from }) => from },
        { title: "To", cell: ({ to }) => to },
        { title: "What", cell: ({ label }) => label },
        { title: "State", cell: ({ status }) => <State word={status} /> },
        {
          title: "Proof",
          cell: ({ proof }) => (proof === "" ? "none" : <a href={linkOf(proof)}>receipt</a>),
        },
      ]}
      rows={arrows}
    />
  );
}

function NodeBox({ node: { label, column, row } }: { node: ToldNode }) {
  const [first, second] = inTwo(label);
  const { x, y } = placeOf(column, row);
  return (
    <g>
      <rect class="node" x={x} y={y} width={BOX.width} height={BOX.height} rx="6" />
      <text class="label" x={x + 10} y={y + (second === "" ? 25 : 17)}>
        {first}
      </text>
      <text class="label" x={x + 10} y={y + 32}>
        {second}
      </text>
    </g>
  );
}

function ArrowLine({ arrow, nodes }: { arrow: ToldArrow; nodes: ReadonlyMap<string, ToldNode> }) {
  const [from, to] = [nodes.get(arrow.from), nodes.get(arrow.to)];
  if (from === undefined || to === undefined) return null;
  const said = `${from.label} → ${to.label}${arrow.label === "" ? "" : `: ${arrow.label}`} (${arrow.status})`;
  const line = (
    <>
      <title>{said}</title>
      <path class="hit" d={curve(from, to)} />
      <path
        class={`arrow ${arrow.status === "proved" ? "good" : "plain"}`}
        d={curve(from, to)}
        marker-end="url(#tip)"
      />
    </>
  );
  return arrow.proof === "" ? (
    <g>{line}</g>
  ) : (
    <a href={linkOf(arrow.proof)} aria-label={said}>
      {line}
    </a>
  );
}

/** Within a column an arrow bends out to the left; between columns it runs from side to side. */
function curve(from: ToldNode, to: ToldNode): string {
  const [a, b] = [placeOf(from.column, from.row), placeOf(to.column, to.row)];
  const [ya, yb] = [a.y + BOX.height / 2, b.y + BOX.height / 2];
  if (from.column === to.column) {
    const bend = 16 + 7 * Math.min(6, Math.abs(from.row - to.row));
    return `M${a.x},${ya - 4}C${a.x - bend},${ya} ${b.x - bend},${yb} ${b.x},${yb + 4}`;
  }
  const forward = to.column > from.column;
  const [xa, xb] = forward ? [a.x + BOX.width, b.x] : [a.x, b.x + BOX.width];
  const pull = forward ? 60 : -60;
  return `M${xa},${ya}C${xa + pull},${ya} ${xb - pull},${yb} ${xb},${yb}`;
}

function placeOf(column: number, row: number): { x: number; y: number } {
  return { x: column * COLUMN + 55, y: TOP + row * ROW };
}

function named(arrow: ToldArrow, nodes: ReadonlyMap<string, ToldNode>): ToldArrow {
  const label = (id: string): string => nodes.get(id)?.label ?? id;
  return { ...arrow, from: label(arrow.from), to: label(arrow.to) };
}

/** A label of two lines at the most, broken at a space. */
function inTwo(label: string): readonly [string, string] {
  if (label.length <= 27) return [label, ""];
  const space = label.lastIndexOf(" ", 27);
  const end = space > 0 ? space : 27;
  return [label.slice(0, end), label.slice(end).trim().slice(0, 28)];
}

function linkOf(proof: string): string {
  const [kind = "", ...id] = proof.split("=");
  return hrefOf(kind, id.join("="));
}
