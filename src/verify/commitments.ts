import { manifestPath } from "../dossier/stage-manifest.ts";
import type { FileDigest } from "../model/artefact.ts";
import { PATHS } from "../model/layout.ts";
import type { StageManifest } from "../model/manifest.ts";
import type { LeftBy } from "../model/receipt-contents.ts";
import { ofForms, type Receipt, type ReceiptId, receiptPath } from "../model/receipts.ts";
import type { TransactionRecord } from "../model/record.ts";
import { SCRIPTS, scriptSlug } from "../model/scripts.ts";
import { leftBeforeKey, rootOfLeft } from "../records/left-before.ts";
import { merkleProof, merkleRoot } from "../records/merkle.ts";
import { CONSENSUS_KEY, NATIONAL_KEY } from "../records/planetary/anchor-keys.ts";
import { digestOfFiles } from "../support/files-digest.ts";
import { firstDifference } from "../support/json-difference.ts";
import { byPath } from "../support/paths.ts";

/** What transactions commit to, by a receipt and by the files that lie there. */
export interface Commitment {
  /** Of the receipt that tells of it, relative to OUT. */
  readonly path: string;
  readonly files: readonly FileDigest[];
  /** What the files come to: 0x and 64 hex digits. */
  readonly root: string;
  /** What the receipt says of it; attacker-controlled, as the transactions are. */
  readonly told: { readonly root: string; readonly files: readonly FileDigest[] };
  /** Those that say the root on chain, by their own words. */
  readonly transactions: readonly TransactionRecord[];
}

/** The forms of receipt that tell of commitments. */
export const COMMITTING: readonly ReceiptId[] = [
  "planetary-deploy",
  "planetary-mission",
  "telemetry",
  "coordination",
  "anchored",
];

/** The files that stages left, by path relative to OUT. */
type Left = ReadonlyMap<string, FileDigest>;

/** What lies in a dossier. */
interface Lying {
  readonly left: Left;
  readonly manifests: readonly StageManifest[];
}

/**
 * Every commitment of which a receipt tells: the nation's receipts and the comparison of votes, by roots in the
 * ReceiptAnchor; the receipts of each region's jobs, by roots that its executor reports; the evidence of each coordination
 * job, by its result; and what scripts had left before others, by roots that those anchored.
 *
 * @param receipts of the forms {@link COMMITTING}, in that very form, and attacker-controlled in what they say.
 */
export function commitmentsOf(receipts: readonly Receipt[], { left, manifests }: Lying): Commitment[] {
  return [
    ...ofForms(receipts, "planetary-deploy").map((receipt) => ofNation(receipt, left)),
    ...ofForms(receipts, "planetary-mission").map((receipt) => ofConsensus(receipt, left)),
    ...ofForms(receipts, "telemetry").map((receipt) => ofRegion(receipt, left)),
    ...ofForms(receipts, "coordination").map((receipt) => ofEvidence(receipt, left)),
    ...ofForms(receipts, "anchored").map((receipt) => ofLeft(receipt, { left, manifests })),
  ];
}

/** @returns what is off with a commitment; `undefined` if a transaction says what the files come to. */
export function commitmentProblem({ files, root, told, transactions }: Commitment): string | undefined {
  const listed = told.files.toSorted(byPath);
  const lying = files.toSorted(byPath);
  const place = firstDifference(listed, lying);
  if (place !== undefined) {
    const index = Number(place.pointer.split("/")[1]);
    const path = (listed[index] ?? lying[index])?.path ?? "more or fewer files";
    return `is not "${path}" as it lies there`;
  }
  if (told.root !== root) return `is not the root of its files, ${root}`;
  return transactions.length > 0 ? undefined : `stands in none of its transactions: ${root}`;
}

function ofNation({ path, document: { national } }: Receipt<"planetary-deploy">, left: Left): Commitment {
  const files = below(left, PATHS.nationalReceipts);
  const { proved } = national;
  const shown = left.get(proved.path);
  const isProved =
    shown?.sha256 === proved.sha256 &&
    files.includes(shown) &&
    firstDifference(merkleProof(files, shown), proved.proof) === undefined;
  const root = rootOf(files);
  return {
    path,
    files,
    root,
    told: {
      root: national.root,
      files: isProved && national.receipts === files.length ? files : [],
    },
    transactions: anchoring(NATIONAL_KEY, root, national.transactions),
  };
}

