import { inReports } from "../../model/layout.ts";
import { SCRIPTS, scriptSlug } from "../../model/scripts.ts";
import type { ANCHORED } from "../anchor-errors.ts";
import type { NO_DOSSIER, REBUILD, REPLAY, VERIFY } from "../dossier-errors.ts";
import type { EXPORT } from "../export-errors.ts";
import { EXAMPLE } from "./examples.ts";
import type { Explanations } from "./explanation.ts";

const { payload: path, transaction } = EXAMPLE;

export const EXPLAINED_STRANGERS: Explanations<typeof NO_DOSSIER> = {
  STRANGER: {
    cause:
      "The folder that was named is not the dossier itself: mostly the output folder above it, its data/ folder, or an archive that is still packed.",
    example: { folder: "reports", what: "is an output folder", meant: EXAMPLE.dossier },
  },
  CLOSED: {
    cause: "The system does not let this user read the folder. Nothing is said about what it holds.",
    example: { folder: EXAMPLE.dossier, reason: "EACCES: permission denied" },
  },
  FORMAT: {
    cause:
      "The dossier comes from an older or a later version, whose rules this one does not know. That says nothing against it.",
    example: {
      found: "omnisovereign-dossier/9",
      read: "omnisovereign-dossier/1",
      maker: "version 9.0.0",
      version: "0.1.0",
    },
  },
  NOT_CHECKED: {
    cause:
      "Rules changed between the version that made the dossier and this one, so that a difference shows the rules' change as well as a forgery's. It is left undecided rather than called tampering.",
    example: {
      what: "whether its reports follow from plans and journal",
      maker: "version 0.0.9",
      own: "version 0.1.0",
      first: "one report differs.",
      more: 0,
    },
  },
};

