import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BUILD } from "../../../../src/errors/dossier-errors.ts";
import { codeOf } from "../../../../src/errors/error.ts";
import type { Arrow } from "../../../../src/model/constellation.ts";
import type { StageManifest } from "../../../../src/model/manifest.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { valueAt } from "../../../../src/records/located-records.ts";
import {
  composeConstellation,
  missingEvidence,
  type Witnesses,
} from "../../../../src/reports/constellation/constellation.ts";
import { artefactPath, byPath } from "../../../../src/support/paths.ts";
import { reportPath } from "../../../../src/support/payload.ts";
import { sha256 } from "../../../../src/system/files.ts";
import { called, NATION, PLANET, PROVING, receipt, refusedCall } from "./receipts.ts";

type Left = Readonly<Record<string, Readonly<Record<string, object | string>>>>;

/** What stages left, by stage and path relative to OUT. */
function witnesses(left: Left): Witnesses {
  const manifests = Object.entries(left).map(
    ([stage, files]): StageManifest => ({
      format: "omnisovereign-manifest/1",
      stage,
      script: `${stage}:script`,
      blocks: null,
      inputs: [],
      outputs: Object.entries(files)
        .map(([path, content]) => ({ path: artefactPath(path), sha256: sha256(JSON.stringify(content)) }))
        .toSorted(byPath),
    }),
  );
  const documents = Object.values(left).flatMap((files) =>
    Object.entries(files).map(([path, content]) => [reportPath(artefactPath(path)), content] as const),
  );
  return { manifests, documents: new Map(documents) };
}

const titled = ({ from, to, label }: Pick<Arrow, "from" | "to" | "label">) =>
  `${from} -> ${to} ${label}`.trim();

const ALL = composeConstellation(witnesses(PROVING));

test("every arrow is proved when every stage has left its receipts", () => {
  assert.deepEqual(ALL.arrows.filter(({ status }) => status !== "proved").map(titled), []);
  assert.equal(ALL.arrows.filter(({ diagram }) => diagram === "constellation").length, 18);
  assert.equal(ALL.arrows.filter(({ diagram }) => diagram === "lifecycle").length, 7);
});

test("evidence points to where it is, by digest, pointer and transaction", () => {
  const files = new Map<string, unknown>(
    Object.values(PROVING).flatMap((left) =>
      Object.entries(left).map(([path, content]) => [`reports/${path}`, content] as const),
    ),
  );
  for (const { path, sha256: digest, pointer, transaction } of ALL.arrows.flatMap(
    ({ evidence }) => evidence,
  )) {
    const content = files.get(path);
    assert.equal(digest, sha256(JSON.stringify(content)), path);
    assert.notEqual(valueAt(content, pointer), undefined, `${path} ${pointer}`);
    const record = pointer.replace(/\/events\/\d+$/, "");
    assert.equal((valueAt(content, record) as { hash?: string }).hash, transaction, `${path} ${pointer}`);
  }
});

describe("an arrow whose evidence is gone is refused by name", () => {
  for (const arrow of ALL.arrows) {
    test(`${arrow.diagram}: ${titled(arrow)}`, () => {
      for (const { path, pointer } of arrow.evidence) {
        const spoilt = witnesses(without(path.replace("reports/", ""), pointer));
        const constellation = composeConstellation(spoilt);
        const findings = missingEvidence(constellation, spoilt.manifests);
        const same = constellation.arrows.find((one) => titled(one) === titled(arrow));
        assert.equal(same?.status, "to come");
        const named = findings.find(({ message }) => message.includes(`${arrow.from} -> ${arrow.to}`));
        assert.equal(named?.code, codeOf(BUILD.NO_EVIDENCE));
        assert.ok(named?.message.includes(`"${arrow.stage}"`));
      }
    });
  }
});

test("arrows of a stage that has not run are to come, and nothing is refused", () => {
  const { takeoff } = PROVING;
  const early = witnesses({ takeoff });
  const { arrows } = composeConstellation(early);
  for (const { stage, status, evidence } of arrows) {
    assert.equal(status, stage === "takeoff" ? "proved" : "to come");
    assert.equal(evidence.length > 0, stage === "takeoff");
  }
  assert.deepEqual(missingEvidence({ ...ALL, arrows }, early.manifests), []);
});

