import type { ReportedDivision } from "../model/planet-report.ts";
import { amount } from "./layer-markdown.ts";
import { heading, table, text } from "./markdown.ts";

/** How pots that the council approved were divided between regions. */
export function divisionSections(divisions: readonly ReportedDivision[]): string[] {
  return [
    heading(2, "Budgets by division"),
    "A proposal, decided for or against, approves a pot; then each member states its votes for each region, whose squares its allowance pays for. A region's part is the pot times its votes over all votes, rounded down; what rounding leaves is approved for nobody. The Safe pays what a region asked for, and no more than is approved.\n",
    ...divisions.flatMap(divisionTexts),
  ];
}

function divisionTexts(division: ReportedDivision): string[] {
  const { divisionId, potWei, remainderWei, outcome, voters, quorum, parts } = division;
  return [
    `Division ${text(divisionId)} of ${amount(potWei)}: ${text(outcome)}, with ${text(voters)} members voting where ${text(quorum)} had to, and ${amount(remainderWei)} left over.\n`,
    table(
      [
        { title: "Region" },
        { title: "Votes", align: "right" },
        { title: "Part", align: "right" },
        { title: "Approved", align: "right" },
      ],
      parts.map(({ region, votes, partWei, approvedWei }) => [
        text(region),
        text(votes),
        amount(partWei),
        amount(approvedWei),
      ]),
    ),
  ];
}
