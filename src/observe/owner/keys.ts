import type { OwnerKeys, RoleHolder } from "../../model/owner.ts";
import { OWNER_SAFE } from "../../records/owner-safe.ts";
import { operatorRole } from "../../records/planetary-roles.ts";
import { view } from "../views.ts";
import type { Standpoint } from "./access.ts";

/** Roles of which no key holds two: a contract has no key, and says itself who may use it. Each region has one of its own. */
const APART: readonly string[] = ["ADMIN", "REGISTRAR", "COUNCIL", "ARBITER"];

/** Reads who signs for the owner, and whether a key holds more than one of the roles that ought to be apart. */
export async function readOwnerKeys(
  { book, cast, names, reads }: Standpoint,
  holders: readonly RoleHolder[],
): Promise<OwnerKeys> {
  const { label: name, address } = cast.owner;
  const shared = sharedKeys(holders, (account) => book.at(account) !== undefined);
  if (!book.has(OWNER_SAFE)) return { name, safe: null, threshold: 1, signers: [{ name, address }], shared };
  const [threshold, owners] = await reads.read([
    view(OWNER_SAFE, "getThreshold"),
    view(OWNER_SAFE, "getOwners"),
  ]);
  const signers = [...(owners?.[0] as Iterable<string>)].map((signer) => ({
    name: names.of(signer),
    address: signer,
  }));
  const known = new Set(signers.map((signer) => signer.address));
  return {
    name,
    safe: address,
    threshold: Number(threshold?.[0]),
    signers,
    shared: [...shared, ...watchingThemselves(holders, known)],
  };
}

/** A guardian that signs for the owner as well would have to cancel what it signed itself. */
function watchingThemselves(
  holders: readonly RoleHolder[],
  signers: ReadonlySet<string>,
): OwnerKeys["shared"] {
  return holders
    .filter(
      ({ role, account, onChain }) =>
        role === "GUARDIAN" && onChain.startsWith("held") && signers.has(account),
    )
    .map(({ name, account: address }) => ({
      name,
      address,
      roles: ["a signature of the owner", "GUARDIAN"],
    }));
}

function sharedKeys(
  holders: readonly RoleHolder[],
  isContract: (account: string) => boolean,
): OwnerKeys["shared"] {
  const held = holders.filter(
    ({ role, account, onChain }) =>
      (APART.includes(role) || role.startsWith(operatorRole(""))) &&
      onChain.startsWith("held") &&
      !isContract(account),
  );
  return [...Map.groupBy(held, ({ account }) => account)].flatMap(([address, own]) =>
    own.length < 2 ? [] : [{ name: own[0]?.name ?? address, address, roles: own.map(({ role }) => role) }],
  );
}
