import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { CAMPAIGNS } from "../campaigns/all.ts";
import { capture } from "../campaigns/capture.ts";
import { forgeries } from "../campaigns/forgeries.ts";
import { guards } from "../campaigns/guards.ts";
import { kills } from "../campaigns/kills.ts";

describe("a sample of the campaigns", { timeout: 600_000 }, () => {
  it("a run that is killed, or loses its node, is resumed and leaves the same bytes", {
    skip: process.platform !== "linux",
  }, async () => {
    assert.deepEqual(await kills.sample(() => {}), {
      counts: { kills: 4, sameBytes: 4, ofOneJob: 4, ofShared: 0 },
      failures: [],
    });
  });

  it("a changed byte of a file and a changed field of every receipt are found", async () => {
    const { counts, failures } = await forgeries.sample(() => {});
    assert.deepEqual(failures, []);
    assert.ok((counts.fields as { tried: number }).tried > 50);
  });

  it("a guard that is taken out of a contract is missed by the test that is named for it", async () => {
    const { counts, failures } = await guards.sample(() => {});
    assert.deepEqual(failures, []);
    assert.equal(counts.missed, 1);
  });

  it("each strategy for a committee comes to what was counted, in the mirror and on the contracts", async () => {
    assert.deepEqual((await capture.sample(() => {})).failures, []);
  });
});

it("a campaign whose counts are kept ended without a failure", () => {
  const files = CAMPAIGNS.map(({ name }) => new URL(`../campaigns/${name}.json`, import.meta.url));
  for (const file of files.filter((each) => existsSync(each))) {
    const counts: Record<string, unknown> = JSON.parse(readFileSync(file, "utf8"));
    assert.ok(Object.keys(counts).length > 0, file.pathname);
    assert.ok(!("failed" in counts) || counts.failed === 0, file.pathname);
    if ("kills" in counts) assert.equal(counts.sameBytes, counts.kills);
    if ("guards" in counts) assert.equal(counts.missed, counts.guards);
    for (const count of Object.values(counts) as { tried?: number; found?: number }[])
      assert.equal(count.found, count.tried, file.pathname);
  }
});

it("the guide to contributing lists the campaigns that there are", () => {
  const contributing = readFileSync(new URL("../../CONTRIBUTING.md", import.meta.url), "utf8");
  const [, table = ""] = /\| campaign \|.*\n.*\n((?:\|.*\n)+)/.exec(contributing) ?? [];
  assert.deepEqual(
    [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name),
    CAMPAIGNS.map(({ name }) => name),
  );
});
