import type { Kpis } from "../model/thermodynamics.ts";
import { WAD } from "../model/units.ts";
import { clamp, errorsOf, weigh } from "./pid.ts";

/** What a set-point is recommended from. */
export interface SetPointInput {
  readonly readings: Kpis;
  /** The thermostat's own targets and weights. */
  readonly targets: Kpis;
  readonly weights: Kpis;
  /** The temperature at which a job asks exactly its base stake. */
  readonly referenceWad: bigint;
  readonly bounds: { readonly minWad: bigint; readonly maxWad: bigint };
}

export interface SetPoint {
  readonly errorWad: bigint;
  readonly setPointWad: bigint;
}

/** What {@link recommendSetPoint} computes, for reports. */
export const SET_POINT_FORMULA =
  "clamp(reference + reference × error / WAD, min, max), error = Σ (reading − target) × weight / WAD, divisions toward zero";

/**
 * The set-point that answers the readings: as many per cent above or below the reference temperature as the weighted
 * error says, inside the thermostat's bounds. The error is the one of the thermostat's own controller.
 */
export function recommendSetPoint(input: SetPointInput): SetPoint {
  const { readings, targets, weights, referenceWad, bounds } = input;
  const errorWad = weigh(errorsOf(readings, targets), weights);
  const setPointWad = clamp(referenceWad + (referenceWad * errorWad) / WAD, bounds.minWad, bounds.maxWad);
  return { errorWad, setPointWad };
}
