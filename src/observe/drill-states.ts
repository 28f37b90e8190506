import type { Account } from "../model/cast.ts";
import type {
  CallAnswer,
  DelayReading,
  GuardianReading,
  JobTermsReading,
  PolicyReading,
  SwitchReading,
  TickReading,
  TriedCalls,
} from "../model/drill-readings.ts";
import { ROLE } from "../model/enums.ts";
import type { Address, Hex } from "../model/hex.ts";
import type { Read } from "../model/record.ts";
import { describeRevert } from "../records/decode.ts";
import type { GuardedCall } from "../records/drills/guarded-calls.ts";
import { type Views, view } from "./views.ts";

type Shares = JobTermsReading["shares"];
type PidState = Pick<TickReading, "integralWad" | "outputWad" | "measurementWad" | "lastTickAt">;
type Bounds = Pick<DelayReading["thermostat"], "minWad" | "maxWad" | "emergencyWad">;

/** Reads what the latest block has fixed for a job that is posted and not yet taken. */
export async function readJobTerms(views: Views, jobId: bigint): Promise<JobTermsReading> {
  const [posted, reference, temperature] = await views.read([
    view("JobRegistry", "jobOf", jobId),
    view("Thermostat", "referenceTemperatureWad"),
    view("Thermostat", "temperatureOf", ROLE.agent),
  ]);
  return {
    block: views.chain.clock.block,
    shares: sharesOf(posted?.[0].shares),
    referenceTemperatureWad: reference?.[0],
    agentTemperatureWad: temperature?.[0],
  };
}

/**
 * Reads what a late job's delay policy would start from after the latest block.
 *
 * @param epochSeconds how long the policies' epochs are.
 */
export async function readDelay(views: Views, epochSeconds: number, jobId: bigint): Promise<DelayReading> {
  const policy = await readPolicy(views);
  const epoch = (policy.activeSeconds + 1n) / BigInt(epochSeconds);
  const [base, state, bounds, shareBounds, job, assigned, usage] = await views.read([
    view("Thermostat", "baseTemperatureWad"),
    view("Thermostat", "pidState"),
    view("Thermostat", "bounds"),
    view("IncentivePolicy", "shareBounds"),
    view("JobRegistry", "jobOf", jobId),
    view("JobRegistry", "assignedWei"),
    view("IncentivePolicy", "appliedIn", epoch),
  ]);
  const [countedBps, pauseChecks] = [...(usage as Iterable<bigint>)] as [bigint, bigint];
  const { minWad, maxWad, emergencyWad } = bounds?.[0] as Bounds;
  return {
    ...policy,
    epoch,
    countedBps,
    pauseChecks,
    rewards: { ownWei: job?.[0].rewardWei, totalWei: assigned?.[0] },
    thermostat: { baseWad: base?.[0], outputWad: state?.[0].outputWad, minWad, maxWad, emergencyWad },
    minShares: sharesOf(shareBounds?.[0]),
    maxShares: sharesOf(shareBounds?.[1]),
    guardian: await readGuardian(views),
  };
}

/** Reads what delay policies have moved and is left of it at the latest block. */
export async function readPolicy(views: Views): Promise<PolicyReading> {
  const [active, raise, governed, next] = await views.read([
    view("SystemPause", "activeTime"),
    view("Thermostat", "raiseWad"),
    view("IncentivePolicy", "governedShares"),
    view("IncentivePolicy", "nextRoleShares"),
  ]);
  return {
    block: views.chain.clock.block,
    activeSeconds: active?.[0],
    raiseWad: raise?.[0],
    governedShares: sharesOf(governed?.[0]),
    nextShares: sharesOf(next?.[0]),
  };
}

/** Reads when a guardian may pause again. */
export async function readGuardian(views: Views): Promise<GuardianReading> {
  const [ready] = await views.read([view("SystemPause", "guardianReadyAt")]);
  const { block, now } = views.chain.clock;
  return { block, timestamp: now, readyAt: ready?.[0] };
}

/** Reads the system's switch. */
export async function readSwitch(views: Views): Promise<SwitchReading> {
  const [active, modules] = await views.read([
    view("SystemPause", "activeTime"),
    view("SystemPause", "modules"),
  ]);
  const addresses = [...(modules?.[0] as Iterable<string>)];
  return {
    block: views.chain.clock.block,
    activeSeconds: active?.[0],
    modules: addresses.map((address) => views.book.at(address)?.name ?? address),
  };
}

/** Reads what the thermostat's controller would start a step from. */
export async function readTick(views: Views): Promise<TickReading> {
  const [base, raise, state, active] = await views.read([
    view("Thermostat", "baseTemperatureWad"),
    view("Thermostat", "raiseWad"),
    view("Thermostat", "pidState"),
    view("SystemPause", "activeTime"),
  ]);
  const { integralWad, outputWad, measurementWad, lastTickAt } = state?.[0] as PidState;
  return {
    block: views.chain.clock.block,
    activeSeconds: active?.[0],
    baseWad: base?.[0],
    raiseWad: raise?.[0],
    integralWad,
    outputWad,
    measurementWad,
    lastTickAt,
  };
}

/** Tries a call of somebody on the latest block's state: what stands between it and its target hides why it failed. */
export async function tryAs({ book, chain }: Views, from: Account, call: Read): Promise<CallAnswer> {
  const { address, type } = book.get(call.contract);
  const data = type.abi.encodeFunctionData(call.function, call.args) as Hex;
  const [answer] = await chain.calls([{ from: from.address, to: address as Address, data }]);
  const error = answer?.kind === "reverted" ? describeRevert(book, answer.data) : null;
  return { block: chain.clock.block, error };
}

/** Tries the calls that only contracts may make on the latest block's state. */
export async function tryFromContracts(
  { book, chain }: Views,
  calls: readonly GuardedCall[],
): Promise<TriedCalls> {
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
  const answers = tried.map(({ contract, function: name }, index) => {
    const result = results[index];
    const error = result?.kind === "reverted" ? describeRevert(book, result.data) : null;
    return { contract, function: name, error };
  });
  return { block: chain.clock.block, answers };
}

function sharesOf(shares: Iterable<bigint>): Shares {
  return [...shares] as unknown as Shares;
}
