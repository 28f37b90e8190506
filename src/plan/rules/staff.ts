import { employerOf, OPERATOR } from "../../model/cast.ts";
import { NO_ODDS } from "../../model/course.ts";
import { GLOBAL, regionOperator } from "../../model/regions.ts";
import { assignAgents } from "../assign.ts";
import type { Draft } from "../check-shape.ts";
import { scheduleJobs } from "../schedule.ts";
import { oddsSchema } from "../schema.ts";
import { protocolSchema } from "../schema-protocol.ts";
import { type StakingInput, workersOf } from "../staking.ts";
import { present, type RuleContext, values } from "./context.ts";

/** Stands for a stake that cannot be read: it is never the one that is too small. */
const UNKNOWN_STAKE_WEI = 2n ** 255n;
type DraftJob = NonNullable<NonNullable<Draft["jobs"]>[number]>;

/** A plan's people and jobs as far as they are usable. */
export interface Staff {
  readonly draft: Draft;
  readonly input: StakingInput;
  readonly regions: readonly (string | undefined)[];
  readonly agents: readonly string[];
  /** Who makes an attempt at each job that is drawn: its agent, and whoever substitutes for it. */
  readonly workers: readonly (readonly string[])[];
  readonly validators: readonly Validator[];
  /** Who posts each job: nobody can judge or take its own. */
  readonly employers: readonly (string | null)[];
  /** Who drives the executor that posts each job: nobody can judge or take what it drives. */
  readonly drivers: readonly (string | null)[];
}

export interface Validator {
  /** In the plan's own list; null if only another plan of the mission names it. */
  readonly index: number | null;
  readonly handle: string;
  readonly stakeWei: bigint;
}

/** @returns null if too little of the plan is usable to say anything */
export function staffOf(draft: Draft, { role, terms }: RuleContext): Staff | null {
  const protocol = protocolSchema.safeParse(draft.protocol ?? {});
  const drafted = values(draft.jobs);
  const agents = values(draft.participants?.agents).flatMap(({ handle, regions }) =>
    handle === undefined ? [] : [{ handle, regions: values(regions) }],
  );
  if (!protocol.success || drafted.length === 0 || agents.length === 0) return null;
  const odds = oddsSchema.safeParse(draft.chain?.odds ?? {});
  const jobs = drafted.map(stakedJob);
  if (!scheduleJobs(jobs).ok) return null;
  const { initialTemperature = 1n, minimumTemperature } = draft.governance?.thermostat ?? {};
  const validators = validatorsOf(draft, terms);
  const handles = new Set(values(draft.participants?.validators).flatMap(({ handle }) => handle ?? []));
  const { size } = protocol.data.committee;
  const ownRegions = new Set(values(draft.regions).map(({ id }) => id));
  const orchestrator = employerOf(draft.participants);
  // A region's executor posts its jobs.
  const employers = drafted.map(({ region }) => {
    if (role === "national") return orchestrator;
    const isPlanetary = draft.layers === undefined && region !== undefined && ownRegions.size > 0;
    return role === "planetary" || isPlanetary ? null : orchestrator;
  });
  const input = {
    jobs,
    protocol: protocol.data,
    thermostat: { initialTemperature, minimumTemperature },
    seed: draft.chain?.seed ?? draft.initiative ?? "",
    odds: odds.data ?? NO_ODDS,
    seatLockWei: terms?.seatLockWei,
  };
  const assigned = assignAgents(drafted, agents, handles, size).map(({ handle }) => handle);
  const people = { agents, validators: [...handles].map((handle) => ({ handle })) };
  return {
    draft,
    input,
    regions: drafted.map(({ region }) => region),
    agents: assigned,
    workers: workersOf(input, assigned, people),
    validators,
    employers,
    drivers: drafted.map(({ region }, job) => (employers[job] === null ? driverOf(draft, region) : null)),
  };
}

/** Who drives the executor of a job's region, or the global one's. */
function driverOf({ regions }: Draft, region: string | undefined): string {
  const own = values(regions).find(({ id }) => id !== undefined && id === region);
  return own?.operator ?? regionOperator(own?.id ?? GLOBAL);
}

/** Nobody of these judges a job. */
export function partiesOf({ agents, employers, drivers }: Staff, job: number): ReadonlySet<string> {
  return new Set([agents[job] ?? "", employers[job] ?? "", drivers[job] ?? "", OPERATOR]);
}

function stakedJob(job: DraftJob): StakingInput["jobs"][number] {
  const { id = "", reward = 0n, deadlineDays = 1, energyBudget = 0n } = job;
  const dependencies = values(job.dependencies);
  const thermodynamicProfile = { validatorBonus: job.thermodynamicProfile?.validatorBonus };
  const { course = {}, onFailure = "retry" } = job;
  return { id, reward, dependencies, deadlineDays, energyBudget, thermodynamicProfile, course, onFailure };
}

/** The plan's own validators, with what they stake by other plans too, then those whom only other plans name. */
function validatorsOf({ participants }: Draft, terms: RuleContext["terms"]): Validator[] {
  const own = present(participants?.validators).flatMap(([index, { handle, stake }]) =>
    handle === undefined ? [] : [{ index, handle, stakeWei: stake ?? UNKNOWN_STAKE_WEI }],
  );
  const elsewhere = (terms?.others ?? []).flatMap(({ validators }) =>
    values(validators).flatMap(({ handle, stake }) =>
      handle === undefined ? [] : [{ index: null, handle, stakeWei: stake ?? UNKNOWN_STAKE_WEI }],
    ),
  );
  return [...Map.groupBy([...own, ...elsewhere], ({ handle }) => handle).values()].map((stakes) => ({
    ...(stakes[0] as Validator),
    stakeWei: stakes.reduce((sum, { stakeWei }) => sum + stakeWei, 0n),
  }));
}
