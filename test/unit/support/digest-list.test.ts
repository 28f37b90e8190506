import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { parseDigestList } from "../../../src/support/digest-list.ts";
import { digestOfFiles, formatDigestList } from "../../../src/support/files-digest.ts";
import { artefactPath, byPath } from "../../../src/support/paths.ts";
import { sha256 } from "../../../src/system/files.ts";
import { put, temporaryFolder } from "../dossier/fixture.ts";

const file = (path: string, content: string) => ({ path: artefactPath(path), sha256: sha256(content) });
const digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

test("writes what sha256sum prints for the same files", async (t) => {
  const folder = temporaryFolder(t);
  await put(folder, "b.txt", "two\n");
  await put(folder, "a/c.txt", "one\n");
  const printed = spawnSync("sha256sum", ["a/c.txt", "b.txt"], { cwd: folder, encoding: "utf8" });
  if (printed.error) return t.skip("this machine has no sha256sum");
  assert.equal(formatDigestList([file("b.txt", "two\n"), file("a/c.txt", "one\n")]), printed.stdout);
});

test("knows the digest of nothing, FIPS 180-4", () => {
  assert.equal(sha256(""), digest);
  assert.equal(digestOfFiles([]), digest);
});

test("orders by code unit, not by locale or folder", () => {
  const paths = ["a/b", "a-b", "a.b", "B", "a"];
  const list = formatDigestList(paths.map((path) => file(path, path)));
  const order = list
    .trimEnd()
    .split("\n")
    .map((line) => line.slice(66));
  assert.deepEqual(order, ["B", "a", "a-b", "a.b", "a/b"]);
});

test("reads back every list that it writes", () => {
  const segment = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join("/"));
  const files = fc.uniqueArray(path).map((paths) => paths.map((each) => file(each, each)));
  fc.assert(
    fc.property(files, (list) => {
      assert.deepEqual(parseDigestList(formatDigestList(list)), {
        files: list.toSorted(byPath),
        problems: [],
      });
    }),
  );
});

const malformed: readonly (readonly [name: string, text: string, problem: RegExp])[] = [
  ["a line without digest", "data/a\n", /is not a digest/],
  ["an empty line", "\n", /is not a digest/],
  ["one space", `${digest} data/a\n`, /is not a digest/],
  ["a binary marker", `${digest} *data/a\n`, /is not a digest/],
  ["an upper-case digest", `${digest.toUpperCase()}  data/a\n`, /upper case/],
  ["CR LF", `${digest}  data/a\r\n`, /CR LF/],
  ["a missing last line feed", `${digest}  data/a`, /does not end with a line feed/],
  ["a byte order mark", `\uFEFF${digest}  data/a\n`, /is not a digest/],
  ["an absolute path", `${digest}  /etc/passwd\n`, /is absolute/],
  ["a climbing path", `${digest}  data/../../etc/passwd\n`, /segment "\." or "\.\."/],
  ["a dot segment", `${digest}  ./data/a\n`, /segment "\." or "\.\."/],
  ["an encoded path", `${digest}  data/%2e%2e/a\n`, /percent-encoded/],
  ["an empty segment", `${digest}  data//a\n`, /is not made of/],
  ["a backslash", `${digest}  data\\a\n`, /is not made of/],
  ["a long line", `${digest}  ${"a".repeat(2000)}\n`, /longer than/],
  ["a deep path", `${digest}  ${"a/".repeat(40)}a\n`, /deeper than/],
  ["an escape sequence", `${digest}  data/\u001b[31m\n`, /is not made of/],
];

for (const [name, text, problem] of malformed) {
  test(`refuses ${name} and names its line`, () => {
    const { files, problems } = parseDigestList(`${digest}  A\n${text}`);
    assert.deepEqual(
      files.map(({ path }) => path),
      ["A"],
    );
    assert.equal(problems.length, 1);
    assert.equal(problems[0]?.line, 2);
    assert.match(problems[0]?.problem ?? "", problem);
  });
}

test("refuses a path that is listed again", () => {
  const { problems } = parseDigestList(`${digest}  a\n${digest}  a\n`);
  assert.deepEqual(problems, [{ line: 2, problem: 'lists "a" again' }]);
});

test("refuses another order", () => {
  const { problems } = parseDigestList(`${digest}  b\n${digest}  a\n`);
  assert.deepEqual(problems, [{ line: 2, problem: 'is out of order: "a" comes after "b"' }]);
});

test("gives up on garbage before it fills the memory", () => {
  assert.equal(parseDigestList("\n".repeat(1_000_000)).problems.length, 100);
});
