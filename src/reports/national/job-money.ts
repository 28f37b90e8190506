import type { PaymentReason } from "../../model/enums.ts";
import type { Takeoff } from "../../model/layer-run.ts";
import type { JobPayment } from "../../model/payments.ts";
import { receiptPath } from "../../model/receipts.ts";
import type { JobMoney, MoneyLine } from "../../model/takeoff-report.ts";
import { everyAttempt, paymentsOfJob } from "../../records/job-history.ts";
import { attemptTitle } from "../course-in-words.ts";
import { attemptSlug } from "../receipt.ts";
import { receiptOfDrill } from "./drill-receipts.ts";

interface Paid {
  readonly title: string;
  readonly receipt: string | null;
  readonly payments: readonly JobPayment[];
}

const RECIPIENTS = [
  "Agent",
  "Validators",
  "Jurors",
  "Operator",
  "Employer",
  "Treasury",
  "Bonds",
  "Burned",
] as const;

/** Who receives a payment, by its reason. */
const RECIPIENT_OF: Readonly<Record<PaymentReason | "EscrowBurned", (typeof RECIPIENTS)[number]>> = {
  AgentReward: "Agent",
  ValidatorReward: "Validators",
  JurorFee: "Jurors",
  OperatorReward: "Operator",
  EmployerRebate: "Employer",
  EmployerRefund: "Employer",
  SlashToEmployer: "Employer",
  Fee: "Treasury",
  SeatFee: "Treasury",
  SlashToTreasury: "Treasury",
  UnearnedToTreasury: "Treasury",
  BondReturned: "Bonds",
  BondAwarded: "Bonds",
  EscrowBurned: "Burned",
};

/** What went into the escrow of each job, of drills too, and to whom it went; the last line sums up. */
export function moneyOfJobs({ runs, drills }: Pick<Takeoff, "runs" | "drills">): JobMoney {
  const paid: Paid[] = [
    ...everyAttempt(runs).map((run) => ({
      title: attemptTitle(run),
      receipt: receiptPath("job-finalize", attemptSlug(run)),
      payments: paymentsOfJob(run.history),
    })),
    ...drills.flatMap(({ id, kind, payments }) =>
      payments === undefined
        ? []
        : [{ title: `drill ${id}`, receipt: receiptPath(receiptOfDrill({ kind })), payments }],
    ),
  ];
  const total = { title: "in all", receipt: null, payments: paid.flatMap(({ payments }) => payments) };
  return { recipients: RECIPIENTS, lines: [...paid, total].map(lineOf) };
}

function lineOf({ title, receipt, payments }: Paid): MoneyLine {
  return {
    title,
    receipt,
    inWei: sumWei(payments.filter(({ to }) => to === "escrow")),
    paidWei: RECIPIENTS.map((recipient) =>
      sumWei(payments.filter(({ reason }) => recipientOf(reason) === recipient)),
    ),
  };
}

/** @returns undefined for what goes into an escrow */
function recipientOf(reason: string): string | undefined {
  return (RECIPIENT_OF as Readonly<Record<string, string>>)[reason];
}

function sumWei(payments: readonly JobPayment[]): bigint {
  return payments.reduce((sum, { amountWei }) => sum + BigInt(amountWei), 0n);
}
