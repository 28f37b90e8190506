import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../scripts/setup.js";
import type { Guard } from "./guard.ts";

/** @returns what keeps guards from being taken out of the contracts as they are; one line each */
export function inapplicable(guards: readonly Guard[]): string[] {
  return guards.flatMap(({ holds, contract, lines }) => {
    const times = readFileSync(join(ROOT, contractPath(contract)), "utf8").split(lines).length - 1;
    return times === 1 ? [] : [`${holds}: its lines stand ${times} times in ${contractPath(contract)}`];
  });
}

/** @returns the file, relative to the project */
export function contractPath(contract: string): string {
  return `contracts/${contract}.sol`;
}
