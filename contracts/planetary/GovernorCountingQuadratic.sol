// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Governor, IGovernor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {IGovernorCountingQuadratic} from "../interfaces/IGovernorCountingQuadratic.sol";

/// @title Counting module for quadratic voting
/// @dev A voter states its total votes on the proposal in `params`, as `abi.encode(uint256 votes)`. Votes without
/// `params` (`castVote`, `castVoteWithReason`, `castVoteBySig`) revert with `GovernorInvalidVoteParams`.
/// A governor that uses the module says who the identities are: {_identityAt}, {_identityNow}, {_isKeptFromVoting},
/// {_identityCountAt}.
abstract contract GovernorCountingQuadratic is Governor, IGovernorCountingQuadratic {
    using Checkpoints for Checkpoints.Trace208;

    uint256 private constant BPS = 10_000;

    struct Ballot {
        uint128 votes;
        uint8 side;
    }

    struct Tally {
        uint256 againstVotes;
        uint256 forVotes;
        uint256 abstainVotes;
        mapping(bytes32 identity => Ballot) ballots;
    }

    uint256 private immutable _ballotCredits;
    uint256 private immutable _maxVotes;

    Checkpoints.Trace208 private _quorumBps;
    mapping(uint256 proposalId => Tally) private _tallies;

    constructor(uint128 ballotCredits_, uint256 initialQuorumBps) {
        if (ballotCredits_ == 0) revert QuadraticCreditsInvalid(ballotCredits_);
        _ballotCredits = ballotCredits_;
        _maxVotes = Math.sqrt(ballotCredits_);
        _setQuorumBps(initialQuorumBps);
    }

    // ---------------------------------------------------------------------------------------------- Identities

    /// @dev The identity that `account` belonged to at `timepoint`, zero if to none. Must not change once the
    /// timepoint is past.
    function _identityAt(address account, uint256 timepoint) internal view virtual returns (bytes32 identity);

    /// @dev The identity that `account` belongs to now, zero if to none.
    function _identityNow(address account) internal view virtual returns (bytes32 identity);

    /// @dev Whether the account cannot vote now, though it belongs to an identity.
    function _isKeptFromVoting(address account) internal view virtual returns (bool);

    /// @dev How many identities there were at `timepoint`.
    function _identityCountAt(uint256 timepoint) internal view virtual returns (uint256 count);

    // ---------------------------------------------------------------------------------------------- Views

    /// @inheritdoc IGovernor
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() public pure virtual override returns (string memory) {
        return "support=bravo&quorum=for,abstain&params=quadratic";
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function ballotCredits() public view returns (uint256) {
        return _ballotCredits;
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function maxVotes() public view returns (uint256) {
        return _maxVotes;
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function ballotOf(uint256 proposalId, bytes32 identity) public view returns (uint8 side, uint256 votes) {
        Ballot storage ballot = _tallies[proposalId].ballots[identity];
        return (ballot.side, ballot.votes);
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function proposalVotes(uint256 proposalId)
        public
        view
        returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes)
    {
        Tally storage tally = _tallies[proposalId];
        return (tally.againstVotes, tally.forVotes, tally.abstainVotes);
    }

    /// @inheritdoc IGovernor
    function hasVoted(uint256 proposalId, address account) public view virtual override returns (bool) {
        uint256 snapshot = proposalSnapshot(proposalId);
        if (snapshot >= clock()) return false;
        bytes32 identity = _identityAt(account, snapshot);
        return _tallies[proposalId].ballots[identity].votes != 0;
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function quorumBps(uint256 timepoint) public view returns (uint256) {
        return _quorumBps.upperLookupRecent(SafeCast.toUint48(timepoint));
    }

    /// @notice The votes, for and abstaining together, that a proposal with this snapshot needs: the basis points of
    /// what all identities could cast, rounded up.
    /// @inheritdoc IGovernor
    function quorum(uint256 timepoint) public view virtual override returns (uint256) {
        return Math.ceilDiv(quorumBps(timepoint) * _identityCountAt(timepoint) * _maxVotes, BPS);
    }

    // ---------------------------------------------------------------------------------------------- Governance

    /// @inheritdoc IGovernorCountingQuadratic
    function setQuorumBps(uint256 newQuorumBps) public virtual onlyGovernance {
        _setQuorumBps(newQuorumBps);
    }

    function _setQuorumBps(uint256 newQuorumBps) private {
        if (newQuorumBps == 0 || newQuorumBps > BPS) revert QuorumBpsInvalid(newQuorumBps);
        (uint208 oldQuorumBps,) = _quorumBps.push(clock(), SafeCast.toUint208(newQuorumBps));
        emit QuorumBpsSet(oldQuorumBps, newQuorumBps);
    }

    // ---------------------------------------------------------------------------------------------- Counting

    /// @dev The most votes that the account could hold: the same for every identity, none for anybody else.
    function _getVotes(address account, uint256 timepoint, bytes memory)
        internal
        view
        virtual
        override
        returns (uint256)
    {
        return _identityAt(account, timepoint) == 0 ? 0 : _maxVotes;
    }

    /// @inheritdoc Governor
    function _quorumReached(uint256 proposalId) internal view virtual override returns (bool) {
        Tally storage tally = _tallies[proposalId];
        return quorum(proposalSnapshot(proposalId)) <= tally.forVotes + tally.abstainVotes;
    }

    /// @dev More votes for than against; a tie fails.
    function _voteSucceeded(uint256 proposalId) internal view virtual override returns (bool) {
        Tally storage tally = _tallies[proposalId];
        return tally.forVotes > tally.againstVotes;
    }

    /// @dev Raises the identity's votes to what `params` states and charges the difference of the squares.
    /// @return raise The votes added by this call, which is what {IGovernor-VoteCastWithParams} shows as weight.
    function _countVote(
        uint256 proposalId,
        address account,
        uint8 support,
        uint256 availableVotes,
        bytes memory params
    ) internal virtual override returns (uint256 raise) {
        uint256 snapshot = proposalSnapshot(proposalId);
        if (availableVotes == 0) revert QuadraticVoterUnknown(account, snapshot);
        bytes32 identity = _identityAt(account, snapshot);
        if (_identityNow(account) != identity) revert QuadraticVoterRevoked(account, identity);
        if (_isKeptFromVoting(account)) revert QuadraticVoterSuspended(account, identity);

        uint256 votes = _statedVotes(params);
        uint256 votesBefore = _recordBallot(proposalId, identity, support, votes);
        emit QuadraticVotesCharged(
            proposalId, identity, votes, votes * votes - votesBefore * votesBefore, _ballotCredits - votes * votes
        );
        raise = votes - votesBefore;
        _addToTally(proposalId, support, raise);
    }

    /// @dev Attacker-controlled. Bounds the votes, so that their square is within the allowance.
    function _statedVotes(bytes memory params) private view returns (uint256 votes) {
        if (params.length != 32) revert GovernorInvalidVoteParams();
        votes = abi.decode(params, (uint256));
        if (votes > _maxVotes) revert QuadraticVotesBeyondCredits(votes, _maxVotes);
    }

    function _recordBallot(uint256 proposalId, bytes32 identity, uint8 side, uint256 votes)
        private
        returns (uint256 votesBefore)
    {
        Ballot storage ballot = _tallies[proposalId].ballots[identity];
        votesBefore = ballot.votes;
        if (votes <= votesBefore) revert QuadraticVotesNotRaised(identity, votesBefore, votes);
        if (votesBefore != 0 && ballot.side != side) revert QuadraticSideFixed(identity, ballot.side, side);
        ballot.votes = SafeCast.toUint128(votes);
        ballot.side = side;
    }

    function _addToTally(uint256 proposalId, uint8 support, uint256 votes) private {
        Tally storage tally = _tallies[proposalId];
        if (support == uint8(GovernorCountingSimple.VoteType.Against)) {
            tally.againstVotes += votes;
        } else if (support == uint8(GovernorCountingSimple.VoteType.For)) {
            tally.forVotes += votes;
        } else if (support == uint8(GovernorCountingSimple.VoteType.Abstain)) {
            tally.abstainVotes += votes;
        } else {
            revert GovernorInvalidVoteType();
        }
    }
}
