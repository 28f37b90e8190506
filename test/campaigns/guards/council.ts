import type { Guard } from "./guard.ts";

/** How the council decides, divides and spends. */
export const COUNCIL: readonly Guard[] = [
  {
    holds: "no ballot takes more than its allowance",
    contract: "planetary/GovernorCountingQuadratic",
    lines: "if (votes > _maxVotes) revert QuadraticVotesBeyondCredits(votes, _maxVotes);",
    without: "",
    tests: ["planetary/QuadraticGovernor"],
  },
  {
    holds: "who is no identity at the snapshot has no vote",
    contract: "planetary/GovernorCountingQuadratic",
    lines: "if (availableVotes == 0) revert QuadraticVoterUnknown(account, snapshot);",
    without: "",
    tests: ["planetary/QuadraticGovernor"],
  },
  {
    holds: "who is revoked has no vote",
    contract: "planetary/GovernorCountingQuadratic",
    lines: "if (_identityNow(account) != identity) revert QuadraticVoterRevoked(account, identity);",
    without: "",
    tests: ["planetary/QuadraticGovernor"],
  },
  {
    holds: "who is suspended has no vote",
    contract: "planetary/GovernorCountingQuadratic",
    lines: "if (_isKeptFromVoting(account)) revert QuadraticVoterSuspended(account, identity);",
    without: "",
    tests: ["planetary/Electorate"],
  },
  {
    holds: "a proposal is made by whom it names",
    contract: "planetary/GovernorNamedProposer",
    lines: "return isAddress && named == proposer;",
    without: "return isAddress && named != address(0) && proposer != address(0);",
    tests: ["planetary/QuadraticGovernor"],
  },
  {
    holds: "a decision that is not acted upon expires",
    contract: "planetary/GovernorExpiry",
    lines: "return decided && clock() > proposalExpiry(proposalId) ? ProposalState.Expired : current;",
    without: "return decided ? current : current;",
    tests: ["planetary/QuadraticGovernor"],
  },
  {
    holds: "an approval compares before it sets",
    contract: "planetary/RegionalExecutor",
    lines: "if (approvals != expectedApprovals) revert ApprovalChanged(expectedApprovals, approvals);",
    without: "",
    tests: ["planetary/RegionalExecutor"],
  },
  {
    holds: "a proposal asks whether what it saw still holds",
    contract: "planetary/Precondition",
    lines: "if (!success || keccak256(answer) != keccak256(expected)) {",
    without: "if (false) {",
    tests: ["planetary/Precondition"],
  },
  {
    holds: "a division's votes stay within one allowance",
    contract: "planetary/BudgetDivision",
    lines:
      "if (costCredits > _ballotCredits) revert DivisionCreditsExceeded(identity, costCredits, _ballotCredits);",
    without: "",
    tests: ["planetary/BudgetDivision"],
  },
  {
    holds: "votes of a division only rise",
    contract: "planetary/BudgetDivision",
    lines: "if (votes[i] < votesBefore) revert DivisionVotesLowered(i, votesBefore, votes[i]);",
    without: "",
    tests: ["planetary/BudgetDivision"],
  },
  {
    holds: "who is no identity at the snapshot divides nothing",
    contract: "planetary/BudgetDivision",
    lines: "if (identity == 0) revert DivisionVoterUnknown(msg.sender, snapshot);",
    without: "",
    tests: ["planetary/BudgetDivision", "planetary/Electorate"],
  },
  {
    holds: "who is revoked divides nothing",
    contract: "planetary/BudgetDivision",
    lines:
      "if (_identities.identityNow(msg.sender) != identity) revert DivisionVoterRevoked(msg.sender, identity);",
    without: "",
    tests: ["planetary/BudgetDivision"],
  },
  {
    holds: "who is suspended divides nothing",
    contract: "planetary/BudgetDivision",
    lines:
      "if (_identities.isKeptFromVoting(msg.sender)) revert DivisionVoterSuspended(msg.sender, identity);",
    without: "",
    tests: ["planetary/Electorate"],
  },
  {
    holds: "an executor is in one open division at most",
    contract: "planetary/BudgetDivision",
    lines: "if (taken != 0) revert ExecutorInDivision(executor, taken);",
    without: "",
    tests: ["planetary/BudgetDivision"],
  },
  {
    holds: "a division opens by approvals as its proposal saw them",
    contract: "planetary/BudgetDivision",
    lines: "if (approvals != option.expectedApprovals) {",
    without: "if (false) {",
    tests: ["planetary/BudgetDivision"],
  },
  {
    holds: "nobody divides after the window",
    contract: "planetary/BudgetDivision",
    lines: "if (now_ > division.deadline) revert DivisionWindowOver(divisionId, division.deadline, now_);",
    without: "",
    tests: ["planetary/BudgetDivision"],
  },
  {
    holds: "nobody concludes before the window is over",
    contract: "planetary/BudgetDivision",
    lines: "if (now_ <= division.deadline) revert DivisionWindowOpen(divisionId, division.deadline, now_);",
    without: "",
    tests: ["planetary/BudgetDivision"],
  },
  {
    holds: "a division without a quorum lapses",
    contract: "planetary/BudgetDivision",
    lines: "if (division.voters < quorum) return Outcome.NoQuorum;",
    without: "if (division.voters == 0) return Outcome.NoQuorum;",
    tests: ["planetary/BudgetDivision"],
  },
];
