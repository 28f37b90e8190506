import { max } from "../../economics/fixed-point.ts";
import { bondsWei } from "../../economics/jury.ts";
import { dearestDayWei } from "../../economics/region-limits.ts";
import { seatFeesWei, seatLockOfTerms } from "../../economics/seats.ts";
import { part, partUp } from "../../economics/shares.ts";
import { PLAN } from "../../errors/plan-errors.ts";
import { OPERATOR } from "../../model/cast.ts";
import { regionOperator } from "../../model/regions.ts";
import { DAY_SECONDS } from "../../model/units.ts";
import { formatAmount } from "../../support/amount.ts";
import { fieldName } from "../plan-finding.ts";
import { toBps } from "../ratios.ts";
import { spansOf } from "../staking.ts";
import { present, type Rule, type RuleContext, values } from "./context.ts";
import { type Staff, staffOf } from "./staff.ts";

/** No key drives two regions, or is paid by the jobs that it posts. */
export const regionsHaveTheirOwnKeys: Rule = ({ regions }, { report, textAt }) => {
  const ids = values(regions).flatMap(({ id }) => id ?? []);
  for (const [index, { id, operator }] of present(regions)) {
    const others = ids.filter((other) => other !== id).map(regionOperator);
    if (operator === undefined || ![OPERATOR, ...others].includes(operator)) continue;
    const path = ["regions", index, "operator"];
    const rule = "somebody who neither operates the nation's jobs nor drives another region";
    report(PLAN.PROTOCOL_CONFLICT, { field: fieldName(path), found: textAt(path), rule }, path);
  }
};

/** Nobody takes a job whose employer it drives. */
export const regionsAreNotTheirOwnAgents: Rule = (draft, context) => {
  const staff = staffOf(draft, context);
  if (staff === null) return;
  for (const [index, { id, operator }] of present(draft.regions)) {
    if (operator === undefined) continue;
    const takes = staff.workers.some((own, job) => own.includes(operator) && staff.drivers[job] === operator);
    if (!takes) continue;
    const path = ["regions", index, "operator"];
    const rule = `somebody who takes none of the jobs of ${id}`;
    context.report(
      PLAN.PROTOCOL_CONFLICT,
      { field: fieldName(path), found: context.textAt(path), rule },
      path,
    );
  }
};

/** Limits that a plan states leave room for its jobs, and its council has the time to approve a dispute that it is given. */
export const regionsCanAct: Rule = (draft, context) => {
  const staff = context.role === "national" ? null : staffOf(draft, context);
  if (staff === null) return;
  const committed = commitmentsOf(staff);
  for (const [index, region] of present(draft.regions)) {
    const own = committed.filter((_, job) => staff.regions[job] === region.id);
    const dearestWei = own.reduce((most, { committedWei }) => max(most, committedWei), 0n);
    const path = ["regions", index];
    checkLimit(region.jobLimit, dearestWei, "its dearest job", [...path, "jobLimit"], context);
    checkLimit(region.dayLimit, dearestDayWei(own), "its dearest day", [...path, "dayLimit"], context);
    checkApproval(staff, region.approvalDays, [...path, "approvalDays"], context);
  }
};

type Path = readonly (string | number)[];

function checkLimit(
  limitWei: bigint | undefined,
  leastWei: bigint,
  what: string,
  path: Path,
  { report, textAt }: RuleContext,
): void {
  if (limitWei === undefined || limitWei >= leastWei) return;
  const rule = `at least ${formatAmount(leastWei)}, what ${what} commits`;
  report(PLAN.OUT_OF_RANGE, { field: fieldName(path), found: textAt(path), rule }, path);
}

/** The nation's terms say how long a verdict can be held; the council votes, and its timelock waits. */
function checkApproval(
  { draft, input }: Staff,
  approvalDays: number | undefined,
  path: Path,
  { report, textAt }: RuleContext,
): void {
  if (approvalDays === undefined || approvalDays === 0) return;
  const { windows } = input.protocol;
  const mostDays = Math.floor(windows.approvalSeconds / DAY_SECONDS);
  const { executionDelayDays = 0 } = draft.governance?.quadraticVoting ?? {};
  const voteSeconds = windows.votingDelaySeconds + windows.votingPeriodSeconds;
  const leastDays = Math.ceil(voteSeconds / DAY_SECONDS) + executionDelayDays;
  if (leastDays <= approvalDays && approvalDays <= mostDays) return;
  const rule = `0, or at least ${leastDays}, what a vote takes, and at most ${mostDays}, what protocol.windows.approvalSeconds of the nation allows`;
  report(PLAN.OUT_OF_RANGE, { field: fieldName(path), found: textAt(path), rule }, path);
}

/** Of each job, in their order: when it is posted, and what it commits. */
function commitmentsOf({ input }: Staff) {
  const { jobs, protocol } = input;
  const { committee, fees, stakes } = protocol;
  const { size: committeeSize } = committee;
  const ownLock = seatLockOfTerms(jobs.map(({ reward }) => partUp(reward, stakes.validatorBps)));
  const seats = { committeeSize, seatFeeBps: fees.seatBps, seatLockWei: input.seatLockWei ?? ownLock };
  const claim = {
    bondBps: fees.disputeBondBps,
    seatFeeBps: fees.seatBps,
    jurySize: committee.jurySize,
    jurorLockWei: seats.seatLockWei,
  };
  const spans = spansOf(input);
  return jobs.map(({ reward, thermodynamicProfile }, index) => {
    const bonusCapWei = part(reward, 2 * toBps(thermodynamicProfile.validatorBonus ?? 0n));
    const feesWei = partUp(reward, fees.protocolBps) + seatFeesWei(reward + bonusCapWei, seats);
    const { assigned = 0, submitted = 0, lastSubmitted = 0 } = spans[index] ?? {};
    return {
      postedAt: assigned,
      slackSeconds: lastSubmitted - submitted,
      committedWei: reward + bonusCapWei + feesWei + bondsWei(reward + bonusCapWei, claim),
    };
  });
}
