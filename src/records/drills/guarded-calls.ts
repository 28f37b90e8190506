import type { Account, Cast } from "../../model/cast.ts";
import type { ContractName } from "../../model/contracts.ts";
import { ROLE } from "../../model/enums.ts";
import type { NationalModule, PlanetaryModule } from "../../model/modules.ts";
import type { Plan } from "../../model/plan.ts";
import type { AddressEntry, Read } from "../../model/record.ts";
import { jobTerms } from "../settings.ts";

/** One call that changes state in a module, and that a paused system refuses before it looks at anything else. */
export interface GuardedCall extends Read {
  /** A person sends a transaction; a contract has no key, so its call is only tried on the chain's state. */
  readonly from: Account | { readonly contract: ContractName };
}

type CallOf = (cast: Cast, plan: Plan) => Omit<GuardedCall, "contract">;

const NONE = 0n;
const DIGEST = `0x${"11".repeat(32)}`;
const OTHER_DIGEST = `0x${"22".repeat(32)}`;
const NOBODY = `0x${"00".repeat(20)}`;
const NO_HEADER = "0x";
/** `IJobSettlement.Bill` of nothing. */
const EMPTY_BILL = [1n, ...Array(3).fill(NOBODY), 1, ...Array(5).fill(NONE), Array(4).fill(0)];

/** `IJuryDraw.Call` of nothing. */
const EMPTY_JURY_CALL = [1n, ...Array(3).fill(NOBODY), [], DIGEST, NONE, NONE, false, ...Array(3).fill(NONE)];

/** By artefact, in the order in which they are called. */
const CALLS: Readonly<Record<NationalModule | PlanetaryModule, CallOf>> = {
  IdentityRegistry: (cast) => call(cast.registrar, "setRoles", cast.employer.address, 0),
  // What only contracts may call is refused to a person as well before it is asked who that is.
  SortitionPool: (cast) => call(cast.operator, "setStake", ROLE.validator, NOBODY, 1n),
  JobTerms: (cast, plan) => call(cast.operator, "setTerms", jobTerms(plan, cast.treasury.address)),
  JobRegistry: (cast) => call(cast.employer, "cancelJob", 1n),
  JobSettlement: (cast) => call(cast.operator, "settleUnjudged", EMPTY_BILL),
  ValidationModule: (cast) => call(cast.operator, "drawCommittee", 1n, NO_HEADER),
  JuryDraw: (cast) => call(cast.operator, "seat", EMPTY_JURY_CALL),
  DisputeModule: (cast) => call(cast.operator, "drawJury", 1n, NO_HEADER),
  JurySettlement: (cast) => call(cast.operator, "settle", 1n),
  EnergyOracle: (cast) => call(cast.operator, "setSigners", [], 1n),
  Thermostat: (cast) => call(cast.operator, "tick", [NOBODY, ...Array(6).fill(NONE)], []),
  IncentivePolicy: (cast) =>
    call(cast.operator, "setDelayLimits", {
      maxPerEpoch: 1,
      maxPauseChecksPerEpoch: 1,
      temperatureStepBps: 1,
      shareStepBps: 1,
    }),
  ReceiptAnchor: (cast) => call(cast.operator, "anchor", DIGEST, OTHER_DIGEST),
  GuardianSeat: (cast) => call(cast.operator, "conclude"),
  BudgetDivision: (cast) => call(cast.operator, "conclude", 1n),
  RewardEngineMB: (cast) => call(cast.operator, "settle", NONE, 1n),
  RegionalExecutor: (cast) => call(cast.operator, "fund", 1n),
  StakeManager: (cast) => call({ contract: "JobRegistry" }, "fundEscrow", 1n, cast.employer.address, 1n, 0),
};

/** One guarded call of every module that is deployed. */
export function guardedCalls(contracts: readonly AddressEntry[], cast: Cast, plan: Plan): GuardedCall[] {
  return Object.entries(CALLS).flatMap(([artifact, callOf]) =>
    contracts
      .filter((entry) => entry.artifact === artifact)
      .map(({ name }) => ({ contract: name, ...callOf(cast, plan) })),
  );
}

function call(from: GuardedCall["from"], name: string, ...args: unknown[]): Omit<GuardedCall, "contract"> {
  return { from, function: name, args };
}
