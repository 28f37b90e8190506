import type { Project } from "../../model/loaded-project.ts";
import type { ParameterMatrix, Reading } from "../../model/owner.ts";
import { keyExceptions } from "../../records/key-exceptions.ts";
import { readAccess, type Standpoint } from "./access.ts";
import { readOwnerKeys } from "./keys.ts";
import { nationalParameters } from "./national-parameters.ts";
import { parametersOf } from "./parameter-source.ts";
import { planetaryParameters } from "./planetary-parameters.ts";

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
  const { roles } = await readAccess(standpoint);
  const exceptions = keyExceptions(await readOwnerKeys(standpoint, roles)).map(({ text }) => text);
  return { reading, exceptions, parameters };
}
