import type { ArtefactPath } from "../model/artefact.ts";
import type { Chosen } from "../model/manifest.ts";
import { isArtefactPath } from "../support/paths.ts";

/** @returns what is not as in a run, by name. */
export function chosenOf(
  given: Readonly<Record<string, string | null>>,
  usual: Readonly<Record<string, string | null>> = {},
): Chosen {
  const differing = Object.entries(given).flatMap(([name, value]) =>
    value === null || value === (usual[name] ?? null) ? [] : [[name, value] as const],
  );
  return Object.fromEntries(differing.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * @param chosen attacker-controlled, as are those of the others.
 * @returns `otherwise` if nothing was chosen.
 * @throws TypeError if it is no path of an artefact.
 */
export function pathIn<Otherwise>(
  chosen: Chosen,
  name: string,
  otherwise: Otherwise,
): ArtefactPath | Otherwise {
  const given = textIn(chosen, name);
  if (given === null) return otherwise;
  if (isArtefactPath(given)) return given;
  throw new TypeError(`the ${name} that was chosen is no path`);
}

/** @throws TypeError if it is no whole number. */
export function integerIn(chosen: Chosen, name: string): bigint | null {
  const given = textIn(chosen, name);
  if (given === null) return null;
  if (/^\d{1,78}$/.test(given)) return BigInt(given);
  throw new TypeError(`the ${name} that was chosen is no whole number`);
}

export function textIn(chosen: Chosen, name: string): string | null {
  return Object.hasOwn(chosen, name) ? (chosen[name] ?? null) : null;
}
