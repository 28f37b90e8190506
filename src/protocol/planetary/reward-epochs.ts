import type { Account, Cast } from "../../model/cast.ts";
import type { Attestation, JobRun } from "../../model/layer-run.ts";
import type { Plan } from "../../model/plan.ts";
import { everyAttempt } from "../../records/job-history.ts";
import { oracleSigning } from "../../records/oracle-signing.ts";
import { idleTelemetry, telemetryOf } from "../../records/planetary/energy-telemetry.ts";
import type { Driver, Step } from "../driver.ts";
import { type OracleSignature, signAsOracle } from "../oracle.ts";

const ATTESTATION_TYPE = {
  Attestation: [
    { name: "epoch", type: "uint64" },
    { name: "role", type: "uint8" },
    { name: "account", type: "address" },
    { name: "energyWad", type: "uint256" },
    { name: "costWei", type: "uint256" },
    { name: "valueWei", type: "uint256" },
    { name: "uPreWad", type: "uint256" },
    { name: "uPostWad", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint48" },
  ],
};
const NEVER = 2n ** 48n - 1n;

/** `RewardEngineMB.MAX_PART`. */
const MAX_PART = 64;
/** What an attestation and each of its signatures take of a transaction at most, as the ABI encodes them. */
const ATTESTATION_BYTES = 480;
const SIGNATURE_BYTES = 224;
/** Below EIP-7825, for what a part takes at most and what each entry and each signature adds. */
const PART_GAS = 14_000_000n;
const FIXED_GAS = 600_000n;
const ATTESTATION_GAS = 160_000n;
const SIGNATURE_GAS = 16_000n;
const ENTRY_GAS = 90_000n;

/** Who acts in the epochs, and whose council signs. */
interface Staff {
  readonly cast: Cast;
  /** The nation's cast: its council signs for the oracle. */
  readonly national: Cast;
  readonly plan: Plan;
  /** The nation's plan, which fixes the terms of every job. */
  readonly terms: Plan;
}

/**
 * Two reward epochs: the jobs in the order in which they were settled. The operator presents and settles; in the second
 * epoch it leaves off after weighing, and the owner carries on.
 */
export async function settleEpochs(driver: Driver, staff: Staff, runs: readonly JobRun[]): Promise<void> {
  const settled = runs.toSorted(
    (a, b) => (a.history.finalize[0]?.block ?? 0) - (b.history.finalize[0]?.block ?? 0),
  );
  const half = Math.ceil(settled.length / 2);
  const { operator, owner } = staff.cast;
  const first = await settleEpoch(driver, staff, settled.slice(0, half), { firstNonce: 0, payer: operator });
  await settleEpoch(driver, staff, settled.slice(half), { firstNonce: first, payer: owner });
}

/**
 * Settles one reward epoch for some finished jobs, in parts: the nation's signers attest simulated telemetry, everything is
 * presented, and once the epoch is through with collecting, the engine weighs and pays.
 *
 * @param part.firstNonce of the first attestation; later ones count on.
 * @param part.payer who has the entries paid.
 * @returns how much was attested.
 */
async function settleEpoch(
  driver: Driver,
  { cast, national, ...plans }: Staff,
  runs: readonly JobRun[],
  part: { readonly firstNonce: number; readonly payer: Account },
): Promise<number> {
  const epoch = await awaitEndOfEpoch(driver);
  const told = everyAttempt(runs).flatMap((run) => telemetryOf(driver.book, cast, plans, run));
  const attestations = (told.length > 0 ? told : [idleTelemetry(cast)]).map((each, index) => ({
    ...each,
    epoch,
    nonce: BigInt(part.firstNonce + index),
    deadline: NEVER,
  }));
  await driver.mine({ steps: presentation(driver, { cast, national }, epoch, attestations) });
  await awaitEndOfCollection(driver);
  const calls = settlement(epoch, attestations.filter(({ valueWei }) => valueWei > 0n).length);
  const weighing = Math.floor(calls.length / 2);
  await driver.mine({
    steps: calls.map((call, index) => ({ ...call, from: index < weighing ? cast.operator : part.payer })),
  });
  return attestations.length;
}

/** In two parts at least, as far as there is more than one attestation. */
function presentation(
  driver: Driver,
  { cast, national }: Pick<Staff, "cast" | "national">,
  epoch: bigint,
  attestations: readonly Attestation[],
): Step[] {
  const { threshold } = oracleSigning(national);
  const most = Math.min(mostInPart(driver.chain.maxTransactionBytes, threshold), halfOf(attestations.length));
  return chunks(attestations, most).map((part) => ({
    from: cast.operator,
    contract: "RewardEngineMB",
    function: "present",
    args: [epoch, part.map((attestation) => signed(driver, national, attestation))],
    gasLimit: FIXED_GAS + BigInt(part.length) * attestationGas(threshold),
  }));
}

/** How many attestations one transaction holds. */
export function mostInPart(maxTransactionBytes: number, signatures: number): number {
  const byBytes = Math.floor(maxTransactionBytes / (ATTESTATION_BYTES + SIGNATURE_BYTES * signatures));
  const byGas = Number((PART_GAS - FIXED_GAS) / attestationGas(signatures));
  return Math.min(MAX_PART, byBytes, byGas);
}

function attestationGas(signatures: number): bigint {
  return ATTESTATION_GAS + SIGNATURE_GAS * BigInt(signatures);
}

/** Each call goes as far as half of the entries; an entry counts when it is weighed and when it is paid. */
function settlement(epoch: bigint, entries: number): Omit<Step, "from">[] {
  const most = Math.min(MAX_PART, halfOf(entries));
  const calls = Math.max(1, Math.ceil((2 * entries) / most));
  return Array.from({ length: calls }, () => ({
    contract: "RewardEngineMB",
    function: "settle",
    args: [epoch, most],
    gasLimit: FIXED_GAS + BigInt(most) * ENTRY_GAS,
  }));
}

function halfOf(count: number): number {
  return Math.max(1, Math.ceil(count / 2));
}

function chunks<Each>(list: readonly Each[], most: number): Each[][] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, index) =>
    list.slice(index * most, (index + 1) * most),
  );
}

/** Waits until the epoch that runs now is over, and not longer: it collects for a while only. @returns its number. */
async function awaitEndOfEpoch(driver: Driver): Promise<bigint> {
  const [current, active] = await driver.read([
    { contract: "RewardEngineMB", function: "currentEpoch", args: [] },
    { contract: "SystemPause", function: "activeTime", args: [] },
  ]);
  const epoch = current?.[0] as bigint;
  const [end] = await driver.read([{ contract: "RewardEngineMB", function: "endOf", args: [epoch] }]);
  await driver.mine({ at: driver.now() + (end?.[0] as bigint) - (active?.[0] as bigint), steps: [] });
  return epoch;
}

async function awaitEndOfCollection(driver: Driver): Promise<void> {
  const [seconds] = await driver.read([
    { contract: "RewardEngineMB", function: "collectionSeconds", args: [] },
  ]);
  await driver.mine({ at: driver.now() + (seconds?.[0] as bigint), steps: [] });
}

function signed(
  driver: Driver,
  national: Cast,
  attestation: Attestation,
): { readonly attestation: Attestation; readonly signatures: readonly OracleSignature[] } {
  return { attestation, signatures: signAsOracle(driver, national, ATTESTATION_TYPE, attestation) };
}
