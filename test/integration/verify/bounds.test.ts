import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { toJson, toJsonLine } from "../../../src/support/json.ts";
import { byPath } from "../../../src/support/paths.ts";
import { keptMission } from "../../support/kept-missions.ts";
import { mebibytesIn, SAY_MEMORY } from "../../support/memory.ts";
import { reseal, resealBag } from "../../support/reseal.ts";

const BIN = join(import.meta.dirname, "../../../src/bin.js");
const MEBIBYTE = 2 ** 20;
const MOST_MEBIBYTES = 512;

const HUGE: readonly (readonly [name: string, path: string, content: () => string])[] = [
  ["255 MiB of line feeds for a journal", "journal.jsonl", () => "\n".repeat(255 * MEBIBYTE)],
  ["a journal of one line of 255 MiB", "journal.jsonl", () => "a".repeat(255 * MEBIBYTE)],
  ["60 MiB of objects in a file of nobody", "reports/zz/bomb.json", objects],
  ["60 MiB of objects in a receipt", "reports/asi-global/receipts/treasury.json", objects],
  ["60 MiB of objects for an index", "dossier.json", objects],
];

function objects(): string {
  return `[${"{},".repeat(20 * MEBIBYTE)}{}]`;
}

describe("verifying, whatever it is given,", () => {
  const base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  const folder = join(base, "dossier");
  let original = "";

  before(async () => {
    original = join((await keptMission("shared")).out, "omnisovereign/dossier");
  });
  after(() => rmSync(base, { recursive: true }));

  for (const [name, path, content] of HUGE) {
    it(`stays within ${MOST_MEBIBYTES} MiB and says what is wrong: ${name}`, () => {
      cpSync(original, folder, { recursive: true });
      mkdirSync(join(folder, "data/reports/zz"));
      writeFileSync(join(folder, "data", path), content());
      if (!path.includes("zz")) rmSync(join(folder, "data/reports/zz"), { recursive: true });
      resealBag(folder);
      const { status, stderr } = verify(folder);
      rmSync(folder, { recursive: true });
      assert.equal(status, 4, stderr);
      assert.ok(mebibytesIn(stderr) < MOST_MEBIBYTES, stderr);
    });
  }

  it(`replays within ${MOST_MEBIBYTES} MiB up to the first block that differs, however many follow`, () => {
    cpSync(original, folder, { recursive: true });
    appendBlocks(folder, 600_000);
    reseal(folder);
    const { status, stdout, stderr } = verify(folder, "--replay");
    rmSync(folder, { recursive: true });
    assert.equal(status, 4, stdout);
    assert.match(stderr + stdout, /OMNI3060/);
    assert.ok(mebibytesIn(stderr) < MOST_MEBIBYTES, stderr);
  });

  for (const [what, files, bytes] of [
    ["a gigabyte", 8, 128 * MEBIBYTE],
    ["40,000 files", 40_000, 12],
  ] as const) {
    it(`streams an honest dossier of ${what}`, () => {
      cpSync(original, folder, { recursive: true });
      addNotes(folder, files, Buffer.alloc(bytes, "honest words "));
      reseal(folder);
      const { status, stdout, stderr } = verify(folder);
      rmSync(folder, { recursive: true });
      assert.equal(status, 0, stdout);
      assert.ok(mebibytesIn(stderr) < MOST_MEBIBYTES, stderr);
    });
  }

  for (const signal of ["SIGKILL", "SIGTERM", "SIGINT"] as const) {
    it(`leaves nothing in the folder for temporary files when ${signal} ends it while it replays`, async () => {
      const scratch = join(base, signal);
      mkdirSync(scratch);
      const env = { ...process.env, TMPDIR: scratch, TEMP: scratch };
      const verifying = spawn(process.execPath, [BIN, "verify", "--replay", original], {
        env,
        stdio: ["ignore", "ignore", "pipe"],
      });
      const [executed] = await once(verifying.stderr, "data");
      verifying.kill(signal);
      await once(verifying, "exit");
      assert.match(String(executed), /^replay: edr/);
      // Node keeps what it compiled there.
      assert.deepEqual(
        readdirSync(scratch).filter((name) => name !== "node-compile-cache"),
        [],
      );
    });
  }
});

/** Further reports of a script, which its manifest lists. */
function addNotes(folder: string, files: number, words: Uint8Array): void {
  const paths = Array.from({ length: files }, (_, file) => `localhost/asi-takeoff/owner/${file}.md`);
  for (const path of paths) writeFileSync(join(folder, "data/reports", path), words);
  const manifest = join(folder, "data/reports/manifests/owner-command-center.json");
  const read = JSON.parse(readFileSync(manifest, "utf8"));
  const more = paths.map((path) => ({ path, sha256: "" }));
  writeFileSync(manifest, toJson({ ...read, outputs: [...read.outputs, ...more].toSorted(byPath) }));
}

/** Empty blocks of the last script, which its manifest claims. */
function appendBlocks(folder: string, blocks: number): void {
  const journal = join(folder, "data/journal.jsonl");
  const last = JSON.parse(readFileSync(journal, "utf8").trimEnd().split("\n").at(-1) ?? "");
  const more = Array.from({ length: blocks }, (_, index) => {
    const [number, timestamp] = [last.number + index + 1, last.timestamp + index + 1];
    return toJsonLine({ ...last, number, timestamp, transactions: [] });
  });
  appendFileSync(journal, more.join(""));
  const manifest = join(folder, "data/reports/manifests", `${last.script.replaceAll(":", "-")}.json`);
  const read = JSON.parse(readFileSync(manifest, "utf8"));
  writeFileSync(manifest, toJson({ ...read, blocks: { ...read.blocks, last: last.number + blocks } }));
}

function verify(folder: string, ...flags: readonly string[]) {
  const args = [SAY_MEMORY, BIN, "verify", folder, ...flags];
  return spawnSync(process.execPath, args, { encoding: "utf8" });
}
