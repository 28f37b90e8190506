import { npmRun } from "../model/scripts.ts";
import { describe, EXIT } from "./error.ts";
import { quote, shorten } from "./quote.ts";

const rerun = (script: string) => `Run "npm run ${script}" again, then "${npmRun("dossier")}".`;
const untrusted = "Get the dossier again from its source, or build it again with a fresh run.";

/** Where what stage manifests claim does not hold, while a dossier is built or verified: 400x. */
export const CLAIM = {
  OUTPUT_MISSING: describe<{ path: string; script: string }>({
    number: 4001,
    exit: EXIT.failed,
    message: ({ path, script }) => `"${path}", left by "${script}", is missing or not a regular file.`,
    mend: ({ script }) => rerun(script),
  }),
  OUTPUT_CHANGED: describe<{ path: string; script: string; expected: string; found: string }>({
    number: 4002,
    exit: EXIT.failed,
    message: ({ path, script, expected, found }) =>
      `"${path}" has SHA-256 ${found}, but "${script}" left it with ${expected}.`,
    mend: ({ script }) => rerun(script),
  }),
  OUTPUT_TWICE: describe<{ path: string; script: string; other: string }>({
    number: 4003,
    exit: EXIT.failed,
    message: ({ path, script, other }) => `"${path}" is claimed by both "${other}" and "${script}".`,
    mend: () => "Give one of them another output folder.",
  }),
  INPUT_STALE: describe<{ path: string; script: string; expected: string; found: string }>({
    number: 4004,
    exit: EXIT.failed,
    message: ({ path, script, expected, found }) =>
      `"${script}" read "${path}" with SHA-256 ${expected}, but it now has ${found}.`,
    mend: ({ script }) => rerun(script),
  }),
  INPUT_UNKNOWN: describe<{ path: string; script: string }>({
    number: 4005,
    exit: EXIT.failed,
    message: ({ path, script }) =>
      `"${script}" read "${path}", which is neither a plan nor an output of a stage.`,
    mend: ({ script }) => rerun(script),
  }),
  CASE_COLLISION: describe<{ path: string; other: string }>({
    number: 4006,
    exit: EXIT.failed,
    message: ({ path, other }) => `"${path}" and "${other}" are one file where case does not count.`,
    mend: () => "Give one of them another name.",
  }),
  CHAIN_STALE: describe<{ script: string; block: number; expected: string; found: string }>({
    number: 4007,
    exit: EXIT.failed,
    message: ({ script, block, expected, found }) =>
      `"${script}" ended at block ${block} with state root ${expected}, but the journal has ${found}.`,
    mend: ({ script }) => rerun(script),
  }),
  BLOCKS_DIFFER: describe<{ script: string; stage: string; first: number; last: number; found: string }>({
    number: 4008,
    exit: EXIT.failed,
    message: ({ script, stage, first, last, found }) =>
      `"${script}" of the stage "${stage}" claims blocks ${first} to ${last}, but the journal gives ${found}.`,
    mend: ({ script }) => rerun(script),
  }),
  BLOCKS_UNCLAIMED: describe<{ script: string; stage: string; first: number; last: number }>({
    number: 4009,
    exit: EXIT.failed,
    message: ({ script, stage, first, last }) =>
      `No stage manifest claims blocks ${first} to ${last} of the journal, which names "${script}" of the stage "${stage}" there.`,
    mend: ({ script }) => rerun(script),
  }),
} as const;

