import { join } from "node:path";
import type { Difference } from "../model/dossier.ts";
import { byCodeUnit } from "../support/paths.ts";
import { reportPath } from "../support/payload.ts";
import { readIfThere } from "../system/files.ts";
import { manifestPath, parseStageManifest } from "./stage-manifest.ts";
import { firstTextDifference } from "./text-difference.ts";

/**
 * Holds what scripts of a stage have left in an output folder against what a dossier has of them, manifests last.
 *
 * @param dossier absolute; its bag is intact. @param out absolute
 */
export async function stageDifferences(
  dossier: string,
  out: string,
  { id, scripts }: { readonly id: string; readonly scripts: readonly { readonly name: string }[] },
): Promise<{ readonly files: number; readonly differences: readonly Difference[] }> {
  const reports = join(dossier, "data", "reports");
  const manifests = scripts.map(({ name }) => manifestPath(name));
  const outputs = await Promise.all(
    [reports, out].flatMap((folder) => manifests.map((at) => outputsOf(folder, at))),
  );
  const paths = [...[...new Set(outputs.flat())].sort(byCodeUnit), ...manifests];
  const compared = await Promise.all(
    paths.map(async (path): Promise<Difference[]> => {
      const [a, b] = await Promise.all([reports, out].map((folder) => readIfThere(join(folder, path))));
      if (a === b) return [];
      const whole = { stage: id, path: reportPath(path) } as const;
      if (a === null || a === undefined) return [{ ...whole, change: "only-in-b" }];
      if (b === null || b === undefined) return [{ ...whole, change: "only-in-a" }];
      return [{ ...whole, change: "changed", ...firstTextDifference(path, a, b) }];
    }),
  );
  return { files: paths.length, differences: compared.flat() };
}

async function outputsOf(folder: string, at: ReturnType<typeof manifestPath>) {
  const parsed = parseStageManifest((await readIfThere(join(folder, at))) ?? "", at);
  return parsed.ok ? parsed.value.outputs.map(({ path }) => path) : [];
}
