import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { closingOf } from "../../../src/chain/journal/closing.ts";
import { readJournal } from "../../../src/chain/journal/wal.ts";
import { addTagFile } from "../../../src/dossier/add-tag-file.ts";
import { ANCHOR } from "../../../src/dossier/anchor-file.ts";
import type { DossierAnchor } from "../../../src/model/dossier-anchor.ts";
import { PATHS } from "../../../src/model/layout.ts";
import { toJson } from "../../../src/support/json.ts";
import { sha256 } from "../../../src/system/files.ts";
import { verifyDossier } from "../../../src/verify/verify-dossier.ts";
import { copyOfMission } from "../../support/kept-missions.ts";

const PROJECT = join(import.meta.dirname, "../../..");
const PLAN = join(PROJECT, "test/fixtures/plans/one-job.json");

/** Hashes and state roots of blocks, gas, and times: what only execution can tell. */
const EXECUTED = /^\/(blocks\/\d+\/(prevrandao|hash|stateRoot)|receipt\/gasUsed)$/;

type Leaf = readonly [pointer: string, changed: unknown];

/** Every document that differs from the one given in one value. */
function* withEachChanged(value: unknown, pointer = ""): Generator<Leaf> {
  if (typeof value !== "object" || value === null) {
    const flipped = typeof value === "string" ? value.replace(/.$/, (last) => (last === "1" ? "2" : "1")) : 0;
    yield [pointer, typeof value === "number" ? value + 1 : flipped];
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    for (const [place, changed] of withEachChanged(inner, `${pointer}/${key}`)) {
      const copy = Array.isArray(value) ? [...value] : { ...value };
      (copy as Record<string, unknown>)[key] = changed;
      yield [place, copy];
    }
  }
}

describe("the anchor of a dossier's root", { timeout: 580_000 }, () => {
  let out: string;
  let dossier: string;
  const run = (script: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(PROJECT, "src/stages", script), ...args],
      {
        cwd: PROJECT,
        encoding: "utf8",
        env: { ...process.env, OMNISOVEREIGN_OUT: out, OMNISOVEREIGN_PLAN: PLAN, RPC_URL: "" },
      },
    );
    assert.equal(status, 0, stderr);
    return stdout;
  };
  const text = () => readFileSync(join(dossier, ANCHOR), "utf8");
  const rootNow = () => sha256(readFileSync(join(dossier, "manifest-sha256.txt")));
  const codesOf = async (options: { readonly replay?: boolean } = {}) => {
    const { report, anchor } = await verifyDossier(dossier, options);
    return { codes: report.findings.map(({ code }) => code), verdict: report.verdict, anchor };
  };

  before(async () => {
    out = await copyOfMission("one job");
    dossier = join(out, PATHS.dossier);
  });
  after(() => rmSync(out, { recursive: true }));

  it("is left by a run, of its root, by the owner's Safe, and verifies with it", async () => {
    const anchor: DossierAnchor = JSON.parse(text());
    assert.equal(anchor.root, rootNow());
    const { codes, verdict } = await codesOf({ replay: true });
    assert.deepEqual([codes, verdict], [[], "intact"]);
  });

  it("is wrong with any value changed that execution does not have to tell, and the dossier broken", async () => {
    const original = text();
    const refused: string[] = [];
    const passed: string[] = [];
    for (const [pointer, changed] of withEachChanged(JSON.parse(original))) {
      await addTagFile(dossier, ANCHOR, toJson(changed));
      const { codes } = await codesOf();
      (codes.join() === "OMNI4171" ? refused : passed).push(pointer);
    }
    await addTagFile(dossier, ANCHOR, original);
    assert.ok(refused.length > 30);
    assert.deepEqual(
      passed.filter((pointer) => !EXECUTED.test(pointer)),
      [],
    );
  });

  it("is wrong with what only execution tells, once it is executed", async () => {
    const original = text();
    const anchor: DossierAnchor = JSON.parse(original);
    const receipt = { ...anchor.receipt, gasUsed: "1" };
    const blocks = anchor.blocks.map((block) => ({ ...block, stateRoot: block.hash }));
    for (const changed of [
      { ...anchor, receipt },
      { ...anchor, blocks },
    ]) {
      await addTagFile(dossier, ANCHOR, toJson(changed));
      const { codes } = await codesOf({ replay: true });
      assert.deepEqual(codes, ["OMNI4172"]);
    }
    await addTagFile(dossier, ANCHOR, original);
  });

  it("is a line where there is none, and no fault", async () => {
    const kept = join(out, "kept");
    cpSync(dossier, kept, { recursive: true });
    rmSync(join(kept, "omnisovereign"), { recursive: true });
    const manifest = join(kept, "tagmanifest-sha256.txt");
    writeFileSync(
      manifest,
      readFileSync(manifest, "utf8").replace(/^.* {2}omnisovereign\/anchor\.json\n/m, ""),
    );
    const { report, anchor } = await verifyDossier(kept, {});
    assert.deepEqual([report.verdict, anchor], ["intact", null]);
    rmSync(kept, { recursive: true });
  });

  it("is read back when the dossier is built again by hand", async () => {
    const before = text();
    const said = run("dossier/build.ts");
    assert.match(
      said,
      new RegExp(`^anchor {3}block ${JSON.parse(before).receipt.block}, transaction 0x`, "m"),
    );
    assert.equal(text(), before);
    assert.equal(closingOf(await readJournal(out)).length, 1);
  });

  it("is one more where another dossier is built on the same chain, and both are executed", async () => {
    const first: DossierAnchor = JSON.parse(text());
    run(
      "owner/dashboard.ts",
      "--network",
      "localhost",
      "--out",
      "reports/localhost/asi-takeoff/owner/copy.html",
    );
    run("dossier/build.ts");
    const second: DossierAnchor = JSON.parse(text());
    assert.notEqual(second.root, first.root);
    assert.deepEqual([second.blocks.length, second.blocks[0]], [2, first.blocks[0]]);
    assert.equal(second.receipt.block, first.receipt.block + 1);
    const { codes, verdict } = await codesOf({ replay: true });
    assert.deepEqual([codes, verdict], [[], "intact"]);
  });

  it("gives way to what a script sends later", async () => {
    run("thermodynamics/thermostat-update.ts", "--temperature", "0.3", "--execute");
    assert.deepEqual(closingOf(await readJournal(out)), []);
    run("dossier/build.ts");
    const { codes, verdict } = await codesOf();
    assert.deepEqual([codes, verdict], [[], "intact"]);
  });
});