export const EXPLAINED_VERIFICATION: Explanations<typeof VERIFY> = {
  NOT_A_FOLDER: {
    cause: "What was named is a file, is gone, or may not be read. An archive has to be unpacked first.",
    example: { reason: "ENOTDIR: not a directory" },
  },
  MISSING: {
    cause:
      "A file that the dossier lists is not there. Copies that were cut short do this, and so does somebody who takes away what speaks against them.",
    example: { path, manifest: "manifest-sha256.txt" },
  },
  EXTRA: {
    cause:
      "A file lies in the dossier that nothing lists, such as a .DS_Store of a file manager, or something that was slipped in to look as if it belonged.",
    example: { path: "data/.DS_Store" },
  },
  CHANGED: {
    cause:
      "The bytes are not those of which the dossier was made. Where every text file is changed, a transfer has converted line ends (git's autocrlf does); where it is one, somebody edited it.",
    example: { path, manifest: "manifest-sha256.txt", expected: EXAMPLE.digest, found: EXAMPLE.otherDigest },
  },
  ROOT_DIFFERS: {
    cause:
      "The dossier may fit together, and is another one than the root that you were given stands for: of another run, another version, or a forged whole.",
    example: { expected: EXAMPLE.digest, found: EXAMPLE.otherDigest },
  },
  LINE_MALFORMED: {
    cause:
      "A manifest is written strictly, a digest and a path a line, because loose reading lets two programs see two different lists.",
    example: { path: "manifest-sha256.txt", line: 12, problem: "has no digest of 64 lower-case hex digits" },
  },
  PATH_REFUSED: {
    cause:
      "A listed path leads out of the dossier or cannot exist on every system. A bag that asks to write elsewhere is not to be unpacked.",
    example: { path: "data/../../etc/passwd", problem: "leads out of the dossier" },
  },
  NOT_REGULAR: {
    cause: "A link, a pipe or a device stands for a file. Reading it could lead anywhere, or never end.",
    example: { path, kind: "symbolic link" },
  },
  TOO_LARGE: {
    cause:
      "A file or a list is larger than any that a run leaves. The limit keeps a hostile dossier from filling the memory of whoever checks it.",
    example: { path, what: "bytes", limit: 268435456 },
  },
  UNREADABLE: {
    cause: "The system refused one file: permissions that an archive carried along, or a damaged disk.",
    example: { path, reason: "EACCES: permission denied" },
  },
  TAG_FILE: {
    cause:
      "One of the bag's own files (bagit.txt, bag-info.txt) is missing or says something else than BagIt asks for.",
    example: { path: "bagit.txt", problem: "does not begin with BagIt-Version: 1.0" },
  },
  STAGE_MANIFEST: {
    cause:
      "The list of what one stage left is damaged or contradicts itself, so that nothing is known of where its files come from.",
    example: {
      path: `data/${inReports(`manifests/${scriptSlug(SCRIPTS.takeoff.name)}.json`)}`,
      problem: "is no JSON",
    },
  },
  INDEX: {
    cause:
      "The index says which files belong to which job, drill or place, and it does not fit the files that are there.",
    example: { path: "data/dossier.json", problem: "lists a file that the payload has not" },
  },
  CONSTELLATION: {
    cause:
      "An arrow of the constellation claims evidence which the dossier does not hold, or leaves one out that it must have.",
    example: { path: "data/constellation.json", problem: "has an arrow without evidence" },
  },
  RECEIPT: {
    cause:
      "A receipt does not have the shape that its kind must have. Every field is asked for, because a field that may be absent is one that can be taken away.",
    example: { path, problem: "has no field content.jobs" },
  },
  BOOKS: {
    cause:
      "The books are kept once more from the transfers in the receipts, and one of them does not add up: somebody is paid what nobody had, or twice.",
    example: { transaction, problem: "spends 5 tokens of an account that holds 3" },
  },
  READING: {
    cause:
      "A receipt tells a balance that does not follow from the transfers before it. One of the two was changed.",
    example: {
      path,
      block: 42,
      whose: "treasury",
      what: "balance",
      bookedWei: 3_000_000_000_000_000_000n,
      shown: "5000000000000000000",
    },
  },
  PAYMENTS: {
    cause:
      "A receipt lists who was paid for a job, and its own transactions say otherwise. Reports are made from that list, so it would mislead.",
    example: { path, job: "survey-coast", place: "content.jobs[0].payments" },
  },
  DRAW: {
    cause:
      "Committees and juries are drawn by a rule that anybody can do again from the block before. The receipts show other members than that.",
    example: { transaction, problem: "draws a validator who is the job's own agent" },
  },
  TICK: {
    cause: "The thermostat's steps follow from its readings by a stated formula, and this one does not.",
    example: { what: "The tick in block 77", problem: "sets 1.2, and its readings come to 1.1" },
  },
  COURSE: {
    cause:
      "With the votes that the receipts show, the contracts would have ended the job otherwise. Votes or outcome were changed.",
    example: { job: "survey-coast", problem: "must have been rejected, and was paid" },
  },
  DELIVERABLE: {
    cause:
      "The file that an agent handed in has another digest than the one committed to on chain, or is not there.",
    example: { job: "survey-coast", problem: 'the chain has another digest than "works/tide-survey.md"' },
  },
  UNCLAIMED: {
    cause: "A file is listed in the bag and left by no stage, so that nobody says where it comes from.",
    example: { path: "data/reports/notes.json" },
  },
  NO_READINGS: {
    cause:
      "Balances that stages read from the chain are what books are compared with. Without a single one, books that add up prove nothing.",
    example: {},
  },
  COMMITMENT: {
    cause:
      "A transaction carries the digest of something that a file tells, and the file tells something else: it was changed after it was committed to.",
    example: { path, problem: "has another root than its transaction" },
  },
  SUMMARY: {
    cause: "A summary for people says another thing than the receipts that it sums up.",
    example: { path: "data/dossier.json", problem: "counts 13 jobs, and the receipts have 12" },
  },
  JOURNAL: {
    cause:
      "The journal is what re-execution starts from, and a line of it is no block or does not follow on the one before.",
    example: { path: "data/journal.jsonl", line: 12, problem: "block 11 follows on block 9" },
  },
  GENESIS: {
    cause:
      "What an EVM has to know before the journal is the same for every rehearsal, and this file states it for whoever brings an EVM of their own. Another text would have them execute on another chain.",
    example: { path: "data/genesis.json", problem: "states other accounts than this program's" },
  },
};

