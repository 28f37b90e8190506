import assert from "node:assert/strict";

/** What would be a picture, a link and a title if it were not escaped. */
export const HOSTILE = "<img src=x onerror=y>|[click](javascript:z)`\n# Title";

/** Expects of a document with {@link HOSTILE} in all of its texts that it shows them and is still whole. */
export function assertHarmless(markdown: string): void {
  assert.doesNotMatch(markdown, /<img|(?<!\\)\]\(javascript|^# Title/m);
  for (const block of markdown.split("\n\n").filter((each) => each.startsWith("| "))) {
    const widths = block
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/(?<!\\)\|/).length);
    assert.equal(new Set(widths).size, 1, block);
  }
}
