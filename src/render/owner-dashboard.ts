import type { CommandCenter, MissionControl, OwnerFinding, ParameterMatrix } from "../model/owner.ts";
import { ROUNDING, readable, shortHex } from "../support/figures.ts";
import { utc } from "../support/time.ts";
import { html } from "./html.ts";
import { barChart } from "./owner-charts.ts";
import { commandCenterDocument } from "./owner-command-center.ts";
import { tokensOf } from "./owner-common.ts";
import { type Cell, cellText, type ReportDocument, type ReportSection } from "./owner-document.ts";
import { missionControlDocument } from "./owner-mission-control.ts";
import { parametersDocument } from "./owner-parameters.ts";
import { AMISS, type Verdict, verdictOf } from "./page-verdict.ts";

/** What the dashboard shows; all of it read at one block. */
export interface Dashboard {
  readonly initiative: string;
  readonly center: CommandCenter;
  readonly mission: MissionControl;
  readonly matrix: ParameterMatrix;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #101828; --soft: #475467; --paper: #ffffff; --line: #d0d5dd; --accent: #175cd3; --bad: #b42318; --warn: #93370d; }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f4f7; --soft: #b0b7c3; --paper: #12161d; --line: #344054; --accent: #84adff; --bad: #fda29b; --warn: #fec84b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; list-style: none; }
a { color: var(--accent); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
caption { text-align: left; font-weight: 600; padding: 1.25rem 0 0.5rem; }
th, td { border-bottom: 1px solid var(--line); padding: 0.35rem 0.6rem; text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
code { font: 0.8125rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.finding { border-left: 0.25rem solid var(--accent); margin: 0.75rem 0; padding: 0.25rem 0.75rem; }
.critical { border-color: var(--bad); } .critical strong { color: var(--bad); }
.warning { border-color: var(--warn); } .warning strong { color: var(--warn); }
svg { display: block; width: 100%; max-width: 40rem; height: auto; font: 13px system-ui, sans-serif; }
svg text { fill: var(--ink); } svg rect { fill: var(--accent); }
.charts { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); } figure { margin: 0; }
`;

/** One page that needs nothing else: no script, no font, no picture from outside. */
export function dashboardPage(dashboard: Dashboard): string {
  const { initiative, center, mission, matrix } = dashboard;
  const parts: [id: string, document: ReportDocument][] = [
    ["command-center", commandCenterDocument(center)],
    ["mission-control", missionControlDocument(mission)],
    ["parameters", parametersDocument(matrix)],
  ];
  const title = html(`Owner dashboard: ${initiative}`);
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    `<header><h1>${title}</h1>`,
    verdictHtml(dashboardVerdict(parts.map(([, document]) => document))),
    `<p>${html(ROUNDING)}</p>`,
    facts([
      ["Chain", String(center.reading.chainId)],
      ["Block", String(center.reading.block)],
      ["Block time", utc(center.reading.timestamp)],
      ["State root", shortHex(center.reading.stateRoot)],
    ]),
    `<nav aria-label="Parts"><ul>${parts.map(([id, { title: name }]) => `<li><a href="#${id}">${html(name)}</a></li>`).join("\n")}</ul></nav></header>`,
    "<main>",
    findings(center.findings),
    charts(center),
    ...parts.map(([id, document]) => part(id, document)),
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function findings(found: readonly OwnerFinding[]): string {
  const shown = found.map(({ severity, text, reason, mend, command }) => {
    const typed = command === "" ? "" : `<br><code>${html(command)}</code>`;
    const told = `${broken(html(readable(text)))}<br>${broken(html(`${reason} ${mend}`))}${typed}`;
    return `<div class="finding ${severity}"><strong>${severity}</strong> ${told}</div>`;
  });
  const body = shown.length === 0 ? "<p>Nothing asks for the owner.</p>" : shown.join("\n");
  return `<section aria-labelledby="findings"><h2 id="findings">Findings</h2>\n${body}\n</section>`;
}

function charts({ stakes, jobs, solvency }: CommandCenter): string {
  const amounts = (entries: readonly (readonly [label: string, wei: string])[]) =>
    entries.map(([label, wei]) => ({ label, value: BigInt(wei), shown: tokensOf(wei) }));
  const drawn = [
    ["Stakes by role (tokens)", amounts(stakes.map(({ role, staked }) => [role, staked] as const))],
    [
      "Jobs by state",
      jobs.map(({ status, count }) => ({ label: status, value: BigInt(count), shown: String(count) })),
    ],
    [
      "Custody of StakeManager (tokens)",
      amounts([
        ["staked", solvency.staked],
        ["unbonding", solvency.unbonding],
        ["escrowed", solvency.escrowed],
        ["claimable", solvency.claimable],
      ]),
    ],
  ] as const;
  const figures = drawn.map(
    ([title, bars]) => `<figure><figcaption>${html(title)}</figcaption>${barChart(title, bars)}</figure>`,
  );
  return `<section aria-labelledby="charts"><h2 id="charts">At a glance</h2>\n<div class="charts">${figures.join("\n")}</div>\n</section>`;
}

/** Of all three reports: the first that is not as it should be is the page's. */
function dashboardVerdict(documents: readonly ReportDocument[]): Verdict {
  const isFine = ({ verdict }: ReportDocument) => verdict.lead !== AMISS;
  const amiss = documents.filter((document) => !isFine(document));
  return verdictOf(
    amiss.map(({ title }) => title),
    "Each part begins with its own verdict.",
    "Nothing critical, nothing late, nothing that differs from the plan.",
  );
}

function verdictHtml({ lead, told }: Verdict): string {
  return `<p><strong>${broken(html(lead))}</strong>\n${broken(html(told))}</p>`;
}

/** Characters of text that stand in one line of source. */
const LONGEST = 200;

/** Long text in several lines of source, broken where a space stands; a browser shows the same. */
function broken(escaped: string): string {
  return escaped.length <= LONGEST ? escaped : escaped.replace(/(.{1,160}) (?=\S)/g, "$1\n");
}

function part(id: string, { title, verdict, exact, facts: stated, sections }: ReportDocument): string {
  return [
    `<section aria-labelledby="${id}"><h2 id="${id}">${html(title)}</h2>`,
    verdictHtml(verdict),
    `<p>Every figure stands exactly in <a href="${html(exact)}">${html(exact)}</a>.</p>`,
    facts(stated),
    ...sections.map(section),
    "</section>",
  ].join("\n");
}

function facts(stated: ReportDocument["facts"]): string {
  return `<dl>${stated.map(([name, value]) => `<dt>${html(name)}</dt><dd>${html(value)}</dd>`).join("\n")}</dl>`;
}

function section({ title, columns, rows, empty }: ReportSection): string {
  if (rows.length === 0) return `<h3>${html(title)}</h3><p>${html(empty)}</p>`;
  const className = (index: number) => (columns[index]?.align === "right" ? ' class="number"' : "");
  const head = columns.map(
    (column, index) => `<th scope="col"${className(index)}>${html(column.title)}</th>`,
  );
  const body = rows.map(
    (row) =>
      `<tr>${row.map((cell, index) => `<td${className(index)}>${cellHtml(cell)}</td>`).join("\n")}</tr>`,
  );
  return `<div class="scroll" role="region" tabindex="0" aria-label="${html(title)}">\n<table><caption>${html(title)}</caption><thead><tr>${head.join("\n")}</tr></thead>\n<tbody>${body.join("\n")}</tbody></table></div>`;
}

function cellHtml(cell: Cell): string {
  const shown = broken(html(cellText(cell)));
  return typeof cell === "string" ? shown : `<code>${shown}</code>`;
}
