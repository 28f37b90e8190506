import { z } from "zod";

/** What a file of readings calls this version of its format; one that says nothing is of this version. */
export const READINGS_FORMAT = "omnisovereign-readings/1";

/** No layer has more ticks: `cadenceOf`. */
const MOST_TICKS = 32;
/** `Thermostat.MAX_MAGNITUDE`. */
const LARGEST_WAD = 10n ** 24n;

/** Decoded from the source text into 18-decimal integers before zod sees them. */
const kpi = z.bigint().min(0n).max(LARGEST_WAD);
const PLAIN = "A decimal string with at most 18 decimals, 1000000 at most.";

const reading = z.strictObject({
  emission: kpi.describe(
    `What has been paid against the plan's pace: 1 is on pace, less cools, more heats. ${PLAIN}`,
  ),
  backlog: kpi.describe(`What part of the jobs is due and not settled; more than 0 heats. ${PLAIN}`),
  lateness: kpi.describe(
    `What part of the work since the last tick lay past deadlines; more than 0 heats. ${PLAIN}`,
  ),
});

const ticks = (layer: string) =>
  z
    .array(reading)
    .max(MOST_TICKS)
    .default([])
    .describe(
      `What the thermostat reads while the ${layer} layer's jobs run, from its first tick on; later ticks read the chain's own course. Default: none.`,
    );

/** Shape of a file of readings. */
export const readingsSchema = z.strictObject({
  $schema: z
    .string()
    .max(2_048)
    .optional()
    .describe("Path or address of this schema, for editors; has no effect on a run. Default: none."),
  format: z
    .literal(READINGS_FORMAT)
    .optional()
    .describe(`Version of this format. Default: ${READINGS_FORMAT}.`),
  national: ticks("national"),
  planetary: ticks("planetary"),
});

export type ReadingsDocument = z.output<typeof readingsSchema>;
