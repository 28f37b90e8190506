import { workerOf } from "../../economics/attempts.ts";
import { type BoltzmannState, boltzmannWeightsWad } from "../../economics/boltzmann.ts";
import { freeEnergyWei } from "../../economics/entropy.ts";
import type { JobEnergy } from "../../economics/job-energy.ts";
import { evenEntropyWad, shannonEntropyWad } from "../../economics/shannon.ts";
import { attemptOfCase } from "../../model/cases.ts";
import { type PaymentReason, SHARE_ROLES } from "../../model/enums.ts";
import type { Job, LayerId, Plan } from "../../model/plan.ts";
import type { EventRecord } from "../../model/record.ts";
import type {
  AgentWeight,
  EpochMeasure,
  LayerEnergy,
  LayerReport,
  RoleMeasure,
} from "../../model/thermodynamics.ts";
import { BPS, WAD } from "../../model/units.ts";
import { uintArg } from "../../records/events.ts";
import { type MeasuredJob, measureJob, type Paid } from "./job-measure.ts";

const ROLE_OF: Readonly<Partial<Record<PaymentReason, RoleMeasure["role"]>>> = {
  AgentReward: "agents",
  ValidatorReward: "validators",
  OperatorReward: "operators",
  EmployerRebate: "employers",
};

/**
 * Measures one layer.
 *
 * @param terms the plan whose thermostat and role shares the contracts got: the mission's layers share them.
 * @param events of each mission job, by its id in the plan.
 * @param temperatureWad on chain.
 */
export function measureLayer(
  id: LayerId,
  { plan, terms }: { readonly plan: Plan; readonly terms: Plan },
  events: ReadonlyMap<string, readonly EventRecord[]>,
  epochs: readonly EpochMeasure[],
  temperatureWad: bigint,
): { readonly report: LayerReport; readonly jobs: readonly MeasuredJob[] } {
  const jobs = plan.jobs.map((job) => measureLast(plan, job, events.get(job.id) ?? []));
  const plannedTemperatureWad = terms.governance.thermostat.initialTemperatureWad;
  const report: LayerReport = {
    id,
    initiative: plan.initiative,
    plan: { path: plan.path, sha256: plan.sha256 },
    planned: energyOf(
      jobs.map(({ planned }) => planned),
      plannedTemperatureWad,
    ),
    measured: {
      simulated: true,
      ...energyOf(
        jobs.map(({ measured }) => measured),
        temperatureWad,
      ),
    },
    roles: rolesOf(
      terms,
      jobs.flatMap(({ payments }) => payments),
    ),
    weights: weightsOf(jobs, plannedTemperatureWad, temperatureWad),
    jobs: jobs.map(({ measure }) => measure),
    epochs,
  };
  return { report, jobs };
}

/** A job by its last attempt, which a substitute may have made. */
function measureLast({ participants }: Plan, job: Job, events: readonly EventRecord[]): MeasuredJob {
  const created = events.find(({ name }) => name === "JobCreated");
  const attempt = created ? attemptOfCase(uintArg(created.args, "jobId")) : 1;
  return measureJob({ ...job, agent: workerOf(participants, job, attempt) }, events);
}

function energyOf(jobs: readonly JobEnergy[], temperatureWad: bigint): LayerEnergy {
  const deltaHWei = sum(jobs.map(({ costWei, valueWei }) => costWei - valueWei));
  const deltaSWad = sum(jobs.map(({ uPreWad, uPostWad }) => uPreWad - uPostWad));
  return {
    energyWad: sum(jobs.map(({ energyWad }) => energyWad)),
    deltaHWei,
    deltaSWad,
    temperatureWad,
    freeWei: freeEnergyWei({ deltaHWei, deltaSWad }, temperatureWad),
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

function weightsOf(
  jobs: readonly MeasuredJob[],
  plannedTemperatureWad: bigint,
  temperatureWad: bigint,
): AgentWeight[] {
  const agents = [...Map.groupBy(jobs, ({ job }) => job.agent)].map(([agent, own]) => agentOf(agent, own));
  const plannedWeights = boltzmannWeightsWad(
    agents.map(({ planned }) => planned),
    plannedTemperatureWad,
  );
  const measuredWeights = boltzmannWeightsWad(
    agents.map(({ measured }) => measured),
    temperatureWad,
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

function agentOf(agent: string, jobs: readonly MeasuredJob[]) {
  const planned = stateOf(jobs.map((job) => job.planned));
  const measured = stateOf(jobs.map((job) => job.measured));
  const payments = jobs.flatMap((job) => job.payments);
  return {
    agent,
    plannedJobs: BigInt(jobs.length),
    approvedJobs: BigInt(jobs.filter(({ measure }) => measure.outcome === "approved").length),
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
