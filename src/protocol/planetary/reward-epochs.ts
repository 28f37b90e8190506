import { TypedDataEncoder } from "ethers/hash";
import type { Cast } from "../../model/cast.ts";
import type { Hex } from "../../model/hex.ts";
import type { Attestation, JobRun, Settler } from "../../model/layer-run.ts";
import type { Plan } from "../../model/plan.ts";
import { signatoriesOf } from "../../records/casting.ts";
import { telemetryOf } from "../../records/planetary/energy-telemetry.ts";
import { councilThreshold } from "../../records/planetary-settings.ts";
import { ROLE_IDS } from "../../records/roles.ts";
import { actWithRole } from "../administration.ts";
import type { Driver } from "../driver.ts";

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

/** The jobs in the order in which they were settled, by the operator; those of the last epoch by the owner. */
export async function settleEpochs(
  driver: Driver,
  cast: Cast,
  plan: Plan,
  runs: readonly JobRun[],
): Promise<void> {
  const settled = runs.toSorted(
    (a, b) => (a.history.finalize[0]?.block ?? 0) - (b.history.finalize[0]?.block ?? 0),
  );
  const parts = divideOverEpochs(cast, settled, driver.chain.maxTransactionBytes);
  let attested = 0;
  for (const part of parts) {
    await awaitNextEpoch(driver);
    const settledBy = part === parts.at(-1) ? "owner" : "operator";
    attested += await settleEpoch(driver, cast, plan, { runs: part, firstNonce: attested, settledBy });
  }
}

/**
 * Settles one reward epoch for some finished jobs: the council's signers attest simulated telemetry, the engine divides
 * the epoch's budget.
 *
 * @param part.firstNonce of the first attestation; later ones count on.
 * @param part.settledBy whose key settles.
 * @returns how much was attested.
 */
async function settleEpoch(
  driver: Driver,
  cast: Cast,
  plan: Plan,
  part: { readonly runs: readonly JobRun[]; readonly firstNonce: number; readonly settledBy: Settler },
): Promise<number> {
  const [current] = await driver.read([{ contract: "RewardEngineMB", function: "currentEpoch", args: [] }]);
  const epoch = (current?.[0] as bigint) - 1n;
  const attestations = part.runs
    .flatMap((run) => telemetryOf(driver.book, cast, plan, run))
    .map((told, index) => ({ ...told, epoch, nonce: BigInt(part.firstNonce + index), deadline: NEVER }));
  const args = [epoch, attestations.map((attestation) => signed(driver, cast, attestation))];
  const call = { contract: "RewardEngineMB", function: "settle", args, gasLimit: SETTLE_GAS_LIMIT };
  if (part.settledBy === "owner") await actWithRole(driver, cast.owner, ROLE_IDS.OPERATOR, [call]);
  else await driver.mine({ steps: [{ ...call, from: cast.operator }] });
  return attestations.length;
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
async function awaitNextEpoch(driver: Driver): Promise<void> {
  const [length] = await driver.read([{ contract: "RewardEngineMB", function: "epochLength", args: [] }]);
  await driver.mine({ at: driver.now() + (length?.[0] as bigint), steps: [] });
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
