import type { Cast } from "../../../src/model/cast.ts";
import type { SteadyState } from "../../../src/model/readings.ts";

const account = (label: string, address: Cast["owner"]["address"]) => ({ label, address });

/** Four offices; the treasury is an address that a plan names. */
export const CAST: Cast = {
  chainId: 31_337,
  deployer: account("deployer", "0x01"),
  owner: account("owner.eth", "0x02"),
  guardian: account("guardian.eth", "0x03"),
  treasury: account("stand-in for 0xabc", "0x04"),
  employer: account("employer.eth", "0x05"),
  operator: account("operator", "0x06"),
  registrar: account("registrar", "0x08"),
  regionOperators: [],
  people: [],
  accountOf: (name) => account(name, "0x07"),
};

export const FINAL: SteadyState = {
  block: 99,
  paused: false,
  temperature: "250000000000000000",
  roleShares: { agents: "6500", validators: "1500", operators: "1500", employers: "500" },
  totals: { staked: "9", unbonding: "0", escrowed: "0", claimable: "0" },
};
