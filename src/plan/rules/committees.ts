import { PLAN } from "../../errors/plan-errors.ts";
import { formatAmount } from "../../support/amount.ts";
import { type Seating, shortageOf } from "../demand.ts";
import { seatingsOf } from "../staking.ts";
import type { RuleContext } from "./context.ts";
import { jobsAtOnce } from "./job-list.ts";
import { partiesOf, type Staff, type Validator } from "./staff.ts";

/** Every job finds a committee, whatever else runs at the same time. */
export function checkCommittees(staff: Staff, { report, isComplete }: RuleContext): void {
  const { input, validators } = staff;
  const { size } = input.protocol.committee;
  if (validators.length < 3) return;
  const seatings = seatingsOf(input, (job) => partiesOf(staff, job));
  if (reportMissingCommittee(seatings, validators, size, report)) return;
  if (isComplete && reportPartiesStake(seatings, validators, report)) return;
  const shortage = shortageOf(seatings, validators, size);
  if (shortage) {
    const { job, beside, neededWei } = shortage;
    const needed = formatAmount(neededWei);
    const by = jobsAtOnce([job, ...beside]);
    for (const { index, handle, stakeWei } of validators) {
      if (stakeWei >= neededWei) continue;
      const args = { handle, stake: formatAmount(stakeWei), needed, by };
      const own = index === null ? [] : [index, "stake"];
      report(PLAN.STAKE_TOO_SMALL, args, ["participants", "validators", ...own]);
    }
  } else if (isComplete) {
    reportUnseated(seatings, validators, report);
    reportUnsure(seatings, validators, input.protocol.quorum.validators, report);
  }
}

/** Validators who cover a seat, but who can be drawn for so many of one job that its committee is refused. */
function reportUnsure(
  seatings: readonly Seating[],
  validators: readonly Validator[],
  quorum: number,
  report: RuleContext["report"],
): void {
  for (const { index, handle, stakeWei } of validators) {
    const own = seatings.filter(({ excluded }) => !excluded.has(handle));
    const dearest = own.toSorted((a, b) => (a.seatWei < b.seatWei ? 1 : -1))[0];
    if (index === null || dearest === undefined || stakeWei < dearest.seatWei) continue;
    const neededWei = BigInt(quorum) * dearest.seatWei;
    const args = { handle, stake: formatAmount(stakeWei), needed: formatAmount(neededWei), job: dearest.id };
    const place = ["participants", "validators", index, "stake"];
    if (stakeWei < neededWei) report(PLAN.COMMITTEE_UNSURE, args, place);
  }
}

/** @returns whether a job has too few validators, whatever they stake */
function reportMissingCommittee(
  seatings: readonly Seating[],
  validators: readonly Validator[],
  needed: number,
  report: RuleContext["report"],
): boolean {
  const eligibleFor = ({ excluded }: Seating) =>
    validators.filter(({ handle }) => !excluded.has(handle)).length;
  const short = seatings.find((seating) => eligibleFor(seating) < needed);
  if (!short) return false;
  report(PLAN.TOO_FEW_VALIDATORS, { eligible: eligibleFor(short), needed, job: short.id }, [
    "participants",
    "validators",
  ]);
  return true;
}

/** @returns whether the parties of a job hold so much of all stake that its committee is refused */
function reportPartiesStake(
  seatings: readonly Seating[],
  validators: readonly Validator[],
  report: RuleContext["report"],
): boolean {
  const sumOf = (some: readonly Validator[]) => some.reduce((sum, { stakeWei }) => sum + stakeWei, 0n);
  const totalWei = sumOf(validators);
  const eligibleFor = ({ excluded }: Seating) =>
    sumOf(validators.filter(({ handle }) => !excluded.has(handle)));
  const short = seatings.find((seating) => 2n * eligibleFor(seating) < totalWei);
  if (!short) return false;
  const args = { eligible: formatAmount(eligibleFor(short)), total: formatAmount(totalWei), job: short.id };
  report(PLAN.TOO_LITTLE_STAKE, args, ["participants", "validators"]);
  return true;
}

/** Validators whose stake covers no seat at any job that they may judge. */
function reportUnseated(
  seatings: readonly Seating[],
  validators: readonly Validator[],
  report: RuleContext["report"],
): void {
  for (const { index, handle, stakeWei } of validators) {
    if (index === null) continue;
    const seats = seatings.filter(({ excluded }) => !excluded.has(handle)).map(({ seatWei }) => seatWei);
    const [first] = seats;
    const place = ["participants", "validators", index];
    if (first === undefined) report(PLAN.VALIDATOR_WITHOUT_JOB, { handle }, [...place, "handle"]);
    else if (seats.every((seatWei) => stakeWei < seatWei)) {
      const leastWei = seats.reduce((least, seatWei) => (seatWei < least ? seatWei : least), first);
      const args = { handle, stake: formatAmount(stakeWei), needed: formatAmount(leastWei) };
      report(PLAN.VALIDATOR_UNFUNDED, args, [...place, "stake"]);
    }
  }
}
