import type { Position, SteadyState } from "../model/readings.ts";
import { amount, list, record, type Shape, text } from "../support/shape.ts";

export const totals = record<SteadyState["totals"]>({
  staked: amount,
  unbonding: amount,
  escrowed: amount,
  claimable: amount,
});

/** @param address what whoever reads takes for one. */
export function positions(address: Shape): Shape {
  return list(record<Position>({ label: text, address, balance: amount, staked: amount, claimable: amount }));
}