/** Why no dossier can be built from what the stages left: 401x. */
export const BUILD = {
  NOTHING_TO_COLLECT: describe<{ folder: string }>({
    number: 4011,
    exit: EXIT.failed,
    message: ({ folder }) =>
      `"${folder}" holds no stage manifest, so there is nothing to put into a dossier.`,
    mend: () => 'Run "omnisovereign run".',
  }),
  MANIFEST_INVALID: describe<{ path: string; problem: string }>({
    number: 4012,
    exit: EXIT.failed,
    message: ({ path, problem }) => `The stage manifest "${path}" ${problem}.`,
    mend: () => "Run the script that it is named after again.",
  }),
  PLAN_REFUSED: describe<{ path: string; problem: string }>({
    number: 4013,
    exit: EXIT.failed,
    message: ({ path, problem }) => `The plan's path "${path}" ${problem}.`,
    mend: () => "Rename it.",
  }),
  JOURNAL_INVALID: describe<{ line: number; problem: string }>({
    number: 4014,
    exit: EXIT.failed,
    message: ({ line, problem }) => `Line ${line} of the journal: ${problem}.`,
    mend: () => 'Run "omnisovereign run" to start a new one.',
  }),
  NO_EVIDENCE: describe<{ arrow: string; stage: string; script: string }>({
    number: 4016,
    exit: EXIT.failed,
    message: ({ arrow, stage }) =>
      `The arrow ${arrow} has no evidence, though the stage "${stage}" that owes it has run.`,
    mend: ({ script }) => rerun(script),
  }),
  NOT_OURS: describe<{ folder: string }>({
    number: 4017,
    exit: EXIT.usage,
    message: ({ folder }) =>
      `"${folder}" is no dossier, and the new one would take its place: what lies there would be lost.`,
    mend: () => "Move it away, or name another output folder with --out or OMNISOVEREIGN_OUT.",
  }),
  UNVERIFIABLE: describe<{ path: string; limit: number }>({
    number: 4018,
    exit: EXIT.failed,
    message: ({ path, limit }) =>
      `"${path}" would have more than ${limit} bytes, and "omnisovereign verify" reads no more of it.`,
    mend: () => "Rehearse a mission of fewer jobs, or one whose jobs hand in fewer files.",
  }),
  REFUSED: describe<{ findings: number }>({
    number: 4015,
    exit: EXIT.failed,
    message: ({ findings }) =>
      `No dossier was built: ${findings} ${findings === 1 ? "finding" : "findings"}, listed above. An older one is as it was.`,
    mend: () => "Do what each of them says.",
  }),
} as const;

/** What was named instead of a dossier, and what this program cannot judge: 413x. Nothing here says "tampered". */
export const NO_DOSSIER = {
  STRANGER: describe<{ folder: string; what: string; meant: string | null }>({
    number: 4130,
    exit: EXIT.usage,
    message: ({ folder, what }) => `"${folder}" is no dossier: it ${what}.`,
    mend: ({ meant }) =>
      meant === null
        ? 'Name the folder that holds "bagit.txt"; a run leaves it in "omnisovereign/dossier" of its output folder.'
        : `Did you mean "${meant}"?`,
  }),
  CLOSED: describe<{ folder: string; reason: string }>({
    number: 4131,
    exit: EXIT.usage,
    message: ({ folder, reason }) => `"${folder}" cannot be read: ${reason}.`,
    mend: () => "Make it readable, or name another folder.",
  }),
  FORMAT: describe<{ found: string; read: string; maker: string; version: string }>({
    number: 4132,
    exit: EXIT.usage,
    message: ({ found, read, maker, version }) =>
      `The dossier is of the format "${shorten(found)}", made by ${maker}; this program, ${version}, reads "${read}" and has checked nothing but the bag's own digests.`,
    mend: () => "Verify it with the version that made it.",
  }),
  NOT_CHECKED: describe<{ what: string; maker: string; own: string; first: string; more: number }>({
    number: 4133,
    exit: EXIT.verificationFailed,
    message: ({ what, maker, own, first, more }) =>
      `Not checked: ${what}. The dossier was made by another version: ${maker}. By the rules of this one, ${own}: ${first}${more === 0 ? "" : ` And ${more} more.`}`,
    mend: () => "Verify it with the version that made it, or compare it with a run of that version.",
  }),
} as const;

