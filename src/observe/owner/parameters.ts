import type { Project } from "../../model/loaded-project.ts";
import type { Parameter, ParameterMatrix, Reading } from "../../model/owner.ts";
import { keyExceptions } from "../../records/key-exceptions.ts";
import { type Access, readAccess, type Standpoint } from "./access.ts";
import { readOwnerKeys } from "./keys.ts";
import { nationalParameters } from "./national-parameters.ts";
import { parametersOf, type Sourced } from "./parameter-source.ts";
import { planetaryParameters } from "./planetary-parameters.ts";
import { readDeciders, readSetters } from "./setters.ts";

/** Reads every parameter of every module beside the plan's value and its authorised changes. */
export async function readParameters(
  standpoint: Standpoint,
  project: Project,
  reading: Reading,
): Promise<ParameterMatrix> {
  const sources = [
    ...nationalParameters(standpoint, project),
    ...(project.planetary
      ? planetaryParameters(standpoint, { ...project, planetary: project.planetary }, reading.timestamp)
      : []),
  ];
  const answers = await standpoint.reads.read(sources.map(({ view }) => view));
  const parameters = sources.flatMap((source, index) =>
    parametersOf(source, answers[index] as unknown as Record<string, unknown>, standpoint.history),
  );
  const access = await readAccess(standpoint);
  const exceptions = keyExceptions(await readOwnerKeys(standpoint, access.roles)).map(({ text }) => text);
  return { reading, exceptions, parameters: await withSetters(standpoint, access, parameters) };
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
