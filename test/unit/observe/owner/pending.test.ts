import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readPending } from "../../../../src/observe/owner/pending.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { castWith } from "../../../support/small-cast.ts";
import { standpointOn } from "../../../support/standpoint.ts";

const CAST = castWith();
const NOW = 5_000n;
const GUARDIAN = 1n;
const ROLES = ["ADMIN", "GUARDIAN", "OPERATOR"].map((role) => ({
  role,
  account: role,
  name: `a ${role}`,
  delaySeconds: "0",
  contract: false,
  planned: "held",
  onChain: "held",
  changes: [],
  drift: false,
  reason: "",
}));
const idOf = (digit: number) => `0x${String(digit).repeat(64)}`;

/** A chain on which the operations of these ids may be carried out at these times; 0 where they are done. */
function chainWith(readyAt: Readonly<Record<string, bigint>>): FakeChain {
  const chain = new FakeChain(
    "AccessManager",
    "CouncilTimelock",
    "QuadraticGovernor",
    "Thermostat",
    "SystemPause",
    "BudgetDivision",
  );
  chain.views.set("AccessManager.getTargetFunctionRole", () => [4n]);
  chain.views.set("AccessManager.getRoleGuardian", () => [GUARDIAN]);
  chain.views.set("QuadraticGovernor.proposalGuardian", () => [CAST.guardian.address]);
  chain.views.set("AccessManager.getSchedule", ({ id }) => [readyAt[String(id)] ?? 0n]);
  chain.views.set("CouncilTimelock.getTimestamp", ({ id }) => [readyAt[String(id)] ?? 0n]);
  return chain;
}

const setPoint = ({ book }: FakeChain) => {
  const { address, type } = book.get("Thermostat");
  return { target: address, data: type.abi.encodeFunctionData("setBaseTemperature", [5n]) };
};

function schedule(chain: FakeChain, id: string, data = setPoint(chain).data, nonce = 1n): void {
  const { target } = setPoint(chain);
  chain.happens("AccessManager", "OperationScheduled", id, nonce, NOW, CAST.owner.address, target, data);
}

describe("what is scheduled and not yet done", () => {
  it("is ready from its time on, and gone once it is done", async () => {
    const chain = chainWith({ [idOf(1)]: NOW, [idOf(2)]: NOW + 1n });
    for (const digit of [1, 2, 3]) schedule(chain, idOf(digit));
    const pending = await readPending(await standpointOn(chain, CAST), NOW, ROLES);
    assert.deepEqual(pending, [
      {
        through: "AccessManager",
        id: idOf(1),
        caller: "owner",
        contract: "Thermostat",
        function: "setBaseTemperature",
        readyAt: "5000",
        ready: true,
        cancellers: ["owner", "a ADMIN", "a GUARDIAN"],
      },
      {
        through: "AccessManager",
        id: idOf(2),
        caller: "owner",
        contract: "Thermostat",
        function: "setBaseTemperature",
        readyAt: "5001",
        ready: false,
        cancellers: ["owner", "a ADMIN", "a GUARDIAN"],
      },
    ]);
  });

  it("is told once, however often it was scheduled anew", async () => {
    const chain = chainWith({ [idOf(1)]: NOW });
    schedule(chain, idOf(1), setPoint(chain).data, 1n);
    schedule(chain, idOf(1), setPoint(chain).data, 2n);
    assert.equal((await readPending(await standpointOn(chain, CAST), NOW, ROLES)).length, 1);
  });

  it("may be a call that nobody here knows", async () => {
    const chain = chainWith({ [idOf(1)]: NOW });
    schedule(chain, idOf(1), "0xdeadbeef");
    const [operation] = await readPending(await standpointOn(chain, CAST), NOW, ROLES);
    assert.equal(operation?.function, "unknown");
  });

  it("includes what the timelock keeps, which calls as itself and marks what is done with 1", async () => {
    const chain = chainWith({ [idOf(1)]: 1n, [idOf(2)]: NOW });
    const { target, data } = setPoint(chain);
    for (const id of [idOf(1), idOf(2)])
      chain.happens("CouncilTimelock", "CallScheduled", id, 0n, target, 0n, data, idOf(0), 60n);
    const pending = await readPending(await standpointOn(chain, CAST), NOW, ROLES);
    assert.deepEqual(
      pending.map(({ id, through, caller, cancellers }) => [id, through, caller, cancellers]),
      [[idOf(2), "CouncilTimelock", "CouncilTimelock", ["guardian"]]],
    );
  });

  it("includes every call of what the timelock keeps under one id", async () => {
    const chain = chainWith({ [idOf(2)]: NOW });
    const { target, data } = setPoint(chain);
    for (const [index, call] of ["0xdeadbeef", data].entries())
      chain.happens("CouncilTimelock", "CallScheduled", idOf(2), index, target, 0n, call, idOf(0), 60n);
    const pending = await readPending(await standpointOn(chain, CAST), NOW, ROLES);
    assert.deepEqual(
      pending.map(({ function: name }) => name),
      ["unknown", "setBaseTemperature"],
    );
  });

  it("includes the pots that wait to be divided, by when their window of active time is over", async () => {
    const chain = chainWith({});
    chain.views.set("SystemPause.activeTime", () => [NOW - 100n]);
    const deadlines = [NOW - 101n, NOW - 100n, NOW];
    chain.views.set("BudgetDivision.divisionOf", ({ divisionId }) => [
      9n,
      1n,
      deadlines[Number(divisionId) - 1],
      0n,
      0n,
    ]);
    for (const id of [1n, 2n, 3n]) chain.happens("BudgetDivision", "DivisionOpened", id, 9n, [], 1n, 2n);
    chain.happens("BudgetDivision", "DivisionConcluded", 3n, 1n, 2n, 2n, 0n);
    const pending = await readPending(await standpointOn(chain, CAST), NOW, ROLES);
    assert.deepEqual(
      pending.map(({ through, id, contract, function: name, readyAt, ready }) => [
        `${through} ${id} ${contract}.${name}`,
        readyAt,
        ready,
      ]),
      [
        ["BudgetDivision 1 BudgetDivision.conclude", "5000", true],
        ["BudgetDivision 2 BudgetDivision.conclude", "5001", false],
      ],
    );
  });
});
