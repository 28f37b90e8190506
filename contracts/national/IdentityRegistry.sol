// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {MemberHistory} from "../shared/MemberHistory.sol";
import {Module} from "../shared/Module.sol";
import {Roles} from "../shared/Roles.sol";

/// @title IdentityRegistry
contract IdentityRegistry is Module, IIdentityRegistry {
    using Checkpoints for Checkpoints.Trace208;
    using MemberHistory for MemberHistory.Members;
    using Roles for uint8;

    uint256 private constant MAX_HANDLE_BYTES = 64;
    uint48 private constant MIN_DELAY_SECONDS = 1 days;
    uint48 private constant MAX_DELAY_SECONDS = 3650 days;

    /// @inheritdoc IIdentityRegistry
    uint48 public immutable judgingDelaySeconds;
    /// @inheritdoc IIdentityRegistry
    uint48 public foundedAt;

    mapping(bytes32 id => address) private _accounts;
    mapping(address account => bytes32) private _ids;
    /// @dev Apart from each other, because a trace takes its entries in order of time, and judging roles are written
    /// ahead of it.
    mapping(address account => Checkpoints.Trace208) private _actingRoles;
    mapping(address account => Checkpoints.Trace208) private _judgingRoles;
    mapping(uint8 role => MemberHistory.Members) private _members;
    JudgingChange[] private _changes;
    mapping(address account => Suspension) private _suspensions;

    constructor(address authority_, ISystemPause systemPause_, uint48 judgingDelaySeconds_)
        Module(authority_, systemPause_)
    {
        if (judgingDelaySeconds_ < MIN_DELAY_SECONDS || judgingDelaySeconds_ > MAX_DELAY_SECONDS) {
            revert JudgingDelayOutOfBounds(judgingDelaySeconds_, MIN_DELAY_SECONDS, MAX_DELAY_SECONDS);
        }
        judgingDelaySeconds = judgingDelaySeconds_;
    }

    // Registrar

    /// @inheritdoc IIdentityRegistry
    function register(string calldata handle, address account, uint8 roles)
        external
        whenActive
        restricted
        returns (bytes32 id)
    {
        if (bytes(handle).length == 0 || bytes(handle).length > MAX_HANDLE_BYTES) revert InvalidHandle(handle);
        if (account == address(0)) revert InvalidAccount(account);
        id = keccak256(bytes(handle));
        if (_accounts[id] != address(0)) revert HandleTaken(id, _accounts[id]);
        if (_ids[account] != 0) revert AccountTaken(account, _ids[account]);
        _accounts[id] = account;
        _ids[account] = id;
        emit IdentityRegistered(id, account, handle, roles);
        _setRoles(account, roles);
    }

    /// @inheritdoc IIdentityRegistry
    function setRoles(address account, uint8 roles) external whenActive restricted {
        _requireKnown(account);
        _setRoles(account, roles);
    }

    /// @inheritdoc IIdentityRegistry
    function closeFounding() external whenActive restricted {
        if (foundedAt != 0) revert FoundingAlreadyClosed(foundedAt);
        foundedAt = _clock();
        emit FoundingClosed(foundedAt);
    }

    /// @inheritdoc IIdentityRegistry
    function liftSuspension(address account) external whenActive restricted {
        if (!isSuspended(account)) revert NotSuspended(account);
        _suspensions[account].until = _activeTime();
        emit SuspensionLifted(_ids[account], account, _activeTime());
    }

    // Guardian

    /// @inheritdoc IIdentityRegistry
    function suspend(address account) external whenActive restricted {
        _requireKnown(account);
        Suspension storage last = _suspensions[account];
        // As long after its end as it lasted. Zero for the first one.
        uint48 againFrom = last.until + (last.until - last.since);
        uint48 nowActive = _activeTime();
        if (nowActive < againFrom) revert SuspendedRecently(account, againFrom, nowActive);
        last.since = nowActive;
        _suspendUntil(account, _termEnd(nowActive));
    }

    // Views

    /// @inheritdoc IIdentityRegistry
    function accountOf(bytes32 id) external view returns (address) {
        return _accounts[id];
    }

    /// @inheritdoc IIdentityRegistry
    function idOf(address account) external view returns (bytes32) {
        return _ids[account];
    }

    /// @inheritdoc IIdentityRegistry
    function rolesOf(address account) external view returns (uint8) {
        return _rolesAt(account, Roles.ALL, _clock());
    }

    /// @inheritdoc IIdentityRegistry
    function scheduledRolesOf(address account) external view returns (uint8 roles, uint48 effectiveAt) {
        (, uint48 last, uint208 judging) = _judgingRoles[account].latestCheckpoint();
        // Only role bits are ever pushed.
        roles = uint8(_actingRoles[account].latest() | judging);
        effectiveAt = last > _clock() ? last : 0;
    }

    /// @inheritdoc IIdentityRegistry
    function hasRole(address account, uint8 role) external view returns (bool) {
        return _hasRoleAt(account, role, _clock());
    }

    /// @inheritdoc IIdentityRegistry
    function hasRoleAt(address account, uint8 role, uint48 timepoint) external view returns (bool) {
        _requirePast(timepoint);
        return _hasRoleAt(account, role, timepoint);
    }

    /// @inheritdoc IIdentityRegistry
    function isSuspended(address account) public view returns (bool) {
        // Whoever never was is not asked for the time.
        uint48 until = _suspensions[account].until;
        return until != 0 && _activeTime() < until;
    }

    /// @inheritdoc IIdentityRegistry
    function mayJudge(address account, uint8 role) external view returns (bool) {
        return _hasRoleAt(account, role, _clock()) && !isSuspended(account);
    }

    /// @inheritdoc IIdentityRegistry
    function suspensionOf(address account) external view returns (Suspension memory) {
        return _suspensions[account];
    }

    /// @inheritdoc IIdentityRegistry
    function count(uint8 role) external view returns (uint256) {
        return _countAt(role, _clock());
    }

    /// @inheritdoc IIdentityRegistry
    function countAt(uint8 role, uint48 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        return _countAt(role, timepoint);
    }

    /// @inheritdoc IIdentityRegistry
    function membersAt(uint8 role, uint48 timepoint) external view returns (address[] memory members) {
        _requireSingle(role);
        _requirePast(timepoint);
        if (_foundedBy(timepoint)) members = _members[role].membersAt(timepoint);
    }

    /// @inheritdoc IIdentityRegistry
    function changeCount() external view returns (uint256) {
        return _changes.length;
    }

    /// @inheritdoc IIdentityRegistry
    function changeAt(uint256 index) external view returns (JudgingChange memory) {
        return _changes[index];
    }

    // Internals

    function _setRoles(address account, uint8 roles) private {
        if (roles & ~Roles.ALL != 0) revert InvalidRoles(roles);
        _setActing(account, roles & ~Roles.JUDGING);
        _setJudging(account, roles & Roles.JUDGING);
    }

    function _setActing(address account, uint8 roles) private {
        uint8 before = uint8(_actingRoles[account].latest());
        if (roles == before) return;
        _actingRoles[account].push(_clock(), roles);
        _enlist(account, before, roles, _clock());
        emit RolesChanged(_ids[account], account, before, roles);
    }

    function _setJudging(address account, uint8 roles) private {
        uint8 before = uint8(_judgingRoles[account].latest());
        if (roles == before) return;
        // One delay for all: what is written later takes effect later, and every trace stays in order.
        uint48 effectiveAt = foundedAt == 0 ? _clock() : _clock() + judgingDelaySeconds;
        _judgingRoles[account].push(effectiveAt, roles);
        _enlist(account, before, roles, effectiveAt);
        emit JudgingRolesScheduled(_ids[account], account, before, roles, effectiveAt);
        if (isSuspended(account)) _followChange(account, before, roles);
    }

    /// @dev A loss prolongs a suspension: otherwise the account would judge once more between its end and the loss. But
    /// only the guardian's own term is prolonged, and never what was added to it, so that no number of losses taken back
    /// and scheduled again keeps an account from judging for longer than two terms.
    function _followChange(address account, uint8 before, uint8 roles) private {
        uint48 nowActive = _activeTime();
        Suspension storage current = _suspensions[account];
        uint48 termEnd = _termEnd(current.since);
        if (before & ~roles != 0) {
            if (nowActive < termEnd) _suspendUntil(account, nowActive + judgingDelaySeconds);
        } else if (current.until > termEnd && _rolesAt(account, Roles.JUDGING, _clock()) & ~roles == 0) {
            // Everything is given back. Never into the past, in which the account was suspended.
            _suspendUntil(account, nowActive < termEnd ? termEnd : nowActive);
        }
    }

    /// @dev Writes what changes from `before` to `afterwards` into the lists of members and the queue of changes.
    function _enlist(address account, uint8 before, uint8 afterwards, uint48 effectiveAt) private {
        for (uint8 role = Roles.AGENT; role <= Roles.EMPLOYER; role <<= 1) {
            if ((before ^ afterwards) & role == 0) continue;
            bool held = afterwards & role != 0;
            if (held) _members[role].add(account, effectiveAt);
            else _members[role].remove(account, effectiveAt);
            if (role & Roles.JUDGING != 0) _changes.push(JudgingChange(account, role, held, effectiveAt));
        }
    }

    function _suspendUntil(address account, uint48 until) private {
        _suspensions[account].until = until;
        emit AccountSuspended(_ids[account], account, until);
    }

    /// @return When a suspension that began at `since` ends unless a loss prolongs it. Active time.
    function _termEnd(uint48 since) private view returns (uint48) {
        return since + judgingDelaySeconds;
    }

    function _hasRoleAt(address account, uint8 role, uint48 timepoint) private view returns (bool) {
        return role != 0 && _rolesAt(account, role, timepoint) == role;
    }

    /// @dev Of the bits of `mask` those that the account holds at `timepoint`, which is not later than now.
    function _rolesAt(address account, uint8 mask, uint48 timepoint) private view returns (uint8 roles) {
        if (!_foundedBy(timepoint)) return 0;
        // Only role bits are ever pushed. Most callers ask for one role, which is in one of the traces.
        if (mask & ~Roles.JUDGING != 0) roles = uint8(_actingRoles[account].upperLookupRecent(timepoint));
        if (mask & Roles.JUDGING != 0) roles |= uint8(_judgingRoles[account].upperLookupRecent(timepoint));
        roles &= mask;
    }

    function _countAt(uint8 role, uint48 timepoint) private view returns (uint256) {
        _requireSingle(role);
        return _foundedBy(timepoint) ? _members[role].countAt(timepoint) : 0;
    }

    function _foundedBy(uint48 timepoint) private view returns (bool) {
        return foundedAt != 0 && timepoint >= foundedAt;
    }

    function _requireKnown(address account) private view {
        if (_ids[account] == 0) revert UnknownAccount(account);
    }

    function _requireSingle(uint8 role) private pure {
        if (!role.isSingle()) revert InvalidRoles(role);
    }

    function _requirePast(uint48 timepoint) private view {
        if (timepoint >= _clock()) revert FutureLookup(timepoint, _clock());
    }

    function _clock() private view returns (uint48) {
        // Fits until the year 8921556.
        return uint48(block.timestamp);
    }
}
