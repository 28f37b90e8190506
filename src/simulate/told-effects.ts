import { max, min } from "../economics/fixed-point.ts";
import { decimal, grouped } from "../support/figures.ts";
import { ANSWER_NAMES, ANSWERS, type Answer, type Effects, type Part } from "./effects.ts";

/** How much an answer's mean moves along an axis. */
interface Move {
  readonly axis: string;
  readonly least: readonly [at: Part, meanWad: bigint];
  readonly most: readonly [at: Part, meanWad: bigint];
}

/** Says of each answer what moves it, most first. */
export function tellEffects(effects: Effects): string {
  const head = `${grouped(effects.runs)} runs, by what was varied; means of the runs at each value, all else as it was varied:`;
  return [head, "", ...ANSWER_NAMES.flatMap((answer) => tellAnswer(effects, answer)), ""].join("\n");
}

function tellAnswer({ axes }: Effects, answer: Answer): string[] {
  const moves = axes
    .flatMap(({ name, parts }) => moveOf(name, parts, answer))
    .sort((a, b) => (spreadOf(a) > spreadOf(b) ? -1 : spreadOf(a) < spreadOf(b) ? 1 : 0));
  const name = ANSWERS[answer];
  if (moves.length === 0) return [`The ${name}: no run has one.`];
  const moving = moves.filter((move) => spreadOf(move) > 0n);
  if (moving.length === 0) return [`The ${name}: nothing that was varied moves it.`];
  return [`The ${name}:`, ...moving.map((move) => `  ${tellMove(move)}`)];
}

function tellMove({ axis, least: [low, lowWad], most: [high, highWad] }: Move): string {
  return `${axis} moves it from ${decimal(lowWad)} at ${placeOf(low)} to ${decimal(highWad)} at ${placeOf(high)}`;
}

function placeOf({ fromWad, toWad }: Part): string {
  return fromWad === toWad ? decimal(fromWad) : `${decimal(fromWad)} to ${decimal(toWad)}`;
}

function moveOf(axis: string, parts: readonly Part[], answer: Answer): Move[] {
  const told = parts.flatMap((part) => {
    const meanWad = part.meansWad[answer];
    return meanWad === null ? [] : [[part, meanWad] as const];
  });
  const means = told.map(([, meanWad]) => meanWad);
  const [first, ...others] = means;
  if (first === undefined) return [];
  const [least, most] = [others.reduce(min, first), others.reduce(max, first)];
  const at = (wad: bigint) => told.find(([, meanWad]) => meanWad === wad) as readonly [Part, bigint];
  return [{ axis, least: at(least), most: at(most) }];
}

function spreadOf({ least, most }: Move): bigint {
  return most[1] - least[1];
}
