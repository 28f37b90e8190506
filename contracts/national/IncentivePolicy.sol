// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIncentivePolicy} from "../interfaces/IIncentivePolicy.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IThermostat} from "../interfaces/IThermostat.sol";
import {DelayMath} from "../shared/DelayMath.sol";
import {Module} from "../shared/Module.sol";
import {ShareFit} from "../shared/ShareFit.sol";
import {ShareMath} from "../shared/ShareMath.sol";
import {ShareSchedule} from "../shared/ShareSchedule.sol";
import {BPS} from "../shared/Units.sol";

/// @title IncentivePolicy
contract IncentivePolicy is Module, IIncentivePolicy {
    using ShareSchedule for ShareSchedule.Schedule;

    uint48 private constant MIN_EPOCH_SECONDS = 1 hours;
    uint48 private constant MAX_EPOCH_SECONDS = 90 days;
    uint16 private constant MAX_PER_EPOCH = 100;
    uint16 private constant MAX_PAUSE_CHECKS_PER_EPOCH = 3;
    uint16 private constant MAX_SHARE_STEP_BPS = 1000;

    /// @dev An epoch's limit is 100 whole jobs at most, which the last one counted exceeds by one at most: it fits.
    struct Usage {
        uint32 countedBps;
        uint16 pauseChecks;
    }

    /// @inheritdoc IIncentivePolicy
    IThermostat public immutable thermostat;
    /// @inheritdoc IIncentivePolicy
    uint48 public immutable epochSeconds;

    ShareSchedule.Schedule private _schedule;
    RoleShares private _minShares;
    RoleShares private _maxShares;
    DelayLimits private _limits;
    mapping(uint256 epoch => Usage) private _usage;
    /// @inheritdoc IIncentivePolicy
    mapping(uint256 jobId => bool) public delayPolicyUsed;

    constructor(
        address authority_,
        ISystemPause systemPause_,
        IThermostat thermostat_,
        Config memory config
    ) Module(authority_, systemPause_) {
        if (config.epochSeconds < MIN_EPOCH_SECONDS || config.epochSeconds > MAX_EPOCH_SECONDS) {
            revert EpochOutOfBounds(config.epochSeconds, MIN_EPOCH_SECONDS, MAX_EPOCH_SECONDS);
        }
        thermostat = thermostat_;
        epochSeconds = config.epochSeconds;
        _setShareBounds(config.minShares, config.maxShares);
        _setDelayLimits(config.limits);
        _checkShares(config.shares);
        _govern(currentEpoch(), config.shares);
    }

    // JobRegistry

    /// @inheritdoc IIncentivePolicy
    function applyDelayPolicy(LateJob calldata job)
        external
        whenActive
        restricted
        returns (uint256 beforeValue, uint256 afterValue)
    {
        _use(job);
        uint256 stepBps = _weigh(job);
        uint256 epoch = currentEpoch();
        uint32 counted = _count(epoch, job);
        (beforeValue, afterValue) = _move(job, epoch, stepBps);
        emit DelayPolicyApplied(job.jobId, job.policy, epoch, counted, beforeValue, afterValue);
        if (job.policy == DelayPolicy.TriggerPauseCheck) _pauseForCheck(job.jobId);
    }

    // Council

    /// @inheritdoc IIncentivePolicy
    function setRoleShares(RoleShares calldata shares) external whenActive restricted {
        _checkShares(shares);
        _govern(currentEpoch() + 1, shares);
    }

    /// @inheritdoc IIncentivePolicy
    function setShareBounds(RoleShares calldata minShares, RoleShares calldata maxShares)
        external
        whenActive
        restricted
    {
        _setShareBounds(minShares, maxShares);
        _checkShares(governedShares());
        // What policies have moved keeps nobody from setting bounds: it gives way to them.
        _fit(currentEpoch() + 1);
    }

    /// @inheritdoc IIncentivePolicy
    function setDelayLimits(DelayLimits calldata limits) external whenActive restricted {
        _setDelayLimits(limits);
    }

    // Views

    /// @inheritdoc IIncentivePolicy
    function roleShares() public view returns (RoleShares memory) {
        return _asShares(_schedule.sharesIn(currentEpoch()));
    }

    /// @inheritdoc IIncentivePolicy
    function roleSharesAt(uint48 timepoint) external view returns (RoleShares memory) {
        return _asShares(_schedule.sharesIn(timepoint / epochSeconds));
    }

    /// @inheritdoc IIncentivePolicy
    function nextRoleShares() public view returns (RoleShares memory) {
        return _asShares(_schedule.sharesIn(currentEpoch() + 1));
    }

    /// @inheritdoc IIncentivePolicy
    function governedShares() public view returns (RoleShares memory) {
        return _asShares(_schedule.governedShares());
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
    function appliedIn(uint256 epoch) external view returns (uint32 countedBps, uint16 pauseChecks) {
        return (_usage[epoch].countedBps, _usage[epoch].pauseChecks);
    }

    // A late job's policy

    function _use(LateJob calldata job) private {
        uint48 nowActive = _activeTime();
        if (nowActive < job.deadline) revert NotLate(job.jobId, job.deadline, nowActive);
        // What can no longer be delivered is not worth an incentive.
        if (nowActive >= job.hardDeadline) revert TooLate(job.jobId, job.hardDeadline, nowActive);
        if (delayPolicyUsed[job.jobId]) revert DelayPolicyAlreadyUsed(job.jobId);
        if (job.policy == DelayPolicy.None) revert NoDelayPolicy(job.jobId);
        delayPolicyUsed[job.jobId] = true;
    }

    /// @return stepBps The job's part of all work under way of what its policy would move if there were no other job.
    function _weigh(LateJob calldata job) private returns (uint256 stepBps) {
        stepBps = DelayMath.stepBps(_fullStepOf(job.policy), job.rewardWei, job.assignedWei);
        if (stepBps == 0) revert JobTooSmall(job.jobId, job.rewardWei, job.assignedWei);
        emit JobWeighed(job.jobId, job.rewardWei, job.assignedWei, stepBps);
    }

    function _fullStepOf(DelayPolicy policy) private view returns (uint256) {
        if (policy == DelayPolicy.RaiseTemperature) return _limits.temperatureStepBps;
        bool movesShare = policy == DelayPolicy.IncreaseAgentShare || policy == DelayPolicy.IncreaseValidatorShare;
        return movesShare ? _limits.shareStepBps : BPS;
    }

    /// @return counted Of the epoch, with this job: pause checks, or the parts of the jobs whose policies moved something.
    function _count(uint256 epoch, LateJob calldata job) private returns (uint32 counted) {
        Usage storage usage = _usage[epoch];
        if (job.policy == DelayPolicy.TriggerPauseCheck) {
            uint16 limit = _limits.maxPauseChecksPerEpoch;
            if (usage.pauseChecks >= limit) revert EpochLimitReached(epoch, job.policy, limit);
            return ++usage.pauseChecks;
        }
        uint256 most = _limits.maxPerEpoch;
        if (usage.countedBps >= most * BPS) revert EpochLimitReached(epoch, job.policy, most);
        counted = usage.countedBps + uint32(DelayMath.countedBps(job.rewardWei, job.assignedWei));
        usage.countedBps = counted;
    }

    function _move(LateJob calldata job, uint256 epoch, uint256 stepBps)
        private
        returns (uint256 beforeValue, uint256 afterValue)
    {
        DelayPolicy policy = job.policy;
        if (policy == DelayPolicy.RaiseTemperature) return thermostat.raiseTowardsEmergency(stepBps);
        if (policy == DelayPolicy.IncreaseAgentShare) return _increase(epoch, policy, ShareMath.AGENTS, stepBps);
        if (policy == DelayPolicy.IncreaseValidatorShare) return _increase(epoch, policy, ShareMath.VALIDATORS, stepBps);
        if (policy == DelayPolicy.DoubleValidatorBonus) return _double(job);
        return (0, 1);
    }

    function _increase(uint256 epoch, DelayPolicy policy, uint256 to, uint256 stepBps)
        private
        returns (uint256 beforeBps, uint256 afterBps)
    {
        RoleShares memory beforeShares = nextRoleShares();
        uint256[4] memory shares = _asArray(beforeShares);
        beforeBps = shares[to];
        uint256 moved = ShareMath.shift(shares, _asArray(_minShares), _asArray(_maxShares), to, stepBps);
        if (moved == 0) revert ShareCannotMove(policy);
        afterBps = shares[to];
        emit RoleSharesMoved(epoch + 1, beforeShares, _asShares(shares));
        _schedule.set(epoch + 1, _schedule.governedShares(), shares);
    }

    function _double(LateJob calldata job) private pure returns (uint256 beforeWei, uint256 afterWei) {
        beforeWei = job.bonusWei;
        afterWei = DelayMath.doubled(beforeWei, job.bonusCapWei);
        if (afterWei == beforeWei) revert BonusAtCap(job.jobId, job.bonusCapWei);
    }

    function _pauseForCheck(uint256 jobId) private {
        if (!systemPause.guardianPause()) revert PauseCheckRefused(jobId);
    }

    // Shares, bounds and limits

    function _govern(uint256 epoch, RoleShares memory shares) private {
        emit RoleSharesScheduled(epoch, governedShares(), shares);
        uint256[4] memory list = _asArray(shares);
        _schedule.set(epoch, list, list);
    }

    /// @dev Later shares lie between the epoch's and the governed ones, so inside the bounds as well.
    function _fit(uint256 epoch) private {
        uint256[4] memory moved = _schedule.sharesIn(epoch);
        uint256[4] memory governed = _schedule.governedShares();
        uint256[4] memory fitted = ShareFit.within(governed, moved, _asArray(_minShares), _asArray(_maxShares));
        if (keccak256(abi.encode(fitted)) == keccak256(abi.encode(moved))) return;
        emit RoleSharesMoved(epoch, _asShares(moved), _asShares(fitted));
        _schedule.set(epoch, governed, fitted);
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
