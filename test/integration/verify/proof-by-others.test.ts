import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { artefactPath } from "../../../src/support/paths.ts";
import { proveFiles } from "../../../src/verify/prove-files.ts";
import { inspectBag } from "../../../src/verify/verify-bag.ts";
import { buildSmallDossier, scanJournal } from "../../unit/dossier/fixture.ts";

const PROJECT = join(import.meta.dirname, "../../..");
const PAGE = readFileSync(join(PROJECT, "docs/verification.md"), "utf8");
const hasPython = spawnSync("python3", ["--version"]).status === 0;

const [, keccak = ""] = /```python\n(def keccak[\s\S]*?)```/.exec(PAGE) ?? [];
const SECTION = PAGE.slice(PAGE.indexOf("## One file of a dossier"));
const blockOf = (language: string) =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(SECTION)?.[1] ?? "";

const CHECKERS: Readonly<Record<string, { command: string; file: string; lines: string; skip: boolean }>> = {
  Python: { command: "python3", file: "check.py", lines: blockOf("python"), skip: !hasPython },
  // Beside the packages, so that it finds the one that it names.
  JavaScript: { command: process.execPath, file: "check.mjs", lines: blockOf("js"), skip: false },
};

describe("a proof of files of a dossier", () => {
  mkdirSync(join(PROJECT, "cache"), { recursive: true });
  const base = mkdtempSync(join(PROJECT, "cache", "proof-"));
  const files = join(mkdtempSync(join(tmpdir(), "omnisovereign-")), "files");
  let merkleRoot = "";
  before(async () => {
    const { folder, root } = await buildSmallDossier(base);
    const { contents } = inspectBag(folder, { scanJournal });
    assert.ok(contents);
    const paths = ["data/dossier.json", "data/plans/omnisovereign/project-plan.omnisovereign.json"];
    const proof = proveFiles(
      { contents, root: root as never },
      paths.map((path) => [path, undefined]),
    );
    assert.ok(!("unknown" in proof));
    merkleRoot = proof.merkleRoot;
    for (const path of paths) cpSync(join(folder, path), join(files, artefactPath(path)));
    writeFileSync(join(base, "proof.json"), JSON.stringify(proof));
    writeFileSync(join(base, "keccak.py"), keccak);
    for (const { file, lines } of Object.values(CHECKERS)) writeFileSync(join(base, file), lines);
  });
  after(() => {
    for (const folder of [base, dirname(files)]) rmSync(folder, { recursive: true });
  });

  for (const [language, { command, file, lines, skip }] of Object.entries(CHECKERS)) {
    it(`is checked by some twenty lines of ${language}, which refuse a changed file and another root`, {
      skip,
    }, () => {
      assert.ok(lines.trim().split("\n").length <= 24);
      const check = (root: string, folder = files) =>
        spawnSync(command, [join(base, file), join(base, "proof.json"), root, folder], { encoding: "utf8" });
      const honest = check(merkleRoot);
      assert.equal(honest.status, 0, honest.stderr);
      assert.equal(honest.stdout.match(/ is of this dossier$/gm)?.length, 2);
      assert.equal(check(`0x${"1".repeat(64)}`).status, 1);
      const changed = join(base, `changed-${language}`);
      cpSync(files, changed, { recursive: true });
      appendFileSync(join(changed, "data/dossier.json"), "\n");
      const lying = check(merkleRoot, changed);
      assert.equal(lying.status, 1);
      assert.match(lying.stderr, /data\/dossier\.json is not of this dossier/);
    });
  }
});
