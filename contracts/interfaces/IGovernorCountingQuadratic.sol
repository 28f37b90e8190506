// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title Quadratic counting of votes
/// @notice Each ballot gives every identity the same fresh allowance of voice credits. Holding `v` votes on a proposal
/// costs `v²` credits, so raising them from `u` to `v` costs `v² - u²`. What an identity does elsewhere neither adds to
/// its allowance nor takes from it: nobody is muted by having voted, and nothing is saved by not voting.
/// @dev Votes belong to identities, never to accounts.
/// Warning: this counting is as proof against Sybil attacks as the admission of identities. Whoever controls `k`
/// admitted identities casts `k` times the votes of one.
interface IGovernorCountingQuadratic {
    /// @notice An identity holds `votes` votes on the proposal now and paid `costCredits` for the raise;
    /// `remainingCredits` of its allowance for this ballot are left.
    event QuadraticVotesCharged(
        uint256 indexed proposalId,
        bytes32 indexed identity,
        uint256 votes,
        uint256 costCredits,
        uint256 remainingCredits
    );

    /// @notice The part of all possible votes that a proposal needs has changed; proposals whose snapshot is older keep
    /// theirs.
    event QuorumBpsSet(uint256 oldQuorumBps, uint256 newQuorumBps);

    /// @notice The account belonged to no identity at the proposal's snapshot.
    error QuadraticVoterUnknown(address account, uint256 snapshot);

    /// @notice The identity that the account belonged to at the proposal's snapshot has been revoked since.
    error QuadraticVoterRevoked(address account, bytes32 identity);

    /// @notice A guardian keeps the account from voting for now. What it has cast stays, and it counts for the quorum.
    error QuadraticVoterSuspended(address account, bytes32 identity);

    /// @notice Votes on a proposal can only be raised.
    error QuadraticVotesNotRaised(bytes32 identity, uint256 votesCast, uint256 votesStated);

    /// @notice The identity's first vote on the proposal fixed the side.
    error QuadraticSideFixed(bytes32 identity, uint8 sideFixed, uint8 sideStated);

    /// @notice The allowance of a ballot does not pay for that many votes.
    error QuadraticVotesBeyondCredits(uint256 votesStated, uint256 maxVotes);

    /// @notice Without an allowance nobody has a vote.
    error QuadraticCreditsInvalid(uint256 ballotCredits);

    /// @notice The quorum must be above zero and at most 10,000 basis points.
    error QuorumBpsInvalid(uint256 quorumBps);

    /// @notice The allowance: the voice credits of each identity on each ballot.
    function ballotCredits() external view returns (uint256);

    /// @notice The most votes an identity can hold on one proposal: the square root of the allowance, rounded down.
    function maxVotes() external view returns (uint256);

    /// @notice The side and the votes that `identity` holds on a proposal; zero votes mean that it has not voted.
    function ballotOf(uint256 proposalId, bytes32 identity) external view returns (uint8 side, uint256 votes);

    /// @notice The tally of a proposal, in votes.
    function proposalVotes(uint256 proposalId)
        external
        view
        returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes);

    /// @notice The quorum at `timepoint`, in basis points of all votes that all identities could cast.
    function quorumBps(uint256 timepoint) external view returns (uint256);

    /// @notice Sets the quorum for proposals whose snapshot is later than now; only a proposal can call it.
    /// @param newQuorumBps Basis points, in 1..10,000.
    function setQuorumBps(uint256 newQuorumBps) external;
}
