import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import type { Interface } from "ethers";
import type { ContractName } from "../../../src/model/contracts.ts";
import { RESTRICTED_FUNCTIONS, ROLE_IDS, ROLES } from "../../../src/records/roles.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";

const MANAGER = "node_modules/@openzeppelin/contracts/access/manager/AccessManager.sol";

/** Signatures (by name) that carry the `restricted` modifier in the contract's source; the manager has one of its own. */
async function restrictedNames(contract: string): Promise<string[]> {
  const ours = `contracts/national/${contract}.sol`;
  const source = await readFile(contract === "AccessManager" ? MANAGER : ours, "utf8");
  return [...source.matchAll(/function (\w+)\([^{]*?\b(?:restricted|onlyAuthorized)\b/g)]
    .map((match) => match[1] as string)
    .sort();
}

function abiOf(contract: ContractName): Interface {
  return contractType(contract).abi;
}

const contracts = [...new Set(RESTRICTED_FUNCTIONS.map((entry) => entry.contract))];

for (const contract of contracts) {
  test(`every restricted function of ${contract} has a role, and only those`, async () => {
    const listed = RESTRICTED_FUNCTIONS.filter((entry) => entry.contract === contract);
    const abi = abiOf(contract);
    for (const { signature } of listed) assert.ok(abi.hasFunction(signature), `${contract}.${signature}`);
    assert.deepEqual(
      listed.map((entry) => entry.signature.slice(0, entry.signature.indexOf("("))).sort(),
      await restrictedNames(contract),
    );
  });
}

test("every role is described once, with an id of its own", () => {
  assert.deepEqual(ROLES.map((entry) => entry.role).sort(), Object.keys(ROLE_IDS).sort());
  assert.equal(new Set(Object.values(ROLE_IDS)).size, ROLES.length);
});
