import { PLAN } from "../../errors/plan-errors.ts";
import { employerOf, OPERATOR } from "../../model/cast.ts";
import { formatAmount } from "../../support/amount.ts";
import { assignAgents } from "../assign.ts";
import type { Draft } from "../check-shape.ts";
import { type Demand, type Seating, shortageOf } from "../demand.ts";
import { resolveDrills } from "../drills.ts";
import { fieldName, type Path } from "../plan-finding.ts";
import { scheduleJobs } from "../schedule.ts";
import type { PlanDocument } from "../schema.ts";
import { protocolSchema } from "../schema-protocol.ts";
import { demandsOfAgents, isLater, type StakingInput, seatingsOf } from "../staking.ts";
import { present, type Rule, type RuleContext, values } from "./context.ts";

/** Stands for a stake that cannot be read: it is never the one that is too small. */
const UNKNOWN_STAKE_WEI = 2n ** 255n;
const LONGEST_LIST = 3;

/** A plan's people and jobs as far as they are usable. */
interface Staff {
  readonly draft: Draft;
  readonly input: StakingInput;
  readonly regions: readonly (string | undefined)[];
  readonly agents: readonly string[];
  readonly validators: readonly Validator[];
  /** Who posts each job: nobody can judge or take its own. */
  readonly employers: readonly (string | null)[];
}

interface Validator {
  /** In the plan's own list; null if only another plan of the mission names it. */
  readonly index: number | null;
  readonly handle: string;
  readonly stakeWei: bigint;
}

/** `IdentityRegistry.MAX_HANDLE_BYTES`. */
const LONGEST_HANDLE_BYTES = 64;

/** Whoever gets an identity has a name that the registry takes. */
export const handlesFitTheRegistry: Rule = ({ participants }, { report }) => {
  const { metaOrchestrator, council, agents, validators } = participants ?? {};
  const lists = { council, agents, validators };
  const check = (handle: string | undefined, path: Path) => {
    const length = handle === undefined ? 0 : new TextEncoder().encode(handle).length;
    const args = {
      field: fieldName(path),
      length,
      unit: "bytes of UTF-8",
      rule: `at most ${LONGEST_HANDLE_BYTES}`,
    };
    if (length > LONGEST_HANDLE_BYTES) report(PLAN.WRONG_LENGTH, args, path);
  };
  check(metaOrchestrator?.handle, ["participants", "metaOrchestrator", "handle"]);
  for (const [name, list] of Object.entries(lists)) {
    for (const [index, { handle }] of present<{ handle?: string | undefined }>(list)) {
      check(handle, ["participants", name, index, "handle"]);
    }
  }
};

/** Every job finds an agent and a committee, whatever else runs at the same time, and every stake covers what is locked. */
export const participantsSuffice: Rule = (draft, context) => {
  const staff = staffOf(draft, context);
  if (staff === null) return;
  checkCommittees(staff, context);
  checkAgents(staff, context);
};

