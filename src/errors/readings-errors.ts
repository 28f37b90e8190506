import { describe, EXIT } from "./error.ts";
import { didYouMean, quote, shorten } from "./quote.ts";

/** What can be wrong in a file of readings, beside what can be wrong in any file of a mission. */
export const READINGS = {
  NOT_READABLE: describe<{ path: string; reason: string; near: string | null }>({
    number: 1080,
    exit: EXIT.planInvalid,
    message: ({ path, reason }) => `The readings ${quote(path)} cannot be read: ${shorten(reason)}.`,
    mend: ({ near }) =>
      `${didYouMean(near)}Name an existing file of readings, relative to the folder that you are in.`,
  }),
  OTHER_FORMAT: describe<{ found: string; known: string }>({
    number: 1081,
    exit: EXIT.planInvalid,
    message: ({ found, known }) =>
      `The readings are of the format ${shorten(found)}; this version reads ${quote(known)}.`,
    mend: ({ known }) =>
      `Rewrite them as "${known}" ("omnisovereign plan schema --readings" describes that).`,
  }),
  UNKNOWN_FIELD: describe<{ field: string; near: string | null }>({
    number: 1082,
    exit: EXIT.planInvalid,
    message: ({ field }) => `${shorten(field)} is not a field of readings.`,
    mend: ({ near }) => (near === null ? "Remove it." : `${didYouMean(near)}Rename it, or remove it.`),
  }),
  NONE: describe<object>({
    number: 1083,
    exit: EXIT.planInvalid,
    message: () => "There is no reading in it.",
    mend: () => 'Give "national" or "planetary" one, or leave --readings out.',
  }),
  NO_LAYER: describe<{ layer: string }>({
    number: 1084,
    exit: EXIT.planInvalid,
    message: ({ layer }) => `${shorten(layer)} has readings, but the mission has no jobs of that layer.`,
    mend: ({ layer }) => `Remove ${shorten(layer)}, or run a plan whose layer has jobs.`,
  }),
};
