import { EXIT } from "../../errors/error.ts";
import { fieldsOf } from "../../plan/fields.ts";
import { planJsonSchema, readingsJsonSchema } from "../../plan/json-schema.ts";
import { planReference } from "../../render/plan-reference.ts";
import { toJson } from "../../support/json.ts";

/** `omnisovereign plan schema` */
export async function planSchema({
  markdown,
  readings,
}: {
  readonly markdown?: boolean;
  readonly readings?: boolean;
}): Promise<number> {
  const schema = readings ? readingsJsonSchema() : planJsonSchema();
  process.stdout.write(markdown ? planReference(fieldsOf(schema)) : toJson(schema));
  return EXIT.done;
}
