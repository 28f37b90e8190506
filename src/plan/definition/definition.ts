import type { DrillContract } from "../../model/drill-contracts.ts";
import {
  type DrillCheck,
  type DrillDefinition,
  type DrillMove,
  REHEARSE_JOB,
} from "../../model/drill-definition.ts";
import type { Path, Report } from "../plan-finding.ts";
import type { CheckDocument, DefinitionDocument, MoveDocument } from "../schema-drill.ts";
import { readCheck } from "./checks.ts";
import { type Mission, Scope } from "./scope.ts";
import { readStep } from "./steps.ts";

/** A definition, and the stage that has everything that it names. */
export interface ReadDefinition {
  readonly definition: DrillDefinition;
  readonly stage: DrillContract["stage"];
}

/** A document of which parts of a wrong shape were taken out. */
type Draft = { readonly [Key in keyof DefinitionDocument]?: DefinitionDocument[Key] | undefined };

/**
 * Reads what a definition says, in the order in which it is played.
 *
 * @param path of the definition in its file.
 * @returns `null` if something is wrong, which has been told
 */
export function readDefinition(
  document: Draft,
  id: string,
  mission: Mission,
  report: Report,
  path: Path,
): ReadDefinition | null {
  const scope = new Scope(mission, report, path);
  const checksOf = (field: "requires" | "steady" | "expect") =>
    each(document[field], scope.at(field), (check, at) => readCheck(check, at));
  const movesOf = (field: "intervention" | "wayBack") =>
    each(document[field], scope.at(field), (move, at) => readMove(move, at));
  const requires = checksOf("requires");
  const steady = checksOf("steady");
  const intervention = movesOf("intervention");
  const expect = checksOf("expect");
  const wayBack = movesOf("wayBack");
  const mostCostWei = readCost(document, scope);
  if (!(requires && steady && intervention && expect && wayBack) || mostCostWei === undefined) return null;
  const title = document.title ?? id;
  const isSound = jobStandsAlone({ requires, steady, intervention, expect, wayBack, mostCostWei }, scope);
  if (!isSound) return null;
  return {
    definition: { title, requires, steady, intervention, expect, wayBack, mostCostWei },
    stage: scope.stage,
  };
}

/** A whole job is told by its payments, and whoever was slashed stakes as much again: nothing else is asked beside it. */
function jobStandsAlone(definition: Omit<DrillDefinition, "title">, scope: Scope): boolean {
  const { requires, steady, intervention, expect, wayBack, mostCostWei } = definition;
  const isPayments = (move: DrillMove) => move.kind === "mirror" && move.mirror === "payments";
  const isJob = (move: DrillMove) => move.kind === "step" && move.action === REHEARSE_JOB;
  const all = [...requires, ...steady, ...intervention, ...expect, ...wayBack];
  const isAboutJob = all.some((move) => isPayments(move) || isJob(move));
  if (!isAboutJob) return true;
  const isAlone =
    intervention.length === 1 &&
    intervention.every(isJob) &&
    expect.length === 1 &&
    expect.every(isPayments) &&
    requires.length + steady.length + wayBack.length === 0 &&
    mostCostWei === null;
  if (!isAlone)
    scope.form(
      `rehearses a job beside something else`,
      `Make "${REHEARSE_JOB}" its only step, and the check "payments" all that it expects.`,
    );
  return isAlone;
}

function each<Document, Read>(
  list: readonly (Document | undefined)[] | undefined,
  scope: Scope,
  read: (document: Document, at: Scope) => Read | null,
): Read[] | null {
  const all = (list ?? []).map((one, index) => (one === undefined ? null : read(one, scope.at(index))));
  return all.every((one) => one !== null) ? (all as Read[]) : null;
}

function readMove(move: MoveDocument, scope: Scope): DrillMove | null {
  if ((move.do === undefined) === (move.check === undefined)) {
    scope.form("is neither a step nor a check, or both", 'Give it either "do" or "check".');
    return null;
  }
  if (move.do !== undefined) return readStep(move, scope);
  const { id, as, refused, timing, do: _, ...check } = move;
  const strangers = Object.entries({ id, as, refused, timing }).filter(([, value]) => value !== undefined);
  for (const [field] of strangers) scope.at(field).form("has no meaning in a check", "Remove it.");
  return readCheck(check as CheckDocument, scope) as DrillCheck | null;
}

/** There is a way back, or it is said that there is none and what that may cost. */
function readCost({ wayBack = [], irreversible, mostCost }: Draft, scope: Scope): bigint | null | undefined {
  const isIrreversible = irreversible === true;
  if (isIrreversible && wayBack.length > 0)
    scope.at("irreversible").form("says that there is no way back, beside one", "Remove one of the two.");
  else if (isIrreversible && mostCost === undefined)
    scope.at("irreversible").form("says not what it may cost", 'Add "mostCost", in whole tokens.');
  else if (!isIrreversible && mostCost !== undefined)
    scope.at("mostCost").form("is for irreversible drills only", 'Add "irreversible": true, or remove it.');
  else return isIrreversible ? (mostCost as bigint) : null;
  return undefined;
}
