import { workSeconds } from "../../economics/work-time.ts";
import type { Cast } from "../../model/cast.ts";
import { ROLE, type RoleBit } from "../../model/enums.ts";
import type { Attestation, JobRun } from "../../model/layer-run.ts";
import type { Job, Plan } from "../../model/plan.ts";
import { employingRegion } from "../../model/regions.ts";
import type { AddressBook } from "../address-book.ts";
import { executorName } from "../planetary-settings.ts";
import { membersOf } from "../vote.ts";

/** How {@link telemetryOf} makes up what nobody measures. */
export const TELEMETRY_FORMULA =
  "energy = the plan's initial temperature × the job's work seconds / its deadline seconds, for everybody who took part in it: the used part of what was granted, on the temperature's scale; the agent's cost is the job's reward and its value a twentieth more; uncertainty falls from the job's expected entropy to zero";

/** What is attested of one who took part in a job. */
export type EnergyTelemetry = Omit<Attestation, "epoch" | "nonce" | "deadline">;

/** What is attested of a finished job: of its agent, of whoever judged, of operator and employer. */
export function telemetryOf(
  book: AddressBook,
  cast: Cast,
  plan: Plan,
  { job, history }: JobRun,
): EnergyTelemetry[] {
  const part = (role: RoleBit, account: string): EnergyTelemetry => ({
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
    ...membersOf(history).map(({ voter }) => part(ROLE.validator, voter)),
    part(ROLE.operator, cast.operator.address),
    part(ROLE.employer, executor),
  ];
}

/** Energies far above the temperature would leave everybody but the thriftiest without any weight. */
function energyOf({ governance, chain }: Plan, job: Job): bigint {
  const worked = BigInt(workSeconds({ ...job, jobId: job.id, seed: chain.seed }));
  return (governance.thermostat.initialTemperatureWad * worked) / BigInt(job.deadlineSeconds);
}
