import type { Cast } from "../../model/cast.ts";
import type { OwnerPause, PauseCall, Proof } from "../../model/owner-pause.ts";
import type { Plan } from "../../model/plan.ts";
import type { SteadyState } from "../../model/readings.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { readSteadyState } from "../../observe/steady-state.ts";
import type { Views } from "../../observe/views.ts";
import type { Driver, Step } from "../driver.ts";
import { askRefused, guardedCalls } from "./guarded-calls.ts";
import { type Lifelines, prepareLifelines } from "./lifelines.ts";

/**
 * The owner pauses everything, every module refuses one guarded call, the pause outlasts a guardian's, claims and
 * withdrawals go through meanwhile, and the owner lets the system run again.
 */
export async function testOwnerPause(
  driver: Driver,
  cast: Cast,
  plan: Plan,
  call: PauseCall,
): Promise<OwnerPause> {
  const lifelines = await prepareLifelines(driver, cast);
  const standstill = await standStill(driver, cast, plan, lifelines);
  const resumed = await driver.mine({ steps: [byOwner(cast, "resume"), byOwner(cast, "resume")] });
  const restaked = await driver.mine({ steps: [lifelines.restake] });
  const after = await readSteadyState(driver);
  const { during, modules, asked } = standstill;
  const proofs = [
    ...standstill.proofs,
    proof(
      "the owner's resumption lets the system run; a second call changes nothing",
      onlyFirst(resumed, "Resumed"),
    ),
    proof("the steady state is what it was before", sameState(lifelines.before, after)),
  ];
  return {
    ...call,
    before: lifelines.before,
    during,
    after,
    modules,
    refusals: asked.refusals,
    proofs,
    passed: proofs.every(({ held }) => held),
    wayBack: "the owner resumes the system; the stake withdrawn meanwhile is staked again",
    transactions: [...lifelines.transactions, ...standstill.transactions, ...resumed, ...restaked],
  };
}

/** Everything between the pause and the resumption. */
async function standStill(driver: Driver, cast: Cast, plan: Plan, { claim, withdraw }: Lifelines) {
  const paused = await driver.mine({ steps: [byOwner(cast, "pause"), byOwner(cast, "pause")] });
  const guardian: Step = { ...byOwner(cast, "guardianResume"), from: cast.guardian, expect: "reverted" };
  const lifted = await driver.mine({ steps: [guardian] });
  const { active, modules } = await readSwitch(driver);
  const outlasted = driver.now() + BigInt(plan.protocol.windows.guardianPauseSeconds) + 1n;
  const asked = await askRefused(driver, guardedCalls(driver.book, cast, plan), outlasted);
  const during = await readSteadyState(driver);
  const later = await readSwitch(driver);
  const saved = await driver.mine({ steps: [claim, withdraw] });
  const refusing = new Set(asked.refusals.filter(({ refused }) => refused).map(({ module }) => module));
  const proofs: Proof[] = [
    proof("the owner's pause stops the system; a second call changes nothing", onlyFirst(paused, "Paused")),
    proof(
      "every listed module refuses a guarded call with SystemPaused()",
      modules.every((name) => refusing.has(name)),
    ),
    proof(
      "a guardian cannot lift the owner's pause",
      lifted[0]?.error?.startsWith("OwnerPauseStands(") === true,
    ),
    proof("the owner's pause outlasts the longest pause of a guardian", during.paused),
    proof("active time stands still, so that no window closes", active === later.active),
    proof("claims are paid while the system is paused", emits(saved[0], "Claimed")),
    proof("matured stake is withdrawn while the system is paused", emits(saved[1], "StakeWithdrawn")),
  ];
  return {
    during,
    modules,
    asked,
    proofs,
    transactions: [...paused, ...lifted, ...asked.transactions, ...saved],
  };
}

async function readSwitch(views: Views): Promise<{ active: bigint; modules: string[] }> {
  const [active, modules] = await views.read(
    ["activeTime", "modules"].map((name) => ({ contract: "SystemPause", function: name, args: [] })),
  );
  const addresses = [...(modules?.[0] as Iterable<string>)];
  return {
    active: active?.[0] as bigint,
    modules: addresses.map((address) => views.book.at(address)?.name ?? address),
  };
}

function byOwner({ owner }: Cast, name: string): Step {
  return { from: owner, contract: "SystemPause", function: name, args: [] };
}

function proof(claim: string, held: boolean): Proof {
  return { claim, held };
}

function emits(record: TransactionRecord | undefined, name: string): boolean {
  return record?.status === "success" && record.events.some((event) => event.name === name);
}

/** Both calls succeed, and only the first does anything. */
function onlyFirst([first, second]: readonly TransactionRecord[], name: string): boolean {
  return emits(first, name) && second?.status === "success" && second.events.length === 0;
}

/** Role shares move with the epochs, which go on by themselves. */
function sameState(before: SteadyState, after: SteadyState): boolean {
  const relevant = ({ paused, temperature, totals }: SteadyState) =>
    JSON.stringify([paused, temperature, totals]);
  return relevant(before) === relevant(after);
}
