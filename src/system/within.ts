import { isAbsolute, relative, resolve, sep } from "node:path";

/** @returns `file` relative to `folder` with forward slashes, or `undefined` if it lies outside. */
export function pathWithin(folder: string, file: string): string | undefined {
  const path = relative(resolve(folder), resolve(file));
  if (path === "" || path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)) return undefined;
  return path.split(sep).join("/");
}
