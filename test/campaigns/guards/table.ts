import { ATTESTED } from "./attested.ts";
import { AUTHORITY } from "./authority.ts";
import { COUNCIL } from "./council.ts";
import { DRAWS } from "./draws.ts";
import type { Guard } from "./guard.ts";
import { JOBS } from "./jobs.ts";
import { JURIES } from "./juries.ts";
import { REWARDS } from "./rewards.ts";
import { VOTES } from "./votes.ts";

/** A guard that has no row here is kept by nothing but care: what makes a strategy pay again belongs here too. */
export const GUARDS: readonly Guard[] = [
  ...DRAWS,
  ...VOTES,
  ...JURIES,
  ...JOBS,
  ...AUTHORITY,
  ...ATTESTED,
  ...COUNCIL,
  ...REWARDS,
];
