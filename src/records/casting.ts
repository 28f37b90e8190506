import { attemptsOf, workerOf } from "../economics/attempts.ts";
import { isTroubled } from "../economics/drawn-course.ts";
import { max } from "../economics/fixed-point.ts";
import { postedWei } from "../economics/jury.ts";
import {
  type Account,
  type Accounts,
  type Cast,
  employerOf,
  OPERATOR,
  type Participant,
  type Person,
  REGISTRAR,
} from "../model/cast.ts";
import { claimantsIn } from "../model/drill-definition.ts";
import { JUDGING_ROLES, ROLE, type RoleBit } from "../model/enums.ts";
import type { Project } from "../model/loaded-project.ts";
import type { Drill, Job, Plan } from "../model/plan.ts";
import { regionOf } from "../model/regions.ts";
import { claimTerms, mostWorthWei, seatLockOf } from "./job-request.ts";
import { ownerSafeAddress } from "./owner-safe.ts";
import { executorRegions } from "./planetary-settings.ts";

/** Drills slash stakes again and again, but never more than a part of one at a time: a usual number of drills is covered. */
const SPARE_STAKES = 3n;

/** Which hearings the agent of a drill's job asks for, and posts a bond for. */
function agentsHearings({ own }: Drill): number[] {
  const claimants = own === undefined ? [] : claimantsIn(own.definition);
  return claimants.flatMap((by, index) => (by === "agent" ? [index + 1] : []));
}

/** No handle of a plan begins with it, since handles have no spaces. */
const STAND_IN = "stand-in for ";

/** Everybody whom the mission's plans name. */
export function castOfProject(
  { shared, national, planetary }: Pick<Project, "shared" | "national" | "planetary">,
  accounts: Accounts,
): Cast {
  const plans = [national, ...[shared, planetary].filter((plan) => plan !== null)];
  return {
    ...bind(shared ?? national, plans, accounts),
    regionOperators: regionOperatorsOf(planetary, accounts),
  };
}

/** Everybody whom the plans name that the national layer takes on stage: the planetary plan's people join later. */
export function nationalCast(
  { shared, national }: Pick<Project, "shared" | "national">,
  accounts: Accounts,
): Cast {
  return bind(shared ?? national, [national, ...(shared ? [shared] : [])], accounts);
}

/**
 * Binds everybody whom the plans name to an account.
 *
 * @param governing the plan whose governance rules the system.
 * @param plans whose participants take part, the national one first; the first mention fixes a handle's place.
 * @param accounts who plays whom on the chain.
 */
function bind(governing: Plan, plans: readonly Plan[], accounts: Accounts): Cast {
  const { pauseAuthority, treasury } = governing.governance;
  const accountOf = (name: string): Account => accounts.of(labelOf(name));
  return {
    chainId: accounts.chainId,
    deployer: accounts.deployer,
    owner: ownerOf(governing, accounts),
    guardian: accountOf(pauseAuthority),
    treasury: accountOf(treasury),
    employer: accountOf(orchestratorOf(governing, plans)),
    operator: accountOf(OPERATOR),
    registrar: accountOf(REGISTRAR),
    regionOperators: [],
    people: peopleOf(governing, plans).map((person) => ({
      ...person,
      account: accountOf(person.handle),
    })),
    accountOf,
  };
}

function regionOperatorsOf(planetary: Plan | null, { of }: Accounts): Cast["regionOperators"] {
  if (planetary === null) return [];
  return executorRegions(planetary).map((region) => ({
    region,
    account: of(labelOf(regionOf(planetary, region).operator)),
  }));
}

/** A Safe, whose place on the chain follows from who signs for it. */
function ownerOf({ governance: { owner, ownerSafe } }: Plan, { deployer, of }: Accounts): Account {
  const signers = ownerSafe.signers.map((signer) => of(labelOf(signer)));
  const safe = { signers, threshold: ownerSafe.threshold };
  return { label: labelOf(owner), address: ownerSafeAddress(deployer, safe), safe };
}

