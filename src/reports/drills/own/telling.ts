import type { MomentReading } from "../../../model/drill-readings.ts";
import type { AddressEntry, ArgumentValue, TransactionRecord } from "../../../model/record.ts";
import type { Meaning } from "../../../records/drills/own/drill-values.ts";
import type { Based, Moment } from "../../../records/drills/own/outline.ts";
import type { OwnScene } from "../../../records/drills/own/own-scene.ts";

/** What a moment was expected to show, and what it showed: the same text if that is so. */
export interface Told {
  readonly expected: string;
  readonly happened: string;
}

/** What a telling goes by beside the moment itself. */
export interface Telling {
  readonly scene: OwnScene;
  readonly contracts: readonly AddressEntry[];
  /** What has been remembered so far. */
  readonly known: Map<string, ArgumentValue>;
  /** What checks compare with. */
  readonly bases: Map<Based, ArgumentValue | undefined>;
  /** The drill's transactions so far, and those of this moment. */
  readonly soFar: readonly TransactionRecord[];
  readonly own: readonly TransactionRecord[];
  /** The steps so far that were ticks and went through. */
  readonly ticks: readonly Ticked[];
}

export interface Ticked {
  readonly moment: Extract<Moment, { kind: "step" }>;
  readonly reading: MomentReading;
  readonly record: TransactionRecord | undefined;
}

export function meaningIn({ scene, contracts, known }: Telling): Meaning {
  return { scene, contracts, known };
}