test("a mission without a planetary layer does not owe the planet's arrows", () => {
  const national = witnesses({ ...PROVING, global: {} });
  const constellation = composeConstellation(national);
  const statuses = new Set(
    constellation.arrows.filter(({ stage }) => stage === "global").map(({ status }) => status),
  );
  assert.deepEqual([...statuses], ["not in this mission"]);
  const unproved = constellation.arrows.filter(
    ({ stage, status }) => stage !== "global" && status !== "proved",
  );
  assert.deepEqual(
    unproved.map(({ label, status, reason }) => [label, status, reason]),
    [
      [
        "Execute pause, thermostat, reward drills",
        "not exercised",
        "the mission has no planetary layer, which has a part in it",
      ],
    ],
  );
  assert.deepEqual(missingEvidence(constellation, national.manifests), []);
});

describe("an arrow of a stage that had nothing to act on is not exercised, and says why", () => {
  const { global, thermodynamics } = PROVING;
  const governance = `${PLANET}/receipts/governance.json`;
  const rewards = `${PLANET}/receipts/rewards.json`;
  const temperature = `${NATION}/thermodynamics-receipt.json`;
  const stoodStill = (left: Left) => {
    const seen = witnesses(left);
    const constellation = composeConstellation(seen);
    assert.deepEqual(missingEvidence(constellation, seen.manifests), []);
    return constellation.arrows
      .filter(({ status }) => status === "not exercised")
      .map(({ label, reason }) => [label, reason]);
  };

  test("a set-point that stood already guides no temperature", () => {
    const same = called(60, "setBaseTemperature", [
      ["Thermostat", "BaseChanged", { beforeWad: "7", afterWad: "7" }],
    ]);
    const left = {
      ...thermodynamics,
      [temperature]: { ...(thermodynamics[temperature] as object), ...receipt(same) },
    };
    const reason = "the recommended set-point is the one that stood already";
    assert.deepEqual(stoodStill({ ...PROVING, thermodynamics: left }), [
      ["temperature guidance", reason],
      ["Feed incentive temperature set-points", reason],
    ]);
  });

  test("epochs that paid nothing allocate no rewards", () => {
    const nothing = called(46, "settle", [
      ["RewardEngineMB", "EpochSettled", { paidWei: "0" }],
      ["StakeManager", "RewardCredited", { amountWei: "0" }],
    ]);
    assert.deepEqual(stoodStill({ ...PROVING, global: { ...global, [rewards]: receipt(nothing) } }), [
      ["allocates rewards", "no settled epoch had anything to pay"],
    ]);
  });

  test("role shares that their bounds keep in place are not updated", () => {
    const { transactions } = global[governance] as { transactions: TransactionRecord[] };
    const shares = { validatorsBps: "1500" };
    const confirmed = called(43, "execute", [
      ["IncentivePolicy", "RoleSharesScheduled", { beforeShares: shares, afterShares: shares }],
    ]);
    const left = {
      ...global,
      [governance]: receipt(...transactions.slice(0, 2), ...transactions.slice(3), confirmed),
    };
    assert.deepEqual(stoodStill({ ...PROVING, global: left }), [
      ["Update parameters via quadratic proposals", "their bounds left the role shares nowhere to move"],
    ]);
  });

  test("a mission without a council votes on nothing", () => {
    const left = { ...global, [governance]: { noVote: { reason: "no council" } } };
    const reason = "the mission has no council: the owner set the budgets, and nothing was voted on";
    assert.deepEqual(stoodStill({ ...PROVING, global: left }), [
      ["proposes", reason],
      ["executes", reason],
      ["Update parameters via quadratic proposals", reason],
    ]);
  });

  test("a nation without jobs of its own plans none, where all are regional", () => {
    const jobs = Object.keys(PROVING.takeoff).filter((path) => path.includes("/jobs/"));
    const { takeoff } = PROVING;
    const left = Object.fromEntries(Object.entries(takeoff).filter(([path]) => !jobs.includes(path)));
    const mission = { jobs: [], noJobs: "all are regional" };
    const reason = "the plan gives the nation no job of its own";
    assert.deepEqual(
      stoodStill({
        ...PROVING,
        takeoff: { ...left, "localhost/asi-takeoff/receipts/mission.json": mission },
      }).map(([, said]) => said),
      Array(5).fill(reason),
    );
  });
});