/** What is off in a dossier that someone hands over: 41xx. Every argument is attacker-controlled. */
export const VERIFY = {
  NOT_A_FOLDER: describe<{ reason: string }>({
    number: 4101,
    exit: EXIT.verificationFailed,
    message: ({ reason }) => `The dossier's folder cannot be read: ${reason}.`,
    mend: () => 'Name the folder that holds "bagit.txt".',
  }),
  MISSING: describe<{ path: string; manifest: string }>({
    number: 4102,
    exit: EXIT.verificationFailed,
    message: ({ path, manifest }) => `"${path}" is missing, though "${manifest}" lists it.`,
    mend: () => untrusted,
  }),
  EXTRA: describe<{ path: string }>({
    number: 4103,
    exit: EXIT.verificationFailed,
    message: ({ path }) => `"${path}" is extra: no manifest lists it.`,
    mend: () => "Move it out of the dossier, or do not trust it.",
  }),
  CHANGED: describe<{ path: string; manifest: string; expected: string; found: string }>({
    number: 4104,
    exit: EXIT.verificationFailed,
    message: ({ path, manifest, expected, found }) =>
      `"${path}" is changed: it has SHA-256 ${found}, "${manifest}" says ${expected}.`,
    mend: () => untrusted,
  }),
  ROOT_DIFFERS: describe<{ expected: string; found: string }>({
    number: 4105,
    exit: EXIT.verificationFailed,
    message: ({ expected, found }) => `The root is ${found}, but ${expected} was expected.`,
    mend: () => 'Compare with the expected dossier: "omnisovereign diff A B".',
  }),
  LINE_MALFORMED: describe<{ path: string; line: number; problem: string }>({
    number: 4106,
    exit: EXIT.verificationFailed,
    message: ({ path, line, problem }) => `Line ${line} of "${path}" ${problem}.`,
    mend: () => untrusted,
  }),
  PATH_REFUSED: describe<{ path: string; problem: string }>({
    number: 4107,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) => `The path "${path}" ${problem}.`,
    mend: () => untrusted,
  }),
  NOT_REGULAR: describe<{ path: string; kind: string }>({
    number: 4108,
    exit: EXIT.verificationFailed,
    message: ({ path, kind }) => `"${path}" is a ${kind}, not a regular file; it was not read.`,
    mend: () => "Replace it by the file itself, or do not trust it.",
  }),
  TOO_LARGE: describe<{ path: string; what: string; limit: number }>({
    number: 4109,
    exit: EXIT.verificationFailed,
    message: ({ path, what, limit }) =>
      `"${path}" goes over the limit of ${limit} ${what}; it was not read to the end.`,
    mend: () => untrusted,
  }),
  UNREADABLE: describe<{ path: string; reason: string }>({
    number: 4110,
    exit: EXIT.verificationFailed,
    message: ({ path, reason }) => `"${path}" cannot be read: ${reason}.`,
    mend: () => "Make it readable and verify again.",
  }),
  TAG_FILE: describe<{ path: string; problem: string }>({
    number: 4111,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) => `"${path}" ${problem}.`,
    mend: () => untrusted,
  }),
  STAGE_MANIFEST: describe<{ path: string; problem: string }>({
    number: 4112,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) => `The stage manifest "${path}" ${problem}.`,
    mend: () => untrusted,
  }),
  INDEX: describe<{ path: string; problem: string }>({
    number: 4113,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) => `The index "${path}" ${problem}.`,
    mend: () => untrusted,
  }),
  CONSTELLATION: describe<{ path: string; problem: string }>({
    number: 4115,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) => `The constellation "${path}" ${problem}.`,
    mend: () => untrusted,
  }),
  RECEIPT: describe<{ path: string; problem: string }>({
    number: 4116,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) => `The receipt "${path}" ${problem}.`,
    mend: () => untrusted,
  }),
  BOOKS: describe<{ transaction: string; problem: string }>({
    number: 4117,
    exit: EXIT.verificationFailed,
    message: ({ transaction, problem }) => `By the receipts, transaction ${shorten(transaction)} ${problem}.`,
    mend: () => untrusted,
  }),
  READING: describe<{
    path: string;
    block: number;
    whose: string;
    what: string;
    bookedWei: bigint;
    shown: string;
  }>({
    number: 4118,
    exit: EXIT.verificationFailed,
    message: ({ path, block, whose, what, bookedWei, shown }) =>
      `"${path}" shows ${shown} wei ${what} of ${quote(whose)} after block ${block}, but the transactions of the receipts come to ${bookedWei}.`,
    mend: () => untrusted,
  }),
  PAYMENTS: describe<{ path: string; job: string; place: string }>({
    number: 4119,
    exit: EXIT.verificationFailed,
    message: ({ path, job, place }) =>
      `"${path}" lists other payments of job ${shorten(job)} than its transactions make: see "${shorten(place)}" there.`,
    mend: () => untrusted,
  }),
  DRAW: describe<{ transaction: string; problem: string }>({
    number: 4120,
    exit: EXIT.verificationFailed,
    message: ({ transaction, problem }) =>
      `By the receipts, the draw in transaction ${shorten(transaction)} ${shorten(problem, 120)}.`,
    mend: () => untrusted,
  }),
  TICK: describe<{ what: string; problem: string }>({
    number: 4127,
    exit: EXIT.verificationFailed,
    message: ({ what, problem }) => `${shorten(what)} ${shorten(problem, 200)}.`,
    mend: () => untrusted,
  }),
  COURSE: describe<{ job: string; problem: string }>({
    number: 4151,
    exit: EXIT.verificationFailed,
    message: ({ job, problem }) =>
      `By its plan and the votes in its receipts, job ${shorten(job)} ${shorten(problem, 400)}.`,
    mend: () => untrusted,
  }),
  DELIVERABLE: describe<{ job: string; problem: string }>({
    number: 4152,
    exit: EXIT.verificationFailed,
    message: ({ job, problem }) => `The deliverable of job ${shorten(job)}: ${shorten(problem, 400)}.`,
    mend: () => untrusted,
  }),
  UNCLAIMED: describe<{ path: string }>({
    number: 4161,
    exit: EXIT.verificationFailed,
    message: ({ path }) => `"${path}" is nobody's: no stage manifest lists it.`,
    mend: () => untrusted,
  }),
  NO_READINGS: describe({
    number: 4162,
    exit: EXIT.verificationFailed,
    message: () =>
      "No receipt says what the chain held at any time, so that its books were held against nothing.",
    mend: () => untrusted,
  }),
  COMMITMENT: describe<{ path: string; problem: string }>({
    number: 4163,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) => `What "${path}" says was committed to on chain ${problem}.`,
    mend: () => untrusted,
  }),
  SUMMARY: describe<{ path: string; problem: string }>({
    number: 4164,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) => `The summary "${path}" ${problem}.`,
    mend: () => untrusted,
  }),
  GENESIS: describe<{ path: string; problem: string }>({
    number: 4165,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) => `"${path}", which states the chain of every rehearsal, ${problem}.`,
    mend: () => untrusted,
  }),
  JOURNAL: describe<{ path: string; line: number; problem: string }>({
    number: 4114,
    exit: EXIT.verificationFailed,
    message: ({ path, line, problem }) => `Line ${line} of "${path}": ${problem}.`,
    mend: () => untrusted,
  }),
} as const;

