import { accountWord, GROUPS, OFFICES } from "../../model/account-words.ts";
import type { DrillParameter } from "../../model/drill-actions.ts";
import { drillContract } from "../../model/drill-contracts.ts";
import {
  ACCESS_ROLES,
  BALLOT_WORDS,
  CLAIMANTS,
  type DrillValue,
  QUANTITIES,
  REGION_ROLE,
} from "../../model/drill-definition.ts";
import { ROLE } from "../../model/enums.ts";
import { GOVERNED_SETTERS, governedSetter } from "../../model/governed-setters.ts";
import { parseAmount } from "../../support/amount.ts";
import { countedIn, type Fit, isOf, LOOSE } from "./fit.ts";
import { decimalText, isQuantity, readQuantity, wantedOfUnit } from "./quantities.ts";
import type { Scope } from "./scope.ts";

const UNITS = QUANTITIES.map((tag) => `{${tag}}`).join(", ");
const TAGS = ["value", "plus", ...QUANTITIES, "role", "digestOf"];
const FORMS = `{value}, ${UNITS}, {role}, {digestOf}`;
const ANY = `a text, a whole number, true, false, a list, or one of ${FORMS}`;
/** An argument may be a list of structs that hold lists. */
const DEEPEST = 4;
const ACCOUNTS = `one of ${OFFICES.join(", ")}, ${GROUPS.map((group) => `${group}:1`).join(", ")}, region-operator:ID, or a participant's handle`;

/** @param json attacker-controlled. @returns `undefined` if it is no value, or none that fits, which has been told */
export function readValue(json: unknown, scope: Scope, fit: Fit = LOOSE, depth = 0): DrillValue | undefined {
  if (isQuantity(json)) return readAmountOf(json, scope, fit);
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return readTagged(json, scope, fit);
  if (Array.isArray(json) && depth < DEEPEST && isOf(fit, "list")) return readList(json, scope, fit, depth);
  if (fit.kind === "account") return readAccount(json, scope, true);
  if (typeof json === "number" && isOf(fit, "whole")) return readWhole(String(json), json, scope, fit);
  if (typeof json === "string" && fit.kind === "whole") return readWhole(json, json, scope, fit);
  if (typeof json === "boolean" && isOf(fit, "truth")) return json;
  if (typeof json === "string" && isText(json, fit)) return json;
  scope.wrong(json, wantedOf(fit));
  return undefined;
}

function isText(text: string, { kind, type }: Fit): boolean {
  if (kind !== "bytes") return kind === null || kind === "text";
  const bytes = type.slice("bytes".length);
  return new RegExp(`^0x([0-9a-fA-F]{2}){${bytes || "0,1024"}}$`).test(text);
}

