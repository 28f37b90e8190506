import { OmniError } from "../../errors/error.ts";
import { OWNER } from "../../errors/owner-errors.ts";
import type { Chosen } from "../../model/manifest.ts";
import type { Parameter } from "../../model/owner.ts";
import type { Effect, OwnerCall, Proposal } from "../../model/proposal.ts";
import { type KnownParameters, readKnownParameters } from "../../observe/owner/known-parameters.ts";
import { nameOfSetter, type ParameterSource } from "../../observe/owner/parameter-source.ts";
import { formatAmount, parseAmount } from "../../support/amount.ts";
import { duration, percent } from "../../support/figures.ts";
import { textIn } from "../chosen.ts";
import type { Propose } from "../update.ts";

/** A parameter as the matrix calls it, and the text of what it is to be. */
export interface WantedParameter {
  readonly name: string;
  readonly value: string;
}

/** @returns what is wanted, as `NAME=VALUE,NAME=VALUE` says it. @throws TypeError if it says nothing of the kind. */
export function wantedParameters(text: string): WantedParameter[] {
  return text.split(",").map((one) => {
    const [name = "", value = "", ...rest] = one.split("=").map((part) => part.trim());
    if (name === "" || value === "" || rest.length > 0) throw new TypeError(`"${one}" is not NAME=VALUE`);
    return { name, value };
  });
}

export function parametersIn(chosen: Chosen): WantedParameter[] {
  return wantedParameters(textIn(chosen, "set") ?? "");
}

/** Brings parameters of both layers to values. */
export function proposeParameters(wanted: readonly WantedParameter[]): Propose {
  return async (views, project) => {
    const sources = await readKnownParameters(views, project);
    const asked = wanted.map((one) => findIn(sources, one));
    const changing = asked.filter(({ parameter, text }) => parameter.onChain !== text);
    const calls = Map.groupBy(changing, ({ source }) => callOf(source));
    return [...calls].map(([call, own]) => proposalOf(call, own, sources));
  };
}

interface Asked extends KnownParameters {
  readonly parameter: KnownParameters["parameters"][number];
  /** As the chain would give it. */
  readonly text: string;
}

function findIn(sources: readonly KnownParameters[], { name, value }: WantedParameter): Asked {
  const refuse = (problem: string) => new OmniError(OWNER.CHANGE_REFUSED, { change: name, problem });
  for (const known of sources) {
    const parameter = known.parameters.find(({ contract, parameter: own }) => `${contract}.${own}` === name);
    if (parameter === undefined) continue;
    if (nameOfSetter(known.source) === null)
      throw refuse("nobody can change it, it stands in the contract's code");
    const text = inUnit(value, parameter.unit);
    if (text === null) throw refuse(`"${value}" is not ${UNITS[parameter.unit]}`);
    return { ...known, parameter, text };
  }
  throw refuse("there is no parameter of that name");
}

const UNITS: Readonly<Record<Parameter["unit"], string>> = {
  seconds: "a whole number of seconds",
  bps: "a whole number of basis points",
  wei: "a decimal number of tokens",
  WAD: "a decimal number",
  address: "an address, or addresses with a space between",
  number: "a whole number",
};

/** @returns the text that the chain gives for a value; `null` if it is none. */
function inUnit(value: string, unit: Parameter["unit"]): string | null {
  if (unit === "address") return /^0x[0-9a-fA-F]{40}( 0x[0-9a-fA-F]{40})*$/.test(value) ? value : null;
  if (unit !== "wei" && unit !== "WAD") return /^\d{1,78}$/.test(value) ? String(BigInt(value)) : null;
  const [, sign = "", digits = ""] = /^(-?)(.+)$/.exec(value) ?? [];
  const parsed = parseAmount(digits);
  return parsed.ok ? `${parsed.wei === 0n ? "" : sign}${parsed.wei}` : null;
}

/** Of functions that set several parameters, which ones, in the order of their arguments. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  "Thermostat.setKpis": ["kpiTargets", "kpiWeights"],
  "IncentivePolicy.setShareBounds": ["minShares", "maxShares"],
  "SystemPause.setGuardianLimits": ["guardianPauseSeconds", "guardianCooldownSeconds"],
  "EnergyOracle.setSigners": ["signers", "threshold"],
};

/** What cannot be called with a value alone. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  approveBudget: "it comes with a region's budget, which the council decides",
  updateAuthority: "another AccessManager is a migration, and no parameter",
  swapOwner: "the Safe's signers are changed by the Safe's own interface",
};

const COUNCIL: readonly string[] = ["QuadraticGovernor", "CouncilTimelock", "Treasury"];

/** Tells apart what is set in one call from what is not. */
function callOf({ contract, name, change, told }: ParameterSource): string {
  const setter = change?.by ?? told?.by ?? "";
  const [last = ""] = setter.split(".").slice(-1);
  const refuse = (problem: string) =>
    new OmniError(OWNER.CHANGE_REFUSED, { change: `${contract}.${name}`, problem });
  const elsewhere = ELSEWHERE[last];
  if (elsewhere !== undefined) throw refuse(elsewhere);
  if (COUNCIL.includes(contract)) throw refuse("only the council changes it, by a vote");
  const call = setter.includes(".") ? setter : `${contract}.${setter}`;
  return call in TOGETHER ? call : `${call} ${name}`;
}

function proposalOf(named: string, own: readonly Asked[], sources: readonly KnownParameters[]): Proposal {
  const [call = ""] = named.split(" ");
  const [contract = "", name = ""] = call.split(".");
  const first = own[0] as Asked;
  const together = TOGETHER[call] ?? [first.source.name];
  const values = together.map((part) => {
    const source = sources.find((known) => known.source.contract === contract && known.source.name === part);
    return own
      .filter((asked) => asked.source.name === part)
      .reduce((value, asked) => withLeaf(value, pathOf(asked), asked.text), source?.value);
  });
  return {
    call: { contract, function: name, args: [...keyOf(first.source), ...values] },
    effects: own.map(effectOf),
  };
}

/** What a view that takes an argument is asked by: a role. The setter takes it too. */
function keyOf({ view }: ParameterSource): OwnerCall["args"] {
  return ["roleOffsetOf", "getRoleGuardian", "getRoleAdmin"].includes(view.function) ? view.args : [];
}

function pathOf({ source, parameter }: Asked): readonly string[] {
  return parameter.parameter
    .slice(source.name.length)
    .split(".")
    .filter((part) => part !== "");
}

function withLeaf(value: unknown, path: readonly string[], text: string): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return Array.isArray(value) ? text.split(" ") : text;
  const struct = value as Readonly<Record<string, unknown>>;
  return { ...struct, [head]: withLeaf(struct[head], rest, text) };
}

function effectOf({ parameter, text }: Asked): Effect {
  const { contract, parameter: name, unit, onChain } = parameter;
  return { name: `${contract}.${name}`, before: worded(onChain, unit), after: worded(text, unit) };
}

function worded(text: string, unit: Parameter["unit"]): string {
  if (!/^-?\d+$/.test(text)) return text;
  switch (unit) {
    case "seconds":
      return duration(text);
    case "bps":
      return percent(text);
    case "wei":
      return `${formatAmount(BigInt(text))} tokens`;
    case "WAD":
      return formatAmount(BigInt(text));
    default:
      return text;
  }
}
