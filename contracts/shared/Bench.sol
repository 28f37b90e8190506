// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";

/// @title Bench
/// @notice What becomes of the seats that were drawn for a committee or a jury: who can sit now, and cover what a seat
/// locks.
library Bench {
    /// @param unfundedSeats Seats of each member that its stake does not cover; all of one that may not sit.
    /// @param empty Whether a member may not sit: it lost the role after its seat was fixed, or is suspended.
    /// @param allSeats Seats of all members.
    /// @param fundedSeats Those of them that are covered.
    struct Seated {
        address[] members;
        uint8[] seats;
        uint8[] unfundedSeats;
        bool[] empty;
        uint256 allSeats;
        uint256 fundedSeats;
    }

    /// @param role What the members were drawn for, and stake for.
    /// @param drawnSit Whether whoever was drawn sits, whatever has become of its role since.
    /// @param lockWei What a seat locks.
    function fund(
        IStakeManager stakeManager,
        IIdentityRegistry identities,
        uint8 role,
        bool drawnSit,
        uint256 lockWei,
        address[] memory members,
        uint8[] memory seats
    ) internal view returns (Seated memory bench) {
        bench.members = members;
        bench.seats = seats;
        bench.unfundedSeats = new uint8[](members.length);
        bench.empty = new bool[](members.length);
        uint256[] memory lockableWei = stakeManager.lockableOf(members, role);
        for (uint256 i; i < members.length; ++i) {
            bool sits = drawnSit || identities.mayJudge(members[i], role);
            bench.empty[i] = !sits;
            uint256 covered = bench.empty[i] ? 0 : lockableWei[i] / lockWei;
            uint256 funded = Math.min(seats[i], covered);
            // Fits: it is at most the seats.
            bench.unfundedSeats[i] = uint8(seats[i] - funded);
            bench.fundedSeats += funded;
            bench.allSeats += seats[i];
        }
    }

    /// @notice Locks what there is for the members' seats, and nothing of who may not sit.
    /// @return lockedWei Of each member.
    function lock(IStakeManager stakeManager, uint256 jobId, uint8 role, uint256 lockWei, Seated memory bench)
        internal
        returns (uint256[] memory lockedWei)
    {
        IStakeManager.LockRequest[] memory requests = new IStakeManager.LockRequest[](bench.members.length);
        for (uint256 i; i < requests.length; ++i) {
            requests[i].account = bench.members[i];
            requests[i].amountWei = bench.empty[i] ? 0 : bench.seats[i] * lockWei;
        }
        return stakeManager.lockUpTo(jobId, role, requests);
    }

    /// @notice When the suspension ends that kept a member, which did not reveal, from the step that it left out: from its
    /// commit at any time in [start, commitEnd), or, once it had committed, from its reveal at any time in
    /// [commitEnd, revealEnd). 0 if none did. Active time.
    function heldUntil(
        IIdentityRegistry identities,
        address account,
        bool committed,
        uint48 start,
        uint48 commitEnd,
        uint48 revealEnd
    ) internal view returns (uint48) {
        IIdentityRegistry.Suspension memory last = identities.suspensionOf(account);
        (uint48 from, uint48 end) = _leftOut(committed, start, commitEnd, revealEnd);
        return last.since < end && last.until > from ? last.until : 0;
    }

    /// @notice Whether a member that did not reveal was kept from the step that it left out: by a suspension (`heldUntil`),
    /// or because it did not hold its role in the first or in the last second of that step's window, which is over.
    function isExcused(
        IIdentityRegistry identities,
        address account,
        uint8 role,
        bool committed,
        uint48 start,
        uint48 commitEnd,
        uint48 revealEnd,
        uint48 nowActive
    ) internal view returns (bool) {
        if (heldUntil(identities, account, committed, start, commitEnd, revealEnd) != 0) return true;
        (uint48 from, uint48 end) = _leftOut(committed, start, commitEnd, revealEnd);
        // Where commits and reveals end together nothing begins at the end of the commits.
        return !_held(identities, account, role, nowActive - end + 1)
            || !_held(identities, account, role, nowActive - uint48(Math.min(from, end - 1)));
    }

    /// @return from Of the window of the step that a member left out which did not reveal.
    /// @return end The second after it.
    function _leftOut(bool committed, uint48 start, uint48 commitEnd, uint48 revealEnd)
        private
        pure
        returns (uint48 from, uint48 end)
    {
        return committed ? (commitEnd, revealEnd) : (start, commitEnd);
    }

    /// @dev Raw time has run on for at least as long as active time: after a pause the second that is asked for lies later
    /// than the one that is meant, and excuses who lost the role in between.
    /// @param agoSeconds Of active time, above zero.
    function _held(IIdentityRegistry identities, address account, uint8 role, uint48 agoSeconds)
        private
        view
        returns (bool)
    {
        // Fits until the year 8921556.
        return identities.hasRoleAt(account, role, uint48(block.timestamp) - agoSeconds);
    }
}
