import type { ParamType } from "ethers/abi";
import type { Project } from "../../model/loaded-project.ts";
import type { Parameter } from "../../model/owner.ts";
import { History } from "../history.ts";
import type { Views } from "../views.ts";
import { type ParameterSource, parametersOf } from "./parameter-source.ts";
import { parameterSources } from "./parameters.ts";
import { takeStandpoint } from "./standpoint.ts";

/** What one view gives: a parameter, or the parameters of a struct. */
export interface KnownParameters {
  readonly source: ParameterSource;
  /** What its view gave, as plain values. */
  readonly value: unknown;
  readonly parameters: readonly Pick<Parameter, "contract" | "parameter" | "unit" | "onChain">[];
}

/** Reads every parameter as it stands, with the struct that it is in. */
export async function readKnownParameters(views: Views, project: Project): Promise<KnownParameters[]> {
  const standpoint = await takeStandpoint(views, project, new Map());
  const sources = parameterSources(standpoint, project, Number(views.chain.clock.now));
  const answers = await standpoint.reads.read(sources.map(({ view }) => view));
  const noHistory = new History(views.book, [], new Map());
  return sources.map((source, index) => {
    const answer = answers[index] as unknown as Record<string, unknown>;
    return {
      source,
      value: plain(outputOf(views, source), answer[source.pick ?? "0"]),
      parameters: parametersOf(source, answer, noHistory),
    };
  });
}

/** A decoded struct or list as objects and arrays: what is encoded again. */
function plain(type: ParamType, value: unknown): unknown {
  if (type.isArray())
    return [...(value as Iterable<unknown>)].map((inner) => plain(type.arrayChildren, inner));
  if (!type.isTuple()) return value;
  const struct = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(type.components.map((field) => [field.name, plain(field, struct[field.name])]));
}

function outputOf({ book }: Views, { view, pick = "0" }: ParameterSource): ParamType {
  const outputs = book.get(view.contract).type.abi.getFunction(view.function)?.outputs ?? [];
  return (outputs.find(({ name }) => name === pick) ?? outputs[Number(pick)]) as ParamType;
}
