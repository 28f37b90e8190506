import type { Changer, Parameter, ParameterMatrix } from "../model/owner.ts";
import { duration, grouped, percent, readable, shortHex } from "../support/figures.ts";
import { counted } from "../support/text.ts";
import { decimalOf, readingFacts, tokensOf } from "./owner-common.ts";
import type { Cell, ReportDocument, ReportSection } from "./owner-document.ts";
import { verdictOf } from "./page-verdict.ts";

/** Every parameter, by contract. */
export function parametersDocument({ reading, exceptions, parameters }: ParameterMatrix): ReportDocument {
  const drifting = parameters.filter(({ drift }) => drift);
  return {
    title: "Owner parameter matrix",
    verdict: verdictOf(
      drifting.map(({ contract, parameter, reason }) => `${contract}.${parameter}: ${reason}`),
      `${parameters.length} parameters were read.`,
      "Every parameter is what the plan and authorised changes make it.",
    ),
    exact: "parameters.json",
    facts: [
      ...readingFacts(reading),
      ["Parameters", String(parameters.length)],
      ["Drift", String(drifting.length)],
    ],
    sections: [
      {
        title: "Exceptions",
        columns: [{ title: "What one key can do alone" }],
        rows: exceptions.map((exception) => [exception]),
        empty: "No key can do more than one key should.",
      },
      section("Drift", drifting, "No parameter differs from the plan and its authorised changes."),
      ...[...Map.groupBy(parameters, ({ contract }) => contract)].map(([contract, own]) =>
        section(contract, own, ""),
      ),
    ],
  };
}

function section(title: string, parameters: readonly Parameter[], empty: string): ReportSection {
  return {
    title,
    columns: [
      { title: "Parameter" },
      { title: "Chain", align: "right" },
      { title: "Plan", align: "right" },
      { title: "Who may change it" },
      { title: "Set last" },
    ],
    rows: parameters.map((parameter) => [
      { code: parameter.parameter },
      shown(parameter.onChain, parameter),
      plannedCell(parameter),
      changersOf(parameter),
      setOf(parameter),
    ]),
    empty,
  };
}

function changersOf({ setter }: Parameter): string {
  if (setter === null) return "nobody";
  const [, name] = setter.call.split(".");
  const by = setter.by.map((changer) => `${changer.name}${after(changer)}`).join(" or ");
  return `${by || "nobody"}, by ${name}`;
}

function after({ delaySeconds }: Changer): string {
  return delaySeconds === "0" ? "" : ` after ${duration(delaySeconds)}`;
}

function setOf({ set, changes, drift, reason }: Parameter): string {
  const why = drift ? ` (drift: ${reason})` : "";
  if (set === null) return `by nobody${why}`;
  const how = changes.length === 0 ? "deployed" : `${counted(changes.length, "change")}, the last`;
  return `${how} in block ${set.block} by ${set.by}, ${shortHex(set.transaction)}${why}`;
}

function plannedCell(parameter: Parameter): Cell {
  const { planned, onChain } = parameter;
  if (planned === null) return "not stated";
  return planned === onChain ? "the same" : shown(planned, parameter);
}

/** What a person reads, in the parameter's unit. Of a list of addresses each is shown by its ends. */
function shown(value: string, { unit }: Parameter): Cell {
  if (unit === "address") return { code: value.length > ADDRESS_LENGTH ? readable(value) : value };
  if (!/^-?\d+$/.test(value)) return value;
  switch (unit) {
    case "seconds":
      return duration(value);
    case "bps":
      return percent(value);
    case "wei":
      return `${tokensOf(value)} tokens`;
    case "WAD":
      return decimalOf(value);
    default:
      return grouped(BigInt(value));
  }
}

/** `0x` and twenty bytes. */
const ADDRESS_LENGTH = 42;
