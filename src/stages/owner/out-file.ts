import { existsSync } from "node:fs";
import { join } from "node:path";
import { manifestPath, parseStageManifest } from "../../dossier/stage-manifest.ts";
import { OmniError } from "../../errors/error.ts";
import { OWNER } from "../../errors/owner-errors.ts";
import { readIfThere } from "../../system/files.ts";
import { outFolderPath } from "../out-path.ts";
import type { ScriptContext } from "../script.ts";

/**
 * Where the printed format goes besides stdout.
 *
 * @param fixed the script's own artefacts.
 * @param printed the one of them that has the printed format, if any: `--out` may name it.
 * @returns the path relative to OUT, or `null` without `--out`.
 * @throws OMNI2201 if it is no path for an artefact below OUT, OMNI2303 if it would overwrite another artefact.
 */
export async function outFileOf(
  { flags, out, script }: ScriptContext,
  fixed: readonly string[],
  printed: string | null,
): Promise<string | null> {
  if (typeof flags.out !== "string") return null;
  const path = await outFolderPath("out", flags.out, out);
  const free = path === printed || !existsSync(join(out, path));
  const own = !fixed.includes(path) && (await ownOutputs(out, script)).includes(path);
  if (free || own) return path;
  throw new OmniError(OWNER.OUT_TAKEN, { path: flags.out });
}

/** What the script's last run left. */
async function ownOutputs(out: string, script: string): Promise<string[]> {
  const at = manifestPath(script);
  const text = await readIfThere(join(out, at));
  const parsed = text === null ? null : parseStageManifest(text, at);
  return parsed?.ok ? parsed.value.outputs.map(({ path }) => path) : [];
}
