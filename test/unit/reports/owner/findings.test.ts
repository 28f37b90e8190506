import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findingsOf, type Health } from "../../../../src/reports/owner/findings.ts";

const SOUND: Health = {
  owner: {
    name: "owner.eth",
    safe: "0x1",
    threshold: 2,
    signers: ["anna", "bert"].map((name) => ({ name, address: "0x2" })),
    shared: [],
  },
  pause: {
    paused: false,
    byGuardian: false,
    since: "0",
    expiresAt: "0",
    guardianReadyAt: "0",
    activeTime: "1000",
    modules: ["JobRegistry"],
    unlisted: [],
    lastOwnerPause: 12,
  },
  roles: [],
  functions: [],
  judges: [],
  closed: [],
  pending: [],
  solvency: {
    balance: "10",
    staked: "10",
    unbonding: "0",
    escrowed: "0",
    claimable: "0",
    owed: "10",
    surplus: "0",
    solvent: true,
  },
  treasuries: [],
  stakes: [],
  temperature: {
    current: "5",
    base: "5",
    raised: "0",
    reference: "5",
    minimum: "1",
    maximum: "9",
    emergency: "8",
  },
  shares: { epoch: "1", current: [], next: [], governed: [] },
  board: [],
};

const compared = { planned: "held", onChain: "not held", changes: [], drift: true, reason: "is not held" };
const job: Health["board"][number] = {
  jobId: "3",
  planId: "A",
  lateness: "none",
  dispute: "none",
  drift: [],
};

function idsOf(change: Partial<Health>): string[] {
  return findingsOf({ ...SOUND, ...change }).map(({ id }) => id);
}

describe("the owner's findings", () => {
  it("are none for a sound system", () => {
    assert.deepEqual(findingsOf(SOUND), []);
  });

  it("name each thing that asks for the owner", () => {
    const { pause, solvency, temperature } = SOUND;
    assert.deepEqual(idsOf({ solvency: { ...solvency, solvent: false } }), ["insolvent"]);
    assert.deepEqual(idsOf({ solvency: { ...solvency, surplus: "1" } }), ["surplus"]);
    assert.deepEqual(idsOf({ solvency: { ...solvency, claimable: "1" } }), ["unclaimed"]);
    assert.deepEqual(
      idsOf({
        roles: [{ role: "ADMIN", account: "0x", name: "x", delaySeconds: "0", contract: false, ...compared }],
      }),
      ["role-drift"],
    );
    assert.deepEqual(idsOf({ functions: [{ contract: "C", function: "f", ...compared }] }), [
      "permission-drift",
    ]);
    assert.deepEqual(idsOf({ closed: ["JobRegistry"] }), ["closed-target"]);
    assert.deepEqual(idsOf({ pause: { ...pause, paused: true } }), ["paused"]);
    assert.deepEqual(idsOf({ pause: { ...pause, unlisted: ["X"] } }), ["unlisted-module"]);
    assert.deepEqual(idsOf({ pause: { ...pause, lastOwnerPause: null } }), ["owner-pause-untried"]);
    assert.deepEqual(idsOf({ temperature: { ...temperature, current: "9" } }), ["temperature-at-bound"]);
    assert.deepEqual(idsOf({ board: [{ ...job, lateness: "late" }] }), ["late-jobs"]);
    assert.deepEqual(idsOf({ board: [{ ...job, dispute: "open" }] }), ["open-disputes"]);
    assert.deepEqual(idsOf({ board: [{ ...job, drift: ["is in no plan"] }] }), ["job-drift"]);
  });

  it("name whoever is kept from judging, is to judge, or judges though nothing says so", () => {
    const judge = {
      account: "0x",
      name: "vera",
      held: "validator",
      effectiveAt: null,
      suspendedUntil: null,
      ...compared,
      drift: false,
    };
    const textOf = (change: Partial<typeof judge> | { effectiveAt: string } | { suspendedUntil: string }) =>
      findingsOf({ ...SOUND, judges: [{ ...judge, ...change }] }).map(
        ({ id, severity }) => `${id} ${severity}`,
      );
    assert.deepEqual(textOf({}), []);
    assert.deepEqual(textOf({ drift: true }), ["judge-drift critical"]);
    assert.deepEqual(textOf({ effectiveAt: "9" }), ["scheduled-judge notice"]);
    assert.deepEqual(textOf({ suspendedUntil: "9" }), ["suspended-judge warning"]);
  });

  it("come with the gravest first", () => {
    const { pause, solvency } = SOUND;
    const ids = idsOf({
      solvency: { ...solvency, surplus: "1" },
      pause: { ...pause, paused: true },
      closed: ["JobRegistry"],
    });
    assert.deepEqual(ids, ["closed-target", "paused", "surplus"]);
  });
});
