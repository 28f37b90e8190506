/**
 * The product's only JSON writer for artefacts: UTF-8, two-space indent, keys in the order given, newline at
 * the end.
 *
 * @throws TypeError if a number is not a safe integer: amounts are decimal strings, floats are not allowed.
 */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, exactValues, 2)}\n`;
}

/** The same document on one line, for JSON-lines files. */
export function toJsonLine(value: unknown): string {
  return `${JSON.stringify(value, exactValues)}\n`;
}

function exactValues(key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new TypeError(`"${key}" is ${value}, which is not a safe integer`);
  }
  return value;
}
