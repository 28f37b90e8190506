import type { Arrow, ArrowEvidence, Constellation } from "../model/constellation.ts";
import type {
  Dossier,
  IndexedFile,
  JurisdictionRecord,
  StageDigest,
  TransnationalRecord,
} from "../model/dossier.ts";
import { formatAmount } from "../support/amount.ts";
import { code, fence, heading, type Markdown, table, text } from "./markdown.ts";
import { mermaidConstellation, mermaidLifecycle } from "./mermaid-constellation.ts";

const VERIFY = `sha256sum -c manifest-sha256.txt   # every payload file is what the manifest lists
sha256sum manifest-sha256.txt      # the root: compare it with the one that you were told
omnisovereign verify .             # the same, and that plans, stages, journal and index agree
omnisovereign verify . --replay    # executes the journal on a fresh EVM: receipts and state root
`;

/** @returns `dossier.md`, for a reader who has nothing but the folder. */
export function renderDossier(dossier: Dossier, constellation: Constellation): string {
  const unowned = dossier.files.filter(({ stage }) => stage === null);
  return [
    heading(1, "Mission dossier"),
    introduction(dossier),
    heading(2, "How to check it"),
    "In the folder that holds `bagit.txt`:\n",
    fence("sh", VERIFY),
    "The root is the SHA-256 of `manifest-sha256.txt`; it names every byte of the payload, so it cannot be in it.\n",
    heading(2, "Chain"),
    chainTable(dossier),
    heading(2, "Jurisdictions"),
    ...dossier.jurisdictions.flatMap(jurisdictionSection),
    ...transnationalSection(dossier.transnational),
    heading(2, "Constellation"),
    ...constellationSection(dossier, constellation),
    heading(2, "Stages"),
    stageTable(dossier.stages),
    ...dossier.stages.map((stage) => stageSection(stage, dossier.files)),
    heading(2, "Plans, journal and constellation"),
    fileTable(unowned),
  ].join("\n");
}

function introduction({ plan, files }: Dossier): string {
  return `What a mission of ${code(plan.path)} (SHA-256 ${code(plan.sha256)}) left behind: ${files.length} files, listed below, among them the journal of signed transactions from which every receipt can be computed again. It was rehearsed on a local development chain: accounts are derived from public labels, and randomness is scripted.\n`;
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

function jurisdictionSection({ kind, name, jobs }: JurisdictionRecord): string[] {
  return [
    heading(3, `${KINDS[kind]}: ${name}`),
    table(
      [
        { title: "Job" },
        { title: "Outcome" },
        { title: "Reward", align: "right" },
        { title: "Receipt" },
        { title: "SHA-256" },
      ],
      jobs.map(({ id, title, outcome, reward, receipt }) => [
        text(`${id}: ${title}`),
        text(outcome),
        amount(reward),
        code(receipt.path),
        code(receipt.sha256),
      ]),
    ),
  ];
}

function transnationalSection({ reserves, flows }: TransnationalRecord): string[] {
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
        code(flow.transaction),
        code(flow.receipt.path),
      ]),
    ),
  ];
}

/** Wei in whole tokens; what is no amount shows as it is. */
function amount(wei: string): Markdown {
  return text(/^-?\d+$/.test(wei) ? formatAmount(BigInt(wei)) : wei);
}

function constellationSection({ constellation: digest }: Dossier, constellation: Constellation): string[] {
  const { proved, toCome, notExercised, notInThisMission } = digest;
  const nodes = [...constellation.groups.flatMap((group) => group.nodes), ...constellation.participants];
  const names = new Map(nodes.map(({ id, label }) => [id, label]));
  const drawn = (diagram: Arrow["diagram"]) =>
    constellation.arrows.filter((arrow) => arrow.diagram === diagram);
  return [
    `The system's arrows as this mission showed them: ${proved} proved, ${toCome} to come, ${notExercised} not exercised, ${notInThisMission} not in this mission. Both diagrams are drawn from ${code(digest.path)}; a dotted arrow has no evidence.\n`,
    fence("mermaid", mermaidConstellation(constellation)),
    arrowTable(drawn("constellation"), names),
    "A mission's life:\n",
    fence("mermaid", mermaidLifecycle(constellation)),
    arrowTable(drawn("lifecycle"), names),
  ];
}

function arrowTable(arrows: readonly Arrow[], names: ReadonlyMap<string, string>): string {
  return table(
    [{ title: "Arrow" }, { title: "What" }, { title: "Stage" }, { title: "Status" }, { title: "Evidence" }],
    arrows.map(({ from, to, label, stage, status, reason, evidence }) => [
      text(`${names.get(from) ?? from} → ${names.get(to) ?? to}`),
      text(label),
      text(stage),
      text(reason === undefined ? status : `${status}: ${reason}`),
      evidence.map(evidenceText).join("<br>") as Markdown,
    ]),
  );
}

function evidenceText({ path, pointer, transaction }: ArrowEvidence): Markdown {
  const where = `${code(path)}${pointer === "" ? "" : ` at ${code(pointer)}`}`;
  return (transaction === undefined ? where : `${where}, transaction ${code(transaction)}`) as Markdown;
}

function stageTable(stages: readonly StageDigest[]): string {
  return table(
    [{ title: "Stage" }, { title: "Scripts" }, { title: "Files", align: "right" }, { title: "Digest" }],
    stages.map(({ id, scripts, files, digest }) => [
      text(id),
      scripts.map(code).join(", ") as Markdown,
      text(String(files)),
      code(digest),
    ]),
  );
}

function stageSection({ id }: StageDigest, files: readonly IndexedFile[]): string {
  return `${heading(3, id)}\n${fileTable(files.filter(({ stage }) => stage === id))}`;
}

function fileTable(files: readonly IndexedFile[]): string {
  return table(
    [{ title: "File" }, { title: "Kind" }, { title: "Bytes", align: "right" }, { title: "SHA-256" }],
    files.map(({ path, kind, bytes, sha256 }) => [code(path), text(kind), text(String(bytes)), code(sha256)]),
  );
}
