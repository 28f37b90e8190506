// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IDisputeModule} from "../interfaces/IDisputeModule.sol";
import {ShareMath} from "./ShareMath.sol";

/// @title JuryMath
/// @notice How juries, quorums and bonds grow from one hearing of a dispute to the next. Hearings are numbered from 1.
library JuryMath {
    using ShareMath for uint256;

    /// @dev A dispute and two appeals.
    uint8 internal constant HEARINGS = 3;

    /// @return Seats of a hearing: jurySize, then twice as many and one.
    function seats(IDisputeModule.DisputeTerms memory terms, uint8 hearing) internal pure returns (uint8) {
        return seats(terms.jurySize, hearing);
    }

    function seats(uint8 jurySize, uint8 hearing) internal pure returns (uint8) {
        // Fits: a jury has at most 9 seats, and there are three hearings. (n + 1) × 2^(h - 1) - 1.
        return uint8(((uint256(jurySize) + 1) << (hearing - 1)) - 1);
    }

    /// @return Seats of a hearing that must be funded: ceil(juryQuorum × seats / jurySize). More than half.
    function quorum(IDisputeModule.DisputeTerms memory terms, uint8 hearing) internal pure returns (uint8) {
        // Fits: it is at most the seats.
        return uint8(Math.ceilDiv(uint256(terms.juryQuorum) * seats(terms, hearing), terms.jurySize));
    }

    /// @param worthWei What there is to be earned: reward + bonus.
    /// @return min(jurorLockWei, worth).
    function lockWei(IDisputeModule.DisputeTerms memory terms, uint256 worthWei) internal pure returns (uint96) {
        // Fits: it is at most `jurorLockWei`.
        return uint96(Math.min(terms.jurorLockWei, worthWei));
    }

    /// @param firstWei What may come back of the bond of the first hearing.
    /// @return What may come back of a hearing's: twice as much as of the one before.
    function bondWei(uint256 firstWei, uint8 hearing) internal pure returns (uint256) {
        return firstWei << (hearing - 1);
    }

    /// @param jurySize Seats of the first hearing.
    /// @param seatFeeWei What each seat of a jury costs.
    /// @return All that the claimant of a hearing posts.
    function postedWei(uint256 firstWei, uint8 jurySize, uint256 seatFeeWei, uint8 hearing)
        internal
        pure
        returns (uint256)
    {
        return bondWei(firstWei, hearing) + seatFeeWei * seats(jurySize, hearing);
    }

    /// @param seatFeeBps Part of a seat's lock that the seat costs.
    /// @return All that one claimant of a job of that worth posts at most, through all hearings.
    function bondsWei(IDisputeModule.DisputeTerms memory terms, uint256 worthWei, uint256 seatFeeBps)
        internal
        pure
        returns (uint256)
    {
        uint256 firstWei = worthWei.partUp(terms.bondBps);
        uint256 seatFeeWei = uint256(lockWei(terms, worthWei)).partUp(seatFeeBps);
        uint256 sumWei;
        for (uint8 hearing = 1; hearing <= HEARINGS; ++hearing) {
            sumWei += postedWei(firstWei, terms.jurySize, seatFeeWei, hearing);
        }
        return sumWei;
    }
}