function ofConsensus({ path, document }: Receipt<"planetary-mission">, left: Left): Commitment {
  const { root: told, receipts, transactions } = document.consensus;
  const files = [left.get(receiptPath("consensus"))].filter((file) => file !== undefined);
  const root = rootOf(files);
  return {
    path,
    files,
    root,
    told: { root: told, files: receipts },
    transactions: anchoring(CONSENSUS_KEY, root, transactions),
  };
}

function ofRegion({ path, document }: Receipt<"telemetry">, left: Left): Commitment {
  const { root: told, receipts, transactions } = document;
  const files = below(left, path.slice(0, path.lastIndexOf("/"))).filter((file) => file.path !== path);
  const root = rootOf(files);
  return {
    path,
    files,
    root,
    told: { root: told, files: receipts },
    transactions: saying(transactions, "reportTelemetry", { root, receiptCount: String(files.length) }),
  };
}

function ofEvidence({ path, document }: Receipt<"coordination">, left: Left): Commitment {
  const { jobId, evidence, resultHash, transactions } = document;
  const files = evidence.map((file) => left.get(file.path)).filter((file) => file !== undefined);
  const root = `0x${digestOfFiles(files)}`;
  return {
    path,
    files,
    root,
    told: { root: resultHash, files: evidence },
    transactions: saying(transactions, "submitResult", { jobId, resultHash: root }),
  };
}

/** What was made again by hand since, a later anchor may have, and this one had as it was. */
function ofLeft({ path, document }: Receipt<"anchored">, { left, manifests }: Lying): Commitment {
  const { root: told, transactions } = document;
  const block = transactions[0]?.block ?? 0;
  const asLeft = document.left.filter((each) => !isMadeAgain(each, manifests, block));
  const listed = asLeft.flatMap(({ outputs }) => outputs);
  const script = Object.values(SCRIPTS).find(
    ({ name }) => receiptPath("anchored", scriptSlug(name)) === path,
  );
  const root = rootOfLeft(document.left);
  return {
    path,
    files: listed.map((file) => left.get(file.path)).filter((file) => file !== undefined),
    root,
    told: { root: told, files: listed },
    transactions: anchoring(leftBeforeKey(script?.name ?? ""), root, transactions),
  };
}

/**
 * Only who sends nothing can have been started again without what came after being sent again, too: who reads says when it
 * did, and a kit that is another one was asked for by another name, or lists such a kit.
 */
function isMadeAgain(
  { script, outputs }: LeftBy,
  manifests: readonly StageManifest[],
  block: number,
): boolean {
  const manifest = manifests.find((each) => each.script === script);
  if (manifest === undefined || manifest.blocks !== null) return false;
  if (firstDifference(outputs, manifest.outputs) === undefined) return false;
  const { readAt, inputs } = manifest;
  if (readAt !== undefined) return readAt >= block;
  const read = new Set<string>(inputs.map(({ path }) => path));
  const listed = manifests.filter((each) => read.has(manifestPath(each.script)) && each.readAt === undefined);
  return [manifest, ...listed].some(
    ({ blocks, chosen = {} }) => blocks === null && Object.keys(chosen).length > 0,
  );
}

function below(left: Left, folder: string): FileDigest[] {
  return [...left.values()].filter(({ path }) => path.startsWith(`${folder}/`) && path.endsWith(".json"));
}

/** Of no file there is no root. */
function rootOf(files: readonly FileDigest[]): string {
  return files.length === 0 ? "none" : merkleRoot(files);
}

function anchoring(key: string, root: string, records: readonly TransactionRecord[]): TransactionRecord[] {
  const found = saying(records, "anchor", { key, root });
  return found.filter(({ contract }) => contract === "ReceiptAnchor");
}

/** @returns successful calls of a function with these arguments, whatever others it has. */
function saying(
  records: readonly TransactionRecord[],
  name: string,
  wanted: Readonly<Record<string, string>>,
): TransactionRecord[] {
  return records.filter(
    ({ function: called, status, args }) =>
      called === name &&
      status === "success" &&
      Object.entries(wanted).every(([key, value]) => args[key] === value),
  );
}
