import type { Campaign } from "./campaign.ts";
import { capture } from "./capture.ts";
import { forgeries } from "./forgeries.ts";
import { fuzz } from "./fuzz.ts";
import { guards } from "./guards.ts";
import { kills } from "./kills.ts";
import { mirrors } from "./mirrors.ts";
import { plans } from "./plans.ts";
import { units } from "./units.ts";

export const CAMPAIGNS: readonly Campaign[] = [
  plans,
  fuzz,
  mirrors,
  kills,
  forgeries,
  guards,
  capture,
  units,
];
