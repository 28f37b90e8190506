import type { Campaign } from "./campaign.ts";
import { forgeries } from "./forgeries.ts";
import { fuzz } from "./fuzz.ts";
import { kills } from "./kills.ts";
import { plans } from "./plans.ts";

export const CAMPAIGNS: readonly Campaign[] = [plans, fuzz, kills, forgeries];
