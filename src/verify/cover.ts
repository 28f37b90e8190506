import type { ArtefactPath } from "../model/artefact.ts";
import { receiptAt } from "../model/receipts.ts";
import type { ReceiptReading } from "../records/read-receipt.ts";
import {
  asManifest,
  CONSTELLATION,
  GENESIS_FILE,
  INDEX,
  JOURNAL,
  SUMMARY,
  withinReports,
} from "../support/payload.ts";
import { binding, type Coverage, coverageOf } from "./coverage.ts";
import type { BagContents } from "./verify-bag.ts";
import type { Rebuild } from "./verify-rebuild.ts";
import type { ReplayCheck } from "./verify-replay.ts";

/** What checks have found in order, beside what every intact dossier has. */
interface Found {
  readonly committed: ReadonlySet<ArtefactPath>;
  /** `null` if it was not asked for. */
  readonly replayed: ReplayCheck | null;
  /** The same. */
  readonly rebuilt: Rebuild | null;
  readonly receipts: readonly ReceiptReading[];
}

/** @returns what each file of an intact dossier is bound by. */
export function cover({ files }: BagContents, { committed, replayed, rebuilt, receipts }: Found): Coverage {
  const paths = [...files.keys()];
  const shown = receipts.flatMap(({ path, read }) =>
    read.ok && read.value.records.length > 0 ? [path as ArtefactPath] : [],
  );
  const always: Coverage = [
    ["digest", paths] as const,
    ["schema", paths.filter(hasSchema)] as const,
    ["ownership", paths] as const,
    ["commitment", committed] as const,
    // Composed anew from the rest of the payload, or stated by this code, whatever is asked for.
    ["derivation", [CONSTELLATION, INDEX, SUMMARY, GENESIS_FILE]] as const,
  ].reduce((coverage, [by, bound]) => binding(coverage, by, bound), coverageOf(paths));
  const executed =
    replayed === null
      ? always
      : binding(
          binding(always, "execution", [JOURNAL, ...shown]),
          "derivation",
          replayed.derivation?.bound ?? [],
        );
  return rebuilt?.kind === "equal" ? binding(executed, "rebuild", paths) : executed;
}

function hasSchema(path: ArtefactPath): boolean {
  if (path === JOURNAL || path === GENESIS_FILE || asManifest(path) !== undefined) return true;
  return receiptAt(withinReports(path) ?? "") !== undefined;
}