describe("a plan that asks for no drills", () => {
  const { takeoff, owner } = PROVING;
  const pause = "localhost/asi-takeoff/owner/receipts/pause.json";
  const refusal = refusedCall(51, "JobRegistry", "SystemPaused()");
  const mission = "localhost/asi-takeoff/receipts/mission.json";
  const drilled = ["governance", "disputes"].map((name) => `localhost/asi-takeoff/receipts/${name}.json`);
  const asking = (...kinds: string[]) => ({
    ...PROVING,
    owner: { ...owner, [pause]: { ...(owner[pause] as object), refusal } },
    takeoff: {
      ...takeoff,
      ...Object.fromEntries(drilled.map((path) => [path, receipt()])),
      [mission]: { jobs: [], askedDrills: kinds.map((kind) => ({ id: kind, kind })) },
    },
  });
  const unexercised = (left: Left) =>
    composeConstellation(witnesses(left)).arrows.filter(({ status }) => status === "not exercised");
  const refusals = (left: Left) => {
    const seen = witnesses(left);
    return missingEvidence(composeConstellation(seen), seen.manifests).map(({ message }) => message);
  };

  test("owes no evidence that only a drill would leave, and says why", () => {
    const arrows = unexercised(asking());
    assert.deepEqual(arrows.map(titled), ["N3 -> N4", "N4 -> O0"]);
    assert.deepEqual(
      arrows.map(({ reason }) => reason),
      Array(2).fill(
        "the plan asks for no drill of the kinds dispute-won, dispute-lost, owner-ruling, juror-slashed, second-appeal",
      ),
    );
    assert.deepEqual(refusals(asking()), []);
  });

  test("has its pause proved by the owner's own", () => {
    const { arrows } = composeConstellation(witnesses(asking()));
    const arrow = arrows.find((one) => titled(one) === "N6 -> N1");
    assert.equal(arrow?.status, "proved");
    assert.ok(arrow?.evidence.every(({ path }) => path === reportPath(artefactPath(pause))));
    const { owner: _, ...unowned } = asking();
    assert.ok(unexercised(unowned).map(titled).includes("N6 -> N1"));
  });

  test("still owes the evidence of each drill that it does ask for", () => {
    assert.equal(refusals(asking("dispute-lost", "pause")).length, 3);
    assert.deepEqual(unexercised(asking("dispute-lost", "pause")), []);
  });
});

test("a recommended set-point that the thermostat does not give back proves nothing", () => {
  const { thermodynamics } = PROVING;
  const changed = Object.fromEntries(
    Object.entries(thermodynamics).map(([path, content]) => [
      path,
      typeof content === "string" ? content : { ...content, after: { baseWad: "8" } },
    ]),
  );
  const { arrows } = composeConstellation(witnesses({ ...PROVING, thermodynamics: changed }));
  assert.deepEqual(arrows.filter(({ status }) => status === "to come").map(titled), [
    "O1 -> N5 temperature guidance",
    "Telemetry -> Nation Feed incentive temperature set-points",
  ]);
});

for (const [name, contract, amountWei] of [
  ["another region's budget", "RegionalExecutor SOUTH", "9"],
  ["more than the council approved", "RegionalExecutor NORTH", "10"],
  ["nothing", "RegionalExecutor NORTH", "0"],
] as const) {
  test(`a Safe that paid ${name} executed no decision`, () => {
    const { global } = PROVING;
    const path = `${PLANET}/receipts/treasury.json`;
    const funded = receipt(called(44, "execTransaction", [[contract, "BudgetFunded", { amountWei }]]));
    const { arrows } = composeConstellation(witnesses({ ...PROVING, global: { ...global, [path]: funded } }));
    assert.deepEqual(arrows.filter(({ status }) => status === "to come").map(titled), ["G1 -> G2 executes"]);
  });
}

for (const [name, change] of [
  ["a finding that the dashboard does not show", { trigger: { id: "whim" } }],
  ["another dashboard than the one that is left", { dashboard: { sha256: "0".repeat(64) } }],
] as const) {
  test(`a pause on ${name} is no intervention on a finding`, () => {
    const { owner } = PROVING;
    const path = `${NATION}/owner/receipts/pause.json`;
    const changed = { ...owner, [path]: { ...(owner[path] as object), ...change } };
    const { arrows } = composeConstellation(witnesses({ ...PROVING, owner: changed }));
    assert.deepEqual(arrows.filter(({ status }) => status === "to come").map(titled), [
      "O2 -> N6 owner interventions",
    ]);
  });
}

