import assert from "node:assert/strict";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import { LOCAL_ACCOUNTS } from "../../../src/chain/accounts.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { castOfProject, keyHoldersOf } from "../../../src/records/casting.ts";
import { grantsToPeople } from "../../../src/records/grants.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const SHIPPED = [
  "plans/omnisovereign/project-plan.omnisovereign.json",
  "plans/asi-takeoff/project-plan.json",
  "plans/asi-global/project-plan.json",
];
const APART = ["ADMIN", "REGISTRAR", "COUNCIL", "ARBITER"];

async function castOf(path: string) {
  const result = await loadProject(path, { folder: ROOT });
  assert.ok(result.ok);
  return castOfProject(result.project, LOCAL_ACCOUNTS);
}

describe("the keys of the plans that are shipped", () => {
  for (const path of SHIPPED) {
    it(`are two of three for the owner: ${path}`, async () => {
      const { owner } = await castOf(path);
      assert.deepEqual([owner.safe?.threshold, new Set(keyHoldersOf(owner)).size], [2, 3]);
    });

    it(`hold no two of ${APART.join(", ")}: ${path}`, async () => {
      const keys = grantsToPeople(await castOf(path))
        .filter(({ role, account }) => APART.includes(role) && account.safe === undefined)
        .map(({ account }) => account.address);
      assert.equal(new Set(keys).size, keys.length);
      assert.ok(keys.length > 0);
    });

    it(`move the owner by nobody who holds another office: ${path}`, async () => {
      const cast = await castOf(path);
      const offices = [cast.guardian, cast.operator, cast.registrar, cast.treasury, cast.employer];
      const signers = new Set(keyHoldersOf(cast.owner).map(({ address }) => address));
      assert.deepEqual(
        offices.filter(({ address }) => signers.has(address)),
        [],
      );
    });
  }

  it("is one where a plan names no signers", async () => {
    const { owner } = await castOf("test/fixtures/plans/base.json");
    assert.deepEqual(
      [owner.safe?.threshold, keyHoldersOf(owner).map(({ label }) => label)],
      [1, ["owner.base.eth"]],
    );
  });
});
