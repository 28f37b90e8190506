import { inReports, PATHS } from "../../model/layout.ts";
import { SCRIPTS, scriptSlug } from "../../model/scripts.ts";
import type { BUILD, CLAIM } from "../dossier-errors.ts";
import { EXAMPLE } from "./examples.ts";
import type { Explanations } from "./explanation.ts";

const script = SCRIPTS.takeoff.name;
const path = EXAMPLE.receipt;
const digests = { expected: EXAMPLE.digest, found: EXAMPLE.otherDigest };

export const EXPLAINED_CLAIMS: Explanations<typeof CLAIM> = {
  OUTPUT_MISSING: {
    cause:
      "A manifest lists a file that is not there: it was deleted or moved after its script ended, or a link stands in its place.",
    example: { path, script },
  },
  OUTPUT_CHANGED: {
    cause: "The file was edited, reformatted, or rewritten by another tool after its script left it.",
    example: { path, script, ...digests },
  },
  OUTPUT_TWICE: {
    cause: "Two scripts were told to write the same file, so that only the later one's is there.",
    example: { path, script, other: SCRIPTS.global.name },
  },
  INPUT_STALE: {
    cause:
      "An earlier script ran again and left something else than this one has read. Everything that was built on the older file has to follow.",
    example: { path, script: SCRIPTS.nationalKit.name, ...digests },
  },
  INPUT_UNKNOWN: {
    cause:
      "A manifest says that a script read a file which neither the plans nor any stage account for. Manifests come from scripts; this one was edited or is another version's.",
    example: { path: "notes.json", script },
  },
  CASE_COLLISION: {
    cause:
      "The two names differ in capitals only. On macOS and Windows one would take the other's place when the dossier is unpacked.",
    example: { path: "plans/Coast.json", other: "plans/coast.json" },
  },
  CHAIN_STALE: {
    cause:
      "The stage's blocks were mined anew since, or the journal is of another run: what the stage tells is about a chain that is no more.",
    example: { script, block: 120, ...digests },
  },
  BLOCKS_DIFFER: {
    cause:
      "The manifest claims other blocks than the journal says that the script mined: one of the two was edited or is of another run.",
    example: { script, stage: "takeoff", first: 1, last: 120, found: "1 to 118" },
  },
  BLOCKS_UNCLAIMED: {
    cause:
      "The chain has blocks of which no manifest tells, as when a script was stopped after it had mined and before it wrote what it left.",
    example: { script: SCRIPTS.pauseTest.name, stage: "owner", first: 121, last: 130 },
  },
};

export const EXPLAINED_BUILDS: Explanations<typeof BUILD> = {
  NOTHING_TO_COLLECT: {
    cause: "No stage has run in this output folder, or another folder was meant (--out, OMNISOVEREIGN_OUT).",
    example: { folder: "reports" },
  },
  MANIFEST_INVALID: {
    cause: "The manifest was edited, cut short by a crash of the system, or written by another version.",
    example: { path: `manifests/${scriptSlug(script)}.json`, problem: "is no JSON" },
  },
  PLAN_REFUSED: {
    cause:
      "Plans go into the dossier by their paths, and this one has characters that not every system can hold.",
    example: { path: "plans/my mission?.json", problem: 'has the character "?"' },
  },
  JOURNAL_INVALID: {
    cause: "The write-ahead log is damaged, so that the chain cannot be shown to anybody.",
    example: { line: 88, problem: "it is no JSON" },
  },
  NO_EVIDENCE: {
    cause:
      "The constellation claims how parts of the mission depend on each other, and each claim needs a receipt. The stage ran and its receipt does not show this one.",
    example: { arrow: "council → thermostat", stage: "thermodynamics", script: SCRIPTS.thermodynamics.name },
  },
  NOT_OURS: {
    cause:
      "A folder or file of another kind lies where the dossier goes. It is not replaced, for it may be the only copy.",
    example: { folder: inReports(PATHS.dossier) },
  },
  UNVERIFIABLE: {
    cause:
      "A verification holds in memory what it compares, so that it bounds the files that it compares: an index names every file of the payload, and has at most 20 MiB.",
    example: { path: "data/dossier.json", limit: 32 * 2 ** 20 },
  },
  REFUSED: {
    cause:
      'What stages left does not fit together; every reason is listed above in one pass. Mostly one stage ran again and those after it did not: "omnisovereign run --resume" does what is due.',
    example: { findings: 4 },
  },
};
