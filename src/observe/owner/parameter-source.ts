import type { Change, Parameter } from "../../model/owner.ts";
import type { ArgumentRecord, ArgumentValue, Read } from "../../model/record.ts";
import type { ChainEvent, History } from "../history.ts";
import { changesAfterDeployment } from "./changes.ts";
import { compare } from "./drift.ts";
import { lastSet, type SetAt } from "./setters.ts";

/** A value, or a struct of values, as a contract's view gives it. */
export interface ParameterSource {
  readonly contract: string;
  /** Name in the matrix; a struct's fields are named `name.field`. */
  readonly name: string;
  readonly view: Read;
  /** Which of several return values; by default the only one. */
  readonly pick?: string;
  /** What the plan and the deployment's settings state, in the same shape; `null` if nothing does. */
  readonly planned: unknown;
  readonly change?: ChangeSource;
  /** How it is set where no event tells both values. */
  readonly told?: { readonly by: string; readonly events: readonly string[] };
}

/** A parameter before it is known who set it, and who may. */
export type Sourced = Omit<Parameter, "setter" | "set"> & {
  /** Function that changes it, `Contract.function`; `null` if none does. */
  readonly by: string | null;
  readonly setAt: SetAt | null;
};

/** The event that tells of a change; its arguments hold the value before and after, in the same shape. */
export interface ChangeSource {
  readonly event: string;
  /** The function that makes it, of the same contract or as `Contract.function`. */
  readonly by: string;
  readonly before?: string;
  readonly after: string;
  /** By default every event of that name. */
  readonly concerns?: (event: ChainEvent) => boolean;
}

/** A tree of names and scalar texts. */
type Leaf = readonly [path: string, value: string];

/** @param answer what the source's view returned. */
export function parametersOf(
  source: ParameterSource,
  answer: Record<string, unknown>,
  history: History,
): Sourced[] {
  const { planned: shape } = source;
  const onChain = leavesOf(answer[source.pick ?? "0"], shape);
  const planned = new Map(leavesOf(shape, shape));
  return onChain.map(([path, value]) => {
    const parameter = [source.name, path].filter((part) => part !== "").join(".");
    const { change, contract } = source;
    const changes = change ? changesOf(contract, change, path, history) : [];
    return {
      contract,
      parameter,
      unit: unitOf(parameter, value),
      ...compare(shape === null ? null : (planned.get(path) ?? null), value, changes),
      by: nameOfSetter(source),
      setAt: lastSet(history, contract, eventsOf(source, history)),
    };
  });
}

function eventsOf({ contract, change, told }: ParameterSource, history: History): readonly ChainEvent[] {
  if (change) return history.of(contract, change.event).filter(change.concerns ?? (() => true));
  const events = (told?.events ?? []).flatMap((name) => history.of(contract, name));
  return events.toSorted((a, b) => a.block - b.block);
}

/** @returns the function that changes a parameter, `Contract.function`; `null` if none does. */
export function nameOfSetter({ contract, change, told }: ParameterSource): string | null {
  const by = change?.by ?? told?.by;
  if (by === undefined) return null;
  return by.includes(".") ? by : `${contract}.${by}`;
}

function changesOf(contract: string, change: ChangeSource, path: string, history: History): Change[] {
  const { event: name, before, after, concerns = () => true } = change;
  const at = (args: ArgumentRecord, argument: string): string =>
    textOf([argument, ...path.split(".")].filter((part) => part !== "").reduce<unknown>(field, args));
  return changesAfterDeployment(history, contract, name, (event) =>
    concerns(event)
      ? { before: before === undefined ? null : at(event.args, before), after: at(event.args, after) }
      : null,
  );
}

function field(value: unknown, name: string): ArgumentValue {
  return (value as ArgumentRecord)[name] as ArgumentValue;
}

/** @param shape gives the names of a struct's fields, because a decoded one does not list its own. */
function leavesOf(value: unknown, shape: unknown): Leaf[] {
  if (typeof shape !== "object" || shape === null || Array.isArray(shape)) return [["", textOf(value)]];
  return Object.entries(shape).flatMap(([name, inner]) =>
    leavesOf((value as Record<string, unknown>)[name], inner).map(
      ([path, text]): Leaf => [path === "" ? name : `${name}.${path}`, text],
    ),
  );
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(" ") : String(value);
}

const UNITS: readonly (readonly [RegExp, Parameter["unit"]])[] = [
  [/seconds$|delay$|period$|extension$|grace$|length$/i, "seconds"],
  [/bps$/i, "bps"],
  [/wei$/i, "wei"],
  [/wad( |$)|^gains\./i, "WAD"],
];

function unitOf(parameter: string, value: string): Parameter["unit"] {
  if (/^0x[0-9a-fA-F]{40}( |$)/.test(value)) return "address";
  return UNITS.find(([pattern]) => pattern.test(parameter))?.[1] ?? "number";
}
