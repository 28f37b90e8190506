import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, it, test } from "node:test";
import { LOCAL_ACCOUNTS } from "../../../src/chain/accounts.ts";
import { ROLE } from "../../../src/model/enums.ts";
import type { Plan } from "../../../src/model/plan.ts";
import { loadPlan } from "../../../src/plan/load.ts";
import { supplyOf } from "../../../src/protocol/supply.ts";
import { keyHoldersOf, nationalCast, peopleOf, playedBy, standInsOf } from "../../../src/records/casting.ts";
import { projectOf } from "../../support/project-of.ts";

const BASE = resolve(import.meta.dirname, "../../fixtures/plans/base.json");
const CHECKSUMMED = "0x52908400098527886E0F7030069857D2E4169EE7";
const LOWER = CHECKSUMMED.toLowerCase();

/** The sound plan with some of its names replaced. */
async function planWith(...names: readonly (readonly [before: string, after: string])[]): Promise<Plan> {
  const text = names.reduce(
    (plan, [before, after]) => plan.replace(`"${before}"`, `"${after}"`),
    await readFile(BASE, "utf8"),
  );
  const folder = await mkdtemp(join(tmpdir(), "cast-"));
  await writeFile(join(folder, "plan.json"), text);
  const result = await loadPlan("plan.json", { folder });
  await rm(folder, { recursive: true });
  assert.ok(result.ok);
  return result.plan;
}

describe("an address in a plan", () => {
  it("is played by one labelled stand-in, in whatever letter case it is written", async () => {
    const plan = await planWith(
      ["owner.base.eth", CHECKSUMMED],
      ["north.agent.base.eth", LOWER],
      ["council.base.eth", `0x${LOWER.slice(2).toUpperCase()}`],
    );
    const cast = nationalCast({ shared: null, national: plan }, LOCAL_ACCOUNTS);
    assert.equal(cast.owner.label, `stand-in for ${LOWER}`);
    const [signer] = keyHoldersOf(cast.owner);
    assert.notEqual(signer?.address.toLowerCase(), LOWER);
    const people = cast.people.filter(({ account }) => account.address === signer?.address);
    assert.deepEqual(
      people.map(({ handle, roles }) => [handle, roles]),
      [[`stand-in for ${LOWER}`, ROLE.agent + ROLE.council]],
    );
    assert.deepEqual(standInsOf(cast).map(playedBy), [LOWER]);
    assert.equal(cast.accountOf(plan.jobs[0]?.agent ?? ""), signer);
  });

  it("keeps at hand what the bonds of its drills cost", async () => {
    const plan = await planWith(["north.agent.base.eth", CHECKSUMMED]);
    const named = await planWith();
    const spare = (of: Plan, handle: string) =>
      peopleOf(of, [of]).find((person) => person.handle === handle)?.spareWei;
    assert.equal(spare(plan, `stand-in for ${LOWER}`), spare(named, "north.agent.base.eth"));
  });

  it("posts no jobs of its own where it works or judges as well", async () => {
    const plan = await planWith(["one.validator.base.eth", CHECKSUMMED]);
    const orchestrated = (handle: string) => {
      const metaOrchestrator = { handle, role: "Planner", capabilities: [] };
      const shared = { ...plan, participants: { ...plan.participants, metaOrchestrator } };
      return nationalCast({ shared, national: plan }, LOCAL_ACCOUNTS).employer;
    };
    assert.equal(orchestrated(LOWER).label, "mission-orchestrator");
    assert.equal(orchestrated("north.agent.base.eth").label, "mission-orchestrator");
    assert.equal(orchestrated("council.base.eth").label, "council.base.eth");
  });

  it("is not a principal that has a name", async () => {
    const plan = await planWith();
    assert.deepEqual(standInsOf(nationalCast({ shared: null, national: plan }, LOCAL_ACCOUNTS)), []);
  });
});

const stakesOf = (plan: Plan, plans: readonly Plan[]) =>
  peopleOf(plan, plans).map(({ handle, stakes }) => ({ handle, stakes }));

test("people of a file that is the plan of two layers stake once", async () => {
  const plan = await planWith();
  assert.deepEqual(stakesOf(plan, [plan, plan]), stakesOf(plan, [plan]));
  const other = { ...plan, participants: { ...plan.participants } };
  assert.notDeepEqual(stakesOf(plan, [plan, other]), stakesOf(plan, [plan]));
});

test("what a person keeps at hand lasts for every drill that can slash its stake", async () => {
  const plan = await planWith();
  const spareOf = (drills: Plan["drills"]) =>
    peopleOf({ ...plan, drills }, [{ ...plan, drills }]).find(({ handle }) => handle.startsWith("north"))
      ?.spareWei ?? 0n;
  const expiry = { id: "x", kind: "expiry", job: "FIRST", adjustment: null } as const;
  const job = plan.jobs.find(({ id }) => id === "FIRST");
  const many = Array.from({ length: 50 }, (_, n) => ({ ...expiry, id: `x${n}` }));
  assert.ok(spareOf(many) >= 50n * (job?.agentStakeWei ?? 0n));
  assert.ok(spareOf([expiry]) < spareOf(many));
});

test("the employer can pay fees and bonuses beyond twice the budget", async () => {
  const plan = await planWith();
  const jobs = plan.jobs.map((job) => ({ ...job, validatorBonusBps: 10_000, validatorBonusCapBps: 20_000 }));
  const dear = { ...plan, jobs, drills: [], budget: { ...plan.budget, totalWei: 700n * 10n ** 18n } };
  const project = projectOf(dear);
  assert.ok(supplyOf(project).employerWei >= 3n * 700n * 10n ** 18n);
});
