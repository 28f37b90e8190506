/** The two forms of a JSON-RPC 2.0 request over one kept-alive connection. */
export type RpcCall = readonly [method: string, ...params: readonly unknown[]];

export type RpcAnswer =
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "error"; readonly code: number; readonly message: string; readonly data: unknown };

export interface Rpc {
  readonly url: string;
  /** @throws OMNI3024 if the node answers with an error. */
  request(...call: RpcCall): Promise<unknown>;
  /** All in one round trip; answers in the order of the calls, errors as values. The node may run them in any order. */
  batch(calls: readonly RpcCall[]): Promise<readonly RpcAnswer[]>;
  close(): void;
}
