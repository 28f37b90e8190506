import assert from "node:assert/strict";
import { test } from "node:test";
import { fence } from "../../../src/render/markdown.ts";
import { reasonAgainstDrawing } from "../../../src/render/mermaid-limits.ts";

const flowchart = (edges: number) =>
  `flowchart TB\n${Array.from({ length: edges }, (_, n) => `  a${n}["x --> y"] --> b${n}\n`).join("")}`;

test("a flowchart of 500 edges is drawn, one of 501 is not, whatever labels say", () => {
  assert.equal(reasonAgainstDrawing(flowchart(500)), null);
  assert.match(
    reasonAgainstDrawing(flowchart(501)) ?? "",
    /^This diagram has 501 edges, and Mermaid draws 500,/,
  );
});

test("a diagram of 50,000 characters is drawn, a longer one is not", () => {
  const pie = (characters: number) => "pie\n".padEnd(characters, "x");
  assert.equal(reasonAgainstDrawing(pie(50_000)), null);
  assert.match(reasonAgainstDrawing(pie(50_001)) ?? "", /50001 characters, and Mermaid reads 50000/);
});

test("a document says above a diagram that it will not be drawn", () => {
  assert.match(fence("mermaid", flowchart(501)), /^This diagram has 501 edges.*\n\n```mermaid\nflowchart/);
  assert.match(fence("mermaid", flowchart(1)), /^```mermaid\n/);
  assert.match(fence("text", flowchart(501)), /^```text\n/);
});
