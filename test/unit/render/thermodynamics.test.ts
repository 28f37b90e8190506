import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ThermodynamicReport } from "../../../src/model/thermodynamics.ts";
import { chartNumber, mermaidChart, mermaidPie } from "../../../src/render/mermaid-chart.ts";
import { temperatureChart } from "../../../src/render/temperature-chart.ts";
import { thermodynamicsMarkdown } from "../../../src/render/thermodynamics-markdown.ts";
import { reportedTicks } from "./ticks.ts";

const WAD = 10n ** 18n;
const HOSTILE = '</text><script>alert("1")</script>|`x`';

const READING = {
  referenceWad: WAD / 4n,
  baseWad: WAD / 4n,
  raiseWad: 0n,
  outputWad: 0n,
  temperatureWad: WAD / 4n,
  minWad: WAD / 8n,
  maxWad: WAD,
  emergencyWad: WAD / 2n,
};
const SHARES = { agentsBps: 6_500n, validatorsBps: 1_500n, operatorsBps: 1_500n, employersBps: 500n };
const ENERGY = {
  energyWad: WAD,
  deltaHWei: -WAD,
  deltaSWad: WAD / 10n,
  natPriceWei: 10n * WAD,
  temperatureWad: WAD / 4n,
  entropyWei: WAD,
  freeWei: WAD,
};

const REPORT: ThermodynamicReport = {
  plan: { path: "plans/a.json", sha256: "00" },
  block: 9,
  temperature: {
    planned: { initialWad: WAD / 4n, emergencyWad: WAD / 2n, minWad: WAD / 8n, maxWad: WAD },
    measured: READING,
    history: [{ block: 5, transaction: "0x1", reason: "tick", beforeWad: WAD / 4n, afterWad: WAD / 2n }],
  },
  courses: [],
  roleShares: { planned: SHARES, current: SHARES, next: SHARES, governed: SHARES },
  layers: [
    {
      id: "national",
      initiative: HOSTILE,
      plan: { path: "plans/b.json", sha256: "00" },
      planned: ENERGY,
      measured: { ...ENERGY, simulated: true },
      roles: [
        {
          role: "agents",
          plannedBps: 6_500n,
          paidWei: WAD,
          paidBps: 10_000n,
          recipients: 1,
          entropyWad: 0n,
          evenEntropyWad: 0n,
        },
      ],
      weights: [],
      jobs: [
        {
          id: "J",
          title: HOSTILE,
          outcome: "approved",
          late: true,
          simulated: true,
          plannedEnergyWad: WAD,
          energyWad: WAD,
          expectedEntropyWad: WAD / 10n,
          judges: 3n,
          approving: 2n,
          deltaHWei: -WAD,
          deltaSWad: WAD / 10n,
        },
      ],
      epochs: [],
    },
  ],
  setPoint: { readings: [], errorWad: 0n, referenceWad: WAD / 4n, recommendedWad: WAD / 4n },
  applied: {
    role: "COUNCIL",
    by: HOSTILE,
    delaySeconds: 86_400n,
    transactions: [],
    before: READING,
    after: READING,
    block: 11,
  },
};

describe("charts", () => {
  it("show four places, rounded toward zero", () => {
    assert.deepEqual([0n, WAD, -WAD / 2n, WAD / 3n, 1n, -1n, 12n * WAD].map(chartNumber), [
      "0.0000",
      "1.0000",
      "-0.5000",
      "0.3333",
      "0.0000",
      "0.0000",
      "12.0000",
    ]);
  });

  it("are Mermaid, whatever the labels hold", () => {
    const chart = mermaidChart({
      title: 'a "quoted" title',
      unit: "nats",
      labels: ["end", "x]"],
      series: [{ kind: "bar", values: [WAD, 0n] }],
    });
    assert.equal(
      chart,
      'xychart-beta\n  title "a #34;quoted#34; title"\n  x-axis ["#101;nd", "x#93;"]\n  y-axis "nats"\n  bar [1.0000, 0.0000]\n',
    );
  });

  it("leave out of a pie what Mermaid would refuse", () => {
    const points = [
      { label: "all", valueWad: WAD },
      { label: "none", valueWad: 0n },
    ];
    assert.equal(mermaidPie("parts", points), 'pie showData title parts\n  "all" : 1.0000\n');
  });
});

