// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IThermostat} from "./IThermostat.sol";

/// @title IIncentivePolicy
/// @notice How value is shared between the roles, and what a late job may set in motion.
///
/// Shares are basis points and sum to exactly 10,000. A change takes effect with the next epoch; a job keeps the shares
/// of the epoch in which it was created. Epoch n is the active time [n, n + 1) × `epochSeconds`.
interface IIncentivePolicy {
    struct RoleShares {
        uint16 agentsBps;
        uint16 validatorsBps;
        uint16 operatorsBps;
        uint16 employersBps;
    }

    /// @dev Order and names follow the plan's `adjustmentOnDelay`.
    enum DelayPolicy {
        None,
        RaiseTemperature,
        IncreaseAgentShare,
        IncreaseValidatorShare,
        DoubleValidatorBonus,
        TriggerPauseCheck
    }

    /// @param maxPerEpoch Delay policies that may be applied in one epoch, at most 100.
    /// @param maxPauseChecksPerEpoch Of these, pause checks, at most 3.
    /// @param temperatureStepBps Part of the way to the emergency temperature that one policy goes, 1 to 10,000.
    /// @param shareStepBps What one policy moves a share by, 1 to 1000.
    struct DelayLimits {
        uint16 maxPerEpoch;
        uint16 maxPauseChecksPerEpoch;
        uint16 temperatureStepBps;
        uint16 shareStepBps;
    }

    struct Config {
        uint48 epochSeconds;
        RoleShares shares;
        RoleShares minShares;
        RoleShares maxShares;
        DelayLimits limits;
    }

    event RoleSharesScheduled(uint256 indexed epoch, RoleShares beforeShares, RoleShares afterShares);
    event ShareBoundsChanged(RoleShares minShares, RoleShares maxShares);
    event DelayLimitsChanged(DelayLimits beforeLimits, DelayLimits afterLimits);
    /// @notice `beforeValue` and `afterValue`: temperature (WAD), share of the next epoch (bps), or paused (0, 1);
    /// both 0 for
    /// double-validator-bonus, which JobRegistry applies.
    event DelayPolicyApplied(
        uint256 indexed jobId,
        DelayPolicy indexed policy,
        uint256 indexed epoch,
        uint16 appliedInEpoch,
        uint256 beforeValue,
        uint256 afterValue
    );

    error SharesDoNotSum(uint256 sumBps);
    error ShareOutOfBounds(uint256 index, uint256 shareBps, uint256 minBps, uint256 maxBps);
    error ShareBoundsInvalid(uint256 index, uint256 minBps, uint256 maxBps);
    error ShareCannotMove(DelayPolicy policy);
    error DelayLimitsInvalid(DelayLimits limits);
    error EpochOutOfBounds(uint48 valueSeconds, uint48 minSeconds, uint48 maxSeconds);
    error EpochLimitReached(uint256 epoch, DelayPolicy policy, uint256 limit);
    error NoDelayPolicy(uint256 jobId);
    error PauseCheckRefused(uint256 jobId);

    // JobRegistry

    /// @notice Applies a late job's policy, within the epoch's limits. The caller vouches that the job is late and that
    /// this is its only time.
    ///
    /// A share grows by `shareStepBps` at most, taken in this order: operators, employers, then the other of agents and
    /// validators; each gives no more than its minimum allows, and the receiver takes no more than its maximum allows.
    function applyDelayPolicy(uint256 jobId, DelayPolicy policy)
        external
        returns (uint256 beforeValue, uint256 afterValue);

    // Council

    /// @notice Sets the shares of the next epoch.
    function setRoleShares(RoleShares calldata shares) external;

    /// @notice Sets the bounds; current and scheduled shares must lie inside.
    function setShareBounds(RoleShares calldata minShares, RoleShares calldata maxShares) external;

    function setDelayLimits(DelayLimits calldata limits) external;

    // Views

    /// @notice The shares of the current epoch.
    function roleShares() external view returns (RoleShares memory);

    /// @notice The shares that the next epoch will have as things stand.
    function nextRoleShares() external view returns (RoleShares memory);

    function shareBounds() external view returns (RoleShares memory minShares, RoleShares memory maxShares);
    function delayLimits() external view returns (DelayLimits memory);
    function currentEpoch() external view returns (uint256);
    function appliedIn(uint256 epoch) external view returns (uint16 applied, uint16 pauseChecks);
    function epochSeconds() external view returns (uint48);
    function thermostat() external view returns (IThermostat);
}
