import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Diagram } from "../../../../src/model/diagram.ts";
import type { Wiring } from "../../../../src/model/owner.ts";
import { callsDiagram } from "../../../../src/reports/owner/calls-diagram.ts";
import { moneyDiagram } from "../../../../src/reports/owner/money-diagram.ts";
import { powerDiagram } from "../../../../src/reports/owner/power-diagram.ts";

const REGIONS = ["EAST", "NORTH", "SOUTH", "WEST"] as const;
const DRAW = ["createJob", "reopenJob", "cancelJob", "raiseDispute", "appeal", "report", "return"];

/** @param operatorOf whose key drives a region. */
function wiringOf(operatorOf = (region: string) => `operator-${region}`): Wiring {
  const executors = REGIONS.map((region) => `RegionalExecutor ${region}`);
  const held = (name: string, contract = false) => ({ name, how: "held", contract });
  return {
    reading: { chainId: 31337, block: 9, timestamp: 0, stateRoot: "0xab", done: [], toCome: [] },
    contracts: [
      { name: "OwnerSafe", artifact: "SafeL2", pausable: false },
      { name: "SystemPause", artifact: "SystemPause", pausable: false },
      { name: "QuadraticGovernor", artifact: "QuadraticGovernor", pausable: false },
      { name: "CouncilTimelock", artifact: "CouncilTimelock", pausable: false },
      { name: "JobRegistry", artifact: "JobRegistry", pausable: true },
      { name: "StakeManager", artifact: "StakeManager", pausable: true },
      ...executors.map((name) => ({ name, artifact: "RegionalExecutor", pausable: true })),
    ],
    roles: [
      { role: "ADMIN", holders: [{ name: "OwnerSafe", how: "held, delay 2 days", contract: true }] },
      { role: "SETTLEMENT", holders: [held("JobRegistry", true)] },
      { role: "BUDGET", holders: [held("CouncilTimelock", true)] },
      ...REGIONS.map((region) => ({ role: `OPERATOR:${region}`, holders: [held(operatorOf(region))] })),
    ],
    permissions: [
      { role: "ADMIN", contract: "SystemPause", functions: ["pause", "resume"] },
      { role: "SETTLEMENT", contract: "StakeManager", functions: ["lock"] },
      ...executors.map((contract) => ({ role: "BUDGET", contract, functions: ["approveBudget"] })),
      ...REGIONS.map((region) => ({
        role: `OPERATOR:${region}`,
        contract: `RegionalExecutor ${region}`,
        functions: DRAW,
      })),
    ],
    signers: [{ name: "first", safe: "OwnerSafe", how: "signs, 1 of 1 needed" }],
    links: executors.map((from) => ({ from, to: "JobRegistry", label: "jobRegistry" })),
    flows: executors.map((to) => ({ from: "treasury", to, amount: `15${"0".repeat(17)}`, transfers: 1 })),
  };
}

/** Arrows by what their boxes are called. */
function arrowsOf({ boxes, arrows }: Diagram): readonly string[] {
  const shown = new Map(boxes.map(({ id, name, lines }) => [id, [name, ...lines].join(" ")]));
  return arrows.map(({ from, to, lines }) => `${shown.get(from)} -(${lines.join(", ")})-> ${shown.get(to)}`);
}

describe("the owner's diagram of power", () => {
  it("leads from keys over roles to functions, with delays, and leaves out what modules may", () => {
    assert.deepEqual(arrowsOf(powerDiagram(wiringOf())), [
      "first -(signs, 1 of 1 needed)-> OwnerSafe",
      "council -(votes)-> QuadraticGovernor",
      "QuadraticGovernor -(decides)-> CouncilTimelock",
      "OwnerSafe -(delay 2 days)-> ADMIN",
      "ADMIN -(pause, resume)-> SystemPause",
      "CouncilTimelock -(at once)-> BUDGET",
      "BUDGET -(approveBudget)-> RegionalExecutor × 4",
      "operator-… × 4 -(at once)-> OPERATOR:… × 4",
      "OPERATOR:… × 4 -(createJob, reopenJob, cancelJob, raiseDispute, appeal, and 2 more)-> RegionalExecutor × 4",
    ]);
  });

  it("shows that one key drives all regions", () => {
    const arrows = arrowsOf(powerDiagram(wiringOf(() => "the same key")));
    assert.ok(arrows.includes("the same key -(at once)-> OPERATOR:… × 4"));
  });

  it("does not fold a role that may do more than its likes", () => {
    const wiring = wiringOf();
    const more = { role: "OPERATOR:EAST", contract: "StakeManager", functions: ["lock"] };
    const arrows = arrowsOf(powerDiagram({ ...wiring, permissions: [...wiring.permissions, more] }));
    assert.ok(arrows.includes("operator-EAST -(at once)-> OPERATOR:EAST"));
    assert.ok(arrows.includes("OPERATOR:EAST -(lock)-> StakeManager"));
    assert.ok(arrows.some((arrow) => arrow.endsWith("-> OPERATOR:… × 3")));
  });
});

describe("the diagram of calls", () => {
  it("has what modules may call, and who knows whom beyond that", () => {
    assert.deepEqual(arrowsOf(callsDiagram(wiringOf())), [
      "JobRegistry -(lock)-> StakeManager",
      "RegionalExecutor × 4 -()-> JobRegistry",
    ]);
  });
});

describe("the diagram of money", () => {
  it("sums what equal contracts got", () => {
    assert.deepEqual(arrowsOf(moneyDiagram(wiringOf())), [
      "treasury -(6.00, in 4 transfers)-> RegionalExecutor × 4",
    ]);
  });
});
