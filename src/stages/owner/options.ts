import { OmniError } from "../../errors/error.ts";
import { OWNER } from "../../errors/owner.ts";
import type { ScriptContext } from "../script.ts";

const FORMATS = ["markdown", "json", "human"] as const;

export type ReportFormat = (typeof FORMATS)[number];

/** The folder under OUT where the owner's reports lie. */
export const OWNER_FOLDER = "localhost/asi-takeoff/owner";

/** @throws OMNI2301 for a network that the owner's scripts do not know. */
export function requireLocalhost({ flags }: ScriptContext): void {
  const { network = "localhost" } = flags;
  if (network !== "localhost") throw new OmniError(OWNER.NETWORK, { network: String(network) });
}

/** @throws OMNI2302 for an unknown format. */
export function formatOf({ flags }: ScriptContext): ReportFormat {
  const { format = "markdown" } = flags;
  const known = FORMATS.find((name) => name === format);
  if (!known) throw new OmniError(OWNER.FORMAT, { format: String(format), known: FORMATS });
  return known;
}
