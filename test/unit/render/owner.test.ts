import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Parameter } from "../../../src/model/owner.ts";
import { barChart } from "../../../src/render/owner-charts.ts";
import { type Dashboard, dashboardPage } from "../../../src/render/owner-dashboard.ts";
import { documentMarkdown, documentText, type ReportDocument } from "../../../src/render/owner-document.ts";
import { parametersDocument } from "../../../src/render/owner-parameters.ts";

const HOSTILE = '"]--><script>alert(1)</script>|end\n`\u001b[31m';
const READING = {
  chainId: 31337,
  block: 9,
  timestamp: 1_735_689_600,
  stateRoot: `0x${"ab".repeat(32)}`,
  done: ["demo:asi-takeoff:local"],
  toCome: [],
};

function documentOf(value: string): ReportDocument {
  const columns = [{ title: "Name" }, { title: "Tokens", align: "right" as const }];
  const rows = [
    [value, "1"],
    [{ code: value }, "20"],
  ];
  return {
    title: "Report",
    verdict: { lead: value, told: value },
    exact: "report.json",
    facts: [["Chain", value]],
    sections: [{ title: "Part", columns, rows, empty: "" }],
  };
}

function dashboardOf(value: string): Dashboard {
  const told = { text: value, reason: value, atStake: "0", mend: value, command: value };
  const finding = { id: "x", severity: "warning" as const, ...told };
  const compared = { planned: value, onChain: value, changes: [], drift: true, reason: value };
  return {
    initiative: value,
    center: {
      reading: READING,
      owner: {
        name: value,
        safe: value,
        threshold: 1,
        signers: [{ name: value, address: value }],
        shared: [],
      },
      pause: {
        paused: true,
        byGuardian: false,
        since: "1735689600",
        expiresAt: "0",
        guardianReadyAt: "0",
        activeTime: "1735689600",
        modules: [value],
        unlisted: [],
        lastOwnerPause: null,
      },
      roles: [
        { role: "ADMIN", account: value, name: value, delaySeconds: "0", contract: false, ...compared },
      ],
      functions: [],
      judges: [
        {
          account: value,
          name: value,
          held: value,
          effectiveAt: "1735689600",
          suspendedUntil: "1735689600",
          ...compared,
        },
      ],
      pending: [],
      solvency: {
        balance: "0",
        staked: "0",
        unbonding: "0",
        escrowed: "0",
        claimable: "0",
        owed: "0",
        surplus: "0",
        solvent: true,
      },
      treasuries: [],
      stakes: [{ role: value, holders: 1, staked: "1", locked: "0", unbonding: "0" }],
      temperature: {
        current: "1",
        base: "1",
        raised: "0",
        reference: "1",
        minimum: "1",
        maximum: "1",
        emergency: "1",
      },
      shares: { epoch: "0", current: [], next: [], governed: [] },
      signals: [],
      keys: [{ name: value, address: value, uses: [value], signed: false }],
      jobs: [],
      controls: [{ name: value, command: value }],
      findings: [finding],
    },
    mission: {
      reading: READING,
      activeTime: "1735689600",
      jobs: [],
      notPosted: [],
      spending: [],
      due: [{ what: value, who: value, from: null, by: null }],
      committees: [],
      claims: [{ name: value, address: value, amount: "1" }],
      claimsUnattributed: "0",
    },
    matrix: { reading: READING, exceptions: [value], parameters: [] },
  };
}

describe("the owner's reports", () => {
  it("keep hostile texts inside their cells in Markdown", () => {
    const lines = (value: string) => documentMarkdown(documentOf(value)).split("\n").length;
    assert.equal(lines(HOSTILE), lines("harmless"));
    assert.ok(
      !documentMarkdown(documentOf(HOSTILE))
        .replace(/`[^\n]*`/g, "")
        .includes("<script>"),
    );
  });

  it("align columns and keep control characters away from terminals", () => {
    const shown = documentText(documentOf("abc")).split("\n");
    assert.deepEqual(shown.slice(-4), ["  Name  Tokens", "  abc        1", "  abc       20", ""]);
    assert.ok(!documentText(documentOf(HOSTILE)).includes("\u001b"));
  });
});

describe("the dashboard", () => {
  it("needs nothing from outside and runs no script", () => {
    const page = dashboardPage(dashboardOf("harmless"));
    assert.doesNotMatch(page, /<(script|link|img|iframe|object)|https?:|url\(|@import|\son\w+=/i);
    assert.match(page, /Content-Security-Policy" content="default-src 'none'/);
  });

  it("has the same elements for hostile texts as for harmless ones", () => {
    const tags = (value: string) => dashboardPage(dashboardOf(value)).match(/<[^>]*>/g)?.length;
    assert.equal(tags(HOSTILE), tags("harmless"));
  });

  it("draws bars in proportion, in whole pixels", () => {
    const bar = (label: string, value: bigint) => ({ label, value, shown: String(value) });
    const widths = barChart("Stakes", [bar("a", 300n), bar("b", 100n), bar("c", 0n)]).match(/width="\d+"/g);
    assert.deepEqual(widths, ['width="340"', 'width="113"', 'width="1"']);
  });
});

describe("the parameter matrix", () => {
  it("names the unit in which a value stands there", () => {
    const parameter = (name: string, unit: Parameter["unit"], onChain: string): Parameter => ({
      contract: "C",
      parameter: name,
      unit,
      planned: onChain,
      onChain,
      drift: false,
      changes: [],
      setter: null,
      set: null,
      reason: "",
    });
    const { sections } = parametersDocument({
      exceptions: [],
      reading: READING,
      parameters: [
        parameter("epochCapWei", "wei", `9100${"0".repeat(18)}`),
        parameter("kappaWad", "WAD", `5${"0".repeat(17)}`),
        parameter("feeBps", "bps", "100"),
      ],
    });
    assert.deepEqual(
      sections.at(-1)?.rows.map(([, onChain, planned]) => [onChain, planned]),
      [
        ["9,100.00 tokens", "the same"],
        ["0.5000", "the same"],
        ["1 %", "the same"],
      ],
    );
  });
});
