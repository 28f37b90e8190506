import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { ROLE } from "../../../../src/model/enums.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import { fundRegions } from "../../../../src/protocol/planetary/treasury.ts";
import { signatoriesOf } from "../../../../src/records/casting.ts";
import { councilThreshold } from "../../../../src/records/planetary-settings.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { FakeSafe } from "../../../support/fake-safe.ts";
import { projectOf } from "../../../support/project-of.ts";
import { castWith, person } from "../../../support/small-cast.ts";

const TOKEN_WEI = 10n ** 18n;
/** Six seats at a twentieth of the eight tokens that each locks. */
const SEATS_WEI = (6n * 8n * TOKEN_WEI) / 20n;
/** 25 of juries at a twentieth of eight tokens. */
const JURORS_SEATS_WEI = (25n * 8n * TOKEN_WEI) / 20n;
/** A twentieth of four hundred, twice and four times as much. */
const BONDS_WEI = 7n * 20n * TOKEN_WEI + JURORS_SEATS_WEI;

/** Where the bonus can be twice the reward. */
const DEAR_BONDS_WEI = 7n * 60n * TOKEN_WEI + JURORS_SEATS_WEI;

let base: Plan;
before(async () => {
  base = await basePlan();
});

/** Funds the regions of a plan whose council are these. */
async function funded(plan: Plan, ...council: readonly string[]) {
  const chain = new FakeChain(
    "AGIALPHA",
    "MultiSendCallOnly",
    "RewardEngineMB",
    "Treasury=SafeL2",
    "RegionalExecutor NORTH=RegionalExecutor",
    "RegionalExecutor SOUTH=RegionalExecutor",
  );
  const cast = castWith(...council.map((handle) => person(handle, { roles: ROLE.council })));
  const owners = signatoriesOf(cast).map(({ account }) => account);
  const threshold = councilThreshold(owners.length);
  const safe = new FakeSafe(chain, { owners, threshold, strangers: [cast.operator] });
  const project = projectOf(plan, { planetary: plan });
  await fundRegions(chain.driver(), cast, project);
  return { chain, safe };
}

describe("the treasury", () => {
  it("is endowed, tried with forgeries by an outsider, and pays with a majority of the council", async () => {
    const { chain, safe } = await funded(base, "anna", "bert", "cleo");
    assert.deepEqual(chain.told(), [
      "treasury: AGIALPHA.transfer",
      ...Array(3).fill("operator: Treasury.execTransaction"),
      "anna: Treasury.execTransaction",
    ]);
    assert.equal(safe.refusals.length, 3);
    const [{ signatures = "" } = {}] = chain.argsOf("Treasury.execTransaction").slice(-1);
    assert.equal(String(signatures).length, 2 + 2 * 65 * 2);
  });

  it("pays each region its budget, and the reward engine four epochs at their cap", async () => {
    const { safe } = await funded(base, "anna", "bert", "cleo");
    assert.deepEqual(Object.fromEntries(safe.paid), {
      // No region is paid more than it asked for.
      "RegionalExecutor NORTH": 600n * TOKEN_WEI,
      "RegionalExecutor SOUTH": 404n * TOKEN_WEI + SEATS_WEI + BONDS_WEI,
      RewardEngineMB: 40n * TOKEN_WEI,
    });
  });

  it("is spent by the owner alone where there is no council", async () => {
    const { chain, safe } = await funded(base);
    assert.equal(chain.told().at(-1), "owner: Treasury.execTransaction");
    assert.equal(safe.paid.get("RegionalExecutor NORTH"), 600n * TOKEN_WEI);
  });

  it("can pay where fees and bonuses take more than the budget", async () => {
    const fees = { ...base.protocol.fees, protocolBps: 10_000 };
    const jobs = base.jobs.map((job) => ({ ...job, validatorBonusCapBps: 20_000 }));
    const dear = { ...base, jobs, protocol: { ...base.protocol, fees } };
    const { safe } = await funded(dear, "anna");
    assert.equal(safe.paid.get("RegionalExecutor SOUTH"), 1_600n * TOKEN_WEI + SEATS_WEI + DEAR_BONDS_WEI);
    assert.ok(safe.heldWei >= 0n);
  });
});
