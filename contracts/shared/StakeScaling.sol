// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title StakeScaling
/// @notice The stake that a job asks at a temperature: hotter is cheaper.
library StakeScaling {
    /// @param baseWei Stake at reference temperature.
    /// @param referenceWad Tref.
    /// @param temperatureWad T, above zero.
    /// @return ceil(base × Tref / T), clamped to [ceil(base / 2), 2 × base].
    function scale(uint256 baseWei, uint256 referenceWad, uint256 temperatureWad) internal pure returns (uint256) {
        uint256 scaled = Math.mulDiv(baseWei, referenceWad, temperatureWad, Math.Rounding.Ceil);
        return Math.min(Math.max(scaled, Math.ceilDiv(baseWei, 2)), 2 * baseWei);
    }
}
