import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { OFFICES } from "../../../src/model/account-words.ts";
import type { ContractName } from "../../../src/model/contracts.ts";
import { DRILL_ACTIONS } from "../../../src/model/drill-actions.ts";
import { ACCESS_ROLES } from "../../../src/model/drill-definition.ts";
import { GOVERNED_SETTERS } from "../../../src/model/governed-setters.ts";
import { CHECKS } from "../../../src/plan/schema-drill.ts";
import { ALL_ROLE_IDS, PLANETARY_FUNCTIONS } from "../../../src/records/planetary-roles.ts";
import { RESTRICTED_FUNCTIONS } from "../../../src/records/roles.ts";
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

describe("what drills may set", () => {
  it("is what takes the council's role or the budgets', and the guardian's limits", () => {
    const governed = [
      ...RESTRICTED_FUNCTIONS.filter(({ role }) => role === "COUNCIL"),
      ...PLANETARY_FUNCTIONS.filter(({ role }) => role === "COUNCIL" || role === "BUDGET").flatMap(
        ({ contract, signatures }) => signatures.map((signature) => ({ contract, signature })),
      ),
    ].map(({ contract, signature }) => `${contract}.${signature.replace(/\(.*$/, "")}`);
    const named = GOVERNED_SETTERS.map((setter) => setter.replace(" REGION", ""));
    assert.deepEqual(named.toSorted(), [...governed, "SystemPause.setGuardianLimits"].toSorted());
  });

  it("is listed in the guide", () => {
    for (const setter of GOVERNED_SETTERS) assert.ok(GUIDE.includes(`\`${setter}\``), setter);
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
