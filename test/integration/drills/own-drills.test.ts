import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { openReader } from "../../../src/chain/rehearsal/reader.ts";
import type { DrillReadings } from "../../../src/model/drill-readings.ts";
import type { LayeredProject } from "../../../src/model/loaded-project.ts";
import type { Drilled, NationalDeploy } from "../../../src/model/receipt-contents.ts";

import { passThrough } from "../../../src/observe/own-drill.ts";
import { readSteadyState } from "../../../src/observe/steady-state.ts";
import { Views } from "../../../src/observe/views.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { DRILL_KINDS } from "../../../src/plan/schema.ts";
import { AddressBook } from "../../../src/records/address-book.ts";
import { castOfProject, nationalCast } from "../../../src/records/casting.ts";
import { planetaryScenes } from "../../../src/records/drills/own/own-scene.ts";
import { tellPlanetaryDrills } from "../../../src/reports/drills/tell-drills.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";

const EXAMPLES = [
  "guardian-key-lost",
  "oracle-signer-lost",
  "region-operator-rogue",
  "reward",
  "quadratic-proposal",
  "region-budget-raised",
];
/** Those that are done as kinds as well, by the nation. */
const KINDS = DRILL_KINDS.filter((kind) => !EXAMPLES.includes(kind));
const SCRIPTS = ["src/stages/takeoff/demo-asi-takeoff-local.ts", "src/stages/global/demo-asi-global.ts"];

let folder = "";
let out = "";

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "own-drills-"));
  out = join(folder, "out");
  mkdirSync(join(folder, "drills"));
  for (const name of [...EXAMPLES, ...KINDS])
    copyFileSync(join("plans", "drills", `${name}.json`), join(folder, "drills", `${name}.json`));
});
after(() => rm(folder, { recursive: true }));

/** Lays down the example of cities and regions with these drills. */
function plan(...drills: readonly object[]): string {
  const example = JSON.parse(readFileSync("plans/examples/cities-and-regions.json", "utf8"));
  const path = join(folder, "plan.json");
  writeFileSync(path, JSON.stringify({ ...example, drills }));
  return path;
}

function run(script: string, path: string, into: string) {
  const env = { ...process.env, OMNISOVEREIGN_PLAN: path, OMNISOVEREIGN_OUT: into, RPC_URL: "" };
  return promisify(execFile)(process.execPath, [script], { env });
}

function drillsIn(path: string): Drilled["drills"] {
  return (JSON.parse(readFileSync(join(out, path), "utf8")) as Drilled).drills;
}

