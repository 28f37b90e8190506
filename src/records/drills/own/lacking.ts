import { accountWord } from "../../../model/account-words.ts";
import { DRILL_ACTIONS } from "../../../model/drill-actions.ts";
import type { DrillDefinition, DrillMove, DrillValue } from "../../../model/drill-definition.ts";
import type { AddressEntry } from "../../../model/record.ts";
import { calledBy } from "./called.ts";
import { accountMeant, addressMeant } from "./drill-values.ts";
import type { OwnScene } from "./own-scene.ts";

/** @returns which account or contract a drill names that the mission has not; `null` if it has all */
export function lackingIn(scene: OwnScene, contracts: readonly AddressEntry[]): string | null {
  const moves = movesIn(scene.definition);
  const names = new Set(contracts.map(({ name }) => name));
  const contract = moves.flatMap(contractsOf).find((name) => !names.has(name));
  if (contract !== undefined) return `the mission has no contract "${contract}"`;
  const sender = moves.find(
    (move) => move.kind === "step" && move.as !== "" && accountMeant(move.as, scene) === null,
  );
  if (sender?.kind === "step") return `the mission has no "${sender.as}"`;
  const account = moves.flatMap(accountsOf).find((word) => addressMeant(word, { scene, contracts }) === null);
  return account === undefined ? null : `the mission has no "${account}"`;
}

function movesIn({ requires, steady, intervention, expect, wayBack }: DrillDefinition): DrillMove[] {
  return [...requires, ...steady, ...intervention, ...expect, ...wayBack];
}

function contractsOf(move: DrillMove): string[] {
  if (move.kind === "step") {
    const called = calledBy(move)?.contract;
    return [
      ...(called === undefined ? [] : [called]),
      ...(move.action === "decide" ? ["QuadraticGovernor"] : []),
    ];
  }
  return "contract" in move ? [move.contract] : [];
}

/** Lists within lists. */
const MOST_DEPTH = 4;

/** The words for accounts among what a step is given. */
function accountsOf(move: DrillMove): string[] {
  if (move.kind === "balance") return [move.of];
  if (move.kind !== "step") return "args" in move ? memberWords(move.args) : [];
  const kinds = DRILL_ACTIONS[move.action]?.parameters ?? {};
  return Object.entries(move.with).flatMap(([name, value]) => {
    if (kinds[name] === "arguments" && Array.isArray(value)) return memberWords(value.flat(MOST_DEPTH));
    return kinds[name] === "account" && typeof value === "string" ? [value] : [];
  });
}

/** Which arguments are accounts nobody knows here; places of a group are nothing else. */
function memberWords(args: readonly DrillValue[]): string[] {
  return args.filter(
    (arg): arg is string =>
      typeof arg === "string" && ["member", "region operator"].includes(accountWord(arg).kind),
  );
}
