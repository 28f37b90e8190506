import { globSync, readFileSync, statSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scanJournal } from "../../src/chain/journal/journal-reader.ts";
import { nodeEngine } from "../../src/chain/rehearsal/node-engine.ts";
import { recordsIn } from "../../src/records/located-records.ts";
import { type ReceiptFile, readReceipt } from "../../src/records/read-receipt.ts";
import { sha256 } from "../../src/system/files.ts";
import { receiptPaths } from "../../src/verify/dossier-receipts.ts";
import { reexecute } from "../../src/verify/reexecute.ts";
import { verifyBag } from "../../src/verify/verify-bag.ts";
import { bin } from "../e2e/bin.ts";
import { keptMission, MISSIONS } from "../support/kept-missions.ts";
import type { Campaign, Outcome, Say } from "./campaign.ts";
import { another, type Catcher, catcherOf, liesOn } from "./lies.ts";

interface Size {
  /** Of how many files one has a byte changed at a time, in how many places. */
  readonly everyFile: number;
  readonly places: number;
  /** How often the journal is executed; each time one field of every receipt is another. */
  readonly rounds: number;
  /** Of how many kinds of lies one is told. */
  readonly everyLie: number;
}

export const forgeries: Campaign = {
  name: "forgeries",
  does: "changes bytes of a dossier's files and fields of its transactions, tells lies of every kind with all digests made anew, and looks which check finds each",
  sample: (say) => tryAll({ everyFile: 80, places: 1, rounds: 1, everyLie: 150 }, say),
  whole: async (say) => {
    const size = { everyFile: 1, places: 8, rounds: 25, everyLie: 1 };
    return tryAll(size, say, (told) => writeFile(TABLE, liesTable(told)));
  },
};

/** Which check finds each kind of lie; written by the whole campaign. */
const TABLE = new URL("lies.md", import.meta.url);

async function tryAll(
  size: Size,
  say: Say,
  keep: (told: readonly ToldLie[]) => Promise<void> = async () => {},
): Promise<Outcome> {
  const { out } = await keptMission("shared");
  const scratch = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  const dossier = join(scratch, "dossier");
  try {
    await cp(join(out, "omnisovereign/dossier"), dossier, { recursive: true });
    const bytes = await changeBytes(dossier, size);
    say(`${bytes.tried} bytes changed, ${bytes.missed.length} not found`);
    const fields = await changeFields(dossier, size.rounds, join(scratch, "node.log"), say);
    const told = await tellLies(size.everyLie, say);
    await keep(told);
    const unfound = told.filter(({ caught }) => caught === "nobody").map(({ kind }) => kind);
    const found = (tried: number, missed: readonly string[]) => ({ tried, found: tried - missed.length });
    return {
      counts: {
        bytes: found(bytes.tried, bytes.missed),
        fields: found(fields.tried, fields.missed),
        lies: { ...found(told.length, unfound), onlyByRebuild: countOf(told, "--rebuild") },
      },
      failures: [...bytes.missed, ...fields.missed, ...unfound, ...misjudged(told)],
    };
  } finally {
    await rm(scratch, { recursive: true });
  }
}

interface ToldLie {
  readonly kind: string;
  readonly caught: Catcher;
}

const DOCTORED = "another run in the place of the plan's";

/** On a small mission. */
async function tellLies(every: number, say: Say): Promise<readonly ToldLie[]> {
  const dossier = join((await keptMission("one job")).out, "omnisovereign/dossier");
  const honest = rootOf(dossier);
  const told: ToldLie[] = [{ kind: DOCTORED, caught: await doctoredRun(honest) }];
  for (const lie of liesOn(dossier).filter((_, index) => index % every === 0)) {
    const caught = await catcherOf(dossier, lie, honest);
    told.push({ kind: lie.kind, caught });
    if (told.length % 100 === 0) say(`${told.length} kinds of lies told`);
  }
  for (const { kind, caught } of told) if (caught === "nobody") say(`${kind}: found by nobody`);
  return told;
}

/**
 * The forger runs a plan whose draws fall otherwise, signs by the public keys of a rehearsal, as everybody can, and lays the
 * honest plan in the place of that one.
 */
