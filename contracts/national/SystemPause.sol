// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IModule} from "../interfaces/IModule.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";

/// @title SystemPause
contract SystemPause is AccessManaged, ISystemPause {
    using EnumerableSet for EnumerableSet.AddressSet;

    uint48 private constant MIN_LIMIT_SECONDS = 1 hours;
    uint48 private constant MAX_LIMIT_SECONDS = 30 days;
    uint256 private constant MAX_MODULES = 64;

    /// @dev Raw start of the pause, 0 if there is none. Stays set after a guardian's pause ran out, until the next
    /// change.
    uint48 private _since;
    /// @dev Raw end of a guardian's pause, 0 for the owner's.
    uint48 private _expiresAt;
    /// @dev Seconds of all pauses that have been closed.
    uint48 private _closedSeconds;
    /// @dev Active time from which a guardian may pause again: while the system stands, nothing of it passes.
    uint48 private _guardianReadyActive;

    /// @inheritdoc ISystemPause
    uint48 public guardianPauseSeconds;
    /// @inheritdoc ISystemPause
    uint48 public guardianCooldownSeconds;

    EnumerableSet.AddressSet private _modules;

    constructor(address authority_, uint48 pauseSeconds, uint48 cooldownSeconds) AccessManaged(authority_) {
        _setGuardianLimits(pauseSeconds, cooldownSeconds);
    }

    // Pausing

    /// @inheritdoc ISystemPause
    function pause() external restricted returns (bool changed) {
        if (paused()) {
            if (_expiresAt == 0) return false;
            _expiresAt = 0;
            _startCooldown(_now() - _since);
        } else {
            _closeExpired();
            _since = _now();
        }
        emit Paused(msg.sender, _since, 0);
        return true;
    }

    /// @inheritdoc ISystemPause
    function guardianPause() external restricted returns (bool changed) {
        if (paused()) return false;
        _closeExpired();
        uint48 readyAt = guardianReadyAt();
        if (readyAt != 0) revert GuardianCoolingDown(readyAt, _now());
        _since = _now();
        _expiresAt = _now() + guardianPauseSeconds;
        _startCooldown(guardianPauseSeconds);
        emit Paused(msg.sender, _since, _expiresAt);
        return true;
    }

    /// @inheritdoc ISystemPause
    function resume() external restricted returns (bool changed) {
        return _resume();
    }

    /// @inheritdoc ISystemPause
    function guardianResume() external restricted returns (bool changed) {
        if (paused() && _expiresAt == 0) revert OwnerPauseStands(_since);
        return _resume();
    }

    // Administration

    /// @inheritdoc ISystemPause
    function registerModule(address module) external restricted {
        if (_modules.length() == MAX_MODULES) revert TooManyModules(MAX_MODULES);
        if (address(IModule(module).systemPause()) != address(this)) revert ForeignModule(module);
        if (!_modules.add(module)) revert ModuleAlreadyRegistered(module);
        emit ModuleRegistered(module);
    }

    /// @inheritdoc ISystemPause
    function setGuardianLimits(uint48 pauseSeconds, uint48 cooldownSeconds) external restricted {
        _setGuardianLimits(pauseSeconds, cooldownSeconds);
    }

    // Views

    /// @inheritdoc ISystemPause
    function paused() public view returns (bool) {
        return _since != 0 && (_expiresAt == 0 || _now() < _expiresAt);
    }

    /// @inheritdoc ISystemPause
    function activeTime() public view returns (uint48) {
        return _now() - _closedSeconds - _runningSeconds();
    }

    /// @inheritdoc ISystemPause
    function pauseInfo() external view returns (uint48 since, uint48 expiresAt, bool byGuardian) {
        if (paused()) return (_since, _expiresAt, _expiresAt != 0);
    }

    /// @inheritdoc ISystemPause
    function guardianReadyAt() public view returns (uint48) {
        uint48 active = activeTime();
        if (active >= _guardianReadyActive) return 0;
        uint48 runsFrom = paused() && _expiresAt != 0 ? _expiresAt : _now();
        return runsFrom + _guardianReadyActive - active;
    }

    /// @inheritdoc ISystemPause
    function modules() external view returns (address[] memory) {
        return _modules.values();
    }

    // Internals

    function _resume() private returns (bool changed) {
        if (!paused()) return false;
        uint48 since = _since;
        uint48 pausedSeconds = _runningSeconds();
        if (_expiresAt != 0) _startCooldown(pausedSeconds);
        _close(pausedSeconds);
        emit Resumed(msg.sender, since, pausedSeconds);
        return true;
    }

    function _closeExpired() private {
        if (_since == 0) return;
        emit PauseExpired(_since, _expiresAt);
        _close(_runningSeconds());
    }

    function _close(uint48 pausedSeconds) private {
        _closedSeconds += pausedSeconds;
        _since = 0;
        _expiresAt = 0;
    }

    /// @dev To be called while a guardian's pause stands, with what it lasted or will last at most.
    function _startCooldown(uint48 lastedSeconds) private {
        _guardianReadyActive = activeTime() + uint48(Math.max(guardianCooldownSeconds, lastedSeconds));
    }

    /// @dev Seconds of the pause that is not closed yet.
    function _runningSeconds() private view returns (uint48) {
        if (_since == 0) return 0;
        uint48 end = _expiresAt == 0 ? _now() : uint48(Math.min(_now(), _expiresAt));
        return end - _since;
    }

    function _setGuardianLimits(uint48 pauseSeconds, uint48 cooldownSeconds) private {
        _checkLimit(pauseSeconds);
        _checkLimit(cooldownSeconds);
        emit GuardianLimitsChanged(guardianPauseSeconds, pauseSeconds, guardianCooldownSeconds, cooldownSeconds);
        guardianPauseSeconds = pauseSeconds;
        guardianCooldownSeconds = cooldownSeconds;
    }

    function _checkLimit(uint48 valueSeconds) private pure {
        if (valueSeconds < MIN_LIMIT_SECONDS || valueSeconds > MAX_LIMIT_SECONDS) {
            revert GuardianLimitOutOfBounds(valueSeconds, MIN_LIMIT_SECONDS, MAX_LIMIT_SECONDS);
        }
    }

    function _now() private view returns (uint48) {
        // Fits until the year 8921556.
        return uint48(block.timestamp);
    }
}
