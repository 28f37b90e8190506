import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Cast, Person } from "../../../../src/model/cast.ts";
import { ROLE, type RoleBit } from "../../../../src/model/enums.ts";
import { admit } from "../../../../src/protocol/admission.ts";
import { admitNewcomers } from "../../../../src/protocol/planetary/newcomers.ts";
import { FakeStakes } from "../../../support/fake-stakes.ts";
import { castWith, person } from "../../../support/small-cast.ts";

const DELAY_SECONDS = 3_600;

const staked = (
  handle: string,
  stakes: Partial<Record<keyof typeof ROLE, bigint>>,
  spareWei = 0n,
): Person => {
  const entries = Object.entries(stakes).map(([name, amountWei]) => ({
    role: ROLE[name as keyof typeof ROLE] as RoleBit,
    amountWei,
  }));
  return person(handle, {
    roles: entries.reduce((all, { role }) => all | role, 0),
    stakes: entries,
    spareWei,
  });
};

/** A chain on which `before` was admitted and `after` joined, and what the joining sent. */
async function joined(before: Cast, after: Cast) {
  const chain = new FakeStakes(before.treasury, 1_000_000n);
  const driver = chain.driver();
  await admit(driver, before, 0n);
  const [known, { block }] = [chain.sent.length, chain.clock];
  await admitNewcomers(driver, before, after, DELAY_SECONDS);
  const told = chain.told().slice(known);
  const [first, last] = [chain.sent.at(known), chain.sent.at(-1)];
  const waitedSeconds = Number((last?.at ?? 0n) - (first?.at ?? 0n));
  return { chain, told, blocks: chain.clock.block - block, waitedSeconds };
}

const ANNA = staked("anna", { agent: 100n }, 30n);

describe("those whom the planetary plan adds", () => {
  it("get gas money, tokens and an identity, and stake", async () => {
    const newcomer = staked("nina", { validator: 40n }, 5n);
    const { chain, told } = await joined(castWith(ANNA), castWith(ANNA, newcomer));
    assert.deepEqual(told, [
      "deployer: transfer of coin",
      "treasury: AGIALPHA.transfer",
      "registrar: IdentityRegistry.register",
      "registrar: SortitionPool.sync",
      "nina: AGIALPHA.approve",
      "nina: StakeManager.depositStake",
    ]);
    assert.equal(chain.tokens.get(newcomer.account.address), 5n);
    assert.equal(chain.stakeOf(newcomer.account, ROLE.validator), 40n);
  });

  it("stake only once they may, where they are to judge", async () => {
    const judge = staked("nina", { validator: 40n });
    const waiting = await joined(castWith(ANNA), castWith(ANNA, judge));
    assert.ok(waiting.waitedSeconds >= DELAY_SECONDS);
    const promoted = { ...staked("anna", { agent: 150n }), roles: ANNA.roles | ROLE.council };
    assert.ok((await joined(castWith(ANNA), castWith(promoted))).waitedSeconds >= DELAY_SECONDS);
  });

  it("wait for nothing where nobody new is to judge", async () => {
    const worker = await joined(castWith(ANNA), castWith(ANNA, staked("nina", { agent: 40n })));
    assert.ok(worker.waitedSeconds < DELAY_SECONDS);
    const [before, after] = [40n, 60n].map((wei) => staked("vera", { validator: wei }));
    const raised = await joined(castWith(before as Person), castWith(after as Person));
    assert.ok(raised.waitedSeconds < DELAY_SECONDS);
  });

  it("get no second identity where they take part already, but the roles that they gain", async () => {
    const promoted = { ...ANNA, roles: ANNA.roles | ROLE.council };
    const { chain, told } = await joined(castWith(ANNA), castWith(promoted));
    assert.deepEqual(told, ["registrar: IdentityRegistry.setRoles", "registrar: SortitionPool.sync"]);
    assert.equal(chain.roles.get(ANNA.account.address), BigInt(ROLE.agent | ROLE.council));
  });

  it("stake, where they have staked before, what this plan asks of them besides", async () => {
    const raised = staked("anna", { agent: 150n, validator: 10n }, 50n);
    const { chain } = await joined(castWith(ANNA), castWith(raised));
    assert.equal(chain.stakeOf(ANNA.account, ROLE.agent), 150n);
    assert.equal(chain.stakeOf(ANNA.account, ROLE.validator), 10n);
    assert.equal(chain.tokens.get(ANNA.account.address), 50n);
  });

  it("keep what they have where this plan asks for less", async () => {
    const { told } = await joined(castWith(ANNA), castWith(staked("anna", { agent: 60n }, 10n)));
    assert.deepEqual(told, []);
    const dearer = await joined(castWith(ANNA), castWith(staked("anna", { agent: 101n }, 10n)));
    assert.equal(dearer.chain.tokens.get(ANNA.account.address), 30n);
  });

  it("are nobody where both plans have the same people: then no block is mined", async () => {
    const { blocks } = await joined(castWith(ANNA), castWith(ANNA));
    assert.equal(blocks, 0);
  });

  it("end with the roles of the new cast and the higher of both stakes, whoever they are", async () => {
    const amount = fc.option(fc.bigInt(1n, 500n), { nil: undefined });
    const people = fc
      .uniqueArray(fc.tuple(fc.constantFrom("anna", "bert", "cleo", "dora"), amount, amount), {
        selector: ([handle]) => handle,
      })
      .map((list) =>
        list.map(([handle, agent, validator]) =>
          staked(handle, { ...(agent && { agent }), ...(validator && { validator }) }, 9n),
        ),
      );
    await fc.assert(
      fc.asyncProperty(people, people, async (first, second) => {
        const before = castWith(...first);
        const grown = second.map((now) => {
          const then = first.find(({ handle }) => handle === now.handle);
          return { ...now, roles: now.roles | (then?.roles ?? 0) };
        });
        const { chain } = await joined(before, castWith(...grown));
        for (const { account, roles, handle, stakes } of grown) {
          const then = first.find((known) => known.handle === handle)?.stakes ?? [];
          for (const role of [ROLE.agent, ROLE.validator]) {
            const amounts = [...then, ...stakes].filter((stake) => stake.role === role);
            const most = amounts.reduce((max, { amountWei }) => (amountWei > max ? amountWei : max), 0n);
            assert.equal(chain.stakeOf(account, role), most);
          }
          assert.equal(chain.roles.get(account.address), BigInt(roles));
          assert.ok((chain.gasMoney.get(account.address) ?? 0n) > 0n);
        }
      }),
      { numRuns: 40 },
    );
  });
});
