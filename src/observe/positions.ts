import type { Cast } from "../model/cast.ts";
import type { Position } from "../model/readings.ts";
import type { Read } from "../model/record.ts";
import type { Views } from "./views.ts";

/** Contracts that own tokens; StakeManager only keeps those of others. */
const OWNERS = /^(Treasury|RewardEngineMB|RegionalExecutor .+)$/;

/** Reads what everybody holds at the latest block, contracts last. */
export async function readPositions(views: Views, cast: Cast): Promise<Position[]> {
  const contracts = views.book.entries().filter(({ name }) => OWNERS.test(name));
  const accounts = [
    ...accountsOf(cast).map(({ label, address }) => ({ label, address: address as string })),
    ...contracts.map(({ name, address }) => ({ label: name, address })),
  ];
  const rolesOf = new Map<string, number[]>(
    cast.people.map(({ account, stakes }) => [account.address, stakes.map(({ role }) => role)]),
  );
  const reads = accounts.map(({ address }) => [
    { contract: "AGIALPHA", function: "balanceOf", args: [address] },
    stakeView("claimOf", address),
    ...(rolesOf.get(address) ?? []).map((role) => stakeView("positionOf", address, role)),
  ]);
  const answers = await views.read(reads.flat());
  let next = 0;
  return accounts.map(({ label, address }, index) => {
    const [balance, claim, ...positions] = answers.slice(next, next + (reads[index]?.length ?? 0));
    next += reads[index]?.length ?? 0;
    const staked = positions.reduce((sum, position) => sum + (position[0].staked as bigint), 0n);
    return {
      label,
      address,
      balance: String(balance?.[0]),
      staked: String(staked),
      claimable: String(claim?.[0]),
    };
  });
}

export function accountsOf(cast: Cast) {
  const accounts = [cast.owner, cast.guardian, cast.treasury, ...cast.people.map(({ account }) => account)];
  return [...new Map(accounts.map((account) => [account.address, account])).values()];
}

export function stakeView(name: string, ...args: unknown[]): Read {
  return { contract: "StakeManager", function: name, args };
}
