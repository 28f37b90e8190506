import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { verifyBag } from "../../../src/verify/verify-bag.ts";
import { buildSmallDossier, forge, scanJournal } from "../dossier/fixture.ts";

const DOCUMENTS = [
  "data/dossier.json",
  "data/reports/manifests/demo-asi-takeoff-local.json",
  "data/reports/manifests/demo-asi-takeoff-kit.json",
];

const base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
let folder = "";

before(async () => {
  folder = (await buildSmallDossier(base)).folder;
});
after(() => rmSync(base, { recursive: true }));

/** @returns the document with its `at`th value, counted from the top, replaced. */
function replaceNode(text: string, at: number, value: unknown): string {
  const document = JSON.parse(text);
  const places: (readonly [container: Record<string, unknown>, key: string])[] = [];
  const visit = (container: Record<string, unknown>) => {
    for (const [key, inner] of Object.entries(container)) {
      places.push([container, key]);
      if (typeof inner === "object" && inner !== null) visit(inner as Record<string, unknown>);
    }
  };
  visit(document);
  const [container, key] = places[at % places.length] as (typeof places)[number];
  container[key] = value;
  return `${JSON.stringify(document, null, 2)}\n`;
}

const digest = "0".repeat(64);
const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    "a".repeat(505),
    `${"a/".repeat(31)}a`,
    "__proto__",
    "../a",
    "plans/x",
    "a:b",
    1.5,
    2 ** 60,
  ),
  fc.constantFrom({ path: "a".repeat(505), sha256: digest }, { path: `${"a/".repeat(31)}a`, sha256: digest }),
  fc.constantFrom([{ path: "a".repeat(505), sha256: digest }], [{ path: "constructor", sha256: digest }]),
);

test("a forged stage manifest or index is found whatever it holds, and nothing in it makes the verifier throw", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...DOCUMENTS), fc.nat(), values, async (path, at, value) => {
      const original = readFileSync(join(folder, path), "utf8");
      const forged = replaceNode(original, at, value);
      fc.pre(forged !== original);
      try {
        forge(folder, path, forged);
        const { verdict } = await verifyBag(folder, { scanJournal });
        assert.equal(verdict, "broken");
      } finally {
        forge(folder, path, original);
      }
    }),
    { numRuns: 500 },
  );
});
