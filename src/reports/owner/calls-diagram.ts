import type { Diagram, DiagramArrow, DiagramBox } from "../../model/diagram.ts";
import type { Wiring } from "../../model/owner.ts";
import { sourceOf } from "./diagram-source.ts";
import { type Folded, foldContracts, times } from "./fold.ts";

const STOPPED = "Stop while the system is paused";
const NEVER_STOPPED = "Never stop";

/** Which module may call what of which other, and which contracts know each other beyond that. */
export function callsDiagram(wiring: Wiring): Diagram {
  const folded = foldContracts(wiring);
  const calls = callsOf(wiring, folded);
  const called = new Set(calls.map(pairOf));
  const known = linksOf(wiring, folded).filter((arrow) => !called.has(pairOf(arrow)));
  const arrows = [...calls, ...known];
  const drawn = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  return {
    title: "Which contracts call which",
    source: sourceOf(wiring),
    direction: "down",
    boxes: boxesOf(wiring, folded).filter(({ id }) => drawn.has(id)),
    arrows,
  };
}

function boxesOf({ contracts }: Wiring, { nameOf, countOf }: Folded): readonly DiagramBox[] {
  const boxes = contracts.map(
    ({ name, pausable }): DiagramBox => ({
      id: nameOf(name),
      name: nameOf(name),
      lines: times(countOf(nameOf(name))),
      kind: pausable ? "module" : "fixed",
      group: pausable ? STOPPED : NEVER_STOPPED,
    }),
  );
  return [...new Map(boxes.map((box) => [box.id, box])).values()];
}

/** What a module may call of others by a role that it holds; what Safes and the timelock may is power. */
function callsOf({ contracts, roles, permissions }: Wiring, { nameOf }: Folded): readonly DiagramArrow[] {
  const modules = new Set(contracts.filter(({ pausable }) => pausable).map(({ name }) => name));
  const callers = new Map(
    roles.map(({ role, holders }) => [role, holders.filter(({ name }) => modules.has(name))]),
  );
  const calls = permissions.flatMap(({ role, contract, functions }) =>
    (callers.get(role) ?? []).map(({ name }) => ({
      from: nameOf(name),
      to: nameOf(contract),
      lines: functions,
    })),
  );
  return merged(
    calls.filter(({ from, to }) => from !== to),
    "solid",
  );
}

function linksOf({ links, contracts }: Wiring, { nameOf }: Folded): readonly DiagramArrow[] {
  const isContract = new Set(contracts.map(({ name }) => name));
  const between = links.filter(({ from, to }) => isContract.has(from) && isContract.has(to));
  return merged(
    between.map(({ from, to }) => ({ from: nameOf(from), to: nameOf(to), lines: [] })),
    "dotted",
  );
}

function merged(
  arrows: readonly Pick<DiagramArrow, "from" | "to" | "lines">[],
  style: DiagramArrow["style"],
): readonly DiagramArrow[] {
  return [...Map.groupBy(arrows, pairOf).values()].map((same) => ({
    from: same[0]?.from ?? "",
    to: same[0]?.to ?? "",
    lines: [...new Set(same.flatMap(({ lines }) => lines))],
    style,
  }));
}

function pairOf({ from, to }: Pick<DiagramArrow, "from" | "to">): string {
  return JSON.stringify([from, to]);
}
