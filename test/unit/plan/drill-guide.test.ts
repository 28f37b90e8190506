import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { OFFICES } from "../../../src/model/account-words.ts";
import type { ContractName } from "../../../src/model/contracts.ts";
import { DRILL_ACTIONS } from "../../../src/model/drill-actions.ts";
import { ACCESS_ROLES } from "../../../src/model/drill-definition.ts";
import { CHECKS } from "../../../src/plan/schema-drill.ts";
import { ALL_ROLE_IDS } from "../../../src/records/planetary-roles.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";

const GUIDE = readFileSync("docs/drills.md", "utf8");

describe("the guide to drills", () => {
  it("lists every action with its parameters, and no other", () => {
    const rows = [...GUIDE.matchAll(/^\| `([a-z-]+)` \| (.*?) \| .*\|$/gm)].filter(([, name]) =>
      Object.hasOwn(DRILL_ACTIONS, name ?? ""),
    );
    const told = rows.map(([, name, given]) => [
      name,
      [...(given ?? "").matchAll(/`(\w+)`/g)].map(([, one]) => one),
    ]);
    const known = Object.entries(DRILL_ACTIONS).map(([name, { parameters }]) => [
      name,
      Object.keys(parameters),
    ]);
    assert.deepEqual(told, known);
  });

  it("names every check and every office", () => {
    for (const word of [...CHECKS, ...OFFICES]) assert.ok(GUIDE.includes(`\`${word}\``), word);
  });
});

describe("the actions of drills", () => {
  it("are functions of the contracts", () => {
    for (const [name, { call }] of Object.entries(DRILL_ACTIONS)) {
      if (call === null) continue;
      const { abi } = contractType(call.contract as ContractName);
      assert.ok(abi.getFunction(call.function), name);
    }
  });

  it("know the AccessManager's roles by the names of the table", () => {
    assert.deepEqual([...ACCESS_ROLES].sort(), Object.keys(ALL_ROLE_IDS).sort());
  });
});
