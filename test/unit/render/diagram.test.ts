import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Diagram } from "../../../src/model/diagram.ts";
import { diagramMermaid } from "../../../src/render/diagram-mermaid.ts";
import { diagramSvg } from "../../../src/render/diagram-svg.ts";

const HOSTILE = '"]--><script>alert(1)</script>|end\\N\\l&lt;\n`\u001b[31m\u202e';

function diagramOf(text: string): Diagram {
  return {
    title: text,
    source: "block 9",
    direction: "right",
    boxes: [
      { id: text, name: text, lines: [text], kind: "person", group: text },
      { id: "b", name: "Safe", lines: [], kind: "fixed", group: null },
    ],
    arrows: [
      { from: text, to: "b", lines: [text], style: "solid" },
      { from: "b", to: text, lines: [], style: "dotted" },
    ],
  };
}

describe("a diagram in Mermaid", () => {
  it("has its boxes in groups, its arrows and their labels", () => {
    assert.deepEqual(diagramMermaid(diagramOf("owner")).split("\n"), [
      "flowchart LR",
      "  %% owner: block 9",
      '  subgraph g0["owner"]',
      '    n0(["owner<br/>owner"])',
      "  end",
      '  n1[["Safe"]]',
      '  n0 -->|"owner"| n1',
      "  n1 -.-> n0",
      "  classDef person fill:#e9f7ef,color:#101828",
      "  class n0 person",
      "  classDef fixed fill:#eef0f3,color:#101828",
      "  class n1 fixed",
      "",
    ]);
  });

  it("has the same lines for hostile texts as for harmless ones", () => {
    const skeleton = (text: string) =>
      diagramMermaid(diagramOf(text))
        .replace(/"[^"\n]*"/g, '""')
        .replace(/^ {2}%% .*$/m, "");
    assert.equal(skeleton(HOSTILE), skeleton("owner"));
  });
});

describe("a diagram as SVG", () => {
  it("is the same text each time, and shows every text once", async () => {
    const drawn = await diagramSvg(diagramOf("owner"));
    assert.equal(await diagramSvg(diagramOf("owner")), drawn);
    assert.deepEqual(drawn.match(/(?<=<text [^>]*>)[^<]+/g), [
      "owner",
      "green: an account; double frame: never stops; dotted: knows, and calls nothing by a role",
      "owner",
      "owner",
      "Safe",
      "owner",
    ]);
  });

  it("has the same elements for hostile texts as for harmless ones, and shows them as they are", async () => {
    const drawn = await diagramSvg(diagramOf(HOSTILE));
    const tags = (svg: string) => svg.match(/<\/?[a-z]+/g);
    assert.deepEqual(tags(drawn), tags(await diagramSvg(diagramOf("owner"))));
    assert.ok(!drawn.includes("\u001b") && !drawn.includes("\u202e"));
    assert.match(drawn, /\\N\\l&amp;lt;/);
  });

  it("needs nothing from outside", async () => {
    assert.doesNotMatch(await diagramSvg(diagramOf("x")), /<(script|image|a|style)\b|href|url\(/);
  });
});
