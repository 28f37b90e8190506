import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { html, plain } from "../../../src/render/html.ts";
import { code, fence, heading, type Markdown, table, text } from "../../../src/render/markdown.ts";
import { mermaidLabel, mermaidText } from "../../../src/render/mermaid.ts";
import { printable } from "../../../src/support/text.ts";

const HOSTILE = [
  '"]; click j0 "javascript:alert(1)"',
  "end",
  "subgraph x\nend\n",
  "`**bold**`",
  "<img src=x onerror=alert(1)>",
  "%%{init: {}}%%",
  "1. list",
  "- list",
  "\u202eevil\u202c \u001b[2J",
  "![x](https://evil.example) | cell | https://evil.example www.evil.example",
  "# heading",
  "$x$ ~~no~~ &amp; \\",
];

const anything = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.constantFrom(...HOSTILE));

/** What Mermaid shows: its entity codes resolved. */
function shownByMermaid(escaped: string): string {
  return escaped.replace(/#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)));
}

function shownByHtml(escaped: string): string {
  const names: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return escaped.replace(/&(?:#(\d+)|(\w+));/g, (_, point?: string, name?: string) =>
    point ? String.fromCodePoint(Number(point)) : (names[name ?? ""] ?? ""),
  );
}

describe("text in a Mermaid diagram", () => {
  it("is shown in full, without a character that means anything there", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const escaped = mermaidText(value);
        assert.equal(shownByMermaid(escaped), printable(value));
        assert.doesNotMatch(escaped.replace(/#\d+;/g, ""), /["'`<>[\]{}()|#;%&\\$@=\p{Cc}\p{Cf}]|\bend\b/iu);
      }),
    );
  });

  it("does not begin like a list, which Mermaid refuses", () => {
    assert.equal(mermaidText("1. list"), "1#46; list");
    assert.equal(mermaidText("- list"), "#45; list");
  });

  it("keeps the lines of a label apart with its own breaks only", () => {
    assert.equal(mermaidLabel("a<br/>b", "c"), '"a#60;br/#62;b<br/>c"');
  });
});

describe("text in HTML", () => {
  it("is shown in full, without a character that opens a tag, an entity or an attribute", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const escaped = html(value);
        assert.equal(shownByHtml(escaped), printable(value));
        assert.equal(plain(escaped), printable(value));
        assert.doesNotMatch(escaped.replace(/&(#\d+|\w+);/g, ""), /[&<>"'`]/);
      }),
    );
  });
});

describe("text in Markdown", () => {
  it("stays on one line and in one cell, and opens no HTML", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const escaped = text(value);
        assert.doesNotMatch(escaped, /[\r\n<>]/);
        assert.doesNotMatch(escaped.replace(/\\\\/g, ""), /(?<!\\)[|`*_[\]#~!$]/);
      }),
    );
  });

  it("is shown in full", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const shown = shownByHtml(
          text(value)
            .replace(/&nbsp;/g, " ")
            .replace(/\\([!-/:-@[-`{-~])/g, "$1"),
        );
        assert.equal(shown.replace(/\s/g, " "), printable(value).replace(/\s/g, " "));
      }),
    );
  });

  it("makes no link of an address and no list of a number", () => {
    assert.equal(text("https://evil.example"), "https\\://evil.example");
    assert.equal(text("www.evil.example"), "www\\.evil.example");
    assert.equal(text("1. first"), "1\\. first");
    assert.equal(text("- first"), "\\- first");
  });

  it("keeps code closed, whatever backticks it holds", () => {
    const backticks = fc.string({ unit: fc.constantFrom("`", "a", " "), maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(anything, backticks), (value) => {
        fc.pre(value !== "" && !value.includes("|"));
        const rendered = code(value);
        const ticks = /^`+/.exec(rendered)?.[0] ?? "";
        const inner = rendered.slice(ticks.length, -ticks.length);
        const runs: readonly string[] = inner.match(/`+/g) ?? [];
        assert.ok(!runs.includes(ticks));
        const shown = /^ +$/.test(inner) ? inner : inner.replace(/^ (.*) $/, "$1");
        assert.equal(shown, printable(value));
      }),
    );
  });

  it("gives code with a bar the form that no table splits", () => {
    assert.equal(code("a|`b`\\|"), "<code>a&#124;\\`b\\`\\\\&#124;</code>");
  });

  it("keeps a fence closed, whatever backticks the content holds", () => {
    const content = "a\n````\nb";
    assert.equal(fence("text", content), "`````text\na\n````\nb\n`````\n");
  });

  it("says that a table has no row, rather than draw one of headings alone", () => {
    assert.equal(table([{ title: "Job" }, { title: "Reward" }], []), "None.\n");
  });

  it("gives every row of a table as many cells as it has columns", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anything, anything), { minLength: 1, maxLength: 5 }), (rows) => {
        const rendered = table(
          [{ title: "Job | id" }, { title: "Reward", align: "right" }],
          rows.map(([left, right]): Markdown[] => [text(left), code(right)]),
        );
        const lines = rendered.trimEnd().split("\n");
        assert.equal(lines.length, rows.length + 2);
        for (const line of lines) {
          assert.equal(line.replace(/\\./g, "").match(/\|/g)?.length, 3);
        }
      }),
    );
  });

  it("escapes headings", () => {
    assert.equal(heading(2, "A # B"), "## A \\# B\n");
  });
});
