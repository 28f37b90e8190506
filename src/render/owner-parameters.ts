import type { Parameter, ParameterMatrix } from "../model/owner.ts";
import { duration, grouped, percent, readable } from "../support/figures.ts";
import { decimalOf, explained, readingFacts, tokensOf } from "./owner-common.ts";
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
      { title: "Verdict" },
    ],
    rows: parameters.map((parameter) => [
      { code: parameter.parameter },
      shown(parameter.onChain, parameter),
      plannedCell(parameter),
      explained(parameter),
    ]),
    empty,
  };
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
