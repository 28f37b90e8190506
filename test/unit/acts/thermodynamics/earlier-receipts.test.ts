import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { earlierReceipts } from "../../../../src/acts/thermodynamics/earlier-receipts.ts";
import type { OmniError } from "../../../../src/errors/error.ts";
import { FOLDERS, PATHS } from "../../../../src/model/layout.ts";
import { receiptPath } from "../../../../src/model/receipts.ts";
import { leftOnDisk } from "../../../../src/stages/left-on-disk.ts";
import { wholeReceiptText } from "../../../support/whole-receipt.ts";
import { put, temporaryFolder } from "../../dossier/fixture.ts";

const STAKE = receiptPath("stake");
const SEARCH = {
  folders: [FOLDERS.national, FOLDERS.planetary, PATHS.sharedReceipts],
  isOwn: (path: string) => path.startsWith(`${FOLDERS.national}/thermodynamics`),
};

async function leave(t: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const out = temporaryFolder(t);
  for (const [path, text] of Object.entries(files)) await put(out, path, text);
  return out;
}

test("takes up every receipt below the folders, by its form, and nothing else", async (t) => {
  const out = await leave(t, {
    [STAKE]: wholeReceiptText("stake"),
    [receiptPath("consensus")]: wholeReceiptText("consensus"),
    [receiptPath("coordination", "omni")]: wholeReceiptText("coordination"),
    [PATHS.braidDocument]: "{",
    [`${PATHS.nationalReceipts}/stray.json`]: "{",
  });
  const found = await earlierReceipts(leftOnDisk(out), SEARCH);
  assert.deepEqual(
    found.map(({ id }) => id),
    ["consensus", "stake", "coordination"],
  );
});

test("does not read what the stage itself left, so that it can be left again", async (t) => {
  const out = await leave(t, { [receiptPath("thermodynamics")]: "{" });
  assert.deepEqual(await earlierReceipts(leftOnDisk(out), SEARCH), []);
});

test("finds nothing where no stage has run", async (t) => {
  assert.deepEqual(await earlierReceipts(leftOnDisk(join(temporaryFolder(t), "none")), SEARCH), []);
});

for (const [damage, text, problem] of [
  ["was cut short", wholeReceiptText("stake").slice(0, 99), "is not JSON"],
  ["is no object", "5\n", "is not an object"],
  ["is of another form", wholeReceiptText("consensus"), "does not have the keys format, kind, people"],
  ["lacks a part", wholeReceiptText("stake", { totals: undefined as never }), "does not have the keys"],
] as const) {
  test(`names a receipt that ${damage}`, async (t) => {
    const out = await leave(t, { [STAKE]: text });
    await assert.rejects(earlierReceipts(leftOnDisk(out), SEARCH), (error: OmniError) => {
      assert.equal(error.code, "OMNI2210");
      assert.ok(error.message.startsWith(`The receipt "${STAKE}" ${problem}`), error.message);
      return true;
    });
  });
}
