/**
 * @param path attacker-controlled
 * @returns why the path must not be used, or null when it stays inside the project on every system
 */
export function reasonAgainstPath(path: string): string | null {
  if (/^([/\\]|[A-Za-z]:)/.test(path)) return "is absolute";
  if (path.includes("\\")) return "has a backslash";
  if (path.includes("%")) return "is encoded";
  if (/(^|\/)\.\.(\/|$)/.test(path)) return "leaves its folder with '..'";
  if (!/^[A-Za-z0-9._/-]+$/.test(path)) return "has a character outside of [A-Za-z0-9._/-]";
  if (/(^|\/)\.?(\/|$)/.test(path.replace(/\/$/, ""))) return "has an empty or '.' segment";
  return null;
}

/** `demo/…` is another name of `plans/…`. */
export function withoutDemo(path: string): string {
  return path.replace(/^demo\//, "plans/");
}
