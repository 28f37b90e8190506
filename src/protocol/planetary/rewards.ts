import { TypedDataEncoder } from "ethers/hash";
import { CHAIN_ID } from "../../chain/constants.ts";
import type { Hex } from "../../chain/hex.ts";
import { signHash } from "../../chain/sign.ts";
import type { Plan } from "../../model/plan.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import { type Cast, holdersOf, principal, ROLE } from "../cast.ts";
import type { Driver } from "../driver.ts";
import { eventOf } from "../events.ts";
import type { JobRun } from "../mission.ts";
import { employingRegion, executorName } from "./deployments.ts";
import { councilThreshold } from "./safe.ts";

/** What the signers attest; field names and units as in `IEnergyOracle.Attestation`. */
export interface Attestation {
  readonly epoch: bigint;
  readonly role: number;
  readonly account: string;
  readonly energyWad: bigint;
  readonly degeneracy: bigint;
  readonly costWei: bigint;
  readonly valueWei: bigint;
  readonly uPreWad: bigint;
  readonly uPostWad: bigint;
  readonly nonce: bigint;
  readonly deadline: bigint;
}

/** One settled epoch. */
export interface RewardEpoch {
  readonly epoch: string;
  /** Telemetry is not measured: see `formula`. */
  readonly simulated: true;
  readonly formula: string;
  readonly attestations: readonly Attestation[];
  readonly settlement: ArgumentRecord;
  readonly roles: readonly ArgumentRecord[];
  readonly allocations: readonly ArgumentRecord[];
  readonly transactions: readonly TransactionRecord[];
}

const ATTESTATION_TYPE = {
  Attestation: [
    { name: "epoch", type: "uint64" },
    { name: "role", type: "uint8" },
    { name: "account", type: "address" },
    { name: "energyWad", type: "uint256" },
    { name: "degeneracy", type: "uint256" },
    { name: "costWei", type: "uint256" },
    { name: "valueWei", type: "uint256" },
    { name: "uPreWad", type: "uint256" },
    { name: "uPostWad", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint48" },
  ],
};
const NEVER = 2n ** 48n - 1n;
const SETTLE_GAS_LIMIT = 16_000_000n;
/** Part of a job's energy budget that each role uses, in tenths. */
const ENERGY_TENTHS = { agent: 10n, validator: 2n, operator: 1n, employer: 1n };
const KILO = 1_000n;

const TELEMETRY_FORMULA =
  "energy = the job's energy budget in thousands, times 1 (agent), 0.2 (validator), 0.1 (operator, employer); the agent's cost is the job's reward and its value a twentieth more; uncertainty falls from the job's expected entropy to zero";

/**
 * Settles one reward epoch for some finished jobs: the council's signers attest simulated telemetry, the engine divides
 * the epoch's budget.
 *
 * @param first nonce of the first attestation; later ones count on.
 */
export async function settleEpoch(
  driver: Driver,
  cast: Cast,
  plan: Plan,
  runs: readonly JobRun[],
  first: bigint,
): Promise<RewardEpoch> {
  const [current] = await driver.read([{ contract: "RewardEngineMB", function: "currentEpoch", args: [] }]);
  const epoch = (current?.[0] as bigint) - 1n;
  const attestations = runs
    .flatMap((run) => attestationsOf(driver, cast, plan, run))
    .map((part, index): Attestation => ({ ...part, epoch, nonce: first + BigInt(index), deadline: NEVER }));
  const [record] = await driver.mine({
    steps: [
      {
        from: cast.operator,
        contract: "RewardEngineMB",
        function: "settle",
        args: [epoch, attestations.map((attestation) => signed(driver, cast, attestation))],
        gasLimit: SETTLE_GAS_LIMIT,
      },
    ],
  });
  const named = (name: string) =>
    record?.events.filter((event) => event.name === name).map(({ args }) => args) ?? [];
  return {
    epoch: epoch.toString(),
    simulated: true,
    formula: TELEMETRY_FORMULA,
    attestations,
    settlement: eventOf(record, "EpochSettled").args,
    roles: named("RoleShareDivided"),
    allocations: named("RewardAllocated"),
    transactions: record ? [record] : [],
  };
}

/** Waits until the epoch that runs now is over. */
export async function awaitNextEpoch(driver: Driver): Promise<void> {
  const [length] = await driver.read([{ contract: "RewardEngineMB", function: "epochLength", args: [] }]);
  await driver.mine({ at: driver.now() + (length?.[0] as bigint), steps: [] });
}

type Part = Omit<Attestation, "epoch" | "nonce" | "deadline">;

function attestationsOf({ book }: Driver, cast: Cast, plan: Plan, { job, history }: JobRun): Part[] {
  const part = (role: keyof typeof ENERGY_TENTHS, account: string): Part => ({
    role: ROLE[role],
    account,
    energyWad: (job.energyBudgetWad * ENERGY_TENTHS[role]) / (10n * KILO),
    degeneracy: 1n,
    costWei: 0n,
    valueWei: 0n,
    uPreWad: 0n,
    uPostWad: 0n,
  });
  const executor = book.get(executorName(employingRegion(plan, job.region))).address;
  return [
    {
      ...part("agent", principal(job.agent).address),
      costWei: job.rewardWei,
      valueWei: job.rewardWei + job.rewardWei / 20n,
      uPreWad: job.expectedEntropyWad,
    },
    ...history.handshakes.map(({ voter }) => part("validator", voter)),
    part("operator", cast.operator.address),
    part("employer", executor),
  ];
}

function signed({ book }: Driver, cast: Cast, attestation: Attestation) {
  const domain = {
    name: "OmniSovereign EnergyOracle",
    version: "1",
    chainId: CHAIN_ID,
    verifyingContract: book.get("EnergyOracle").address,
  };
  const digest = TypedDataEncoder.hash(domain, ATTESTATION_TYPE, attestation);
  const council = holdersOf(cast, ROLE.council).map(({ account }) => account);
  const signatures = council
    .slice(0, councilThreshold(council.length))
    .toSorted((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1))
    .map((signer) => ({ signer: signer.address, signature: signHash(signer, digest as Hex) }));
  return { attestation, signatures };
}
