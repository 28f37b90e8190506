import assert from "node:assert/strict";
import { test } from "node:test";
import type { Braid, BraidEntry, BraidKind } from "../../../src/model/braid.ts";
import { renderBraid } from "../../../src/render/braid-markdown.ts";
import { mermaidBraid } from "../../../src/render/mermaid-braid.ts";
import { utc } from "../../../src/support/time.ts";

const DAY = 86_400;
const START = 1_735_689_600;

function entry(day: number, kind: BraidKind, jurisdiction: string, subject: string): BraidEntry {
  const timestamp = START + day * DAY;
  return {
    block: day + 1,
    timestamp,
    time: utc(timestamp),
    layer: "national",
    jurisdiction,
    kind,
    subject,
    what: `${subject} happened`,
    transaction: `0x${"a".repeat(64)}`,
    receipt: "asi-global/receipts/x.json",
  };
}

const braid = (...entries: BraidEntry[]): Braid => ({ format: "omnisovereign-braid/1", entries });

const messages = (diagram: string) => diagram.split("\n").filter((line) => line.includes("->>"));

test("draws who acts on whom, day by day", () => {
  const diagram = mermaidBraid(
    braid(
      entry(0, "job posted", "city Aster", "GRID"),
      entry(0, "job posted", "city Korrin", "WATER"),
      entry(1, "pause", "nation", "paused"),
      entry(2, "budget", "region NORDIC", "NORDIC"),
    ),
  );
  assert.equal(
    diagram,
    [
      "sequenceDiagram",
      "  participant p0 as Nation",
      "  participant p1 as JobRegistry",
      "  participant p2 as Treasury",
      "  participant p3 as region NORDIC",
      "  p0->>p1: 2025-01-01 job posted: GRID, WATER",
      "  p0->>p0: 2025-01-02 pause: paused",
      "  p2->>p3: 2025-01-03 budget: NORDIC",
      "",
    ].join("\n"),
  );
});

test("stays short however much happens", () => {
  const regions = Array.from({ length: 40 }, (_, index) => `region R${index}`);
  const kinds = ["job posted", "job settled", "dispute", "proposal", "temperature", "payment"] as const;
  const many = Array.from({ length: 6_000 }, (_, index) =>
    entry(index, kinds[index % kinds.length] as BraidKind, regions[index % 40] as string, `J${index}`),
  );
  const diagram = mermaidBraid(braid(...many));
  assert.ok(messages(diagram).length <= 100);
  assert.ok(diagram.split("\n").length < 130);
  assert.match(diagram, /as regions\n/);
  const shorter = mermaidBraid(braid(...many.slice(0, 300)));
  assert.ok(messages(shorter).length <= 100);
  assert.match(shorter, / and \d+ more/);
  assert.doesNotMatch(shorter, /more groups/);
});

test("hostile names stay text in table and diagram", () => {
  const hostile = 'x`]|"\nend <script>; p0->>p0: gotcha';
  const markdown = renderBraid(braid(entry(0, "job posted", `city ${hostile}`, hostile)));
  assert.equal(messages(markdown).length, 1);
  assert.doesNotMatch(markdown, /<script>/);
  assert.equal(markdown.split("\n").filter((line) => line.startsWith("| 1 |")).length, 1);
});

test("a timeline on which nothing happened is one too", () => {
  assert.equal(mermaidBraid(braid()), "sequenceDiagram\n");
  assert.match(renderBraid(braid()), /^# Braid/);
});
