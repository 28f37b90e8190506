// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @notice Cheat codes that keep a state and come back to it.
interface IStateVm {
    function snapshotState() external returns (uint256 id);
    function revertToState(uint256 id) external returns (bool success);
}
