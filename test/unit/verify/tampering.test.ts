import assert from "node:assert/strict";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { VerifyReport } from "../../../src/model/dossier.ts";
import { verifyBag } from "../../../src/verify/verify-bag.ts";
import { buildSmallDossier, scanJournal } from "../dossier/fixture.ts";

const base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
let folder = "";
let files: string[] = [];

before(async () => {
  folder = (await buildSmallDossier(base)).folder;
  files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
});
after(() => rmSync(base, { recursive: true }));

const verify = () => verifyBag(folder, { scanJournal });
const anyFile = () => fc.nat().map((index) => files[index % files.length] as string);
const names = ({ findings }: VerifyReport, file: string) =>
  findings.some(({ path, message }) => path === file || message.includes(`"${file}"`));

/** Runs `spoil` on one file, verifies, and puts the file back. */
async function spoiled(file: string, spoil: (path: string, content: Buffer) => void): Promise<VerifyReport> {
  const path = join(folder, file);
  const content = readFileSync(path);
  try {
    spoil(path, content);
    return await verify();
  } finally {
    writeFileSync(path, content);
  }
}

test("any byte changed in any file is found, and the file is named", async () => {
  await fc.assert(
    fc.asyncProperty(anyFile(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (file, at, change) => {
      const report = await spoiled(file, (path, content) => {
        const offset = at % content.length;
        writeFileSync(path, content.with(offset, (content[offset] as number) ^ change));
      });
      assert.equal(report.verdict, "broken");
      assert.ok(names(report, file), `${file} is not named`);
    }),
    { numRuns: 400 },
  );
});

test("any file cut short or drawn out is found and named", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyFile(),
      fc.integer({ min: -20, max: 20 }).filter((by) => by !== 0),
      async (file, by) => {
        const report = await spoiled(file, (path, content) => {
          writeFileSync(
            path,
            by < 0
              ? content.subarray(0, Math.max(0, content.length + by))
              : Buffer.concat([content, Buffer.alloc(by)]),
          );
        });
        assert.ok(names(report, file), `${file} is not named`);
      },
    ),
  );
});

test("any file that is removed or renamed is found and named", async () => {
  for (const file of files) {
    assert.ok(names(await spoiled(file, unlinkSync), file), `removed: ${file}`);
    const moved = join(folder, `${file}.moved`);
    const report = await spoiled(file, (path) => renameSync(path, moved));
    unlinkSync(moved);
    assert.ok(names(report, file) && names(report, `${file}.moved`), `renamed: ${file}`);
  }
});

test("any two files that swap their content are found and named", async () => {
  await fc.assert(
    fc.asyncProperty(anyFile(), anyFile(), async (one, other) => {
      fc.pre(one !== other);
      const content = readFileSync(join(folder, other));
      const report = await spoiled(one, (path, own) => {
        writeFileSync(path, content);
        writeFileSync(join(folder, other), own);
      });
      writeFileSync(join(folder, other), content);
      assert.ok(names(report, one) && names(report, other), `${one} and ${other}`);
    }),
  );
});

test("after all of that, the dossier as it was is still intact", async () => {
  assert.deepEqual((await verify()).findings, []);
});
