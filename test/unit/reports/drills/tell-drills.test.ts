import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { Cast } from "../../../../src/model/cast.ts";
import type { DrillReadings, OwnReadings } from "../../../../src/model/drill-readings.ts";
import type { Drill, Job, Plan } from "../../../../src/model/plan.ts";
import type { SteadyState } from "../../../../src/model/readings.ts";
import type { ArgumentRecord, TransactionRecord } from "../../../../src/model/record.ts";
import { tellNationalDrills } from "../../../../src/reports/drills/tell-drills.ts";

const WAD = 10n ** 18n;

function account(label: string) {
  return { label, address: `0x${label}` } as const;
}

const CAST = {
  owner: account("owner"),
  guardian: account("guardian"),
  treasury: account("treasury"),
  employer: account("employer"),
  operator: account("operator"),
  people: [],
} as unknown as Cast;

const STEADY: SteadyState = {
  block: 10,
  paused: false,
  temperature: "1",
  roleShares: { agents: "1", validators: "1", operators: "1", employers: "1" },
  totals: { staked: "5", unbonding: "0", escrowed: "0", claimable: "0" },
};

/** A plan that asks for one drill and has one job, with what else the telling looks at. */
function planOf(drill: Partial<Drill>, more: object = {}): Plan {
  return { drills: [drill], jobs: [{}], borrowed: [], ...more } as unknown as Plan;
}

function sent(name: string, more: Partial<TransactionRecord> = {}): TransactionRecord {
  const record = { function: name, contract: "X", block: 11, timestamp: 0, status: "success", events: [] };
  return { ...record, ...more } as unknown as TransactionRecord;
}

function event(name: string, args: ArgumentRecord) {
  return { contract: "X", address: "0x", name, args };
}

/** Tells of the only drill, whose transactions are between others. */
function tell(plan: Plan, own: OwnReadings, records: readonly TransactionRecord[], more: object = {}) {
  const readings: DrillReadings = { before: STEADY, own, after: { ...STEADY, block: 12 } };
  const around = [sent("finalize", { block: 10 }), ...records, sent("claim", { block: 13 })];
  const [told] = tellNationalDrills({ plan, cast: CAST, contracts: [], records: around, ...more }, [
    readings,
  ]);
  assert.deepEqual(told?.transactions, records);
  return told;
}

describe("a guardian's pause", () => {
  const plan = planOf({ id: "stop", kind: "pause" }, { protocol: { windows: { guardianPauseSeconds: 60 } } });
  const contracts = [{ name: "ReceiptAnchor", address: "0x1", artifact: "ReceiptAnchor" }];
  const course = (error: string, ...events: ReturnType<typeof event>[]) => [
    sent("guardianPause", { events: [event("Paused", { since: "101", expiresAt: "161" })] }),
    sent("guardianPause", { events }),
    sent("anchor", { contract: "ReceiptAnchor", status: "reverted", error }),
    sent("guardianResume", { timestamp: 104, events: [event("Resumed", { pausedSeconds: "3" })] }),
  ];
  const readings = (readyAt: bigint): OwnReadings => ({
    kind: "pause",
    guardian: { block: 10, timestamp: 100n, readyAt },
    tried: { block: 12, answers: [] },
  });

  it("passes if it lasts as long as was foretold and every module refuses its call", () => {
    const told = tell(plan, readings(0n), course("SystemPaused()"), { contracts });
    assert.equal(told?.verdict, "passed");
    assert.match(
      told?.happened ?? "",
      /^paused from 1970-01-01T00:01:41Z to 1970-01-01T00:02:41Z at most, nothing by the second pause, ReceiptAnchor\.anchor SystemPaused\(\), resumed after 3 seconds; then running/,
    );
  });

  it("fails if a module answers otherwise, a second call does something, or it began at another time", () => {
    const verdict = (own: OwnReadings, records: TransactionRecord[]) =>
      tell(plan, own, records, { contracts })?.verdict;
    assert.equal(verdict(readings(0n), course("NotAllowed()")), "failed");
    assert.equal(verdict(readings(0n), course("SystemPaused()", event("Paused", {}))), "failed");
    assert.equal(verdict(readings(102n), course("SystemPaused()")), "failed");
  });
});

