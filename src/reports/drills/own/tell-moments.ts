import type { BalanceCheck, DrillCheck, EventCheck, StateCheck } from "../../../model/drill-definition.ts";
import type { MomentReading, TickReading } from "../../../model/drill-readings.ts";
import type { ArgumentValue } from "../../../model/record.ts";
import { kpisOf } from "../../../records/drills/own/drill-kpis.ts";
import { shownAs } from "../../../records/drills/own/drill-values.ts";
import type { Moment } from "../../../records/drills/own/outline.ts";
import type { OwnScene } from "../../../records/drills/own/own-scene.ts";
import { balanceHolds, shownValue, stateHolds } from "../../../records/drills/own/verdict.ts";
import { formatAmount } from "../../../support/amount.ts";
import { namesOfCast } from "../../cast-names.ts";
import { foundWords } from "./found-words.ts";
import { valueWords } from "./step-words.ts";
import { tellStep } from "./tell-step.ts";
import { tellTick } from "./tell-tick.ts";
import { meaningIn, type Telling, type Ticked, type Told } from "./telling.ts";

/** @returns nothing for what is only remembered or let pass */
export function tellMoment(moment: Moment, reading: MomentReading, telling: Telling): Told[] {
  if (moment.kind === "step") return tellStep(moment.step, reading, telling);
  if (moment.kind !== "check") return [];
  const told = tellCheck(moment.check, reading, telling);
  if (moment.phase !== "again") return told;
  const after = (text: string) => `after the way back ${text}`;
  return told.map(({ expected, happened }) => ({ expected: after(expected), happened: after(happened) }));
}

function tellCheck(check: DrillCheck, reading: MomentReading, telling: Telling): Told[] {
  switch (check.kind) {
    case "state":
      return [tellState(check, reading, telling)];
    case "event":
      return [tellEvent(check, telling)];
    case "balance":
      return [tellBalance(check, reading, telling)];
    case "mirror":
      return tellTicks(telling);
    case "remember":
      return reading.failed === undefined
        ? []
        : [{ expected: `${check.name} to remember`, happened: `${check.name}: ${reading.failed}` }];
  }
}

function tellState(check: StateCheck, reading: MomentReading, telling: Telling): Told {
  const { contract, view, args, part, holds, value } = check;
  const asked = args.length === 0 ? "" : `(${args.map((arg) => valueWords(arg)).join(", ")})`;
  const what = `${contract}.${view}${asked}${part === "" ? "" : ` ${part}`}`;
  const meaning = meaningIn(telling);
  const base = telling.bases.get(check);
  const name = part.split(".").at(-1) || view;
  const is = reading.failed ?? named(reading.found ?? "", name, telling);
  const wanted = value === null ? (base ?? "") : shownAs(value, reading.found ?? "", meaning);
  const isLimit = holds === "at least" || holds === "at most";
  const limit = `${isLimit ? `${holds} ` : ""}${named(wanted, name, telling)}`;
  if (!stateHolds(check, reading, base, meaning))
    return { expected: `${what} ${limit}`, happened: `${what} ${is}` };
  const text =
    holds === "unchanged" && base !== undefined
      ? `${what} as before`
      : `${what} ${isLimit ? `${is}, ${limit}` : is}`;
  return { expected: text, happened: text };
}

function tellEvent(check: EventCheck, telling: Telling): Told {
  const { contract, event, times } = check;
  const name = `${contract}.${event}`;
  const emitted = telling.soFar
    .flatMap(({ events }) => events)
    .filter((each) => each.contract === contract && each.name === event);
  const meaning = meaningIn(telling);
  const wanted = Object.entries(check.with);
  const fitting = emitted.filter(({ args }) =>
    wanted.every(([key, value]) => {
      const found = args[key] ?? "";
      return shownValue(found) === shownValue(shownAs(value, found, meaning));
    }),
  );
  const withWords = wanted.map(([key, value]) => {
    const found = emitted[0]?.args[key] ?? "";
    return `${key} ${named(shownAs(value, found, meaning), key, telling)}`;
  });
  const args = withWords.length === 0 ? "" : ` with ${withWords.join(", ")}`;
  const expected = timesWords(name, args, times);
  if (times === null ? fitting.length > 0 : fitting.length === times) return { expected, happened: expected };
  const seen = emitted.map(({ args }) =>
    wanted.map(([key]) => `${key} ${named(args[key] ?? "", key, telling)}`).join(", "),
  );
  const others =
    emitted.length > fitting.length && wanted.length > 0 ? `, but with ${seen.join(" and ")}` : "";
  return { expected, happened: `${timesWords(name, args, fitting.length)}${others}` };
}

/** @param times `null` for at least once. */
function timesWords(event: string, args: string, times: number | null): string {
  if (times === null) return `${event}${args}`;
  if (times === 0) return `no ${event}${args}`;
  return `${event} ${times === 1 ? "once" : `${times} times`}${args}`;
}

const BALANCE_WORDS = { tokens: "tokens", stake: "tokens staked", claims: "tokens to claim" } as const;

function tellBalance(check: BalanceCheck, reading: MomentReading, telling: Telling): Told {
  const base = telling.bases.get(check);
  const words = (wei: bigint) =>
    `${check.of} has ${formatAmount(wei < 0n ? -wei : wei)} ${BALANCE_WORDS[check.what]} ${wei < 0n ? "less" : "more"}`;
  const expected = words(check.changeWei);
  if (balanceHolds(check, reading, base)) return { expected, happened: expected };
  return { expected, happened: words(BigInt(String(reading.found)) - BigInt(String(base))) };
}

/** Each tick that went through, against the controller's mirror. */
function tellTicks({ ticks, scene }: Telling): Told[] {
  return ticks.map((tick) => {
    const { expected, happened } = temperatureAt(tick, scene);
    return { expected, happened };
  });
}

/** A tick in words, and the temperature around it. */
export function temperatureAt({ moment, reading, record }: Ticked, scene: OwnScene) {
  return tellTick(scene.terms, kpisOf(moment.step, scene), reading.tick as TickReading, record);
}

/** Accounts and contracts by their names. */
function named(value: ArgumentValue, field: string, { scene, contracts }: Telling): string {
  const names = new Map<string, string>([
    ...contracts.map(({ name, address }) => [address, name] as const),
    [scene.cast.guardian.address, scene.cast.guardian.label],
    [scene.cast.registrar.address, scene.cast.registrar.label],
    ...namesOfCast(scene.cast),
  ]);
  const nameOf = (one: ArgumentValue): ArgumentValue => {
    if (typeof one === "string") return names.get(one) ?? one;
    return Array.isArray(one) ? one.map(nameOf) : one;
  };
  return foundWords(nameOf(value), field);
}
