// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IThermostat} from "../interfaces/IThermostat.sol";
import {BPS} from "./Units.sol";

/// @title DelayMath
/// @notice What the delay policy of a late job moves, and what is left of it.
library DelayMath {
    /// @param fullBps What the policy would move if there were no other job.
    /// @param ownWei The job's reward, part of `totalWei`.
    /// @return floor(full × own / total); no reward is no part of anything, also where there is none at all.
    function stepBps(uint256 fullBps, uint256 ownWei, uint256 totalWei) internal pure returns (uint256) {
        return ownWei == 0 ? 0 : fullBps * ownWei / totalWei;
    }

    /// @param ownWei The job's reward, part of `totalWei`, which is not 0.
    /// @return What the job counts of an epoch's limit: its part of the whole, rounding up, so that what all of an epoch
    /// move is never more than what they count.
    function countedBps(uint256 ownWei, uint256 totalWei) internal pure returns (uint256) {
        return Math.ceilDiv(BPS * ownWei, totalWei);
    }

    /// @param temperatureWad By base, raise and output.
    /// @param ofWayBps A job's step.
    /// @return addedWad That part of the way to the emergency temperature, rounding down, as far as base and raise stay
    /// below the upper bound.
    function added(
        IThermostat.Bounds memory bounds,
        uint256 baseWad,
        uint256 raiseWad,
        uint256 temperatureWad,
        uint256 ofWayBps
    ) internal pure returns (uint256 addedWad) {
        uint256 wayWad = Math.saturatingSub(bounds.emergencyWad, temperatureWad);
        uint256 roomWad = Math.saturatingSub(bounds.maxWad, baseWad + raiseWad);
        return Math.min(wayWad * ofWayBps / BPS, roomWad);
    }

    /// @return What is left of a raise after so many epochs have begun: each halves it, rounding down.
    function left(uint256 raiseWad, uint256 epochs) internal pure returns (uint256) {
        return raiseWad >> epochs;
    }

    /// @return The bonus twice over, but no more than its cap.
    function doubled(uint256 bonusWei, uint256 capWei) internal pure returns (uint256) {
        return Math.min(2 * bonusWei, capWei);
    }
}
