import type { Arrow, Constellation } from "../../src/model/constellation.ts";
import type { Payload } from "../payload.ts";
import { wanted } from "./told.ts";

export interface ToldArrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly status: string;
  /** Where it is proved: `tx=…` or `file=…`; empty if nowhere. */
  readonly proof: string;
}

export interface ToldNode {
  readonly id: string;
  readonly label: string;
  /** Which column it stands in. */
  readonly column: number;
  readonly row: number;
}

export interface ToldConstellation {
  readonly columns: readonly string[];
  readonly nodes: readonly ToldNode[];
  readonly arrows: readonly ToldArrow[];
  readonly messages: readonly ToldArrow[];
}

export function constellationIn(payload: Payload): ToldConstellation {
  const path = "constellation.json";
  const { groups, participants, arrows } = wanted(payload.json(path), path) as Constellation;
  const nodes = groups.flatMap((group, column) =>
    group.nodes.map(({ id, label }, row) => ({ id, label, column, row })),
  );
  const labels = new Map([...nodes, ...participants].map(({ id, label }) => [id, label]));
  const of = (diagram: Arrow["diagram"], name: (id: string) => string): ToldArrow[] =>
    arrows.filter((arrow) => arrow.diagram === diagram).map((arrow) => toldArrow(arrow, name));
  return {
    columns: groups.map(({ label }) => label),
    nodes,
    arrows: of("constellation", (id) => id),
    messages: of("lifecycle", (id) => labels.get(id) ?? id),
  };
}

function toldArrow(
  { from, to, label, status, reason, evidence }: Arrow,
  name: (id: string) => string,
): ToldArrow {
  const [first] = evidence;
  const proof =
    first === undefined ? "" : first.transaction ? `tx=${first.transaction}` : `file=${first.path}`;
  return {
    from: name(from),
    to: name(to),
    label,
    status: reason === undefined ? status : `${status}: ${reason}`,
    proof,
  };
}
