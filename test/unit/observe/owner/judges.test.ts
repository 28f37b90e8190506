import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ROLE } from "../../../../src/model/enums.ts";
import { readJudges } from "../../../../src/observe/owner/judges.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { castWith, person } from "../../../support/small-cast.ts";
import { standpointOn } from "../../../support/standpoint.ts";

const VERA = person("vera", { roles: ROLE.validator | ROLE.agent });
const ANNA = person("anna", { roles: ROLE.agent });
const CAST = castWith(VERA, ANNA);
const ID = `0x${"11".repeat(32)}`;
const RECEIPT = "nation/receipts/governance.json";
const ACTIVE = 900n;

/** What the registry says of everybody. */
interface Registry {
  readonly held: number;
  readonly scheduled: number;
  readonly effectiveAt?: bigint;
  readonly suspendedUntil?: bigint;
}

/** A chain on which both were admitted, the second one without a word about judging. */
function chainWith({ held, scheduled, effectiveAt = 0n, suspendedUntil = 0n }: Registry): FakeChain {
  const chain = new FakeChain("IdentityRegistry", "SystemPause");
  const of = (answer: readonly unknown[], none: readonly unknown[]) => (args: { account?: unknown }) =>
    args.account === VERA.account.address ? answer : none;
  chain.views.set("SystemPause.activeTime", () => [ACTIVE]);
  chain.views.set("IdentityRegistry.rolesOf", of([held], [ROLE.agent]));
  chain.views.set("IdentityRegistry.scheduledRolesOf", of([scheduled, effectiveAt], [ROLE.agent, 0n]));
  chain.views.set("IdentityRegistry.suspensionOf", of([[1n, suspendedUntil]], [[0n, 0n]]));
  for (const { account, roles, handle } of [VERA, ANNA])
    chain.happens("IdentityRegistry", "IdentityRegistered", ID, account.address, handle, roles);
  return chain;
}

function change(chain: FakeChain, before: number, after: number): string {
  const { address } = VERA.account;
  return chain.happens("IdentityRegistry", "JudgingRolesScheduled", ID, address, before, after, 5_000n);
}

async function judges(chain: FakeChain, receipts = new Map<string, string>(), isComplete = true) {
  return readJudges(await standpointOn(chain, CAST, receipts), isComplete);
}

describe("who judges", () => {
  it("is, after an admission by the plans, whom they name, and nobody else", async () => {
    const [vera, ...others] = await judges(chainWith({ held: VERA.roles, scheduled: VERA.roles }));
    assert.deepEqual(others, []);
    assert.deepEqual(
      [vera?.name, vera?.planned, vera?.held, vera?.onChain, vera?.drift],
      ["vera", "validator", "validator", "validator", false],
    );
    assert.deepEqual([vera?.effectiveAt, vera?.suspendedUntil], [null, null]);
  });

  it("differs from the plans by what no receipt explains", async () => {
    const [vera] = await judges(chainWith({ held: VERA.roles, scheduled: ROLE.agent, effectiveAt: 5_000n }));
    assert.equal(vera?.reason, "is no role, planned as validator");
    const chain = chainWith({ held: VERA.roles, scheduled: ROLE.agent, effectiveAt: 5_000n });
    change(chain, ROLE.validator, 0);
    assert.match(
      (await judges(chain))[0]?.reason ?? "",
      /^JudgingRolesScheduled in block \d+ is in no receipt$/,
    );
  });

  it("may be changed by what a receipt shows, which says from when on", async () => {
    const chain = chainWith({ held: VERA.roles, scheduled: ROLE.agent, effectiveAt: 5_000n });
    const receipts = new Map([[change(chain, ROLE.validator, 0), RECEIPT]]);
    const [vera] = await judges(chain, receipts);
    assert.deepEqual(
      [vera?.drift, vera?.held, vera?.onChain, vera?.effectiveAt],
      [false, "validator", "no role", "5000"],
    );
    assert.equal(vera?.changes.length, 1);
  });

  it("is held to no plan before everybody has been admitted", async () => {
    const [vera] = await judges(chainWith({ held: 0, scheduled: 0 }), new Map(), false);
    assert.deepEqual([vera?.planned, vera?.drift], [null, false]);
  });

  it("is suspended until its time, by the clock that a pause stops", async () => {
    const standing = { held: VERA.roles, scheduled: VERA.roles };
    const [during] = await judges(chainWith({ ...standing, suspendedUntil: ACTIVE + 1n }));
    assert.equal(during?.suspendedUntil, String(ACTIVE + 1n));
    const [after] = await judges(chainWith({ ...standing, suspendedUntil: ACTIVE }));
    assert.equal(after?.suspendedUntil, null);
  });
});
