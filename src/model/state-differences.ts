/** What an integer of a contract counts: an amount in wei, an 18-decimal figure, hundredths of a per cent, a duration, a time since 1970. */
export const UNITS = ["wei", "wad", "bps", "seconds", "time"] as const;
export type Unit = (typeof UNITS)[number];

/** What changed in the storage of all contracts while a mission ran, by name. */
export interface StateDifferences {
  readonly format: "omnisovereign-state-differences/1";
  /** In running order. */
  readonly stages: readonly StageDifferences[];
  /** What the governor executed, in the order of the chain. */
  readonly decisions: readonly DecisionDifferences[];
}

/** The state after a stage against the state before it. */
export interface StageDifferences {
  readonly stage: string;
  readonly firstBlock: number;
  readonly lastBlock: number;
  readonly transactions: number;
  readonly changes: readonly SlotDifference[];
}

/** What one executing transaction changed. */
export interface DecisionDifferences extends Execution {
  readonly block: number;
  readonly stage: string;
  readonly changes: readonly SlotDifference[];
}

/** A decision of the council that was executed. */
export interface Execution {
  readonly proposalId: string;
  /** As its receipt has it; `null` where no receipt tells of a decision with that number. */
  readonly title: string | null;
  readonly transaction: string;
}

export interface SlotDifference {
  readonly contract: string;
  /** EIP-55. */
  readonly address: string;
  readonly slot: string;
  readonly values: readonly ValueDifference[];
}

/** A write into a slot in which nobody knows a variable. */
export interface UnknownWrite {
  /** "unknown" where no receipt tells of a contract there. */
  readonly contract: string;
  readonly address: string;
  readonly slot: string;
  readonly block: number;
}

/** A value in a contract's storage that changed. Integers are decimal strings, addresses EIP-55, enums their members' names. */
export interface ValueDifference {
  /** By its name in the source, with keys of mappings: `_positions[0x…][2].kept`. */
  readonly variable: string;
  /** As the source has it. */
  readonly type: string;
  readonly unit?: Unit;
  readonly before: string;
  readonly after: string;
}
