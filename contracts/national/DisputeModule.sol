// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../interfaces/IDisputeModule.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {ISortitionPool} from "../interfaces/ISortitionPool.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {AddressList} from "../shared/AddressList.sol";
import {Module} from "../shared/Module.sol";
import {Outcome} from "../shared/Outcome.sol";
import {Roles} from "../shared/Roles.sol";
import {SeedBlock} from "../shared/SeedBlock.sol";
import {Votes} from "../shared/Votes.sol";

/// @title DisputeModule
contract DisputeModule is Module, IDisputeModule {
    using AddressList for AddressList.List;
    using SeedBlock for uint64;

    /// @inheritdoc IDisputeModule
    bytes32 public constant JURY_COMMIT_DOMAIN = keccak256("omnisovereign/jury-commit/1");
    /// @inheritdoc IDisputeModule
    bytes32 public constant JURY_DRAW_DOMAIN = keccak256("omnisovereign/jury-draw/1");

    uint256 private constant MIN_JURY = 3;

    /// @dev Employer, agent, operator.
    uint256 private constant PARTIES = 3;

    struct Case {
        address employer;
        uint32 termsVersion;
        address agent;
        address operator;
    }

    /// @inheritdoc IDisputeModule
    ISortitionPool public immutable pool;
    /// @inheritdoc IDisputeModule
    IIdentityRegistry public immutable identities;
    /// @inheritdoc IDisputeModule
    IValidationModule public immutable validation;
    /// @inheritdoc IDisputeModule
    IJobTerms public immutable terms;

    mapping(uint256 jobId => Dispute) private _disputes;
    mapping(uint256 jobId => Case) private _cases;
    mapping(uint256 jobId => address[]) private _jurors;
    mapping(uint256 jobId => mapping(address account => JuryBallot)) private _ballots;

    constructor(
        address authority_,
        ISystemPause systemPause_,
        ISortitionPool pool_,
        IIdentityRegistry identities_,
        IValidationModule validation_,
        IJobTerms terms_
    ) Module(authority_, systemPause_) {
        pool = pool_;
        identities = identities_;
        validation = validation_;
        terms = terms_;
    }

    // Anyone

    /// @inheritdoc IDisputeModule
    function drawJury(uint256 jobId, bytes calldata header) external whenActive {
        Dispute storage dispute = _existing(jobId);
        if (dispute.drawn) revert JuryAlreadyDrawn(jobId);
        if (!dispute.seedBlock.hasPassed()) revert SeedNotReady(jobId, dispute.seedBlock, block.number);
        dispute.drawn = true;
        DisputeTerms memory agreed = _termsOf(jobId);
        (bool lost, bytes32 prevrandao) = dispute.seedBlock.read(header);
        if (lost) return _leaveToOwner(jobId, dispute, agreed, true, 0);
        dispute.seed = keccak256(abi.encode(JURY_DRAW_DOMAIN, block.chainid, address(this), jobId, prevrandao));
        address[] memory jurors = _draw(jobId, dispute, agreed.jurySize);
        if (jurors.length < MIN_JURY || jurors.length < agreed.juryQuorum) {
            return _leaveToOwner(jobId, dispute, agreed, false, jurors.length);
        }
        _seatJury(jobId, dispute, agreed, jurors);
    }

    // Jurors

    /// @inheritdoc IDisputeModule
    function commitJuryVote(uint256 jobId, bytes32 commitment) external whenActive {
        Dispute storage dispute = _existing(jobId);
        JuryBallot storage ballot = _ballotOfJuror(jobId);
        uint48 nowActive = _activeTime();
        if (nowActive >= dispute.commitEnd) revert CommitWindowClosed(jobId, dispute.commitEnd, nowActive);
        if (commitment == 0) revert EmptyCommitment(jobId, msg.sender);
        if (ballot.commitment != 0) revert AlreadyCommitted(jobId, msg.sender);
        ballot.commitment = commitment;
        emit JuryVoteCommitted(jobId, msg.sender, commitment);
    }

    /// @inheritdoc IDisputeModule
    function revealJuryVote(uint256 jobId, uint8 choice, bytes32 salt) external whenActive {
        Dispute storage dispute = _existing(jobId);
        JuryBallot storage ballot = _ballotOfJuror(jobId);
        uint48 nowActive = _activeTime();
        if (nowActive < dispute.commitEnd || nowActive >= dispute.revealEnd) {
            revert RevealWindowClosed(jobId, dispute.commitEnd, dispute.revealEnd, nowActive);
        }
        if (ballot.commitment == 0) revert NotCommitted(jobId, msg.sender);
        if (ballot.choice != 0) revert AlreadyRevealed(jobId, msg.sender);
        if (!Votes.isChoice(choice)) revert InvalidChoice(choice);
        bytes32 revealed = juryCommitmentOf(jobId, msg.sender, choice, salt);
        if (revealed != ballot.commitment) revert CommitmentMismatch(ballot.commitment, revealed);
        ballot.choice = choice;
        if (choice == Votes.APPROVE) ++dispute.approvals;
        else ++dispute.rejections;
        emit JuryVoteRevealed(jobId, msg.sender, choice, salt);
    }

    // Owner

    /// @inheritdoc IDisputeModule
    function ruleByOwner(uint256 jobId, Outcome ruling) external whenActive restricted {
        if (ruling != Outcome.Approved && ruling != Outcome.Rejected) revert InvalidRuling(ruling);
        Dispute storage dispute = _existing(jobId);
        if (dispute.decidedBy != DecidedBy.Nobody) revert AlreadyRuled(jobId);
        _requireVotingOver(jobId, dispute);
        if (_verdict(jobId, dispute) != Outcome.Pending) revert JuryHasDecided(jobId);
        uint48 nowActive = _activeTime();
        if (nowActive >= dispute.rulingEnd) revert RulingWindowClosed(jobId, dispute.rulingEnd, nowActive);
        _rule(jobId, dispute, ruling, DecidedBy.Owner);
    }

    // JobRegistry

    /// @inheritdoc IDisputeModule
    function openDispute(Opening calldata opening) external whenActive restricted {
        Dispute storage dispute = _disputes[opening.jobId];
        if (dispute.seedBlock != 0) revert DisputeExists(opening.jobId);
        dispute.claimant = opening.claimant;
        dispute.standing = opening.standing;
        dispute.evidenceHash = opening.evidenceHash;
        // Fits until the year 8921556. The second before: it can no longer change.
        dispute.frozenAt = uint48(block.timestamp) - 1;
        dispute.seedBlock = SeedBlock.ahead(terms.validationAt(opening.termsVersion).seedBlocks);
        _cases[opening.jobId] = Case({
            employer: opening.employer,
            termsVersion: opening.termsVersion,
            agent: opening.agent,
            operator: opening.operator
        });
        emit DisputeOpened(
            opening.jobId,
            opening.claimant,
            opening.standing,
            opening.evidenceHash,
            dispute.seedBlock,
            dispute.frozenAt
        );
    }

    /// @inheritdoc IDisputeModule
    function concludeDispute(uint256 jobId)
        external
        whenActive
        restricted
        returns (Outcome ruling, DecidedBy decidedBy, address[] memory jurors)
    {
        Dispute storage dispute = _existing(jobId);
        if (dispute.decidedBy == DecidedBy.Nobody) _conclude(jobId, dispute);
        ruling = dispute.ruling;
        decidedBy = dispute.decidedBy;
        if (decidedBy == DecidedBy.Jury) jurors = _jurorsFor(jobId, ruling);
    }

    // Views

    /// @inheritdoc IDisputeModule
    function juryCommitmentOf(uint256 jobId, address juror, uint8 choice, bytes32 salt)
        public
        view
        returns (bytes32)
    {
        return keccak256(
            abi.encode(JURY_COMMIT_DOMAIN, block.chainid, address(this), jobId, juror, choice, salt)
        );
    }

    /// @inheritdoc IDisputeModule
    function disputeOf(uint256 jobId) external view returns (Dispute memory) {
        return _disputes[jobId];
    }

    /// @inheritdoc IDisputeModule
    function jurorsOf(uint256 jobId) external view returns (address[] memory) {
        return _jurors[jobId];
    }

    /// @inheritdoc IDisputeModule
    function juryBallotOf(uint256 jobId, address account) external view returns (JuryBallot memory) {
        return _ballots[jobId][account];
    }

    // Internals

    function _seatJury(
        uint256 jobId,
        Dispute storage dispute,
        DisputeTerms memory agreed,
        address[] memory jurors
    ) private {
        dispute.commitEnd = _activeTime() + agreed.commitSeconds;
        dispute.revealEnd = dispute.commitEnd + agreed.revealSeconds;
        dispute.rulingEnd = dispute.revealEnd + agreed.rulingSeconds;
        _jurors[jobId] = jurors;
        for (uint256 i; i < jurors.length; ++i) {
            _ballots[jobId][jurors[i]].juror = true;
        }
        emit JuryDrawn(
            jobId, dispute.seed, jurors, dispute.commitEnd, dispute.revealEnd, dispute.rulingEnd
        );
    }

    function _leaveToOwner(
        uint256 jobId,
        Dispute storage dispute,
        DisputeTerms memory agreed,
        bool seedLost,
        uint256 candidates
    ) private {
        dispute.commitEnd = _activeTime();
        dispute.revealEnd = dispute.commitEnd;
        dispute.rulingEnd = dispute.revealEnd + agreed.rulingSeconds;
        emit JuryUnavailable(jobId, seedLost, candidates, dispute.rulingEnd);
    }

    function _conclude(uint256 jobId, Dispute storage dispute) private {
        _requireVotingOver(jobId, dispute);
        Outcome verdict = _verdict(jobId, dispute);
        if (verdict != Outcome.Pending) return _rule(jobId, dispute, verdict, DecidedBy.Jury);
        uint48 nowActive = _activeTime();
        if (nowActive < dispute.rulingEnd) revert AwaitingOwner(jobId, dispute.rulingEnd, nowActive);
        _rule(jobId, dispute, dispute.standing, DecidedBy.Default);
    }

    function _rule(uint256 jobId, Dispute storage dispute, Outcome ruling, DecidedBy decidedBy) private {
        dispute.ruling = ruling;
        dispute.decidedBy = decidedBy;
        emit DisputeRuled(jobId, ruling, decidedBy, dispute.approvals, dispute.rejections);
    }

    /// @dev Council first, uniformly: Fisher-Yates over those who may sit, in list order. Then validators by stake.
    function _draw(uint256 jobId, Dispute storage dispute, uint256 seats) private view returns (address[] memory) {
        address[] memory council = identities.membersAt(Roles.COUNCIL, dispute.frozenAt);
        AddressList.List memory excluded = _excluded(jobId, seats);
        AddressList.List memory jurors = AddressList.create(seats);
        AddressList.List memory candidates = AddressList.create(council.length);
        for (uint256 i; i < council.length; ++i) {
            if (!excluded.contains(council[i])) candidates.add(council[i]);
        }
        for (uint256 i; i < seats && i < candidates.length; ++i) {
            uint256 offset = uint256(keccak256(abi.encode(dispute.seed, i))) % (candidates.length - i);
            candidates.swap(i, i + offset);
            jurors.add(candidates.items[i]);
            excluded.add(candidates.items[i]);
        }
        if (jurors.length < seats) _fillUp(dispute, jurors, excluded, seats);
        return jurors.toArray();
    }

    /// @dev One seat at a time, because a juror has one: the pool draws with replacement.
    function _fillUp(
        Dispute storage dispute,
        AddressList.List memory jurors,
        AddressList.List memory excluded,
        uint256 seats
    ) private view {
        for (uint256 n; jurors.length < seats; ++n) {
            (address[] memory drawn,,) = pool.draw(
                ISortitionPool.DrawRequest({
                    seed: keccak256(abi.encode(dispute.seed, "validators", n)),
                    timepoint: dispute.frozenAt,
                    seats: 1,
                    excluded: excluded.toArray()
                })
            );
            if (drawn.length == 0) return;
            jurors.add(drawn[0]);
            excluded.add(drawn[0]);
        }
    }

    /// @dev The parties and every committee member, with room for `more`.
    function _excluded(uint256 jobId, uint256 more) private view returns (AddressList.List memory excluded) {
        Case storage parties = _cases[jobId];
        address[] memory committee = validation.allMembersOf(jobId);
        excluded = AddressList.create(committee.length + PARTIES + more);
        excluded.add(parties.employer);
        excluded.add(parties.agent);
        excluded.add(parties.operator);
        for (uint256 i; i < committee.length; ++i) {
            excluded.add(committee[i]);
        }
    }

    /// @dev Pending without quorum, and for a tie.
    function _verdict(uint256 jobId, Dispute storage dispute) private view returns (Outcome) {
        bool quorate = dispute.approvals + dispute.rejections >= _termsOf(jobId).juryQuorum;
        if (!quorate || dispute.approvals == dispute.rejections) return Outcome.Pending;
        return dispute.approvals > dispute.rejections ? Outcome.Approved : Outcome.Rejected;
    }

    function _jurorsFor(uint256 jobId, Outcome ruling) private view returns (address[] memory) {
        address[] storage jurors = _jurors[jobId];
        AddressList.List memory majority = AddressList.create(jurors.length);
        for (uint256 i; i < jurors.length; ++i) {
            if (_ballots[jobId][jurors[i]].choice == Votes.inFavourOf(ruling)) majority.add(jurors[i]);
        }
        return majority.toArray();
    }

    function _requireVotingOver(uint256 jobId, Dispute storage dispute) private view {
        if (!dispute.drawn) revert JuryNotDrawn(jobId);
        if (dispute.approvals + dispute.rejections == _jurors[jobId].length) return;
        uint48 nowActive = _activeTime();
        if (nowActive < dispute.revealEnd) revert JuryStillVoting(jobId, dispute.revealEnd, nowActive);
    }

    function _termsOf(uint256 jobId) private view returns (DisputeTerms memory) {
        return terms.disputeAt(_cases[jobId].termsVersion);
    }

    function _ballotOfJuror(uint256 jobId) private view returns (JuryBallot storage ballot) {
        ballot = _ballots[jobId][msg.sender];
        if (!ballot.juror) revert NotJuror(jobId, msg.sender);
    }

    function _existing(uint256 jobId) private view returns (Dispute storage dispute) {
        dispute = _disputes[jobId];
        if (dispute.seedBlock == 0) revert NoDispute(jobId);
    }
}