test("drills that somebody else than the owner ran are not the owner's", () => {
  const { global } = PROVING;
  const path = `${PLANET}/receipts/rewards.json`;
  const { transactions } = global[path] as ReturnType<typeof receipt>;
  const foreign = transactions.map((record) => ({ ...record, from: `0x${"0".repeat(39)}2` }));
  const { arrows } = composeConstellation(
    witnesses({ ...PROVING, global: { ...global, [path]: receipt(...foreign) } }),
  );
  assert.deepEqual(arrows.filter(({ status }) => status === "to come").map(titled), [
    "Owner -> Nation Execute pause, thermostat, reward drills",
  ]);
});

test("a parameter change that somebody else than the owner carried out proves nothing about the owner", () => {
  const { global } = PROVING;
  const path = `${PLANET}/receipts/governance.json`;
  const { transactions } = global[path] as ReturnType<typeof receipt>;
  const foreign = transactions.map((record) =>
    record.block === 43 ? { ...record, from: `0x${"0".repeat(39)}2` } : record,
  );
  const { arrows } = composeConstellation(
    witnesses({ ...PROVING, global: { ...global, [path]: receipt(...foreign) } }),
  );
  assert.deepEqual(arrows.filter(({ status }) => status === "to come").map(titled), [
    "Owner -> Council Update parameters via quadratic proposals",
  ]);
});

test("takes evidence only from the stage that owes it", () => {
  const { takeoff, ...others } = PROVING;
  const elsewhere = composeConstellation(witnesses({ ...others, audit: takeoff, takeoff: {} }));
  assert.ok(elsewhere.arrows.every(({ stage, status }) => stage !== "takeoff" || status === "to come"));
});

test("does not stumble over receipts of any shape", () => {
  const shapes = [
    null,
    [],
    1,
    "text",
    { hash: "0x" },
    { transactions: [{ hash: `0x${"0".repeat(64)}`, events: [null] }] },
  ];
  for (const shape of shapes) {
    const paths = Object.values(PROVING).flatMap((files) => Object.keys(files));
    const documents = new Map(paths.map((path) => [reportPath(artefactPath(path)), shape]));
    const { arrows } = composeConstellation({ ...witnesses(PROVING), documents });
    assert.ok(
      arrows
        .filter(({ from, to }) => from === "N1" && to === "N2")
        .every(({ status }) => status === "to come"),
    );
  }
});

/** @returns what stages left, without one place of one file: an event, a record, a value or the whole file. */
function without(file: string, pointer: string): Left {
  return Object.fromEntries(
    Object.entries(PROVING).map(([stage, files]) => [
      stage,
      Object.fromEntries(
        Object.entries(files).flatMap(([path, content]) => {
          if (path !== file) return [[path, content] as const];
          return pointer === "" ? [] : [[path, removed(content as object, pointer)] as const];
        }),
      ),
    ]),
  );
}

/** An event goes with all events of its transaction. */
function removed(document: object, pointer: string): object {
  const copy = structuredClone(document);
  const [, parent = "", key = ""] =
    /^(.*)\/([^/]+)$/.exec(pointer.replace(/\/events\/\d+$/, "/events")) ?? [];
  const container = valueAt(copy, parent) as Record<string, unknown>;
  container[key] = key === "events" ? [] : undefined;
  return copy;
}

test("owes no comparison with a nation of which no committee voted", () => {
  const global = PROVING.global as Record<string, unknown>;
  const path = "asi-global/receipts/consensus.json";
  const left = {
    ...PROVING,
    global: { ...global, [path]: { national: { votes: 0 }, delta: { approvalBps: null } } },
  };
  const arrow = composeConstellation(witnesses(left)).arrows.find(
    (one) => titled(one) === "Telemetry -> Council Share validator consensus deltas",
  );
  assert.equal(arrow?.status, "not exercised");
  assert.match(arrow?.reason ?? "", /no committee of the nation voted/);
});
