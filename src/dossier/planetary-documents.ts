import type { DrillRecord } from "../model/drill.ts";
import type { Closing, GlobalRun } from "../model/layer-run.ts";
import { PATHS } from "../model/layout.ts";
import { type Receipt, receiptPath } from "../model/receipts.ts";
import type { Handshake } from "../model/votes.ts";
import { everyAttempt } from "../records/job-history.ts";
import type { Committed } from "../records/planetary/fold-closing.ts";
import { ownReceipt } from "../records/read-receipt.ts";
import { renderBraid } from "../render/braid-markdown.ts";
import { epochsChart } from "../render/epochs-chart.ts";
import { renderPlanet } from "../render/planet-markdown.ts";
import { timelineChart } from "../render/timeline-chart.ts";
import { isBraided, weave } from "../reports/planetary/braid.ts";
import { consensusReceipt } from "../reports/planetary/consensus.ts";
import { globalThermodynamics } from "../reports/planetary/energies.ts";
import { drillReceipts, globalReceipts, regionReceipts } from "../reports/planetary/planetary-receipts.ts";
import { planetReport } from "../reports/planetary/planetary-report.ts";
import { digestsOf } from "../reports/receipt.ts";
import { toJson } from "../support/json.ts";

/** Content by path relative to OUT. */
type Artefacts = ReadonlyMap<string, string>;

/** What the takeoff left, as far as the planetary layer tells of it. */
interface NationalSide {
  readonly braided: readonly Receipt[];
  /** Every vote of the nation's validators, drills included. */
  readonly handshakes: readonly Handshake[];
}

const CONSENSUS = receiptPath("consensus");

/** The receipts that exist before the layer is closed: of the regions' jobs, and the comparison of both layers' votes. */
export function receiptsBeforeClosing(run: GlobalRun, { handshakes }: NationalSide): Artefacts {
  const votes = everyAttempt(run.runs).flatMap(({ history }) => history.handshakes);
  return new Map([...regionReceipts(run), consensusReceipt(handshakes, votes)]);
}

/** What the closing commits to on chain. */
export function committedTo(receipts: Artefacts): Committed {
  const digests = digestsOf(receipts);
  return {
    consensus: digests.filter(({ path }) => path === CONSENSUS),
    ofRegion: (region) =>
      digests.filter(({ path }) => path.startsWith(`${PATHS.planetaryReceipts}/regions/${region}/`)),
  };
}

/**
 * Everything that the planetary run leaves.
 *
 * @param before the receipts that exist before its closing.
 * @param drills those that the plan defines.
 */
export function planetaryDocuments(
  run: GlobalRun,
  closing: Closing,
  before: Artefacts,
  nation: NationalSide,
  drills: readonly DrillRecord[],
): Artefacts {
  const receipts = [...before, ...globalReceipts(run, closing), ...drillReceipts(drills)];
  const braid = weave([...nation.braided, ...braidedOf(receipts)]);
  const report = planetReport(run, closing, nation.handshakes, drills);
  return new Map([
    ...receipts,
    [PATHS.planetaryReport, renderPlanet(report)] as const,
    [PATHS.epochsChart, epochsChart(report.epochs, report.currency)] as const,
    [PATHS.braidDocument, toJson(braid)] as const,
    [PATHS.braid, renderBraid(braid)] as const,
    [PATHS.timelineChart, timelineChart(braid)] as const,
    [PATHS.planetaryEnergies, globalThermodynamics(run)] as const,
  ]);
}

function braidedOf(receipts: readonly (readonly [path: string, content: string])[]): Receipt[] {
  return receipts.filter(([path]) => isBraided(path)).map(([path, text]) => ownReceipt({ path, text }));
}
