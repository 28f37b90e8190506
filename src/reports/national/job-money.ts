import type { Takeoff } from "../../model/layer-run.ts";
import type { JobPayment } from "../../model/payments.ts";
import type { JobMoney, MoneyLine } from "../../model/takeoff-report.ts";
import { paymentsOfJob } from "../../records/job-history.ts";

interface Paid {
  readonly title: string;
  readonly payments: readonly JobPayment[];
}

/** Who receives a payment, by its reason. */
const RECIPIENTS: readonly (readonly [title: string, reasons: readonly string[]])[] = [
  ["Agent", ["AgentReward"]],
  ["Validators", ["ValidatorReward"]],
  ["Jurors", ["JurorFee"]],
  ["Operator", ["OperatorReward"]],
  ["Employer", ["EmployerRebate", "EmployerRefund", "SlashToEmployer"]],
  ["Treasury", ["Fee", "SlashToTreasury", "UnearnedToTreasury"]],
  ["Bonds", ["BondReturned", "BondAwarded"]],
  ["Burned", ["EscrowBurned"]],
];

/** What went into the escrow of each job, of drills too, and to whom it went; the last line sums up. */
export function moneyOfJobs({ runs, drills }: Pick<Takeoff, "runs" | "drills">): JobMoney {
  const paid: Paid[] = [
    ...runs.map(({ job, history }) => ({ title: job.id, payments: paymentsOfJob(history) })),
    ...drills.flatMap(({ id, payments }) =>
      payments === undefined ? [] : [{ title: `drill ${id}`, payments }],
    ),
  ];
  const total = { title: "in all", payments: paid.flatMap(({ payments }) => payments) };
  return { recipients: RECIPIENTS.map(([title]) => title), lines: [...paid, total].map(lineOf) };
}

function lineOf({ title, payments }: Paid): MoneyLine {
  return {
    title,
    inWei: sumWei(payments.filter(({ to }) => to === "escrow")),
    paidWei: RECIPIENTS.map(([, reasons]) =>
      sumWei(payments.filter(({ reason }) => reasons.includes(reason))),
    ),
  };
}

function sumWei(payments: readonly JobPayment[]): bigint {
  return payments.reduce((sum, { amountWei }) => sum + BigInt(amountWei), 0n);
}
