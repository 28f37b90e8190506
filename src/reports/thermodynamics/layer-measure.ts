import { type BoltzmannState, boltzmannWeightsWad } from "../../economics/boltzmann.ts";
import { entropyWei, freeEnergyWei, relativeTemperatureWad } from "../../economics/entropy.ts";
import type { JobEnergy } from "../../economics/job-energy.ts";
import { evenEntropyWad, shannonEntropyWad } from "../../economics/shannon.ts";
import { type PaymentReason, SHARE_ROLES } from "../../model/enums.ts";
import type { LayerId, Plan } from "../../model/plan.ts";
import type { EventRecord } from "../../model/record.ts";
import type {
  AgentWeight,
  EpochMeasure,
  LayerEnergy,
  LayerReport,
  RoleMeasure,
} from "../../model/thermodynamics.ts";
import { BPS, WAD } from "../../model/units.ts";
import type { Paid } from "../../records/measured-course.ts";
import { natPriceOf } from "../../records/planetary-settings.ts";
import { type MeasuredJob, measureJob } from "./job-measure.ts";

const ROLE_OF: Readonly<Partial<Record<PaymentReason, RoleMeasure["role"]>>> = {
  AgentReward: "agents",
  ValidatorReward: "validators",
  OperatorReward: "operators",
  EmployerRebate: "employers",
};

/**
 * Measures one layer.
 *
 * @param terms the plan whose thermostat and terms the contracts got: the mission's layers share them.
 * @param events of each attempt at each mission job, by its id in the plan.
 * @param temperatureWad on chain; its reference is the plan's initial one.
 */
export function measureLayer(
  id: LayerId,
  { plan, terms }: { readonly plan: Plan; readonly terms: Plan },
  events: ReadonlyMap<string, readonly (readonly EventRecord[])[]>,
  epochs: readonly EpochMeasure[],
  temperatureWad: bigint,
): { readonly report: LayerReport; readonly jobs: readonly MeasuredJob[] } {
  const jobs = plan.jobs.map((job) => measureJob(job, { plan, terms }, events.get(job.id) ?? []));
  const referenceWad = terms.governance.thermostat.initialTemperatureWad;
  const natPriceWei = natPriceOf(plan);
  const report: LayerReport = {
    id,
    initiative: plan.initiative,
    plan: { path: plan.path, sha256: plan.sha256 },
    planned: energyOf(
      jobs.map(({ planned }) => planned),
      { temperatureWad: referenceWad, referenceWad, natPriceWei },
    ),
    measured: {
      simulated: true,
      ...energyOf(
        jobs.map(({ measured }) => measured),
        { temperatureWad, referenceWad, natPriceWei: epochs.at(-1)?.natPriceWei ?? natPriceWei },
      ),
    },
    roles: rolesOf(
      terms,
      jobs.flatMap(({ payments }) => payments),
    ),
    weights: weightsOf(jobs, relativeTemperatureWad(temperatureWad, referenceWad)),
    jobs: jobs.map(({ measure }) => measure),
    epochs,
  };
  return { report, jobs };
}

/** What a layer's entropy is weighed by. */
interface Scale {
  readonly temperatureWad: bigint;
  readonly referenceWad: bigint;
  readonly natPriceWei: bigint;
}

function energyOf(
  jobs: readonly JobEnergy[],
  { temperatureWad, referenceWad, natPriceWei }: Scale,
): LayerEnergy {
  const relativeWad = relativeTemperatureWad(temperatureWad, referenceWad);
  const deltaHWei = sum(jobs.map(({ costWei, valueWei }) => costWei - valueWei));
  const deltaSWad = sum(jobs.map(({ uPreWad, uPostWad }) => uPreWad - uPostWad));
  return {
    energyWad: sum(jobs.map(({ energyWad }) => energyWad)),
    deltaHWei,
    deltaSWad,
    temperatureWad,
    natPriceWei,
    entropyWei: entropyWei(deltaSWad, relativeWad, natPriceWei),
    freeWei: freeEnergyWei({ deltaHWei, deltaSWad }, relativeWad, natPriceWei),
  };
}

function rolesOf({ protocol }: Plan, payments: readonly Paid[]): RoleMeasure[] {
  const totalWei = sum(payments.filter(({ reason }) => ROLE_OF[reason]).map(({ amountWei }) => amountWei));
  return SHARE_ROLES.map((role) => {
    const own = payments.filter(({ reason }) => ROLE_OF[reason] === role);
    const amounts = sumsBy(own, ({ payee }) => payee);
    const paidWei = sum(amounts);
    return {
      role,
      plannedBps: BigInt(protocol.shares[`${role}Bps`]),
      paidWei,
      paidBps: totalWei === 0n ? 0n : (paidWei * BPS) / totalWei,
      recipients: amounts.length,
      entropyWad: shannonEntropyWad(amounts),
      evenEntropyWad: evenEntropyWad(amounts.length),
    };
  });
}

function sumsBy(payments: readonly Paid[], key: (payment: Paid) => string): bigint[] {
  return [...Map.groupBy(payments, key).values()].map((own) => sum(own.map(({ amountWei }) => amountWei)));
}

/** Planned at the reference temperature, measured at a multiple of it. */
function weightsOf(jobs: readonly MeasuredJob[], relativeWad: bigint): AgentWeight[] {
  const names = new Set(
    jobs.flatMap(({ job, efforts }) => [job.agent, ...efforts.map(({ agent }) => agent)]),
  );
  const agents = [...names].map((agent) => agentOf(agent, jobs));
  const plannedWeights = boltzmannWeightsWad(
    agents.map(({ planned }) => planned),
    WAD,
  );
  const measuredWeights = boltzmannWeightsWad(
    agents.map(({ measured }) => measured),
    relativeWad,
  );
  const totalWei = sum(agents.map(({ paidWei }) => paidWei));
  return agents.map(({ agent, plannedJobs, approvedJobs, energyWad, paidWei }, index) => ({
    agent,
    plannedJobs,
    approvedJobs,
    energyWad,
    simulated: true,
    plannedWeightWad: plannedWeights[index] ?? 0n,
    measuredWeightWad: measuredWeights[index] ?? 0n,
    paidWad: totalWei === 0n ? 0n : (paidWei * WAD) / totalWei,
  }));
}

/** What the plan expects of an agent, and what each attempt took that it made, as a substitute too. */
function agentOf(agent: string, jobs: readonly MeasuredJob[]) {
  const own = jobs.filter(({ job }) => job.agent === agent);
  const efforts = jobs.flatMap((job) => job.efforts).filter((effort) => effort.agent === agent);
  const planned = stateOf(own.map((job) => job.planned));
  const measured = stateOf(efforts.map(({ energy }) => energy));
  const payments = efforts.flatMap((effort) => effort.payments);
  return {
    agent,
    plannedJobs: BigInt(own.length),
    approvedJobs: BigInt(efforts.filter(({ course }) => course.approved).length),
    planned,
    measured,
    energyWad: planned.energyWad === 0n ? 0n : (measured.energyWad * WAD) / planned.energyWad,
    paidWei: sum(payments.filter(({ reason }) => reason === "AgentReward").map(({ amountWei }) => amountWei)),
  };
}

function stateOf(energies: readonly JobEnergy[]): BoltzmannState {
  return {
    energyWad: sum(energies.map(({ energyWad }) => energyWad)),
    valueWei: sum(energies.map(({ valueWei }) => valueWei)),
  };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
