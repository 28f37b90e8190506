import { SCRIPTS } from "../../model/scripts.ts";
import type { FLAG } from "../flag-errors.ts";
import type { Explanations } from "./explanation.ts";

export const EXPLAINED_FLAGS: Explanations<typeof FLAG> = {
  USAGE: {
    cause:
      'A script of a stage was started by hand with a flag that it does not have, or without a value that it needs. npm keeps what stands before "--" for itself, so flags for the script come after it.',
    example: { script: SCRIPTS.diagram.name, problem: "Unknown option '--ouput'." },
  },
  ELSEWHERE: {
    cause:
      "Sister projects have this flag on their script of the same name. Here something else does the same, and a flag that did nothing would go unnoticed.",
    example: { script: SCRIPTS.pauseTest.name, flag: "--state", instead: "--out" },
  },
  VALUE_UNKNOWN: {
    cause:
      "The flag takes one of a few words, and this is none of them. Often it is a network's name: a rehearsal knows its own chain only.",
    example: { flag: "--network", given: "localhots", choices: ["localhost"], near: "localhost" },
  },
  PATH_REFUSED: {
    cause:
      "A script writes below the output folder only, so that a dossier never misses a file and never lists one from elsewhere. The path is absolute, climbs out by way of .., or has characters that a dossier does not take.",
    example: { flag: "report-root", given: "../elsewhere", problem: "leads out of the output folder" },
  },
  FORMAT_UNKNOWN: {
    cause: "An owner's report is written in one of a few formats, and this word names none of them.",
    example: { format: "jsn", known: ["markdown", "json", "human"], near: "json" },
  },
  VALUE_REFUSED: {
    cause:
      "A number for the chain was written so that it cannot be set: not as a plain decimal, finer than the contract counts, or beyond its bounds. It is refused before anything is sent.",
    example: { flag: "kappa", given: "1e3", problem: "is no plain decimal" },
  },
};
