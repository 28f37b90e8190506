import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { decodeBytes32String } from "ethers/abi";
import { getAddress } from "ethers/address";
import { ZeroAddress } from "ethers/constants";
import { id } from "ethers/hash";
import type { Cast } from "../../../../src/model/cast.ts";
import { ROLE } from "../../../../src/model/enums.ts";
import type { Job, Plan } from "../../../../src/model/plan.ts";
import type { ArgumentRecord } from "../../../../src/model/record.ts";
import { deployPlanetary } from "../../../../src/protocol/planetary/planetary-layer.ts";
import { holdersOf } from "../../../../src/records/casting.ts";
import { decodeCall } from "../../../../src/records/decode.ts";
import { SAFE_PARTS } from "../../../../src/records/owner-safe.ts";
import {
  ALL_ROLE_IDS,
  operatorRoleId,
  PLANETARY_FUNCTIONS,
  PLANETARY_GRANTS,
  PLANETARY_ROLE_IDS,
  roleIdAt,
} from "../../../../src/records/planetary-roles.ts";
import { governorConfiguration, rewardParameters } from "../../../../src/records/planetary-settings.ts";
import { ROLE_IDS } from "../../../../src/records/roles.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { FakeManager } from "../../../support/fake-manager.ts";
import { castWith, person } from "../../../support/small-cast.ts";

const NATIONAL = [
  "AccessManager",
  "SystemPause",
  "IdentityRegistry",
  "JobRegistry",
  "StakeManager",
  "IncentivePolicy",
  "EnergyOracle",
  "Thermostat",
  ...SAFE_PARTS,
] as const;
const SAFE = getAddress(`0x${"5a".repeat(20)}`);
const EXECUTORS = ["RegionalExecutor NORTH", "RegionalExecutor SOUTH"];

const council = (...handles: readonly string[]) =>
  castWith(...handles.map((handle) => person(handle, { roles: ROLE.council })));
const COUNCIL = council("anna", "bert", "cleo", "dora");

let base: Plan;
before(async () => {
  base = await basePlan();
});

/** The layer of a plan beside a national one that the owner administers. */
async function deployed(cast: Cast, plan: Plan = base) {
  const chain = new FakeChain(...NATIONAL);
  const manager = new FakeManager(chain, cast.owner);
  chain.views.set("SafeProxyFactory.createProxyWithNonce", () => [SAFE]);
  const driver = chain.driver();
  await deployPlanetary(driver, cast, plan);
  const { records } = driver;
  const built = records.filter(({ to }) => to === null);
  const argsOf = (name: string) => built.find(({ contract }) => contract === name)?.args ?? {};
  const addressOf = (name: string) => chain.book.get(name).address;
  return { chain, manager, built, argsOf, addressOf };
}

/** What the Safe was set up with. */
function setupOf(chain: FakeChain): ArgumentRecord {
  const [{ initializer = "" } = {}] = chain.argsOf("SafeProxyFactory.createProxyWithNonce");
  return decodeCall(chain.book.get("SafeL2"), String(initializer)).args;
}

const addressesOf = ({ people }: Cast) =>
  holdersOf(people, ROLE.council).map(({ account }) => account.address as string);
const texts = (values: object) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