export const EXPLAINED_REPLAYS: Explanations<typeof REPLAY> = {
  RECEIPT_DIFFERS: {
    cause:
      "The journal was executed again, and this transaction did not do what its receipt says: gas, events or outcome were changed.",
    example: { path, transaction, problem: "has other events" },
  },
  UNRECEIPTED: {
    cause: "Something was done on the chain that no receipt tells of, which is how one would hide a payment.",
    example: { transaction, block: 42 },
  },
  DERIVED_DIFFERS: {
    cause:
      "Reports and kits are made again from plans and journal by the same code, and one of them comes out otherwise. A hand-edited sentence is found so.",
    example: { path: "data/dossier.md", place: "line 12", expected: "12 jobs", found: "13 jobs" },
  },
  UNMADE: {
    cause:
      "Plans and journal lead to this file, and the dossier does not have it: it was taken out, and the manifests were made to fit.",
    example: { path },
  },
  FREE: {
    cause: "Nothing that this mission did leads to this file, so that anything could stand in it.",
    example: { path: "data/reports/notes.json" },
  },
  NOT_MADE: {
    cause:
      "Going through plans and journal once more did not come to an end, mostly because they do not belong together.",
    example: { what: "the reports of the takeoff", reason: "the plan has a job that the chain has not." },
  },
  UNKNOWN_SLOT: {
    cause:
      "Differences of the state are told by the names of variables, and none may be left out. A slot without a name belongs to a contract that this program did not deploy, or is written by code that hides what it does.",
    example: {
      contract: "JobRegistry",
      address: "0x5fbdb2315678afecb367f032d93f642f64180aa3",
      slot: transaction,
      block: 42,
      more: 0,
    },
  },
};

export const EXPLAINED_REBUILDS: Explanations<typeof REBUILD> = {
  OTHER_ROOT: {
    cause:
      "The whole mission was run again from the dossier's own plans, and came out otherwise. If it was made by the same version, somebody chose what it tells; by another, its code did.",
    example: {
      path,
      stage: "takeoff",
      place: "content.jobs[0].paidWei",
      a: "5",
      b: "3",
      root: EXAMPLE.otherDigest,
      files: 3,
    },
  },
  NOT_THROUGH: {
    cause:
      "The run that should make the dossier again ended early, through this machine's fault (disk, memory, node) or because no run can lead to this dossier.",
    example: { stage: "global", problem: "the script was killed by SIGKILL." },
  },
  PLANS_REFUSED: {
    cause: "The plans in the dossier are not valid here, so that no run of this version can have made it.",
    example: { problem: "the plan has 2 issues." },
  },
  CUT_SHORT: {
    cause:
      "The verification was stopped while the mission ran again. The checks before it keep their verdicts.",
    example: {},
  },
};

export const EXPLAINED_ANCHORS: Explanations<typeof ANCHORED> = {
  WRONG: {
    cause:
      "After a dossier is closed its owner puts its root on chain, and that transaction lies beside the payload. This one is of another root, of somebody else, or not in its form.",
    example: {
      path: "omnisovereign/anchor.json",
      problem: "holds a transaction that does not put this root on chain",
    },
  },
  NOT_EXECUTED: {
    cause:
      "The transaction that anchors the root was executed after the journal, and its block or receipt came out otherwise. The payload is judged by itself; only what is told of its anchor is not so.",
    example: { path: "omnisovereign/anchor.json", problem: "gives another hash in block 865" },
  },
};

export const EXPLAINED_EXPORTS: Explanations<typeof EXPORT> = {
  TOO_SHORT: {
    cause:
      "A fixture begins with a block and executes those after it, and this journal ends before there is one.",
    example: { blocks: 1 },
  },
  NOT_WRITTEN: {
    cause: "The system refused to write the file: the folder is not there, or may not be written to.",
    example: { file: "fixtures/harbour-tests.json", problem: "ENOENT: no such file or directory" },
  },
};
