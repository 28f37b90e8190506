import type { KitRole } from "../../model/kit.ts";
import { ofForms } from "../../model/receipts.ts";
import { ROLE_IDS } from "../../records/roles.ts";
import { byPlace } from "../../support/chain-order.ts";
import { byCodeUnit } from "../../support/paths.ts";
import { type Happening, happenings, type KitReceipt } from "./kit-receipts.ts";

const ADMIN_ROLE = String(ROLE_IDS.ADMIN);
const MANAGER = "AccessManager";

/** Who holds authority on chain, told from the AccessManager's events alone. */
export interface Authority {
  readonly roles: readonly KitRole[];
  /** Addresses that hold ADMIN. */
  readonly admins: readonly string[];
  /** Who deployed the AccessManager; `null` if no receipt shows it. */
  readonly deployer: string | null;
  /** Where the deployer gave up ADMIN. */
  readonly renounced: Happening | null;
}

/** Plays the AccessManager's events in the chain's order. */
export function authorityOf(receipts: readonly KitReceipt[]): Authority {
  const holders = new Map<string, Map<string, number>>();
  const labels = new Map([[ADMIN_ROLE, "ADMIN"]]);
  for (const { event } of roleEvents(receipts)) {
    const { roleId, account, label, delay } = event.args as Record<string, string>;
    const role = String(roleId);
    const held = holders.get(role) ?? new Map<string, number>();
    if (event.name === "RoleGranted") held.set(String(account), Number(delay));
    if (event.name === "RoleRevoked") held.delete(String(account));
    if (event.name === "RoleLabel") labels.set(role, String(label));
    holders.set(role, held);
  }
  const deployer = deployerOf(receipts);
  const names = namesOf(receipts);
  return {
    roles: [...holders]
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .map(([role, held]) => ({ role: labels.get(role) ?? role, holders: holdersOf(held, names) })),
    admins: [...(holders.get(ADMIN_ROLE)?.keys() ?? [])],
    deployer,
    renounced:
      happenings(receipts, "RoleRevoked", MANAGER).find(
        ({ event: { args } }) => args.roleId === ADMIN_ROLE && args.account === deployer,
      ) ?? null,
  };
}

function roleEvents(receipts: readonly KitReceipt[]): Happening[] {
  return ["RoleGranted", "RoleRevoked", "RoleLabel"]
    .flatMap((name) => happenings(receipts, name, MANAGER))
    .toSorted((a, b) => byPlace(a.transaction, b.transaction) || placeOf(a) - placeOf(b));
}

function placeOf({ transaction, event }: Happening): number {
  return transaction.events.indexOf(event);
}

function deployerOf(receipts: readonly KitReceipt[]): string | null {
  const creation = receipts
    .flatMap(({ transactions }) => transactions)
    .find((record) => record.contract === MANAGER && record.function === "constructor");
  return creation?.from ?? null;
}

function holdersOf(held: ReadonlyMap<string, number>, names: ReadonlyMap<string, string>) {
  return [...held]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([address, delaySeconds]) => ({ address, name: names.get(address) ?? null, delaySeconds }));
}

/** What receipts call an address: a contract, a principal of the plan, or a participant. */
function namesOf(receipts: readonly KitReceipt[]): ReadonlyMap<string, string> {
  const deployed = ofForms(receipts, "national-deploy", "planetary-deploy");
  const principals = ofForms(receipts, "national-deploy").flatMap(({ document }) =>
    Object.values(document.principals),
  );
  const operators = ofForms(receipts, "planetary-deploy").flatMap(({ document }) => document.operators);
  const people = ofForms(receipts, "stake").flatMap(({ document }) => document.people);
  return new Map([
    ...[...principals, ...operators].map(({ address, label }) => [address, label] as const),
    ...deployed
      .flatMap(({ document }) => document.contracts)
      .map(({ address, name }) => [address, name] as const),
    // Last: who is a principal and a participant goes by the handle.
    ...people.map(({ address, handle }) => [address, handle] as const),
  ]);
}
