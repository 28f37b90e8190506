import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { Cast } from "../../../../src/model/cast.ts";
import type { OwnReadings } from "../../../../src/model/drill-readings.ts";
import type { Job, Plan } from "../../../../src/model/plan.ts";
import type { SteadyState } from "../../../../src/model/readings.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { builtIn } from "../../../../src/plan/drills.ts";
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

describe("a drill that leaves things otherwise than they were", () => {
  const wei = { staked: "0", claimable: "0" };
  const position = (balance: string) => ({ label: "owner", address: "0xowner", balance, ...wei });
  const leave = (mostCostWei: bigint | null, balance: string) => {
    const intervention = [
      { kind: "step", id: null, as: "", action: "wait", with: {}, refused: null, timing: "at once" },
    ];
    const lists = { requires: [], steady: [], expect: [], wayBack: [] };
    const own = {
      definition: { title: "loss", intervention, mostCostWei, ...lists },
      stage: "takeoff",
      file: null,
    };
    const drills = [{ id: "loss", kind: "own", job: null, adjustment: null, own }];
    const plan = { drills, jobs: [{}], borrowed: [] } as unknown as Plan;
    const moments =
      mostCostWei === null
        ? [{ block: 11 }]
        : [
            { block: 10, positions: [position("100")] },
            { block: 11 },
            { block: 11, positions: [position(balance)] },
          ];
    const after = { ...STEADY, block: 12, totals: { ...STEADY.totals, staked: "4" } };
    const sources = { plan, cast: CAST, contracts: [], records: [] };
    return tellNationalDrills(sources, [{ before: STEADY, own: { kind: "own", moments }, after }])[0];
  };

  it("fails, unless it says that there is no way back and costs no more than it says", () => {
    assert.equal(leave(null, "100")?.verdict, "failed");
    assert.equal(leave(WAD, "100")?.verdict, "passed");
    const told = leave(3n, "97");
    assert.equal(told?.verdict, "passed");
    assert.match(told?.wayBack ?? "", /^none: it is irreversible, .* it cost 0\.000000000000000003 tokens$/);
    const dear = leave(2n, "97");
    assert.equal(dear?.verdict, "failed");
    assert.equal(dear?.expected, "it cost at most 0.000000000000000002 tokens");
    assert.equal(dear?.happened, "it cost 0.000000000000000003 tokens");
  });
});

describe("a job of a drill", () => {
  const recorded = JSON.parse(readFileSync("test/fixtures/drills/expiry.json", "utf8"));
  const [posted, applied, ended] = recorded.transactions as TransactionRecord[];
  const [rewardWei, validatorStakeWei] = [recorded.job.rewardWei, recorded.job.validatorStakeWei].map(BigInt);
  const job = { ...recorded.job, rewardWei, validatorStakeWei } as Job;
  const { protocol, before, after } = recorded;
  const drill = builtIn(recorded.drill.id, "expiry", recorded.drill.job);
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
