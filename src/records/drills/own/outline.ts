import type {
  BalanceCheck,
  DrillCheck,
  DrillDefinition,
  DrillMove,
  DrillStep,
  StateCheck,
} from "../../../model/drill-definition.ts";
import { FULL_BLOCK, guardedSteps } from "./guarded-steps.ts";
import type { OwnScene } from "./own-scene.ts";
import { delayOf } from "./role-delay.ts";

/** A decision of the council: proposed, voted on, queued, executed. */
export const DECISION_BLOCKS = 4;

export type Phase = "requires" | "steady" | "intervention" | "expect" | "way back" | "again";

/** One after the other they make up a drill: something is done, or something is read. */
export type Moment =
  | { readonly kind: "check"; readonly phase: Phase; readonly check: DrillCheck }
  /** What a check will compare with. */
  | { readonly kind: "base"; readonly check: Based }
  | { readonly kind: "positions" }
  | { readonly kind: "step"; readonly phase: Phase; readonly step: DrillStep };

/** A check that compares with what was at first. */
export type Based = StateCheck | BalanceCheck;

/** What a definition asks for, in order. */
export function outlineOf(definition: DrillDefinition): Moment[] {
  const { requires, steady, intervention, expect, wayBack, mostCostWei } = definition;
  const positions: readonly Moment[] = mostCostWei === null ? [] : [{ kind: "positions" }];
  const checked = (phase: Phase, checks: readonly DrillCheck[]): Moment[] =>
    checks.map((check) => ({ kind: "check", phase, check }));
  const moved = (phase: Phase, moves: readonly DrillMove[]): Moment[] =>
    moves.map((move) =>
      move.kind === "step" ? { kind: "step", phase, step: move } : { kind: "check", phase, check: move },
    );
  const again = mostCostWei === null ? steady.filter(({ kind }) => kind !== "remember") : [];
  return [
    ...checked("requires", requires),
    ...checked("steady", steady),
    ...basedIn(definition).map((check): Moment => ({ kind: "base", check })),
    ...positions,
    ...moved("intervention", intervention),
    ...checked("expect", expect),
    ...moved("way back", wayBack),
    ...checked("again", again),
    ...positions,
  ];
}

function basedIn({ steady, intervention, expect, wayBack }: DrillDefinition): Based[] {
  return [...steady, ...intervention, ...expect, ...wayBack].filter(
    (move): move is Based => move.kind === "balance" || (move.kind === "state" && move.holds === "unchanged"),
  );
}

/**
 * How many blocks a moment takes: always the same, whatever comes of it, so that where each is read follows from where the
 * drill begins.
 */
export function blocksOf(
  moment: Moment,
  scene: OwnScene,
  contracts: Parameters<typeof guardedSteps>[1],
): number {
  if (moment.kind !== "step") return 0;
  const { step } = moment;
  if (step.action === "try-every-module")
    return Math.max(1, Math.ceil(guardedSteps(scene, contracts).length / FULL_BLOCK));
  if (step.action === "decide") return DECISION_BLOCKS;
  return step.timing === "after its delay" && delayOf(step) > 0 ? 2 : 1;
}
