import { join } from "node:path";
import { requireOfChain } from "../chain/journal/chain-claim.ts";
import { readJournal } from "../chain/journal/wal.ts";
import { openReader } from "../chain/rehearsal/reader.ts";
import { openSession } from "../chain/rehearsal/session.ts";
import { manifestPath, parseStageManifest, writeStageManifest } from "../dossier/stage-manifest.ts";
import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import type { Project } from "../model/loaded-project.ts";
import type { BlockRange } from "../model/manifest.ts";
import type { TransactingStage } from "../model/plan.ts";
import { ofForms, receiptPath } from "../model/receipts.ts";
import type { AddressEntry } from "../model/record.ts";
import { SCRIPTS } from "../model/scripts.ts";
import { Views } from "../observe/views.ts";
import { Driver } from "../protocol/driver.ts";
import { AddressBook } from "../records/address-book.ts";
import { describeRevert } from "../records/decode.ts";
import { ownReceipt } from "../records/read-receipt.ts";
import { contractType } from "../system/contract-artefacts.ts";
import { readIfThere } from "../system/files.ts";
import { settleCoordination } from "./coordination.ts";
import { removeLeftovers } from "./leftovers.ts";
import { openProject } from "./open-project.ts";
import { writeOutputs } from "./outputs.ts";
import type { ScriptContext } from "./script.ts";

/** What a script leaves: artefacts by their path relative to OUT, and one line for the person who ran it. */
export interface Leavings {
  readonly artefacts: ReadonlyMap<string, string>;
  readonly summary: string;
  /** Why the stage failed after all; what it left stays readable. */
  readonly failure?: OmniError | null;
}

interface TransactOptions {
  /** Begins a new journal. */
  readonly fresh?: boolean;
  /** The last script of this stage that transacts: it settles the coordination jobs that are due by then. */
  readonly settles?: TransactingStage;
}

/** Scripts that deploy, in their order, and the receipts that say what. */
const DEPLOYED = [
  { stage: "takeoff", script: SCRIPTS.takeoff.name, path: receiptPath("national-deploy") },
  { stage: "global", script: SCRIPTS.global.name, path: receiptPath("planetary-deploy") },
] as const;

/**
 * Runs a script that sends transactions: on the chain as it stood before the script's last run, or as it stands if it
 * never ran. Writes its artefacts and its manifest.
 */
export async function transact(
  context: ScriptContext,
  body: (driver: Driver, project: Project) => Promise<Leavings>,
  { fresh = false, settles }: TransactOptions = {},
): Promise<string> {
  const { out, stage, script, rpcUrl, explicit, onPrivate } = context;
  const project = await openProject(context.planPath);
  const book = fresh ? new AddressBook(contractType) : await readAddressBook(context);
  if (!fresh) await requireEarlierBlocks(context);
  const keepBlocks = fresh ? 0 : await blocksBefore(out, script);
  const session = await openSession({
    out,
    stage,
    script,
    rpcUrl,
    explicit,
    onPrivate,
    seed: project.national.chain.seed,
    ...(keepBlocks === null ? {} : { keepBlocks }),
    describeRevert: (data) => describeRevert(book, data),
  });
  try {
    const first = session.clock.block + 1;
    const driver = new Driver(session, book);
    const leavings = await body(driver, project);
    const { artefacts } = leavings;
    const settled = settles ? await settleCoordination(driver, project, settles, out, artefacts) : [];
    const last = session.clock.block;
    const blocks = last < first ? null : { first, last, stateRoot: session.stateRoot() };
    await leave(context, project, { ...leavings, artefacts: new Map([...artefacts, ...settled]) }, blocks);
    return leavings.summary;
  } finally {
    await session.close();
  }
}

/** Runs a script that only reads the chain, at its last block. Writes its artefacts and its manifest. */
export async function observe(
  context: ScriptContext,
  body: (views: Views, project: Project) => Promise<Leavings>,
): Promise<string> {
  return inspect(context, async (views, project) => {
    const leavings = await body(views, project);
    await leave(context, project, leavings, null);
    return leavings.summary;
  });
}

/** Runs a script that only reads the chain, at its last block, and leaves nothing but what it prints. */
export async function inspect(
  context: ScriptContext,
  body: (views: Views, project: Project) => Promise<string>,
): Promise<string> {
  const project = await openProject(context.planPath);
  const book = await readAddressBook(context);
  await requireEarlierBlocks(context);
  const reader = await openReader(context);
  try {
    return await body(new Views(reader, book), project);
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
  project: Project,
  { artefacts, failure }: Leavings,
  blocks: BlockRange | null,
): Promise<void> {
  const outputs = await writeOutputs(out, artefacts);
  await removeLeftovers(out, script, outputs);
  await writeStageManifest({ out, stage, script, blocks, inputs: project.files, outputs });
  if (failure) throw failure;
}

/**
 * Contracts that the journal has lost would answer nothing.
 *
 * @throws OMNI3044 if the journal has not the blocks in which they were deployed.
 */
async function requireEarlierBlocks({ out, stage }: ScriptContext): Promise<void> {
  const { blocks } = await readJournal(out);
  for (const { script } of DEPLOYED.filter((one) => one.stage !== stage)) {
    const at = manifestPath(script);
    const parsed = parseStageManifest((await readIfThere(join(out, at))) ?? "", at);
    if (parsed.ok) requireOfChain(parsed.value, blocks);
  }
}

/** @returns how many blocks came before the script's own, `null` if it has none yet. */
async function blocksBefore(out: string, script: string): Promise<number | null> {
  const { blocks } = await readJournal(out);
  const own = blocks.findIndex((block) => block.script === script);
  return own === -1 ? null : own;
}

/**
 * Everything deployed by earlier stages.
 *
 * @throws OMNI2104 if the takeoff has not run, OMNI2210 if a deploy receipt is none that this version leaves.
 */
async function readAddressBook({ stage, out }: ScriptContext): Promise<AddressBook> {
  const earlier = DEPLOYED.filter((one) => one.stage !== stage);
  const receipts = await Promise.all(earlier.map(({ path }) => readDeployed(out, path)));
  if (receipts[0] === null) throw new OmniError(STAGE.MISSING_PREDECESSOR, { stage, needed: "takeoff" });
  return AddressBook.from(
    receipts.flatMap((entries) => entries ?? []),
    contractType,
  );
}

async function readDeployed(out: string, path: string): Promise<readonly AddressEntry[] | null> {
  const text = await readIfThere(join(out, path));
  if (text === null) return null;
  return ofForms([ownReceipt({ path, text })], "national-deploy", "planetary-deploy").flatMap(
    ({ document }) => document.contracts,
  );
}
