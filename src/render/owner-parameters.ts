import type { Parameter, ParameterMatrix } from "../model/owner.ts";
import { explained, readingFacts, tokens } from "./owner-common.ts";
import type { Cell, ReportDocument, ReportSection } from "./owner-document.ts";

/** Every parameter, by contract. */
export function parametersDocument({ reading, exceptions, parameters }: ParameterMatrix): ReportDocument {
  const drifting = parameters.filter(({ drift }) => drift);
  return {
    title: "Owner parameter matrix",
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
      { title: "Unit" },
      { title: "Plan", align: "right" },
      { title: "Chain", align: "right" },
      { title: "Drift" },
      { title: "Verdict" },
    ],
    rows: parameters.map((parameter) => [
      { code: parameter.parameter },
      UNITS[parameter.unit],
      shown(parameter.planned ?? "not stated", parameter),
      shown(parameter.onChain, parameter),
      parameter.drift ? "yes" : "no",
      explained(parameter),
    ]),
    empty,
  };
}

/** What a person reads: amounts and fixed-point numbers stand there in whole units. */
const UNITS: Readonly<Record<Parameter["unit"], string>> = {
  seconds: "seconds",
  bps: "bps",
  wei: "tokens",
  WAD: "decimal",
  address: "address",
  number: "number",
};

function shown(value: string, { unit }: Parameter): Cell {
  if (unit === "address") return { code: value };
  if ((unit === "wei" || unit === "WAD") && /^-?\d+$/.test(value)) return tokens(value);
  return value;
}
