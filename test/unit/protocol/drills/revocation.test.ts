import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ROLE } from "../../../../src/model/enums.ts";
import { revokeValidator } from "../../../../src/protocol/drills/revocation.ts";
import { uintArg } from "../../../../src/records/events.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { sceneOf } from "../../../support/drill-scene.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { castWith, person } from "../../../support/small-cast.ts";

const DELAY_SECONDS = 500n;
const VERA = person("vera", { roles: ROLE.validator });
const VITO = person("vito", { roles: ROLE.validator | ROLE.agent });
const CAST = castWith(VERA, VITO);

/** Runs the drill on a registry that keeps what is scheduled. */
async function rehearse() {
  const chain = new FakeChain("IdentityRegistry", "SortitionPool");
  const changes: { readonly at: bigint; readonly roles: bigint }[] = [{ at: 0n, roles: BigInt(VITO.roles) }];
  let suspendedUntil = 0n;
  chain.effects.set("IdentityRegistry.setRoles", ({ at, args }) => {
    changes.push({ at: at + DELAY_SECONDS, roles: uintArg(args, "roles") });
    return [];
  });
  chain.effects.set("IdentityRegistry.suspend", ({ at }) => {
    suspendedUntil = at + DELAY_SECONDS;
    return [];
  });
  const now = () => chain.clock.now;
  chain.views.set("IdentityRegistry.judgingDelaySeconds", () => [DELAY_SECONDS]);
  chain.views.set("IdentityRegistry.rolesOf", () => [changes.findLast(({ at }) => at <= now())?.roles]);
  chain.views.set("IdentityRegistry.isSuspended", () => [now() < suspendedUntil]);
  const own = await revokeValidator(chain.driver(), sceneOf(CAST, await basePlan(), "revocation"));
  assert.ok(own.kind === "revocation");
  return { chain, standings: own.standings };
}

describe("the drill of a revocation", () => {
  it("suspends and revokes the last validator, and gives its role back when it is gone", async () => {
    const { chain } = await rehearse();
    assert.deepEqual(chain.told(), [
      "guardian: IdentityRegistry.suspend",
      "registrar: IdentityRegistry.setRoles",
      "registrar: IdentityRegistry.setRoles",
      "registrar: SortitionPool.sync",
    ]);
    assert.deepEqual(
      chain.argsOf("IdentityRegistry.setRoles").map(({ account, roles }) => [account, Number(roles)]),
      [
        [VITO.account.address, ROLE.agent],
        [VITO.account.address, VITO.roles],
      ],
    );
  });

  it("reads on either side of the second in which each change takes effect", async () => {
    const { standings } = await rehearse();
    const since = standings[0]?.timestamp ?? 0n;
    assert.deepEqual(
      standings.map(({ timestamp, roles, suspended }) => [timestamp - since, Number(roles), suspended]),
      [
        [0n, VITO.roles, true],
        [DELAY_SECONDS - 1n, VITO.roles, true],
        [DELAY_SECONDS, ROLE.agent, false],
        [2n * DELAY_SECONDS, VITO.roles, false],
      ],
    );
  });
});
