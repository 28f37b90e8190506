import type { Project } from "../../model/loaded-project.ts";
import type { Parameter, ParameterMatrix, Reading } from "../../model/owner.ts";
import { keyExceptions } from "../../records/key-exceptions.ts";
import { type Access, readAccess, type Standpoint } from "./access.ts";
import { readOwnerKeys } from "./keys.ts";
import { nationalParameters } from "./national-parameters.ts";
import { type ParameterSource, parametersOf, type Sourced } from "./parameter-source.ts";
import { planetaryParameters } from "./planetary-parameters.ts";
import { readDeciders, readSetters } from "./setters.ts";

/** Reads every parameter of every module beside the plan's value and its authorised changes. */
export async function readParameters(
  standpoint: Standpoint,
  project: Project,
  reading: Reading,
): Promise<ParameterMatrix> {
  const sources = parameterSources(standpoint, project, reading.timestamp);
  const answers = await standpoint.reads.read(sources.map(({ view }) => view));
  const parameters = sources.flatMap((source, index) =>
    parametersOf(source, answers[index] as unknown as Record<string, unknown>, standpoint.history),
  );
  const access = await readAccess(standpoint);
  const exceptions = keyExceptions(await readOwnerKeys(standpoint, access.roles)).map(({ text }) => text);
  return { reading, exceptions, parameters: await withSetters(standpoint, access, parameters) };
}

/** @param now seconds, of the block that is read. */
export function parameterSources(standpoint: Standpoint, project: Project, now: number): ParameterSource[] {
  const { planetary } = project;
  return [
    ...nationalParameters(standpoint, project),
    ...(planetary ? planetaryParameters(standpoint, { ...project, planetary }, now) : []),
  ];
}

async function withSetters(
  standpoint: Standpoint,
  access: Access,
  parameters: readonly Sourced[],
): Promise<Parameter[]> {
  const [setterOf, deciders] = await Promise.all([
    readSetters(standpoint, access),
    readDeciders(
      standpoint,
      parameters.flatMap(({ setAt }) => setAt?.transaction ?? []),
    ),
  ]);
  return parameters.map(({ by, setAt, ...parameter }) => ({
    ...parameter,
    setter: by === null ? null : setterOf(by),
    set: setAt === null ? null : { ...setAt, by: deciders.get(setAt.transaction) ?? "nobody" },
  }));
}
