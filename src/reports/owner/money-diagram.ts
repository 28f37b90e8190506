import type { Diagram, DiagramBox } from "../../model/diagram.ts";
import type { Wiring } from "../../model/owner.ts";
import { tokens } from "../../support/figures.ts";
import { byCodeUnit } from "../../support/paths.ts";
import { sourceOf } from "./diagram-source.ts";
import { foldContracts, times } from "./fold.ts";

/** Where tokens went, summed by who paid whom. */
export function moneyDiagram(wiring: Wiring): Diagram {
  const { nameOf, countOf } = foldContracts(wiring);
  const pausable = new Map(wiring.contracts.map(({ name, pausable: stops }) => [nameOf(name), stops]));
  const between = Map.groupBy(wiring.flows, ({ from, to }) => JSON.stringify([nameOf(from), nameOf(to)]));
  const parties = [...new Set(wiring.flows.flatMap(({ from, to }) => [nameOf(from), nameOf(to)]))];
  return {
    title: "Where tokens went",
    source: sourceOf(wiring),
    direction: "down",
    boxes: parties.sort(byCodeUnit).map(
      (name): DiagramBox => ({
        id: name,
        name,
        lines: times(countOf(name)),
        kind: kindOf(pausable.get(name)),
        group: null,
      }),
    ),
    arrows: [...between].map(([key, flows]) => {
      const [from, to] = JSON.parse(key) as [string, string];
      const amountWei = flows.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
      const transfers = flows.reduce((sum, flow) => sum + flow.transfers, 0);
      const lines = [tokens(amountWei), `in ${transfers} ${transfers === 1 ? "transfer" : "transfers"}`];
      return { from, to, lines, style: "solid" };
    }),
  };
}

function kindOf(pausable: boolean | undefined): DiagramBox["kind"] {
  if (pausable === undefined) return "person";
  return pausable ? "module" : "fixed";
}
