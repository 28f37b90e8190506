import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument, wantedDocuments } from "../../../src/reports/documents.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { reportPath } from "../../../src/support/payload.ts";
import { PROVING } from "./constellation/receipts.ts";

const at = (path: string) => reportPath(artefactPath(path));

test("reads every JSON receipt that may prove an arrow, and no other file", () => {
  const left = Object.values(PROVING).flatMap((files) => Object.keys(files).map(at));
  const others = ["localhost/asi-takeoff/receipts/jobs/a/finalize.json", "asi-global/braid.json"].map(at);
  const read = left.filter((path) => path.endsWith(".json"));
  assert.deepEqual([...wantedDocuments([...left, ...others])].toSorted(), read.toSorted());
});

test("reads no more files when a mission has more jobs", () => {
  const posts = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      at(`localhost/asi-takeoff/receipts/jobs/j${String(index).padStart(4, "0")}/post.json`),
    );
  assert.deepEqual([...wantedDocuments(posts(2_000))], [...wantedDocuments(posts(20))]);
  assert.equal(wantedDocuments(posts(2_000)).size, 8);
});

test("brackets in texts do not make a document deep, and a deep one is refused before it is parsed", () => {
  const title = `${"[{".repeat(200)} \\" ${"[".repeat(100)}`;
  assert.deepEqual(parseDocument(JSON.stringify({ title })), { title });
  assert.equal(parseDocument(`${"[".repeat(65)}${"]".repeat(65)}`), null);
  assert.notEqual(parseDocument(`${"[".repeat(64)}${"]".repeat(64)}`), null);
  assert.equal(parseDocument("[".repeat(4_000_000)), null);
  assert.equal(parseDocument("rubbish"), null);
});
