import { join } from "node:path";
import type { Leavings, Reading, Scene, Sending } from "../acts/act.ts";
import { perform, readAddressBook } from "../acts/perform.ts";
import { planInputs } from "../acts/plan-inputs.ts";
import { requireOfChain } from "../chain/journal/chain-claim.ts";
import { blocksBefore, readJournal } from "../chain/journal/wal.ts";
import { openReader } from "../chain/rehearsal/reader.ts";
import { openSession } from "../chain/rehearsal/session.ts";
import { manifestPath, parseStageManifest, writeStageManifest } from "../dossier/stage-manifest.ts";
import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import type { Chosen, StageManifest } from "../model/manifest.ts";
import type { TransactingStage } from "../model/plan.ts";
import { SCRIPTS, type ScriptId } from "../model/scripts.ts";
import { type TracingViews, Views } from "../observe/views.ts";
import { Driver } from "../protocol/driver.ts";
import { AddressBook } from "../records/address-book.ts";
import { describeRevert } from "../records/decode.ts";
import { contractType } from "../system/contract-artefacts.ts";
import { readIfThere } from "../system/files.ts";
import { leftOnDisk } from "./left-on-disk.ts";
import { removeLeftovers } from "./leftovers.ts";
import { openProject } from "./open-project.ts";
import { writeOutputs } from "./outputs.ts";
import { sayingWork } from "./say-work.ts";
import type { ScriptContext } from "./script.ts";

interface TransactOptions {
  /** Begins a new journal. */
  readonly fresh?: boolean;
  /** What the operator chose otherwise than a run does. */
  readonly chosen?: Chosen;
  /** The last script of this stage that transacts: it settles the coordination jobs that are due by then. */
  readonly settles?: TransactingStage;
}

/** Scripts that deploy. */
const DEPLOYING = [SCRIPTS.takeoff, SCRIPTS.global];

/**
 * Runs a script that sends transactions: on the chain as it stood before the script's last run, or as it stands if it
 * never ran. Writes its artefacts and its manifest.
 */
export async function transact(
  context: ScriptContext,
  act: Sending,
  { fresh = false, settles, chosen = {} }: TransactOptions = {},
): Promise<string> {
  const { out, stage, script, rpcUrl, explicit, onPrivate } = context;
  const scene = await openScene(context);
  const book = fresh ? new AddressBook(contractType) : await bookOf(context, scene);
  if (!fresh) await requireEarlierBlocks(context);
  const keepBlocks = fresh ? 0 : await blocksBefore(out, script);
  const session = await openSession({
    out,
    stage,
    script,
    rpcUrl,
    explicit,
    onPrivate,
    seed: scene.project.national.chain.seed,
    ...(keepBlocks === null ? {} : { keepBlocks }),
    describeRevert: (data) => describeRevert(book, data),
  });
  try {
    const { leavings, blocks } = await perform(new Driver(sayingWork(session, process.env), book), scene, {
      id: idOf(script),
      act,
      settles,
    });
    await leave(context, scene, leavings, { blocks, chosen });
    return leavings.summary;
  } finally {
    await session.close();
  }
}

/** Runs a script that only reads the chain, at its last block. Writes its artefacts and its manifest. */
export async function observe(context: ScriptContext, act: Reading, chosen: Chosen = {}): Promise<string> {
  return inspect(context, async (views, scene) => {
    const leavings = await act(views, scene);
    await leave(context, scene, leavings, { blocks: null, readAt: views.chain.clock.block, chosen });
    return leavings.summary;
  });
}

/** Runs a script that only reads the chain, at its last block, and leaves nothing but what it prints. */
export async function inspect(
  context: ScriptContext,
  body: (views: TracingViews, scene: Scene) => Promise<string>,
): Promise<string> {
  const scene = await openScene(context);
  const book = await bookOf(context, scene);
  await requireEarlierBlocks(context);
  const reader = await openReader(context);
  try {
    return await body(new Views(reader, book), scene);
  } finally {
    await reader.close();
  }
}

/**
 * Writes what a script leaves, and its manifest last.
 *
 * @throws the script's failure, if it has one.
 */
async function leave(
  { out, stage, script }: ScriptContext,
  { project }: Scene,
  { artefacts, failure }: Leavings,
  told: Pick<StageManifest, "blocks" | "readAt" | "chosen">,
): Promise<void> {
  const outputs = await writeOutputs(out, artefacts);
  await removeLeftovers(out, script, outputs);
  await writeStageManifest({ out, stage, script, ...told, inputs: planInputs(project, stage), outputs });
  if (failure) throw failure;
}

/**
 * Contracts that the journal has lost would answer nothing.
 *
 * @throws OMNI3044 if the journal has not the blocks in which they were deployed.
 */
async function requireEarlierBlocks({ out, stage }: ScriptContext): Promise<void> {
  const { blocks } = await readJournal(out);
  for (const { name } of DEPLOYING.filter((one) => one.stage !== stage)) {
    const at = manifestPath(name);
    const parsed = parseStageManifest((await readIfThere(join(out, at))) ?? "", at);
    if (parsed.ok) requireOfChain(parsed.value, blocks);
  }
}

function idOf(script: string): ScriptId {
  return (Object.keys(SCRIPTS) as ScriptId[]).find((id) => SCRIPTS[id].name === script) as ScriptId;
}

async function openScene(context: ScriptContext): Promise<Scene> {
  return { project: await openProject(context), left: leftOnDisk(context.out) };
}

/** @throws OMNI2104 if the takeoff has not run, OMNI2210 if a deploy receipt is none that this version leaves. */
async function bookOf({ stage }: ScriptContext, { left }: Scene): Promise<AddressBook> {
  const book = await readAddressBook(left, stage);
  if (book === null) throw new OmniError(STAGE.MISSING_PREDECESSOR, { stage, needed: "takeoff" });
  return book;
}
