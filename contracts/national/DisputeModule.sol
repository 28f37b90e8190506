// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IDisputeModule} from "../interfaces/IDisputeModule.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {IJuryDraw} from "../interfaces/IJuryDraw.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {Bench} from "../shared/Bench.sol";
import {JuryMath} from "../shared/JuryMath.sol";
import {Module} from "../shared/Module.sol";
import {Outcome} from "../shared/Outcome.sol";
import {SeedBlock} from "../shared/SeedBlock.sol";
import {ShareMath} from "../shared/ShareMath.sol";
import {Votes} from "../shared/Votes.sol";

/// @title DisputeModule
contract DisputeModule is Module, IDisputeModule {
    using JuryMath for DisputeTerms;
    using Math for uint256;
    using SafeCast for uint256;
    using SeedBlock for uint64;
    using ShareMath for uint256;

    /// @inheritdoc IDisputeModule
    bytes32 public constant JURY_COMMIT_DOMAIN = keccak256("omnisovereign/jury-commit/1");
    /// @inheritdoc IDisputeModule
    bytes32 public constant JURY_DRAW_DOMAIN = keccak256("omnisovereign/jury-draw/1");

    uint8 private constant LAST_HEARING = JuryMath.HEARINGS;

    /// @inheritdoc IDisputeModule
    IJuryDraw public immutable draws;
    /// @inheritdoc IDisputeModule
    IIdentityRegistry public immutable identities;
    /// @inheritdoc IDisputeModule
    IValidationModule public immutable validation;
    /// @inheritdoc IDisputeModule
    IJobTerms public immutable terms;

    mapping(uint256 jobId => Dispute) private _disputes;
    mapping(uint256 jobId => mapping(uint8 number => Hearing)) private _hearings;
    mapping(uint256 jobId => mapping(uint8 number => address[])) private _jurors;
    mapping(uint256 jobId => mapping(uint8 number => mapping(address account => JuryBallot))) private _ballots;

    constructor(address authority_, ISystemPause systemPause_, IJuryDraw draws_)
        Module(authority_, systemPause_)
    {
        draws = draws_;
        identities = draws_.identities();
        validation = draws_.validation();
        terms = validation.terms();
    }

    // Anyone

    /// @inheritdoc IDisputeModule
    function drawJury(uint256 jobId, bytes calldata header) external whenActive {
        (Dispute storage dispute, Hearing storage hearing) = _current(jobId);
        DisputeTerms memory agreed = _termsAt(dispute.termsVersion);
        if (hearing.drawn) revert JuryAlreadyDrawn(jobId, dispute.hearings);
        if (!hearing.seedBlock.hasPassed()) revert SeedNotReady(jobId, hearing.seedBlock, block.number);
        hearing.drawn = true;
        uint8 number = dispute.hearings;
        (bool lost, bytes32 prevrandao, uint48 second) = hearing.seedBlock.read(header);
        if (lost) return _leaveToOwner(jobId, agreed, Absence.SeedLost);
        hearing.seed =
            keccak256(abi.encode(JURY_DRAW_DOMAIN, block.chainid, address(this), jobId, number, prevrandao));
        IJuryDraw.Jury memory jury = draws.seat(_callOf(jobId, dispute, hearing, agreed, second));
        if (jury.role == 0) return _leaveToOwner(jobId, agreed, Absence.TooFewEligible);
        _seat(jobId, agreed, jury);
    }

    /// @inheritdoc IDisputeModule
    function concludeDispute(uint256 jobId)
        external
        whenActive
        returns (Outcome ruling, DecidedBy decidedBy)
    {
        (Dispute storage dispute, Hearing storage hearing) = _current(jobId);
        if (dispute.decidedBy == DecidedBy.Nobody) _conclude(jobId, dispute, hearing);
        return (dispute.ruling, dispute.decidedBy);
    }

    /// @inheritdoc IDisputeModule
    function resumeHearing(uint256 jobId) external whenActive {
        (Dispute storage dispute, Hearing storage hearing) = _current(jobId);
        _requireUndecided(jobId, dispute, hearing);
        uint48 heldUntil = _heldUntil(jobId, dispute, hearing);
        if (heldUntil == 0) revert NotHeldUp(jobId, dispute.hearings);
        uint48 nowActive = _activeTime();
        if (nowActive < hearing.rulingEnd) revert AwaitingOwner(jobId, hearing.rulingEnd, nowActive);
        hearing.resumed = true;
        DisputeTerms memory agreed = _termsAt(dispute.termsVersion);
        // Fits: a suspension ends before two terms are over.
        uint48 start = uint48(Math.max(nowActive, heldUntil));
        uint48 revealEnd = start + agreed.commitSeconds + agreed.revealSeconds;
        emit HearingResumed(jobId, dispute.hearings, _setWindows(hearing, agreed, revealEnd, revealEnd));
    }

    // Jurors

    /// @inheritdoc IDisputeModule
    function commitJuryVote(uint256 jobId, bytes32 commitment) external whenActive {
        (Dispute storage dispute, Hearing storage hearing) = _current(jobId);
        JuryBallot storage ballot = _ballotOfCaller(jobId, dispute.hearings, hearing);
        uint48 nowActive = _activeTime();
        if (nowActive >= hearing.commitEnd) revert CommitWindowClosed(jobId, hearing.commitEnd, nowActive);
        if (commitment == 0) revert EmptyCommitment(jobId, msg.sender);
        if (ballot.commitment != 0) revert AlreadyCommitted(jobId, msg.sender);
        ballot.commitment = commitment;
        emit JuryVoteCommitted(jobId, dispute.hearings, msg.sender, commitment);
    }

    /// @inheritdoc IDisputeModule
    function revealJuryVote(uint256 jobId, uint8 choice, bytes32 salt) external whenActive {
        (Dispute storage dispute, Hearing storage hearing) = _current(jobId);
        uint8 number = dispute.hearings;
        JuryBallot storage ballot = _ballotOfCaller(jobId, number, hearing);
        uint48 nowActive = _activeTime();
        bool isEarly = nowActive < hearing.commitEnd && !hearing.resumed;
        if (isEarly || nowActive >= hearing.revealEnd) {
            revert RevealWindowClosed(jobId, hearing.commitEnd, hearing.revealEnd, nowActive);
        }
        if (ballot.commitment == 0) revert NotCommitted(jobId, msg.sender);
        if (ballot.choice != 0) revert AlreadyRevealed(jobId, msg.sender);
        if (!Votes.isChoice(choice)) revert InvalidChoice(choice);
        bytes32 revealed = juryCommitmentOf(jobId, number, msg.sender, choice, salt);
        if (revealed != ballot.commitment) revert CommitmentMismatch(ballot.commitment, revealed);
        ballot.choice = choice;
        if (choice == Votes.APPROVE) hearing.approvedSeats += ballot.seats;
        else hearing.rejectedSeats += ballot.seats;
        emit JuryVoteRevealed(jobId, number, msg.sender, choice, salt, ballot.seats);
    }

    // Owner

    /// @inheritdoc IDisputeModule
    function ruleByOwner(uint256 jobId, Outcome ruling) external whenActive restricted {
        if (ruling != Outcome.Approved && ruling != Outcome.Rejected) revert InvalidRuling(ruling);
        (Dispute storage dispute, Hearing storage hearing) = _current(jobId);
        _requireUndecided(jobId, dispute, hearing);
        if (_verdict(hearing) != Outcome.Pending) revert JuryHasDecided(jobId);
        uint48 nowActive = _activeTime();
        if (nowActive >= hearing.rulingEnd) revert RulingWindowClosed(jobId, hearing.rulingEnd, nowActive);
        _rule(jobId, dispute, hearing, ruling, DecidedBy.Owner);
    }

    // JobRegistry

    /// @inheritdoc IDisputeModule
    function openDispute(Opening calldata opening) external whenActive restricted returns (uint256 bondWei) {
        Dispute storage dispute = _disputes[opening.jobId];
        if (dispute.hearings != 0) revert DisputeExists(opening.jobId);
        DisputeTerms memory agreed = _termsAt(opening.termsVersion);
        dispute.employer = opening.employer;
        dispute.termsVersion = opening.termsVersion;
        dispute.agent = opening.agent;
        dispute.jurorLockWei = agreed.lockWei(opening.worthWei);
        dispute.operator = opening.operator;
        // Who could be drawn when the work was submitted: nobody joins a council to judge a job that is under way.
        dispute.frozenAt = validation.roundAt(opening.jobId, 1).frozenAt;
        dispute.firstBondWei = opening.worthWei.partUp(agreed.bondBps).toUint128();
        // Fits: it is a part of the lock.
        dispute.seatFeeWei = uint96(uint256(dispute.jurorLockWei).partUp(terms.seatFeeBpsAt(opening.termsVersion)));
        dispute.jurySize = agreed.jurySize;
        return _open(opening.jobId, opening.claimant, opening.standing, opening.evidenceHash);
    }

    /// @inheritdoc IDisputeModule
    function openAppeal(uint256 jobId, address claimant, bytes32 evidenceHash)
        external
        whenActive
        restricted
        returns (uint256 bondWei)
    {
        (Dispute storage dispute, Hearing storage hearing) = _current(jobId);
        uint8 number = dispute.hearings;
        _requireUndecided(jobId, dispute, hearing);
        if (number == LAST_HEARING) revert LastHearing(jobId, number);
        uint48 nowActive = _activeTime();
        if (nowActive >= hearing.appealEnd) revert AppealWindowClosed(jobId, hearing.appealEnd, nowActive);
        Outcome contested = _contested(hearing);
        bool isParty = claimant == (contested == Outcome.Approved ? dispute.employer : dispute.agent);
        if (!isParty && !_dissented(jobId, number, claimant, contested)) {
            revert NotAggrieved(jobId, number, claimant);
        }
        return _open(jobId, claimant, contested, evidenceHash);
    }

    // JurySettlement

    /// @inheritdoc IDisputeModule
    function closeJurors(uint256 jobId, uint256 limit)
        external
        whenActive
        restricted
        returns (Ruled memory ruled, Heard[] memory all)
    {
        Dispute storage dispute = _disputes[jobId];
        (ruled, all) = _handOver(jobId, dispute);
        // Fits: it is at most `endJuror`.
        ruled.endJuror = uint8(Math.min(ruled.endJuror, limit.saturatingAdd(ruled.firstJuror)));
        dispute.settledJurors = ruled.endJuror;
    }

    /// @inheritdoc IDisputeModule
    function closeDispute(uint256 jobId)
        external
        whenActive
        restricted
        returns (Ruled memory ruled, Heard[] memory all)
    {
        Dispute storage dispute = _disputes[jobId];
        (ruled, all) = _handOver(jobId, dispute);
        dispute.settled = true;
    }

    // Views

    /// @inheritdoc IDisputeModule
    function juryCommitmentOf(uint256 jobId, uint8 hearing, address juror, uint8 choice, bytes32 salt)
        public
        view
        returns (bytes32)
    {
        return keccak256(
            abi.encode(JURY_COMMIT_DOMAIN, block.chainid, address(this), jobId, hearing, juror, choice, salt)
        );
    }

    /// @inheritdoc IDisputeModule
    function disputeOf(uint256 jobId) external view returns (Dispute memory) {
        return _disputes[jobId];
    }

    /// @inheritdoc IDisputeModule
    function hearingOf(uint256 jobId) external view returns (Hearing memory) {
        return hearingAt(jobId, _disputes[jobId].hearings);
    }

    /// @inheritdoc IDisputeModule
    function hearingAt(uint256 jobId, uint8 number) public view returns (Hearing memory) {
        return _hearings[jobId][number];
    }

    /// @inheritdoc IDisputeModule
    function verdictOf(uint256 jobId, uint8 number) external view returns (Outcome) {
        return _verdict(_hearings[jobId][number]);
    }

    /// @inheritdoc IDisputeModule
    function jurorsOf(uint256 jobId, uint8 number) external view returns (address[] memory) {
        return _jurors[jobId][number];
    }

    /// @inheritdoc IDisputeModule
    function juryBallotOf(uint256 jobId, uint8 number, address account) external view returns (JuryBallot memory) {
        return _ballots[jobId][number][account];
    }

    // Hearings

    /// @dev What is left of a dispute that is ruled.
    function _handOver(uint256 jobId, Dispute storage dispute)
        private
        view
        returns (Ruled memory ruled, Heard[] memory all)
    {
        if (dispute.decidedBy == DecidedBy.Nobody) revert NotRuled(jobId);
        if (dispute.settled) revert AlreadySettled(jobId);
        all = _heard(jobId, dispute.hearings);
        uint256 jurors;
        for (uint256 i; i < all.length; ++i) {
            jurors += all[i].jurors.length;
        }
        ruled = Ruled({
            ruling: dispute.ruling,
            decidedBy: dispute.decidedBy,
            termsVersion: dispute.termsVersion,
            jurorLockWei: dispute.jurorLockWei,
            firstBondWei: dispute.firstBondWei,
            seatFeeWei: dispute.seatFeeWei,
            jurySize: dispute.jurySize,
            firstJuror: dispute.settledJurors,
            // Fits: three juries have at most 67 seats.
            endJuror: uint8(jurors)
        });
    }

    function _heard(uint256 jobId, uint8 hearings) private view returns (Heard[] memory all) {
        all = new Heard[](hearings);
        for (uint8 i; i < hearings; ++i) {
            Hearing storage hearing = _hearings[jobId][i + 1];
            all[i] = Heard({
                claimant: hearing.claimant,
                standing: hearing.standing,
                decided: _verdict(hearing) != Outcome.Pending,
                resumed: hearing.resumed,
                role: hearing.role,
                seats: hearing.seats,
                commitEnd: hearing.commitEnd,
                revealEnd: hearing.revealEnd,
                jurors: _heardJurors(jobId, i + 1)
            });
        }
    }

    function _heardJurors(uint256 jobId, uint8 number) private view returns (HeardJuror[] memory heard) {
        address[] memory jurors = _jurors[jobId][number];
        heard = new HeardJuror[](jurors.length);
        for (uint256 i; i < jurors.length; ++i) {
            JuryBallot storage ballot = _ballots[jobId][number][jurors[i]];
            uint8 choice = ballot.choice;
            // Only of who revealed nothing another slot tells.
            bool committed = choice != 0 || ballot.commitment != 0;
            heard[i] = HeardJuror(jurors[i], ballot.seats, choice, ballot.lockedWei, committed);
        }
    }

    /// @dev Who comes first is what the council's stakes say, and nothing that another block would say otherwise: whoever
    /// opens it could revert until it suits.
    function _open(uint256 jobId, address claimant, Outcome standing, bytes32 evidenceHash)
        private
        returns (uint256 bondWei)
    {
        Dispute storage dispute = _disputes[jobId];
        uint8 number = ++dispute.hearings;
        Hearing storage hearing = _hearings[jobId][number];
        hearing.standing = standing;
        hearing.claimant = claimant;
        hearing.seedBlock = SeedBlock.ahead(terms.seedBlocksAt(dispute.termsVersion));
        hearing.evidenceHash = evidenceHash;
        hearing.validatorsFirst = draws.isCouncilTakenUp();
        if (claimant != address(0)) {
            bondWei = JuryMath.postedWei(dispute.firstBondWei, dispute.jurySize, dispute.seatFeeWei, number);
        }
        emit HearingOpened(
            jobId,
            number,
            claimant,
            standing,
            evidenceHash,
            bondWei,
            hearing.seedBlock,
            dispute.frozenAt,
            hearing.validatorsFirst
        );
    }

    function _conclude(uint256 jobId, Dispute storage dispute, Hearing storage hearing) private {
        _requireVotingOver(jobId, dispute, hearing);
        Outcome verdict = _verdict(hearing);
        bool decided = verdict != Outcome.Pending;
        uint48 nowActive = _activeTime();
        if (!decided && nowActive < hearing.rulingEnd) revert AwaitingOwner(jobId, hearing.rulingEnd, nowActive);
        if (dispute.hearings < LAST_HEARING && nowActive < hearing.appealEnd) {
            revert AppealWindowOpen(jobId, hearing.appealEnd, nowActive);
        }
        if (decided) return _rule(jobId, dispute, hearing, verdict, DecidedBy.Jury);
        if (_heldUntil(jobId, dispute, hearing) != 0) revert HearingHeldUp(jobId, dispute.hearings);
        _rule(jobId, dispute, hearing, hearing.standing, DecidedBy.Default);
    }

    /// @dev For a hearing whose reveal window is over.
    /// @return heldUntil When the last of those can vote without whom it came to no verdict because they were suspended;
    /// 0 if they could not have made one, or had their time in a hearing that was resumed.
    function _heldUntil(uint256 jobId, Dispute storage dispute, Hearing storage hearing)
        private
        view
        returns (uint48 heldUntil)
    {
        if (hearing.resumed || _verdict(hearing) != Outcome.Pending) return 0;
        address[] storage jurors = _jurors[jobId][dispute.hearings];
        uint48 start = hearing.commitEnd - _termsAt(dispute.termsVersion).commitSeconds;
        uint256 heldSeats;
        for (uint256 i; i < jurors.length; ++i) {
            JuryBallot storage ballot = _ballots[jobId][dispute.hearings][jurors[i]];
            // Whoever has lost the role votes no more, however long one waits.
            if (ballot.choice != 0 || !identities.hasRole(jurors[i], hearing.role)) continue;
            uint48 until = Bench.heldUntil(
                identities, jurors[i], ballot.commitment != 0, start, hearing.commitEnd, hearing.revealEnd
            );
            if (until != 0) heldSeats += ballot.seats;
            if (until > heldUntil) heldUntil = until;
        }
        if (!_couldDecide(hearing, heldSeats)) return 0;
    }

    /// @dev Whether a hearing had a verdict if further seats said the same.
    function _couldDecide(Hearing storage hearing, uint256 seats) private view returns (bool) {
        return 2 * (Math.max(hearing.approvedSeats, hearing.rejectedSeats) + seats) > hearing.seats;
    }

    function _rule(
        uint256 jobId,
        Dispute storage dispute,
        Hearing storage hearing,
        Outcome ruling,
        DecidedBy decidedBy
    ) private {
        dispute.ruling = ruling;
        dispute.decidedBy = decidedBy;
        emit DisputeRuled(
            jobId, dispute.hearings, ruling, decidedBy, hearing.approvedSeats, hearing.rejectedSeats
        );
    }

    // Juries

    function _callOf(
        uint256 jobId,
        Dispute storage dispute,
        Hearing storage hearing,
        DisputeTerms memory agreed,
        uint48 second
    ) private view returns (IJuryDraw.Call memory) {
        address[] memory claimants = new address[](dispute.hearings);
        for (uint8 i; i < claimants.length; ++i) {
            claimants[i] = _hearings[jobId][i + 1].claimant;
        }
        return IJuryDraw.Call({
            jobId: jobId,
            employer: dispute.employer,
            agent: dispute.agent,
            operator: dispute.operator,
            claimants: claimants,
            seed: hearing.seed,
            frozenAt: dispute.frozenAt,
            heldAt: second,
            validatorsFirst: hearing.validatorsFirst,
            seats: agreed.seats(dispute.hearings),
            quorum: agreed.quorum(dispute.hearings),
            jurorLockWei: dispute.jurorLockWei
        });
    }

    function _seat(uint256 jobId, DisputeTerms memory agreed, IJuryDraw.Jury memory jury) private {
        (Dispute storage dispute, Hearing storage hearing) = _current(jobId);
        uint8 number = dispute.hearings;
        hearing.role = jury.role;
        // Fits: a jury has at most 39 seats.
        hearing.seats = uint8(jury.allSeats);
        _jurors[jobId][number] = jury.jurors;
        _seatJurors(jobId, number, jury);
        emit JuryDrawn(
            jobId,
            number,
            jury.role,
            hearing.seed,
            jury.jurors,
            jury.seats,
            jury.unfundedSeats,
            _openWindows(hearing, agreed)
        );
    }

    function _seatJurors(uint256 jobId, uint8 number, IJuryDraw.Jury memory jury) private {
        for (uint256 i; i < jury.jurors.length; ++i) {
            address juror = jury.jurors[i];
            JuryBallot storage ballot = _ballots[jobId][number][juror];
            ballot.seats = jury.seats[i];
            ballot.unfundedSeats = jury.unfundedSeats[i];
            ballot.lockedWei = jury.lockedWei[i].toUint128();
        }
    }

    function _openWindows(Hearing storage hearing, DisputeTerms memory agreed) private returns (Windows memory) {
        uint48 commitEnd = _activeTime() + agreed.commitSeconds;
        return _setWindows(hearing, agreed, commitEnd, commitEnd + agreed.revealSeconds);
    }

    function _setWindows(Hearing storage hearing, DisputeTerms memory agreed, uint48 commitEnd, uint48 revealEnd)
        private
        returns (Windows memory windows)
    {
        windows.commitEnd = commitEnd;
        windows.revealEnd = revealEnd;
        windows.appealEnd = windows.revealEnd + agreed.appealSeconds;
        windows.rulingEnd = windows.revealEnd + agreed.rulingSeconds;
        hearing.commitEnd = windows.commitEnd;
        hearing.revealEnd = windows.revealEnd;
        hearing.appealEnd = windows.appealEnd;
        hearing.rulingEnd = windows.rulingEnd;
    }

    function _leaveToOwner(uint256 jobId, DisputeTerms memory agreed, Absence absence) private {
        (Dispute storage dispute, Hearing storage hearing) = _current(jobId);
        uint48 nowActive = _activeTime();
        hearing.commitEnd = nowActive;
        hearing.revealEnd = nowActive;
        hearing.appealEnd = nowActive + agreed.appealSeconds;
        hearing.rulingEnd = nowActive + agreed.rulingSeconds;
        emit JuryUnavailable(jobId, dispute.hearings, hearing.seed, absence, hearing.rulingEnd);
    }

    function _termsAt(uint32 version) private view returns (DisputeTerms memory) {
        return terms.disputeAt(version);
    }

    // Guards

    /// @dev Pending without a majority of all seats, and without a jury. Whoever keeps jurors from voting, or is silent,
    /// turns no verdict that it could not have turned by a vote.
    function _verdict(Hearing storage hearing) private view returns (Outcome) {
        (uint256 seats, uint256 approved) = (hearing.seats, hearing.approvedSeats);
        if (2 * approved > seats) return Outcome.Approved;
        return 2 * uint256(hearing.rejectedSeats) > seats ? Outcome.Rejected : Outcome.Pending;
    }

    /// @return What an appeal after a hearing is about: its verdict, else what it was about itself.
    function _contested(Hearing storage hearing) private view returns (Outcome) {
        Outcome verdict = _verdict(hearing);
        return verdict == Outcome.Pending ? hearing.standing : verdict;
    }

    /// @return Whether the account voted against an outcome in a hearing. Nobody votes against Inconclusive.
    function _dissented(uint256 jobId, uint8 number, address account, Outcome outcome) private view returns (bool) {
        uint8 choice = _ballots[jobId][number][account].choice;
        return choice != 0 && choice == Votes.against(outcome);
    }

    function _requireUndecided(uint256 jobId, Dispute storage dispute, Hearing storage hearing) private view {
        if (dispute.decidedBy != DecidedBy.Nobody) revert AlreadyRuled(jobId);
        _requireVotingOver(jobId, dispute, hearing);
    }

    function _requireVotingOver(uint256 jobId, Dispute storage dispute, Hearing storage hearing) private view {
        if (!hearing.drawn) revert JuryNotDrawn(jobId, dispute.hearings);
        if (hearing.approvedSeats + hearing.rejectedSeats == hearing.seats) return;
        uint48 nowActive = _activeTime();
        if (nowActive < hearing.revealEnd) revert JuryStillVoting(jobId, hearing.revealEnd, nowActive);
    }

    function _ballotOfCaller(uint256 jobId, uint8 number, Hearing storage hearing)
        private
        view
        returns (JuryBallot storage ballot)
    {
        ballot = _ballots[jobId][number][msg.sender];
        if (ballot.seats == 0) revert NotJuror(jobId, number, msg.sender);
        if (!identities.mayJudge(msg.sender, hearing.role)) revert JurorBarred(jobId, number, msg.sender);
    }

    function _current(uint256 jobId) private view returns (Dispute storage dispute, Hearing storage hearing) {
        dispute = _disputes[jobId];
        if (dispute.hearings == 0) revert NoDispute(jobId);
        hearing = _hearings[jobId][dispute.hearings];
    }
}
