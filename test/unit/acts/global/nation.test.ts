import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readNation } from "../../../../src/acts/global/nation.ts";
import { OmniError } from "../../../../src/errors/error.ts";
import { receipt } from "../../../../src/reports/receipt.ts";
import { leftOnDisk } from "../../../../src/stages/left-on-disk.ts";
import { toJson } from "../../../../src/support/json.ts";
import { sha256, writeWhole } from "../../../../src/system/files.ts";

const RECEIPT = "localhost/asi-takeoff/receipts/disputes.json";
const MANIFEST = "manifests/demo-asi-takeoff-local.json";
const CONTENT = receipt("disputes", { drills: [] });
let out = "";

before(async () => {
  out = await mkdtemp(join(tmpdir(), "nation-"));
});

after(() => rm(out, { recursive: true }));

async function leave(content: string, listed = CONTENT): Promise<void> {
  await writeWhole(join(out, RECEIPT), content);
  await writeWhole(
    join(out, MANIFEST),
    toJson({
      format: "omnisovereign-manifest/1",
      stage: "takeoff",
      script: "demo:asi-takeoff:local",
      blocks: null,
      inputs: [],
      outputs: [{ path: RECEIPT, sha256: sha256(listed) }],
    }),
  );
}

test("the council takes up the receipts that the takeoff left", async () => {
  await leave(CONTENT);
  const { receipts } = await readNation(leftOnDisk(out));
  assert.deepEqual(receipts, [{ path: RECEIPT, sha256: sha256(CONTENT) }]);
});

test("the council refuses a receipt that is not what the takeoff left", async () => {
  await leave(`${CONTENT} `);
  await assert.rejects(readNation(leftOnDisk(out)), (error: OmniError) => {
    assert.ok(error instanceof OmniError);
    assert.equal(error.code, "OMNI2204");
    return true;
  });
});

test("the council refuses a receipt that has not the form of those that lie there", async () => {
  const other = toJson({ format: "omnisovereign-receipt/1", kind: "disputes", drills: [{ id: "pause" }] });
  await leave(other, other);
  await assert.rejects(readNation(leftOnDisk(out)), (error: OmniError) => {
    assert.ok(error instanceof OmniError);
    assert.equal(error.code, "OMNI2210");
    assert.match(error.message, /"\/drills\/0", which does not have the keys id, kind, before, /);
    return true;
  });
});

test("the council does not open before the takeoff has run", async () => {
  await assert.rejects(readNation(leftOnDisk(join(out, "elsewhere"))), { code: "OMNI2104" });
});
