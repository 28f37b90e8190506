import { z } from "zod";
import { readingsSchema } from "./readings-schema.ts";
import { planSchema } from "./schema.ts";

/** The JSON Schema (draft 2020-12) that editors use. It refuses unknown keys, as a strict load does. */
export function planJsonSchema(): Record<string, unknown> {
  return { ...jsonSchemaOf(planSchema), title: "OmniSovereign project plan" };
}

/** The same for files of readings. */
export function readingsJsonSchema(): Record<string, unknown> {
  return { ...jsonSchemaOf(readingsSchema), title: "OmniSovereign readings of the thermostat" };
}

/** Amounts are integers inside; in a file they are decimal strings or numbers. */
function jsonSchemaOf(document: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(document, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodBigInt) Object.assign(jsonSchema, amountSchema(isPositive(zodSchema)));
    },
  });
}

function isPositive(schema: z.ZodBigInt): boolean {
  return !schema.safeParse(0n).success;
}

function amountSchema(positive: boolean): Record<string, unknown> {
  const zero = positive ? "(?!0+(\\.0+)?$)" : "";
  const least = positive ? { exclusiveMinimum: 0 } : { minimum: 0 };
  return { type: ["string", "number"], pattern: `^${zero}[0-9]{1,21}(\\.[0-9]{1,18}0*)?$`, ...least };
}
