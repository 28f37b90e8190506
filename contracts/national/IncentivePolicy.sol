// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IIncentivePolicy} from "../interfaces/IIncentivePolicy.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IThermostat} from "../interfaces/IThermostat.sol";
import {Module} from "../shared/Module.sol";
import {ShareMath} from "../shared/ShareMath.sol";
import {BPS} from "../shared/Units.sol";

/// @title IncentivePolicy
contract IncentivePolicy is Module, IIncentivePolicy {
    using Checkpoints for Checkpoints.Trace208;

    uint48 private constant MIN_EPOCH_SECONDS = 1 hours;
    uint48 private constant MAX_EPOCH_SECONDS = 90 days;
    uint16 private constant MAX_PER_EPOCH = 100;
    uint16 private constant MAX_PAUSE_CHECKS_PER_EPOCH = 3;
    uint16 private constant MAX_SHARE_STEP_BPS = 1000;

    struct Usage {
        uint16 applied;
        uint16 pauseChecks;
    }

    /// @inheritdoc IIncentivePolicy
    IThermostat public immutable thermostat;
    /// @inheritdoc IIncentivePolicy
    uint48 public immutable epochSeconds;

    /// @dev Shares by the epoch with which they take effect, packed in sixteen bits each.
    Checkpoints.Trace208 private _shares;
    RoleShares private _minShares;
    RoleShares private _maxShares;
    DelayLimits private _limits;
    mapping(uint256 epoch => Usage) private _usage;

    constructor(address authority_, ISystemPause systemPause_, IThermostat thermostat_, Config memory config)
        Module(authority_, systemPause_)
    {
        if (config.epochSeconds < MIN_EPOCH_SECONDS || config.epochSeconds > MAX_EPOCH_SECONDS) {
            revert EpochOutOfBounds(config.epochSeconds, MIN_EPOCH_SECONDS, MAX_EPOCH_SECONDS);
        }
        thermostat = thermostat_;
        epochSeconds = config.epochSeconds;
        _setShareBounds(config.minShares, config.maxShares);
        _setDelayLimits(config.limits);
        _checkShares(config.shares);
        _schedule(currentEpoch(), config.shares);
    }

    // JobRegistry

    /// @inheritdoc IIncentivePolicy
    function applyDelayPolicy(uint256 jobId, DelayPolicy policy)
        external
        whenActive
        restricted
        returns (uint256 beforeValue, uint256 afterValue)
    {
        if (policy == DelayPolicy.None) revert NoDelayPolicy(jobId);
        uint256 epoch = currentEpoch();
        uint16 applied = _count(epoch, policy);
        if (policy == DelayPolicy.RaiseTemperature) {
            (beforeValue, afterValue) = thermostat.raiseTowardsEmergency(_limits.temperatureStepBps);
        } else if (policy == DelayPolicy.IncreaseAgentShare) {
            (beforeValue, afterValue) = _increase(epoch, policy, ShareMath.AGENTS);
        } else if (policy == DelayPolicy.IncreaseValidatorShare) {
            (beforeValue, afterValue) = _increase(epoch, policy, ShareMath.VALIDATORS);
        } else if (policy == DelayPolicy.TriggerPauseCheck) {
            afterValue = 1;
        }
        emit DelayPolicyApplied(jobId, policy, epoch, applied, beforeValue, afterValue);
        if (policy == DelayPolicy.TriggerPauseCheck) _pauseForCheck(jobId);
    }

    // Council

    /// @inheritdoc IIncentivePolicy
    function setRoleShares(RoleShares calldata shares) external whenActive restricted {
        _checkShares(shares);
        _schedule(currentEpoch() + 1, shares);
    }

    /// @inheritdoc IIncentivePolicy
    function setShareBounds(RoleShares calldata minShares, RoleShares calldata maxShares)
        external
        whenActive
        restricted
    {
        _setShareBounds(minShares, maxShares);
        _checkShares(roleShares());
        _checkShares(nextRoleShares());
    }

    /// @inheritdoc IIncentivePolicy
    function setDelayLimits(DelayLimits calldata limits) external whenActive restricted {
        _setDelayLimits(limits);
    }

    // Views

    /// @inheritdoc IIncentivePolicy
    function roleShares() public view returns (RoleShares memory) {
        return _unpacked(_shares.upperLookupRecent(uint48(currentEpoch())));
    }

    /// @inheritdoc IIncentivePolicy
    function roleSharesAt(uint48 timepoint) external view returns (RoleShares memory) {
        return _unpacked(_shares.upperLookupRecent(timepoint / epochSeconds));
    }

    /// @inheritdoc IIncentivePolicy
    function nextRoleShares() public view returns (RoleShares memory) {
        return _unpacked(_shares.latest());
    }

    /// @inheritdoc IIncentivePolicy
    function shareBounds() external view returns (RoleShares memory minShares, RoleShares memory maxShares) {
        return (_minShares, _maxShares);
    }

    /// @inheritdoc IIncentivePolicy
    function delayLimits() external view returns (DelayLimits memory) {
        return _limits;
    }

    /// @inheritdoc IIncentivePolicy
    function currentEpoch() public view returns (uint256) {
        return _activeTime() / epochSeconds;
    }

    /// @inheritdoc IIncentivePolicy
    function appliedIn(uint256 epoch) external view returns (uint16 applied, uint16 pauseChecks) {
        return (_usage[epoch].applied, _usage[epoch].pauseChecks);
    }

    // Internals

    function _count(uint256 epoch, DelayPolicy policy) private returns (uint16 applied) {
        Usage storage usage = _usage[epoch];
        if (usage.applied >= _limits.maxPerEpoch) revert EpochLimitReached(epoch, policy, _limits.maxPerEpoch);
        if (policy == DelayPolicy.TriggerPauseCheck) {
            uint16 limit = _limits.maxPauseChecksPerEpoch;
            if (usage.pauseChecks >= limit) revert EpochLimitReached(epoch, policy, limit);
            ++usage.pauseChecks;
        }
        return ++usage.applied;
    }

    function _increase(uint256 epoch, DelayPolicy policy, uint256 to)
        private
        returns (uint256 beforeBps, uint256 afterBps)
    {
        uint256[4] memory shares = _asArray(nextRoleShares());
        beforeBps = shares[to];
        uint256 moved =
            ShareMath.shift(shares, _asArray(_minShares), _asArray(_maxShares), to, _limits.shareStepBps);
        if (moved == 0) revert ShareCannotMove(policy);
        afterBps = shares[to];
        _schedule(epoch + 1, _asShares(shares));
    }

    function _pauseForCheck(uint256 jobId) private {
        if (!systemPause.guardianPause()) revert PauseCheckRefused(jobId);
    }

    function _schedule(uint256 epoch, RoleShares memory shares) private {
        emit RoleSharesScheduled(epoch, nextRoleShares(), shares);
        // An epoch is active time over at least an hour: it fits.
        _shares.push(uint48(epoch), _packed(shares));
    }

    function _setShareBounds(RoleShares memory minShares, RoleShares memory maxShares) private {
        uint256[4] memory lower = _asArray(minShares);
        uint256[4] memory upper = _asArray(maxShares);
        for (uint256 i; i < 4; ++i) {
            if (lower[i] > upper[i] || upper[i] > BPS) revert ShareBoundsInvalid(i, lower[i], upper[i]);
        }
        emit ShareBoundsChanged(_minShares, minShares, _maxShares, maxShares);
        _minShares = minShares;
        _maxShares = maxShares;
    }

    function _setDelayLimits(DelayLimits memory limits) private {
        bool valid = limits.maxPerEpoch <= MAX_PER_EPOCH
            && limits.maxPauseChecksPerEpoch <= MAX_PAUSE_CHECKS_PER_EPOCH && limits.temperatureStepBps > 0
            && limits.temperatureStepBps <= BPS && limits.shareStepBps > 0
            && limits.shareStepBps <= MAX_SHARE_STEP_BPS;
        if (!valid) revert DelayLimitsInvalid(limits);
        emit DelayLimitsChanged(_limits, limits);
        _limits = limits;
    }

    function _checkShares(RoleShares memory shares) private view {
        uint256[4] memory values = _asArray(shares);
        uint256[4] memory lower = _asArray(_minShares);
        uint256[4] memory upper = _asArray(_maxShares);
        uint256 sum;
        for (uint256 i; i < 4; ++i) {
            if (values[i] < lower[i] || values[i] > upper[i]) {
                revert ShareOutOfBounds(i, values[i], lower[i], upper[i]);
            }
            sum += values[i];
        }
        if (sum != BPS) revert SharesDoNotSum(sum);
    }

    function _asArray(RoleShares memory shares) private pure returns (uint256[4] memory) {
        return [
            uint256(shares.agentsBps),
            uint256(shares.validatorsBps),
            uint256(shares.operatorsBps),
            uint256(shares.employersBps)
        ];
    }

    function _packed(RoleShares memory shares) private pure returns (uint208) {
        return uint208(shares.agentsBps) << 48 | uint208(shares.validatorsBps) << 32
            | uint208(shares.operatorsBps) << 16 | uint208(shares.employersBps);
    }

    function _unpacked(uint208 packed) private pure returns (RoleShares memory) {
        return RoleShares({
            agentsBps: uint16(packed >> 48),
            validatorsBps: uint16(packed >> 32),
            operatorsBps: uint16(packed >> 16),
            employersBps: uint16(packed)
        });
    }

    /// @dev Values never exceed 10,000.
    function _asShares(uint256[4] memory values) private pure returns (RoleShares memory) {
        return RoleShares({
            agentsBps: uint16(values[ShareMath.AGENTS]),
            validatorsBps: uint16(values[ShareMath.VALIDATORS]),
            operatorsBps: uint16(values[ShareMath.OPERATORS]),
            employersBps: uint16(values[ShareMath.EMPLOYERS])
        });
    }
}
