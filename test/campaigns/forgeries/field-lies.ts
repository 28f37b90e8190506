import type { Forger, Json, Lie } from "./lie.ts";

/** Another value in a field of every kind of every document: fields of one kind stand for each other. */
export function fieldLies(forger: Forger): readonly Lie[] {
  const lies = new Map<string, Lie>();
  for (const path of forger.paths().filter((each) => each.startsWith("reports/") && each.endsWith(".json")))
    for (const lie of liesIn(path, forger.text(path))) if (!lies.has(lie.place)) lies.set(lie.place, lie);
  return [...lies.values()];
}

function liesIn(path: string, text: string): Lie[] {
  const document: Json = JSON.parse(text);
  const name = path.startsWith("reports/manifests/") ? "manifest" : (document.kind ?? path.split("/").at(-1));
  return leavesOf(document).map((keys) => ({
    kind: `another value in ${name}`,
    place: `${name} /${keys.join("/").replaceAll(/\b\d+(?=\/|$)/g, "*")}`,
    tell: (forger) => forger.editJson(path, (told) => lieAt(told, keys)),
  }));
}

function leavesOf(value: Json, keys: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [keys];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...keys, key]));
}

function lieAt(document: Json, keys: readonly string[]): void {
  const holder = keys.slice(0, -1).reduce((value, key) => value[key], document);
  const last = keys.at(-1) ?? "";
  holder[last] = another(holder[last]);
}

/** Another value of the same type. */
export function another(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string") return "0";
  return value.endsWith("1") ? `${value.slice(0, -1)}2` : `${value.slice(0, -1)}1`;
}
