import assert from "node:assert/strict";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { differencesFrom, otherPlan, type Recorded, readLock } from "../../../src/dossier/locking.ts";
import type { MissionLock } from "../../../src/model/mission-lock.ts";
import { toJson } from "../../../src/support/json.ts";
import { outlineOf } from "../../../src/support/outline.ts";
import { sha256 } from "../../../src/system/files.ts";
import { temporaryFolder } from "./fixture.ts";

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

function recorded(stages: Texts): Recorded {
  const lock = {
    format: "omnisovereign-lock/1",
    root: sha256(JSON.stringify(stages)),
    madeBy: null,
    plans: [{ path: "plans/a.json", sha256: sha256("plan") }],
    stages: Object.entries(stages).map(([id, texts]) => ({
      id,
      outputs: Object.entries(texts).map(([path, text]) => ({
        path,
        sha256: sha256(text),
        outline: outlineOf(path, text),
      })),
    })),
  } as unknown as MissionLock;
  const texts = new Map(Object.values(stages).flatMap((all) => Object.entries(all)));
  return { lock, texts } as unknown as Recorded;
}

const LOCKED = {
  takeoff: { "reports/b.json": '{"paid":"1"}', "reports/a.md": "one" },
  kit: { "reports/kit.md": "kit" },
  dossier: { "dossier.json": "{}" },
};

test("the same outputs differ in nothing", () => {
  assert.deepEqual(differencesFrom(recorded(LOCKED).lock, recorded(LOCKED)), []);
});

test("what differs comes in running order, with its field or line", () => {
  const found = recorded({
    takeoff: { "reports/b.json": '{"paid":"2"}', "reports/new.md": "new" },
    kit: { "reports/kit.md": "another kit" },
    dossier: { "dossier.json": "[]" },
  });
  assert.deepEqual(differencesFrom(recorded(LOCKED).lock, found), [
    { stage: "takeoff", path: "reports/b.json", change: "changed", place: "/paid" },
    { stage: "takeoff", path: "reports/new.md", change: "new", place: null },
    { stage: "takeoff", path: "reports/a.md", change: "missing", place: null },
    { stage: "kit", path: "reports/kit.md", change: "changed", place: "line 1" },
    { stage: "dossier", path: "dossier.json", change: "changed", place: "/" },
  ]);
});

test("what changed in the state is compared where both tell of it", () => {
  const [one, other] = ["one", "other"].map((text) => {
    const { lock, texts } = recorded(LOCKED);
    return { lock: { ...lock, stateDifferences: sha256(text) }, texts };
  }) as [Recorded, Recorded];
  assert.deepEqual(differencesFrom(one.lock, one), []);
  assert.deepEqual(differencesFrom(one.lock, recorded(LOCKED)), []);
  assert.deepEqual(differencesFrom(recorded(LOCKED).lock, one), []);
  assert.deepEqual(differencesFrom(one.lock, other), [
    { stage: "dossier", path: "omnisovereign/state-differences.json", change: "changed", place: null },
  ]);
});

test("a lock with the digest of the state is read as it was written", async (t) => {
  const file = join(temporaryFolder(t), "omnisovereign.lock");
  const lock = { ...recorded(LOCKED).lock, stateDifferences: sha256("state") };
  writeFileSync(file, toJson(lock));
  assert.deepEqual(await readLock(file), lock);
  writeFileSync(file, toJson({ ...lock, stateDifferences: "state" }));
  await assert.rejects(readLock(file), { code: "OMNI4202" });
});

test("plans are compared before anything runs", () => {
  const { lock } = recorded(LOCKED);
  assert.equal(otherPlan(lock, lock.plans), null);
  assert.equal(otherPlan(lock, [])?.found, null);
  assert.equal(otherPlan(lock, [{ path: "plans/a.json", sha256: "x" }])?.found, "x");
  assert.equal(otherPlan(lock, [...lock.plans, { path: "plans/b.json", sha256: "x" }])?.expected, null);
});

test("a lock is read as it was written, and nothing else is one", async (t) => {
  const file = join(temporaryFolder(t), "omnisovereign.lock");
  assert.equal(await readLock(file), null);
  const { lock } = recorded(LOCKED);
  writeFileSync(file, toJson(lock));
  assert.deepEqual(await readLock(file), lock);
  for (const damaged of ["", "{", toJson({ ...lock, root: "x" }), `${toJson(lock)} `]) {
    writeFileSync(file, damaged);
    await assert.rejects(readLock(file), { code: "OMNI4202" });
  }
});

test("what is too long for a lock, or has no end, is not read", { timeout: 20_000 }, async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, "long.lock");
  writeFileSync(file, "");
  truncateSync(file, 2 ** 40);
  for (const lock of [file, folder, "/dev/zero"]) await assert.rejects(readLock(lock), { code: "OMNI4202" });
});
