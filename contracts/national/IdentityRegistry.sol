// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {Module} from "../shared/Module.sol";
import {Roles} from "../shared/Roles.sol";

/// @title IdentityRegistry
contract IdentityRegistry is Module, IIdentityRegistry {
    using Checkpoints for Checkpoints.Trace208;
    using Roles for uint8;

    uint256 private constant MAX_HANDLE_BYTES = 64;
    uint256 private constant MAX_COUNCIL = 64;

    mapping(bytes32 id => address) private _accounts;
    mapping(address account => bytes32) private _ids;
    mapping(address account => Checkpoints.Trace208) private _roles;
    mapping(uint8 role => Checkpoints.Trace208) private _counts;
    mapping(uint8 role => address[]) private _members;
    /// @dev Roles in whose list the account stands already.
    mapping(address account => uint8) private _listed;

    constructor(address authority_, ISystemPause systemPause_) Module(authority_, systemPause_) {}

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
        if (_ids[account] == 0) revert UnknownAccount(account);
        _setRoles(account, roles);
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
    function rolesOf(address account) public view returns (uint8) {
        // Only role bits are ever pushed.
        return uint8(_roles[account].latest());
    }

    /// @inheritdoc IIdentityRegistry
    function hasRole(address account, uint8 role) external view returns (bool) {
        return role != 0 && rolesOf(account) & role == role;
    }

    /// @inheritdoc IIdentityRegistry
    function hasRoleAt(address account, uint8 role, uint48 timepoint) external view returns (bool) {
        _requirePast(timepoint);
        return _hasRoleAt(account, role, timepoint);
    }

    /// @inheritdoc IIdentityRegistry
    function count(uint8 role) external view returns (uint256) {
        _requireSingle(role);
        return _counts[role].latest();
    }

    /// @inheritdoc IIdentityRegistry
    function countAt(uint8 role, uint48 timepoint) external view returns (uint256) {
        _requireSingle(role);
        _requirePast(timepoint);
        return _counts[role].upperLookupRecent(timepoint);
    }

    /// @inheritdoc IIdentityRegistry
    function memberCount(uint8 role) external view returns (uint256) {
        _requireSingle(role);
        return _members[role].length;
    }

    /// @inheritdoc IIdentityRegistry
    function memberAt(uint8 role, uint256 index) external view returns (address) {
        _requireSingle(role);
        return _members[role][index];
    }

    /// @inheritdoc IIdentityRegistry
    function membersAt(uint8 role, uint48 timepoint) external view returns (address[] memory members) {
        _requireSingle(role);
        _requirePast(timepoint);
        address[] storage listed = _members[role];
        members = new address[](_counts[role].upperLookupRecent(timepoint));
        uint256 found;
        for (uint256 i; found < members.length; ++i) {
            if (!_hasRoleAt(listed[i], role, timepoint)) continue;
            members[found] = listed[i];
            ++found;
        }
    }

    // Internals

    function _setRoles(address account, uint8 roles) private {
        if (roles & ~Roles.ALL != 0) revert InvalidRoles(roles);
        uint8 before = rolesOf(account);
        _roles[account].push(_clock(), roles);
        for (uint8 role = Roles.AGENT; role <= Roles.EMPLOYER; role <<= 1) {
            _recount(account, role, before, roles);
        }
        emit RolesChanged(_ids[account], account, before, roles);
    }

    function _recount(address account, uint8 role, uint8 before, uint8 afterwards) private {
        if ((before ^ afterwards) & role == 0) return;
        uint208 held = _counts[role].latest();
        if (afterwards & role == 0) {
            _counts[role].push(_clock(), held - 1);
            return;
        }
        _counts[role].push(_clock(), held + 1);
        if (_listed[account] & role != 0) return;
        if (role == Roles.COUNCIL && _members[role].length == MAX_COUNCIL) revert RoleFull(role, MAX_COUNCIL);
        _listed[account] |= role;
        _members[role].push(account);
    }

    function _hasRoleAt(address account, uint8 role, uint48 timepoint) private view returns (bool) {
        return role != 0 && uint8(_roles[account].upperLookupRecent(timepoint)) & role == role;
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
