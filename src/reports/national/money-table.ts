import type { JobPayment } from "../../model/payments.ts";
import type { Takeoff } from "../../model/rehearsal.ts";
import { paymentsOfJob } from "../../records/job-history.ts";

import { table, text } from "../../render/markdown.ts";
import { formatAmount } from "../../support/amount.ts";

interface Row {
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
export function moneyTable({ plan, runs, drills }: Takeoff): string {
  const rows: Row[] = [
    ...runs.map(({ job, history }) => ({ title: job.id, payments: paymentsOfJob(history) })),
    ...drills.flatMap(({ id, payments }) =>
      payments === undefined ? [] : [{ title: `drill ${id}`, payments }],
    ),
  ];
  const total = { title: "in all", payments: rows.flatMap(({ payments }) => payments) };
  return table(
    [
      { title: `Job (${plan.budget.currency})` },
      { title: "In", align: "right" },
      ...RECIPIENTS.map(([title]) => ({ title, align: "right" }) as const),
    ],
    [...rows, total].map(({ title, payments }) => [
      text(title),
      sumText(payments.filter(({ to }) => to === "escrow")),
      ...RECIPIENTS.map(([, reasons]) => sumText(payments.filter(({ reason }) => reasons.includes(reason)))),
    ]),
  );
}

function sumText(payments: readonly JobPayment[]) {
  return text(formatAmount(payments.reduce((sum, { amountWei }) => sum + BigInt(amountWei), 0n)));
}