const TICKING: ThermodynamicReport = { ...REPORT, courses: [reportedTicks("national")] };

describe("the ticks of a mission", () => {
  it("stand in a table with their readings and causes", () => {
    const markdown = thermodynamicsMarkdown(TICKING, []);
    assert.match(markdown, /1 tick moved the\stemperature\sas\sforetold/);
    assert.match(markdown, /1 tick, 1 day apart: from 0\.2500 the temperature went as low as 0\.2000/);
    assert.match(
      markdown,
      /\| 1 \| 5 \| 0\.5000 \| 0\.2500 \| 0\.0000 \| -0\.0833 .*\| emission below(?: |<br>)target(?: |<br>)\(supplied\) \|/,
    );
  });

  it("that were not foretold are the report's first fault", () => {
    const courses = TICKING.courses.map((course) => ({
      ...course,
      ticks: course.ticks.map((tick) => ({ ...tick, foretold: false })),
    }));
    const markdown = thermodynamicsMarkdown({ ...TICKING, courses }, []);
    assert.match(markdown, /the tick in block 5 is not the one\sthat was foretold/);
  });

  it("are drawn below the temperature, each reading's part of the error", () => {
    const [without, drawn] = [temperatureChart(REPORT), temperatureChart(TICKING)];
    assert.match(
      drawn,
      /Tick in block 5: emission 0\.5000, backlog 0\.2500, lateness 0\.0000; error -0\.0833, mostly by emission\./,
    );
    assert.match(drawn, /error by reading/);
    assert.doesNotMatch(without, /error by reading/);
  });
});

describe("the thermodynamics report", () => {
  it("lets no markup of a plan through", () => {
    const markdown = thermodynamicsMarkdown(REPORT, []);
    assert.doesNotMatch(markdown, /<script|<\/text>/);
  });

  it("says what was recommended, by whom it was applied and what came of it", () => {
    const plain = { ...REPORT, applied: { ...REPORT.applied, by: "owner.eth" } };
    const markdown = thermodynamicsMarkdown(plain, []);
    assert.match(markdown, /recommended set-point is\s\*\*0\.2500\*\*/);
    assert.match(
      markdown,
      /owner\.eth,\sholding\sCOUNCIL,\sscheduled\sit,\swaited\s1\sday\sand\sapplied\sit/,
    );
    assert.match(markdown, /J:.*\| approved,(?: |<br>)late \|[^\n]*\| 2 of 3 \|/);
  });

  it("draws the temperature's course, and tells of it in words", () => {
    const svg = temperatureChart(REPORT);
    assert.match(
      svg,
      /<desc id="description">Reference 0\.2500, .* From block 0: 0\.2500\. From block 5: 0\.5000\./,
    );
    assert.match(svg, /<path d="M48 \d+(\.\d+)?L/);
  });
});

describe("a layer without jobs", () => {
  it("is said to have none, without shares of nothing and without empty charts", () => {
    const layers = REPORT.layers.map((layer) => ({ ...layer, jobs: [], roles: [], weights: [], epochs: [] }));
    const markdown = thermodynamicsMarkdown({ ...REPORT, layers }, []);
    assert.match(markdown, /The layer has no job of its own, so that there is nothing to measure\./);
    assert.doesNotMatch(markdown, /x-axis \[\]|Paid by role|Paid share/);
  });

  it("and one in which nobody was paid has no part of the pay", () => {
    const unpaid = (layer: (typeof REPORT.layers)[number]) => ({
      ...layer,
      roles: layer.roles.map((role) => ({ ...role, paidWei: 0n, paidBps: 0n })),
    });
    const markdown = thermodynamicsMarkdown({ ...REPORT, layers: REPORT.layers.map(unpaid) }, []);
    assert.match(markdown, /\| agents \| 65 % \| – \| 0\.00 \|/);
    assert.match(markdown, /Nobody was paid\./);
    assert.doesNotMatch(markdown, /^pie /m);
  });
});
