import assert from "node:assert/strict";
import { test } from "node:test";
import type { Aftermath, Preflight } from "../../../src/model/decision.ts";
import type { PlanetReport, ReportedDecision } from "../../../src/model/planet-report.ts";
import { WAD } from "../../../src/model/units.ts";
import { renderPlanet } from "../../../src/render/planet-markdown.ts";
import { reportedDeliverable } from "./deliverables.ts";
import { reportedDispute } from "./disputes.ts";
import { assertHarmless, HOSTILE } from "./tables.ts";
import { reportedTicks } from "./ticks.ts";

const PREFLIGHT: Preflight = {
  block: 60,
  timestamp: "1735689600",
  from: "0x1",
  contract: "Thermostat",
  function: "setBaseTemperature",
  args: {},
  result: "succeeds",
  calls: [
    {
      depth: 0,
      kind: "CALL",
      contract: HOSTILE,
      address: "0x2",
      function: null,
      args: {},
      value: "5",
      reverted: false,
    },
  ],
  storage: [
    { contract: HOSTILE, address: "0x2", slot: "0x0003", before: "0x00", after: "0x01" },
    {
      ...{ contract: HOSTILE, address: "0x2", slot: "0x0004", before: "0x00", after: "0x01" },
      values: [
        { variable: HOSTILE, type: "uint256", unit: "wei", before: "0", after: "1500000000000000000" },
        { variable: "owner", type: "address", before: HOSTILE, after: HOSTILE },
        { variable: "ends", type: "uint256", unit: "time", before: "0", after: String(2n ** 255n) },
      ],
    },
  ],
  nativeCoin: [],
  tokens: { couldNotBeComputed: HOSTILE },
};

const DECISION: ReportedDecision = {
  title: HOSTILE,
  votes: { for: "9", against: "1", abstain: "0" },
  quorum: "4",
  state: "executed",
  preflight: PREFLIGHT,
  renewal: PREFLIGHT,
  isRenewalSame: true,
  aftermath: {
    transaction: "0x3",
    agreement: "equal",
    onlyForeseen: [],
    onlyExecuted: [],
    bookkeepingSlots: 2,
    clockSlots: 0,
  },
  readBack: { contract: "Thermostat", function: "base", before: { value: HOSTILE }, after: { value: "2" } },
};

const CONSENSUS = {
  committees: 1,
  votes: 3,
  approvals: 2,
  silent: 1,
  approvalBps: 6_666,
  silentBps: 3_333,
};

const REPORT: PlanetReport = {
  initiative: HOSTILE,
  objective: HOSTILE,
  currency: HOSTILE,
  block: 90,
  standIns: [{ plays: HOSTILE, address: "0x5" }],
  admission: { root: "0x6", receipts: 1, proved: { path: HOSTILE, holds: true, hashes: 1 } },
  drills: null,
  newJudges: [{ handle: HOSTILE, roles: "validator", effectiveAt: "1735689600" }],
  vote: {
    by: "council",
    decisions: [DECISION, { ...DECISION, state: "defeated", renewal: null }],
    divisions: [
      {
        divisionId: "1",
        outcome: "divided",
        voters: "3",
        quorum: "2",
        potWei: 9n * WAD,
        remainderWei: WAD,
        parts: [{ region: HOSTILE, votes: "12", partWei: 8n * WAD, approvedWei: 10n * WAD }],
      },
    ],
  },
  splits: [
    {
      proposal: HOSTILE,
      proposalId: "7",
      state: "executed",
      identities: 3,
      creditsEach: "9",
      attackers: [
        {
          controlled: 2,
          measured: { votes: "6", credits: "18", shareBps: "6666", transactions: [] },
          formula: { honestVotes: 3n, attackerVotes: 6n, pooledVotes: 4n, shareBps: 6_666n },
        },
      ],
    },
  ],
  treasury: {
    safe: "0x8",
    threshold: 2,
    owners: 3,
    payment: { calls: 1, safeTxHash: "0x9", domainHash: "0xa", messageHash: "0xb" },
    refusals: [{ attempt: HOSTILE, error: HOSTILE }],
  },
  regions: [
    {
      region: HOSTILE,
      approvedWei: 8n * WAD,
      paidWei: 7n * WAD,
      unspentWei: WAD,
      jobLimitWei: 2n * WAD,
      dayLimitWei: 3n * WAD,
      incomeWei: WAD / 2n,
      root: "0xc",
    },
  ],
  jobs: [
    {
      id: "PORT",
      title: HOSTILE,
      region: HOSTILE,
      agent: HOSTILE,
      rewardWei: 3n * WAD,
      outcome: "rejected",
      settledInBlock: 80,
      receipt: "asi-global/receipts/port.json",
    },
  ],
  courses: [{ id: "JOB", isPosted: true, drawn: "a | b", came: "ends approved" }],
  thermostat: reportedTicks("planetary"),
  deliverables: [reportedDeliverable()],
  disputes: [reportedDispute()],
  consensus: {
    national: { ...CONSENSUS, approvalBps: 5_000 },
    planetary: CONSENSUS,
    delta: { approvalBps: 1_666, silentBps: 0 },
  },
  anchor: { root: "0xd", transaction: "0xe" },
  epochs: [
    {
      epoch: "1",
      settledBy: "owner",
      parts: 6,
      temperatureWad: WAD / 4n,
      deltaHWei: -WAD,
      deltaSWad: 2n * WAD,
      freeWei: 3n * WAD,
      budgetWei: 2n * WAD,
      paidWei: WAD,
      remainderWei: WAD,
    },
  ],
};

