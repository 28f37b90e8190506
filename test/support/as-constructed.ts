import { AbiCoder, type Result } from "ethers/abi";
import { getCreateAddress } from "ethers/address";
import type { ContractName } from "../../src/model/contracts.ts";
import type { AddressEntry } from "../../src/model/record.ts";
import type { FakeChain } from "./fake-chain.ts";

/** What views answer as long as nothing has changed, by what a constructor was given. */
type Answers = (args: Result) => Readonly<Record<string, readonly unknown[]>>;

/** Whom every module obeys; what else it was given follows. */
const module =
  (answers: Answers = () => ({})): Answers =>
  (args) => ({ authority: [args[0]], systemPause: [args[1]], ...answers(args.slice(2)) });

const ANSWERS: Partial<Record<ContractName, Answers>> = {
  SystemPause: ([authority, pauseSeconds, cooldownSeconds]) => ({
    authority: [authority],
    guardianPauseSeconds: [pauseSeconds],
    guardianCooldownSeconds: [cooldownSeconds],
  }),
  IdentityRegistry: module(([judgingDelaySeconds]) => ({ judgingDelaySeconds: [judgingDelaySeconds] })),
  SortitionPool: module(([identities, councilStakeWei]) => ({
    identities: [identities],
    councilStakeWei: [councilStakeWei],
  })),
  StakeManager: module(([token, identities, pool, leastSeconds, seconds]) => ({
    token: [token],
    identities: [identities],
    pool: [pool],
    minUnbondingSeconds: [leastSeconds],
    unbondingSeconds: [seconds],
  })),
  ValidationModule: module(([pool, stakeManager, terms]) => ({
    pool: [pool],
    stakeManager: [stakeManager],
    terms: [terms],
  })),
  JuryDraw: module(([validation]) => ({ validation: [validation] })),
  DisputeModule: module(([draws]) => ({ draws: [draws] })),
  JurySettlement: module(([disputes]) => ({ disputes: [disputes] })),
  JobSettlement: module(([stakeManager, terms, validation, juries]) => ({
    stakeManager: [stakeManager],
    terms: [terms],
    validation: [validation],
    juries: [juries],
  })),
  Thermostat: module(([oracle, config]) => ({
    oracle: [oracle],
    referenceTemperatureWad: [config.baseWad],
    baseTemperatureWad: [config.baseWad],
    bounds: [config.bounds],
    gains: [config.gains],
    kpiTargets: [config.targets],
    kpiWeights: [config.weights],
    minTickSeconds: [config.minTickSeconds],
    fadeSeconds: [config.fadeSeconds],
    raiseWad: [0n],
    roleOffsetOf: [0n],
  })),
  IncentivePolicy: module(([thermostat, config]) => ({
    thermostat: [thermostat],
    currentEpoch: [0n],
    epochSeconds: [config.epochSeconds],
    roleShares: [config.shares],
    nextRoleShares: [config.shares],
    governedShares: [config.shares],
    shareBounds: [config.minShares, config.maxShares],
    delayLimits: [config.limits],
  })),
  JobTerms: module(([stakeManager, daySeconds, terms]) => ({
    stakeManager: [stakeManager],
    daySeconds: [daySeconds],
    currentVersion: [1n],
    termsAt: [terms],
  })),
  JobRegistry: module(([wiring]) => ({ wiring: [wiring] })),
  ReceiptAnchor: module(),
  GuardianSeat: module(([stakeManager]) => ({ stakeManager: [stakeManager] })),
  CouncilTimelock: ([minDelay]) => ({ getMinDelay: [minDelay] }),
  QuadraticGovernor: ([timelock, identities, configuration]) => ({
    timelock: [timelock],
    identities: [identities],
    proposalThreshold: [1n],
    votingDelay: [configuration.votingDelaySeconds],
    votingPeriod: [configuration.votingPeriodSeconds],
    proposalGuardian: [configuration.proposalGuardian],
    lateQuorumVoteExtension: [configuration.lateQuorumExtensionSeconds],
    executionGrace: [configuration.executionGraceSeconds],
    ballotCredits: [configuration.ballotCredits],
    quorumBps: [configuration.quorumBps],
  }),
  BudgetDivision: module(([governor]) => ({ governor: [governor] })),
  EnergyOracle: module(([signers, threshold]) => ({ signers: [signers], threshold: [threshold] })),
  RewardEngineMB: module(([wiring, epochLength, collectionSeconds, parameters]) => ({
    ...Object.fromEntries(Object.entries(wiring.toObject()).map(([name, address]) => [name, [address]])),
    epochLength: [epochLength],
    collectionSeconds: [collectionSeconds],
    parameters: [parameters],
  })),
  RegionalExecutor: module(([jobRegistry, treasury]) => ({
    jobRegistry: [jobRegistry],
    treasury: [treasury],
  })),
};

/** Lets every contract that was deployed on the chain answer what its constructor was given. */
export function answerAsConstructed(chain: FakeChain): void {
  const creations = creationsOn(chain);
  for (const entry of chain.book.entries()) {
    const { artifact, name, address } = entry;
    const data = creations.get(address);
    const answers = ANSWERS[artifact as ContractName];
    if (data === undefined || answers === undefined) continue;
    for (const [view, answer] of Object.entries(answers(argumentsIn(chain, entry, data))))
      chain.views.set(`${name}.${view}`, () => answer);
  }
}

/** Address → the data that created the contract there. */
function creationsOn({ sent }: FakeChain): Map<string, string> {
  const nonces = new Map<string, number>();
  return new Map(
    sent.flatMap(({ from: { address: from }, request }) => {
      const nonce = nonces.get(from) ?? 0;
      nonces.set(from, nonce + 1);
      return request.to === null ? [[getCreateAddress({ from, nonce }), request.data] as const] : [];
    }),
  );
}

function argumentsIn({ book }: FakeChain, { name }: AddressEntry, data: string): Result {
  const { abi, bytecode } = book.get(name).type;
  return AbiCoder.defaultAbiCoder().decode(abi.deploy.inputs, `0x${data.slice(bytecode.length)}`);
}
