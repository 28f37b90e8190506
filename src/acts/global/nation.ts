import { manifestPath, parseStageManifest } from "../../dossier/stage-manifest.ts";
import { OmniError } from "../../errors/error.ts";
import { STAGE } from "../../errors/stage-errors.ts";
import type { FileDigest } from "../../model/artefact.ts";
import { PATHS } from "../../model/layout.ts";
import { ofForms, type Receipt } from "../../model/receipts.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import type { Handshake } from "../../model/votes.ts";
import { ownReceipt } from "../../records/read-receipt.ts";
import { isBraided } from "../../reports/planetary/braid.ts";
import { sha256 } from "../../system/files.ts";
import type { Left } from "../left.ts";

/** What the takeoff left, as far as the council leans on it. */
export interface Nation {
  /** The receipts of the national layer, whose root the council anchors. */
  readonly receipts: readonly FileDigest[];
  /** Those that go into the timeline. */
  readonly braided: readonly Receipt[];
  /** Every vote of its validators, drills included. */
  readonly handshakes: readonly Handshake[];
}

const TAKEOFF = SCRIPTS.takeoff.name;
const NATIONAL_RECEIPTS = `${PATHS.nationalReceipts}/`;

/**
 * Reads the receipts that the takeoff's manifest lists: the council anchors what lies there, as the takeoff left it.
 *
 * @throws OMNI2104 if the takeoff has not run, OMNI2204 if a receipt is not what it left, OMNI2210 if it
 * is none that this version leaves.
 */
export async function readNation(left: Left): Promise<Nation> {
  const path = manifestPath(TAKEOFF);
  const parsed = parseStageManifest(await readText(left, path), path);
  if (!parsed.ok) throw missingTakeoff();
  const listed = parsed.value.outputs.filter((file) => file.path.endsWith(".json"));
  const braided: Receipt[] = [];
  const handshakes: Handshake[] = [];
  for (const file of listed) {
    const receipt = ownReceipt({ path: file.path, text: await readListed(left, file) });
    handshakes.push(...handshakesIn(receipt));
    if (isBraided(file.path)) braided.push(receipt);
  }
  const receipts = listed.filter((file) => file.path.startsWith(NATIONAL_RECEIPTS));
  return { receipts, braided, handshakes };
}

function handshakesIn(receipt: Receipt): readonly Handshake[] {
  const drills = ofForms([receipt], "national-governance", "disputes").flatMap(
    ({ document }) => document.drills,
  );
  return [
    ...ofForms([receipt], "job-validate", "coordination").map(({ document }) => document),
    ...drills,
  ].flatMap(({ handshakes = [] }) => handshakes);
}

async function readListed(left: Left, { path, sha256: expected }: FileDigest): Promise<string> {
  const text = await readText(left, path);
  const found = sha256(text);
  if (found !== expected) throw new OmniError(STAGE.CHANGED, { path, script: TAKEOFF, expected, found });
  return text;
}

async function readText(left: Left, path: string): Promise<string> {
  const text = await left.text(path);
  if (text === null) throw missingTakeoff();
  return text;
}

function missingTakeoff(): OmniError<{ stage: string; needed: string }> {
  return new OmniError(STAGE.MISSING_PREDECESSOR, { stage: "global", needed: "takeoff" });
}
