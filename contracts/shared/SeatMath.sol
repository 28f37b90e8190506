// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {ShareMath} from "./ShareMath.sol";

/// @title SeatMath
/// @notice What a committee's seat locks of its member, and what it costs the employer.
library SeatMath {
    using ShareMath for uint256;

    /// @dev A round and its redraw.
    uint256 private constant ROUNDS = 2;

    /// @param worthWei What there is to be earned: reward + bonus.
    /// @return min(seatLockWei, worth).
    function lockWei(IValidationModule.ValidationTerms memory terms, uint256 worthWei) internal pure returns (uint96) {
        // Fits: it is at most `seatLockWei`.
        return uint96(Math.min(terms.seatLockWei, worthWei));
    }

    /// @return ceil(seat lock × seatFeeBps / 10,000).
    function feeWei(IValidationModule.ValidationTerms memory terms, uint256 worthWei) internal pure returns (uint256) {
        return uint256(lockWei(terms, worthWei)).partUp(terms.seatFeeBps);
    }

    /// @return The fees of two committees of full size.
    function feesWei(IValidationModule.ValidationTerms memory terms, uint256 worthWei) internal pure returns (uint256) {
        return ROUNDS * terms.committeeSize * feeWei(terms, worthWei);
    }
}
