// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {ISystemPause} from "./ISystemPause.sol";

/// @title IModule
/// @notice What every pausable contract of both layers has in common.
interface IModule {
    /// @notice The call needs a running system, and the system is paused.
    error SystemPaused();

    /// @notice The switch that this module obeys. Immutable.
    function systemPause() external view returns (ISystemPause);
}
