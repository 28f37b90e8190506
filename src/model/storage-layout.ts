/** Where a contract's variables lie: what is used of a compiler's `storageLayout`, and of its source. */
export interface StorageLayout {
  readonly storage: readonly StorageVariable[];
  /** By the names that {@link StorageVariable.type} and other types use. */
  readonly types: Readonly<Record<string, StorageType>>;
}

/** A variable of a contract, or a member of a struct. */
export interface StorageVariable {
  readonly label: string;
  /** Bytes from the low-order end of its slot. */
  readonly offset: number;
  /** Decimal; of a member from its struct's first slot. */
  readonly slot: string;
  readonly type: string;
}

export interface StorageType {
  readonly encoding: "inplace" | "mapping" | "dynamic_array" | "bytes";
  /** As the source has it: `uint256`, `enum IJobRegistry.Status`. */
  readonly label: string;
  /** Decimal. */
  readonly numberOfBytes: string;
  /** Of a mapping. */
  readonly key?: string;
  readonly value?: string;
  /** Of an array. */
  readonly base?: string;
  /** Of a struct. */
  readonly members?: readonly StorageVariable[];
  /** Of an enum, in the order of their numbers. */
  readonly words?: readonly string[];
}
