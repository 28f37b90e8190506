/** What happens on the timeline of nation and regions. */
export type BraidKind =
  | "proposal"
  | "division"
  | "temperature"
  | "pause"
  | "payment"
  | "budget"
  | "job posted"
  | "job settled"
  | "dispute"
  | "reward epoch";

/** One happening in chain time; texts are attacker-controlled. */
export interface BraidEntry {
  readonly block: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** The same in UTC. */
  readonly time: string;
  readonly layer: "national" | "planetary" | "shared";
  /** `nation`, `city Lyon`, `region EU`, `transnational …` */
  readonly jurisdiction: string;
  readonly kind: BraidKind;
  /** Whom or what it is about, in few words. */
  readonly subject: string;
  readonly what: string;
  readonly transaction: string;
  /** Path of the receipt, relative to OUT. */
  readonly receipt: string;
}

/** `asi-global/braid.json`: both layers on one timeline. */
export interface Braid {
  readonly format: "omnisovereign-braid/1";
  /** In the chain's order. */
  readonly entries: readonly BraidEntry[];
}
