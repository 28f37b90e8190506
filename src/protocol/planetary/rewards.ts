import { TypedDataEncoder } from "ethers/hash";
import { workSeconds } from "../../economics/work-time.ts";
import type { Cast } from "../../model/cast.ts";
import { ROLE, type RoleBit } from "../../model/enums.ts";
import type { Hex } from "../../model/hex.ts";
import type { Job, Plan } from "../../model/plan.ts";
import { employingRegion } from "../../model/regions.ts";
import type { Attestation, JobRun, RewardEpoch, Settler } from "../../model/rehearsal.ts";
import { signatoriesOf } from "../../records/casting.ts";
import { eventOf } from "../../records/events.ts";
import { councilThreshold, executorName } from "../../records/planetary-settings.ts";
import { ROLE_IDS } from "../../records/roles.ts";
import type { Driver, Step } from "../driver.ts";

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
/** What an attestation and each of its signatures take of a transaction at most, as the ABI encodes them. */
const ATTESTATION_BYTES = 512;
const SIGNATURE_BYTES = 224;

const TELEMETRY_FORMULA =
  "energy = the plan's initial temperature × the job's work seconds / its deadline seconds, for everybody who took part in it: the used part of what was granted, on the temperature's scale; the agent's cost is the job's reward and its value a twentieth more; uncertainty falls from the job's expected entropy to zero";

/**
 * Settles one reward epoch for some finished jobs: the council's signers attest simulated telemetry, the engine divides
 * the epoch's budget.
 *
 * @param first nonce of the first attestation; later ones count on.
 * @param settledBy whose key settles.
 */
export async function settleEpoch(
  driver: Driver,
  cast: Cast,
  plan: Plan,
  runs: readonly JobRun[],
  first: bigint,
  settledBy: Settler,
): Promise<RewardEpoch> {
  const [current] = await driver.read([{ contract: "RewardEngineMB", function: "currentEpoch", args: [] }]);
  const epoch = (current?.[0] as bigint) - 1n;
  const attestations = runs
    .flatMap((run) => attestationsOf(driver, cast, plan, run))
    .map((part, index): Attestation => ({ ...part, epoch, nonce: first + BigInt(index), deadline: NEVER }));
  const args = [epoch, attestations.map((attestation) => signed(driver, cast, attestation))];
  const call = { contract: "RewardEngineMB", function: "settle", args, gasLimit: SETTLE_GAS_LIMIT };
  const transactions = await driver.mine({
    steps: settledBy === "owner" ? byOwner(cast, call) : [{ ...call, from: cast.operator }],
  });
  const record = transactions.find(({ function: name }) => name === call.function);
  const named = (name: string) =>
    record?.events.filter((event) => event.name === name).map(({ args }) => args) ?? [];
  return {
    epoch: epoch.toString(),
    simulated: true,
    formula: TELEMETRY_FORMULA,
    settledBy,
    attestations,
    settlement: eventOf(record, "EpochSettled").args,
    roles: named("RoleShareDivided"),
    allocations: named("RewardAllocated"),
    transactions,
  };
}

/** As administrator the owner can take any role; one that it does not give back would be drift. */
function byOwner({ owner }: Cast, call: Omit<Step, "from">): Step[] {
  const manager = (name: string, ...more: unknown[]): Step => ({
    from: owner,
    contract: "AccessManager",
    function: name,
    args: [ROLE_IDS.OPERATOR, owner.address, ...more],
  });
  const noDelay = 0;
  return [manager("grantRole", noDelay), { ...call, from: owner }, manager("revokeRole")];
}

/** Divides finished jobs, in their order, over two epochs, or over more where one transaction cannot hold a half. */
export function divideOverEpochs(
  cast: Cast,
  runs: readonly JobRun[],
  maxTransactionBytes: number,
): JobRun[][] {
  const signatures = councilThreshold(signatoriesOf(cast).length);
  const most = Math.floor(maxTransactionBytes / (ATTESTATION_BYTES + SIGNATURE_BYTES * signatures));
  const half = Math.ceil(runs.length / 2);
  return [runs.slice(0, half), runs.slice(half)].flatMap((part) => fitting(part, most));
}

function fitting(runs: readonly JobRun[], most: number): JobRun[][] {
  const parts: JobRun[][] = [[]];
  let attestations = 0;
  for (const run of runs) {
    attestations += participantsOf(run);
    if (attestations > most) {
      parts.push([]);
      attestations = participantsOf(run);
    }
    parts.at(-1)?.push(run);
  }
  return parts;
}

/** Agent, operator, employer, and whoever judged. */
function participantsOf({ history }: JobRun): number {
  return 3 + history.handshakes.length;
}

/** Waits until the epoch that runs now is over. */
export async function awaitNextEpoch(driver: Driver): Promise<void> {
  const [length] = await driver.read([{ contract: "RewardEngineMB", function: "epochLength", args: [] }]);
  await driver.mine({ at: driver.now() + (length?.[0] as bigint), steps: [] });
}

type Part = Omit<Attestation, "epoch" | "nonce" | "deadline">;

function attestationsOf({ book }: Driver, cast: Cast, plan: Plan, { job, history }: JobRun): Part[] {
  const part = (role: RoleBit, account: string): Part => ({
    role,
    account,
    energyWad: energyOf(plan, job),
    degeneracy: 1n,
    costWei: 0n,
    valueWei: 0n,
    uPreWad: 0n,
    uPostWad: 0n,
  });
  const executor = book.get(executorName(employingRegion(plan, job.region))).address;
  return [
    {
      ...part(ROLE.agent, cast.accountOf(job.agent).address),
      costWei: job.rewardWei,
      valueWei: job.rewardWei + job.rewardWei / 20n,
      uPreWad: job.expectedEntropyWad,
    },
    ...history.handshakes.map(({ voter }) => part(ROLE.validator, voter)),
    part(ROLE.operator, cast.operator.address),
    part(ROLE.employer, executor),
  ];
}

/** Energies far above the temperature would leave everybody but the thriftiest without any weight. */
function energyOf({ governance, chain }: Plan, job: Job): bigint {
  const worked = BigInt(workSeconds({ ...job, jobId: job.id, seed: chain.seed }));
  return (governance.thermostat.initialTemperatureWad * worked) / BigInt(job.deadlineSeconds);
}

function signed({ book, chain }: Driver, cast: Cast, attestation: Attestation) {
  const domain = {
    name: "OmniSovereign EnergyOracle",
    version: "1",
    chainId: chain.chainId,
    verifyingContract: book.get("EnergyOracle").address,
  };
  const digest = TypedDataEncoder.hash(domain, ATTESTATION_TYPE, attestation);
  const council = signatoriesOf(cast).map(({ account }) => account);
  const signatures = council
    .slice(0, councilThreshold(council.length))
    .toSorted((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1))
    .map((signer) => ({ signer: signer.address, signature: chain.sign(signer, digest as Hex) }));
  return { attestation, signatures };
}
