import { DRILL_ACTIONS, type DrillAction } from "../../model/drill-actions.ts";
import { type DrillStep, type DrillValue, REHEARSE_JOB } from "../../model/drill-definition.ts";
import type { MoveDocument } from "../schema-drill.ts";
import type { Scope } from "./scope.ts";
import { readSetterArguments } from "./setters.ts";
import { readAccount, readParameter } from "./values.ts";

/** Fields of steps and checks that have no meaning in a step. */
const OF_CHECKS = [
  "check",
  "name",
  "contract",
  "view",
  "args",
  "part",
  "equals",
  "atLeast",
  "atMost",
  "unchanged",
  "event",
  "times",
  "of",
  "what",
  "change",
] as const satisfies readonly (keyof MoveDocument)[];

const TIMINGS = { schedule: "schedule only", now: "at once" } as const;
/** These move the clock, or are several people's. */
const WITHOUT_SENDER = ["wait", "try-every-module", "decide", REHEARSE_JOB];

/** @returns `null` if something is wrong, which has been told */
export function readStep(move: MoveDocument, scope: Scope): DrillStep | null {
  const name = move.do ?? "";
  const action = Object.hasOwn(DRILL_ACTIONS, name) ? DRILL_ACTIONS[name] : undefined;
  if (action === undefined) {
    const known = Object.keys(DRILL_ACTIONS);
    scope.at("do").unknown("action", name, known, `one of ${known.join(", ")}`);
    return null;
  }
  for (const field of OF_CHECKS) {
    if (move[field] !== undefined) scope.at(field).form("has no meaning in a step", "Remove it.");
  }
  scope.needs(action.stage);
  const as = readSender(move, name, scope);
  const values = readParameters(move, action, scope);
  if (name === "wait") checkWait(values, scope);
  if ([REHEARSE_JOB, "wait"].includes(name) && move.refused !== undefined)
    scope.at("refused").form(`has no meaning for "${name}"`, "Remove it.");
  if (WITHOUT_SENDER.includes(name) && move.timing !== undefined)
    scope.at("timing").form(`has no meaning for "${name}"`, "Remove it.");
  if (name === "try-every-module" && move.refused === undefined)
    scope.form("tries calls that have to be refused, and says not how", 'Add "refused": "SystemPaused".');
  const step: DrillStep = {
    kind: "step",
    id: move.id ?? null,
    as: as ?? "",
    action: name,
    with: values ?? {},
    refused: move.refused ?? null,
    timing: move.timing === undefined ? "after its delay" : TIMINGS[move.timing],
  };
  if (move.id !== undefined) scope.steps.add(move.id);
  return as === undefined || values === null ? null : step;
}

function readSender({ as }: MoveDocument, name: string, scope: Scope): string | undefined {
  if (!WITHOUT_SENDER.includes(name)) return readAccount(as, scope.at("as"), false);
  if (as !== undefined) scope.at("as").form(`has no meaning for "${name}"`, "Remove it.");
  return "";
}

function readParameters(
  { with: given = {} }: MoveDocument,
  { parameters, optional = [] }: DrillAction,
  scope: Scope,
): Record<string, DrillValue> | null {
  const inside = scope.at("with");
  const known = Object.keys(parameters);
  const strangers = Object.keys(given).filter((name) => !known.includes(name));
  for (const name of strangers)
    inside.at(name).unknown("parameter of this action", name, known, known.join(", ") || "none");
  const missing = known.filter((name) => !Object.hasOwn(given, name) && !optional.includes(name));
  if (missing.length > 0) inside.form(`lacks ${missing.join(", ")}`, `Add ${missing.join(" and ")}.`);
  const read = Object.entries(parameters).flatMap(([name, kind]) => {
    if (!Object.hasOwn(given, name)) return [];
    const at = inside.at(name);
    const value =
      kind === "arguments"
        ? readSetterArguments(given[name], given.setter, at)
        : readParameter(given[name], kind, at);
    return [[name, value] as const];
  });
  const isSound = strangers.length + missing.length === 0 && read.every(([, value]) => value !== undefined);
  return isSound ? (Object.fromEntries(read) as Record<string, DrillValue>) : null;
}

function checkWait(values: Readonly<Record<string, DrillValue>> | null, scope: Scope): void {
  if (values === null) return;
  const ways = ["seconds", "until"].filter((name) => Object.hasOwn(values, name));
  if (ways.length !== 1)
    scope.at("with").form("says not how long to wait", 'Give it either "seconds" or "until".');
  else if (Object.hasOwn(values, "clock") && ways[0] !== "until")
    scope.at("with", "clock").form('has no meaning beside "seconds"', 'Give it "until", or remove it.');
}
