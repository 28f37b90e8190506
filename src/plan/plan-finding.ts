import type { ErrorDescriptor } from "../errors/error.ts";

/** Where in a document: keys and indices from the root. */
export type Path = readonly (string | number)[];

/** One issue before it has a file, a line and a text. */
export interface Finding {
  readonly descriptor: ErrorDescriptor<never>;
  readonly args: unknown;
  readonly path: Path;
  /** Offset in the text in UTF-16 code units; found from the path when absent. */
  readonly offset?: number;
  /** Point at the key instead of the value. */
  readonly atKey?: boolean;
}

export type Report = <Args>(
  descriptor: ErrorDescriptor<Args>,
  args: Args,
  path: Path,
  place?: { readonly offset?: number; readonly atKey?: boolean },
) => void;

/** @returns a reporter that appends to `findings` */
export function reporter(findings: Finding[]): Report {
  return (descriptor, args, path, place) => {
    findings.push({ descriptor: descriptor as ErrorDescriptor<never>, args, path, ...place });
  };
}

/** The same, but for places of which something was told before: what is left of them means nothing. */
export function reporterAfter(told: readonly Finding[], findings: Finding[]): Report {
  const places = new Set(told.map(({ path }) => jsonPointer(path)));
  const report = reporter(findings);
  return (descriptor, args, path, place) => {
    const isTold = path.some((_, length) => places.has(jsonPointer(path.slice(0, length + 1))));
    if (!isTold) report(descriptor, args, path, place);
  };
}

/** `["jobs", 3, "reward"]` → `jobs[3].reward`; keys that are no names are quoted. */
export function fieldName(path: Path): string {
  if (path.length === 0) return "the plan";
  return path.map(step).join("").replace(/^\./, "");
}

function step(key: string | number): string {
  if (typeof key === "number") return `[${key}]`;
  return /^[A-Za-z_$][\w$-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** RFC 6901 §3. */
export function jsonPointer(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