const WINDOWS = {
  commitSeconds: 1,
  revealSeconds: 1,
  challengeSeconds: 1,
  juryCommitSeconds: 1,
  juryRevealSeconds: 1,
  rulingSeconds: 1,
};

describe("a change of parameters", () => {
  const plan = planOf(
    { id: "move", kind: "parameters" },
    { protocol: { windows: { ...WINDOWS, unbondingSeconds: 86_400 }, committee: { seedBlocks: 1 } } },
  );
  const scheduled = sent("schedule", { events: [event("OperationScheduled", { operationId: "0xop" })] });
  const set = (beforeSeconds: string, afterSeconds: string) =>
    sent("setUnbondingSeconds", {
      events: [event("UnbondingSecondsChanged", { beforeSeconds, afterSeconds })],
    });
  const course = (early: Partial<TransactionRecord>) => [
    scheduled,
    sent("setUnbondingSeconds", early),
    set("86400", "172800"),
    scheduled,
    set("172800", "86400"),
  ];

  const answered = (error: string | null): OwnReadings => ({
    kind: "parameters",
    early: { block: 11, error },
  });

  it("passes if it is refused early, takes its way, and comes back", () => {
    const error = "AccessManagerNotReady(0xop)";
    const told = tell(plan, answered(error), course({ status: "reverted" }));
    assert.equal(told?.verdict, "passed");
    assert.match(told?.intervention ?? "", /^the owner lengthens the unbonding time by 1 day/);
  });

  it("fails if it was let through before the delay was over", () => {
    assert.equal(tell(plan, answered(null), course({}))?.verdict, "failed");
    const other = answered("Unauthorized()");
    assert.equal(tell(plan, other, course({ status: "reverted" }))?.verdict, "failed");
  });
});

describe("a revocation", () => {
  const plan = planOf({ id: "revoke", kind: "revocation" });
  const vera = { handle: "vera", account: account("vera"), roles: 3, stakes: [], spareWei: 0n };
  const cast = { ...CAST, people: [vera] };
  const scheduled = (timestamp: number, effectiveAt: string) =>
    sent("setRoles", { timestamp, events: [event("JudgingRolesScheduled", { effectiveAt })] });
  const course = [sent("suspend"), scheduled(100, "150"), scheduled(150, "200")];
  const standing = (timestamp: bigint, roles: bigint, suspended = false) => ({
    block: 11,
    timestamp,
    roles,
    suspended,
  });
  const seen = [standing(100n, 3n, true), standing(149n, 3n, true), standing(150n, 1n), standing(200n, 3n)];
  const verdict = (standings: typeof seen, records = course) =>
    tell(plan, { kind: "revocation", delaySeconds: 50n, standings }, records, { cast })?.verdict;

  it("passes if the validator stays one until the delay is over, and no longer", () => {
    assert.equal(verdict(seen), "passed");
  });

  it("fails if anything holds sooner, later or not at all", () => {
    for (const [index, other] of [
      [0, standing(100n, 1n, true)],
      [0, standing(100n, 3n)],
      [1, standing(149n, 1n, true)],
      [2, standing(150n, 3n)],
      [2, standing(150n, 1n, true)],
      [3, standing(200n, 1n)],
    ] as const)
      assert.equal(verdict(seen.with(index, other)), "failed");
    assert.equal(verdict(seen, [sent("suspend"), scheduled(100, "101"), scheduled(150, "200")]), "failed");
  });
});

