import { DRILL_CONTRACTS, drillContract } from "../../model/drill-contracts.ts";
import {
  BALANCES,
  type DrillCheck,
  type DrillValue,
  MIRRORS,
  type StateCheck,
  type ViewWords,
} from "../../model/drill-definition.ts";
import { contractType } from "../../system/contract-artefacts.ts";
import type { CheckDocument } from "../schema-drill.ts";
import { CHECKS } from "../schema-drill.ts";
import { type Fit, fitOf, fitOfAll, isOf, partOfFit } from "./fit.ts";
import { signedAmount } from "./quantities.ts";
import type { Scope } from "./scope.ts";
import { readAccount, readValue } from "./values.ts";

type Abi = ReturnType<typeof contractType>["abi"];
type AbiFunction = ReturnType<Abi["getFunction"]> & {};
type Field = keyof CheckDocument;

const OF_VIEWS = ["contract", "view", "args", "part"] as const;

/** Which fields each kind of check has. */
const FIELDS: Readonly<Record<string, readonly Field[]>> = {
  state: [...OF_VIEWS, "equals", "atLeast", "atMost", "unchanged"],
  remember: [...OF_VIEWS, "name"],
  event: ["contract", "event", "with", "times"],
  balance: ["of", "what", "change"],
  ...Object.fromEntries(MIRRORS.map((mirror) => [mirror, []])),
};

/** @returns `null` if something is wrong, which has been told */
export function readCheck(check: CheckDocument, scope: Scope): DrillCheck | null {
  const { check: kind } = check;
  if (kind === undefined) {
    scope.form("says not what to look at", `Add "check": one of ${CHECKS.join(", ")}.`);
    return null;
  }
  const allowed: readonly string[] = FIELDS[kind] ?? [];
  const vain = Object.keys(check).filter((field) => field !== "check" && !allowed.includes(field));
  for (const field of vain) scope.at(field).form(`has no meaning in a check of ${kind}`, "Remove it.");
  switch (kind) {
    case "state":
      return readState(check, scope);
    case "remember":
      return readRemember(check, scope);
    case "event":
      return readEvent(check, scope);
    case "balance":
      return readBalance(check, scope);
    default:
      return { kind: "mirror", mirror: kind };
  }
}

function readState(check: CheckDocument, scope: Scope): StateCheck | null {
  const asked = readView(check, scope);
  const given = (["equals", "atLeast", "atMost", "unchanged"] as const).filter(
    (field) => check[field] !== undefined,
  );
  const [field] = given;
  if (field === undefined || given.length > 1) {
    scope.form(
      "compares with no value, or with several",
      "Give it one of equals, atLeast, atMost, unchanged.",
    );
    return null;
  }
  if (asked && (field === "atLeast" || field === "atMost") && !isOf(asked.answer, "whole")) {
    scope.at(field).form("compares the size of what is no number", "Compare it by equals.");
    return null;
  }
  const value = field === "unchanged" ? null : readValue(check[field], scope.at(field), asked?.answer);
  if (asked === null || value === undefined) return null;
  const { answer: _, ...words } = asked;
  const holds = { equals: "equals", atLeast: "at least", atMost: "at most", unchanged: "unchanged" } as const;
  return { kind: "state", ...words, holds: holds[field], value };
}

function readRemember(check: CheckDocument, scope: Scope): DrillCheck | null {
  const asked = readView(check, scope);
  const { name } = check;
  if (name === undefined) {
    scope.form("says not by which name to remember it", 'Add "name".');
    return null;
  }
  scope.remembered.add(name);
  if (asked === null) return null;
  const { answer: _, ...words } = asked;
  return { kind: "remember", ...words, name };
}

/** Only views of the mission's contracts, by their ABI, and what the ABI tells of that which is asked for. */
function readView(check: CheckDocument, scope: Scope): (ViewWords & { readonly answer: Fit }) | null {
  const abi = readContract(check.contract, scope.at("contract"));
  const { view = "", args = [], part = "", contract = "" } = check;
  if (abi === null) return null;
  const views = viewsOf(abi);
  const asked = views.get(view);
  if (asked === undefined) {
    scope
      .at("view")
      .unknown(`view of ${contract}`, view, views.keys(), `one of ${[...views.keys()].join(", ")}`);
    return null;
  }
  const { inputs } = asked;
  if (inputs.length !== args.length) {
    const names = inputs.map((input) => input.name || input.type).join(", ");
    scope
      .at("args")
      .form(
        `has ${args.length} entries, and ${contract}.${view} takes ${inputs.length}`,
        inputs.length === 0 ? "Remove it." : `Give it ${names}.`,
      );
    return null;
  }
  const values = args.map((arg, index) => {
    const input = inputs[index];
    return readValue(arg, scope.at("args", index), input && fitOf(input));
  });
  const answer = readAnswer(asked, part, scope.at("part"));
  return answer === null || values.some((value) => value === undefined)
    ? null
    : { contract, view, args: values as DrillValue[], part, answer };
}

