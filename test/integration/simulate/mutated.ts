import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import type { playEpochs } from "../../../src/simulate/play.ts";
import { MUTANTS } from "./mutants.ts";

const PROJECT = new URL("../../../", import.meta.url);
const MARK = "mutant";

/** Files that a marked one imports are marked as well, so that each mutant has modules of its own. */
registerHooks({
  resolve(specifier, context, next) {
    const mark = context.parentURL === undefined ? null : new URL(context.parentURL).searchParams.get(MARK);
    const resolved = next(specifier, context);
    if (mark === null || !/\/src\/(economics|simulate)\//.test(resolved.url)) return resolved;
    return { ...resolved, url: `${resolved.url}?${MARK}=${mark}` };
  },
  load(url, context, next) {
    const mark = url.startsWith("file:") ? new URL(url).searchParams.get(MARK) : null;
    const loaded = next(url, context);
    const mutant = mark === null ? undefined : MUTANTS[Number(mark)];
    if (!mutant || !url.startsWith(new URL(mutant.file, PROJECT).href)) return loaded;
    const source = String(loaded.source);
    return { ...loaded, source: source.replace(mutant.text, () => mutant.instead) };
  },
});

/** How epochs are played by mirrors of which one has an error. */
export async function playWith(mutant: number): Promise<typeof playEpochs> {
  const url = new URL(`src/simulate/play.ts?${MARK}=${mutant}`, PROJECT).href;
  return ((await import(url)) as { readonly playEpochs: typeof playEpochs }).playEpochs;
}

/** How often the text that a mutant replaces stands in its file. */
export function occurrences(mutant: number): number {
  const { file = "", text = "" } = MUTANTS[mutant] ?? {};
  return readFileSync(fileURLToPath(new URL(file, PROJECT)), "utf8").split(text).length - 1;
}
