import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findingsOf } from "../../../../src/reports/owner/findings.ts";
import { type Health, RULES } from "../../../../src/reports/owner/rules.ts";

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
  signals: [],
  keys: [],
  seats: [],
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

  it("name powers that are in few hands, act at once, or were never used", () => {
    const held = (role: string, account: string, delaySeconds: string, contract = false) => ({
      ...{ role, account, name: account, delaySeconds, contract, ...compared },
      ...{ onChain: "held", drift: false },
    });
    const three = ["ADMIN", "COUNCIL", "ARBITER"].map((role) => held(role, "0x1", "60", true));
    assert.deepEqual(idsOf({ roles: three }), ["concentrated-power"]);
    assert.deepEqual(idsOf({ roles: three.slice(1) }), []);
    assert.deepEqual(idsOf({ roles: three.map((role) => ({ ...role, account: "0x7" })) }), []);
    assert.deepEqual(idsOf({ roles: [held("OPERATOR", "0x9", "0")] }), ["role-without-delay"]);
    assert.deepEqual(idsOf({ roles: [held("OPERATOR", "0x9", "60"), held("PAUSER", "0x8", "0")] }), []);
    assert.deepEqual(idsOf({ roles: [held("OPERATOR", "0x9", "0", true)] }), []);
    const key = { name: "vera", address: "0x9", uses: ["OPERATOR"], signed: false };
    assert.deepEqual(idsOf({ keys: [key] }), ["silent-key"]);
    assert.deepEqual(idsOf({ keys: [{ ...key, signed: true }] }), []);
  });

  it("have a role revoked only where nobody is to hold it", () => {
    const commandOf = (role: string, planned: string | null, onChain: string) => {
      const holder = { role, account: "0x9", name: "x", delaySeconds: "0", contract: true, ...compared };
      const [found] = findingsOf({ ...SOUND, roles: [{ ...holder, planned, onChain }] });
      return found?.command.replace(/.* -- --network localhost /, "");
    };
    assert.equal(commandOf("OPERATOR", "not held", "held"), "--revoke OPERATOR --from 0x9 --execute");
    assert.equal(
      commandOf("OPERATOR:EU-1", "not held", "held"),
      "--revoke OPERATOR:EU-1 --from 0x9 --execute",
    );
    assert.equal(commandOf("ADMIN", "held, delay 2 days", "held"), "");
    assert.equal(commandOf("role 77", "not held", "held"), "");
    assert.equal(commandOf("ADMIN", "held", "not held"), "--pause --execute");
  });

  it("name keys that can do alone what one key should not", () => {
    const { owner } = SOUND;
    assert.deepEqual(idsOf({ owner: { ...owner, threshold: 1 } }), ["single-signature"]);
    const shared = [{ name: "vera", address: "0x9", roles: ["COUNCIL", "ARBITER"] }];
    assert.deepEqual(idsOf({ owner: { ...owner, shared } }), ["shared-key"]);
  });

  it("name seats that one judge has too many of, and seats without stake", () => {
    const seat = (name: string, committeeSeats: number, unfundedSeats = 0): Health["seats"][number] => ({
      ...{ name, address: name, committeeSeats, unfundedSeats, jurySeats: 0 },
      ...{ revealed: committeeSeats, missed: 0, staked: "1", locked: "0" },
    });
    assert.deepEqual(idsOf({ seats: [seat("a", 4), seat("b", 3), seat("c", 3)] }), ["skewed-seats"]);
    assert.deepEqual(idsOf({ seats: [seat("a", 4), seat("b", 4), seat("c", 4)] }), []);
    assert.deepEqual(idsOf({ seats: [seat("a", 9)] }), []);
    assert.deepEqual(idsOf({ seats: [seat("a", 1, 1)] }), ["unfunded-seats"]);
  });

  it("name signals that stood still in every tick, unless they have no weight", () => {
    const signal = { name: "backlog", ticks: 3, least: "0", greatest: "0", weight: "1" };
    const [found] = findingsOf({ ...SOUND, signals: [signal] });
    assert.equal(found?.id, "still-signal");
    assert.match(
      found?.command ?? "",
      /owner:params .*--set Thermostat\.kpiWeights\.backlogWad=0 --execute$/,
    );
    for (const other of [{ ticks: 2 }, { greatest: "1" }, { weight: "0" }])
      assert.deepEqual(idsOf({ signals: [{ ...signal, ...other }] }), []);
  });

  it("say who can cancel what is scheduled, and by which command", () => {
    const operation = {
      ...{ through: "AccessManager", id: "0xab", caller: "owner", contract: "C", function: "f" },
      ...{ readyAt: "9", ready: false, cancellers: ["owner", "guardian"] },
    };
    const [cancellable, final] = findingsOf({
      ...SOUND,
      pending: [operation, { ...operation, through: "BudgetDivision", cancellers: [] }],
    });
    assert.match(cancellable?.mend ?? "", /owner, guardian\.$/);
    assert.match(cancellable?.command ?? "", /owner:roles .*--cancel 0xab/);
    assert.deepEqual([final?.mend.slice(0, 6), final?.command], ["Nobody", ""]);
  });

  it("each say why they matter, and what mends them", () => {
    for (const { id, reason } of RULES) assert.match(reason, /^[A-Z].*\.$/, id);
    assert.equal(new Set(RULES.map(({ id }) => id)).size, RULES.length);
  });

  it("of one severity come by what is at stake", () => {
    const { solvency } = SOUND;
    const both = findingsOf({
      ...SOUND,
      solvency: { ...solvency, claimable: "5", surplus: "9" },
      keys: [{ name: "vera", address: "0x9", uses: ["OPERATOR"], signed: false }],
    });
    assert.deepEqual(
      both.map(({ id, atStake }) => [id, atStake]),
      [
        ["surplus", "9"],
        ["unclaimed", "5"],
        ["silent-key", "0"],
      ],
    );
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
