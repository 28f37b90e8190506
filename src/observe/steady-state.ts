import type { SteadyState } from "../model/readings.ts";
import type { Read } from "../model/record.ts";
import type { Views } from "./views.ts";

const READS: readonly Read[] = [
  { contract: "SystemPause", function: "paused", args: [] },
  { contract: "Thermostat", function: "temperatureWad", args: [] },
  { contract: "IncentivePolicy", function: "roleShares", args: [] },
  { contract: "StakeManager", function: "totals", args: [] },
];

/** Reads the steady state at the latest block. */
export async function readSteadyState(views: Views): Promise<SteadyState> {
  const [paused, temperature, shares, totals] = await views.read(READS);
  const texts = (result: { [index: number]: unknown } | undefined): string[] =>
    [...(result?.[0] as Iterable<unknown>)].map(String);
  const [agents = "", validators = "", operators = "", employers = ""] = texts(shares);
  const [staked = "", unbonding = "", escrowed = "", claimable = ""] = texts(totals);
  return {
    block: views.chain.clock.block,
    paused: Boolean(paused?.[0]),
    temperature: String(temperature?.[0]),
    roleShares: { agents, validators, operators, employers },
    totals: { staked, unbonding, escrowed, claimable },
  };
}
