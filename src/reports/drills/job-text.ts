import type { CourseEnd } from "../../economics/job-course.ts";
import type { Cast } from "../../model/cast.ts";
import type { JobPayment } from "../../model/payments.ts";
import { formatAmount } from "../../support/amount.ts";
import { byCodeUnit } from "../../support/paths.ts";
import { namesOfCast } from "../cast-names.ts";

/** A job's end in words: the outcome, who decided it, and every payment, exact. */
export function endText({ outcome, decidedBy, payments }: CourseEnd, cast: Cast): string {
  const names = namesOfCast(cast);
  const [paidIn, paidOut] = [payments.filter(isPaidIn), payments.filter((payment) => !isPaidIn(payment))];
  const deciders = {
    nobody: "undisputed",
    jury: "decided by the jury",
    owner: "decided by the owner",
    default: "decided by nobody in time",
  };
  return [
    `${outcome}, ${deciders[decidedBy]}`,
    `in: ${listText(paidIn, ({ from }) => names.get(from) ?? from)}`,
    `out: ${listText(paidOut, ({ to }) => names.get(to) ?? to)}`,
  ].join("; ");
}

function isPaidIn({ to }: JobPayment): boolean {
  return to === "escrow";
}

/** In one order, whatever the order of the payments. */
function listText(payments: readonly JobPayment[], whose: (payment: JobPayment) => string): string {
  return payments
    .map((payment) => `${payment.reason} ${formatAmount(BigInt(payment.amountWei))} tokens ${whose(payment)}`)
    .toSorted(byCodeUnit)
    .join(", ");
}
