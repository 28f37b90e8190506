import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { TestContext } from "node:test";
import { genesisText } from "../../../src/chain/engine/genesis.ts";
import { buildBag } from "../../../src/dossier/bag.ts";
import { buildDossier, type DossierSources } from "../../../src/dossier/build.ts";
import { thisCode } from "../../../src/dossier/code.ts";
import { writeStageManifest } from "../../../src/dossier/stage-manifest.ts";
import type { JournalReader, JournalScanner, Maker } from "../../../src/model/dossier.ts";
import { renderDossier } from "../../../src/render/dossier-markdown.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { sha256 } from "../../../src/system/files.ts";
import { PROVING } from "../reports/constellation/receipts.ts";

export const hash32 = (digit: string) => `0x${digit.repeat(64)}`;

/** Stands in for the chain's own parser: one line with the state roots by block. */
export const readJournal: JournalReader = (text) => {
  const stateRoots = text.trimEnd().split(",");
  const stateRoot = stateRoots.at(-1) ?? "";
  if (!/^0x[0-9a-f]{64}$/.test(stateRoot)) return { ok: false, line: 1, problem: "it has no state root" };
  return {
    ok: true,
    journal: {
      chainId: 31337,
      hardfork: "osaka",
      genesisHash: hash32("0"),
      blocks: stateRoots.length - 1,
      transactions: 3,
      stateRoot,
      runs: [{ stage: "takeoff", script: TAKEOFF, first: 1, last: stateRoots.length - 1, stateRoot }],
    },
  };
};

/** {@link readJournal} of what comes in pieces. */
export const scanJournal: JournalScanner = () => {
  const pieces: Buffer[] = [];
  return {
    write: (bytes) => void pieces.push(Buffer.from(bytes)),
    end: () => readJournal(Buffer.concat(pieces).toString("utf8")),
  };
};

export const PLAN = { path: "plans/omnisovereign/project-plan.omnisovereign.json", content: '{"plan":1}\n' };
export const TAKEOFF = "demo:asi-takeoff:local";
export const DRILLS = "demo:asi-takeoff:drills";
export const KIT = "demo:asi-takeoff:kit";

export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function put(folder: string, path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

/** What three scripts leave in OUT: takeoff transacts and proves its arrows, the kit reads what takeoff left. */
export async function leaveStages(out: string): Promise<void> {
  const deploy = '{\n  "block": 1\n}\n';
  await put(out, "localhost/asi-takeoff/receipts/deploy.json", deploy);
  await put(out, "localhost/asi-takeoff/asi-takeoff-report.md", "# Report\n");
  await writeStageManifest({
    out,
    stage: "takeoff",
    script: TAKEOFF,
    blocks: { first: 1, last: 2, stateRoot: hash32("2") },
    inputs: [{ path: PLAN.path, sha256: sha256(PLAN.content) }],
    outputs: ["localhost/asi-takeoff/receipts/deploy.json", "localhost/asi-takeoff/asi-takeoff-report.md"],
  });
  await leaveProofs(out);
  await put(out, "localhost/asi-takeoff/governance-kit.json", "{}\n");
  await writeStageManifest({
    out,
    stage: "kit",
    script: KIT,
    blocks: null,
    inputs: [{ path: "localhost/asi-takeoff/receipts/deploy.json", sha256: sha256(deploy) }],
    outputs: ["localhost/asi-takeoff/governance-kit.json"],
  });
}

/** The receipts that prove the takeoff's arrows, which no test of bags is about. */
async function leaveProofs(out: string): Promise<void> {
  const receipts = Object.entries(PROVING.takeoff);
  for (const [path, content] of receipts) await put(out, path, `${JSON.stringify(content)}\n`);
  await writeStageManifest({
    out,
    stage: "takeoff",
    script: DRILLS,
    blocks: null,
    inputs: [],
    outputs: receipts.map(([path]) => path),
  });
}

export function sourcesOf(out: string): DossierSources {
  return {
    out,
    plans: [PLAN],
    plan: PLAN.path,
    journal: `${[hash32("0"), hash32("1"), hash32("2")].join(",")}\n`,
    genesis: genesisText(),
    readJournal,
    renderMarkdown: renderDossier,
  };
}

/** @returns the folder of a dossier that is built of {@link leaveStages}. */
export async function buildSmallDossier(out: string): Promise<{ folder: string; root: string }> {
  await leaveStages(out);
  const result = await buildDossier(sourcesOf(out));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result;
}

/** Changes a file and then every tag file, as someone would who hides the change; `maker` is whom they say it is of. */
export function forge(folder: string, path: string, content: string, maker: Maker | null = thisCode()): void {
  writeFileSync(join(folder, path), content);
  const payload = readdirSync(join(folder, "data"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => {
      const bytes = readFileSync(file);
      const inside = artefactPath(relative(join(folder, "data"), file));
      return { path: inside, sha256: sha256(bytes), bytes: bytes.length };
    });
  for (const [tag, text] of buildBag(payload, maker).tags) writeFileSync(join(folder, tag), text);
}
