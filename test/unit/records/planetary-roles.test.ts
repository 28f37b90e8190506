import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { id } from "ethers/hash";
import { PLANETARY_MODULES } from "../../../src/model/modules.ts";
import {
  ALL_ROLE_IDS,
  operatorRole,
  operatorRoleId,
  PLANETARY_FUNCTIONS,
  PLANETARY_ROLE_IDS,
  REGION_OPERATOR,
  roleIdAt,
  roleNameAt,
} from "../../../src/records/planetary-roles.ts";
import { ROLE_IDS } from "../../../src/records/roles.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";

/** Functions that carry the `restricted` modifier in the contract's source. */
function restrictedIn(contract: string): string[] {
  const source = readFileSync(`contracts/planetary/${contract}.sol`, "utf8");
  return [...source.matchAll(/function (\w+)\([^{;]*?\brestricted\b/g)]
    .map((match) => String(match[1]))
    .sort();
}

for (const contract of PLANETARY_MODULES) {
  test(`every restricted function of ${contract} has a role, and only those`, () => {
    const signatures = PLANETARY_FUNCTIONS.filter((entry) => entry.contract === contract).flatMap(
      (entry) => entry.signatures,
    );
    const { abi } = contractType(contract);
    for (const signature of signatures) assert.ok(abi.hasFunction(signature), signature);
    const names = signatures.map((signature) => signature.slice(0, signature.indexOf("(")));
    assert.deepEqual(names.sort(), restrictedIn(contract));
  });
}

test("each region has a role of its own, whose number follows from its label", () => {
  assert.equal(operatorRole("EU"), "OPERATOR:EU");
  assert.equal(operatorRoleId("EU"), BigInt(id("OPERATOR:EU")) >> 192n);
  assert.notEqual(operatorRoleId("EU"), operatorRoleId("eu"));
  assert.equal(roleIdAt(REGION_OPERATOR, "RegionalExecutor EU"), operatorRoleId("EU"));
  assert.equal(roleNameAt(REGION_OPERATOR, "RegionalExecutor EU"), "OPERATOR:EU");
  assert.equal(roleIdAt("BUDGET", "RegionalExecutor EU"), PLANETARY_ROLE_IDS.BUDGET);
  assert.equal(roleNameAt("BUDGET", "RegionalExecutor EU"), "BUDGET");
});

test("no role of the planetary layer has the number of a national one", () => {
  const numbers = Object.values(ALL_ROLE_IDS);
  assert.equal(new Set(numbers).size, Object.keys(ROLE_IDS).length + Object.keys(PLANETARY_ROLE_IDS).length);
  assert.equal(new Set(numbers).size, numbers.length);
});