/** Whoever holds a key of the owner: the signers of its Safe. */
export function keyHoldersOf(owner: Account): readonly Account[] {
  return owner.safe?.signers ?? [owner];
}

/** Posts the nation's jobs, whose plan is the first. */
function orchestratorOf(governing: Plan, plans: readonly Plan[]): string {
  return employerOf(governing.participants, ...plans.slice(0, 1).map(({ participants }) => participants));
}

/**
 * The label of the account that plays a principal. Nobody here holds the key of a real address that a plan names, so a
 * stand-in plays it; receipts show the label.
 */
export function labelOf(name: string): string {
  return /^0x[0-9a-f]{40}$/i.test(name) ? `${STAND_IN}${name.toLowerCase()}` : name;
}

/** @returns the address that a stand-in plays; null if the account stands for itself. */
export function playedBy({ label }: Pick<Account, "label">): string | null {
  return label.startsWith(STAND_IN) ? label.slice(STAND_IN.length) : null;
}

/** Every stand-in of the cast, in order of first mention. */
export function standInsOf(cast: Cast): Account[] {
  const { owner, guardian, treasury, employer, regionOperators, people } = cast;
  const offices = [
    ...keyHoldersOf(owner),
    guardian,
    treasury,
    employer,
    ...regionOperators.map(({ account }) => account),
  ];
  const accounts = [...offices, ...people.map(({ account }) => account)];
  return [...new Set(accounts)].filter((account) => playedBy(account) !== null);
}

/**
 * Everybody whom the plans name for a role, in order of first mention.
 *
 * @param governing, plans as for {@link bind}.
 */
export function peopleOf(governing: Plan, plans: readonly Plan[]): Participant[] {
  const people = new Map<string, Omit<Participant, "spareWei">>();
  const admit = (name: string, role: RoleBit, amountWei = 0n) => {
    const handle = labelOf(name);
    const known = people.get(handle) ?? { handle, roles: 0, stakes: [] };
    const staked = known.stakes.find((stake) => stake.role === role)?.amountWei ?? 0n;
    const others = known.stakes.filter((stake) => stake.role !== role);
    const total = staked + amountWei;
    const stakes = total === 0n ? others : [...others, { role, amountWei: total }];
    people.set(handle, { ...known, roles: known.roles | role, stakes });
  };
  admit(orchestratorOf(governing, plans), ROLE.employer);
  admit(OPERATOR, ROLE.operator);
  // A plan that is both layers has its people in both, but they stake once.
  for (const participants of new Set(plans.map((plan) => plan.participants))) {
    for (const { handle, stakeWei } of participants.council) admit(handle, ROLE.council, stakeWei);
    for (const { handle, stakeWei } of participants.agents) admit(handle, ROLE.agent, stakeWei);
    for (const { handle, stakeWei } of participants.validators) admit(handle, ROLE.validator, stakeWei);
  }
  const risks = missionRisks(plans);
  return [...people.values()].map((person) => ({ ...person, spareWei: spareOf(person, plans, risks) }));
}

/** Three stakes or, if that is more, all that jobs and drills can take of them; and the bonds. */
function spareOf(
  { handle, roles, stakes }: Omit<Participant, "spareWei">,
  plans: readonly Plan[],
  mission: MissionRisks,
): bigint {
  const stakedWei = stakes.reduce((sum, { amountWei }) => sum + amountWei, 0n);
  const inDrillsWei = plans.reduce((sum, plan) => sum + slashableInDrills(plan, handle, roles), 0n);
  const { workedWei = 0n, bondsWei = 0n } = mission.ofAgents.get(handle) ?? {};
  const judgedWei = (roles & ROLE.validator) !== 0 ? mission.ofValidatorWei : 0n;
  const bonds = plans.flatMap((plan) =>
    plan.drills.map((drill) => {
      const job = [...plan.jobs, ...plan.borrowed].find(({ id }) => id === drill.job);
      if (job === undefined || labelOf(job.agent) !== handle) return 0n;
      const [worthWei, terms] = [mostWorthWei(job), claimTerms(plan)];
      return agentsHearings(drill).reduce((sum, hearing) => sum + postedWei(worthWei, terms, hearing), 0n);
    }),
  );
  const slashableWei = inDrillsWei + workedWei + judgedWei;
  return bonds.reduce((sum, wei) => sum + wei, bondsWei + max(stakedWei * SPARE_STAKES, slashableWei));
}

