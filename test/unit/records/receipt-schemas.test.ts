import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { RECEIPTS, type ReceiptId, receiptAt } from "../../../src/model/receipts.ts";
import { receiptSchema, receiptShape } from "../../../src/records/receipt-shapes.ts";
import { toJson } from "../../../src/support/json.ts";

const FOLDER = "docs/reference/receipts";
const IDS = Object.keys(RECEIPTS) as ReceiptId[];

type Json = Record<string, unknown>;

/** Receipts of a run of the shared plan, with one item of each list. */
const REAL: Readonly<Record<string, Json>> = JSON.parse(
  readFileSync(new URL("../../fixtures/receipts.json", import.meta.url), "utf8"),
);

test("the schemas of receipts that are published are those that verifying asks for", (t) => {
  for (const id of IDS) {
    const path = join(FOLDER, `${id}.schema.json`);
    t.assert.fileSnapshot(toJson(receiptSchema(id)), path, { serializers: [String] });
  }
  assert.deepEqual(
    readdirSync(new URL(`../../../${FOLDER}`, import.meta.url)).toSorted(),
    IDS.map((id) => `${id}.schema.json`).toSorted(),
  );
});

test("a validator that is not ours takes real receipts, and none with another key or without one", () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  for (const [path, document] of Object.entries(REAL)) {
    const id = receiptAt(path) as ReceiptId;
    const isValid = ajv.compile(receiptSchema(id));
    assert.ok(isValid(document), `${path}: ${ajv.errorsText(isValid.errors)}`);
    const more: Json = { ...document, more: 1 };
    const { format: _, ...less } = document;
    for (const other of [more, less]) {
      assert.ok(!isValid(other), path);
      assert.notEqual(receiptShape(id)(other, ""), undefined, path);
    }
  }
});
