import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { glob, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { CHAIN_ID } from "../../../src/chain/constants.ts";
import { formatJournal } from "../../../src/chain/journal.ts";
import { readJournal } from "../../../src/chain/wal.ts";
import { commitmentOf } from "../../../src/protocol/commitment.ts";
import type { ReceiptFile } from "../../../src/protocol/receipt-files.ts";
import { reexecute } from "../../../src/protocol/reexecute.ts";
import type { Handshake } from "../../../src/protocol/voting.ts";

const SCRIPT = "src/stages/takeoff/demo-asi-takeoff-local.ts";
const outs: string[] = [];
let out = "";

/** Runs the takeoff into a folder of its own. */
async function takeOff(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "takeoff-"));
  outs.push(folder);
  const env = { ...process.env, OMNISOVEREIGN_OUT: folder, RPC_URL: "" };
  await promisify(execFile)(process.execPath, [SCRIPT], { env });
  return folder;
}

async function filesOf(folder: string, pattern: string): Promise<ReceiptFile[]> {
  const files: ReceiptFile[] = [];
  for await (const path of glob(pattern, { cwd: folder })) {
    files.push({ path: relative("", path), text: readFileSync(join(folder, path), "utf8") });
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

before(async () => {
  out = await takeOff();
});

after(async () => {
  await Promise.all(outs.map((folder) => rm(folder, { recursive: true })));
});

test("two runs leave the same bytes", async () => {
  const again = await takeOff();
  const left = await filesOf(out, "{localhost,manifests}/**/*.{json,md}");
  assert.ok(left.length > 40);
  assert.deepEqual(await filesOf(again, "{localhost,manifests}/**/*.{json,md}"), left);
  assert.equal(formatJournal(await readJournal(again)), formatJournal(await readJournal(out)));
});

test("every job of the plan ends approved, in an order that its dependencies allow", async () => {
  const [file] = await filesOf(out, "localhost/asi-takeoff/receipts/mission.json");
  const { jobs } = JSON.parse(file?.text ?? "") as {
    jobs: { id: string; outcome: string; dependencies: string[]; assignedAt: number; finalizedAt: number }[];
  };
  const finishedAt = new Map(jobs.map(({ id, finalizedAt }) => [id, finalizedAt]));
  assert.ok(jobs.length >= 5);
  for (const { outcome, dependencies, assignedAt } of jobs) {
    assert.equal(outcome, "approved");
    for (const id of dependencies) assert.ok((finishedAt.get(id) ?? Infinity) < assignedAt);
  }
});

test("an auditor recomputes each commitment from the receipt alone", async () => {
  const files = await filesOf(out, "localhost/asi-takeoff/receipts/jobs/*/validate.json");
  assert.ok(files.length >= 5);
  for (const { text } of files) {
    const { handshakes, transactions } = JSON.parse(text) as {
      handshakes: Handshake[];
      transactions: { events: { name: string; args: { validator?: string; commitment?: string } }[] }[];
    };
    const committed = new Map(
      transactions
        .flatMap(({ events }) => events)
        .filter(({ name }) => name === "VoteCommitted")
        .map(({ args }) => [args.validator, args.commitment]),
    );
    for (const { module, jobId, round, voter, choice, salt, commitment } of handshakes) {
      const binding = { chainId: CHAIN_ID, module, voter, choice, salt, jobId: BigInt(jobId) };
      assert.equal(commitmentOf({ ...binding, round: round === null ? null : BigInt(round) }), commitment);
      assert.equal(committed.get(voter), commitment);
    }
  }
});

test("re-execution confirms honest receipts and names a forged field", async () => {
  const journal = formatJournal(await readJournal(out));
  const files = await filesOf(out, "**/receipts/**/*.json");
  const log = join(out, "replay.log");

  const honest = await reexecute(journal, files, log);
  assert.equal(honest.kind, "executed");
  if (honest.kind !== "executed") return;
  assert.deepEqual(honest.differences, []);
  assert.equal(honest.records, honest.transactions);

  const forged = files.map((file, index) =>
    index === 3 ? { ...file, text: file.text.replace(/"gasUsed": "\d/, '"gasUsed": "9') } : file,
  );
  const found = await reexecute(journal, forged, log);
  assert.equal(found.kind, "executed");
  if (found.kind !== "executed") return;
  assert.deepEqual(
    found.differences.map((difference) => ({ ...difference, transaction: "" })),
    [
      {
        kind: "record",
        path: files[3]?.path,
        transaction: "",
        problem: 'shows another "gasUsed" than its re-execution',
      },
    ],
  );
});
