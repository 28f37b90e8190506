import { EXIT } from "../../errors/error.ts";
import { planJsonSchema } from "../../plan/json-schema.ts";

/** `omnisovereign plan schema` */
export async function planSchema(): Promise<number> {
  process.stdout.write(`${JSON.stringify(planJsonSchema(), null, 2)}\n`);
  return EXIT.done;
}