describe("ticks of the thermostat", () => {
  const thermostat = {
    initialTemperatureWad: WAD,
    emergencyTemperatureWad: 2n * WAD,
    minimumTemperatureWad: WAD / 2n,
    maximumTemperatureWad: 4n * WAD,
  };
  const plan = planOf(
    { id: "warm", kind: "thermostat" },
    { jobs: [{ rewardWei: 1n }], budget: { totalWei: 1n }, governance: { thermostat } },
  );
  const reading = {
    block: 10,
    activeSeconds: 50n,
    baseWad: WAD,
    raiseWad: 0n,
    integralWad: 0n,
    outputWad: 0n,
  };
  const ticks = [0, 1].map(() => ({ ...reading, measurementWad: 0n, lastTickAt: 0n }));
  const ticked = (errorWad: bigint, outputWad: bigint, afterWad: bigint) => {
    const step = { integralWad: "0", derivativeWad: "0", errorWad: String(errorWad) };
    const changed = event("TemperatureChanged", { beforeWad: String(WAD), afterWad: String(afterWad) });
    return sent("tick", {
      events: [
        event("Ticked", { ...step, outputWad: String(outputWad) }),
        ...(afterWad === WAD ? [] : [changed]),
      ],
    });
  };
  const lateness = ((WAD / 10n) * (WAD / 3n)) / WAD;

  it("are held against the controller's mirror, from what stood before each", () => {
    const moved = ticked(lateness, lateness / 10n, WAD + lateness / 10n);
    const told = tell(plan, { kind: "thermostat", ticks }, [moved, ticked(0n, 0n, WAD)]);
    assert.equal(told?.expected, told?.happened);
    assert.equal(told?.verdict, "passed");
    assert.equal(told?.simulated, true);
  });

  it("fail if the controller took another step", () => {
    const moved = ticked(lateness, lateness, WAD + lateness);
    assert.equal(tell(plan, { kind: "thermostat", ticks }, [moved, ticked(0n, 0n, WAD)])?.verdict, "failed");
  });
});

describe("a job of a drill", () => {
  const recorded = JSON.parse(readFileSync("test/fixtures/drills/expiry.json", "utf8"));
  const [posted, applied, ended] = recorded.transactions as TransactionRecord[];
  const [rewardWei, validatorStakeWei] = [recorded.job.rewardWei, recorded.job.validatorStakeWei].map(BigInt);
  const job = { ...recorded.job, rewardWei, validatorStakeWei } as Job;
  const { protocol, drill, before, after } = recorded;
  const plan = { protocol, jobs: [job], borrowed: [], drills: [drill] } as unknown as Plan;
  const named = (label: string, address: string | undefined) => ({ label, address });
  const agent = named(job.agent, applied?.from);
  const cast = {
    ...CAST,
    employer: named("orchestrator.omnisovereign.eth", posted?.from),
    operator: named("mission-operator", ended?.from),
    treasury: named("treasury.omnisovereign.eth", "0xCC666ddf53f5A94F3419285D60a98a35BACb4315"),
    people: [{ handle: job.agent, account: agent }],
    accountOf: () => agent,
  } as unknown as Cast;
  const tellRecorded = (agentTemperatureWad: bigint) => {
    const terms = {
      block: 204,
      shares: [6_500n, 1_500n, 1_500n, 500n],
      referenceTemperatureWad: 240_000_000_000_000_000n,
      agentTemperatureWad,
    } as const;
    const own: OwnReadings = { kind: "job", terms, late: null };
    const all = { plan, cast, contracts: [], records: recorded.transactions };
    return tellNationalDrills(all, [{ before, own, after }])[0];
  };

  it("that was recorded is told again, to the wei", () => {
    const told = tellRecorded(BigInt(before.temperature));
    assert.equal(told?.happened, recorded.expected);
    assert.equal(told?.expected, recorded.expected);
    assert.equal(told?.verdict, "passed");
    assert.equal(told?.wayBack, "whoever was slashed, or took stake out, stakes the same amount again");
  });

  it("fails if the terms that were read ask for another stake", () => {
    assert.equal(tellRecorded(BigInt(before.temperature) + 10n ** 15n)?.verdict, "failed");
  });
});
