import type { TransactionRequest } from "../chain/port.ts";
import type { Account, Cast, Participant, Person } from "../model/cast.ts";
import { keyHoldersOf } from "../records/casting.ts";
import type { Driver, Step } from "./driver.ts";

/** Native coin that an account gets for its gas: 10 units, far more than a mission spends. */
const GAS_MONEY_WEI = 10n ** 19n;
const TRANSFER_GAS = 21_000n;
const UNLIMITED = 2n ** 256n - 1n;

/**
 * Brings the cast on stage: gas money from the faucet, tokens from the treasury, an identity from the registrar, who then
 * closes the founding, stakes by each person. Before it is closed nobody holds a role, and nobody could stake.
 *
 * @param budgetWei what the treasury hands to the employer for jobs, fees and bonuses.
 */
export async function admit(driver: Driver, cast: Cast, budgetWei: bigint): Promise<void> {
  const { owner, guardian, treasury, registrar, employer, people } = cast;
  const accounts = [
    ...keyHoldersOf(owner),
    guardian,
    treasury,
    registrar,
    ...people.map(({ account }) => account),
  ];
  const unique = [...new Map(accounts.map((account) => [account.address, account])).values()];
  await driver.send({ transactions: fundingRequests(cast, unique) });
  await driver.mine({
    steps: [token(treasury, "transfer", employer.address, budgetWei), ...tokenSteps(cast, people)],
  });
  await driver.mine({
    steps: [...people.map((person) => registration(cast, person)), closing(cast)],
  });
  await driver.mine({
    steps: [
      ...syncSteps(registrar, people.length),
      approval(driver, employer),
      ...stakingSteps(driver, people),
    ],
  });
}

/** Gas money from the faucet. */
export function fundingRequests(cast: Cast, accounts: readonly Account[]): TransactionRequest[] {
  return accounts.map(({ address }) => ({
    from: cast.deployer,
    to: address,
    data: "0x",
    valueWei: GAS_MONEY_WEI,
    gasLimit: TRANSFER_GAS,
    expect: "success",
  }));
}

/** Its stakes for everybody who stakes, and what it keeps at hand. */
export function tokenSteps(cast: Cast, people: readonly Person[]): Step[] {
  return people
    .filter(hasStake)
    .map((person) =>
      token(cast.treasury, "transfer", person.account.address, stakeOf(person) + person.spareWei),
    );
}

export function registration(cast: Cast, { handle, account, roles }: Person): Step {
  return {
    from: cast.registrar,
    contract: "IdentityRegistry",
    function: "register",
    args: [handle, account.address, roles],
  };
}

/** From now on whoever is to judge waits. */
function closing(cast: Cast): Step {
  return { from: cast.registrar, contract: "IdentityRegistry", function: "closeFounding", args: [] };
}

/** Changes of roles that one transaction works off. */
const SYNCED_AT_ONCE = 12;

/**
 * Tells the pool from which judges are drawn who judges from now on: work is handed in only once that is so.
 *
 * @param count of people whose roles have changed; each may have two that judge.
 */
export function syncSteps(from: Account, count: number): Step[] {
  return Array.from({ length: Math.ceil((2 * count) / SYNCED_AT_ONCE) }, () => ({
    from,
    contract: "SortitionPool",
    function: "sync",
    args: [SYNCED_AT_ONCE],
  }));
}

export function stakingSteps(driver: Driver, people: readonly Person[]): Step[] {
  return people.filter(hasStake).flatMap((person) => [approval(driver, person.account), ...deposits(person)]);
}

/** Lets StakeManager pull stakes, escrows and bonds. */
function approval({ book }: Driver, from: Account): Step {
  return token(from, "approve", book.get("StakeManager").address, UNLIMITED);
}

function deposits(person: Person): Step[] {
  return person.stakes.map(({ role, amountWei }) => ({
    from: person.account,
    contract: "StakeManager",
    function: "depositStake",
    args: [role, amountWei],
  }));
}

function token(from: Account, name: string, ...args: unknown[]): Step {
  return { from, contract: "AGIALPHA", function: name, args };
}

function hasStake(person: Person): boolean {
  return person.stakes.length > 0;
}

export function stakeOf(person: Participant): bigint {
  return person.stakes.reduce((sum, { amountWei }) => sum + amountWei, 0n);
}