describe("the planetary layer, once deployed", () => {
  it("has a Safe of the council with a majority as its threshold, whose creation pays nobody", async () => {
    const { chain, addressOf } = await deployed(COUNCIL);
    assert.deepEqual(setupOf(chain), {
      _owners: addressesOf(COUNCIL),
      _threshold: "3",
      to: ZeroAddress,
      data: "0x",
      fallbackHandler: addressOf("CompatibilityFallbackHandler"),
      paymentToken: ZeroAddress,
      payment: "0",
      paymentReceiver: ZeroAddress,
    });
    const [{ _singleton } = {}] = chain.argsOf("SafeProxyFactory.createProxyWithNonce");
    assert.equal(_singleton, addressOf("SafeL2"));
    assert.equal(addressOf("Treasury"), SAFE);
  });

  it("has a governor by the plan, whom alone the timelock obeys, and which finds the timelock there", async () => {
    const { built, argsOf, addressOf } = await deployed(COUNCIL);
    const { executionDelaySeconds } = base.governance.quadraticVoting;
    assert.deepEqual(argsOf("CouncilTimelock"), {
      minDelaySeconds: String(executionDelaySeconds),
      governor: addressOf("QuadraticGovernor"),
    });
    assert.deepEqual(argsOf("QuadraticGovernor"), {
      timelock_: addressOf("CouncilTimelock"),
      identities_: addressOf("IdentityRegistry"),
      configuration: texts(governorConfiguration(base, COUNCIL.guardian.address)),
    });
    const order = built.map(({ contract }) => contract);
    assert.ok(order.indexOf("CouncilTimelock") < order.indexOf("QuadraticGovernor"));
  });

  it("rewards a week at a time, by what the national contracts say, and leaves the rest to the treasury", async () => {
    const { argsOf, addressOf } = await deployed(COUNCIL);
    assert.deepEqual(argsOf("RewardEngineMB"), {
      authority: addressOf("AccessManager"),
      pause: addressOf("SystemPause"),
      wiring: {
        oracle: addressOf("EnergyOracle"),
        stakeManager: addressOf("StakeManager"),
        incentivePolicy: addressOf("IncentivePolicy"),
        thermostat: addressOf("Thermostat"),
        treasury: SAFE,
      },
      epochLength_: String(7 * 86_400),
      collectionSeconds_: String(86_400),
      initialParameters: texts(rewardParameters(base)),
    });
  });

  it("employs for each region through an executor that the treasury funds, registered as an employer", async () => {
    const { chain, argsOf, addressOf } = await deployed(COUNCIL);
    assert.deepEqual(
      EXECUTORS.map((name) => argsOf(name)).map(({ region_, treasury_, jobRegistry_ }) => [
        decodeBytes32String(String(region_)),
        treasury_,
        jobRegistry_,
      ]),
      ["NORTH", "SOUTH"].map((region) => [region, SAFE, addressOf("JobRegistry")]),
    );
    assert.deepEqual(
      chain.argsOf("IdentityRegistry.register"),
      EXECUTORS.map((handle) => ({ handle, account: addressOf(handle), roles: String(ROLE.employer) })),
    );
  });

  it("calls a region by its name on chain, or by the hash of one that has no room there", async () => {
    const labelOf = async (region: string) => {
      const jobs = base.jobs.map((job): Job => ({ ...job, region }));
      const regions = base.regions.map((own) => ({ ...own, id: region })).slice(0, 1);
      const { argsOf } = await deployed(COUNCIL, { ...base, regions, jobs });
      return String(argsOf(`RegionalExecutor ${region}`).region_);
    };
    const [fits, tooLong] = ["R".repeat(31), "R".repeat(32)];
    assert.equal(decodeBytes32String(await labelOf(fits)), fits);
    assert.equal(await labelOf(tooLong), id(tooLong));
  });

  it("guards every restricted function by its role, at the executor of every region", async () => {
    const { manager, addressOf } = await deployed(COUNCIL);
    const wanted = PLANETARY_FUNCTIONS.flatMap(({ contract, role, signatures }) =>
      (contract === "RegionalExecutor" ? EXECUTORS : [contract]).flatMap((name) =>
        signatures.map((signature): [string, string] => [
          `${addressOf(name)} ${id(signature).slice(0, 10)}`,
          String(roleIdAt(role, name)),
        ]),
      ),
    );
    assert.deepEqual([...manager.roleOf].sort(), wanted.sort());
  });

  it("gives its contracts their roles without a delay, and its own roles their names", async () => {
    const { manager, addressOf } = await deployed(COUNCIL);
    const owner: [string, string] = [`${ROLE_IDS.ADMIN} ${COUNCIL.owner.address}`, "0"];
    const contracts = PLANETARY_GRANTS.flatMap(({ role, holder }) =>
      (holder === "RegionalExecutor" ? EXECUTORS : [holder]).map((name): [string, string] => [
        `${ALL_ROLE_IDS[role]} ${addressOf(name)}`,
        "0",
      ]),
    );
    const operators = COUNCIL.regionOperators.map(({ region, account }): [string, string] => [
      `${operatorRoleId(region)} ${account.address}`,
      "0",
    ]);
    assert.deepEqual([...manager.holders], [owner, ...contracts, ...operators]);
    const labels = [
      ...Object.entries(PLANETARY_ROLE_IDS).map(([role, number]) => [String(number), role]),
      ...["NORTH", "SOUTH"].map((region) => [String(operatorRoleId(region)), `OPERATOR:${region}`]),
    ];
    assert.deepEqual([...manager.labels], labels);
  });

  it("stops with the pause, every executor included", async () => {
    const { manager, addressOf } = await deployed(COUNCIL);
    const modules = ["BudgetDivision", "RewardEngineMB", ...EXECUTORS];
    assert.deepEqual(manager.modules, modules.map(addressOf));
  });
});

describe("a planetary layer without a council", () => {
  it("has nobody to vote, and the owner's signature alone counts", async () => {
    const cast = council();
    const { chain, built } = await deployed(cast);
    const contracts = built.map(({ contract }) => contract);
    assert.deepEqual(contracts.slice(-3), ["RewardEngineMB", ...EXECUTORS]);
    for (const name of ["QuadraticGovernor", "CouncilTimelock", "Precondition", "BudgetDivision"])
      assert.ok(!contracts.includes(name), name);
    const { _owners, _threshold } = setupOf(chain);
    assert.deepEqual([_owners, _threshold], [[cast.owner.address], "1"]);
  });

  it("gives no role to contracts that do not exist", async () => {
    const cast = council();
    const { manager, addressOf } = await deployed(cast);
    const holders = [...manager.holders.keys()].map((holder) => holder.split(" ")[1]);
    const engine = addressOf("RewardEngineMB");
    const executors = EXECUTORS.map(addressOf);
    const operators = cast.regionOperators.map(({ account }) => account.address);
    assert.deepEqual(holders, [cast.owner.address, engine, engine, ...executors, ...operators]);
  });
});
