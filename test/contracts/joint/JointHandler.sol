// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {DivisionActors} from "./DivisionActors.sol";
import {JobActors} from "./JobActors.sol";
import {RegistrarActors} from "./RegistrarActors.sol";
import {RewardActors} from "./RewardActors.sol";
import {TreasuryActors} from "./TreasuryActors.sol";

/// @notice Drives both layers as one system: governor, timelock, Safe, executors, registry, judges, stakes and rewards,
/// in any order.
/// @dev Each action brings something a step further that is under way, so that short campaigns reach deep states. Calls
/// may be refused; what must never happen is asserted by its actor, as it happens, or by the invariants.
abstract contract JointHandler is JobActors, RegistrarActors, DivisionActors, TreasuryActors, RewardActors {
    function pauseOrLift(uint256 seed) external moving {
        if (systemPause.paused()) this.pauseOrResume(2);
        else if (seed % 3 == 0) this.pauseOrResume(seed / 3 % 2);
    }

    function waitAndTick(uint256 seed) external moving {
        pass(bound(seed, 1, 1 days));
        this.tick(int256(seed % 3e18), int256(seed % 1e18), 0);
    }
}
