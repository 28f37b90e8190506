import { z } from "zod";
import type { Path } from "./plan-finding.ts";
import { planSchema } from "./schema.ts";

/** @returns the schema of the value at a path, `undefined` where plans have none */
function schemaAt(path: Path, root: z.ZodType = planSchema): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((schema, step) => inner(unwrap(schema), step), root);
}

/** @returns what a plan gets where it says nothing, if that is a value */
export function defaultAt(path: Path): unknown {
  let schema = schemaAt(path);
  while (schema instanceof z.ZodOptional) schema = schema.unwrap() as z.ZodType;
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? schema.parse(undefined)
    : undefined;
}

/** @returns the names of an object's fields, none if there is no object at the path */
export function fieldsAt(path: Path, root: z.ZodType): readonly string[] {
  const schema = unwrap(schemaAt(path, root));
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** What a schema asks for, whatever defaults it has. */
export function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  let wrapped = schema;
  while (
    wrapped instanceof z.ZodOptional ||
    wrapped instanceof z.ZodDefault ||
    wrapped instanceof z.ZodPrefault
  ) {
    wrapped = wrapped.unwrap() as z.ZodType;
  }
  return wrapped;
}

function inner(schema: z.ZodType | undefined, step: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, step)) return undefined;
  return schema.shape[step] as z.ZodType;
}