test("the examples pass: a lost guardian and a lost signer in the nation, a rogue operator, a vote and a budget on the planet", async () => {
  const path = plan(...EXAMPLES.map((id) => ({ id, use: `drills/${id}.json` })));
  for (const script of SCRIPTS) await run(script, path, out);
  const national = drillsIn("localhost/asi-takeoff/receipts/governance.json");
  const planetary = drillsIn("asi-global/receipts/drills.json");
  assert.deepEqual(
    [national, planetary].map((drills) => drills.map(({ id, kind, verdict }) => [id, kind, verdict])),
    [
      [
        ["guardian-key-lost", "own", "passed"],
        ["oracle-signer-lost", "own", "passed"],
      ],
      [
        ["region-operator-rogue", "own", "passed"],
        ["reward", "own", "passed"],
        ["quadratic-proposal", "own", "passed"],
        ["region-budget-raised", "own", "passed"],
      ],
    ],
  );
  assert.equal(national[1]?.simulated, true);
  assert.match(national[1]?.formula ?? "", /emission = the sum of the plan's rewards/);
  const report = readFileSync(join(out, "asi-global", "asi-global-report.md"), "utf8");
  assert.match(report, /### Drill region-operator-rogue\n/);
});

test("what the planetary drills say is told again from their transactions and the chain that the journal rebuilds", async () => {
  const loaded = await loadProject(join(folder, "plan.json"), { folder });
  assert.ok(loaded.ok);
  const project = loaded.project as LayeredProject;
  const reader = await openReader({ out, script: "told-again", rpcUrl: null });
  try {
    const contracts = ["localhost/asi-takeoff", "asi-global"].flatMap(
      (layer) =>
        (JSON.parse(readFileSync(join(out, layer, "receipts", "deploy.json"), "utf8")) as NationalDeploy)
          .contracts,
    );
    const book = AddressBook.from(contracts, contractType);
    const at = (block: number) => {
      const now = BigInt(reader.journal.blocks[block - 1]?.timestamp ?? 0);
      return new Views(
        { ...reader, clock: { now, block }, calls: (calls) => reader.calls(calls, block) },
        book,
      );
    };
    const scenes = planetaryScenes(project.planetary, {
      cast: castOfProject(project, reader.accounts),
      national: nationalCast(project, reader.accounts),
      terms: project.national,
    });
    const written = drillsIn("asi-global/receipts/drills.json");
    const records = written.flatMap(({ transactions }) => transactions);
    const readings: DrillReadings[] = [];
    for (const [index, scene] of scenes.entries()) {
      const { before, after } = written[index] as Drilled["drills"][number];
      const moments = await passThrough(scene, before.block, { at, make: async () => undefined });
      assert.equal(moments.at(-1)?.block, after.block);
      const [first, last] = [await readSteadyState(at(before.block)), await readSteadyState(at(after.block))];
      readings.push({ before: first, own: { kind: "own", moments }, after: last });
    }
    const told = tellPlanetaryDrills(scenes, { contracts: book.entries(), records }, readings);
    assert.deepEqual(JSON.parse(JSON.stringify(told)), written);
  } finally {
    await reader.close();
  }
});

test("the file of every built-in kind passes as a drill of a plan's own", async () => {
  const into = join(folder, "kinds");
  await run(SCRIPTS[0] ?? "", plan(...KINDS.map((id) => ({ id, use: `drills/${id}.json` }))), into);
  const receipt = readFileSync(join(into, "localhost/asi-takeoff/receipts/governance.json"), "utf8");
  const { drills } = JSON.parse(receipt) as Drilled;
  assert.deepEqual(
    drills.map(({ id, kind, verdict }) => [id, kind, verdict]),
    KINDS.map((id) => [id, "own", "passed"]),
  );
});

test("a wrong expectation fails the stage, which says what happened instead and leaves its receipts", async () => {
  const resume = [{ as: "guardian", do: "guardian-resume" }];
  const wrong = {
    id: "wrong",
    intervention: [{ as: "guardian", do: "guardian-pause" }],
    expect: [
      { check: "state", contract: "SystemPause", view: "paused", equals: false },
      { check: "balance", of: "guardian", what: "tokens", change: "-1" },
    ],
    wayBack: resume,
  };
  const into = join(folder, "wrong");
  const { code, stderr } = await run(SCRIPTS[0] ?? "", plan(wrong), into).then(
    () => assert.fail("the stage succeeded"),
    (error) => error,
  );
  assert.equal(code, 1);
  assert.match(
    stderr,
    /OMNI2120 {2}The drill "wrong" did not go as expected\. Expected: SystemPause\.paused false; guardian has 1 tokens less\. Happened: SystemPause\.paused true; guardian has 0 tokens more\./,
  );
  const receipt = readFileSync(join(into, "localhost/asi-takeoff/receipts/governance.json"), "utf8");
  const [told] = (JSON.parse(receipt) as Drilled).drills;
  assert.equal(told?.verdict, "failed");
  assert.equal(told?.after.paused, false, "the way back was taken all the same");
});

test("a drill without a way back says what it cost, and one that runs a job foretells every payment", async () => {
  const appealed = {
    id: "appealed",
    intervention: [
      {
        do: "rehearse-job",
        with: {
          job: "FODDER-BANK",
          rounds: ["approve"],
          hearings: [
            { by: "employer", jury: "approve" },
            { by: "employer", jury: "approve" },
          ],
        },
      },
    ],
    expect: [{ check: "payments" }],
  };
  const burnt = {
    id: "burnt",
    intervention: [{ as: "treasury", do: "burn", with: { amount: "2.5" } }],
    expect: [{ check: "balance", of: "treasury", what: "tokens", change: "-2.5" }],
    irreversible: true,
    mostCost: "3",
  };
  const into = join(folder, "burnt");
  await run(SCRIPTS[0] ?? "", plan(burnt, appealed), into);
  const receipt = readFileSync(join(into, "localhost/asi-takeoff/receipts/governance.json"), "utf8");
  const [told, heard] = (JSON.parse(receipt) as Drilled).drills;
  assert.deepEqual([heard?.verdict, heard?.happened === heard?.expected], ["passed", true]);
  assert.ok((heard?.payments?.length ?? 0) > 3);
  assert.equal(told?.verdict, "passed");
  assert.equal(told?.wayBack, "none: it is irreversible, and may cost 3 tokens at most; it cost 2.5 tokens");
});
