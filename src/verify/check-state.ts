import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JournalBlock } from "../chain/journal/journal.ts";
import { addTagFile } from "../dossier/add-tag-file.ts";
import { STATE_DIFFERENCES } from "../dossier/bag.ts";
import { REPLAY } from "../errors/dossier-errors.ts";
import type { ArtefactPath, Sha256 } from "../model/artefact.ts";
import type { Finding } from "../model/dossier.ts";
import type { Execution, StateDifferences, UnknownWrite } from "../model/state-differences.ts";
import { AddressBook } from "../records/address-book.ts";
import { labelsIn } from "../records/labels-in.ts";
import type { ReceiptReading } from "../records/read-receipt.ts";
import { SlotDecoder } from "../records/storage/slot-decoder.ts";
import { renderState } from "../render/state-markdown.ts";
import { type PlacedWrites, tellState } from "../reports/told-state.ts";
import { finding } from "../support/finding.ts";
import { toJson } from "../support/json.ts";
import { JOURNAL } from "../support/payload.ts";
import { counted } from "../support/text.ts";
import { contractType } from "../system/contract-artefacts.ts";
import { sha256 } from "../system/files.ts";
import { transactionsShown } from "./dossier-receipts.ts";

/** What an execution of the whole journal wrote, and what it hashed on the way there. */
export interface SeenState {
  readonly blocks: readonly JournalBlock[];
  readonly writes: readonly PlacedWrites[];
  readonly preimages: Iterable<readonly [preimage: string, hash: string]>;
}

/** What changed in the state, by name. */
export interface StateCheck {
  /** Of a write that nobody knows, and how many more there are. */
  readonly findings: readonly Finding[];
  /** `null` if there is such a write. */
  readonly told: ToldState | null;
}

export interface ToldState {
  readonly differences: StateDifferences;
  /** Over the whole document. */
  readonly digest: Sha256;
}

/**
 * Tells what each stage and each decision changed.
 *
 * @param receipts of a dossier that is intact so far: they say who is where.
 */
export function checkState(
  { preimages, ...seen }: SeenState,
  receipts: readonly ReceiptReading[],
): StateCheck {
  const contents = receipts.flatMap(({ read }) => (read.ok ? [read.value] : []));
  const documents = contents.map(({ document }) => document);
  const book = AddressBook.from(
    contents.flatMap(({ contracts }) => contracts),
    contractType,
  );
  const labels = labelsIn(documents);
  const decoder = new SlotDecoder(book, preimages, (address) => labels.get(address.toLowerCase()));
  const told = tellState(decoder, seen, executionsIn(receipts, titlesIn(documents)));
  if (told.kind === "unknown") return { findings: unknownFindings(told.writes), told: null };
  const { differences } = told;
  return { findings: [], told: { differences, digest: sha256(toJson(differences)) } };
}

/** A tag file that was left. */
export interface LeftState {
  readonly path: ArtefactPath;
  /** Whether something else lay there, which somebody wrote who saw another state, or lied. */
  readonly replaced: boolean;
}

/** Leaves it beside the payload of a dossier that is intact. */
export async function leaveState(folder: string, { differences }: ToldState): Promise<readonly LeftState[]> {
  const { document, page } = STATE_DIFFERENCES;
  return [
    await leave(folder, document, toJson(differences)),
    await leave(folder, page, renderState(differences)),
  ];
}

async function leave(folder: string, path: ArtefactPath, text: string): Promise<LeftState> {
  const earlier = await readFile(join(folder, path), "utf8").catch(() => null);
  await addTagFile(folder, path, text);
  return { path, replaced: earlier !== null && earlier !== text };
}

/** How much changed, and the digest over all of it; `null` if it was not told. */
export function stateSummary(state: StateCheck | null): StateSummary | null {
  if (!state?.told) return null;
  const { stages, decisions } = state.told.differences;
  const values = stages.flatMap(({ changes }) => changes.flatMap((change) => change.values)).length;
  return { stages: stages.length, decisions: decisions.length, values, sha256: state.told.digest };
}

interface StateSummary {
  readonly stages: number;
  readonly decisions: number;
  /** Of all stages. */
  readonly values: number;
  readonly sha256: Sha256;
}

/** For people. */
export function stateLine(state: StateCheck): string {
  const summary = stateSummary(state);
  if (summary === null) return "  slots  not told: a write goes where nobody knows a variable";
  const { stages, decisions, values, sha256: digest } = summary;
  const where = `${counted(stages, "stage", "stages")} and ${counted(decisions, "decision", "decisions")}`;
  return `  slots  ${counted(values, "value", "values")} changed by ${where}, all by name: ${digest}`;
}

function unknownFindings([first, ...others]: readonly UnknownWrite[]): Finding[] {
  return first ? [finding(REPLAY.UNKNOWN_SLOT, { ...first, more: others.length }, JOURNAL)] : [];
}

/** What the governor executed, whoever asked it to. */
function executionsIn(receipts: readonly ReceiptReading[], titles: ReadonlyMap<string, string>): Execution[] {
  return transactionsShown(receipts).flatMap(({ hash, events }) =>
    events
      .filter(({ contract, name }) => contract === "QuadraticGovernor" && name === "ProposalExecuted")
      .map(({ args }) => {
        const proposalId = String(args.proposalId);
        return { proposalId, title: titles.get(proposalId) ?? null, transaction: hash };
      }),
  );
}

/** What receipts call the proposals that they tell of. @param documents attacker-controlled. */
function titlesIn(documents: readonly unknown[]): ReadonlyMap<string, string> {
  const decisions = documents.flatMap((document) => {
    const { decisions: listed } = (document ?? {}) as { readonly decisions?: unknown };
    return Array.isArray(listed) ? (listed as unknown[]) : [];
  });
  return new Map(
    decisions.flatMap((decision) => {
      const { proposalId, title } = (decision ?? {}) as Readonly<Record<string, unknown>>;
      return typeof proposalId === "string" && typeof title === "string"
        ? [[proposalId, title] as const]
        : [];
    }),
  );
}
