import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, it } from "node:test";
import type { BraidEntry } from "../../../src/model/braid.ts";
import { WAD } from "../../../src/model/units.ts";
import { epochsChart } from "../../../src/render/epochs-chart.ts";
import { moneyChart } from "../../../src/render/money-chart.ts";
import { timelineChart } from "../../../src/render/timeline-chart.ts";

const HOSTILE = '</text><script>alert(1)</script>{b|x}\u001b[31m"';

function money(title: string) {
  const line = { title, receipt: null, inWei: 3n * WAD, paidWei: [2n * WAD, WAD] };
  return moneyChart(
    { recipients: ["Agent", "Treasury"], lines: [line, { ...line, title: "in all" }] },
    "TOKEN",
  );
}

function entry(kind: BraidEntry["kind"], timestamp: number, subject: string): BraidEntry {
  const time = new Date(timestamp * 1_000).toISOString();
  const place = { layer: "national", jurisdiction: "nation", transaction: "0x1", receipt: "a.json" } as const;
  return { block: 1, timestamp, time, kind, subject, what: subject, ...place };
}

describe("a chart", () => {
  it("is the same whatever was drawn before it", () => {
    const first = money("GRID");
    epochsChart([], "TOKEN");
    assert.equal(money("GRID"), first);
  });

  it("is the same in another process, locale and time zone", () => {
    const program = `
      const { moneyChart } = await import("./src/render/money-chart.ts");
      const line = { title: "GRID", receipt: null, inWei: ${3n * WAD}n, paidWei: [${2n * WAD}n, ${WAD}n] };
      const lines = [line, { ...line, title: "in all" }];
      process.stdout.write(moneyChart({ recipients: ["Agent", "Treasury"], lines }, "TOKEN"));`;
    const env = { ...process.env, TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
    const drawn = execFileSync(process.execPath, ["--input-type=module", "--eval", program], { env });
    assert.equal(drawn.toString(), money("GRID"));
  });

  it("lets no text become markup, style or control character", () => {
    const tags = (svg: string) => svg.match(/<\/?[a-z]+/g)?.length;
    assert.equal(tags(money(HOSTILE)), tags(money("harmless")));
    assert.ok(!["<script", "\u001b"].some((mark) => money(HOSTILE).includes(mark)));
  });

  it("needs no pointer, no script and nothing from outside", () => {
    assert.doesNotMatch(money("GRID"), /zr\d|<style|hover|<script|href|@import|url\(/);
  });

  it("is as wide as a telephone, and says in words what it shows", () => {
    assert.match(money("GRID"), /^<svg [^>]*width="390" [^>]*role="img"/);
    assert.match(
      money("GRID"),
      /<desc id="description">GRID: in 3\.00; Agent 2\.00, Treasury 1\.00\.<\/desc>/,
    );
  });
});

describe("the chart of the timeline", () => {
  it("says of each job when it was posted, and when or that it was not settled", () => {
    const svg = timelineChart({
      format: "omnisovereign-braid/1",
      entries: [
        entry("job posted", 0, "GRID"),
        entry("job posted", 86_400, "WATER"),
        entry("job settled", 172_800, "GRID"),
      ],
    });
    assert.match(
      svg,
      /GRID: posted 1970-01-01, settled 1970-01-03\. WATER: posted 1970-01-02, not settled\./,
    );
  });

  it("is drawn of nothing as well", () => {
    assert.match(timelineChart({ format: "omnisovereign-braid/1", entries: [] }), /<\/svg>\n$/);
  });
});
