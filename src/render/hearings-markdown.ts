import type { ReportedDispute, ReportedHearing } from "../model/reported-disputes.ts";
import { tokens } from "../support/figures.ts";
import { amount } from "./layer-markdown.ts";
import { heading, type Markdown, table, text } from "./markdown.ts";

/** Every dispute hearing by hearing; nothing where there was none. */
export function hearingSection(disputes: readonly ReportedDispute[], currency: string): string[] {
  if (disputes.length === 0) return [];
  return [
    heading(2, "Hearings"),
    "Who judged each dispute, with how many seats, and what it cost whom. Unfunded seats voted, and risked what there was. A bond goes back where its claim held at last.\n",
    ...disputes.flatMap((dispute) => disputeTexts(dispute, currency)),
  ];
}

/** Who said what, hearing by hearing. */
export function heardInBrief({ hearings }: ReportedDispute): string {
  return hearings.map((hearing) => `${judgesOf(hearing)}: ${hearing.verdict ?? "no verdict"}`).join("; ");
}

function disputeTexts(dispute: ReportedDispute, currency: string): string[] {
  return [
    heading(3, `Dispute of ${dispute.title}`),
    hearingTable(dispute.hearings, currency),
    ...dispute.hearings.flatMap(slashText),
    `Ended ${dispute.outcome}, ${DECIDED[dispute.decidedBy]}. ${paidText(dispute)}\n`,
  ];
}

const DECIDED: Readonly<Record<ReportedDispute["decidedBy"], string>> = {
  nobody: "not ruled yet",
  jury: "as the last jury said",
  owner: "as the owner ruled",
  default: "as it stood, since nobody ruled in time",
};

/** Who claimed what before whom, then how they voted: in one table they would be wider than a page. */
function hearingTable(hearings: readonly ReportedHearing[], currency: string): string {
  return [
    table(
      [
        { title: "Hearing", align: "right" },
        { title: "Claimed by" },
        { title: `Bond (${currency})`, align: "right" },
        { title: "Judges" },
        { title: "Verdict" },
      ],
      hearings.map(claimRow),
    ),
    table(
      [
        { title: "Hearing", align: "right" },
        { title: "Seats", align: "right" },
        { title: "Funded", align: "right" },
        { title: "Unfunded", align: "right" },
        { title: "Committed", align: "right" },
        { title: "Revealed", align: "right" },
        { title: "Approve : reject" },
      ],
      hearings.map(seatRow),
    ),
  ].join("\n");
}

function claimRow(hearing: ReportedHearing): Markdown[] {
  const { number, claimant, bondWei, verdict } = hearing;
  return [
    text(String(number)),
    text(claimant ?? "nobody"),
    amount(bondWei),
    text(judgesOf(hearing)),
    text(verdict ?? "none"),
  ];
}

/** A large jury can lose much, person by person. */
function slashText({ number, slashed }: ReportedHearing): string[] {
  if (slashed.length === 0) return [];
  const told = slashed.map(({ who, amountWei, reason }) => `${who} ${tokens(amountWei)} (${reason})`);
  return [`Slashed for hearing ${number}: ${text(listed(told))}.\n`];
}

function seatRow({ number, seats }: ReportedHearing): Markdown[] {
  const { drawn, unfunded, committed, approved, rejected } = seats;
  return [
    text(String(number)),
    text(String(drawn)),
    text(String(drawn - unfunded)),
    text(String(unfunded)),
    text(String(committed)),
    text(String(approved + rejected)),
    text(`${approved} : ${rejected}`),
  ];
}

function judgesOf({ body, absence }: ReportedHearing): string {
  return absence === null ? body : `${body}, for want of a jury: ${absence}`;
}

function paidText({ paid }: ReportedDispute): Markdown {
  const told = paid.map(({ who, amountWei, reason }) => `${who} ${tokens(amountWei)} (${reason})`);
  return text(`Paid by it: ${listed(told)}.`);
}

function listed(parts: readonly string[]): string {
  return parts.length === 0 ? "nobody" : parts.join(", ");
}
