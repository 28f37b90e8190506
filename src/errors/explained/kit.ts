import { inReports, PATHS } from "../../model/layout.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import type { KIT } from "../kit-errors.ts";
import { EXAMPLE } from "./examples.ts";
import type { Explanations } from "./explanation.ts";

const path = EXAMPLE.receipt;
const script = SCRIPTS.takeoff.name;

export const EXPLAINED_KITS: Explanations<typeof KIT> = {
  OUTPUT_TAKEN: {
    cause: "The flags ask for the kit under a name that another script's artefact has already.",
    example: { path: inReports(PATHS.nationalReport), script },
  },
  MISSING: {
    cause:
      "A stage lists this file in its manifest, and it is gone: it was deleted, moved, or cleaned away by another tool after the stage ended.",
    example: { path, script },
  },
  UNLISTED: {
    cause:
      "Somebody put a file among the receipts that no stage left, or an older version of the program left it. A kit says of each file where it comes from, which it cannot for this one.",
    example: { path: inReports(`${PATHS.nationalReceipts}/notes.json`), script },
  },
  NOT_REGULAR: {
    cause:
      "A link or a folder lies where a file should be. Links are not followed: what they lead to can change after it was fingerprinted.",
    example: { path, kind: "symbolic link" },
  },
  ENTRY_REFUSED: {
    cause:
      "A file in the bundle has a name that not every system can hold, or that could lead out of a folder; a dossier with it could not be unpacked everywhere.",
    example: { path: "notes?.json", problem: '"notes?.json" has the character "?".' },
  },
  PLAN_DIFFERS: {
    cause:
      "The plan was edited after the stage ran with it, or --plan names another one. A kit is about one plan; mixing two would make it say what never happened.",
    example: { path: "plans/my-mission.json", script, expected: EXAMPLE.digest, found: EXAMPLE.otherDigest },
  },
  INPUT_STALE: {
    cause:
      "One script read what another had left, and the other has run again since and left something else. Whatever was made from the older file has to be made again.",
    example: { path, script, expected: EXAMPLE.digest, found: EXAMPLE.otherDigest },
  },
  REFUSED: {
    cause:
      "At least one file is not as its stage left it. All of them are named above in one pass; the first is mostly why the others follow.",
    example: { script: SCRIPTS.nationalKit.name, findings: 2 },
  },
  NO_NATIONAL_KIT: {
    cause:
      "The planetary kit is the merged one: it holds the national kit by its digest, so the national one is made first.",
    example: { script: SCRIPTS.nationalKit.name },
  },
  NATIONAL_KIT_UNREADABLE: {
    cause:
      "The national kit was edited, was cut short by a full disk, or was made by another version of the program.",
    example: {
      path: inReports(`${PATHS.nationalReceipts}/governance-kit.json`),
      problem: "is no JSON",
      script: SCRIPTS.nationalKit.name,
    },
  },
};
