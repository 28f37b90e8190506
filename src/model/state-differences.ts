/** What an integer of a contract counts: an amount in wei, an 18-decimal figure, hundredths of a per cent, a duration, a time since 1970. */
export const UNITS = ["wei", "wad", "bps", "seconds", "time"] as const;
export type Unit = (typeof UNITS)[number];

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
