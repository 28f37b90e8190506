import type { Arrow, ArrowEvidence, Constellation } from "../model/constellation.ts";
import type {
  Dossier,
  IndexedFile,
  JurisdictionRecord,
  StageDigest,
  TransnationalRecord,
} from "../model/dossier.ts";
import { grouped, ROUNDING, shortHex, tokens } from "../support/figures.ts";
import { INDEX, SUMMARY } from "../support/payload.ts";
import { counted } from "../support/text.ts";
import { fileName, type Links, linksFrom } from "./links.ts";
import { code, fence, heading, type Markdown, table, text } from "./markdown.ts";
import { mermaidConstellation, mermaidLifecycle } from "./mermaid-constellation.ts";
import { page } from "./page.ts";
import { type Verdict, verdictMarkdown, verdictOf } from "./page-verdict.ts";

const VERIFY = `sha256sum -c manifest-sha256.txt   # every payload file is what the manifest lists
sha256sum manifest-sha256.txt      # the root: compare it with the one that you were told
omnisovereign verify .             # the same, and that plans, stages, journal and index agree
omnisovereign verify . --replay    # executes the journal on a fresh EVM: receipts and state root
`;

/** Files of an arrow; its JSON has all. */
const SHOWN_EVIDENCE = 2;

/** @returns `dossier.md`, for a reader who has nothing but the folder. */
export function renderDossier(dossier: Dossier, constellation: Constellation): string {
  const unowned = dossier.files.filter(({ stage }) => stage === null);
  const links = linksFrom(SUMMARY);
  return page([
    heading(1, "Mission dossier"),
    verdictMarkdown(dossierVerdict(dossier)),
    introduction(dossier),
    `${ROUNDING} Digests are shown by their ends; both stand whole in ${links.to(INDEX)}, digests in manifest-sha256.txt as well.\n`,
    heading(2, "How to check it"),
    "In the folder that holds `bagit.txt`:\n",
    fence("sh", VERIFY),
    "The root is the SHA-256 of `manifest-sha256.txt`; it names every byte of the payload, so it cannot be in it.\n",
    heading(2, "Chain"),
    chainTable(dossier),
    heading(2, "Jurisdictions"),
    ...dossier.jurisdictions.flatMap((place) => jurisdictionSection(place, links)),
    ...transnationalSection(dossier.transnational, links),
    heading(2, "Constellation"),
    ...constellationSection(dossier, constellation, links),
    heading(2, "Stages"),
    stageTable(dossier.stages),
    ...dossier.stages.map((stage) => stageSection(stage, dossier.files)),
    heading(2, "Plans, journal and constellation"),
    fileTable(unowned),
    ...links.targets(),
  ]);
}

/** Jobs that were not approved, and arrows that something should have proved. */
function dossierVerdict({
  jurisdictions,
  stages,
  files,
  constellation: { proved, toCome },
}: Dossier): Verdict {
  const jobs = jurisdictions.flatMap((place) => place.jobs);
  const faults = [
    ...jobs.filter(({ outcome }) => outcome !== "approved").map(({ id, outcome }) => `job ${id}: ${outcome}`),
  ];
  const left = toCome > 0 ? `, with ${toCome} to come,` : "";
  const told = `${counted(stages.length, "stage")} settled ${counted(jobs.length, "job")}, proved ${counted(proved, "arrow")} of the constellation${left} and left ${counted(files.length, "file")}.`;
  return verdictOf(faults, told);
}

function introduction({ plan, files }: Dossier): string {
  return `What a mission of ${code(plan.path)} (SHA-256 ${code(shortHex(plan.sha256))}) left behind: ${files.length} files, listed below, among them the journal of signed transactions from which every receipt can be computed again. It was rehearsed on a local development chain: accounts are derived from public labels, and randomness is scripted.\n`;
}

function chainTable({ chain }: Dossier): string {
  const rows: readonly (readonly [string, string | number])[] = [
    ["Chain id", chain.chainId],
    ["Hardfork", chain.hardfork],
    ["Genesis block", chain.genesisHash],
    ["Blocks", chain.blocks],
    ["Transactions", chain.transactions],
    ["State root", chain.stateRoot],
  ];
  return table(
    [{ title: "Fact" }, { title: "Value" }],
    rows.map(([fact, value]) => [text(fact), code(String(value))]),
  );
}

const KINDS = { city: "City", nation: "Nation", region: "Region", transnational: "Transnational" } as const;

function jurisdictionSection({ kind, name, jobs }: JurisdictionRecord, links: Links): string[] {
  return [
    heading(3, `${KINDS[kind]}: ${name}`),
    table(
      [{ title: "Job" }, { title: "Outcome" }, { title: "Reward", align: "right" }, { title: "SHA-256" }],
      jobs.map(({ id, title, outcome, reward, receipt }) => [
        text(`${id}: ${title}`),
        links.to(receipt.path, outcome),
        amount(reward),
        code(shortHex(receipt.sha256)),
      ]),
    ),
  ];
}

