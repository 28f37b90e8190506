import { EXIT } from "../../errors/error.ts";
import { fieldsOf } from "../../plan/fields.ts";
import { planJsonSchema } from "../../plan/json-schema.ts";
import { planReference } from "../../render/plan-reference.ts";
import { toJson } from "../../support/json.ts";

/** `omnisovereign plan schema` */
export async function planSchema({ markdown }: { readonly markdown?: boolean }): Promise<number> {
  const schema = planJsonSchema();
  process.stdout.write(markdown ? planReference(fieldsOf(schema)) : toJson(schema));
  return EXIT.done;
}
