import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { bin, PROJECT } from "./bin.ts";

const FOREIGN = join(PROJECT, "test/fixtures/plans/foreign.json");
const HOSTILE = '<b onclick="x">North</b> | [x](javascript:y) `z` "];click a\n# \u001b[2J\u202e';

const DANGERS = ["<script>alert", "<b onclick", "\u001b", "\u202e"];

/** The plan with regions, so that it has the packaged planetary layer beside it. */
function withRegions(plan: { regions: object[]; jobs: { region?: string }[] }): object {
  const [first, second, ...others] = plan.jobs;
  const regions = ["NORTH", "SOUTH"].map((id) => ({ id, name: HOSTILE, goal: HOSTILE, kpis: [HOSTILE] }));
  return {
    ...plan,
    regions,
    jobs: [{ ...first, region: "NORTH" }, { ...second, region: "SOUTH" }, ...others],
  };
}

describe("a plan of the family without extensions", { timeout: 600_000 }, () => {
  let base: string;
  before(() => {
    base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  });
  after(() => rmSync(base, { recursive: true }));

  for (const [name, change] of [
    ["has its own national layer", (plan: object) => plan],
    ["with regions has the packaged planetary layer too", withRegions],
  ] as const) {
    it(`${name}, goes the whole road and verifies`, async () => {
      const plan = join(base, "plan.json");
      const out = join(base, "out");
      writeFileSync(plan, JSON.stringify(change(JSON.parse(readFileSync(FOREIGN, "utf8")))));
      rmSync(out, { recursive: true, force: true });
      const run = await bin("run", "--plan", plan, "--out", out);
      assert.equal(run.exitCode, 0, `${run.stdout}${run.stderr}`);
      const verified = await bin("verify", "--replay", join(out, "omnisovereign", "dossier"));
      assert.equal(verified.exitCode, 0, verified.stdout);
      for (const page of pagesOf(join(out, "omnisovereign", "dossier"))) {
        const text = readFileSync(page, "utf8");
        assert.deepEqual(
          DANGERS.filter((danger) => text.includes(danger)),
          [],
          page,
        );
      }
    });
  }
});

/** What people open: nothing in it may act, or hide. */
function pagesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.(md|mmd|html|svg)$/.test(name))
    .map((entry) => join(entry.parentPath, entry.name));
}
