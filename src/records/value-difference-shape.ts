import { UNITS, type ValueDifference } from "../model/state-differences.ts";
import { oneOf, optional, record, text } from "../support/shape.ts";

export const valueDifference = record<ValueDifference>({
  variable: text,
  type: text,
  unit: optional(oneOf(...UNITS)),
  before: text,
  after: text,
});
