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
  /** What the controller adds to the base as it stands. */
  readonly outputWad: bigint;
  readonly bounds: { readonly minWad: bigint; readonly maxWad: bigint };
}

export interface SetPoint {
  readonly errorWad: bigint;
  readonly setPointWad: bigint;
}

/** What {@link recommendSetPoint} computes, for reports. */
export const SET_POINT_FORMULA =
  "clamp(clamp(reference + reference × error / WAD, min, max) − controller output, min, max), error = Σ (reading − target) × weight / WAD, divisions toward zero";

/**
 * The set-point that answers the readings: with it and the controller's present output, the temperature is as many per
 * cent above or below the reference temperature as the weighted error says, inside the thermostat's bounds. The error is the
 * one of the thermostat's own controller. What delay policies have raised is not counted: the council's word ends it.
 */
export function recommendSetPoint(input: SetPointInput): SetPoint {
  const { readings, targets, weights, referenceWad, outputWad, bounds } = input;
  const errorWad = weigh(errorsOf(readings, targets), weights);
  const wantedWad = clamp(referenceWad + (referenceWad * errorWad) / WAD, bounds.minWad, bounds.maxWad);
  return { errorWad, setPointWad: clamp(wantedWad - outputWad, bounds.minWad, bounds.maxWad) };
}
