import { workerOf } from "../../economics/attempts.ts";
import { courseOf } from "../../economics/drawn-course.ts";
import { part } from "../../economics/shares.ts";
import type { Cast } from "../../model/cast.ts";
import { ROLE, type RoleBit } from "../../model/enums.ts";
import type { Attestation, JobHistory, JobRun } from "../../model/layer-run.ts";
import type { Plan } from "../../model/plan.ts";
import { employingRegion } from "../../model/regions.ts";
import type { AddressBook } from "../address-book.ts";
import { outcomeOf } from "../events.ts";
import { executorName } from "../planetary-settings.ts";
import { membersOf } from "../vote.ts";

/** How {@link telemetryOf} makes up what nobody measures. */
export const TELEMETRY_FORMULA =
  "energy = the plan's initial temperature × the job's work seconds / its deadline seconds, for everybody who took part in it: the used part of what was granted, on the temperature's scale; the agent's cost is the job's reward; the value of an approved job is a twentieth more, divided by the role shares, the validators' part evenly among them; uncertainty falls from the job's expected entropy to zero";

/** What is attested of one who took part in a job. */
export type EnergyTelemetry = Omit<Attestation, "epoch" | "nonce" | "deadline">;

/** What is attested of a finished job by its last attempt: of its agent, of whoever judged, of operator and employer. */
export function telemetryOf(book: AddressBook, cast: Cast, plan: Plan, run: JobRun): EnergyTelemetry[] {
  const { job, history } = run;
  const { agentsBps, validatorsBps, operatorsBps, employersBps } = plan.protocol.shares;
  const worthWei = isApproved(history) ? job.rewardWei + job.rewardWei / 20n : 0n;
  const took = (role: RoleBit, account: string, bps: number, among = 1): EnergyTelemetry => ({
    ...nothing(role, account),
    energyWad: energyOf(plan, run),
    valueWei: part(worthWei, bps) / BigInt(among),
  });
  const judges = membersOf(history).map(({ voter }) => voter);
  const executor = book.get(executorName(employingRegion(plan, job.region))).address;
  return [
    {
      ...took(ROLE.agent, cast.accountOf(workerOf(plan.participants, job, run.attempt)).address, agentsBps),
      costWei: job.rewardWei,
      uPreWad: job.expectedEntropyWad,
    },
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

function isApproved({ finalize }: JobHistory): boolean {
  const events = finalize.flatMap((record) => record.events);
  const finalized = events.find(({ name }) => name === "JobFinalized");
  return finalized !== undefined && outcomeOf(finalized) === "approved";
}

/** Energies far above the temperature would leave everybody but the thriftiest without any weight. */
function energyOf(plan: Plan, { job, attempt }: JobRun): bigint {
  const worked = BigInt(courseOf(plan, job, attempt).workSeconds);
  return (plan.governance.thermostat.initialTemperatureWad * worked) / BigInt(job.deadlineSeconds);
}
