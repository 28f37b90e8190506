import assert from "node:assert/strict";
import { test } from "node:test";
import { kitDocuments } from "../../../src/dossier/kit-documents.ts";
import { readKit } from "../../../src/reports/kit/read-kit.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { FILES, KIT } from "../reports/kit/small-kit.ts";

const PLACES = { json: artefactPath("asi/kit.json"), markdown: artefactPath("asi/kit.md") };

test("a kit goes where it was asked to, as JSON and with the report that it opens with", () => {
  const documents = kitDocuments(KIT, PLACES, FILES);
  assert.deepEqual([...documents.keys()], [PLACES.json, PLACES.markdown]);
  assert.deepEqual(readKit(documents.get(PLACES.json) ?? ""), { ok: true, value: KIT });
  assert.match(documents.get(PLACES.markdown) ?? "", /Nothing happened\./);
});

test("a kit of a layer that the mission has not opens with no report", () => {
  const markdown = kitDocuments({ ...KIT, summary: null }, PLACES, FILES).get(PLACES.markdown);
  assert.doesNotMatch(markdown ?? "", /Nothing happened\./);
});
