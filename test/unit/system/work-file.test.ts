import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { setTimeout } from "node:timers/promises";
import type { Work } from "../../../src/model/run-events.ts";
import { sayWork, watchWork } from "../../../src/system/work-file.ts";

const AT: Work = { block: 3, transactions: 2, doing: { kind: "job", id: "one", number: 1, of: 4 } };

it("hears what a script is at, the last of it too, and leaves no file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  try {
    const path = join(folder, "work.json");
    sayWork(path, { ...AT, block: 1 });
    const heard: Work[] = [];
    const end = watchWork(path, (work) => heard.push(work));
    await setTimeout(250);
    assert.deepEqual(heard, [], "what an earlier run has left");
    sayWork(path, AT);
    await setTimeout(250);
    for (const part of ['{"block": 4, "tra', '{"block": 4, "doing": {"number": 1}', ""]) {
      writeFileSync(path, part);
      await setTimeout(250);
    }
    sayWork(path, { ...AT, block: 5 });
    end();
    assert.deepEqual(heard, [AT, { ...AT, block: 5 }]);
    assert.equal(existsSync(path), false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("lets a script go on that nobody can hear", () => {
  sayWork("/nowhere/at/all/work.json", AT);
});
