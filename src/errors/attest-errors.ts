import { describe, EXIT } from "./error.ts";
import { quote, shorten } from "./quote.ts";

const SHOWN_DIGITS = 12;
const unsigned =
  'Remove the file and its line in "tagmanifest-sha256.txt", or get the dossier again from its source.';

/** 43xx: who signed what, and proofs of single files. */
export const ATTEST = {
  KEY_REFUSED: describe<{ file: string; problem: string }>({
    number: 4301,
    exit: EXIT.usage,
    message: ({ file, problem }) => `The key file "${file}" ${problem}.`,
    mend: () =>
      'Name a key in PEM, such as "openssl genpkey -algorithm ed25519 -out FILE" makes, or a file that names an agent.',
  }),
  PASSPHRASE: describe<{ file: string; variable: string; problem: string }>({
    number: 4302,
    exit: EXIT.usage,
    message: ({ file, variable, problem }) =>
      `The key file "${file}" is encrypted, and ${variable} ${problem}.`,
    mend: ({ variable }) => `Set ${variable} to its passphrase.`,
  }),
  KEYS_REFUSED: describe<{ keys: string; problem: string }>({
    number: 4303,
    exit: EXIT.usage,
    message: ({ keys, problem }) => `The keys "${keys}" cannot be pinned: ${problem}.`,
    mend: () =>
      'Name a file with public keys in PEM, or a folder of such files; "openssl pkey -in KEY -pubout" prints one.',
  }),
  AGENT: describe<{ program: string; problem: string }>({
    number: 4304,
    exit: EXIT.environment,
    message: ({ program, problem }) => `The agent "${program}" did not sign: ${shorten(problem, 200)}.`,
    mend: () => "It is given what is to be signed on stdin, and has to put the bare signature on stdout.",
  }),
  NOT_INTACT: describe<{ dossier: string; verdict: string }>({
    number: 4305,
    exit: EXIT.verificationFailed,
    message: ({ dossier, verdict }) => `"${dossier}" is not to be signed: the verdict on it is "${verdict}".`,
    mend: () => '"omnisovereign verify" says what is off.',
  }),
  NOT_WRITTEN: describe<{ dossier: string; problem: string }>({
    number: 4306,
    exit: EXIT.environment,
    message: ({ dossier, problem }) => `Nothing can be written to "${dossier}": ${problem}.`,
    mend: () => "Copy the dossier to where you may write; its root stays as it is.",
  }),
  NO_SUCH_FILE: describe<{ dossier: string; file: string }>({
    number: 4307,
    exit: EXIT.usage,
    message: ({ dossier, file }) => `The payload of "${dossier}" has no file ${quote(file)}.`,
    mend: () => 'Name it as "manifest-sha256.txt" does, such as "data/dossier.md".',
  }),
} as const;

/** 431x: what is off with the statements in a dossier. Every argument is attacker-controlled. */
export const ATTESTED = {
  MALFORMED: describe<{ path: string; problem: string }>({
    number: 4311,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) =>
      `"${path}" is no statement that this program reads: it ${shorten(problem, 200)}.`,
    mend: () => unsigned,
  }),
  OTHER_SUBJECT: describe<{ path: string; what: string; found: string; expected: string }>({
    number: 4312,
    exit: EXIT.verificationFailed,
    message: ({ path, what, found, expected }) =>
      `"${path}" is about another ${what}: it says ${quote(found)}, and the dossier's is ${quote(expected)}.`,
    mend: () => unsigned,
  }),
  NOT_COVERED: describe<{ path: string; input: string }>({
    number: 4313,
    exit: EXIT.verificationFailed,
    message: ({ path, input }) => `"${path}" does not cover ${quote(input)} as the dossier has it.`,
    mend: () => unsigned,
  }),
  BAD_SIGNATURE: describe<{ path: string; key: string }>({
    number: 4314,
    exit: EXIT.verificationFailed,
    message: ({ path, key }) =>
      `The signature in "${path}" is not one of the pinned key ${shorten(key, SHOWN_DIGITS)}.`,
    mend: () => unsigned,
  }),
  TOO_FEW: describe<{ found: number; threshold: number; pinned: number; unknown: number }>({
    number: 4315,
    exit: EXIT.verificationFailed,
    message: ({ found, threshold, pinned, unknown }) =>
      `${found} of ${pinned} pinned keys ${found === 1 ? "vouches" : "vouch"} for the dossier, and ${threshold} must${unknown === 0 ? "" : `; signer unknown: ${unknown}`}.`,
    mend: () => "Ask the others to sign, or pin the keys of those who did if you trust them.",
  }),
} as const;
