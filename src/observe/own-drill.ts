import type { Account } from "../model/cast.ts";
import type { BalanceCheck, DrillCheck, DrillStep, ViewWords } from "../model/drill-definition.ts";
import type { MomentReading } from "../model/drill-readings.ts";
import type { Address, Hex } from "../model/hex.ts";
import type { ArgumentValue, Read } from "../model/record.ts";
import { argumentsOf, describeRevert } from "../records/decode.ts";
import { guardedCalls } from "../records/drills/guarded-calls.ts";
import { type CallSources, callOf, meaningOf } from "../records/drills/own/drill-calls.ts";
import { accountMeant, addressMeant, argumentMeant, partOf } from "../records/drills/own/drill-values.ts";
import { lackingIn } from "../records/drills/own/lacking.ts";
import { blocksOf, type Moment, outlineOf } from "../records/drills/own/outline.ts";
import type { OwnScene } from "../records/drills/own/own-scene.ts";
import { isUnmet } from "../records/drills/own/verdict.ts";
import { readTick, tryAs, tryFromContracts } from "./drill-states.ts";
import { readPositions } from "./positions.ts";
import { type Views, view } from "./views.ts";

/** How a drill's moments are come by: on a chain that it is played on, or on one that holds it already. */
export interface Course {
  /** The contracts as they stand at a block that the drill has reached. */
  readonly at: (block: number) => Views;
  /** Has a step's transactions made, as many blocks as it takes. */
  readonly make: (step: DrillStep, sources: CallSources) => Promise<void>;
}

/**
 * Passes through a drill's moments in order, and reads at each what its telling needs. Where each is read follows from the
 * block at which the drill begins. It ends where something that the drill requires is not there, and does not begin where the
 * mission lacks somebody or some contract that it names.
 *
 * @param first the block before the drill's own.
 */
export async function passThrough(
  scene: OwnScene,
  first: number,
  { at, make }: Course,
): Promise<MomentReading[]> {
  const { book } = at(first);
  if (lackingIn(scene, book.entries()) !== null) return [];
  const known = new Map<string, ArgumentValue>();
  const readings: MomentReading[] = [];
  let block = first;
  for (const moment of outlineOf(scene.definition)) {
    const sources = { scene, book, known };
    const before = await readBefore(moment, at(block));
    if (moment.kind === "step") await make(moment.step, sources);
    block += blocksOf(moment, scene, book.entries());
    const reading = { block, ...before, ...(await readAfter(moment, at(block), sources)) };
    readings.push(reading);
    if (moment.kind === "check" && moment.check.kind === "remember" && reading.found !== undefined)
      known.set(moment.check.name, reading.found);
    if (isUnmet(moment, reading, meaningOf(sources))) break;
  }
  return readings;
}

type Parts = Omit<MomentReading, "block">;

async function readBefore(moment: Moment, views: Views): Promise<Parts> {
  return moment.kind === "step" && moment.step.action === "tick" ? { tick: await readTick(views) } : {};
}

async function readAfter(moment: Moment, views: Views, sources: CallSources): Promise<Parts> {
  const { scene } = sources;
  switch (moment.kind) {
    case "step":
      return readAfterStep(moment.step, views, sources);
    case "positions":
      return { positions: await readPositions(views, scene.cast) };
    default:
      return readCheck(moment.check, views, sources);
  }
}

/** Why a Safe's call was refused, if it was, and how calls were answered that have no sender with a key. */
async function readAfterStep(step: DrillStep, views: Views, sources: CallSources): Promise<Parts> {
  const { cast, terms } = sources.scene;
  if (step.action === "try-every-module")
    return { tried: await tryFromContracts(views, guardedCalls(views.book.entries(), cast, terms)) };
  const sender = accountMeant(step.as, sources.scene);
  if (sender?.safe === undefined) return {};
  return { late: await tryStep(step, sender, views, sources) };
}

async function tryStep(step: DrillStep, sender: Account, views: Views, sources: CallSources) {
  const call = madeCall(step, sources);
  if (call === null) return { block: views.chain.clock.block, error: "it fits no such values" };
  return tryAs(views, sender, call);
}

/** @returns `null` for a call whose values do not fit the function. */
export function madeCall(step: DrillStep, sources: CallSources): Read | null {
  try {
    const call = callOf(step, sources);
    if (call !== null) sources.book.get(call.contract).type.abi.encodeFunctionData(call.function, call.args);
    return call;
  } catch {
    return null;
  }
}

async function readCheck(check: DrillCheck, views: Views, sources: CallSources): Promise<Parts> {
  switch (check.kind) {
    case "state":
    case "remember":
      return askView(check, views, sources);
    case "balance":
      return { found: (await readBalance(check, views, sources)).toString() };
    default:
      return {};
  }
}

/** A view that reverts, or that has no such part, answers with why. */
async function askView(words: ViewWords, views: Views, sources: CallSources): Promise<Parts> {
  const { address, type } = views.book.get(words.contract);
  const fragment = type.abi.getFunction(words.view);
  if (fragment === null) throw new Error(`${words.contract} has no view "${words.view}"`);
  let data: string;
  try {
    const args = words.args.map((arg, index) =>
      argumentMeant(arg, fragment.inputs[index]?.type ?? "", meaningOf(sources)),
    );
    data = type.abi.encodeFunctionData(fragment, args);
  } catch {
    return { failed: "it takes no such arguments" };
  }
  const [answer] = await views.chain.calls([{ to: address as Address, data: data as Hex }]);
  if (answer?.kind !== "returned")
    return { failed: `refused with ${describeRevert(views.book, answer?.data ?? "0x")}` };
  const { outputs } = fragment;
  const values = argumentsOf(outputs, type.abi.decodeFunctionResult(fragment, answer.data));
  const whole = outputs.length === 1 ? (Object.values(values)[0] as ArgumentValue) : values;
  const found = partOf(whole, words.part) ?? partOf(values, words.part);
  return found === undefined ? { failed: `there is no part "${words.part}"` } : { found };
}

async function readBalance({ of, what }: BalanceCheck, views: Views, sources: CallSources): Promise<bigint> {
  const address = addressMeant(of, meaningOf(sources)) ?? "";
  if (what === "tokens") return numberAt(views, view("AGIALPHA", "balanceOf", address));
  if (what === "claims") return numberAt(views, view("StakeManager", "claimOf", address));
  const person = sources.scene.cast.people.find(({ account }) => account.address === address);
  const roles = person?.stakes.map(({ role }) => role) ?? [];
  const positions = await views.read(roles.map((role) => view("StakeManager", "positionOf", address, role)));
  return positions.reduce((sum, position) => sum + (position[0].staked as bigint), 0n);
}

async function numberAt(views: Views, read: Read): Promise<bigint> {
  const [answer] = await views.read([read]);
  return answer?.[0] as bigint;
}
