import type { DrillResult } from "../../../model/drill.ts";
import type { MomentReading } from "../../../model/drill-readings.ts";
import type { Position } from "../../../model/readings.ts";
import type { AddressEntry, ArgumentValue, TransactionRecord } from "../../../model/record.ts";
import { lackingIn } from "../../../records/drills/own/lacking.ts";
import { type Based, type Moment, outlineOf } from "../../../records/drills/own/outline.ts";
import type { OwnScene } from "../../../records/drills/own/own-scene.ts";
import { isUnmet } from "../../../records/drills/own/verdict.ts";
import { DRILL_TICK_FORMULA } from "../../../records/drills/tick-kpis.ts";
import { formatAmount } from "../../../support/amount.ts";
import { stepsInWords } from "./step-words.ts";
import { tellMoment, temperatureAt } from "./tell-moments.ts";
import { meaningIn, type Telling, type Ticked, type Told } from "./telling.ts";

/** A drill that a plan defines, as it was played. */
export interface OwnPlay {
  readonly scene: OwnScene;
  readonly contracts: readonly AddressEntry[];
  /** Its own, in the chain's order. */
  readonly transactions: readonly TransactionRecord[];
  /** The block before its own. */
  readonly first: number;
}

/** Tells of a drill that a plan defines: what it expected of each of its moments, and what each showed. */
export function tellOwnDrill(play: OwnPlay, moments: readonly MomentReading[]): DrillResult {
  const { definition } = play.scene;
  const { told, ticks, unmet, known } = tellAll(play, moments);
  const cost = costOf(moments);
  const isIrreversible = definition.mostCostWei !== null;
  const all = [
    ...told,
    ...(definition.mostCostWei === null || cost === null ? [] : [tellCost(cost, definition.mostCostWei)]),
  ];
  return {
    intervention: `${definition.title}: ${stepsInWords(definition.intervention)}`,
    expected: textOf(all.map(({ expected }) => expected)),
    happened: textOf(all.map(({ happened }) => happened)),
    ...(ticks.length > 0 ? { simulated: true, formula: DRILL_TICK_FORMULA } : {}),
    wayBack: isIrreversible ? irreversibleText(definition.mostCostWei ?? 0n, cost) : wayBackText(play.scene),
    idle:
      lackingIn(play.scene, play.contracts) ??
      (unmet && unmetText(unmet, play, known)) ??
      stillness(play, ticks),
    ...(isIrreversible ? { irreversible: true } : {}),
    transactions: play.transactions,
  };
}

/** A drill about the controller's steps of which none moved the temperature has shown nothing. */
function stillness({ scene }: OwnPlay, ticks: readonly Ticked[]): string | null {
  const isAboutSteps = scene.definition.expect.some(({ kind }) => kind === "mirror");
  const temperatures = ticks.map((tick) => temperatureAt(tick, scene));
  const isStill = temperatures.every(({ beforeWad, afterWad }) => beforeWad === afterWad);
  if (!isAboutSteps || !isStill) return null;
  return `no tick moved the temperature from ${formatAmount(temperatures[0]?.beforeWad ?? 0n)}`;
}

function textOf(parts: readonly string[]): string {
  return parts.length === 0 ? "nothing" : parts.join("; ");
}

interface Tale {
  readonly told: readonly Told[];
  readonly ticks: readonly Ticked[];
  readonly known: Map<string, ArgumentValue>;
  /** What ended it before it began. */
  readonly unmet: { readonly moment: Moment; readonly reading: MomentReading } | null;
}

function tellAll(
  { scene, contracts, transactions, first }: OwnPlay,
  moments: readonly MomentReading[],
): Tale {
  const known = new Map<string, ArgumentValue>();
  const bases = new Map<Based, ArgumentValue | undefined>();
  const [told, ticks]: [Told[], Ticked[]] = [[], []];
  let before = first;
  for (const [index, moment] of outlineOf(scene.definition).entries()) {
    const reading = moments[index];
    if (reading === undefined) break;
    const own = transactions.filter(({ block }) => block > before && block <= reading.block);
    const soFar = transactions.filter(({ block }) => block <= reading.block);
    before = reading.block;
    const telling: Telling = { scene, contracts, known, bases, soFar, own, ticks };
    if (isUnmet(moment, reading, meaningIn(telling)))
      return { told: [], ticks, known, unmet: { moment, reading } };
    if (moment.kind === "base") bases.set(moment.check, reading.found);
    told.push(...tellMoment(moment, reading, telling));
    if (moment.kind === "check" && moment.check.kind === "remember" && reading.found !== undefined)
      known.set(moment.check.name, reading.found);
    if (moment.kind === "step" && moment.step.action === "tick" && own[0]?.status === "success")
      ticks.push({ moment, reading, record: own[0] });
  }
  return { told, ticks, known, unmet: null };
}

function unmetText(
  { moment, reading }: NonNullable<Tale["unmet"]>,
  { scene, contracts }: OwnPlay,
  known: Tale["known"],
): string {
  const nothing = { scene, contracts, known, bases: new Map(), soFar: [], own: [], ticks: [] };
  const [told] = tellMoment(moment, reading, nothing);
  return `it requires ${told?.expected ?? "more"}, and there is ${told?.happened ?? "less"}`;
}

function wayBackText({ definition: { wayBack } }: OwnScene): string {
  const steps = stepsInWords(wayBack);
  return steps === "" ? "none needed" : steps;
}

function irreversibleText(mostWei: bigint, costWei: bigint | null): string {
  const cost = costWei === null ? "" : `; it cost ${formatAmount(costWei)} tokens`;
  return `none: it is irreversible, and may cost ${formatAmount(mostWei)} tokens at most${cost}`;
}

function tellCost(costWei: bigint, mostWei: bigint): Told {
  const happened = `it cost ${formatAmount(costWei)} tokens`;
  const most = `at most ${formatAmount(mostWei)} tokens`;
  return costWei <= mostWei ? { expected: happened, happened } : { expected: `it cost ${most}`, happened };
}

/** What those who hold less afterwards hold less altogether; `null` if it was not read. */
function costOf(moments: readonly MomentReading[]): bigint | null {
  const [before, after] = moments.flatMap(({ positions }) => (positions === undefined ? [] : [positions]));
  if (before === undefined || after === undefined) return null;
  const held = new Map(after.map((position) => [position.address, heldWei(position)]));
  return before.reduce((sum, position) => {
    const lostWei = heldWei(position) - (held.get(position.address) ?? 0n);
    return lostWei > 0n ? sum + lostWei : sum;
  }, 0n);
}

function heldWei({ balance, staked, claimable }: Position): bigint {
  return BigInt(balance) + BigInt(staked) + BigInt(claimable);
}
