import type { EngineName } from "../../src/model/engine.ts";

/**
 * @param output of `verify --replay --json`, which says on stderr how long each part took.
 * @returns the seconds that an engine took to execute the journal.
 * @throws Error if it says nothing of that engine.
 */
export function executionIn(output: string, engine: EngineName): number {
  const told = output.split("\n").find((line) => line.startsWith(`{"type":"replayed","part":"${engine}",`));
  if (told === undefined) throw new Error(`the verification executed nothing by ${engine}:\n${output}`);
  return (JSON.parse(told) as { readonly milliseconds: number }).milliseconds / 1000;
}