/** @returns null if too little of the plan is usable to say anything */
function staffOf(draft: Draft, { role, terms }: RuleContext): Staff | null {
  const protocol = protocolSchema.safeParse(draft.protocol ?? {});
  const drafted = values(draft.jobs);
  const agents = values(draft.participants?.agents).flatMap(({ handle, regions }) =>
    handle === undefined ? [] : [{ handle, regions: values(regions) }],
  );
  if (!protocol.success || drafted.length === 0 || agents.length === 0) return null;
  const jobs = drafted.map(
    ({ id = "", reward = 0n, dependencies, deadlineDays = 1, energyBudget = 0n, ...job }) => {
      const validatorBonus = job.thermodynamicProfile?.validatorBonus;
      const profile = { thermodynamicProfile: { validatorBonus } };
      return { id, reward, dependencies: values(dependencies), deadlineDays, energyBudget, ...profile };
    },
  );
  if (!scheduleJobs(jobs).ok) return null;
  const { initialTemperature = 1n, minimumTemperature } = draft.governance?.thermostat ?? {};
  const validators = validatorsOf(draft, terms);
  const handles = new Set(values(draft.participants?.validators).flatMap(({ handle }) => handle ?? []));
  const { size } = protocol.data.committee;
  const ownRegions = new Set(values(draft.regions).map(({ id }) => id));
  const orchestrator = employerOf(draft.participants);
  return {
    draft,
    input: {
      jobs,
      protocol: protocol.data,
      thermostat: { initialTemperature, minimumTemperature },
      seed: draft.chain?.seed ?? draft.initiative ?? "",
      isLater: isLater(draft, role),
      seatLockWei: terms?.seatLockWei,
    },
    regions: drafted.map(({ region }) => region),
    agents: assignAgents(drafted, agents, handles, size).map(({ handle }) => handle),
    validators,
    // A region's executor posts its jobs.
    employers: drafted.map(({ region }) => {
      if (role === "national") return orchestrator;
      const isPlanetary = draft.layers === undefined && region !== undefined && ownRegions.size > 0;
      return role === "planetary" || isPlanetary ? null : orchestrator;
    }),
  };
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

function checkCommittees(staff: Staff, { report, isComplete }: RuleContext): void {
  const { input, validators, agents, employers } = staff;
  const { size } = input.protocol.committee;
  if (validators.length < 3) return;
  const partiesOf = (index: number) => new Set([agents[index] ?? "", employers[index] ?? "", OPERATOR]);
  const seatings = seatingsOf(input, partiesOf);
  if (reportMissingCommittee(seatings, validators, size, report)) return;
  if (isComplete && reportPartiesStake(seatings, validators, report)) return;
  const shortage = shortageOf(seatings, validators, size);
  if (shortage) {
    const { job, beside, neededWei } = shortage;
    const needed = formatAmount(neededWei);
    const by = jobsAtOnce([job, ...beside]);
    for (const { index, handle, stakeWei } of validators) {
      if (stakeWei >= neededWei) continue;
      const args = { handle, stake: formatAmount(stakeWei), needed, by };
      const own = index === null ? [] : [index, "stake"];
      report(PLAN.STAKE_TOO_SMALL, args, ["participants", "validators", ...own]);
    }
  } else if (isComplete) {
    reportUnseated(seatings, validators, report);
    reportUnsure(seatings, validators, input.protocol.quorum.validators, report);
  }
}

/** Validators who cover a seat, but who can be drawn for so many of one job that its committee is refused. */
function reportUnsure(
  seatings: readonly Seating[],
  validators: readonly Validator[],
  quorum: number,
  report: RuleContext["report"],
): void {
  for (const { index, handle, stakeWei } of validators) {
    const own = seatings.filter(({ excluded }) => !excluded.has(handle));
    const dearest = own.toSorted((a, b) => (a.seatWei < b.seatWei ? 1 : -1))[0];
    if (index === null || dearest === undefined || stakeWei < dearest.seatWei) continue;
    const neededWei = BigInt(quorum) * dearest.seatWei;
    const args = { handle, stake: formatAmount(stakeWei), needed: formatAmount(neededWei), job: dearest.id };
    const place = ["participants", "validators", index, "stake"];
    if (stakeWei < neededWei) report(PLAN.COMMITTEE_UNSURE, args, place);
  }
}

/** @returns whether a job has too few validators, whatever they stake */
function reportMissingCommittee(
  seatings: readonly Seating[],
  validators: readonly Validator[],
  needed: number,
  report: RuleContext["report"],
): boolean {
  const eligibleFor = ({ excluded }: Seating) =>
    validators.filter(({ handle }) => !excluded.has(handle)).length;
  const short = seatings.find((seating) => eligibleFor(seating) < needed);
  if (!short) return false;
  report(PLAN.TOO_FEW_VALIDATORS, { eligible: eligibleFor(short), needed, job: short.id }, [
    "participants",
    "validators",
  ]);
  return true;
}

/** @returns whether the parties of a job hold so much of all stake that its committee is refused */
function reportPartiesStake(
  seatings: readonly Seating[],
  validators: readonly Validator[],
  report: RuleContext["report"],
): boolean {
  const sumOf = (some: readonly Validator[]) => some.reduce((sum, { stakeWei }) => sum + stakeWei, 0n);
  const totalWei = sumOf(validators);
  const eligibleFor = ({ excluded }: Seating) =>
    sumOf(validators.filter(({ handle }) => !excluded.has(handle)));
  const short = seatings.find((seating) => 2n * eligibleFor(seating) < totalWei);
  if (!short) return false;
  const args = { eligible: formatAmount(eligibleFor(short)), total: formatAmount(totalWei), job: short.id };
  report(PLAN.TOO_LITTLE_STAKE, args, ["participants", "validators"]);
  return true;
}

/** Validators whose stake covers no seat at any job that they may judge. */
function reportUnseated(
  seatings: readonly Seating[],
  validators: readonly Validator[],
  report: RuleContext["report"],
): void {
  for (const { index, handle, stakeWei } of validators) {
    if (index === null) continue;
    const seats = seatings.filter(({ excluded }) => !excluded.has(handle)).map(({ seatWei }) => seatWei);
    const [first] = seats;
    const place = ["participants", "validators", index];
    if (first === undefined) report(PLAN.VALIDATOR_WITHOUT_JOB, { handle }, [...place, "handle"]);
    else if (seats.every((seatWei) => stakeWei < seatWei)) {
      const leastWei = seats.reduce((least, seatWei) => (seatWei < least ? seatWei : least), first);
      const args = { handle, stake: formatAmount(stakeWei), needed: formatAmount(leastWei) };
      report(PLAN.VALIDATOR_UNFUNDED, args, [...place, "stake"]);
    }
  }
}

function checkAgents(staff: Staff, { report, isComplete, terms }: RuleContext): void {
  const { draft, input, agents, validators } = staff;
  const drills = isComplete ? resolveDrills(draft as PlanDocument) : [];
  const demands = demandsOfAgents(input, agents, drills);
  const judging = new Set(validators.map(({ handle }) => handle));
  for (const [index, { handle = "", stake }] of present(draft.participants?.agents)) {
    const path = ["participants", "agents", index];
    const demand = demands.get(handle);
    if (isComplete && demand === undefined && !judging.has(handle)) {
      report(PLAN.UNUSED_AGENT, { handle }, [...path, "handle"]);
    }
    if (demand === undefined || stake === undefined) continue;
    reportStake(handle, stake + stakedElsewhere(handle, terms), demand, path, report);
  }
}

/** What an agent stakes by other plans, as far as they say. */
function stakedElsewhere(handle: string, terms: RuleContext["terms"]): bigint {
  const stakes = (terms?.others ?? []).flatMap(({ agents }) =>
    values(agents).flatMap((agent) => (agent.handle === handle ? [agent.stake ?? 0n] : [])),
  );
  return stakes.reduce((sum, stake) => sum + stake, 0n);
}

function reportStake(
  handle: string,
  stakeWei: bigint,
  { amountWei, jobs, isCold }: Demand,
  path: readonly (string | number)[],
  report: RuleContext["report"],
): void {
  if (stakeWei >= amountWei) return;
  const args = {
    handle,
    stake: formatAmount(stakeWei),
    needed: formatAmount(amountWei),
    by: `${jobsAtOnce(jobs)}${isCold ? ", when it is cold" : ""}`,
  };
  report(PLAN.STAKE_TOO_SMALL, args, [...path, "stake"]);
}

/** `job "A"`, or `the jobs "A", "B", "C" and 4 more, which can run at the same time`. */
function jobsAtOnce(jobs: readonly string[]): string {
  if (jobs.length === 1) return `job "${jobs[0]}"`;
  const shown = jobs.slice(0, LONGEST_LIST).map((id) => `"${id}"`);
  const more = jobs.length - shown.length;
  const list =
    more > 0
      ? `${shown.join(", ")} and ${more} more`
      : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
  return `the jobs ${list}, which can run at the same time`;
}
