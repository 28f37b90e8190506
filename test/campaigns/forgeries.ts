import { globSync, statSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scanJournal } from "../../src/chain/journal/journal-reader.ts";
import { nodeEngine } from "../../src/chain/rehearsal/node-engine.ts";
import { recordsIn } from "../../src/records/located-records.ts";
import { type ReceiptFile, readReceipt } from "../../src/records/read-receipt.ts";
import { receiptPaths } from "../../src/verify/dossier-receipts.ts";
import { reexecute } from "../../src/verify/reexecute.ts";
import { verifyBag } from "../../src/verify/verify-bag.ts";
import { keptMission } from "../support/kept-missions.ts";
import type { Campaign, Outcome, Say } from "./campaign.ts";

interface Size {
  /** Of how many files one has a byte changed at a time, in how many places. */
  readonly everyFile: number;
  readonly places: number;
  /** How often the journal is executed; each time one field of every receipt is another. */
  readonly rounds: number;
}

export const forgeries: Campaign = {
  name: "forgeries",
  does: "changes bytes of a dossier's files, and fields of its transactions, and looks whether each is found",
  sample: (say) => tryAll({ everyFile: 80, places: 1, rounds: 1 }, say),
  whole: (say) => tryAll({ everyFile: 1, places: 8, rounds: 25 }, say),
};

async function tryAll(size: Size, say: Say): Promise<Outcome> {
  const { out } = await keptMission("shared");
  const scratch = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  const dossier = join(scratch, "dossier");
  try {
    await cp(join(out, "omnisovereign/dossier"), dossier, { recursive: true });
    const bytes = await changeBytes(dossier, size);
    say(`${bytes.tried} bytes changed, ${bytes.missed.length} not found`);
    const fields = await changeFields(dossier, size.rounds, join(scratch, "node.log"), say);
    const found = (tried: number, missed: readonly string[]) => ({ tried, found: tried - missed.length });
    return {
      counts: { bytes: found(bytes.tried, bytes.missed), fields: found(fields.tried, fields.missed) },
      failures: [...bytes.missed, ...fields.missed],
    };
  } finally {
    await rm(scratch, { recursive: true });
  }
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
  const journal = await readFile(join(data, "journal.jsonl"), "utf8");
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

/** Another value of the same type. */
function another(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string") return "0";
  return value.endsWith("1") ? `${value.slice(0, -1)}2` : `${value.slice(0, -1)}1`;
}