/** What the jobs of all plans can take of whoever works on them or judges them, and of bonds. */
interface MissionRisks {
  readonly ofAgents: ReadonlyMap<string, { readonly workedWei: bigint; readonly bondsWei: bigint }>;
  readonly ofValidatorWei: bigint;
}

/**
 * A job takes at most half of each lock. Whoever judges may have all seats of a committee, in both rounds, where a member of
 * any is silent or dissents.
 */
function missionRisks(plans: readonly Plan[]): MissionRisks {
  const ofAgents = new Map<string, { workedWei: bigint; bondsWei: bigint }>();
  const seatWei = plans.reduce((most, { jobs }) => max(most, dearestSeatWei(jobs)), 0n);
  const jurorLockWei = plans.reduce((most, plan) => max(most, seatLockOf(plan)), 0n);
  let ofValidatorWei = 0n;
  for (const plan of plans) {
    const committeeWei = seatWei * BigInt(plan.protocol.committee.size);
    for (const job of plan.jobs) {
      for (const [index, course] of attemptsOf(plan, job).entries()) {
        const agent = labelOf(workerOf(plan.participants, job, index + 1));
        const { workedWei, bondsWei } = ofAgents.get(agent) ?? { workedWei: 0n, bondsWei: 0n };
        ofAgents.set(agent, {
          workedWei: workedWei + job.agentStakeWei,
          bondsWei: bondsWei + postedWei(mostWorthWei(job), { ...claimTerms(plan), jurorLockWei }, 1),
        });
        if (isTroubled(course)) ofValidatorWei += committeeWei;
      }
    }
  }
  return { ofAgents, ofValidatorWei };
}

function dearestSeatWei(jobs: readonly Job[]): bigint {
  return jobs.reduce((most, { validatorStakeWei }) => max(most, validatorStakeWei), 0n);
}

/**
 * A drill takes at most half of each lock. A validator may sit twice for one job; an agent's lock is at most twice what
 * the job asks for at the initial temperature.
 */
function slashableInDrills(plan: Plan, handle: string, roles: number): bigint {
  const seatWei = dearestSeatWei(plan.jobs);
  return plan.drills.reduce((sum, { job }) => {
    const borrowed = [...plan.jobs, ...plan.borrowed].find(({ id }) => id === job);
    const worked = borrowed && labelOf(borrowed.agent) === handle ? borrowed.agentStakeWei : 0n;
    const judged = borrowed !== undefined && (roles & JUDGING_ROLES) !== 0 ? seatWei : 0n;
    return sum + worked + judged;
  }, 0n);
}

/** Everybody who holds `role`, in their order. */
export function holdersOf<Somebody extends Participant>(
  people: readonly Somebody[],
  role: RoleBit,
): Somebody[] {
  return people.filter(({ roles }) => (roles & role) !== 0);
}

/** Who signs for the treasury, and of the nation for the oracle: the council, or the owner's signers where there is none. */
export function signatoriesOf(cast: Cast): readonly Pick<Person, "handle" | "account">[] {
  const council = holdersOf(cast.people, ROLE.council);
  if (council.length > 0) return council;
  return keyHoldersOf(cast.owner).map((account) => ({ handle: account.label, account }));
}

/** @returns the person behind an address, in whichever letter case. */
export function personAt(cast: Cast, address: string): Person {
  const wanted = address.toLowerCase();
  const person = cast.people.find(({ account }) => account.address.toLowerCase() === wanted);
  if (!person) throw new Error(`nobody of the cast has the address ${address}`);
  return person;
}
