import type { Braid, BraidEntry } from "../model/braid.ts";
import { PATHS } from "../model/layout.ts";
import { ROUNDING, readable, shortHex } from "../support/figures.ts";
import { counted } from "../support/text.ts";
import { linksFrom } from "./links.ts";
import { code, fence, heading, table, text } from "./markdown.ts";
import { mermaidBraid } from "./mermaid-braid.ts";
import { page } from "./page.ts";
import { type Verdict, verdictMarkdown, verdictOf } from "./page-verdict.ts";

/** @returns `braid.md`: both layers on one timeline, as a picture and entry by entry */
export function renderBraid(braid: Braid): string {
  const { entries } = braid;
  const links = linksFrom(PATHS.braid);
  return page([
    heading(1, "Braid"),
    verdictMarkdown(braidVerdict(entries)),
    `Times are the chain's; every line is from the receipt that it links. ${ROUNDING} The same lines with whole digests stand in ${links.to(PATHS.braidDocument, "braid.json")}, exact amounts in the receipts.\n`,
    links.picture(PATHS.timelineChart, "When each job was posted and settled: the dates of the table below"),
    fence("mermaid", mermaidBraid(braid)),
    table(
      [
        { title: "Block", align: "right" },
        { title: "Time (UTC)" },
        { title: "Layer" },
        { title: "Jurisdiction" },
        { title: "What" },
        { title: "Transaction" },
      ],
      entries.map(({ block, time, layer, jurisdiction, what, transaction, receipt }) => [
        text(String(block)),
        text(time.slice(0, 16).replace("T", " ")),
        text(layer),
        text(jurisdiction),
        links.to(receipt, readable(what)),
        code(shortHex(transaction)),
      ]),
    ),
    ...links.targets(),
  ]);
}

/** Whether what began on the timeline ended on it. */
function braidVerdict(entries: readonly BraidEntry[]): Verdict {
  const of = (kind: BraidEntry["kind"]) => entries.filter((entry) => entry.kind === kind);
  const settled = new Set(of("job settled").map(({ subject }) => subject));
  const open = of("job posted").filter(({ subject }) => !settled.has(subject));
  const isPaused = of("pause").at(-1)?.subject === "paused";
  const faults = [
    ...open.map(({ subject }) => `${subject} was posted and not settled`),
    ...(isPaused ? ["the last pause was not lifted"] : []),
  ];
  const [first, last] = [entries.at(0), entries.at(-1)];
  const span =
    first && last ? `, from ${first.time} to ${last.time}, blocks ${first.block} to ${last.block}` : "";
  const told = `${counted(entries.length, "happening")} of nation and regions on one timeline${span}.`;
  return verdictOf(faults, told, "All that began has ended.");
}
