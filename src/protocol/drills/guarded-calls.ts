import type { Account, Cast } from "../../model/cast.ts";
import type { ContractName } from "../../model/contracts.ts";
import type { Address, Hex } from "../../model/hex.ts";
import type { NationalModule, PlanetaryModule } from "../../model/modules.ts";
import type { Refusal } from "../../model/owner-pause.ts";
import type { Plan } from "../../model/plan.ts";
import type { Read, TransactionRecord } from "../../model/record.ts";
import type { AddressBook } from "../../records/address-book.ts";
import { describeRevert } from "../../records/decode.ts";
import { jobTerms } from "../../records/settings.ts";
import type { Driver, Step } from "../driver.ts";

/** One call that changes state in a module, and that a paused system refuses before it looks at anything else. */
export interface GuardedCall extends Read {
  /** A person sends a transaction; a contract has no key, so its call is only tried on the chain's state. */
  readonly from: Account | { readonly contract: ContractName };
}

export interface Refusals {
  readonly refusals: readonly Refusal[];
  readonly transactions: readonly TransactionRecord[];
}

type CallOf = (cast: Cast, plan: Plan) => Omit<GuardedCall, "contract">;

const PAUSED_ERROR = "SystemPaused()";
const NONE = 0n;
const DIGEST = `0x${"11".repeat(32)}`;
const OTHER_DIGEST = `0x${"22".repeat(32)}`;
const NOBODY = `0x${"00".repeat(20)}`;

/** By artefact, in the order in which they are called. */
const CALLS: Readonly<Record<NationalModule | PlanetaryModule, CallOf>> = {
  IdentityRegistry: (cast) => call(cast.owner, "setRoles", cast.employer.address, 0),
  StakeManager: (cast) => call(cast.operator, "depositStake", 8, 1n),
  JobTerms: (cast, plan) => call(cast.owner, "setTerms", jobTerms(plan, cast.treasury.address)),
  JobRegistry: (cast) => call(cast.employer, "cancelJob", 1n),
  ValidationModule: (cast) => call(cast.operator, "drawCommittee", 1n),
  DisputeModule: (cast) => call(cast.operator, "drawJury", 1n),
  Thermostat: (cast) => call(cast.operator, "tick", { emissionWad: NONE, backlogWad: NONE, slaWad: NONE }),
  IncentivePolicy: (cast) =>
    call(cast.owner, "setDelayLimits", {
      maxPerEpoch: 1,
      maxPauseChecksPerEpoch: 1,
      temperatureStepBps: 1,
      shareStepBps: 1,
    }),
  ReceiptAnchor: (cast) => call(cast.operator, "anchor", DIGEST, OTHER_DIGEST),
  RewardEngineMB: (cast) => call(cast.operator, "settle", NONE, []),
  EnergyOracle: () =>
    call({ contract: "RewardEngineMB" }, "consume", [NONE, 1, NOBODY, ...Array(8).fill(NONE)], []),
  RegionalExecutor: (cast) => call(cast.operator, "fund", 1n),
};

/** One guarded call of every module that is deployed. */
export function guardedCalls(book: AddressBook, cast: Cast, plan: Plan): GuardedCall[] {
  return Object.entries(CALLS).flatMap(([artifact, callOf]) =>
    book
      .entries()
      .filter((entry) => entry.artifact === artifact)
      .map(({ name }) => ({ contract: name, ...callOf(cast, plan) })),
  );
}

/**
 * Makes the calls and expects each to fail.
 *
 * @param at seconds; by default one second after the latest block.
 */
export async function askRefused(
  driver: Driver,
  calls: readonly GuardedCall[],
  at?: bigint,
): Promise<Refusals> {
  const steps = calls.flatMap(({ from, ...read }): Step[] =>
    "contract" in from ? [] : [{ from, ...read, expect: "reverted" }],
  );
  const transactions = await driver.mine({ ...(at === undefined ? {} : { at }), steps });
  const sent = transactions.map((record) =>
    refusal(`${record.contract}`, `${record.function}`, "transaction", record.error),
  );
  return { refusals: [...sent, ...(await tryFromContracts(driver, calls))], transactions };
}

async function tryFromContracts({ book, chain }: Driver, calls: readonly GuardedCall[]): Promise<Refusal[]> {
  const tried = calls.flatMap(({ from, ...read }) =>
    "contract" in from ? [{ sender: from.contract, ...read }] : [],
  );
  const results = await chain.calls(
    tried.map(({ sender, contract, function: name, args }) => {
      const { address, type } = book.get(contract);
      return {
        from: book.get(sender).address as Address,
        to: address as Address,
        data: type.abi.encodeFunctionData(name, args) as Hex,
      };
    }),
  );
  return tried.map(({ contract, function: name }, index) => {
    const result = results[index];
    const error = result?.kind === "reverted" ? describeRevert(book, result.data) : undefined;
    return refusal(contract, name, "eth_call", error);
  });
}

function refusal(module: string, name: string, asked: Refusal["asked"], error = "none"): Refusal {
  return { module, function: name, asked, error, refused: error === PAUSED_ERROR };
}

function call(from: GuardedCall["from"], name: string, ...args: unknown[]): Omit<GuardedCall, "contract"> {
  return { from, function: name, args };
}
