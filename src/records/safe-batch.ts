import type { Interface } from "ethers/abi";
import { id } from "ethers/hash";

/** One transaction of a batch, as Safe's Transaction Builder reads it. */
export interface BatchTransaction {
  readonly to: string;
  readonly value: "0";
  /** `null` where the method and its values say it. */
  readonly data: string | null;
  readonly contractMethod: BatchMethod | null;
  readonly contractInputsValues: Readonly<Record<string, string>> | null;
}

interface BatchMethod {
  readonly inputs: readonly { readonly internalType: string; readonly name: string; readonly type: string }[];
  readonly name: string;
  readonly payable: boolean;
}

/** A file of Safe's Transaction Builder, version 1.0. */
export interface SafeBatch {
  readonly version: "1.0";
  readonly chainId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly meta: {
    readonly name: string;
    readonly description: string;
    readonly txBuilderVersion: string;
    readonly createdFromSafeAddress: string;
    readonly createdFromOwnerAddress: string;
    readonly checksum: string;
  };
  readonly transactions: readonly BatchTransaction[];
}

/**
 * A call as method and values, so that the builder shows what it does. What does not come to the same bytes again from those
 * texts stays raw: structs above all, which the builder writes in a way of its own.
 */
export function batchTransaction(abi: Interface, to: string, data: string): BatchTransaction {
  const raw = { to, value: "0", data, contractMethod: null, contractInputsValues: null } as const;
  const call = abi.parseTransaction({ data });
  if (call === null || call.fragment.inputs.some((input) => input.isTuple() || input.isArray())) return raw;
  const { name, inputs, payable } = call.fragment;
  const values = inputs.map((input, index) => [input.name, String(call.args[index])] as const);
  const again = abi.encodeFunctionData(
    call.fragment,
    values.map(([, value], index) => (inputs[index]?.type === "bool" ? value === "true" : value)),
  );
  if (again !== data || new Set(values.map(([input]) => input)).size !== values.length) return raw;
  return {
    to,
    value: "0",
    data: null,
    contractMethod: {
      inputs: inputs.map((input) => ({ internalType: input.type, name: input.name, type: input.type })),
      name,
      payable,
    },
    contractInputsValues: Object.fromEntries(values),
  };
}

/** With the checksum by which the builder knows a file that was edited. */
export function withChecksum(
  batch: Omit<SafeBatch, "meta"> & { readonly meta: Omit<SafeBatch["meta"], "checksum"> },
): SafeBatch {
  const { version, chainId, createdAt, meta, transactions } = batch;
  return { version, chainId, createdAt, meta: { ...meta, checksum: checksumOf(batch) }, transactions };
}

/**
 * keccak256 over every value in the order of its sorted keys, with the name left out, as the Transaction Builder takes it
 * (safe-global/safe-react-apps, `apps/tx-builder/src/lib/checksum.ts`).
 */
export function checksumOf(batch: Readonly<Record<string, unknown>> & { readonly meta: object }): string {
  return id(serialized({ ...batch, meta: { ...batch.meta, name: null } }));
}

function serialized(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(serialized).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  const values = keys.map((key) => `${serialized((value as Readonly<Record<string, unknown>>)[key])},`);
  return `{${JSON.stringify(keys)}${values.join("")}}`;
}
