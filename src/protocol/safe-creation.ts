import type { Account } from "../model/cast.ts";
import { OWNER_SAFE, SAFE_PARTS, SALTS, safeSetup } from "../records/owner-safe.ts";
import type { Deployment } from "./deploy.ts";
import type { Driver, Step } from "./driver.ts";

/** What every Safe here stands on. */
export const SAFE_DEPLOYMENTS: readonly Deployment[] = SAFE_PARTS.map((name) => ({
  name,
  artifact: name,
  args: () => [],
}));

/** A Safe that is to be made. */
interface NewSafe {
  /** Under which the address book will have it. */
  readonly name: string;
  readonly salt: bigint;
  readonly owners: readonly Account[];
  readonly threshold: number;
}

/** Has the factory make a Safe, and enters it into the book. */
export async function createSafe(driver: Driver, from: Account, safe: NewSafe): Promise<void> {
  const creation = creationOf(driver, from, safe);
  const [foretold] = await driver.read([creation]);
  driver.book.add(safe.name, foretold?.[0] as string, "SafeL2");
  await driver.mine({ steps: [creation] });
}

/**
 * Makes the Safe that the owner is; an owner with a key of its own needs none.
 *
 * @throws Error if it does not stand where the cast has the owner: then the deployer had sent something before.
 */
export async function createOwnerSafe(driver: Driver, deployer: Account, owner: Account): Promise<void> {
  if (owner.safe === undefined) return;
  const { signers, threshold } = owner.safe;
  await createSafe(driver, deployer, { name: OWNER_SAFE, salt: SALTS.owner, owners: signers, threshold });
  const { address } = driver.book.get(OWNER_SAFE);
  if (address !== owner.address)
    throw new Error(`the owner's Safe is at ${address}, not at ${owner.address}`);
}

function creationOf({ book }: Driver, from: Account, { salt, owners, threshold }: NewSafe): Step {
  const handler = book.get("CompatibilityFallbackHandler").address;
  const addresses = owners.map(({ address }) => address);
  return {
    from,
    contract: "SafeProxyFactory",
    function: "createProxyWithNonce",
    args: [book.get("SafeL2").address, safeSetup(addresses, threshold, handler), salt],
  };
}
