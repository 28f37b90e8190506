// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {FutureBlock} from "../shared/FutureBlock.sol";
import {Module} from "../shared/Module.sol";
import {Outcome} from "../shared/Outcome.sol";
import {Roles} from "../shared/Roles.sol";
import {ShareMath} from "../shared/ShareMath.sol";
import {BPS} from "../shared/Units.sol";
import {Votes} from "../shared/Votes.sol";

/// @title ValidationModule
contract ValidationModule is Module, IValidationModule {
    using FutureBlock for uint64;
    using SafeCast for uint256;
    using ShareMath for uint256;

    /// @inheritdoc IValidationModule
    bytes32 public constant COMMIT_DOMAIN = keccak256("omnisovereign/validation-commit/1");
    /// @inheritdoc IValidationModule
    bytes32 public constant DRAW_DOMAIN = keccak256("omnisovereign/committee-draw/1");

    uint8 private constant LAST_ROUND = 2;

    struct Validation {
        address employer;
        address agent;
        uint8 current;
        bool settled;
        ValidationTerms terms;
    }

    /// @inheritdoc IValidationModule
    IStakeManager public immutable stakeManager;

    mapping(uint256 jobId => Validation) private _validations;
    mapping(uint256 jobId => mapping(uint8 number => Round)) private _rounds;
    mapping(uint256 jobId => mapping(uint8 number => address[])) private _members;
    mapping(uint256 jobId => mapping(uint8 number => mapping(address account => Ballot))) private _ballots;

    constructor(address authority_, ISystemPause systemPause_, IStakeManager stakeManager_)
        Module(authority_, systemPause_)
    {
        stakeManager = stakeManager_;
    }

    // Anyone

    /// @inheritdoc IValidationModule
    function drawCommittee(uint256 jobId) external whenActive {
        Round storage round = _currentRound(jobId);
        if (round.drawn) revert AlreadyDrawn(jobId, round.number);
        if (!round.seedBlock.hasPassed()) revert SeedNotReady(jobId, round.seedBlock, block.number);
        round.drawn = true;
        bytes32 blockHash = round.seedBlock.hashOf();
        if (blockHash == 0) {
            emit SeedLost(jobId, round.number, round.seedBlock);
            return;
        }
        round.seed =
            keccak256(abi.encode(DRAW_DOMAIN, block.chainid, address(this), jobId, round.number, blockHash));
        _seatCommittee(jobId, round);
    }

    // Members

    /// @inheritdoc IValidationModule
    function commitVote(uint256 jobId, bytes32 commitment) external whenActive {
        Round storage round = _currentRound(jobId);
        Ballot storage ballot = _ballotOfMember(jobId, round);
        uint48 nowActive = _activeTime();
        if (nowActive >= round.commitEnd) revert CommitWindowClosed(jobId, round.commitEnd, nowActive);
        if (commitment == 0) revert EmptyCommitment(jobId, round.number, msg.sender);
        if (ballot.commitment != 0) revert AlreadyCommitted(jobId, round.number, msg.sender);
        ballot.commitment = commitment;
        emit VoteCommitted(jobId, round.number, msg.sender, commitment);
    }

    /// @inheritdoc IValidationModule
    function revealVote(uint256 jobId, uint8 choice, bytes32 salt) external whenActive {
        Round storage round = _currentRound(jobId);
        Ballot storage ballot = _ballotOfMember(jobId, round);
        uint48 nowActive = _activeTime();
        if (nowActive < round.commitEnd || nowActive >= round.revealEnd) {
            revert RevealWindowClosed(jobId, round.commitEnd, round.revealEnd, nowActive);
        }
        if (ballot.commitment == 0) revert NotCommitted(jobId, round.number, msg.sender);
        if (ballot.choice != 0) revert AlreadyRevealed(jobId, round.number, msg.sender);
        if (!Votes.isChoice(choice)) revert InvalidChoice(choice);
        bytes32 revealed = commitmentOf(jobId, round.number, msg.sender, choice, salt);
        if (revealed != ballot.commitment) revert CommitmentMismatch(ballot.commitment, revealed);
        ballot.choice = choice;
        ++round.revealed;
        round.revealedWei += ballot.weightWei;
        if (choice == Votes.APPROVE) round.approvedWei += ballot.weightWei;
        emit VoteRevealed(jobId, round.number, msg.sender, choice, salt, ballot.weightWei);
    }

    // JobRegistry

    /// @inheritdoc IValidationModule
    function openRound(uint256 jobId, address employer, address agent, ValidationTerms calldata terms)
        external
        whenActive
        restricted
    {
        Validation storage validation = _validations[jobId];
        if (validation.current != 0) revert RoundExists(jobId);
        validation.employer = employer;
        validation.agent = agent;
        validation.terms = terms;
        // Fits until the year 8921556. The second before: its stakes can no longer change.
        _open(jobId, 1, uint48(block.timestamp) - 1);
    }

    /// @inheritdoc IValidationModule
    function closeRound(uint256 jobId) external whenActive restricted returns (Outcome outcome) {
        Round storage round = _currentRound(jobId);
        if (round.outcome != Outcome.Pending) revert RoundIsClosed(jobId, round.number);
        if (!round.drawn) revert NotDrawn(jobId, round.number);
        _requireVotingOver(jobId, round);
        bool decided = round.revealed >= _validations[jobId].terms.quorum;
        round.outcome = decided ? _tally(jobId, round) : Outcome.Inconclusive;
        _closeSeats(jobId, round.number, decided);
        emit RoundClosed(
            jobId,
            round.number,
            round.outcome,
            uint8(_members[jobId][round.number].length), // At most 15.
            round.revealed,
            round.approvedWei,
            round.revealedWei
        );
        // A lost seed is not drawn again: a new one would favour whoever waited.
        if (decided || round.number == LAST_ROUND || round.seed == 0) return round.outcome;
        _open(jobId, LAST_ROUND, round.frozenAt);
        return Outcome.Pending;
    }

    /// @inheritdoc IValidationModule
    function settle(uint256 jobId, Outcome finalOutcome)
        external
        whenActive
        restricted
        returns (address[] memory winners, uint256[] memory weightsWei)
    {
        Validation storage validation = _validations[jobId];
        Round storage round = _currentRound(jobId);
        if (round.outcome == Outcome.Pending) revert RoundIsOpen(jobId, round.number);
        if (validation.settled) revert AlreadySettled(jobId);
        validation.settled = true;
        if (round.outcome != Outcome.Inconclusive) _settleSeats(jobId, round.number, finalOutcome);
        (winners, weightsWei) = _winners(jobId, round.number, finalOutcome);
        emit RoundSettled(jobId, round.number, finalOutcome, winners);
    }

    // Views

    /// @inheritdoc IValidationModule
    function commitmentOf(uint256 jobId, uint8 round, address validator, uint8 choice, bytes32 salt)
        public
        view
        returns (bytes32)
    {
        return keccak256(
            abi.encode(COMMIT_DOMAIN, block.chainid, address(this), jobId, round, validator, choice, salt)
        );
    }

    /// @inheritdoc IValidationModule
    function roundOf(uint256 jobId) external view returns (Round memory) {
        return _rounds[jobId][_validations[jobId].current];
    }

    /// @inheritdoc IValidationModule
    function roundAt(uint256 jobId, uint8 number) external view returns (Round memory) {
        return _rounds[jobId][number];
    }

    /// @inheritdoc IValidationModule
    function membersOf(uint256 jobId, uint8 number) external view returns (address[] memory) {
        return _members[jobId][number];
    }

    /// @inheritdoc IValidationModule
    function ballotOf(uint256 jobId, uint8 number, address account) external view returns (Ballot memory) {
        return _ballots[jobId][number][account];
    }

    /// @inheritdoc IValidationModule
    function allMembersOf(uint256 jobId) external view returns (address[] memory members) {
        address[] storage first = _members[jobId][1];
        address[] storage second = _members[jobId][LAST_ROUND];
        members = new address[](first.length + second.length);
        for (uint256 i; i < first.length; ++i) {
            members[i] = first[i];
        }
        for (uint256 i; i < second.length; ++i) {
            members[first.length + i] = second[i];
        }
    }

    // Internals

    function _open(uint256 jobId, uint8 number, uint48 frozenAt) private {
        Round storage round = _rounds[jobId][number];
        _validations[jobId].current = number;
        round.number = number;
        round.frozenAt = frozenAt;
        round.seedBlock = FutureBlock.next();
        emit RoundOpened(jobId, number, round.seedBlock, frozenAt);
    }

    /// @dev Too few candidates for a quorum: nobody is seated, and the round can be closed at once.
    function _seatCommittee(uint256 jobId, Round storage round) private {
        ValidationTerms storage terms = _validations[jobId].terms;
        (address[] memory members, uint256[] memory weightsWei) = _draw(jobId, round);
        if (members.length < terms.quorum) {
            members = new address[](0);
            weightsWei = new uint256[](0);
        } else {
            round.commitEnd = _activeTime() + terms.commitSeconds;
            round.revealEnd = round.commitEnd + terms.revealSeconds;
        }
        _members[jobId][round.number] = members;
        for (uint256 i; i < members.length; ++i) {
            _ballots[jobId][round.number][members[i]].weightWei = weightsWei[i].toUint128();
            stakeManager.lock(jobId, members[i], Roles.VALIDATOR, terms.seatLockWei);
        }
        emit CommitteeDrawn(
            jobId, round.number, round.seed, members, weightsWei, round.commitEnd, round.revealEnd
        );
    }

    function _draw(uint256 jobId, Round storage round)
        private
        view
        returns (address[] memory members, uint256[] memory weightsWei)
    {
        Validation storage validation = _validations[jobId];
        address[] memory excluded = new address[](2);
        excluded[0] = validation.employer;
        excluded[1] = validation.agent;
        return stakeManager.drawValidators(
            IStakeManager.DrawRequest({
                seed: round.seed,
                timepoint: round.frozenAt,
                seats: validation.terms.committeeSize,
                minFreeWei: validation.terms.seatLockWei,
                excluded: excluded
            })
        );
    }

    function _tally(uint256 jobId, Round storage round) private view returns (Outcome) {
        uint256 needed = uint256(round.revealedWei) * _validations[jobId].terms.approvalBps;
        return uint256(round.approvedWei) * BPS >= needed ? Outcome.Approved : Outcome.Rejected;
    }

    /// @dev Members that did not reveal are slashed and released. Revealers stay locked for the settlement if the round
    /// is decided, else they are released unharmed.
    function _closeSeats(uint256 jobId, uint8 number, bool decided) private {
        address[] storage members = _members[jobId][number];
        uint256 slashBps = _validations[jobId].terms.nonRevealSlashBps;
        for (uint256 i; i < members.length; ++i) {
            address member = members[i];
            bool revealed = _ballots[jobId][number][member].choice != 0;
            if (!revealed) _slash(jobId, member, slashBps, IStakeManager.SlashReason.NonReveal);
            if (!revealed || !decided) stakeManager.release(jobId, member, Roles.VALIDATOR);
        }
    }

    function _settleSeats(uint256 jobId, uint8 number, Outcome finalOutcome) private {
        address[] storage members = _members[jobId][number];
        uint256 slashBps = _validations[jobId].terms.wrongVoteSlashBps;
        uint8 wrong = Votes.against(finalOutcome);
        for (uint256 i; i < members.length; ++i) {
            address member = members[i];
            uint8 choice = _ballots[jobId][number][member].choice;
            if (choice == 0) continue;
            if (choice == wrong) _slash(jobId, member, slashBps, IStakeManager.SlashReason.WrongVote);
            stakeManager.release(jobId, member, Roles.VALIDATOR);
        }
    }

    function _slash(uint256 jobId, address member, uint256 slashBps, IStakeManager.SlashReason reason) private {
        uint256 amountWei = uint256(_validations[jobId].terms.seatLockWei).part(slashBps);
        if (amountWei > 0) stakeManager.slash(jobId, member, Roles.VALIDATOR, amountWei, reason);
    }

    function _winners(uint256 jobId, uint8 number, Outcome finalOutcome)
        private
        view
        returns (address[] memory winners, uint256[] memory weightsWei)
    {
        address[] storage members = _members[jobId][number];
        uint8 right = Votes.inFavourOf(finalOutcome);
        uint256 length;
        for (uint256 i; i < members.length; ++i) {
            if (_votedFor(jobId, number, members[i], right)) ++length;
        }
        winners = new address[](length);
        weightsWei = new uint256[](length);
        for (uint256 i = members.length; length > 0; --i) {
            address member = members[i - 1];
            if (!_votedFor(jobId, number, member, right)) continue;
            winners[--length] = member;
            weightsWei[length] = _ballots[jobId][number][member].weightWei;
        }
    }

    function _votedFor(uint256 jobId, uint8 number, address member, uint8 choice) private view returns (bool) {
        return choice != 0 && _ballots[jobId][number][member].choice == choice;
    }

    function _requireVotingOver(uint256 jobId, Round storage round) private view {
        if (round.revealed == _members[jobId][round.number].length) return;
        uint48 nowActive = _activeTime();
        if (nowActive < round.revealEnd) revert RevealWindowOpen(jobId, round.revealEnd, nowActive);
    }

    function _ballotOfMember(uint256 jobId, Round storage round) private view returns (Ballot storage ballot) {
        ballot = _ballots[jobId][round.number][msg.sender];
        if (ballot.weightWei == 0) revert NotMember(jobId, round.number, msg.sender);
    }

    function _currentRound(uint256 jobId) private view returns (Round storage round) {
        uint8 current = _validations[jobId].current;
        if (current == 0) revert NoRound(jobId);
        round = _rounds[jobId][current];
    }
}
