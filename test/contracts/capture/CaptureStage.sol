// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Coalition} from "./Coalition.sol";

/// @notice More cheatcodes, which only these tests use.
interface StateVm {
    function snapshotState() external returns (uint256 id);
    function revertToStateAndDelete(uint256 id) external returns (bool success);
    function envOr(string calldata name, uint256 otherwise) external view returns (uint256);
}

/// @notice Plays one job of `VALUE_WEI` after the other against the coalition, each from the same state and by a seed of its
/// own, through public calls only. What the coalition has more afterwards is its gain; what it has more than by honest play
/// on the same seed is its profit. `test/campaigns/capture` mirrors all of it.
abstract contract CaptureStage is Coalition {
    /// @dev What a play is to be: the strategy, the same job without the strategy's moves, or honest play.
    enum Mode {
        Strategy,
        Plain,
        Honest
    }

    /// @dev What the others do: nothing; dispute and appeal wherever they were wronged; and the coalition does so as well.
    enum Posture {
        Undisputed,
        Disputed,
        Contested
    }

    /// @param place Of a committee its round, of a jury 16 and its hearing.
    struct Lot {
        uint256 jobId;
        uint8 place;
        bytes32 seed;
        address[] members;
        uint8[] seats;
    }

    struct Result {
        Lot[] lots;
        Outcome outcome;
        int256 gainWei;
    }

    error OnlyItself(address caller);

    // What the runner prints of a test.
    // solhint-disable-next-line event-name-capwords
    event log_named_bytes(string key, bytes val);

    StateVm internal constant stateVm = StateVm(address(vm));

    uint256 private constant COMMITTEE = 3;
    uint8 private constant LAST_HEARING = 3;
    uint8 private constant JURY_PLACE = 16;
    /// @dev The job in question: the first one.
    uint256 private constant JOB = 1;
    /// @dev Seeds of the coalition's own jobs follow these.
    uint256 internal constant OWN_SEEDS = 1 << 32;

    Mode internal mode;
    Posture internal posture;
    uint256 internal index;
    Lot[] private _lots;

    // What a strategy is

    /// @return The name of the strategy in the campaign.
    function _strategy() internal pure virtual returns (string memory);

    /// @dev Between the assignment and the submission of the job.
    function _prepare() internal virtual {}

    /// @dev Calls a draw of it, once the seed block has passed.
    function _call(uint256 jobId) internal virtual {
        drawAsItComes(jobId);
    }

    /// @dev Before honest votes are in, and once they are open.
    function _foreseeVotes(uint256 jobId) internal virtual {}
    function _seeVotes(uint256 jobId) internal virtual {}

    /// @dev After its end.
    function _finish(uint256 jobId) internal virtual {}

    /// @dev Whether the coalition's agent has the job, and hands in garbage.
    function _handsInGarbage() internal pure virtual returns (bool) {
        return true;
    }

    /// @dev Whether the job is the coalition's employer's.
    function _employs() internal pure virtual returns (bool) {
        return false;
    }

    /// @return How an allied validator votes; 0 for not at all.
    function _alliedVote() internal pure virtual returns (uint8) {
        return APPROVE;
    }

    /// @return How an allied juror votes; 0 for not at all.
    function _alliedJurorsVote() internal pure virtual returns (uint8) {
        return APPROVE;
    }

    /// @dev Whether an honest member or juror votes as the coalition wishes.
    function _isBought(address[] memory, uint8[] memory, uint256, bool) internal view virtual returns (bool) {
        return false;
    }

    // Plays

    /// @dev As many seeds as the campaign asks for, else a sample of five.
    function _seeds() internal view returns (uint256) {
        return stateVm.envOr("CAPTURE_SEEDS", uint256(5));
    }

    /// @dev One seed on the state of the set-up, which stays as it is.
    function _play(uint256 index_, Mode mode_) internal returns (Result memory result) {
        uint256 before = stateVm.snapshotState();
        result = this.playOnce(index_, mode_);
        assertTrue(stateVm.revertToStateAndDelete(before), "the stage is as before");
    }

    /// @dev The strategy and honest play on the same seed, told to the campaign.
    function _playTold(uint256 index_) internal returns (Result memory result, int256 profitWei) {
        result = _play(index_, Mode.Strategy);
        int256 honestWei = _play(index_, Mode.Honest).gainWei;
        profitWei = result.gainWei - honestWei;
        bytes memory told = abi.encode(index_, validation, disputes, result, honestWei);
        if (stateVm.envOr("CAPTURE_SEEDS", uint256(0)) > 0) emit log_named_bytes(_strategy(), told);
    }

    /// @dev Plays all seeds: the job ends as the coalition wants, and pays it, where the last body's seats are allied, and
    /// nowhere else.
    /// @param mostWei What it has of it at most where it fails.
    function _capturesByTheLastBodyAlone(Outcome wanted, Outcome otherwise, int256 mostWei) internal {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result, int256 profitWei) = _playTold(i);
            Lot memory first = _firstLot(result);
            assertEq(_alliedSeats(first), _seatsBySeed(first.seed), "seats are those of the weight");
            bool captured = _hasMajority(_lastLot(result));
            assertEq(uint256(result.outcome), uint256(captured ? wanted : otherwise), "outcome");
            if (captured) assertTrue(profitWei > 0, "capture pays");
            else assertTrue(profitWei <= mostWei, "and never where it fails");
        }
    }

    /// @dev Called by this contract only, so that each play has memory of its own.
    function playOnce(uint256 index_, Mode mode_) external returns (Result memory result) {
        if (msg.sender != address(this)) revert OnlyItself(msg.sender);
        (index, mode) = (index_, mode_);
        posture = mode == Mode.Honest ? Posture.Undisputed : Posture(index % 3);
        int256 before = _wealth();
        uint256 jobId = _post();
        if (mode == Mode.Strategy) _prepare();
        vm.prank(_agentOfJob());
        jobs.submitResult(jobId, keccak256("result"));
        _validate(jobId);
        _hear(jobId);
        result.outcome = jobs.jobOf(jobId).outcome;
        if (mode == Mode.Strategy) _finish(jobId);
        result.lots = _lots;
        result.gainWei = _wealth() - before;
        assertSolvent();
    }

    function _post() private returns (uint256 jobId) {
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.rewardWei, request.validatorBonusWei, request.validatorBonusCapWei) = (VALUE_WEI, 0, 0);
        vm.prank(_employs() ? thiefEmployer : employer);
        jobId = jobs.createJob(request, ANY);
        vm.prank(_agentOfJob());
        jobs.applyForJob(jobId, ANY);
    }

    function _validate(uint256 jobId) private {
        for (uint8 round = 1; statusOf(jobId) == uint256(IJobRegistry.Status.Submitted); ++round) {
            _drawCommittee(jobId, index * 8 + round);
            _castVotes(jobId, _committeeChoices(jobId));
            jobs.closeValidation(jobId);
        }
    }

    function _castVotes(uint256 jobId, uint8[] memory choices) private {
        if (choices.length == 0) return;
        if (mode == Mode.Strategy) _foreseeVotes(jobId);
        vote(jobId, choices);
        if (mode == Mode.Strategy) _seeVotes(jobId);
        pass(2 hours);
    }

    function _hear(uint256 jobId) private {
        if (statusOf(jobId) != uint256(IJobRegistry.Status.Disputed)) {
            address loser = _loserBy(jobId, jobs.jobOf(jobId).outcome);
            if (!_claims(loser)) {
                pass(1 days);
                return jobs.finalize(jobId);
            }
            vm.prank(loser);
            jobs.raiseDispute(jobId, keccak256("evidence"));
        }
        for (uint8 hearing = 1;; ++hearing) {
            _drawJury(jobId, index * 8 + 2 + hearing);
            juryVote(jobId, _juryChoices(jobId));
            _waitForSilentJurors(jobId);
            address loser = _loserBy(jobId, _standingAfter(jobId, hearing));
            if (hearing == LAST_HEARING || !_claims(loser)) break;
            appealJob(jobId, loser);
        }
        // Without a verdict what stands waits for the owner, who does not rule.
        pass(disputes.verdictOf(jobId, disputes.disputeOf(jobId).hearings) == Outcome.Pending ? 3 days : 10 hours);
        jobs.finalize(jobId);
    }

    /// @dev They could still speak, until their window is over.
    function _waitForSilentJurors(uint256 jobId) private {
        IDisputeModule.Hearing memory hearing = currentHearing(jobId);
        if (hearing.approvedSeats + hearing.rejectedSeats == hearing.seats) return;
        pass(hearing.revealEnd - systemPause.activeTime());
    }

    /// @return What stands after a hearing: its verdict, else what stood before.
    function _standingAfter(uint256 jobId, uint8 hearing) private view returns (Outcome) {
        Outcome verdict = disputes.verdictOf(jobId, hearing);
        return verdict == Outcome.Pending ? disputes.hearingAt(jobId, hearing).standing : verdict;
    }

    function _loserBy(uint256 jobId, Outcome outcome) private view returns (address) {
        IJobRegistry.Job memory job = jobs.jobOf(jobId);
        return outcome == Outcome.Approved ? job.employer : job.agent;
    }

    function _claims(address loser) private view returns (bool) {
        bool wronged = loser == (_agentOfJob() == thief ? employer : otherAgent);
        if (wronged) return posture != Posture.Undisputed;
        return isAllied[loser] && posture == Posture.Contested;
    }

    function _agentOfJob() internal view returns (address) {
        return mode != Mode.Honest && _handsInGarbage() ? thief : otherAgent;
    }

    // Draws

    /// @dev By the header that the seed block has: its prevrandao is the counter's of the stream of seeds.
    function _drawCommittee(uint256 jobId, uint256 counter) internal {
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        minePast(seedBlock);
        choose(seedBlock, _prevrandao(counter));
        if (mode == Mode.Strategy && jobId == JOB) _call(jobId);
        else drawAsItComes(jobId);
        _note(jobId, validation.roundOf(jobId).number);
    }

    function _drawJury(uint256 jobId, uint256 counter) internal {
        uint64 seedBlock = currentHearing(jobId).seedBlock;
        minePast(seedBlock);
        choose(seedBlock, _prevrandao(counter));
        drawJuryAsItComes(jobId);
        _note(jobId, JURY_PLACE + disputes.disputeOf(jobId).hearings);
    }

    function _prevrandao(uint256 counter) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("omnisovereign/capture/1", uint64(counter)));
    }

    function _note(uint256 jobId, uint8 place) private {
        Lot storage lot = _lots.push();
        (lot.jobId, lot.place) = (jobId, place);
        if (place < JURY_PLACE) {
            lot.seed = validation.roundAt(jobId, place).seed;
            lot.members = validation.membersOf(jobId, place);
        } else {
            lot.seed = currentHearing(jobId).seed;
            lot.members = jury(jobId);
        }
        lot.seats = _seatsOf(jobId, place, lot.members);
    }

    function _seatsOf(uint256 jobId, uint8 place, address[] memory members) private view returns (uint8[] memory seats) {
        seats = new uint8[](members.length);
        for (uint256 i; i < seats.length; ++i) {
            seats[i] = place < JURY_PLACE
                ? validation.ballotOf(jobId, place, members[i]).seats
                : disputes.juryBallotOf(jobId, place - JURY_PLACE, members[i]).seats;
        }
    }

    // Votes

    function _committeeChoices(uint256 jobId) private view returns (uint8[] memory choices) {
        uint8 round = validation.roundOf(jobId).number;
        address[] memory members = committee(jobId);
        uint8[] memory seats = _seatsOf(jobId, round, members);
        choices = new uint8[](members.length);
        for (uint256 i; i < choices.length; ++i) {
            if (isAllied[members[i]]) choices[i] = mode == Mode.Honest ? APPROVE : _alliedVote();
            else choices[i] = _honestChoice(members, seats, i, false);
        }
    }

    function _juryChoices(uint256 jobId) private view returns (uint8[] memory choices) {
        address[] memory jurors = jury(jobId);
        uint8[] memory seats = _seatsOf(jobId, JURY_PLACE + disputes.disputeOf(jobId).hearings, jurors);
        choices = new uint8[](jurors.length);
        for (uint256 i; i < choices.length; ++i) {
            choices[i] = isAllied[jurors[i]] ? _alliedJurorsVote() : _honestChoice(jurors, seats, i, true);
        }
    }

    function _honestChoice(address[] memory members, uint8[] memory seats, uint256 i, bool onJury)
        private
        view
        returns (uint8)
    {
        if (_agentOfJob() != thief) return APPROVE;
        return mode == Mode.Strategy && _isBought(members, seats, i, onJury) ? APPROVE : REJECT;
    }

    // Figures

    /// @return seats Those of a committee that a seed gives to the coalition: it holds the last third of the weight.
    function _seatsBySeed(bytes32 seed) internal pure returns (uint256 seats) {
        for (uint256 n; n < COMMITTEE; ++n) {
            uint256 point = uint256(keccak256(abi.encode(seed, n))) % (HONEST_WEI + ALLIED_WEI);
            if (point >= HONEST_WEI) ++seats;
        }
    }

    function _alliedSeats(Lot memory lot) internal view returns (uint256 allied) {
        (, allied) = _count(lot.members, lot.seats);
    }

    function _hasMajority(Lot memory lot) internal view returns (bool) {
        (uint256 all, uint256 allied) = _count(lot.members, lot.seats);
        return 2 * allied > all;
    }

    /// @dev The first draw of the job in question.
    function _firstLot(Result memory result) internal pure returns (Lot memory lot) {
        for (uint256 i; i < result.lots.length; ++i) {
            if (result.lots[i].jobId == JOB) return result.lots[i];
        }
    }

    function _lastLot(Result memory result) internal pure returns (Lot memory lot) {
        for (uint256 i; i < result.lots.length; ++i) {
            if (result.lots[i].jobId == JOB) lot = result.lots[i];
        }
    }
}