function readList(json: readonly unknown[], scope: Scope, fit: Fit, depth: number): DrillValue | undefined {
  if (fit.entries !== null && json.length !== fit.entries) {
    scope.wrong(json, wantedOf(fit));
    return undefined;
  }
  const items = json.map((item, index) => readValue(item, scope.at(index), fit.inner(index), depth + 1));
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** What fits, for people. */
function wantedOf({ kind, type, unit, says }: Fit): string {
  switch (kind) {
    case "truth":
      return "true or false";
    case "whole":
      return wantedOfUnit(unit);
    case "bytes":
      return `${type} as 0x and hexadecimal digits${type === "bytes32" ? ", or {digestOf}" : ""}`;
    case "text":
      return "a text";
    case "list":
      return `a list of ${says}`;
    case "account":
      return ACCOUNTS;
    case null:
      return ANY;
  }
}

/** An amount with its unit, of what counts it. */
function readAmountOf(
  json: Readonly<Record<string, unknown>>,
  scope: Scope,
  fit: Fit,
): DrillValue | undefined {
  if (!isOf(fit, "whole")) {
    scope.wrong(json, wantedOf(fit));
    return undefined;
  }
  const amount = readQuantity(json, fit.unit, scope);
  if (amount === undefined || !fit.type.startsWith("uint") || !amount.counted.startsWith("-")) return amount;
  const [[name, figure] = ["", ""]] = Object.entries(json);
  scope.at(name).wrong(figure, "an amount that is not negative");
  return undefined;
}

function readWhole(text: string, json: unknown, scope: Scope, fit: Fit): string | undefined {
  const isExact = typeof json === "string" || Number.isSafeInteger(json);
  const digits = fit.type.startsWith("uint") ? /^\d{1,78}$/ : /^-?\d{1,78}$/;
  if (isExact && digits.test(text)) return text;
  const isLarge = typeof json === "number" && Number.isInteger(json) && !isExact;
  scope.wrong(
    json,
    isLarge ? "a whole number as a text, which is exact however large" : wantedOfUnit(fit.unit),
  );
  return undefined;
}

function readTagged(json: object, scope: Scope, fit: Fit): DrillValue | undefined {
  const own = new Map(Object.entries(json));
  const stranger = [...own.keys()].find((tag) => !TAGS.includes(tag));
  if (stranger !== undefined) {
    scope.at(stranger).unknown("unit or form of a value", stranger, TAGS, `one of ${FORMS}`);
    return undefined;
  }
  const [tag] = own.keys();
  const isAlone = own.size === 1 || (own.size === 2 && own.has("value") && own.has("plus"));
  if (isAlone && own.has("value")) return readRemembered(own, scope, fit);
  if (own.size === 1 && tag === "role" && isOf(fit, "whole")) return readRole(own.get(tag), scope.at(tag));
  if (own.size === 1 && tag === "digestOf" && isOf(fit, "bytes"))
    return readDigestOf(own.get(tag), scope.at(tag));
  scope.wrong(json, wantedOf(fit));
  return undefined;
}

function readDigestOf(json: unknown, scope: Scope): DrillValue | undefined {
  if (typeof json === "string") return { digestOf: json };
  scope.wrong(json, "a text");
  return undefined;
}

function readRemembered(own: ReadonlyMap<string, unknown>, scope: Scope, fit: Fit): DrillValue | undefined {
  const [name, plus = 0] = [own.get("value"), own.get("plus")];
  if (typeof name !== "string" || !scope.remembered.has(name)) {
    scope
      .at("value")
      .unknown(
        "value remembered before",
        String(name),
        scope.remembered,
        "it as a check before remembers it",
      );
    return undefined;
  }
  if (own.has("plus") && !isOf(fit, "whole")) {
    scope.at("plus").form("adds to what is no number", "Remove it.");
    return undefined;
  }
  if (typeof plus === "number" && Number.isSafeInteger(plus)) return { remembered: name, plus: BigInt(plus) };
  if (typeof plus === "string" && /^-?\d{1,40}$/.test(plus)) return { remembered: name, plus: BigInt(plus) };
  if (typeof plus === "string" && scope.remembered.has(plus)) return { remembered: name, plus };
  if (isQuantity(plus)) {
    const more = readQuantity(plus, fit.unit, scope.at("plus"));
    return more && { remembered: name, plus: more };
  }
  scope
    .at("plus")
    .wrong(plus, `a whole number, negative to take away, one of ${UNITS}, or a value remembered before`);
  return undefined;
}

function readAmount(json: unknown, scope: Scope): string | undefined {
  const parsed = typeof json === "string" ? parseAmount(json) : null;
  if (parsed?.ok) return parsed.wei.toString();
  scope.wrong(json, `a decimal as a text, with at most 18 decimals, such as ${decimalText(json)}`);
  return undefined;
}

function readRole(json: unknown, scope: Scope): DrillValue | undefined {
  const name = String(json);
  const region = name.startsWith(REGION_ROLE) ? name.slice(REGION_ROLE.length) : null;
  if (region !== null && scope.mission.regions.has(region)) {
    scope.needs("global");
    return { role: name };
  }
  if (region === null && ACCESS_ROLES.some((role) => role === name)) return { role: name };
  scope.unknown("role", name, ACCESS_ROLES, `one of ${ACCESS_ROLES.join(", ")}, or ${REGION_ROLE}REGION`);
  return undefined;
}

/** Reads a word for an account. @param contracts whether contracts will do */
export function readAccount(json: unknown, scope: Scope, contracts: boolean): string | undefined {
  if (typeof json !== "string") {
    scope.wrong(json, ACCOUNTS);
    return undefined;
  }
  if (contracts && isContract(json, scope)) return json;
  const word = accountWord(json);
  const { regions, handles } = scope.mission;
  const isKnown =
    (word.kind === "handle" && handles.has(word.handle)) ||
    (word.kind === "region operator" && regions.has(word.region)) ||
    (word.kind === "nobody" && contracts) ||
    word.kind === "office" ||
    word.kind === "member";
  if (word.kind === "region operator") scope.needs("global");
  if (isKnown) return json;
  scope.unknown("account of this mission", json, [...OFFICES, ...handles], ACCOUNTS);
  return undefined;
}

function isContract(name: string, scope: Scope): boolean {
  const contract = drillContract(name);
  if (contract === null || (contract.region !== null && !scope.mission.regions.has(contract.region)))
    return false;
  scope.needs(contract.stage);
  return true;
}

/** Longer than this nobody waits in a rehearsal. */
const LONGEST_SECONDS = 10 * 366 * 86_400;

/** Reads a parameter of an action. @returns `undefined` if it is wrong, which has been told */
export function readParameter(json: unknown, kind: DrillParameter, scope: Scope): DrillValue | undefined {
  switch (kind) {
    case "account":
      return readAccount(json, scope, true);
    case "number":
      return readNumber(json, scope, Number.MAX_SAFE_INTEGER);
    case "seconds":
      return readSeconds(json, scope);
    case "tokens":
    case "decimal":
      return isTagged(json) ? readValue(json, scope, countedIn(kind)) : readAmount(json, scope);
    case "reading":
      return readAmount(json, scope);
    case "role":
      return readRole(json, scope);
    case "identity role":
    case "identity roles":
      return readIdentityRoles(kind === "identity role" ? [json] : json, scope);
    case "text":
      return typeof json === "string" ? { digestOf: json } : readValue(json, scope);
    case "step":
      return readStepId(json, scope);
    case "region":
      return readRegion(json, scope);
    case "job":
      return readJob(json, scope);
    case "ballots":
      return readBallots(json, scope);
    case "hearings":
      return readHearings(json, scope);
    case "yes":
      if (json === true) return true;
      scope.wrong(json, "true, or nothing at all");
      return undefined;
    case "setter":
      return readSetter(json, scope);
    case "arguments":
      return readValue(json, scope);
    case "side":
      if (json === "for" || json === "against") return json;
      scope.wrong(json, '"for" or "against"');
      return undefined;
    case "clock":
      if (json === "active" || json === "chain") return json;
      scope.wrong(json, '"chain" or "active"');
      return undefined;
  }
}

/** What is stated by its unit, or stands for another value, or is meant to. */
function isTagged(json: unknown): boolean {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function readSeconds(json: unknown, scope: Scope): DrillValue | undefined {
  if (!isTagged(json)) return readNumber(json, scope, LONGEST_SECONDS);
  const value = readValue(json, scope, countedIn("seconds"));
  const isCounted = typeof value === "object" && "counted" in value;
  if (!isCounted || (!value.counted.startsWith("-") && BigInt(value.counted) <= LONGEST_SECONDS))
    return value;
  const [[unit, figure] = ["", ""]] = Object.entries(json as object);
  scope.at(unit).wrong(figure, `from 0 to ${LONGEST_SECONDS} seconds`);
  return undefined;
}

function readNumber(json: unknown, scope: Scope, most: number): DrillValue | undefined {
  if (isTagged(json)) return readValue(json, scope);
  if (typeof json === "number" && Number.isSafeInteger(json) && json >= 0 && json <= most)
    return String(json);
  scope.wrong(json, `a whole number from 0 to ${most}, or {value, plus}`);
  return undefined;
}

function readIdentityRoles(json: unknown, scope: Scope): DrillValue | undefined {
  if (isTagged(json)) return readValue(json, scope);
  const names = Object.keys(ROLE);
  if (!Array.isArray(json) || !json.every((name) => typeof name === "string" && names.includes(name))) {
    scope.wrong(json, `one of ${names.join(", ")}, or a list of them`);
    return undefined;
  }
  return String(json.reduce<number>((bits, name) => bits | ROLE[name as keyof typeof ROLE], 0));
}

function readJob(json: unknown, scope: Scope): string | undefined {
  const { jobs } = scope.mission;
  if (typeof json === "string" && jobs.has(json)) return json;
  scope.unknown("job of this plan", String(json), jobs, "the id of a job of this plan");
  return undefined;
}

/** A first committee, and another one where that misses its quorum; none where nothing is handed in. */
const MOST_ROUNDS = 2;

function readBallots(json: unknown, scope: Scope): DrillValue | undefined {
  if (!Array.isArray(json) || json.length > MOST_ROUNDS) {
    scope.wrong(json, `a list of ${MOST_ROUNDS} ways to vote at most`);
    return undefined;
  }
  const ballots = json.map((word, index) => readBallot(word, scope.at(index)));
  return ballots.every((ballot) => ballot !== undefined) ? ballots : undefined;
}

function readBallot(json: unknown, scope: Scope): string | undefined {
  const word = BALLOT_WORDS.find((each) => each === json);
  if (word === undefined)
    scope.unknown("way to vote", String(json), BALLOT_WORDS, `one of ${BALLOT_WORDS.join(", ")}`);
  return word;
}

const MOST_HEARINGS = 3;

/** As lists of who claims and how the jury votes. */
function readHearings(json: unknown, scope: Scope): DrillValue | undefined {
  if (!Array.isArray(json) || json.length > MOST_HEARINGS) {
    scope.wrong(json, `a list of ${MOST_HEARINGS} hearings at most`);
    return undefined;
  }
  const hearings = json.map((hearing, index) => readHearing(hearing, scope.at(index)));
  return hearings.every((hearing) => hearing !== undefined) ? hearings : undefined;
}

function readHearing(json: unknown, scope: Scope): DrillValue | undefined {
  const fields = typeof json === "object" && json !== null ? new Map(Object.entries(json)) : new Map();
  const by = CLAIMANTS.find((each) => each === fields.get("by"));
  if (fields.size !== 2 || by === undefined || !fields.has("jury")) {
    scope.wrong(json, '{ "by": "agent" or "employer", "jury": how it votes }');
    return undefined;
  }
  const jury = readBallot(fields.get("jury"), scope.at("jury"));
  return jury === undefined ? undefined : [by, jury];
}

function readSetter(json: unknown, scope: Scope): string | undefined {
  const setter = typeof json === "string" ? governedSetter(json) : null;
  const isThere = setter !== null && (setter.region === null || scope.mission.regions.has(setter.region));
  if (isThere) {
    scope.needs(setter.stage);
    return String(json);
  }
  scope.unknown("governed function", String(json), GOVERNED_SETTERS, `one of ${GOVERNED_SETTERS.join(", ")}`);
  return undefined;
}

function readStepId(json: unknown, scope: Scope): string | undefined {
  if (typeof json === "string" && scope.steps.has(json)) return json;
  scope.unknown("step before this one", String(json), scope.steps, "the id of an earlier step");
  return undefined;
}

function readRegion(json: unknown, scope: Scope): string | undefined {
  const { regions } = scope.mission;
  scope.needs("global");
  if (typeof json === "string" && regions.has(json)) return json;
  scope.unknown("region", String(json), regions, "the id of a region of this plan");
  return undefined;
}
