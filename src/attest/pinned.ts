import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { ATTEST } from "../errors/attest-errors.ts";
import { OmniError } from "../errors/error.ts";
import { byCodeUnit } from "../support/paths.ts";
import { type PublicKey, publicKeysIn } from "./public-keys.ts";

/**
 * @param place absolute: a file of public keys in PEM, or a folder of such files
 * @returns each key once, however often it is there
 * @throws OMNI4303 if there is no key, or something else
 */
export async function pinnedKeys(place: string): Promise<readonly PublicKey[]> {
  const keys = new Map<string, PublicKey>();
  for (const file of await filesAt(place)) {
    const read = publicKeysIn(await readFile(file, "utf8").catch((error) => refuse(place, error)));
    if ("problem" in read)
      throw new OmniError(ATTEST.KEYS_REFUSED, { keys: place, problem: `"${file}" ${read.problem}` });
    for (const key of read) keys.set(key.id, key);
  }
  if (keys.size === 0) throw new OmniError(ATTEST.KEYS_REFUSED, { keys: place, problem: "there are none" });
  return [...keys.values()];
}

async function filesAt(place: string): Promise<string[]> {
  const stats = await stat(place).catch((error) => refuse(place, error));
  if (!stats.isDirectory()) return [place];
  const names = await readdir(place).catch((error) => refuse(place, error));
  return names
    .filter((name) => name.endsWith(".pem"))
    .toSorted(byCodeUnit)
    .map((name) => join(place, name));
}

function refuse(keys: string, error: NodeJS.ErrnoException): never {
  throw new OmniError(ATTEST.KEYS_REFUSED, { keys, problem: error.code ?? error.message }, { cause: error });
}
