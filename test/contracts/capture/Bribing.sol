// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Buys the seats that a majority lacks, in the order in which they were drawn. Promised is a wei a seat, and if the
/// outcome falls against it what a seller loses by its vote: its slash, and its part of what the job pays to its body.
abstract contract Bribing is CaptureStage {
    uint256 private constant POOL_WEI = uint256(VALUE_WEI) * 15 / 100;
    uint256 private constant JOB_FEE_WEI = uint256(VALUE_WEI) / 100;
    /// @dev Of what a seat locks, in a committee as on a jury.
    uint256 private constant WRONG_VOTE_WEI = LOCK_WEI / 10;

    function _buysJuries() internal pure virtual returns (bool);

    function _isBought(address[] memory members, uint8[] memory seats, uint256 i, bool onJury)
        internal
        view
        override
        returns (bool)
    {
        if (onJury && !_buysJuries()) return false;
        (uint256 all, uint256 have) = _count(members, seats);
        // Two of three are enough for sixty percent; a jury needs more than half.
        uint256 needed = all / 2 + 1;
        for (uint256 j; j < i && have < needed; ++j) {
            if (!isAllied[members[j]]) have += seats[j];
        }
        return have < needed && !isAllied[members[i]];
    }

    function _finish(uint256 jobId) internal override {
        bool lost = jobs.jobOf(jobId).outcome != Outcome.Approved;
        uint8 round = validation.roundOf(jobId).number;
        _payCommittee(jobId, round, lost);
        if (!_buysJuries()) return;
        uint8 hearings = disputes.disputeOf(jobId).hearings;
        for (uint8 hearing = 1; hearing <= hearings; ++hearing) {
            _payJury(jobId, hearing, lost);
        }
    }

    function _payCommittee(uint256 jobId, uint8 round, bool lost) private {
        address[] memory members = validation.membersOf(jobId, round);
        uint8[] memory seats = new uint8[](members.length);
        for (uint256 i; i < members.length; ++i) {
            seats[i] = validation.ballotOf(jobId, round, members[i]).seats;
        }
        (uint256 all, uint256 have) = _count(members, seats);
        for (uint256 i; i < members.length; ++i) {
            if (!_isBought(members, seats, i, false)) continue;
            uint256 lockedWei = validation.ballotOf(jobId, round, members[i]).lockedWei;
            uint256 shareWei = seats[i] * POOL_WEI / (all - have);
            _pay(members[i], seats[i], lost ? _least(seats[i] * WRONG_VOTE_WEI, lockedWei) + shareWei : 0);
        }
    }

    function _payJury(uint256 jobId, uint8 hearing, bool lost) private {
        address[] memory jurors = disputes.jurorsOf(jobId, hearing);
        uint8[] memory seats = new uint8[](jurors.length);
        for (uint256 i; i < jurors.length; ++i) {
            seats[i] = disputes.juryBallotOf(jobId, hearing, jurors[i]).seats;
        }
        (uint256 all,) = _count(jurors, seats);
        for (uint256 i; i < jurors.length; ++i) {
            if (!_isBought(jurors, seats, i, true)) continue;
            uint256 lockedWei = disputes.juryBallotOf(jobId, hearing, jurors[i]).lockedWei;
            uint256 shareWei = seats[i] * JOB_FEE_WEI / all;
            _pay(jurors[i], seats[i], lost ? _least(seats[i] * WRONG_VOTE_WEI, lockedWei) + shareWei : 0);
        }
    }

    function _pay(address seller, uint256 seats, uint256 lossWei) private {
        vm.prank(thiefEmployer);
        assertTrue(token.transfer(seller, seats + lossWei), "paid");
    }

    function _least(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
