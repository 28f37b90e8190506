import type { RunEvent } from "../../model/run-events.ts";
import { toJsonLine } from "../../support/json.ts";

export const EVENT_FORMAT = "omnisovereign-event/1";

/** What stderr has with `--json`: what a run tells, and what else would be a line for people. */
export type ToldEvent =
  | RunEvent
  | { readonly type: "note"; readonly line: string }
  | { readonly type: "stack"; readonly stack: string };

/** One line of JSON; `docs/reference/events.schema.json` describes it. */
export function eventLine(event: ToldEvent): string {
  return toJsonLine({ format: EVENT_FORMAT, ...event });
}
