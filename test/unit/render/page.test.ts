import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { linksFrom } from "../../../src/render/links.ts";
import { code, fence, type Markdown, table, text } from "../../../src/render/markdown.ts";
import { page } from "../../../src/render/page.ts";
import { faultsOfPage } from "../../support/page-limits.ts";

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");

/** What a cell shows, without regard to where its lines end. */
function shown(cell: string): string {
  return cell
    .replace(/<\/?code>/g, "")
    .replace(/\[((?:\\.|[^\]\\])*)\]\[r\d+\]/g, "$1")
    .replace(/[`\s]|<br>/g, "");
}

describe("a page", () => {
  it("breaks running text, lists and quotes where a space stands, and goes on with what belongs to them", () => {
    const [prose, list, quote] = page([`${words(30)}`, `- ${words(30)}`, `> ${words(30)}`])
      .split(/\n(?=[->] )(?<!\n> .*)/)
      .map((part) => part.split("\n"));
    assert.ok((prose?.length ?? 0) > 1 && list?.slice(1).every((line) => line.startsWith("  ")));
    assert.ok(quote?.every((line) => line.startsWith("> ")));
  });

  it("begins no list, heading or rule where a line goes on", () => {
    const line = text(`${words(20)} - 1. + = # > | ${words(20)} 2) -- ${words(20)}`);
    for (const rest of page([line]).split("\n").slice(1)) assert.match(rest, /^[\p{L}[(]/u);
  });

  it("leaves fenced blocks, headings and targets as they are", () => {
    const parts = [
      fence("text", `| ${"x".repeat(200)} |\n${words(40)}`),
      `# ${words(40)}\n`,
      `[r1]: ${"a/".repeat(90)}b\n`,
    ];
    assert.equal(page(parts), parts.join("\n"));
  });

  it("leaves a table that fits as it is, and breaks names last in one that does not", () => {
    const narrow = table([{ title: "A" }], [[text("short")]]);
    assert.equal(page([narrow]), narrow);
    const wide = table(
      [{ title: "Job" }, { title: "Reward", align: "right" }],
      [[text(words(40)), text("1,400,000.00")]],
    );
    assert.match(page([wide]), /<br>.* \| 1,400,000\.00 \|/);
  });

  it("shows all of any cells within its width, each in a cell of its own", () => {
    const links = linksFrom("a/page.md");
    const cell = fc
      .string({ unit: "binary", maxLength: 120 })
      .chain((value) => fc.constantFrom<Markdown>(text(value), code(value), links.to("b.json", value)));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 4 }), (rows) => {
        const columns = ["A", "B", "C", "D"].map((title) => ({ title }));
        const laid = page([table(columns, rows)]);
        const cells = laid
          .trimEnd()
          .split("\n")
          .slice(2)
          .map((row) => row.slice(2, -2).split(" | "));
        assert.deepEqual(
          cells.map((row) => row.map(shown)),
          rows.map((row) => row.map(shown)),
        );
        assert.deepEqual(
          faultsOfPage(laid).filter((fault) => fault.includes("wide")),
          [],
        );
      }),
    );
  });
});

describe("links of a page", () => {
  it("lead from the page's folder, and stand together at its end", () => {
    const links = linksFrom("localhost/asi-takeoff/report.md");
    assert.equal(links.to("localhost/asi-takeoff/receipts/a.json", "a [b]"), "[a \\[b\\]][r1]");
    assert.equal(links.to("asi-global/b.json"), "[asi-global/b.json][r2]");
    assert.equal(links.to("localhost/asi-takeoff/receipts/a.json", "again"), "[again][r1]");
    assert.deepEqual(links.targets(), ["[r1]: receipts/a.json\n[r2]: ../../asi-global/b.json\n"]);
  });

  it("have targets in which nothing means anything", () => {
    const links = linksFrom("page.md");
    links.to('x ">)(<]\n[r2]: javascript:z');
    assert.match(links.targets().join(""), /^\[r1\]: [\w%./-]+\n$/);
  });
});
