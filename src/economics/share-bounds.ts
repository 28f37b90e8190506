import { BPS } from "../model/units.ts";
import { min } from "./fixed-point.ts";
import type { Shares } from "./shares.ts";

/** How far delay policies and the council may move the role shares: between half and twice what the plan states. */
export function shareBounds(shares: Shares): { readonly min: Shares; readonly max: Shares } {
  const [agents, validators, operators, employers] = shares;
  const least = (bps: bigint) => bps / 2n;
  const most = (bps: bigint) => min(BPS, bps * 2n);
  return {
    min: [least(agents), least(validators), least(operators), least(employers)],
    max: [most(agents), most(validators), most(operators), most(employers)],
  };
}
