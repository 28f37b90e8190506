// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IThermostat} from "./IThermostat.sol";

/// @title IIncentivePolicy
/// @notice How value is shared between the roles, and what a late job may set in motion.
///
/// Shares are basis points and sum to exactly 10,000. A change takes effect with the next epoch; a job keeps the shares
/// of the epoch in which it was created, and what the shares were in any past epoch can be read for good. Epoch n is the
/// active time [n, n + 1) × `epochSeconds`.
///
/// **A late job moves no more than its part.** What its policy moves is the full step of `DelayLimits` times the job's
/// reward over the rewards of all jobs in the hands of their agents at that second, its own among them:
///
///     step = floor(full step × reward of the job / rewards of all assigned jobs)          basis points; wei over wei
///
/// Money that is in escrow for something else, or for a job that nobody has taken, weighs nothing. For policies that move
/// nothing in parts the full step is 10,000. A job whose step is 0 sets nothing in motion.
///
/// **An epoch's limit is counted in parts.** A job counts 10,000 × its part, rounding up, and the limit of an epoch is
/// `maxPerEpoch` × 10,000, reached by the job that exceeds it: `maxPerEpoch` jobs that are each all the work under way use
/// it up, small ones next to nothing of it. Pause checks are counted one by one, and apart.
///
/// **What it moved fades.** Each epoch that begins halves how far policies have moved the shares away from the governed
/// ones: by d in the epoch m for which they were moved, by d / 2ⁿ⁻ᵐ in epoch n, rounding as `ShareMath.fade` does. A further
/// move adds to what is left then, so that none prolongs another; the council's next word on shares ends them all. The
/// temperature fades by the same rule (`IThermostat`).
///
/// **Bounds stand above what policies moved.** New bounds must contain the governed shares only. Where they do not contain
/// those of the next epoch, what policies have moved is halved until they do. The shares of the epoch under way stay what
/// they are until it ends.
///
/// Warning: where no other work is under way, any job is the whole. Who has an accomplice take a job of a great reward makes
/// others' late jobs small, for as long as it is not handed in: that agent locks its stake meanwhile, and loses a part of
/// it, or the judgement, in the end.
interface IIncentivePolicy {
    struct RoleShares {
        uint16 agentsBps;
        uint16 validatorsBps;
        uint16 operatorsBps;
        uint16 employersBps;
    }

    /// @notice What JobRegistry knows of a job in the hands of its agent. Deadlines are active time.
    /// @param rewardWei Of the job, part of `assignedWei`.
    /// @param assignedWei Rewards of all jobs in the hands of their agents.
    /// @param bonusWei Of the validators, and what it can be doubled up to.
    struct LateJob {
        uint256 jobId;
        DelayPolicy policy;
        uint48 deadline;
        uint48 hardDeadline;
        uint128 rewardWei;
        uint256 assignedWei;
        uint128 bonusWei;
        uint128 bonusCapWei;
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

    /// @param maxPerEpoch Policies of jobs that are each all the work under way that may be applied in one epoch, at most
    /// 100; pause checks apart.
    /// @param maxPauseChecksPerEpoch Pause checks of one epoch, at most 3.
    /// @param temperatureStepBps Part of the way to the emergency temperature that the policy of a job that is all the work
    /// under way goes, 1 to 10,000.
    /// @param shareStepBps What the policy of such a job moves a share by, 1 to 1000.
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

    /// @notice The governed shares change with `epoch`, and with them the shares. The first ones, at deployment, hold at
    /// once and replace zeros.
    event RoleSharesScheduled(uint256 indexed epoch, RoleShares beforeShares, RoleShares afterShares);
    /// @notice A policy moved the shares of `epoch`, or new bounds brought them back. From the next one on they fade.
    event RoleSharesMoved(uint256 indexed epoch, RoleShares beforeShares, RoleShares afterShares);
    /// @notice The bounds of the shares changed; from zeros at deployment.
    event ShareBoundsChanged(
        RoleShares beforeMinShares, RoleShares afterMinShares, RoleShares beforeMaxShares, RoleShares afterMaxShares
    );
    /// @notice The limits of delay policies changed; from zeros at deployment.
    event DelayLimitsChanged(DelayLimits beforeLimits, DelayLimits afterLimits);
    /// @notice The rewards of a late job and of all assigned jobs, and the step that its policy may therefore take.
    event JobWeighed(uint256 indexed jobId, uint256 rewardWei, uint256 assignedWei, uint256 stepBps);
    /// @notice `countedInEpoch`: of pause checks how many, of all others the sum of their parts (bps), this one included.
    /// `beforeValue` and `afterValue`: temperature (WAD), share of the next epoch (bps), the job's bonus (wei), or paused
    /// (0, 1).
    event DelayPolicyApplied(
        uint256 indexed jobId,
        DelayPolicy indexed policy,
        uint256 indexed epoch,
        uint32 countedInEpoch,
        uint256 beforeValue,
        uint256 afterValue
    );

