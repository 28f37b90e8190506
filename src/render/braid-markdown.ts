import type { Braid } from "../model/braid.ts";
import { code, fence, heading, table, text } from "./markdown.ts";
import { mermaidBraid } from "./mermaid-braid.ts";

/** @returns `braid.md`: both layers on one timeline, as a picture and entry by entry */
export function renderBraid(braid: Braid): string {
  const { entries } = braid;
  const [first, last] = [entries.at(0), entries.at(-1)];
  const span =
    first && last ? `, from ${first.time} to ${last.time}, blocks ${first.block} to ${last.block}` : "";
  return [
    heading(1, "Braid"),
    `${entries.length} happenings of nation and regions on one timeline${span}. Times are the chain's; every line is from the receipt that it names.\n`,
    fence("mermaid", mermaidBraid(braid)),
    table(
      [
        { title: "Block", align: "right" },
        { title: "Time (UTC)" },
        { title: "Layer" },
        { title: "Jurisdiction" },
        { title: "What" },
        { title: "Transaction" },
        { title: "Receipt" },
      ],
      entries.map(({ block, time, layer, jurisdiction, what, transaction, receipt }) => [
        text(String(block)),
        text(time),
        text(layer),
        text(jurisdiction),
        text(what),
        code(transaction),
        code(receipt),
      ]),
    ),
  ].join("\n");
}
