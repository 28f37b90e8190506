import { type Account, accountOf, DEPLOYER } from "../chain/accounts.ts";
import { max } from "../economics/fixed-point.ts";
import { partUp } from "../economics/shares.ts";
import type { Job, Plan } from "../model/plan.ts";
import { ORCHESTRATOR } from "../plan/stakes.ts";

/** What an identity takes part in: the bits of the contract library `Roles`. */
export const ROLE = { agent: 1, validator: 2, council: 4, operator: 8, employer: 16 } as const;

export type RoleBit = (typeof ROLE)[keyof typeof ROLE];

/** Somebody who holds an identity. */
export interface Person {
  readonly handle: string;
  readonly account: Account;
  /** Sum of role bits. */
  readonly roles: number;
  readonly stakes: readonly { readonly role: RoleBit; readonly amountWei: bigint }[];
  /** What it keeps at hand: to stake again after drills, and for the bonds of the disputes that it rehearses. */
  readonly spareWei: bigint;
}

/** Who plays whom on a local chain. */
export interface Cast {
  readonly deployer: Account;
  readonly owner: Account;
  readonly guardian: Account;
  readonly treasury: Account;
  /** Posts the jobs: the plan's orchestrator, which the treasury funds. */
  readonly employer: Account;
  readonly operator: Account;
  /** In order of first mention. */
  readonly people: readonly Person[];
}

/** Drills slash stakes again and again, but never more than a part of one at a time: a usual number of drills is covered. */
const SPARE_STAKES = 3n;

/** Plans name no operator; this label stands for the one that ticks, triggers and anchors. */
const OPERATOR = "mission-operator";

/**
 * Binds everybody whom the plans name to an account.
 *
 * @param governing the plan whose governance rules the system.
 * @param plans whose participants take part; the first mention fixes a handle's place.
 */
export function castOf(governing: Plan, plans: readonly Plan[]): Cast {
  const { governance, participants } = governing;
  const orchestrator = participants.metaOrchestrator?.handle ?? ORCHESTRATOR;
  return {
    deployer: DEPLOYER,
    owner: principal(governance.owner),
    guardian: principal(governance.pauseAuthority),
    treasury: principal(governance.treasury),
    employer: principal(orchestrator),
    operator: principal(OPERATOR),
    people: peopleOf(plans, orchestrator),
  };
}

/**
 * The local account that plays a principal. Nobody here holds the key of a real address that a plan names, so a
 * stand-in plays it; receipts show the label.
 */
export function principal(name: string): Account {
  return accountOf(/^0x[0-9a-f]{40}$/i.test(name) ? `stand-in for ${name}` : name);
}

function peopleOf(plans: readonly Plan[], orchestrator: string): Person[] {
  const people = new Map<string, Omit<Person, "spareWei">>();
  const admit = (handle: string, role: RoleBit, amountWei = 0n) => {
    const known = people.get(handle) ?? { handle, account: principal(handle), roles: 0, stakes: [] };
    const staked = known.stakes.find((stake) => stake.role === role)?.amountWei ?? 0n;
    const others = known.stakes.filter((stake) => stake.role !== role);
    const total = staked + amountWei;
    const stakes = total === 0n ? others : [...others, { role, amountWei: total }];
    people.set(handle, { ...known, roles: known.roles | role, stakes });
  };
  admit(orchestrator, ROLE.employer);
  admit(OPERATOR, ROLE.operator);
  // One file may be the plan of several layers: then its people stake once, as much as the layer that asks for most.
  const staked = new Map<string, bigint>();
  const admitStaking = (file: string, handle: string, role: RoleBit, stakeWei: bigint) => {
    const key = `${file} ${role} ${handle}`;
    const beforeWei = staked.get(key) ?? 0n;
    staked.set(key, max(beforeWei, stakeWei));
    admit(handle, role, max(0n, stakeWei - beforeWei));
  };
  for (const { sha256, participants } of plans) {
    for (const { handle, stakeWei } of participants.council)
      admitStaking(sha256, handle, ROLE.council, stakeWei);
    for (const { handle, stakeWei } of participants.agents)
      admitStaking(sha256, handle, ROLE.agent, stakeWei);
    for (const { handle, stakeWei } of participants.validators)
      admitStaking(sha256, handle, ROLE.validator, stakeWei);
  }
  return [...people.values()].map((person) => ({ ...person, spareWei: spareOf(person, plans) }));
}

/** Three stakes or, if that is more, all that the drills can take of them; and the bonds. */
function spareOf({ handle, roles, stakes }: Omit<Person, "spareWei">, plans: readonly Plan[]): bigint {
  const stakedWei = stakes.reduce((sum, { amountWei }) => sum + amountWei, 0n);
  const slashableWei = plans.reduce((sum, plan) => sum + slashableInDrills(plan, handle, roles), 0n);
  const bonds = plans.flatMap((plan) =>
    plan.drills.map((drill) => {
      const job = plan.jobs.find(({ id }) => id === drill.job);
      const claims = drill.kind === "dispute-won" || drill.kind === "owner-ruling";
      return claims && job?.agent === handle ? disputeBondWei(plan, job) : 0n;
    }),
  );
  return bonds.reduce((sum, wei) => sum + wei, max(stakedWei * SPARE_STAKES, slashableWei));
}

/**
 * A drill takes at most half of each lock. A validator may sit twice for one job; an agent's lock is at most twice what
 * the job asks for at the initial temperature.
 */
function slashableInDrills(plan: Plan, handle: string, roles: number): bigint {
  const seatWei = plan.jobs.reduce((most, { validatorStakeWei }) => max(most, validatorStakeWei), 0n);
  return plan.drills.reduce((sum, { job }) => {
    const borrowed = plan.jobs.find(({ id }) => id === job);
    const worked = borrowed?.agent === handle ? borrowed.agentStakeWei : 0n;
    const judged = borrowed !== undefined && (roles & ROLE.validator) !== 0 ? seatWei : 0n;
    return sum + worked + judged;
  }, 0n);
}

/** What a dispute about a job costs its claimant at first. */
export function disputeBondWei({ protocol }: Plan, { rewardWei }: Job): bigint {
  return partUp(rewardWei, BigInt(protocol.fees.disputeBondBps));
}

/** Everybody who holds `role`, in the order of the cast. */
export function holdersOf(cast: Cast, role: RoleBit): Person[] {
  return cast.people.filter((person) => (person.roles & role) !== 0);
}

/** @returns the person behind an address, in whichever letter case. */
export function personAt(cast: Cast, address: string): Person {
  const wanted = address.toLowerCase();
  const person = cast.people.find(({ account }) => account.address.toLowerCase() === wanted);
  if (!person) throw new Error(`nobody of the cast has the address ${address}`);
  return person;
}
