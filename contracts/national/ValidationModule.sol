// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {ISortitionPool} from "../interfaces/ISortitionPool.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {AddressList} from "../shared/AddressList.sol";
import {Bench} from "../shared/Bench.sol";
import {Module} from "../shared/Module.sol";
import {Outcome} from "../shared/Outcome.sol";
import {Roles} from "../shared/Roles.sol";
import {SeatMath} from "../shared/SeatMath.sol";
import {SeedBlock} from "../shared/SeedBlock.sol";
import {ShareMath} from "../shared/ShareMath.sol";
import {BPS} from "../shared/Units.sol";
import {Votes} from "../shared/Votes.sol";

/// @title ValidationModule
contract ValidationModule is Module, IValidationModule {
    using AddressList for AddressList.List;
    using SafeCast for uint256;
    using SeatMath for ValidationTerms;
    using SeedBlock for uint64;
    using ShareMath for uint256;

    /// @inheritdoc IValidationModule
    bytes32 public constant COMMIT_DOMAIN = keccak256("omnisovereign/validation-commit/1");
    /// @inheritdoc IValidationModule
    bytes32 public constant DRAW_DOMAIN = keccak256("omnisovereign/committee-draw/1");

    uint8 private constant LAST_ROUND = 2;
    /// @dev Employer, agent, operator.
    uint256 private constant PARTIES = 3;
    /// @dev Bounds what drivers add to a draw.
    uint256 private constant MAX_DRIVERS = 8;

    struct Validation {
        address employer;
        uint8 current;
        bool settled;
        uint8 emptySeats;
        uint32 termsVersion;
        address agent;
        uint96 seatLockWei;
        address operator;
    }

    /// @inheritdoc IValidationModule
    ISortitionPool public immutable pool;
    /// @inheritdoc IValidationModule
    IStakeManager public immutable stakeManager;
    /// @inheritdoc IValidationModule
    IJobTerms public immutable terms;
    IIdentityRegistry private immutable _identities;

    mapping(uint256 jobId => Validation) private _validations;
    mapping(uint256 jobId => address[]) private _drivers;
    mapping(uint256 jobId => mapping(uint8 number => Round)) private _rounds;
    mapping(uint256 jobId => mapping(uint8 number => address[])) private _members;
    mapping(uint256 jobId => mapping(uint8 number => mapping(address account => Ballot))) private _ballots;

    constructor(
        address authority_,
        ISystemPause systemPause_,
        ISortitionPool pool_,
        IStakeManager stakeManager_,
        IJobTerms terms_
    ) Module(authority_, systemPause_) {
        pool = pool_;
        stakeManager = stakeManager_;
        terms = terms_;
        _identities = pool_.identities();
    }

    // Anyone

    /// @inheritdoc IValidationModule
    function drawCommittee(uint256 jobId, bytes calldata header) external whenActive {
        Round storage round = _currentRound(jobId);
        if (round.drawn) revert AlreadyDrawn(jobId, round.number);
        if (!round.seedBlock.hasPassed()) revert SeedNotReady(jobId, round.seedBlock, block.number);
        round.drawn = true;
        (bool lost, bytes32 prevrandao, uint48 second) = round.seedBlock.read(header);
        if (lost) {
            emit SeedLost(jobId, round.number, round.seedBlock);
            return;
        }
        round.seed =
            keccak256(abi.encode(DRAW_DOMAIN, block.chainid, address(this), jobId, round.number, prevrandao));
        _convene(jobId, round, second);
    }

    // Members

    /// @inheritdoc IValidationModule
    function commitVote(uint256 jobId, bytes32 commitment) external whenActive {
        Round storage round = _currentRound(jobId);
        Ballot storage ballot = _ballotOfCaller(jobId, round);
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
        Ballot storage ballot = _ballotOfCaller(jobId, round);
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
        round.revealedSeats += ballot.seats;
        if (choice == Votes.APPROVE) round.approvedSeats += ballot.seats;
        emit VoteRevealed(jobId, round.number, msg.sender, choice, salt, ballot.seats);
    }

    // JobRegistry

    /// @inheritdoc IValidationModule
    function openRound(Opening calldata opening) external whenActive restricted {
        Validation storage validation = _validations[opening.jobId];
        if (validation.current != 0) revert RoundExists(opening.jobId);
        validation.employer = opening.employer;
        validation.termsVersion = opening.termsVersion;
        validation.agent = opening.agent;
        ValidationTerms memory agreed = terms.validationAt(opening.termsVersion);
        validation.seatLockWei = agreed.lockWei(opening.worthWei);
        validation.operator = opening.operator;
        _open(opening.jobId, 1, pool.frozenSecond(), agreed.seedBlocks);
    }

    /// @inheritdoc IValidationModule
    function nameDriver(uint256 jobId, address driver) external whenActive restricted {
        address[] storage drivers = _drivers[jobId];
        if (drivers.length == MAX_DRIVERS) revert TooManyDrivers(jobId, MAX_DRIVERS);
        drivers.push(driver);
        emit DriverNamed(jobId, driver);
    }

    /// @inheritdoc IValidationModule
    function closeRound(uint256 jobId) external whenActive restricted returns (Outcome outcome) {
        Round storage round = _currentRound(jobId);
        if (round.outcome != Outcome.Pending) revert RoundIsClosed(jobId, round.number);
        if (!round.drawn) revert NotDrawn(jobId, round.number);
        _requireVotingOver(jobId, round);
        ValidationTerms memory agreed = terms.validationAt(_validations[jobId].termsVersion);
        outcome = _tally(round, agreed);
        bool decided = outcome != Outcome.Inconclusive;
        round.outcome = outcome;
        _closeSeats(jobId, round, decided, agreed);
        emit RoundClosed(
            jobId, round.number, outcome, round.seats, round.revealedSeats, round.approvedSeats
        );
        // Without a committee (its seed was lost, or it was refused) there is no redraw: a new seed would favour whoever
        // waited, or took up the stakes of others.
        if (decided || round.number == LAST_ROUND || round.seats == 0) return outcome;
        _open(jobId, LAST_ROUND, round.frozenAt, agreed.seedBlocks);
        return Outcome.Pending;
    }

    // JobSettlement

    /// @inheritdoc IValidationModule
    function settle(uint256 jobId, Outcome finalOutcome)
        external
        whenActive
        restricted
        returns (address[] memory winners, uint256[] memory winnersSeats, uint256 seatedSeats)
    {
        Validation storage validation = _validations[jobId];
        Round storage round = _currentRound(jobId);
        if (round.outcome == Outcome.Pending) revert RoundIsOpen(jobId, round.number);
        if (validation.settled) revert AlreadySettled(jobId);
        validation.settled = true;
        if (round.outcome != Outcome.Inconclusive) _settleSeats(jobId, round.number, finalOutcome);
        (winners, winnersSeats) = _winners(jobId, round.number, finalOutcome);
        seatedSeats = round.seats;
        if (round.number == LAST_ROUND) seatedSeats += _rounds[jobId][1].seats;
        seatedSeats -= validation.emptySeats;
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
    function choiceOf(uint256 jobId, address account) external view returns (uint8) {
        return _ballots[jobId][_validations[jobId].current][account].choice;
    }

    /// @inheritdoc IValidationModule
    function driversOf(uint256 jobId) external view returns (address[] memory) {
        return _drivers[jobId];
    }

    /// @inheritdoc IValidationModule
    function barredFromJuries(uint256 jobId) external view returns (address[] memory) {
        address[] memory members = allMembersOf(jobId);
        address[] memory drivers = _drivers[jobId];
        AddressList.List memory barred = AddressList.create(drivers.length + members.length);
        barred.addAll(drivers);
        barred.addAll(members);
        return barred.toArray();
    }

    /// @inheritdoc IValidationModule
    function allMembersOf(uint256 jobId) public view returns (address[] memory members) {
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

    function _open(uint256 jobId, uint8 number, uint48 frozenAt, uint8 seedBlocks) private {
        Round storage round = _rounds[jobId][number];
        _validations[jobId].current = number;
        round.number = number;
        round.frozenAt = frozenAt;
        round.seedBlock = SeedBlock.ahead(seedBlocks);
        emit RoundOpened(jobId, number, round.seedBlock, frozenAt);
    }

    /// @dev Seats a committee, or refuses it: then the round can be closed at once.
    function _convene(uint256 jobId, Round storage round, uint48 second) private {
        Validation storage validation = _validations[jobId];
        ValidationTerms memory agreed = terms.validationAt(validation.termsVersion);
        (address[] memory members, uint8[] memory seats, uint256 eligibleWei, uint256 totalWei) =
            _draw(jobId, round, agreed.committeeSize, second);
        Bench.Seated memory bench =
            Bench.fund(stakeManager, _identities, Roles.VALIDATOR, false, validation.seatLockWei, members, seats);
        Refusal refusal = Refusal.None;
        if (2 * eligibleWei < totalWei) refusal = Refusal.TooLittleWeight;
        else if (bench.fundedSeats < agreed.quorum) refusal = Refusal.UnfundedSeats;
        if (refusal == Refusal.None) {
            round.commitEnd = _activeTime() + agreed.commitSeconds;
            round.revealEnd = round.commitEnd + agreed.revealSeconds;
            _seat(jobId, round, bench, validation.seatLockWei);
        } else {
            emit CommitteeRefused(
                jobId, round.number, round.seed, refusal, bench.fundedSeats, eligibleWei, totalWei
            );
        }
    }

    function _draw(uint256 jobId, Round storage round, uint8 committeeSize, uint48 second)
        private
        view
        returns (address[] memory, uint8[] memory, uint256, uint256)
    {
        return pool.draw(
            ISortitionPool.DrawRequest({
                role: Roles.VALIDATOR,
                seed: round.seed,
                timepoint: round.frozenAt,
                heldAt: second,
                seats: committeeSize,
                excluded: _excluded(jobId, round.number)
            })
        );
    }

    /// @dev The parties, whoever drives one, and whoever was silent in the round before.
    function _excluded(uint256 jobId, uint8 number) private view returns (address[] memory) {
        Validation storage validation = _validations[jobId];
        // The first round has no round before it: round 0 has no members.
        address[] storage before = _members[jobId][number - 1];
        address[] memory drivers = _drivers[jobId];
        AddressList.List memory excluded = AddressList.create(PARTIES + drivers.length + before.length);
        excluded.addAll(drivers);
        excluded.add(validation.employer);
        excluded.add(validation.agent);
        excluded.add(validation.operator);
        for (uint256 i; i < before.length; ++i) {
            if (_ballots[jobId][number - 1][before[i]].choice == 0) excluded.add(before[i]);
        }
        return excluded.toArray();
    }

    function _seat(uint256 jobId, Round storage round, Bench.Seated memory bench, uint256 seatLockWei) private {
        // Fits: a committee has at most 15 seats.
        round.seats = uint8(bench.allSeats);
        _members[jobId][round.number] = bench.members;
        _seatMembers(
            jobId, round.number, bench, Bench.lock(stakeManager, jobId, Roles.VALIDATOR, seatLockWei, bench)
        );
        emit CommitteeDrawn(
            jobId,
            round.number,
            round.seed,
            bench.members,
            bench.seats,
            bench.unfundedSeats,
            round.commitEnd,
            round.revealEnd
        );
    }

    function _seatMembers(uint256 jobId, uint8 number, Bench.Seated memory bench, uint256[] memory lockedWei) private {
        for (uint256 i; i < bench.members.length; ++i) {
            address member = bench.members[i];
            Ballot storage ballot = _ballots[jobId][number][member];
            ballot.seats = bench.seats[i];
            ballot.unfundedSeats = bench.unfundedSeats[i];
            ballot.lockedWei = lockedWei[i].toUint128();
            if (!bench.empty[i]) continue;
            ballot.empty = true;
            // Fits: there are at most 15 in each round.
            _validations[jobId].emptySeats += bench.seats[i];
            emit SeatsLeftEmpty(jobId, number, member, bench.seats[i]);
        }
    }

    /// @dev What the seats that did not reveal could not have turned: whoever keeps members from voting turns no outcome.
    function _tally(Round storage round, ValidationTerms memory agreed) private view returns (Outcome) {
        (uint256 seats, uint256 revealed, uint256 approved) = (round.seats, round.revealedSeats, round.approvedSeats);
        // A refused committee has no seats, and says nothing.
        if (seats == 0) return Outcome.Inconclusive;
        uint256 neededBps = seats * agreed.approvalBps;
        if (approved * BPS >= neededBps) return Outcome.Approved;
        uint256 approvable = approved + seats - revealed;
        return approvable * BPS < neededBps ? Outcome.Rejected : Outcome.Inconclusive;
    }

    /// @dev Members that did not reveal are slashed and released, or only released if they were kept from it. Revealers
    /// stay locked for the settlement if the round is decided, else they are released unharmed.
    function _closeSeats(uint256 jobId, Round storage round, bool decided, ValidationTerms memory agreed) private {
        // All revealed, so it is decided; or there are none.
        if (round.revealedSeats == round.seats) return;
        address[] memory members = _members[jobId][round.number];
        uint256 seatLockWei = _validations[jobId].seatLockWei;
        IStakeManager.Ending[] memory endings = new IStakeManager.Ending[](members.length);
        for (uint256 i; i < members.length; ++i) {
            Ballot storage ballot = _ballots[jobId][round.number][members[i]];
            bool revealed = ballot.choice != 0;
            if (revealed && decided) continue;
            uint256 bps = revealed ? 0 : _silenceBps(round, members[i], ballot.commitment != 0, agreed);
            endings[i] = _ending(members[i], ballot, seatLockWei, bps, IStakeManager.SlashReason.NonReveal);
        }
        stakeManager.endLocks(jobId, Roles.VALIDATOR, endings);
    }

    function _silenceBps(Round storage round, address member, bool committed, ValidationTerms memory agreed)
        private
        view
        returns (uint256)
    {
        (uint48 commitEnd, uint48 revealEnd) = (round.commitEnd, round.revealEnd);
        uint48 start = commitEnd - agreed.commitSeconds;
        bool excused = Bench.isExcused(
            _identities, member, Roles.VALIDATOR, committed, start, commitEnd, revealEnd, _activeTime()
        );
        return excused ? 0 : agreed.nonRevealSlashBps;
    }

    function _settleSeats(uint256 jobId, uint8 number, Outcome finalOutcome) private {
        Validation storage validation = _validations[jobId];
        address[] memory members = _members[jobId][number];
        uint256 slashBps = terms.validationAt(validation.termsVersion).wrongVoteSlashBps;
        uint256 seatLockWei = validation.seatLockWei;
        uint8 wrong = Votes.against(finalOutcome);
        IStakeManager.Ending[] memory endings = new IStakeManager.Ending[](members.length);
        for (uint256 i; i < members.length; ++i) {
            Ballot storage ballot = _ballots[jobId][number][members[i]];
            uint8 choice = ballot.choice;
            if (choice == 0) continue;
            uint256 bps = choice == wrong ? slashBps : 0;
            endings[i] = _ending(members[i], ballot, seatLockWei, bps, IStakeManager.SlashReason.WrongVote);
        }
        stakeManager.endLocks(jobId, Roles.VALIDATOR, endings);
    }

    /// @dev Slashes by the seats, but by no more than was locked for them, and releases what is left.
    function _ending(
        address member,
        Ballot storage ballot,
        uint256 seatLockWei,
        uint256 slashBps,
        IStakeManager.SlashReason reason
    ) private view returns (IStakeManager.Ending memory) {
        uint256 lockedWei = ballot.lockedWei;
        if (slashBps == 0) return IStakeManager.Ending(member, lockedWei, 0, reason);
        uint256 dueWei = (seatLockWei * ballot.seats).part(slashBps);
        return IStakeManager.Ending(member, lockedWei, Math.min(dueWei, lockedWei), reason);
    }

    function _winners(uint256 jobId, uint8 number, Outcome finalOutcome)
        private
        view
        returns (address[] memory winners, uint256[] memory winnersSeats)
    {
        uint8 right = Votes.inFavourOf(finalOutcome);
        if (right == 0) return (winners, winnersSeats);
        address[] memory members = _members[jobId][number];
        mapping(address account => Ballot) storage ballots = _ballots[jobId][number];
        uint256 length;
        for (uint256 i; i < members.length; ++i) {
            if (ballots[members[i]].choice == right) ++length;
        }
        winners = new address[](length);
        winnersSeats = new uint256[](length);
        for (uint256 i = members.length; length > 0; --i) {
            Ballot storage ballot = ballots[members[i - 1]];
            if (ballot.choice != right) continue;
            winners[--length] = members[i - 1];
            winnersSeats[length] = ballot.seats;
        }
    }

    function _requireVotingOver(uint256 jobId, Round storage round) private view {
        if (round.revealedSeats == round.seats) return;
        uint48 nowActive = _activeTime();
        if (nowActive < round.revealEnd) revert RevealWindowOpen(jobId, round.revealEnd, nowActive);
    }

    function _ballotOfCaller(uint256 jobId, Round storage round) private view returns (Ballot storage ballot) {
        ballot = _ballots[jobId][round.number][msg.sender];
        if (ballot.seats == 0) revert NotMember(jobId, round.number, msg.sender);
        bool mayVote = !ballot.empty && _identities.mayJudge(msg.sender, Roles.VALIDATOR);
        if (!mayVote) revert MemberBarred(jobId, round.number, msg.sender);
    }

    function _currentRound(uint256 jobId) private view returns (Round storage round) {
        uint8 current = _validations[jobId].current;
        if (current == 0) revert NoRound(jobId);
        round = _rounds[jobId][current];
    }
}
