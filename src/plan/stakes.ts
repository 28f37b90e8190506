import { ORCHESTRATOR } from "../model/cast.ts";
import { BPS } from "../model/units.ts";

/** @returns the part of an amount, rounded up: a demand is never a fraction too low */
export function shareOf(amountWei: bigint, shareBps: number): bigint {
  return (amountWei * BigInt(shareBps) + BPS - 1n) / BPS;
}

/** What an agent stakes when its plan does not say: what its jobs demand plus a quarter, rounded up. */
export function defaultAgentStake(demandWei: bigint): bigint {
  return (demandWei * 5n + 3n) / 4n;
}

interface Staffed {
  readonly metaOrchestrator?: { readonly handle?: string | undefined } | null | undefined;
  readonly agents?: readonly ({ readonly handle?: string | undefined } | undefined)[] | undefined;
  readonly validators?: readonly ({ readonly handle?: string | undefined } | undefined)[] | undefined;
}

/** Who posts a plan's jobs: its orchestrator, unless that works or judges too, since nobody may do so for themselves. */
export function employerOf({ metaOrchestrator, agents = [], validators = [] }: Staffed = {}): string {
  const named = metaOrchestrator?.handle;
  const works = [...agents, ...validators].some((worker) => worker?.handle === named);
  return named === undefined || works ? ORCHESTRATOR : named;
}