const LONGEST_PLACE = 160;
const LONGEST_REASON = 240;

/** 306x: what the re-execution of a dossier shows of its receipts. */
export const REPLAY = {
  RECEIPT_DIFFERS: describe<{ path: string; transaction: string; problem: string }>({
    number: 3061,
    exit: EXIT.verificationFailed,
    message: ({ path, transaction, problem }) => `In "${path}", transaction ${transaction} ${problem}.`,
    mend: () => "The receipt was changed or made by other software; get the dossier again from its source.",
  }),
  UNRECEIPTED: describe<{ transaction: string; block: number }>({
    number: 3063,
    exit: EXIT.verificationFailed,
    message: ({ transaction, block }) => `No receipt shows transaction ${transaction} of block ${block}.`,
    mend: () => "A receipt was left out or cut; get the dossier again from its source.",
  }),
  DERIVED_DIFFERS: describe<{ path: string; place: string; expected: string; found: string }>({
    number: 3065,
    exit: EXIT.verificationFailed,
    message: ({ path, place, expected, found }) =>
      `"${path}" is not what plans and journal make of it: at ${shorten(place, LONGEST_PLACE)} ${quote(expected)} was expected, ${quote(found)} is there.`,
    mend: () => "The file was changed or made by other software; get the dossier again from its source.",
  }),
  UNMADE: describe<{ path: string }>({
    number: 3066,
    exit: EXIT.verificationFailed,
    message: ({ path }) => `"${path}" is missing, though plans and journal make it.`,
    mend: () => "It was left out; get the dossier again from its source.",
  }),
  FREE: describe<{ path: string }>({
    number: 3067,
    exit: EXIT.verificationFailed,
    message: ({ path }) => `"${path}" is free: neither plans nor journal make it.`,
    mend: () => "Believe nothing that it says; get the dossier again from its source.",
  }),
  NOT_MADE: describe<{ what: string; reason: string }>({
    number: 3068,
    exit: EXIT.verificationFailed,
    message: ({ what, reason }) =>
      `Plans and journal do not make ${what}: ${shorten(reason, LONGEST_REASON)}`,
    mend: () => "The plans or the journal are not this dossier's; get it again from its source.",
  }),
  UNKNOWN_SLOT: describe<{ contract: string; address: string; slot: string; block: number; more: number }>({
    number: 3070,
    exit: EXIT.verificationFailed,
    message: ({ contract, address, slot, block, more }) =>
      `Block ${block} writes into slot ${slot} of ${quote(contract)} (${address}), where no known layout has a variable${more === 0 ? "" : `; so do ${more} other writes`}.`,
    mend: () =>
      "If the contract is yours, let this program know where it keeps its variables; otherwise ask who deployed it.",
  }),
} as const;

