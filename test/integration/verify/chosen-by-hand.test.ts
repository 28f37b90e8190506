import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parseJournal } from "../../../src/chain/journal/journal.ts";
import { edrEngine } from "../../../src/chain/rehearsal/edr-engine.ts";
import { type LocalNode, startNode } from "../../../src/chain/rehearsal/node.ts";
import { checkDerivation, type DerivationCheck } from "../../../src/verify/derive/check-derivation.ts";
import { copyOfMission } from "../../support/kept-missions.ts";

const PROJECT = join(import.meta.dirname, "../../..");
const STAGES = join(PROJECT, "src/stages");
const PLAN = join(PROJECT, "test/fixtures/plans/foreign.json");

let node: LocalNode;
let out: string;

before(async () => {
  out = await copyOfMission("foreign");
  node = await startNode({ logFile: join(out, "by-hand.node.log") });
});

after(async () => {
  await node.stop();
  rmSync(out, { recursive: true });
});

function byHand(script: string, ...flags: string[]): void {
  const env = { ...process.env, OMNISOVEREIGN_OUT: out, OMNISOVEREIGN_PLAN: PLAN, RPC_URL: node.url };
  const args = [join(STAGES, script), ...flags];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: "utf8", env });
  assert.equal(status, 0, `${script}: ${stderr}`);
}

async function checked(): Promise<DerivationCheck> {
  const dossier = join(out, "omnisovereign/dossier");
  const parsed = parseJournal(readFileSync(join(dossier, "data/journal.jsonl"), "utf8"));
  assert.ok(parsed.kind === "journal");
  const checks: DerivationCheck[] = [];
  const engine = edrEngine(async (chain) => {
    checks.push(await checkDerivation(dossier, { journal: chain.journal, chain: chain.retrace() }));
  });
  await engine(parsed.journal);
  return checks[0] ?? assert.fail("the journal was not executed");
}

test("what a person chose by flags is stated, so that it can be made again", async () => {
  byHand("thermodynamics/thermostat-update.ts", "--temperature", "0.31", "--execute");
  byHand("owner/parameters.ts", "--format", "human", "--out", "reports/by-hand/parameters.txt");
  byHand("owner/diagram.ts", "--out", "reports/by-hand/owner.mmd");
  byHand("owner/dashboard.ts", "--out", "reports/by-hand/owner.html");
  byHand("kit/demo-asi-takeoff-kit.ts", "--output-name", "own-kit", "--logs", "reports/logs");
  byHand("kit/demo-asi-global-kit.ts");
  byHand("dossier/build.ts");
  for (const path of ["by-hand/parameters.txt", "localhost/asi-takeoff/own-kit.json"])
    assert.ok(existsSync(join(out, "omnisovereign/dossier/data/reports", path)), path);
  const { findings, free } = await checked();
  assert.deepEqual([findings, free], [[], []]);
});
