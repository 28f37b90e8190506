import { type Dirent, readdirSync } from "node:fs";

/** Shells expand the words that they are offered, so that a file of another name could have something executed. */
const HARMLESS = /^[\w.@+-]+$/;

/**
 * Files and folders that begin as typed. A folder that is the only one is gone into, because a shell would take it for
 * finished.
 *
 * @param typed relative to the working folder, or absolute
 */
export function pathsFor(typed: string): readonly string[] {
  const folder = typed.slice(0, typed.lastIndexOf("/") + 1);
  const begun = typed.slice(folder.length);
  const found = entriesOf(folder)
    .filter(({ name }) => HARMLESS.test(name) && name.startsWith(begun))
    .filter(({ name }) => begun !== "" || !name.startsWith("."))
    .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}`);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0 || !only.endsWith("/")) return found;
  const inside = pathsFor(only);
  return inside.length === 0 ? found : inside;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder === "" ? "." : folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