function transnationalSection({ reserves, flows }: TransnationalRecord, links: Links): string[] {
  if (flows.length === 0) return [];
  return [
    heading(3, "Between jurisdictions"),
    "Reserves, as the flows below leave them; amounts in whole tokens.\n",
    table(
      [
        { title: "Holder" },
        { title: "Received", align: "right" },
        { title: "Paid", align: "right" },
        { title: "Held", align: "right" },
      ],
      reserves.map(({ holder, received, paid, held }) => [
        text(holder),
        amount(received),
        amount(paid),
        amount(held),
      ]),
    ),
    "Flows between the treasury, the regions' executors and the reward engine, in the chain's order.\n",
    table(
      [
        { title: "From" },
        { title: "To" },
        { title: "Amount", align: "right" },
        { title: "Transaction" },
        { title: "Receipt" },
      ],
      flows.map((flow) => [
        text(flow.from),
        text(flow.to),
        amount(flow.amount),
        code(shortHex(flow.transaction)),
        links.to(flow.receipt.path, fileName(flow.receipt.path)),
      ]),
    ),
  ];
}

/** Wei in whole tokens; what is no amount shows as it is. */
function amount(wei: string): Markdown {
  return text(/^-?\d+$/.test(wei) ? tokens(BigInt(wei)) : wei);
}

function constellationSection(
  { constellation: digest }: Dossier,
  constellation: Constellation,
  links: Links,
): string[] {
  const { proved, toCome, notExercised, notInThisMission } = digest;
  const nodes = [...constellation.groups.flatMap((group) => group.nodes), ...constellation.participants];
  const names = new Map(nodes.map(({ id, label }) => [id, label]));
  const drawn = (diagram: Arrow["diagram"]) =>
    constellation.arrows.filter((arrow) => arrow.diagram === diagram);
  return [
    `The system's arrows as this mission showed them: ${proved} proved, ${toCome} to come, ${notExercised} not exercised, ${notInThisMission} not in this mission. Both diagrams are drawn from ${links.to(digest.path)}, which names all evidence; a dotted arrow has no evidence.\n`,
    fence("mermaid", mermaidConstellation(constellation)),
    arrowTable(drawn("constellation"), names, links),
    "A mission's life:\n",
    fence("mermaid", mermaidLifecycle(constellation)),
    arrowTable(drawn("lifecycle"), names, links),
  ];
}

function arrowTable(arrows: readonly Arrow[], names: ReadonlyMap<string, string>, links: Links): string {
  return table(
    [{ title: "Arrow" }, { title: "What" }, { title: "Stage" }, { title: "Status" }, { title: "Evidence" }],
    arrows.map(({ from, to, label, stage, status, reason, evidence }) => [
      text(`${names.get(from) ?? from} → ${names.get(to) ?? to}`),
      text(label),
      text(stage),
      text(reason === undefined ? status : `${status}: ${reason}`),
      evidenceCell(evidence, links),
    ]),
  );
}

function evidenceCell(evidence: readonly ArrowEvidence[], links: Links): Markdown {
  const shown = evidence.slice(0, SHOWN_EVIDENCE).map((each) => evidenceText(each, links));
  const left = evidence.length - shown.length;
  return [...shown, ...(left > 0 ? [text(`and ${left} more`)] : [])].join("<br>") as Markdown;
}

function evidenceText({ path, pointer, transaction }: ArrowEvidence, links: Links): Markdown {
  const file = links.to(path, path.split("/").slice(-2).join("/"));
  const where = `${file}${pointer === "" ? "" : ` at ${code(pointer)}`}`;
  return (
    transaction === undefined ? where : `${where}, transaction ${code(shortHex(transaction))}`
  ) as Markdown;
}

function stageTable(stages: readonly StageDigest[]): string {
  return table(
    [{ title: "Stage" }, { title: "Scripts" }, { title: "Files", align: "right" }, { title: "Digest" }],
    stages.map(({ id, scripts, files, digest }) => [
      text(id),
      scripts.map(code).join(", ") as Markdown,
      text(String(files)),
      code(shortHex(digest)),
    ]),
  );
}

function stageSection({ id }: StageDigest, files: readonly IndexedFile[]): string {
  return `${heading(3, id)}\n${fileTable(files.filter(({ stage }) => stage === id))}`;
}

function fileTable(files: readonly IndexedFile[]): string {
  return table(
    [{ title: "File" }, { title: "Kind" }, { title: "Bytes", align: "right" }, { title: "SHA-256" }],
    files.map(({ path, kind, bytes, sha256 }) => [
      code(path),
      text(kind),
      text(grouped(bytes)),
      code(shortHex(sha256)),
    ]),
  );
}
