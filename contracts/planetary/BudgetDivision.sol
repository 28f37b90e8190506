// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";

import {IBudgetDivision} from "../interfaces/IBudgetDivision.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {IQuadraticGovernor} from "../interfaces/IQuadraticGovernor.sol";
import {IRegionalExecutor} from "../interfaces/IRegionalExecutor.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {Module} from "../shared/Module.sol";
import {BPS} from "../shared/Units.sol";
import {Electorate} from "./Electorate.sol";
import {PotShares} from "./PotShares.sol";
import {QuadraticGovernor} from "./QuadraticGovernor.sol";

/// @title BudgetDivision
contract BudgetDivision is IBudgetDivision, Module {
    using Electorate for IIdentityRegistry;

    /// @dev Bounds the loops over options; that many executors are approved in one transaction.
    uint256 private constant MAX_OPTIONS = 32;

    struct Ballot {
        uint256 spentCredits;
        mapping(uint256 option => uint256) votes;
    }

    struct Division {
        uint256 potWei;
        uint48 snapshot;
        uint48 deadline;
        uint32 voters;
        Outcome outcome;
        Option[] options;
        mapping(uint256 option => uint256) votes;
        mapping(bytes32 identity => Ballot) ballots;
    }

    QuadraticGovernor private immutable _governor;
    IIdentityRegistry private immutable _identities;
    uint256 private immutable _ballotCredits;

    uint256 private _divisionCount;
    mapping(uint256 divisionId => Division) private _divisions;
    mapping(address executor => uint256 divisionId) private _openDivisionOf;

    constructor(address authority, ISystemPause pause, QuadraticGovernor governor_) Module(authority, pause) {
        _governor = governor_;
        _identities = governor_.identities();
        _ballotCredits = governor_.ballotCredits();
    }

    // ---------------------------------------------------------------------------------------------- Opening

    /// @inheritdoc IBudgetDivision
    function open(uint256 potWei, Option[] calldata options)
        external
        restricted
        whenActive
        returns (uint256 divisionId)
    {
        if (potWei == 0) revert PotEmpty();
        if (options.length == 0 || options.length > MAX_OPTIONS) revert OptionsInvalid(options.length, MAX_OPTIONS);
        divisionId = ++_divisionCount;
        Division storage division = _divisions[divisionId];
        division.potWei = potWei;
        division.snapshot = Time.timestamp();
        division.deadline = SafeCast.toUint48(_activeTime() + _governor.votingPeriod());
        for (uint256 i = 0; i < options.length; ++i) {
            _admit(divisionId, division, options[i]);
        }
        emit DivisionOpened(divisionId, potWei, options, division.snapshot, division.deadline);
    }

    function _admit(uint256 divisionId, Division storage division, Option calldata option) private {
        address executor = address(option.executor);
        uint256 taken = _openDivisionOf[executor];
        if (taken != 0) revert ExecutorInDivision(executor, taken);
        uint64 approvals = option.executor.approvals();
        if (approvals != option.expectedApprovals) {
            revert ApprovalOvertaken(executor, option.expectedApprovals, approvals);
        }
        _openDivisionOf[executor] = divisionId;
        division.options.push(option);
    }

    // ---------------------------------------------------------------------------------------------- Voting

    /// @inheritdoc IBudgetDivision
    function vote(uint256 divisionId, uint256[] calldata votes) external whenActive {
        Division storage division = _open(divisionId);
        uint48 now_ = _activeTime();
        if (now_ > division.deadline) revert DivisionWindowOver(divisionId, division.deadline, now_);
        bytes32 identity = _voter(division.snapshot);
        Ballot storage ballot = division.ballots[identity];
        bool isFirst = ballot.spentCredits == 0;
        uint256 costCredits = _costOf(identity, votes);
        _raise(division, ballot, votes);
        if (costCredits == ballot.spentCredits) revert DivisionVotesNotRaised(identity);
        ballot.spentCredits = costCredits;
        emit DivisionVotesCast(divisionId, identity, msg.sender, votes, costCredits);
        if (isFirst) _countVoter(divisionId, division, now_);
    }

    function _voter(uint48 snapshot) private view returns (bytes32 identity) {
        identity = _identities.identityAt(msg.sender, snapshot);
        if (identity == 0) revert DivisionVoterUnknown(msg.sender, snapshot);
        if (_identities.identityNow(msg.sender) != identity) revert DivisionVoterRevoked(msg.sender, identity);
        if (_identities.isKeptFromVoting(msg.sender)) revert DivisionVoterSuspended(msg.sender, identity);
    }

    /// @dev Attacker-controlled. No vote above the allowance is squared, so that nothing overflows.
    function _costOf(bytes32 identity, uint256[] calldata votes) private view returns (uint256 costCredits) {
        for (uint256 i = 0; i < votes.length; ++i) {
            if (votes[i] > _ballotCredits) revert DivisionCreditsExceeded(identity, votes[i], _ballotCredits);
            costCredits += votes[i] * votes[i];
            if (costCredits > _ballotCredits) revert DivisionCreditsExceeded(identity, costCredits, _ballotCredits);
        }
    }

    function _raise(Division storage division, Ballot storage ballot, uint256[] calldata votes) private {
        uint256 count = division.options.length;
        if (votes.length != count) revert DivisionBallotInvalid(votes.length, count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 votesBefore = ballot.votes[i];
            if (votes[i] == votesBefore) continue;
            if (votes[i] < votesBefore) revert DivisionVotesLowered(i, votesBefore, votes[i]);
            ballot.votes[i] = votes[i];
            division.votes[i] += votes[i] - votesBefore;
        }
    }

    /// @dev Whoever makes the quorum late leaves the others the time to vote as well. It is made once.
    function _countVoter(uint256 divisionId, Division storage division, uint48 now_) private {
        uint256 voters = ++division.voters;
        if (voters != _quorum(division.snapshot)) return;
        uint48 extended = SafeCast.toUint48(now_ + _governor.lateQuorumVoteExtension());
        if (extended <= division.deadline) return;
        division.deadline = extended;
        emit DivisionExtended(divisionId, extended);
    }

    // ---------------------------------------------------------------------------------------------- Dividing

    /// @inheritdoc IBudgetDivision
    function conclude(uint256 divisionId) external whenActive returns (Outcome outcome) {
        Division storage division = _open(divisionId);
        uint48 now_ = _activeTime();
        if (now_ <= division.deadline) revert DivisionWindowOpen(divisionId, division.deadline, now_);
        uint256 quorum = _quorum(division.snapshot);
        outcome = _outcomeOf(division, quorum, now_);
        division.outcome = outcome;
        for (uint256 i = 0; i < division.options.length; ++i) {
            delete _openDivisionOf[address(division.options[i].executor)];
        }
        uint256 remainderWei = outcome == Outcome.Divided ? _divide(divisionId, division) : division.potWei;
        emit DivisionConcluded(divisionId, outcome, division.voters, quorum, remainderWei);
    }

    function _outcomeOf(Division storage division, uint256 quorum, uint48 now_) private view returns (Outcome) {
        if (division.voters < quorum) return Outcome.NoQuorum;
        if (now_ > division.deadline + _governor.executionGrace()) return Outcome.Expired;
        for (uint256 i = 0; i < division.options.length; ++i) {
            Option storage option = division.options[i];
            if (option.executor.approvals() != option.expectedApprovals) return Outcome.Overtaken;
        }
        return Outcome.Divided;
    }

    function _divide(uint256 divisionId, Division storage division) private returns (uint256 remainderWei) {
        uint256[] memory votes = _votes(division);
        uint256[] memory partsWei;
        (partsWei, remainderWei) = PotShares.partsOf(division.potWei, votes);
        for (uint256 i = 0; i < votes.length; ++i) {
            Option storage option = division.options[i];
            uint256 approvedWei = _approvedWei(option.executor) + partsWei[i];
            emit PartApproved(divisionId, address(option.executor), votes[i], partsWei[i], approvedWei);
            option.executor.approveBudget(option.expectedApprovals, approvedWei, option.terms);
        }
    }

    // ---------------------------------------------------------------------------------------------- Views

    /// @inheritdoc IBudgetDivision
    function governor() external view returns (IQuadraticGovernor) {
        return _governor;
    }

    /// @inheritdoc IBudgetDivision
    function divisionCount() external view returns (uint256 count) {
        return _divisionCount;
    }

    /// @inheritdoc IBudgetDivision
    function divisionOf(uint256 divisionId)
        external
        view
        returns (uint256 potWei, uint48 snapshot, uint48 deadline, uint256 voters, Outcome outcome)
    {
        Division storage division = _known(divisionId);
        return (division.potWei, division.snapshot, division.deadline, division.voters, division.outcome);
    }

    /// @inheritdoc IBudgetDivision
    function tallyOf(uint256 divisionId) external view returns (Option[] memory options, uint256[] memory votes) {
        Division storage division = _known(divisionId);
        return (division.options, _votes(division));
    }

    /// @inheritdoc IBudgetDivision
    function votesOf(uint256 divisionId, bytes32 identity) external view returns (uint256[] memory votes) {
        Division storage division = _known(divisionId);
        votes = new uint256[](division.options.length);
        for (uint256 i = 0; i < votes.length; ++i) {
            votes[i] = division.ballots[identity].votes[i];
        }
    }

    /// @inheritdoc IBudgetDivision
    function quorumOf(uint256 divisionId) external view returns (uint256) {
        return _quorum(_known(divisionId).snapshot);
    }

    /// @inheritdoc IBudgetDivision
    function openDivisionOf(address executor) external view returns (uint256 divisionId) {
        return _openDivisionOf[executor];
    }

    function _known(uint256 divisionId) private view returns (Division storage division) {
        division = _divisions[divisionId];
        if (division.snapshot == 0) revert DivisionUnknown(divisionId);
    }

    function _open(uint256 divisionId) private view returns (Division storage division) {
        division = _known(divisionId);
        if (division.outcome != Outcome.Open) revert DivisionClosed(divisionId, division.outcome);
    }

    function _votes(Division storage division) private view returns (uint256[] memory votes) {
        votes = new uint256[](division.options.length);
        for (uint256 i = 0; i < votes.length; ++i) {
            votes[i] = division.votes[i];
        }
    }

    function _quorum(uint48 snapshot) private view returns (uint256) {
        uint256 parts = _governor.quorumBps(snapshot) * _identities.councilCountAt(snapshot);
        return Math.max(1, Math.ceilDiv(parts, BPS));
    }

    function _approvedWei(IRegionalExecutor executor) private view returns (uint256 approvedWei) {
        (approvedWei,,) = executor.budget();
    }
}