async function doctoredRun(honest: string): Promise<Catcher> {
  const folder = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  try {
    const text = await readFile(MISSIONS["one job"][1], "utf8");
    const plan = join(folder, "plan.json");
    await writeFile(plan, JSON.stringify({ ...JSON.parse(text), chain: { seed: "chosen by the forger" } }));
    const { exitCode, stdout } = await bin("run", "--plan", plan, "--out", join(folder, "out"), "--quiet");
    if (exitCode !== 0) throw new Error(stdout);
    const forged = join(folder, "out/omnisovereign/dossier");
    return await catcherOf(forged, { kind: DOCTORED, forgery: { plan: () => text } }, honest);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function rootOf(dossier: string): string {
  return sha256(readFileSync(join(dossier, "manifest-sha256.txt")));
}

/** That the transactions were chosen, only acting on the plan once more can tell. */
function misjudged(told: readonly ToldLie[]): readonly string[] {
  const doctored = told.find(({ kind }) => kind === DOCTORED)?.caught;
  return doctored === "--replay" ? [] : [`${DOCTORED} is found by ${doctored}`];
}

function countOf(told: readonly ToldLie[], catcher: Catcher): number {
  return told.filter(({ caught }) => caught === catcher).length;
}

function liesTable(told: readonly ToldLie[]): string {
  const rows = told.map(({ kind, caught }) => `| \`${kind.replaceAll("|", "\\|")}\` | \`${caught}\` |`);
  return ["# Which check finds which lie", "", "| lie | found by |", "|---|---|", ...rows, ""].join("\n");
}

interface Tried {
  readonly tried: number;
  /** What was not found. */
  readonly missed: readonly string[];
}

async function changeBytes(dossier: string, { everyFile, places }: Size): Promise<Tried> {
  const files = globSync("**/*", { cwd: dossier }).filter((path) => statSync(join(dossier, path)).isFile());
  const missed: string[] = [];
  let tried = 0;
  for (const path of files.sort().filter((_, index) => index % everyFile === 0)) {
    const content = await readFile(join(dossier, path));
    for (let place = 0; place < places; place += 1) {
      const at = Math.floor(((place + 0.5) * content.length) / places);
      await writeFile(join(dossier, path), content.with(at, (content[at] ?? 0) ^ 1));
      const { verdict, findings } = await verifyBag(dossier, { scanJournal });
      const isNamed = findings.some((one) => one.path === path || one.message.includes(`"${path}"`));
      if (verdict !== "broken" || !isNamed) missed.push(`byte ${at} of ${path}: ${verdict}`);
      tried += 1;
    }
    await writeFile(join(dossier, path), content);
  }
  return { tried, missed };
}

/** Digests hide nothing here: the changed receipts go straight to re-execution. */
async function changeFields(dossier: string, rounds: number, log: string, say: Say): Promise<Tried> {
  const data = join(dossier, "data");
  const journal = (await readFile(join(data, "journal.jsonl"), "utf8")).trimEnd().split("\n");
  const files = await Promise.all(
    receiptPaths(data).readable.map(async (path) => ({
      path,
      text: await readFile(join(data, path), "utf8"),
    })),
  );
  const missed: string[] = [];
  let tried = 0;
  for (let round = 0; round < rounds; round += 1) {
    const forged = files.map((file, index) => forge(file, (round * 7_919 + index * 104_729) >>> 0));
    const result = await reexecute(journal, forged.map(readReceipt), nodeEngine(log));
    const named = new Set(
      result.kind === "executed" ? result.differences.map((one) => "path" in one && one.path) : [],
    );
    const changed = forged.filter(({ field }) => field !== null);
    const unseen = changed.filter(({ path }) => !named.has(path));
    missed.push(...unseen.map(({ path, field }) => `${field} in ${path}`));
    tried += changed.length;
    say(`round ${round + 1}: ${changed.length} fields changed, ${unseen.length} not found`);
  }
  return { tried, missed };
}

/** @returns the receipt with one field of one transaction changed; `field` is null if it shows none */
function forge({ path, text }: ReceiptFile, pick: number): ReceiptFile & { readonly field: string | null } {
  const document: unknown = JSON.parse(text);
  const leaves = recordsIn(document).flatMap((record) => leavesOf(record, record.hash.slice(0, 10)));
  const leaf = leaves[pick % leaves.length];
  leaf?.change();
  return { path, text: JSON.stringify(document), field: leaf?.name ?? null };
}

interface Leaf {
  readonly name: string;
  /** In place. */
  change(): void;
}

function leavesOf(value: object, name: string): Leaf[] {
  return Object.entries(value).flatMap(([key, inner]): Leaf[] => {
    const inside = `${name}.${key}`;
    if (typeof inner === "object" && inner !== null) return leavesOf(inner, inside);
    return [{ name: inside, change: () => Object.assign(value, { [key]: another(inner) }) }];
  });
}
