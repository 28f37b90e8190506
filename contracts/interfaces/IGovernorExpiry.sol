// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title Decisions that do not keep for ever
/// @notice A proposal that succeeded expires when it is not queued within the grace period after its deadline, or not
/// executed within the grace period after the timelock lets it. What expired can be proposed anew, with another description.
/// @dev A proposal whose execution reverts stays queued and can be tried again until then.
/// Warning: the timelock itself knows no expiry. Only if the governor is its sole executor does an expired operation stay
/// unexecuted.
interface IGovernorExpiry {
    /// @notice Without a grace period no decision could be executed.
    error ExecutionGraceInvalid(uint256 graceSeconds);

    /// @notice The time that a decision keeps, in units of the governor's clock.
    function executionGrace() external view returns (uint256);

    /// @notice The last moment at which a succeeded proposal can be queued, or a queued one executed.
    function proposalExpiry(uint256 proposalId) external view returns (uint256);
}
