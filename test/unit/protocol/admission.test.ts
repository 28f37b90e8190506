import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { ROLE } from "../../../src/model/enums.ts";
import { admit } from "../../../src/protocol/admission.ts";
import { FakeStakes } from "../../support/fake-stakes.ts";
import { castWith, person } from "../../support/small-cast.ts";

const BUDGET_WEI = 5_000n;
const SUPPLY_WEI = 10_000n;
const ANNA = person("anna", {
  roles: ROLE.agent | ROLE.validator,
  stakes: [
    { role: ROLE.agent, amountWei: 100n },
    { role: ROLE.validator, amountWei: 20n },
  ],
  spareWei: 7n,
});
const BERT = person("bert", { roles: ROLE.council });
/** The owner takes part itself. */
const OWNER = person("owner", {
  roles: ROLE.council,
  stakes: [{ role: ROLE.council, amountWei: 3n }],
});
const CAST = castWith(ANNA, BERT, OWNER);

describe("the admission of a cast", () => {
  let chain: FakeStakes;

  beforeEach(async () => {
    chain = new FakeStakes(CAST.treasury, SUPPLY_WEI);
    await admit(chain.driver(), CAST, BUDGET_WEI);
  });

  it("gives gas money, once, to everybody who will send something", () => {
    const { owner, guardian, treasury, people } = CAST;
    const senders = new Set([owner, guardian, treasury, ...people.map(({ account }) => account)]);
    assert.deepEqual(new Set(chain.gasMoney.keys()), new Set([...senders].map(({ address }) => address)));
    assert.equal(new Set(chain.gasMoney.values()).size, 1);
    assert.ok(chain.sent.slice(0, senders.size).every(({ from }) => from === CAST.deployer));
  });

  it("leaves each person its stakes, staked, and what it keeps at hand", () => {
    assert.equal(chain.stakeOf(ANNA.account, ROLE.agent), 100n);
    assert.equal(chain.stakeOf(ANNA.account, ROLE.validator), 20n);
    assert.equal(chain.tokens.get(ANNA.account.address), 7n);
    assert.equal(chain.stakeOf(OWNER.account, ROLE.council), 3n);
    assert.equal(chain.tokens.get(OWNER.account.address), 0n);
  });

  it("hands the budget to the employer, who lets the escrow have it, and keeps the rest in the treasury", () => {
    assert.equal(chain.tokens.get(CAST.employer.address), BUDGET_WEI);
    assert.equal(chain.tokens.get(CAST.treasury.address), SUPPLY_WEI - BUDGET_WEI - 130n);
    assert.ok(chain.told().includes("employer: AGIALPHA.approve"));
    const spenders = new Set(chain.argsOf("AGIALPHA.approve").map(({ spender }) => spender));
    assert.deepEqual([...spenders], [chain.book.get("StakeManager").address]);
  });

  it("gives nothing but an identity to whoever stakes nothing", () => {
    assert.equal(chain.roles.get(BERT.account.address), BigInt(ROLE.council));
    assert.equal(chain.tokens.has(BERT.account.address), false);
    assert.ok(!chain.told().some((line) => line.startsWith("bert")));
  });

  it("closes the founding before anybody stakes, and once", () => {
    const told = chain.told();
    assert.equal(told.filter((line) => line === "owner: IdentityRegistry.closeFounding").length, 1);
    const closed = told.indexOf("owner: IdentityRegistry.closeFounding");
    assert.ok(told.lastIndexOf("owner: IdentityRegistry.register") < closed);
    assert.ok(closed < told.findIndex((line) => line.endsWith("StakeManager.depositStake")));
  });

  it("has the owner register every person with all its roles", () => {
    const registered = chain.sent.filter(({ call }) => call === "IdentityRegistry.register");
    assert.deepEqual(
      registered.map(({ from, args }) => [from.label, args.handle, args.roles]),
      CAST.people.map(({ handle, roles }) => ["owner", handle, String(roles)]),
    );
  });
});
