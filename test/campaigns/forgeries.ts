import { globSync, statSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scanJournal } from "../../src/chain/journal/journal-reader.ts";
import { edrEngine } from "../../src/chain/rehearsal/edr-engine.ts";
import { recordsIn } from "../../src/records/located-records.ts";
import { type ReceiptFile, readReceipt } from "../../src/records/read-receipt.ts";
import { receiptPaths } from "../../src/verify/dossier-receipts.ts";
import { reexecute } from "../../src/verify/reexecute.ts";
import { verifyBag } from "../../src/verify/verify-bag.ts";
import { keptMission } from "../support/kept-missions.ts";
import type { Campaign, Outcome, Say } from "./campaign.ts";
import { bagLies } from "./forgeries/bag-lies.ts";
import { DOCTORED } from "./forgeries/doctored.ts";
import { another, fieldLies } from "./forgeries/field-lies.ts";
import { fileLies } from "./forgeries/file-lies.ts";
import { journalLies } from "./forgeries/journal-lies.ts";
import { Judge } from "./forgeries/judge.ts";
import { Forger } from "./forgeries/lie.ts";
import { manifestLies } from "./forgeries/manifest-lies.ts";
import { countLies, liesTable, type ToldLie } from "./forgeries/told.ts";

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
    const fields = await changeFields(dossier, size.rounds, say);
    const told = await tellLies(size.everyLie, scratch, say);
    await keep(told.lies);
    const found = ({ tried, missed }: Tried) => ({ tried, found: tried - missed.length });
    return {
      counts: { bytes: found(bytes), fields: found(fields), lies: countLies(told.lies) },
      failures: [...bytes.missed, ...fields.missed, ...told.failures],
    };
  } finally {
    await rm(scratch, { recursive: true });
  }
}

/** On a small mission. */
async function tellLies(
  every: number,
  scratch: string,
  say: Say,
): Promise<{ readonly lies: readonly ToldLie[]; readonly failures: readonly string[] }> {
  const dossier = join((await keptMission("one job")).out, "omnisovereign/dossier");
  const forger = new Forger(dossier);
  const wanted = [
    ...bagLies(),
    ...journalLies(),
    ...manifestLies(forger),
    ...fileLies(forger),
    ...fieldLies(forger),
  ];
  const lies: ToldLie[] = [];
  await Judge.at(dossier, scratch, async (judge) => {
    for (const lie of wanted.filter((_, index) => index % every === 0)) {
      const caught = await judge.catcherOf(lie);
      if (caught !== null) lies.push({ ...lie, caught });
      if (caught !== null && lies.length % 200 === 0) say(`${lies.length} lies told`);
    }
  });
  const unfound = lies.filter(({ caught }) => caught === "nobody" || caught === "--rebuild");
  const doctored = every === 1 ? await tellRuns() : [];
  const misjudged = doctored.filter(({ caught, onlyBy }) => caught !== onlyBy);
  return {
    lies: [...lies, ...doctored],
    failures: [...unfound, ...misjudged].map(
      ({ kind, place, caught }) => `${kind}: ${place}: found by ${caught}`,
    ),
  };
}

/** Takes two runs and a rebuild. */
async function tellRuns() {
  const told = [];
  for (const { kind, onlyBy, caught } of DOCTORED)
    told.push({ kind, onlyBy, place: "the run", caught: await caught() });
  return told;
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
async function changeFields(dossier: string, rounds: number, say: Say): Promise<Tried> {
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
    const result = await reexecute(journal, forged.map(readReceipt), edrEngine());
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
