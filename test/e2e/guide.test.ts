import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { walkGuide } from "../../scripts/guide.js";
import { transcriptsIn, withoutSeconds } from "../../scripts/transcripts.js";
import { PROJECT } from "./bin.ts";

it("the guide to plans shows what its commands print, from a generated plan to a dossier that replays", () => {
  const guide = readFileSync(join(PROJECT, "docs/guide.md"), "utf8");
  const printed = walkGuide(guide);
  const shown = transcriptsIn(guide);
  assert.ok(shown.length >= 7);
  for (const { command, output } of shown) {
    assert.equal(withoutSeconds(printed.get(command) ?? ""), withoutSeconds(output), command);
  }
  assert.match(shown.at(-1)?.output ?? "", /^The dossier is intact\.$/m);
});
