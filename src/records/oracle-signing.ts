import type { Cast } from "../model/cast.ts";
import type { Address } from "../model/hex.ts";
import type { Project } from "../model/loaded-project.ts";
import { nationalCast, signatoriesOf } from "./casting.ts";
import { councilThreshold } from "./planetary-settings.ts";

/** Of whom the oracle takes signatures, in ascending order, and how many it takes. */
export interface OracleSigning {
  readonly signers: readonly Address[];
  readonly threshold: number;
}

/** The oracle's signers: the nation's council, or the owner alone where it has none. */
export function oracleSigning(national: Cast): OracleSigning {
  const signers = signatoriesOf(national).map(({ account }) => account.address);
  return { signers: signers.toSorted(ascending), threshold: councilThreshold(signers.length) };
}

/** The nation's cast among everybody whom a project names. */
export function nationalPart(
  { shared, national }: Pick<Project, "shared" | "national">,
  { chainId, deployer, accountOf }: Cast,
): Cast {
  return nationalCast({ shared, national }, { chainId, deployer, of: accountOf });
}

/** By number, as contracts compare addresses. */
function ascending(a: Address, b: Address): number {
  return BigInt(a) < BigInt(b) ? -1 : 1;
}
