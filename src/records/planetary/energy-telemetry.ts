import { workerOf } from "../../economics/attempts.ts";
import { COST_FORMULA, JOB_ENERGY_FORMULAS, measuredEnergy } from "../../economics/job-energy.ts";
import { part } from "../../economics/shares.ts";
import type { Cast } from "../../model/cast.ts";
import { ROLE, type RoleBit } from "../../model/enums.ts";
import type { Attestation, JobHistory, JobRun } from "../../model/layer-run.ts";
import type { Plan } from "../../model/plan.ts";
import type { EventRecord } from "../../model/record.ts";
import { employingRegion } from "../../model/regions.ts";
import type { AddressBook } from "../address-book.ts";
import { courseSeen, plannedJob } from "../measured-course.ts";
import { executorName } from "../planetary-settings.ts";
import { membersOf } from "../vote.ts";

/** What {@link telemetryOf} attests: what the chain says of a job, and for the rest what its plan supposes. */
export const TELEMETRY_FORMULA = `energy = energy budget × work seconds / deadline seconds, for everybody who took part in an attempt at the job, whatever the temperature; the agent's cost is ${COST_FORMULA}; value = ${JOB_ENERGY_FORMULAS.value}, divided by the role shares, the validators' part evenly among them; the agent's uncertainty ${JOB_ENERGY_FORMULAS.uncertainty}, where ${JOB_ENERGY_FORMULAS.certainty}`;

/** What is attested of one who took part in a job. */
export type EnergyTelemetry = Omit<Attestation, "epoch" | "nonce" | "deadline">;

/**
 * What is attested of one attempt at a job: of its agent, of whoever judged, of operator and employer. An attempt that failed
 * brings no value, but has cost what it has cost.
 *
 * @param plans the job's own plan, and the national one that fixes the terms of every job
 */
export function telemetryOf(
  book: AddressBook,
  cast: Cast,
  { plan, terms }: { readonly plan: Plan; readonly terms: Plan },
  { job, attempt, history }: JobRun,
): EnergyTelemetry[] {
  const { agentsBps, validatorsBps, operatorsBps, employersBps } = terms.protocol.shares;
  const { energyWad, valueWei, ...agents } = measuredEnergy(
    plannedJob(job, terms),
    courseSeen(job, eventsOf(history)),
  );
  const took = (role: RoleBit, account: string, bps: number, among = 1): EnergyTelemetry => ({
    ...nothing(role, account),
    energyWad,
    valueWei: part(valueWei, bps) / BigInt(among),
  });
  const worker = cast.accountOf(workerOf(plan.participants, job, attempt));
  const judges = membersOf(history).map(({ voter }) => voter);
  const executor = book.get(executorName(employingRegion(plan, job.region))).address;
  return [
    { ...took(ROLE.agent, worker.address, agentsBps), ...agents },
    ...judges.map((voter) => took(ROLE.validator, voter, validatorsBps, judges.length)),
    took(ROLE.operator, cast.operator.address, operatorsBps),
    took(ROLE.employer, executor, employersBps),
  ];
}

/** What is attested of an epoch in which no job was finished: that the operator had nothing to do. */
export function idleTelemetry({ operator }: Cast): EnergyTelemetry {
  return nothing(ROLE.operator, operator.address);
}

function nothing(role: RoleBit, account: string): EnergyTelemetry {
  return { role, account, energyWad: 0n, costWei: 0n, valueWei: 0n, uPreWad: 0n, uPostWad: 0n };
}

function eventsOf({ post, apply, submit, validate, dispute, finalize }: JobHistory): EventRecord[] {
  return [post, apply, submit, validate, dispute, finalize].flat().flatMap(({ events }) => events);
}
