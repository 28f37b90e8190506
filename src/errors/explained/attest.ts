import { receiptPath } from "../../model/receipts.ts";
import type { ATTEST, ATTESTED } from "../attest-errors.ts";
import { EXAMPLE } from "./examples.ts";
import type { Explanations } from "./explanation.ts";

const statement = "attestations/3f9ab2.json";

export const EXPLAINED_ATTEST: Explanations<typeof ATTEST> = {
  KEY_REFUSED: {
    cause:
      "The file is no private key that can sign here: a public key, a certificate, a key of another kind, or no PEM at all.",
    example: { file: "key.pem", problem: "holds a public key" },
  },
  PASSPHRASE: {
    cause:
      "The key is encrypted. Its passphrase comes from the environment only, so that it never stands in a history of commands; in a pipeline the secret is not passed to this step.",
    example: { file: "key.pem", variable: "OMNISOVEREIGN_KEY_PASSPHRASE", problem: "is not set" },
  },
  KEYS_REFUSED: {
    cause:
      "--signed-by must lead to public keys that you trust, and at least one file there holds none. A key that could not be read must not shrink the list silently.",
    example: { keys: "keys/", problem: '"notes.txt" holds no public key' },
  },
  AGENT: {
    cause:
      "The program that signs for you (a hardware token, a key service) ended badly, took too long, or answered more than a signature.",
    example: { program: "/usr/local/bin/sign", problem: "ended with 1" },
  },
  NOT_INTACT: {
    cause:
      "Signing says that you stand behind a dossier, so it is verified first, and this one does not verify.",
    example: { dossier: EXAMPLE.dossier, verdict: "tampered" },
  },
  NOT_WRITTEN: {
    cause:
      "The statement goes into the dossier's own folder, which is read-only, on a full disk, or somebody else's.",
    example: { dossier: EXAMPLE.dossier, problem: "EACCES: permission denied" },
  },
  NO_SUCH_FILE: {
    cause:
      "Proofs are of files that the payload's manifest lists; this name is not among them. Reports lie under data/reports/ there.",
    example: { dossier: EXAMPLE.dossier, file: receiptPath("national-mission") },
  },
};

export const EXPLAINED_ATTESTED: Explanations<typeof ATTESTED> = {
  MALFORMED: {
    cause:
      "A file among the statements is none: it was cut, edited, or written by a tool for another kind of envelope.",
    example: { path: statement, problem: "is no JSON" },
  },
  OTHER_SUBJECT: {
    cause:
      "The signature may be good, but it is about another dossier: the statement was copied here, or the dossier was built anew after it was signed.",
    example: { path: statement, what: "root", found: EXAMPLE.otherDigest, expected: EXAMPLE.digest },
  },
  NOT_COVERED: {
    cause:
      "A statement lists the plans and the code that it vouches for, and one of them is another in this dossier.",
    example: { path: statement, input: "plans/my-mission.json" },
  },
  BAD_SIGNATURE: {
    cause:
      "The statement names a key that you pinned, and the signature is not that key's: forged, damaged, or the text was changed after signing.",
    example: { path: statement, key: EXAMPLE.digest },
  },
  TOO_FEW: {
    cause:
      "Fewer of the keys that you pinned have signed than --threshold asks for. Signatures of keys that are not pinned count for nothing.",
    example: { found: 1, threshold: 2, pinned: 3, unknown: 1 },
  },
};