test("lets no text of a planetary run become markup, and keeps every table whole", () => {
  assertHarmless(renderPlanet(REPORT));
  assertHarmless(
    renderPlanet({
      ...REPORT,
      vote: {
        by: "owner",
        reason: HOSTILE,
        owner: { label: HOSTILE, address: "0x1" },
        budgets: [{ region: HOSTILE, approvedWei: WAD }],
      },
    }),
  );
});

test("tells of a planetary run in whole tokens, words and blocks", () => {
  const markdown = renderPlanet(REPORT).replace(/(?<!\n)\n(?![\n|#])/g, " ");
  for (const line of [
    "**Not as it should be:** job PORT ended rejected. 1 regional job settled, 2 proposals (1 executed, 1 defeated), 1 pot divided by votes, 1 reward epoch settled, up to block 90.",
    "is proved against it by 1 hash.",
    "| 2 of 3 | 18 | 6 | 6 | 4 | 3 | 66.66 % | 66.66 % |",
    "Safe `0x8`, 2 of 3 owners. One payment of 1 call;",
    "| 8.00 | 7.00 | 1.00 | 0.50 |",
    "| 2.00 | 3.00 | `0xc` |",
    "Each proposal is decided for or against.",
    "Division 1 of 9.00: divided, with 3 members voting where 2 had to, and 1.00 left over.",
    "| 12 | 8.00 | 10.00 |",
    "| planet | 1 | 3 | 2 | 1 | 66.66 % | 33.33 % |",
    "Planet less nation: 16.66 % of approval by seats, 0 % of silence",
    "Anchored on chain as `0xd`, transaction `0xe`; whole in [mission.json]",
    "| owner | 6 | 0.2500 | -1.00 | 2.0000 |",
    "| 3.00 | 2.00 | 1.00 | 1.00 |",
  ]) {
    assert.ok(markdown.includes(line), line);
  }
});

test("says what a decision was foreseen to change, and whether it did", () => {
  const rows = (decision: ReportedDecision) =>
    renderPlanet({
      ...REPORT,
      vote: { by: "council", decisions: [{ ...decision, title: "Cooler" }], divisions: [] },
    })
      .split("\n")
      .filter((line) => /^\| (Cooler|call|storage|tokens) /.test(line))
      .map((line) => line.replaceAll("<br>", " "));
  const [summary, call, storage, amount, owner, never, tokens] = rows(DECISION);
  assert.match(String(summary), /succeeds: 1 call, 2 storage slots, token balances/);
  assert.match(String(summary), /\| the same \| executed \| as foreseen \|$/);
  assert.match(String(call), /^\| call \| .*unknown.* \| &lt; 0\.01 native \|/);
  assert.match(String(storage), / 0x3.* \| `0x0` \| `0x1` \|$/);
  assert.match(String(amount), / \| 0\.00 \| 1\.50 \|$/);
  assert.match(String(owner), /owner/);
  assert.match(String(never), / \| never \| 57896044/);
  assert.match(String(tokens), /could not be computed: /);
  const timed = { ...DECISION, aftermath: { ...(DECISION.aftermath as Aftermath), clockSlots: 1 } };
  assert.match(String(rows(timed)[0]), /\| as foreseen but for the time, in slots: 1 \|$/);
  const unqueued = { ...DECISION, preflight: null, renewal: null, aftermath: null };
  assert.match(String(rows(unqueued)[0]), /\| not queued \| not queued \| executed \| not executed \|$/);
});

test("compares nothing where one of the layers held no vote", () => {
  const consensus = { ...REPORT.consensus, delta: { approvalBps: null, silentBps: null } };
  assert.match(renderPlanet({ ...REPORT, consensus }), /held no vote: nothing is compared\. Anchored/);
});

test("links no receipt of a region of which no job was posted", () => {
  const [region] = REPORT.regions as readonly [PlanetReport["regions"][number]];
  const named = (root: string) => renderPlanet({ ...REPORT, regions: [{ ...region, region: "EU", root }] });
  assert.match(named("0xc"), /regions\/EU\/telemetry\.json/);
  assert.doesNotMatch(named(""), /telemetry\.json/);
});
