import { z } from "zod";
import { planSchema } from "./schema.ts";

/**
 * The JSON Schema (draft 2020-12) that editors use. It refuses unknown keys, as a strict load does.
 *
 * Amounts are integers inside; in a file they are decimal strings or numbers.
 */
export function planJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(planSchema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodBigInt) Object.assign(jsonSchema, amountSchema(isPositive(zodSchema)));
    },
  });
  return { ...schema, title: "OmniSovereign project plan" };
}

function isPositive(schema: z.ZodBigInt): boolean {
  return !schema.safeParse(0n).success;
}

function amountSchema(positive: boolean): Record<string, unknown> {
  const zero = positive ? "(?!0+(\\.0+)?$)" : "";
  const least = positive ? { exclusiveMinimum: 0 } : { minimum: 0 };
  return { type: ["string", "number"], pattern: `^${zero}[0-9]{1,21}(\\.[0-9]{1,18}0*)?$`, ...least };
}
