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
        // Fits: a jury has at most 9 seats, and there are three hearings. (n + 1) × 2^(h - 1) - 1.
        return uint8(((uint256(terms.jurySize) + 1) << (hearing - 1)) - 1);
    }

    /// @return Seats of a hearing that must reveal: ceil(juryQuorum × seats / jurySize). More than half, as the terms' is.
    function quorum(IDisputeModule.DisputeTerms memory terms, uint8 hearing) internal pure returns (uint8) {
        // Fits: it is at most the seats.
        return uint8(Math.ceilDiv(uint256(terms.juryQuorum) * seats(terms, hearing), terms.jurySize));
    }

    /// @param firstWei Bond of the first hearing.
    /// @return Bond of a hearing: twice that of the one before.
    function bondWei(uint256 firstWei, uint8 hearing) internal pure returns (uint256) {
        return firstWei << (hearing - 1);
    }

    /// @return The bonds of all hearings of a job of that reward: what one claimant posts at most.
    function bondsWei(IDisputeModule.DisputeTerms memory terms, uint256 rewardWei) internal pure returns (uint256) {
        return rewardWei.partUp(terms.bondBps) * ((1 << HEARINGS) - 1);
    }
}
