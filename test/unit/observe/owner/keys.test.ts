import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import type { RoleHolder } from "../../../../src/model/owner.ts";
import { readOwnerKeys } from "../../../../src/observe/owner/keys.ts";
import { keyExceptions } from "../../../../src/records/key-exceptions.ts";
import { OWNER_SAFE } from "../../../../src/records/owner-safe.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { castWith, person } from "../../../support/small-cast.ts";
import { standpointOn } from "../../../support/standpoint.ts";

const CAST = castWith(person("anna"), person("bert"));

function held(role: string, account: string, onChain = "held"): RoleHolder {
  const unmoved = { planned: null, changes: [], drift: false, reason: "" };
  return { role, account, name: account, delaySeconds: "0", contract: false, onChain, ...unmoved };
}

async function keysOf(threshold: number, signers: readonly string[], holders: readonly RoleHolder[] = []) {
  const chain = new FakeChain(`${OWNER_SAFE}=SafeL2`);
  chain.views.set(`${OWNER_SAFE}.getThreshold`, () => [threshold]);
  chain.views.set(`${OWNER_SAFE}.getOwners`, () => [signers.map((name) => accountOf(name).address)]);
  return readOwnerKeys(await standpointOn(chain, CAST, new Map()), holders);
}

const exceptions = (keys: Parameters<typeof keyExceptions>[0]) => keyExceptions(keys).map(({ id }) => id);

describe("the owner's keys", () => {
  it("are those that its Safe knows, by the names of the cast", async () => {
    const { threshold, signers } = await keysOf(2, ["anna", "bert", "stranger"]);
    assert.equal(threshold, 2);
    assert.deepEqual(
      signers.map(({ name }) => name),
      ["anna", "bert", accountOf("stranger").address],
    );
    assert.deepEqual(exceptions(await keysOf(2, ["anna", "bert"])), []);
  });

  it("are an exception where one signature is enough", async () => {
    assert.deepEqual(exceptions(await keysOf(1, ["anna", "bert"])), ["single-signature"]);
  });

  it("are the owner's own where it is no Safe", async () => {
    const keys = await readOwnerKeys(await standpointOn(new FakeChain(), CAST, new Map()), []);
    assert.deepEqual([keys.safe, keys.signers.map(({ name }) => name)], [null, ["owner"]]);
    assert.deepEqual(exceptions(keys), ["single-signature"]);
  });

  it("are an exception where the guardian signs for the owner", async () => {
    const { address } = accountOf("anna");
    const keys = await keysOf(
      2,
      ["anna", "bert"],
      [held("GUARDIAN", address), held("GUARDIAN", CAST.guardian.address)],
    );
    assert.deepEqual(
      keys.shared.map(({ name }) => name),
      [address],
    );
  });

  it("are an exception where one drives two regions", async () => {
    const [key, other] = ["key", "other"].map((name) => accountOf(name).address) as [string, string];
    const keys = await keysOf(
      2,
      ["anna", "bert"],
      [
        held("OPERATOR:EU", key),
        held("OPERATOR:ASIA", key),
        held("OPERATOR", other),
        held("OPERATOR:AFRICA", other),
      ],
    );
    assert.deepEqual(
      keys.shared.map(({ address, roles }) => [address, roles]),
      [[key, ["OPERATOR:EU", "OPERATOR:ASIA"]]],
    );
  });

  it("are an exception where one holds two roles that ought to be apart, unless it is a contract", async () => {
    const [key, other] = ["key", "other"].map((name) => accountOf(name).address) as [string, string];
    const { address: contract } = new FakeChain(`${OWNER_SAFE}=SafeL2`).book.get(OWNER_SAFE);
    const keys = await keysOf(
      2,
      ["anna", "bert"],
      [
        held("REGISTRAR", key),
        held("ARBITER", key, "held, delay 1 day"),
        held("ADMIN", contract),
        held("COUNCIL", contract),
        held("OPERATOR", other),
        held("ADMIN", other, "not held"),
        held("COUNCIL", other),
      ],
    );
    assert.deepEqual(
      keys.shared.map(({ address, roles }) => [address, roles]),
      [[key, ["REGISTRAR", "ARBITER"]]],
    );
    assert.deepEqual(exceptions(keys), ["shared-key"]);
  });
});
