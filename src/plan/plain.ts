import type { Drill, Job, Plan, Region } from "../model/plan.ts";
import { DAY_SECONDS } from "../model/units.ts";
import { formatAmount } from "../support/amount.ts";

/** A JSON value without numbers that are no integers. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

const WAD_PER_BPS = 10n ** 14n;

/**
 * A plan in the words of its file, with every default written out: what a file would say that leaves nothing to
 * defaults.
 */
export function plainPlan(plan: Plan): Readonly<Record<string, Plain>> {
  const { natPriceWei } = plan.budget;
  return {
    initiative: plan.initiative,
    objective: plan.objective,
    budget: {
      currency: plan.budget.currency,
      total: formatAmount(plan.budget.totalWei),
      ...optional("natPrice", natPriceWei === null ? null : formatAmount(natPriceWei)),
      allocations: named(plan.budget.allocations, ({ key, amountWei }) => [key, formatAmount(amountWei)]),
    },
    governance: plainGovernance(plan),
    regions: plan.regions.map(plainRegion),
    coordinationLayers: plan.coordinationLayers.map((layer) => ({ ...layer })),
    participants: plainParticipants(plan),
    jobs: plan.jobs.map((job) => plainJob(plan, job)),
    reporting: {
      artifacts: named(plan.reporting.artifacts, ({ name, paths }) => [name, [...paths]]),
      dashboards: plan.reporting.dashboards,
    },
    layers: plan.layers.map((layer) => ({ ...layer })),
    protocol: plan.protocol as unknown as Plain,
    drills: plan.drills.map(plainDrill),
    chain: {
      startTime: new Date(plan.chain.startTimeSeconds * 1_000).toISOString().replace(".000Z", "Z"),
      seed: plan.chain.seed,
      odds: { ...plan.chain.odds },
    },
  };
}

/** What a definition says has no defaults but to say nothing. */
function plainDrill({ id, kind, job, adjustment, own }: Drill): Plain {
  if (kind === "own") return { id, ...optional("use", own?.file ?? null) };
  return { id, kind, ...optional("job", job), ...optional("adjustment", adjustment) };
}

function plainRegion({ jobLimitWei, dayLimitWei, approvalSeconds, ...region }: Region): Plain {
  return {
    ...region,
    ...optional("jobLimit", jobLimitWei === null ? null : formatAmount(jobLimitWei)),
    ...optional("dayLimit", dayLimitWei === null ? null : formatAmount(dayLimitWei)),
    approvalDays: approvalSeconds / DAY_SECONDS,
  };
}

function plainGovernance({ governance }: Plan): Plain {
  const { owner, pauseAuthority, treasury, quadraticVoting, thermostat, controlScripts } = governance;
  const { signers, threshold } = governance.ownerSafe;
  return {
    owner,
    ownerSafe: { signers: [...signers], threshold },
    pauseAuthority,
    treasury,
    quadraticVoting: {
      contract: quadraticVoting.contract,
      timelock: quadraticVoting.timelock,
      executionDelayDays: quadraticVoting.executionDelaySeconds / DAY_SECONDS,
    },
    thermostat: {
      initialTemperature: formatAmount(thermostat.initialTemperatureWad),
      emergencyTemperature: formatAmount(thermostat.emergencyTemperatureWad),
      minimumTemperature: formatAmount(thermostat.minimumTemperatureWad),
      maximumTemperature: formatAmount(thermostat.maximumTemperatureWad),
      updateScript: thermostat.updateScript.command,
    },
    controlScripts: named(controlScripts, ({ name, command }) => [name, command]),
  };
}

function plainParticipants({ participants }: Plan): Plain {
  const { metaOrchestrator, council, agents, validators } = participants;
  return {
    ...(metaOrchestrator ? { metaOrchestrator: { ...metaOrchestrator } } : {}),
    council: council.map(({ stakeWei, ...member }) => ({ ...member, stake: formatAmount(stakeWei) })),
    agents: agents.map(({ stakeWei, ...agent }) => ({ ...agent, stake: formatAmount(stakeWei) })),
    validators: validators.map(({ stakeWei, ...validator }) => ({
      ...validator,
      stake: formatAmount(stakeWei),
    })),
  };
}

function plainJob({ layers }: Plan, job: Job): Plain {
  return {
    id: job.id,
    title: job.title,
    ...optional("sector", job.sector),
    ...optional("city", job.city),
    ...optional("region", job.region),
    reward: formatAmount(job.rewardWei),
    deadlineDays: job.deadlineDays,
    dependencies: job.dependencies,
    energyBudget: formatAmount(job.energyBudgetWad),
    thermodynamicProfile: {
      expectedEntropy: formatAmount(job.expectedEntropyWad),
      adjustmentOnDelay: job.adjustmentOnDelay,
      validatorBonus: formatAmount(BigInt(job.validatorBonusBps) * WAD_PER_BPS),
    },
    onFailure: job.onFailure,
    ...optional("deliverable", job.deliverable?.stated ?? null),
    ...(Object.keys(job.course).length > 0 ? { course: job.course as Plain } : {}),
    ...(layers.length > 0 ? { evidence: job.evidence } : {}),
  };
}

function optional(key: string, value: string | null): Readonly<Record<string, string>> {
  return value === null ? {} : { [key]: value };
}

function named<T>(list: readonly T[], entryOf: (item: T) => readonly [string, Plain]): Plain {
  return Object.fromEntries(list.map(entryOf));
}
