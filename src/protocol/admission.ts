import type { TransactionRequest } from "../chain/group.ts";
import type { TransactionRecord } from "../model/record.ts";
import type { Cast, Person } from "./cast.ts";
import type { Driver, Step } from "./driver.ts";

/** Native coin that an account gets for its gas: 10 units, far more than a mission spends. */
const GAS_MONEY_WEI = 10n ** 19n;
const TRANSFER_GAS = 21_000n;
const UNLIMITED = 2n ** 256n - 1n;

export interface Admission {
  readonly funding: TransactionRecord[];
  readonly identities: TransactionRecord[];
  readonly stakes: TransactionRecord[];
}

/**
 * Brings the cast on stage: gas money from the faucet, tokens from the treasury, an identity from the registrar,
 * stakes by each person.
 *
 * @param budgetWei what the treasury hands to the employer for jobs, fees and bonuses.
 */
export async function admit(driver: Driver, cast: Cast, budgetWei: bigint): Promise<Admission> {
  const stakeManager = driver.book.get("StakeManager").address;
  const approve = (from: Person["account"]): Step => token(from, "approve", stakeManager, UNLIMITED);
  const funding = [
    ...(await driver.send({ transactions: gasMoney(cast) })),
    ...(await driver.mine({
      steps: [
        token(cast.treasury, "transfer", cast.employer.address, budgetWei),
        ...cast.people
          .filter(staked)
          .map((person) => token(cast.treasury, "transfer", person.account.address, stakeOf(person) * 2n)),
      ],
    })),
  ];
  const identities = await driver.mine({ steps: cast.people.map((person) => registration(cast, person)) });
  const stakes = await driver.mine({
    steps: [
      approve(cast.employer),
      ...cast.people.filter(staked).flatMap((person) => [approve(person.account), ...deposits(person)]),
    ],
  });
  return { funding, identities, stakes };
}

function gasMoney(cast: Cast): TransactionRequest[] {
  const accounts = [cast.owner, cast.guardian, cast.treasury, ...cast.people.map(({ account }) => account)];
  const unique = new Map(accounts.map((account) => [account.address, account]));
  return [...unique.values()].map(({ address }) => ({
    from: cast.deployer,
    to: address,
    data: "0x",
    valueWei: GAS_MONEY_WEI,
    gasLimit: TRANSFER_GAS,
    expect: "success",
  }));
}

function registration(cast: Cast, { handle, account, roles }: Person): Step {
  return {
    from: cast.owner,
    contract: "IdentityRegistry",
    function: "register",
    args: [handle, account.address, roles],
  };
}

function deposits(person: Person): Step[] {
  return person.stakes.map(({ role, amountWei }) => ({
    from: person.account,
    contract: "StakeManager",
    function: "depositStake",
    args: [role, amountWei],
  }));
}

function token(from: Person["account"], name: string, ...args: unknown[]): Step {
  return { from, contract: "AGIALPHA", function: name, args };
}

function staked(person: Person): boolean {
  return person.stakes.length > 0;
}

function stakeOf(person: Person): bigint {
  return person.stakes.reduce((sum, { amountWei }) => sum + amountWei, 0n);
}
