// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title The budget of an epoch from its energy balance
/// @notice dH = costs - value is the net effort put in, dS = Σ(uPre - uPost) the uncertainty removed; what may be given out
/// is a part κ of the free energy `max(0, T·dS - dH)`.
/// @dev Bounds, with quantities of at most 2^96 and at most 2^32 entries: |dH| and |dS| < 2^129, T·dS < 2^225,
/// dH·1e18 < 2^189, free < 2^166 and κ·free < 2^246.
library FreeEnergy {
    uint256 internal constant WAD = 1e18;

    /// @notice Temperatures and what a single entry states count as at most this.
    uint256 internal constant MAX_QUANTITY = type(uint96).max;

    /// @notice The largest κ, in WAD: about 1.2 million.
    uint256 internal constant MAX_KAPPA = type(uint80).max;

    /// @notice dH in wei and dS in WAD, summed over the entries of an epoch.
    struct Balance {
        int256 deltaHWei;
        int256 deltaSWad;
    }

    /// @notice `plus - minus`, where each counts as at most `cap`, itself at most {MAX_QUANTITY}.
    function cappedDifference(uint256 plus, uint256 minus, uint256 cap) internal pure returns (int256) {
        return int256(Math.min(plus, cap)) - int256(Math.min(minus, cap));
    }

    /// @notice `max(0, T·dS - dH)` in wei, rounded down.
    function freeWei(Balance memory balance, uint256 temperatureWad) internal pure returns (uint256) {
        int256 temperature = int256(Math.min(temperatureWad, MAX_QUANTITY));
        int256 scaled = temperature * balance.deltaSWad - balance.deltaHWei * int256(WAD);
        return scaled <= 0 ? 0 : uint256(scaled) / WAD;
    }

    /// @notice `min(κ·free, cap, reserve)` in wei, rounded down.
    /// @param kappaWad At most {MAX_KAPPA}.
    function budgetWei(uint256 free, uint256 kappaWad, uint256 capWei, uint256 reserveWei)
        internal
        pure
        returns (uint256)
    {
        return Math.min((free * kappaWad) / WAD, Math.min(capWei, reserveWei));
    }
}