    /// @notice Shares must sum to 10,000.
    error SharesDoNotSum(uint256 sumBps);
    /// @notice Share `index` (agents, validators, operators, employers) must lie inside its bounds.
    error ShareOutOfBounds(uint256 index, uint256 shareBps, uint256 minBps, uint256 maxBps);
    /// @notice Not min <= max <= 10,000 for share `index`.
    error ShareBoundsInvalid(uint256 index, uint256 minBps, uint256 maxBps);
    /// @notice The share is at its maximum, or nobody can give.
    error ShareCannotMove(DelayPolicy policy);
    /// @notice A limit is outside what the field's documentation says.
    error DelayLimitsInvalid(DelayLimits limits);
    /// @notice An epoch lasts 1 hour to 90 days.
    error EpochOutOfBounds(uint48 valueSeconds, uint48 minSeconds, uint48 maxSeconds);
    /// @notice The epoch has seen as many of these as it may.
    error EpochLimitReached(uint256 epoch, DelayPolicy policy, uint256 limit);
    /// @notice The soft deadline has not passed.
    error NotLate(uint256 jobId, uint48 deadline, uint48 activeTime);
    /// @notice The hard deadline is over: the job can only expire.
    error TooLate(uint256 jobId, uint48 hardDeadline, uint48 activeTime);
    /// @notice A job sets its policy in motion once.
    error DelayPolicyAlreadyUsed(uint256 jobId);
    /// @notice There is no room to double the bonus.
    error BonusAtCap(uint256 jobId, uint256 capWei);
    /// @notice The job's part of all work under way moves nothing.
    error JobTooSmall(uint256 jobId, uint256 rewardWei, uint256 assignedWei);
    /// @notice The job has no policy to apply.
    error NoDelayPolicy(uint256 jobId);
    /// @notice The system was paused already.
    error PauseCheckRefused(uint256 jobId);

    // JobRegistry

    /// @notice Applies a late job's policy: once a job, between its two deadlines, within the epoch's limits. The caller
    /// vouches that the job is in the hands of its agent, and for what it says of it; it pays the bonus that this returns.
    ///
    /// A share grows by the job's step at most, taken in this order: operators, employers, then the other of agents and
    /// validators; each gives no more than its minimum allows, and the receiver takes no more than its maximum allows.
    function applyDelayPolicy(LateJob calldata job) external returns (uint256 beforeValue, uint256 afterValue);

    // Council

    /// @notice Sets the shares of the next epoch and of those after it, and ends what policies have moved.
    function setRoleShares(RoleShares calldata shares) external;

    /// @notice Sets the bounds, effective with the next epoch; the governed shares must lie inside.
    function setShareBounds(RoleShares calldata minShares, RoleShares calldata maxShares) external;

    /// @notice Sets the limits of delay policies, effective at once; what this epoch has used still counts.
    function setDelayLimits(DelayLimits calldata limits) external;

    // Views

    /// @notice The shares of the current epoch.
    function roleShares() external view returns (RoleShares memory);

    /// @notice The shares of the epoch of `timepoint` (active time), final once that epoch has begun; zeros before the
    /// deployment's epoch.
    function roleSharesAt(uint48 timepoint) external view returns (RoleShares memory);

    /// @notice The shares that the next epoch will have as things stand.
    function nextRoleShares() external view returns (RoleShares memory);

    /// @notice The shares that the council set last, which those that policies moved go back to.
    function governedShares() external view returns (RoleShares memory);

    /// @notice Between which each share lies.
    function shareBounds() external view returns (RoleShares memory minShares, RoleShares memory maxShares);
    /// @notice The limits in force.
    function delayLimits() external view returns (DelayLimits memory);
    /// @notice Number of the current epoch.
    function currentEpoch() external view returns (uint256);
    /// @notice What an epoch has used of its limits: the parts of the jobs whose policies were applied, summed up (bps),
    /// and how many pause checks.
    function appliedIn(uint256 epoch) external view returns (uint32 countedBps, uint16 pauseChecks);
    /// @notice Length of an epoch in active seconds. Immutable.
    function epochSeconds() external view returns (uint48);
    /// @notice Whether the job has set its policy in motion.
    function delayPolicyUsed(uint256 jobId) external view returns (bool);
    /// @notice What raise-temperature raises. Immutable.
    function thermostat() external view returns (IThermostat);
}
