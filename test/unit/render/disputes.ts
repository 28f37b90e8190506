import type { ReportedDispute } from "../../../src/model/reported-disputes.ts";
import { WAD } from "../../../src/model/units.ts";
import { HOSTILE } from "./tables.ts";

/** A dispute with a jury, another one, and none, whoever had a part in it being called the same. */
export function reportedDispute(name = HOSTILE): ReportedDispute {
  const seats = { drawn: 3, unfunded: 0, committed: 3, approved: 1, rejected: 2 };
  const first = {
    number: 1,
    claimant: null,
    bondWei: 0n,
    body: "council",
    absence: null,
    seats,
    verdict: "rejected",
    slashed: [{ who: name, amountWei: WAD / 2n, reason: "JurorWrongVote" }],
  } as const;
  return {
    title: name,
    drill: name,
    hearings: [
      first,
      {
        ...first,
        number: 2,
        claimant: name,
        bondWei: 2n * WAD,
        body: "validators",
        seats: { drawn: 7, unfunded: 3, committed: 4, approved: 2, rejected: 2 },
        verdict: "approved",
        slashed: [],
      },
      {
        ...first,
        number: 3,
        claimant: name,
        bondWei: 4n * WAD,
        body: "owner",
        absence: "too few eligible",
        seats: { drawn: 0, unfunded: 0, committed: 0, approved: 0, rejected: 0 },
        verdict: null,
        slashed: [],
      },
    ],
    outcome: "approved",
    decidedBy: "owner",
    paid: [{ who: name, amountWei: 3n * WAD, reason: "BondReturned" }],
  };
}
