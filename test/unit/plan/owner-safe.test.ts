import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import { loadPlan } from "../../../src/plan/load.ts";

const BASE = resolve(import.meta.dirname, "../../fixtures/plans/base.json");

async function load(ownerSafe?: unknown) {
  const folder = await mkdtemp(join(tmpdir(), "owner-safe-"));
  const plan = JSON.parse(await readFile(BASE, "utf8"));
  if (ownerSafe !== undefined) plan.governance.ownerSafe = ownerSafe;
  await writeFile(join(folder, "plan.json"), JSON.stringify(plan));
  const result = await loadPlan("plan.json", { folder });
  await rm(folder, { recursive: true });
  return result;
}

async function codes(ownerSafe: unknown): Promise<string[]> {
  const result = await load(ownerSafe);
  return result.ok ? [] : result.issues.map(({ code }) => code);
}

describe("a plan's Safe of the owner", () => {
  it("is the owner's alone where none is named", async () => {
    const result = await load();
    assert.ok(result.ok);
    assert.deepEqual(result.plan.governance.ownerSafe, { signers: ["owner.base.eth"], threshold: 1 });
  });

  it("has the signers and the threshold that it names", async () => {
    const named = { signers: ["a.eth", "b.eth", "c.eth"], threshold: 2 };
    const result = await load(named);
    assert.ok(result.ok);
    assert.deepEqual(result.plan.governance.ownerSafe, named);
  });

  it("has as many signers as have to sign, each once", async () => {
    assert.deepEqual(await codes({ signers: ["a.eth", "b.eth"], threshold: 3 }), ["OMNI1025"]);
    assert.deepEqual(await codes({ signers: ["a.eth", "A.eth"], threshold: 2 }), ["OMNI1012"]);
    assert.deepEqual(await codes({ signers: ["a.eth"], threshold: 0 }), ["OMNI1025"]);
    assert.equal((await codes({ signers: [], threshold: 1 })).length > 0, true);
    assert.deepEqual(await codes({ signers: ["a.eth"] }), ["OMNI1021"]);
  });

  it("takes no further fields, and tells of names that stand for none", async () => {
    const result = await load({ signers: ["todo"], threshold: 1, quorum: 1 });
    assert.ok(result.ok);
    assert.deepEqual(
      result.warnings.map(({ code }) => code),
      ["OMNI1504", "OMNI1500"],
    );
  });
});
