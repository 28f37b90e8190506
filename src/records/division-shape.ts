import type { Division, DivisionBallot, DivisionPart } from "../model/division.ts";
import { DIVISION_OUTCOMES } from "../model/enums.ts";
import { address, decimal, hash32, list, oneOf, record, text } from "../support/shape.ts";
import { transactions } from "./transaction-shape.ts";

/** A pot that was divided between regions. */
export const division = record<Division>({
  divisionId: decimal,
  pot: decimal,
  outcome: oneOf(...DIVISION_OUTCOMES),
  voters: decimal,
  quorum: decimal,
  remainder: decimal,
  parts: list(
    record<DivisionPart>({
      region: text,
      executor: address,
      votes: decimal,
      part: decimal,
      approved: decimal,
    }),
  ),
  ballots: list(
    record<DivisionBallot>({ identity: hash32, voter: address, votes: list(decimal), credits: decimal }),
  ),
  transactions,
});