/** 414x: what a run of a dossier's own plans shows of it. Every argument but the root is attacker-controlled. */
export const REBUILD = {
  OTHER_ROOT: describe<{
    path: string;
    stage: string | null;
    /** Of the first difference in the file; null where it is there on one side only. */
    place: string | null;
    /** What the dossier has there, and what the run has; null for nothing. */
    a: string | null;
    b: string | null;
    root: string;
    files: number;
  }>({
    number: 4141,
    exit: EXIT.verificationFailed,
    message: ({ path, stage, place, a, b, root, files }) =>
      `A run of the dossier's own plans differs first in ${stage === null ? "" : `stage "${stage}", `}"${path}"${place === null ? "" : ` at ${place}`}: the dossier has ${a === null ? "nothing there" : quote(a)}, the run ${b === null ? "nothing" : quote(b)}. ${files} ${files === 1 ? "file differs" : "files differ"}; the run's root is ${root}.`,
    mend: () =>
      "Somebody chose what the dossier tells: do not trust it, or ask its maker which plans and code it is of.",
  }),
  NOT_THROUGH: describe<{ stage: string; problem: string }>({
    number: 4142,
    exit: EXIT.verificationFailed,
    message: ({ stage, problem }) => `A run of the dossier's own plans ends in stage "${stage}": ${problem}`,
    mend: () => "If the machine is at fault, mend it and verify again; otherwise do not trust the dossier.",
  }),
  PLANS_REFUSED: describe<{ problem: string }>({
    number: 4143,
    exit: EXIT.verificationFailed,
    message: ({ problem }) => `The dossier's own plans cannot be run: ${problem}`,
    mend: () => untrusted,
  }),
  CUT_SHORT: describe<object>({
    number: 4144,
    exit: EXIT.verificationFailed,
    message: () => "The run of the dossier's own plans was interrupted, so nothing is known of it.",
    mend: () => "Verify again.",
  }),
} as const;
