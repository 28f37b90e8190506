// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "./Outcome.sol";

/// @notice The two choices of committees and juries. 0 means "not revealed".
library Votes {
    uint8 internal constant APPROVE = 1;
    uint8 internal constant REJECT = 2;

    function isChoice(uint8 choice) internal pure returns (bool) {
        return choice == APPROVE || choice == REJECT;
    }

    /// @return The choice that says `outcome`; 0 if it says neither.
    function inFavourOf(Outcome outcome) internal pure returns (uint8) {
        if (outcome == Outcome.Approved) return APPROVE;
        return outcome == Outcome.Rejected ? REJECT : 0;
    }

    /// @return The choice that says the opposite of `outcome`; 0 if there is none.
    function against(Outcome outcome) internal pure returns (uint8) {
        if (outcome == Outcome.Approved) return REJECT;
        return outcome == Outcome.Rejected ? APPROVE : 0;
    }
}
