import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Constellation } from "../../src/model/constellation.ts";
import { keptMission } from "../support/kept-missions.ts";
import { bin, PROJECT } from "./bin.ts";

const FOREIGN = join(PROJECT, "test/fixtures/plans/foreign.json");
const HOSTILE = '<b onclick="x">North</b> | [x](javascript:y) `z` "];click a\n# \u001b[2J\u202e';

/** The initiative of the packaged planetary plan. */
const PACKAGED = JSON.parse(
  readFileSync(join(PROJECT, "plans/asi-global/project-plan.json"), "utf8"),
).initiative;

const DANGERS = ["<script>alert", "<b onclick", "\u001b", "\u202e"];

/** Named twice, in two spellings, as owner and as guardian. */
const ADDRESS = "0x52908400098527886E0F7030069857D2E4169EE7";

interface ForeignPlan {
  readonly governance: object;
  readonly jobs: readonly object[];
}

/** The plan with regions, without a council and drills, so that it is both layers; a regional job waits for a national one. */
function withRegions(plan: ForeignPlan): object {
  const [first, second, third] = plan.jobs;
  const regions = ["NORTH", "SOUTH"].map((id) => ({ id, name: HOSTILE, goal: HOSTILE, kpis: [HOSTILE] }));
  return {
    ...plan,
    regions,
    governance: { ...plan.governance, owner: ADDRESS, pauseAuthority: ADDRESS.toLowerCase() },
    jobs: [first, { ...second, region: "NORTH" }, { ...third, region: "SOUTH" }],
    drills: [],
  };
}

describe("a plan of the family without extensions", { timeout: 600_000 }, () => {
  let base: string;
  before(() => {
    base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  });
  after(() => rmSync(base, { recursive: true }));

  async function goes(plan: string, out: string): Promise<string> {
    const run = await bin("run", "--plan", plan, "--out", join(base, out));
    assert.equal(run.exitCode, 0, `${run.stdout}${run.stderr}`);
    return dossierIn(join(base, out));
  }

  async function isSound(dossier: string, ...flags: string[]): Promise<void> {
    const verified = await bin("verify", ...flags, dossier);
    assert.equal(verified.exitCode, 0, verified.stdout);
    for (const page of pagesOf(dossier)) {
      const text = readFileSync(page, "utf8");
      const found = DANGERS.filter((danger) => text.includes(danger));
      assert.deepEqual(found, [], page);
      assert.ok(!text.includes(PACKAGED), `${page} tells of a mission that nobody asked for`);
    }
  }

  it("is its own nation, goes the whole road and verifies", async () => {
    const dossier = dossierIn((await keptMission("foreign")).out);
    await isSound(dossier);
    const report = join(dossier, "data/reports/localhost/asi-takeoff/asi-takeoff-report.md");
    assert.match(readFileSync(report, "utf8"), /^The mission has no planetary layer\.$/m);
    assert.deepEqual(readdirSync(join(dossier, "data/plans"), { recursive: true }).toSorted(), [
      "asi-takeoff",
      "asi-takeoff/project-plan.json",
    ]);
  });

  it("with regions is both layers; nothing claims a vote without a council; arrows that no drill exercised say so; the dossier's own copy is the same mission", async () => {
    const plan = join(base, "my plan.json");
    writeFileSync(plan, JSON.stringify(withRegions(JSON.parse(readFileSync(FOREIGN, "utf8")))));
    const dossier = await goes(plan, "both");
    await isSound(dossier, "--replay");
    const read = (path: string) => readFileSync(join(dossier, "data/reports", path), "utf8");
    assert.match(read("asi-global/asi-global-report.md"), /^No vote: the mission has no council/m);
    assert.ok(
      !/ProposalCreated|QuadraticGovernor|VoteCast/.test(read("asi-global/receipts/governance.json")),
    );
    for (const page of ["asi-global/asi-global-report.md", "localhost/asi-takeoff/asi-takeoff-report.md"]) {
      assert.ok(read(page).includes(`\`${ADDRESS.toLowerCase()}\``), `${page} says who stands in`);
    }
    const { checklist } = JSON.parse(read("asi-global/governance-kit.json"));
    const open = checklist.filter(({ status }: { status: string }) => status === "open");
    assert.deepEqual(
      open.map(({ id }: { id: string }) => id),
      ["national-root-anchored", "votes-quadratic", "pots-divided", "budgets-voted", "proposals-executed"],
    );
    const { arrows }: Constellation = JSON.parse(
      readFileSync(join(dossier, "data/constellation.json"), "utf8"),
    );
    const undone = arrows.filter(({ status }) => status === "not exercised");
    assert.deepEqual(
      undone.map(({ from, to }) => `${from} -> ${to}`),
      ["N3 -> N4", "N4 -> O0", "G0 -> G1", "G1 -> G2", "Owner -> Council"],
    );
    const copy = join(dossier, "data/plans/asi-takeoff/project-plan.json");
    const { exitCode, stdout } = await bin("plan", "diff", plan, copy);
    assert.deepEqual([exitCode, stdout], [0, "The plans mean the same.\n"]);
  });
});

function dossierIn(out: string): string {
  return join(out, "omnisovereign", "dossier");
}

/** What people open: nothing in it may act, or hide. */
function pagesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.(md|mmd|html|svg)$/.test(name))
    .map((entry) => join(entry.parentPath, entry.name));
}
