import { ROLE } from "../../model/enums.ts";
import { isKeeper, isModule } from "../../model/modules.ts";
import type {
  Holding,
  PauseState,
  ShareState,
  Solvency,
  StakeOfRole,
  TemperatureState,
} from "../../model/owner.ts";
import { textArg, uintArg } from "../../records/events.ts";
import { view } from "../views.ts";
import type { Standpoint } from "./access.ts";

/** A guardian's pause expires, even where the guardian is the owner. */
const NEVER = "0";

/** Reads whether the system runs, and whom the switch stops. */
export async function readPause({ book, cast, names, history, reads }: Standpoint): Promise<PauseState> {
  const [paused, info, ready, active, modules] = await reads.read(
    ["paused", "pauseInfo", "guardianReadyAt", "activeTime", "modules"].map((name) =>
      view("SystemPause", name),
    ),
  );
  const listed = [...(modules?.[0] as Iterable<string>)].map((address) => names.of(address));
  const layers = book.entries().filter(isModule);
  const byOwner = history
    .of("SystemPause", "Paused")
    .filter(({ args }) => textArg(args, "by") === cast.owner.address && args.expiresAt === NEVER);
  return {
    paused: paused?.[0] === true,
    byGuardian: info?.[2] === true,
    since: String(info?.[0]),
    expiresAt: String(info?.[1]),
    guardianReadyAt: String(ready?.[0]),
    activeTime: String(active?.[0]),
    modules: listed,
    unlisted: layers.map(({ name }) => name).filter((name) => !listed.includes(name)),
    lastOwnerPause: byOwner.at(-1)?.block ?? null,
  };
}

/** Compares the tokens that StakeManager holds with what it owes. */
export async function readSolvency({ book, reads }: Standpoint): Promise<Solvency> {
  const [held, totals] = await reads.read([
    view("AGIALPHA", "balanceOf", book.get("StakeManager").address),
    view("StakeManager", "totals"),
  ]);
  const balanceWei = held?.[0] as bigint;
  const parts = [...(totals?.[0] as Iterable<bigint>)];
  const owedWei = parts.reduce((sum, amountWei) => sum + amountWei, 0n);
  const [staked = "0", unbonding = "0", escrowed = "0", claimable = "0"] = parts.map(String);
  return {
    balance: balanceWei.toString(),
    staked,
    unbonding,
    escrowed,
    claimable,
    owed: owedWei.toString(),
    surplus: (balanceWei - owedWei).toString(),
    solvent: balanceWei >= owedWei,
  };
}

/** Reads what the treasuries hold: the plan's account, and the contracts of the planetary layer that keep tokens. */
export async function readTreasuries({ book, cast, reads }: Standpoint): Promise<Holding[]> {
  const keepers = book
    .entries()
    .filter((entry) => entry.name === "Treasury" || isKeeper(entry))
    .map(({ name, address }) => ({ name, address }));
  const accounts = [
    { name: cast.treasury.label, address: cast.treasury.address as string },
    { name: cast.employer.label, address: cast.employer.address as string },
    ...keepers,
  ];
  const answers = await reads.read(accounts.map(({ address }) => view("AGIALPHA", "balanceOf", address)));
  return accounts.map((account, index) => ({ ...account, balance: String(answers[index]?.[0]) }));
}

/** Reads every position of everybody who has ever staked, summed by role. */
export async function readStakes({ history, reads }: Standpoint): Promise<StakeOfRole[]> {
  const stakers = new Map(
    history
      .of("StakeManager", "StakeDeposited")
      .map(({ args }) => ({ account: textArg(args, "account"), role: uintArg(args, "role") }))
      .map((staker) => [`${staker.account} ${staker.role}`, staker]),
  );
  const entries = [...stakers.values()];
  const answers = await reads.read(
    entries.map(({ account, role }) => view("StakeManager", "positionOf", account, role)),
  );
  return Object.entries(ROLE).flatMap(([role, bit]): StakeOfRole[] => {
    const positions = answers
      .filter((_, index) => entries[index]?.role === BigInt(bit))
      .map((answer) => answer[0] as { staked: bigint; locked: bigint; unbonding: bigint });
    if (positions.length === 0) return [];
    const sum = (part: "staked" | "locked" | "unbonding") =>
      positions.reduce((total, position) => total + position[part], 0n).toString();
    const holders = positions.filter(({ staked }) => staked > 0n).length;
    return [{ role, holders, staked: sum("staked"), locked: sum("locked"), unbonding: sum("unbonding") }];
  });
}

/** Reads the temperature and what holds it, WAD. */
export async function readTemperature({ reads }: Standpoint): Promise<TemperatureState> {
  const [current, base, raise, reference, bounds] = await reads.read(
    ["temperatureWad", "baseTemperatureWad", "raiseWad", "referenceTemperatureWad", "bounds"].map((name) =>
      view("Thermostat", name),
    ),
  );
  const { minWad, maxWad, emergencyWad } = bounds?.[0] as Record<
    "minWad" | "maxWad" | "emergencyWad",
    bigint
  >;
  return {
    current: String(current?.[0]),
    base: String(base?.[0]),
    raised: String(raise?.[0]),
    reference: String(reference?.[0]),
    minimum: minWad.toString(),
    maximum: maxWad.toString(),
    emergency: emergencyWad.toString(),
  };
}

/** Reads the role shares of this epoch and the next, and what those that were moved go back to. */
export async function readShares({ reads }: Standpoint): Promise<ShareState> {
  const [epoch, ...shares] = await reads.read(
    ["currentEpoch", "roleShares", "nextRoleShares", "governedShares"].map((name) =>
      view("IncentivePolicy", name),
    ),
  );
  const [current = [], next = [], governed = []] = shares.map((answer) =>
    [...(answer[0] as Iterable<bigint>)].map(String),
  );
  return { epoch: String(epoch?.[0]), current, next, governed };
}
