// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title ISystemPause
/// @notice Holds the paused state of both layers once. Modules read it, so one transaction pauses and one resumes all
/// of them. While the system is paused only claims and withdrawals of matured stake go through (`IStakeManager`).
///
/// Every window of the protocol runs on active time: it stands still during a pause, so that no pause costs anybody a
/// commit, a reveal or an appeal. A guardian's pause expires on raw time by itself; the owner's does not.
///
/// Not paused by this contract: the token, the AccessManager, the timelock, the governor and the Safe.
interface ISystemPause {
    /// @notice The system stopped. `expiresAt` is raw time, 0 if the pause does not expire.
    event Paused(address indexed by, uint48 since, uint48 expiresAt);
    /// @notice The system runs again after `pausedSeconds` (raw).
    event Resumed(address indexed by, uint48 since, uint48 pausedSeconds);
    /// @notice Emitted by the first change after a guardian's pause ran out: it had ended at `endedAt` (raw time).
    event PauseExpired(uint48 since, uint48 endedAt);
    /// @notice A module was listed.
    event ModuleRegistered(address indexed module);
    /// @notice The limits of guardians changed. Raw seconds; from 0 at deployment.
    event GuardianLimitsChanged(
        uint48 pauseSecondsBefore, uint48 pauseSecondsAfter, uint48 cooldownSecondsBefore, uint48 cooldownSecondsAfter
    );

    /// @notice A guardian must let the system run before it pauses again.
    error GuardianCoolingDown(uint48 readyAt, uint48 timestamp);
    /// @notice A guardian cannot lift the owner's pause.
    error OwnerPauseStands(uint48 since);
    /// @notice Guardian limits must lie in [1 hour, 30 days].
    error GuardianLimitOutOfBounds(uint48 valueSeconds, uint48 minSeconds, uint48 maxSeconds);
    /// @notice The contract does not obey this switch.
    error ForeignModule(address module);
    /// @notice The list holds each module once.
    error ModuleAlreadyRegistered(address module);
    /// @notice The list is full.
    error TooManyModules(uint256 limit);

    /// @notice Stops the system until the owner resumes it. Takes over a guardian's running pause.
    /// @return changed False if the owner's pause stood already; then nothing happens and nothing is emitted.
    function pause() external returns (bool changed);

    /// @notice Stops the system for at most `guardianPauseSeconds` of raw time. Afterwards the system runs for at least
    /// `guardianCooldownSeconds`, and at least as long as it stood, before a guardian pauses again: guardians cannot stop
    /// it for more than half of the time. Only time that the system runs counts, whoever pauses it meanwhile.
    /// Warning: a second call during a pause neither extends nor replaces it.
    /// @return changed False if the system was paused already.
    function guardianPause() external returns (bool changed);

    /// @notice Lets the system run, whoever paused it.
    /// @return changed False if it ran already.
    function resume() external returns (bool changed);

    /// @notice Lifts a guardian's pause before it expires. Reverts on the owner's.
    /// @return changed False if the system ran already.
    function guardianResume() external returns (bool changed);

    /// @notice Adds a module to the list that reports enumerate. The list has no effect on who is paused.
    function registerModule(address module) external;

    /// @notice Sets how long a guardian's pause lasts and how long the system must run after it at least. Raw seconds,
    /// for later pauses.
    function setGuardianLimits(uint48 pauseSeconds, uint48 cooldownSeconds) external;

    /// @notice Whether modules refuse calls now. Accounts for a guardian's pause that has run out.
    function paused() external view returns (bool);

    /// @notice Raw time minus all seconds spent paused. Never decreases, stands still while paused.
    function activeTime() external view returns (uint48);

    /// @notice The pause in force. All zero if the system runs.
    function pauseInfo() external view returns (uint48 since, uint48 expiresAt, bool byGuardian);

    /// @notice Raw time from which a guardian may pause again if nobody else pauses or resumes meanwhile; 0 if it may now.
    function guardianReadyAt() external view returns (uint48);

    /// @notice Raw seconds that a guardian's pause lasts at most.
    function guardianPauseSeconds() external view returns (uint48);
    /// @notice Raw seconds that the system runs at least after a guardian's pause.
    function guardianCooldownSeconds() external view returns (uint48);
    /// @notice The listed modules, in order of registration.
    function modules() external view returns (address[] memory);
}
