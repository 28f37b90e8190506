import { courseSeconds } from "../../economics/course-time.ts";
import { leastJudgingDelaySeconds } from "../../economics/judging-delay.ts";
import { PLAN } from "../../errors/plan-errors.ts";
import { DAY_SECONDS, WHOLE_BPS } from "../../model/units.ts";
import { protocolSchema } from "../schema-protocol.ts";
import type { Rule } from "./context.ts";

/** `StakeManager.MAX_UNBONDING_SECONDS`. */
const LONGEST_UNBONDING = 90 * DAY_SECONDS;

/**
 * Shares add up, silence costs no less than a wrong vote, a quorum is one that its body can reach and that speaks for it,
 * stake stays as long as it may have to answer, and who judges does not change before what is under way has been decided.
 */
export const protocolIsConsistent: Rule = (draft, { report }) => {
  const parsed = protocolSchema.safeParse(draft.protocol ?? {});
  if (!parsed.success) return;
  const { windows, committee, quorum, shares, slashing } = parsed.data;
  const require = (holds: boolean, path: readonly string[], found: number, rule: string) => {
    const place = ["protocol", ...path];
    if (!holds) report(PLAN.PROTOCOL_CONFLICT, { field: place.join("."), found: String(found), rule }, place);
  };
  const shareSum = sum(shares);
  const splitSum = sum(slashing.split);
  require(shareSum === WHOLE_BPS, ["shares"], shareSum, "10000 in sum");
  require(splitSum === WHOLE_BPS, ["slashing", "split"], splitSum, "10000 in sum");
  const { nonRevealBps: silenceBps, wrongVoteBps } = slashing;
  require(silenceBps >= wrongVoteBps, ["slashing", "nonRevealBps"], silenceBps, `at least ${wrongVoteBps}`);
  const { jurySize, size, seedBlocks } = committee;
  require(jurySize % 2 === 1, ["committee", "jurySize"], jurySize, "an odd number");
  const requireMajority = (name: "validators" | "jurors", of: number) => {
    const [found, majority] = [quorum[name], Math.floor(of / 2) + 1];
    const isMajority = majority <= found && found <= of;
    require(isMajority, ["quorum", name], found, `between ${majority} and ${of}`);
  };
  requireMajority("validators", size);
  requireMajority("jurors", jurySize);
  const { unbondingSeconds } = windows;
  const course = courseSeconds(windows, seedBlocks, DAY_SECONDS);
  if (course > LONGEST_UNBONDING) {
    require(false, [
      "windows",
    ], course, `${LONGEST_UNBONDING} at most in sum, from a submission to the last ruling`);
  } else {
    require(unbondingSeconds >= course, [
      "windows",
      "unbondingSeconds",
    ], unbondingSeconds, `at least ${course}, as long as a job can take`);
  }
  const timelockDays = draft.governance?.quadraticVoting?.executionDelayDays ?? 0;
  const leastSeconds = leastJudgingDelaySeconds(windows, seedBlocks, timelockDays * DAY_SECONDS);
  const { judgingDelaySeconds = leastSeconds } = windows;
  const isPatient = judgingDelaySeconds >= leastSeconds;
  require(isPatient, ["windows", "judgingDelaySeconds"], judgingDelaySeconds, `at least ${leastSeconds}`);
};

function sum(parts: Readonly<Record<string, number>>): number {
  return Object.values(parts).reduce((total, part) => total + part, 0);
}
