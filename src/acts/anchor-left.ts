import { manifestPath, parseStageManifest } from "../dossier/stage-manifest.ts";
import type { StageManifest } from "../model/manifest.ts";
import type { LeftBy } from "../model/receipt-contents.ts";
import { ofForms, receiptPath } from "../model/receipts.ts";
import { SCRIPTS, type ScriptId, scriptSlug } from "../model/scripts.ts";
import { view } from "../observe/views.ts";
import { Driver } from "../protocol/driver.ts";
import { castOfProject } from "../records/casting.ts";
import { leftBeforeKey, rootOfLeft } from "../records/left-before.ts";
import { ownReceipt } from "../records/read-receipt.ts";
import { anchoredReceipt } from "../reports/anchored-receipt.ts";
import type { WrittenFile } from "../reports/receipt.ts";
import { firstDifference } from "../support/json-difference.ts";
import type { Scene } from "./act.ts";
import type { Left } from "./left.ts";

/** In the order in which they run. */
const SCRIPT_IDS = Object.keys(SCRIPTS) as ScriptId[];

/**
 * Puts a root on chain over what scripts before this one have left and no anchor has yet, so that nobody can tell
 * another story of it later without other transactions. What a script leaves after the last one that sends, none can anchor.
 *
 * @param driver the script's own; what is sent here does not stand in its records.
 * @param now.id the script; `now.before` the block before its first.
 * @returns the receipt; nothing if there is nothing to anchor.
 */
export async function anchorLeft(
  driver: Driver,
  scene: Scene,
  { id, before }: { readonly id: ScriptId; readonly before: number },
): Promise<readonly WrittenFile[]> {
  const left = await leftBefore(scene.left, id, before);
  if (left.every(({ outputs }) => outputs.length === 0) || (await isPaused(driver))) return [];
  const { name } = SCRIPTS[id];
  const root = rootOfLeft(left);
  const { operator } = castOfProject(scene.project, driver.chain.accounts);
  const own = new Driver(driver.chain, driver.book);
  const args = [leftBeforeKey(name), root];
  await own.mine({ steps: [{ from: operator, contract: "ReceiptAnchor", function: "anchor", args }] });
  return [anchoredReceipt(name, { root, left, transactions: own.records })];
}

/** Nothing is anchored while the system stands still; the next script does it. */
async function isPaused(driver: Driver): Promise<boolean> {
  const [answer] = await driver.read([view("SystemPause", "paused")]);
  return answer?.[0] === true;
}

/**
 * @param block before which all was left: what lies there of a later one is of a time that is forgotten by now.
 * @throws OMNI2210 if an earlier anchor's receipt is none that this version leaves.
 */
async function leftBefore(left: Left, id: ScriptId, block: number): Promise<LeftBy[]> {
  const found: LeftBy[] = [];
  const anchored = new Map<string, LeftBy>();
  for (const earlier of SCRIPT_IDS.slice(0, SCRIPT_IDS.indexOf(id))) {
    const manifest = await manifestOf(left, SCRIPTS[earlier].name);
    if (manifest === null || isLater(manifest, block)) continue;
    const { script, outputs } = manifest;
    found.push({ script, outputs });
    for (const each of await anchoredBy(left, manifest)) anchored.set(each.script, each);
  }
  return found.filter((each) => firstDifference(anchored.get(each.script), each) !== undefined);
}

function isLater({ blocks, readAt }: StageManifest, block: number): boolean {
  return (blocks?.last ?? readAt ?? 0) > block;
}

async function manifestOf(left: Left, script: string): Promise<StageManifest | null> {
  const path = manifestPath(script);
  const parsed = parseStageManifest((await left.text(path)) ?? "", path);
  return parsed.ok ? parsed.value : null;
}

/** What an earlier script anchored. */
async function anchoredBy(left: Left, { script, outputs }: StageManifest): Promise<readonly LeftBy[]> {
  const path = receiptPath("anchored", scriptSlug(script));
  if (!outputs.some((output) => output.path === path)) return [];
  const text = (await left.text(path)) ?? "";
  return ofForms([ownReceipt({ path, text })], "anchored").flatMap(({ document }) => document.left);
}