/** What a part of an answer is. An answer of one value may be meant as a whole, or by its name. */
function readAnswer({ name, outputs }: AbiFunction, part: string, scope: Scope): Fit | null {
  const [only] = outputs;
  const all = fitOfAll(outputs, name);
  const whole = outputs.length === 1 && only !== undefined ? fitOf(only, name) : all;
  const answer = partOfFit(whole, part) ?? partOfFit(all, part);
  if (answer !== null) return answer;
  const names = [...new Set([...whole.names, ...all.names])].filter((each) => each !== "");
  const among =
    whole.kind === "list"
      ? [...names, whole.type === "tuple" ? "a place such as 0" : "length, or a place such as 0"]
      : names;
  scope.unknown(`part of what ${name} answers`, part, names, among.join(", ") || "none: it is one value");
  return null;
}

function viewsOf(abi: Abi): ReadonlyMap<string, AbiFunction> {
  const views = new Map<string, AbiFunction>();
  abi.forEachFunction((each) => {
    if (each.constant && !views.has(each.name)) views.set(each.name, each);
  });
  return views;
}

function readContract(name: string | undefined, scope: Scope): Abi | null {
  const contract = drillContract(name ?? "");
  const isThere =
    contract !== null && (contract.region === null || scope.mission.regions.has(contract.region));
  if (!isThere) {
    scope.unknown(
      "contract that drills may look at",
      name ?? "",
      DRILL_CONTRACTS,
      `one of ${DRILL_CONTRACTS.join(", ")}, or RegionalExecutor REGION`,
    );
    return null;
  }
  scope.needs(contract.stage);
  return contractType(contract.artifact).abi;
}

function readEvent(check: CheckDocument, scope: Scope): DrillCheck | null {
  const abi = readContract(check.contract, scope.at("contract"));
  const { contract = "", event = "", times = null, with: given = {} } = check;
  if (abi === null) return null;
  const inputs = eventsOf(abi).get(event);
  if (inputs === undefined) {
    const known = [...eventsOf(abi).keys()];
    scope.at("event").unknown(`event of ${contract}`, event, known, `one of ${known.join(", ")}`);
    return null;
  }
  const values = Object.entries(given).map(([name, json]) => {
    const inside = scope.at("with", name);
    const input = inputs.find((each) => each.name === name);
    const known = inputs.map((each) => each.name);
    if (input !== undefined) return [name, readValue(json, inside, fitOf(input))] as const;
    inside.unknown(`argument of ${event}`, name, known, known.join(", ") || "none");
    return [name, undefined] as const;
  });
  if (values.some(([, value]) => value === undefined)) return null;
  return {
    kind: "event",
    contract,
    event,
    with: Object.fromEntries(values) as Record<string, DrillValue>,
    times,
  };
}

function eventsOf(abi: Abi): ReadonlyMap<string, Abi["deploy"]["inputs"]> {
  const events = new Map<string, Abi["deploy"]["inputs"]>();
  abi.forEachEvent(({ name, inputs }) => events.set(name, inputs));
  return events;
}

function readBalance({ of, what, change }: CheckDocument, scope: Scope): DrillCheck | null {
  const account = readAccount(of, scope.at("of"), true);
  if (what === undefined) scope.form("says not which balance", `Add "what": one of ${BALANCES.join(", ")}.`);
  const changeWei = readChange(change, scope.at("change"));
  if (account === undefined || what === undefined || changeWei === null) return null;
  return { kind: "balance", of: account, what, changeWei };
}

function readChange(text: string | undefined, scope: Scope): bigint | null {
  const changeWei = text === undefined ? null : signedAmount(text);
  if (changeWei === null) scope.wrong(text, 'a decimal such as "-1.5"');
  return changeWei;
}
