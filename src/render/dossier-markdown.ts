import type { Dossier, IndexedFile, StageDigest } from "../model/dossier.ts";
import { code, fence, heading, type Markdown, table, text } from "./markdown.ts";

const VERIFY = `sha256sum -c manifest-sha256.txt   # every payload file is what the manifest lists
sha256sum manifest-sha256.txt      # the root: compare it with the one that you were told
omnisovereign verify .             # the same, and that plans, stages, journal and index agree
omnisovereign verify . --replay    # executes the journal on a fresh EVM: receipts and state root
`;

/** @returns `dossier.md`, for a reader who has nothing but the folder. */
export function renderDossier(dossier: Dossier): string {
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
    heading(2, "Stages"),
    stageTable(dossier.stages),
    ...dossier.stages.map((stage) => stageSection(stage, dossier.files)),
    heading(2, "Plans and journal"),
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
