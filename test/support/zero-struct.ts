import type { Interface, ParamType } from "ethers/abi";

/** What a view answers that returns one struct, of which only some fields matter. */
export function structAnswer(
  abi: Interface,
  view: string,
  fields: Readonly<Record<string, unknown>> = {},
): readonly unknown[] {
  const struct = abi.getFunction(view)?.outputs[0];
  if (!struct?.isTuple()) throw new Error(`${view} returns no struct`);
  return [{ ...zeroOf(struct), ...fields }];
}

function zeroOf(type: ParamType): object {
  return Object.fromEntries((type.components ?? []).map((field) => [field.name, zeroValue(field)]));
}

function zeroValue(type: ParamType): unknown {
  if (type.isTuple()) return zeroOf(type);
  if (type.isArray()) return [];
  const bytes = /^bytes(\d+)$/.exec(type.type)?.[1] ?? (type.type === "address" ? "20" : undefined);
  if (bytes !== undefined) return `0x${"00".repeat(Number(bytes))}`;
  return type.type === "bool" ? false : 0n;
}
