import { leastJudgingDelaySeconds } from "../../economics/judging-delay.ts";
import { PLAN } from "../../errors/plan-errors.ts";
import { WHOLE_BPS } from "../../model/units.ts";
import { protocolSchema } from "../schema-protocol.ts";
import type { Rule } from "./context.ts";

/**
 * Shares add up, silence costs no less than a wrong vote, a quorum is one that its body can reach and that speaks for it,
 * and who judges does not change before what is under way has been decided.
 */
export const protocolIsConsistent: Rule = (draft, { report }) => {
  const parsed = protocolSchema.safeParse(draft.protocol ?? {});
  if (!parsed.success) return;
  const { committee, quorum, shares, slashing, windows } = parsed.data;
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
  const { validators, jurors } = quorum;
  require(validators <= committee.size, ["quorum", "validators"], validators, `at most ${committee.size}`);
  const { jurySize } = committee;
  require(jurySize % 2 === 1, ["committee", "jurySize"], jurySize, "an odd number");
  const majority = Math.floor(jurySize / 2) + 1;
  const isMajority = majority <= jurors && jurors <= jurySize;
  require(isMajority, ["quorum", "jurors"], jurors, `between ${majority} and ${jurySize}`);
  const leastSeconds = leastJudgingDelaySeconds(windows);
  const { judgingDelaySeconds = leastSeconds } = windows;
  const isPatient = judgingDelaySeconds >= leastSeconds;
  require(isPatient, ["windows", "judgingDelaySeconds"], judgingDelaySeconds, `at least ${leastSeconds}`);
};

function sum(parts: Readonly<Record<string, number>>): number {
  return Object.values(parts).reduce((total, part) => total + part, 0);
}
