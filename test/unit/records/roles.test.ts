import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Interface, type JsonFragment } from "ethers";
import { RESTRICTED_FUNCTIONS, ROLE_IDS, ROLES } from "../../../src/records/roles.ts";

/** Signatures (by name) that carry the `restricted` modifier in the contract's source. */
async function restrictedNames(contract: string): Promise<string[]> {
  const source = await readFile(`contracts/national/${contract}.sol`, "utf8");
  return [...source.matchAll(/function (\w+)\([^{]*?\brestricted\b/g)]
    .map((match) => match[1] as string)
    .sort();
}

async function abiOf(contract: string): Promise<Interface> {
  const artifact = JSON.parse(
    await readFile(`artifacts/contracts/national/${contract}.sol/${contract}.json`, "utf8"),
  ) as { abi: JsonFragment[] };
  return new Interface(artifact.abi);
}

const contracts = [...new Set(RESTRICTED_FUNCTIONS.map((entry) => entry.contract))];

for (const contract of contracts) {
  test(`every restricted function of ${contract} has a role, and only those`, async () => {
    const listed = RESTRICTED_FUNCTIONS.filter((entry) => entry.contract === contract);
    const abi = await abiOf(contract);
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
