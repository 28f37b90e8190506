// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IQuadraticGovernor} from "./IQuadraticGovernor.sol";
import {IRegionalExecutor} from "./IRegionalExecutor.sol";

/// @title Division of a pot between regions by quadratic votes
/// @notice A proposal of the council, decided for or against, approves a pot and opens its division. Then each council
/// identity states its votes for each of the executors named there, paying the sum of the squares out of the allowance
/// that every ballot gives it. After the window anybody has the pot divided in proportion to the votes: the approval of
/// each executor grows by `pot * votes / all votes` wei, rounded down. What rounding leaves, less than one wei an
/// executor, is approved for nobody.
///
/// A division only divides: what it gives out together never exceeds the pot. It lapses, and can be asked for anew, if
/// fewer identities than the quorum voted, if an executor has had another approval since the proposal, or if nobody
/// had it divided within the governor's execution grace.
///
/// Windows are seconds of active time. While the system is paused nothing goes through.
/// @dev An executor is in one open division at most, so that the order in which divisions are concluded changes
/// nothing.
/// Warning: the division itself waits for no timelock; the pot that bounds it did.
interface IBudgetDivision {
    /// @notice What became of a division.
    enum Outcome {
        /// Under way, or to be concluded.
        Open,
        /// Every executor has its part.
        Divided,
        /// Lapsed: fewer identities than the quorum voted.
        NoQuorum,
        /// Lapsed: some executor has had another approval since it was proposed.
        Overtaken,
        /// Lapsed: it was left lying for longer than the execution grace.
        Expired
    }

    /// @notice An executor that a pot is divided between, the number of its approval that the proposal saw
    /// (`IRegionalExecutor.approvals`), and the terms that its region gets with its part.
    struct Option {
        IRegionalExecutor executor;
        uint64 expectedApprovals;
        IRegionalExecutor.RegionTerms terms;
    }

    /// @notice A pot of `potWei` is being divided. Identities of the second `snapshot` vote from the next second on,
    /// until `deadline` of active time.
    event DivisionOpened(
        uint256 indexed divisionId, uint256 potWei, Option[] options, uint48 snapshot, uint48 deadline
    );

    /// @notice An identity holds these votes, in the order of the options, and has spent the credits on them.
    event DivisionVotesCast(
        uint256 indexed divisionId, bytes32 indexed identity, address voter, uint256[] votes, uint256 spentCredits
    );

    /// @notice The vote that made the quorum came late: the division is open until `deadline` of active time now.
    event DivisionExtended(uint256 indexed divisionId, uint48 deadline);

    /// @notice An executor got its part of the pot, in wei.
    event PartApproved(
        uint256 indexed divisionId, address indexed executor, uint256 votes, uint256 partWei, uint256 approvedWei
    );

    /// @notice The division is over. `remainderWei` of the pot is approved for nobody: all of it unless `outcome` is
    /// Divided.
    event DivisionConcluded(
        uint256 indexed divisionId, Outcome outcome, uint256 voters, uint256 quorum, uint256 remainderWei
    );

    /// @notice A pot without money divides nothing.
    error PotEmpty();

    /// @notice A pot is divided between one executor at the least and `most` at the most.
    error OptionsInvalid(uint256 count, uint256 most);

    /// @notice The executor is part of a division that is not concluded.
    error ExecutorInDivision(address executor, uint256 divisionId);

    /// @notice The executor has had another approval since the proposal saw `expectedApprovals` of them.
    error ApprovalOvertaken(address executor, uint64 expectedApprovals, uint64 approvals);

    /// @notice There is no such division.
    error DivisionUnknown(uint256 divisionId);

    /// @notice The division is concluded.
    error DivisionClosed(uint256 divisionId, Outcome outcome);

    /// @notice The window for votes is over.
    error DivisionWindowOver(uint256 divisionId, uint48 deadline, uint48 activeTime);

    /// @notice The window for votes is not over.
    error DivisionWindowOpen(uint256 divisionId, uint48 deadline, uint48 activeTime);

    /// @notice One number of votes is stated for each option.
    error DivisionBallotInvalid(uint256 stated, uint256 options);

    /// @notice The account belonged to no council identity at the division's snapshot.
    error DivisionVoterUnknown(address account, uint48 snapshot);

    /// @notice The identity that the account belonged to at the snapshot has been revoked since.
    error DivisionVoterRevoked(address account, bytes32 identity);

    /// @notice A guardian keeps the account from voting for now. What it has cast stays, and it counts for the quorum.
    error DivisionVoterSuspended(address account, bytes32 identity);

    /// @notice Votes for an option can only be raised.
    error DivisionVotesLowered(uint256 option, uint256 votesCast, uint256 votesStated);

    /// @notice The ballot raises no vote.
    error DivisionVotesNotRaised(bytes32 identity);

    /// @notice The squares of the votes come to more than the allowance of a ballot. `costCredits` counts up to the first
    /// option that exceeds it.
    error DivisionCreditsExceeded(bytes32 identity, uint256 costCredits, uint256 ballotCredits);

    // Governance

    /// @notice Opens the division of a pot. Restricted to the timelock. The window is the governor's voting period.
    /// @param potWei What the executors' approvals grow by together, at the most.
    /// @param options Executors, each once, with the numbers of their approvals that hold; reverts with `ApprovalOvertaken`
    /// if one does not. One to 32 of them.
    /// @return divisionId From 1.
    function open(uint256 potWei, Option[] calldata options) external returns (uint256 divisionId);

    // Voting

    /// @notice States the caller's votes for each option, in their order. None may be lower than before and one must be
    /// higher. The vote that makes the quorum leaves at least the governor's late quorum extension to vote.
    /// @param votes Their squares come to the governor's `ballotCredits` at the most.
    function vote(uint256 divisionId, uint256[] calldata votes) external;

    /// @notice Divides the pot, or has the division lapse; anybody can have it done, once the window is over.
    function conclude(uint256 divisionId) external returns (Outcome);

    // Views

    /// @notice Whose allowance, quorum and periods hold for divisions.
    function governor() external view returns (IQuadraticGovernor);

    /// @notice How many divisions were opened; the last of them has this id.
    function divisionCount() external view returns (uint256 count);

    /// @notice How a division stands. Reverts for an unknown id.
    function divisionOf(uint256 divisionId)
        external
        view
        returns (uint256 potWei, uint48 snapshot, uint48 deadline, uint256 voters, Outcome outcome);

    /// @notice The options of a division and all votes for each.
    function tallyOf(uint256 divisionId) external view returns (Option[] memory options, uint256[] memory votes);

    /// @notice The votes of one identity, in the order of the options.
    function votesOf(uint256 divisionId, bytes32 identity) external view returns (uint256[] memory votes);

    /// @notice The identities that must vote: the governor's quorum of all at the snapshot, rounded up, one at the least.
    /// Heads count here and not votes, because votes that are spread over options are more for the same credits.
    function quorumOf(uint256 divisionId) external view returns (uint256);

    /// @notice The open division that an executor is part of, zero if none.
    function openDivisionOf(address executor) external view returns (uint256 divisionId);
}
