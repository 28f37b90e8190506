import { ATTESTED } from "../errors/attest-errors.ts";
import type { Finding } from "../model/dossier.ts";
import { finding } from "../support/finding.ts";
import { openBundle, preAuthEncoding, type Sealed } from "./envelope.ts";
import { isSignedBy, type PublicKey } from "./public-keys.ts";
import {
  type Binding,
  inputsOf,
  KINDS,
  kindOf,
  namesOtherBuilder,
  otherSubject,
  parseStatement,
  type Resource,
  type Statement,
  type StatementKind,
} from "./statement.ts";

/** A statement's file; its text is attacker-controlled. */
export interface StatementFile {
  readonly path: string;
  readonly text: string;
}

/** What the dossier is, against which statements are held. */
export interface Attested {
  readonly binding: Binding;
  /** Files of the payload that went into the execution. */
  readonly inputs: readonly Resource[];
}

/** One key and what it says of the dossier. */
export interface Signature {
  readonly key: string;
  /** Whether the reader pinned the key and its signatures hold; of any other key nothing is known. */
  readonly known: boolean;
  readonly kinds: readonly StatementKind[];
}

export interface Weighed {
  readonly signatures: readonly Signature[];
  readonly findings: readonly Finding[];
}

type Read = { readonly key: string; readonly kind: StatementKind; readonly known: boolean };

/**
 * Says who vouches for a dossier. Keys count, not statements; a key that is not pinned counts for nothing, and what it signed is
 * no fault of the dossier's.
 *
 * @param pinned whom the reader trusts, each once
 */
export function weigh(
  files: readonly StatementFile[],
  attested: Attested,
  pinned: readonly PublicKey[],
): Weighed {
  const read = files.map((file) => readFile(file, attested, pinned));
  const findings = read.flatMap((each) => ("code" in each ? [each] : []));
  const byKey = Map.groupBy(
    read.flatMap((each) => ("code" in each ? [] : [each])),
    ({ key }) => key,
  );
  const signatures = [...byKey].map(([key, said]) => ({
    key,
    known: said.every(({ known }) => known),
    kinds: KINDS.filter((kind) => said.some((each) => each.kind === kind)),
  }));
  return { signatures, findings };
}

function readFile(
  { path, text }: StatementFile,
  { binding, inputs }: Attested,
  pinned: readonly PublicKey[],
): Read | Finding {
  const malformed = (problem: string) => finding(ATTESTED.MALFORMED, { path, problem });
  const opened = openBundle(text);
  if (!opened.ok) return malformed(opened.problem);
  const { payload, keyId } = opened.value;
  const words = textOf(payload);
  if (words === null) return malformed("holds what is no UTF-8");
  const parsed = parseStatement(words);
  if (!parsed.ok) return malformed(`holds a statement that ${parsed.problem}`);
  const other = otherSubject(parsed.value, binding);
  if (other !== null) return finding(ATTESTED.OTHER_SUBJECT, { path, ...other });
  const uncovered = uncoveredInput(parsed.value, inputs);
  if (uncovered !== null) return finding(ATTESTED.NOT_COVERED, { path, input: uncovered });
  if (namesOtherBuilder(parsed.value, keyId)) return malformed("names another builder than its signer");
  const known = isKnown(opened.value, pinned);
  if (known === null) return finding(ATTESTED.BAD_SIGNATURE, { path, key: keyId });
  return { key: keyId, kind: kindOf(parsed.value), known };
}

/** @returns `null` for what is none: two payloads could read the same otherwise. */
function textOf(payload: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload);
  } catch {
    return null;
  }
}

/** @returns `null` if a pinned key is named that has not signed. */
function isKnown({ payload, signature, keyId }: Sealed, pinned: readonly PublicKey[]): boolean | null {
  const key = pinned.find(({ id }) => id === keyId);
  if (key === undefined) return false;
  return isSignedBy(key, preAuthEncoding(payload), signature) ? true : null;
}

/** @returns an input of the execution that a statement leaves out, has otherwise, or makes up. */
function uncoveredInput(statement: Statement, inputs: readonly Resource[]): string | null {
  const said = inputsOf(statement).filter(({ name }) => name.startsWith("data/"));
  const lines = (resources: readonly Resource[]) =>
    new Map(resources.map((resource) => [`${resource.digest?.sha256} ${resource.name}`, resource.name]));
  const [own, theirs] = [lines(inputs), lines(said)];
  const missing =
    [...own].find(([line]) => !theirs.has(line)) ?? [...theirs].find(([line]) => !own.has(line));
  return missing?.[1] ?? null;
}

/** @returns a finding if fewer of the pinned keys vouch than must. */
export function missingSignatures(
  { signatures }: Weighed,
  { pinned, threshold }: { readonly pinned: number; readonly threshold: number },
): Finding[] {
  const found = signatures.filter(({ known }) => known).length;
  if (found >= threshold) return [];
  const unknown = signatures.length - found;
  return [finding(ATTESTED.TOO_FEW, { found, threshold, pinned, unknown }, "attestations")];
}
