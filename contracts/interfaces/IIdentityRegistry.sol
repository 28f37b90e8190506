// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title IIdentityRegistry
/// @notice Who is who: a handle, its account and its roles, checkpointed by timestamp (EIP-6372 clock of the governor).
/// Roles are bits (`Roles`): agent 1, validator 2, council 4, operator 8, employer 16.
/// Warning: one identity, one voice holds only as far as the registrar admits each person once. The registry is as
/// Sybil-proof as that admission is.
interface IIdentityRegistry {
    /// @notice `id` is keccak256 of the handle's bytes.
    event IdentityRegistered(bytes32 indexed id, address indexed account, string handle, uint8 roles);
    /// @notice The roles of an account were replaced.
    event RolesChanged(bytes32 indexed id, address indexed account, uint8 rolesBefore, uint8 rolesAfter);

    /// @notice A handle is bound once, here to `account`.
    error HandleTaken(bytes32 id, address account);
    /// @notice An account is bound once, here to `id`.
    error AccountTaken(address account, bytes32 id);
    /// @notice The account was never registered.
    error UnknownAccount(address account);
    /// @notice A handle is 1 to 64 bytes.
    error InvalidHandle(string handle);
    /// @notice The zero address takes no part.
    error InvalidAccount(address account);
    /// @notice `roles` holds a bit that is no role, or is not the single role that was asked for.
    error InvalidRoles(uint8 roles);
    /// @notice The past is final, the present is not: `timepoint` must lie before the current timestamp.
    error FutureLookup(uint48 timepoint, uint48 clock);
    /// @notice Too many accounts have held the role; juries walk the council's list, so that list is bounded.
    error RoleFull(uint8 role, uint256 limit);

    /// @notice Binds a new handle to a new account. A handle or an account is used once, also after revocation.
    /// @return id keccak256(bytes(handle)).
    function register(string calldata handle, address account, uint8 roles) external returns (bytes32 id);

    /// @notice Replaces the roles of a registered account; 0 revokes all of them. Effective at once; the past stays.
    function setRoles(address account, uint8 roles) external;

    /// @notice The account of a handle. Zero if nobody has it.
    function accountOf(bytes32 id) external view returns (address);
    /// @notice The handle of an account, as its id. Zero if it has none.
    function idOf(address account) external view returns (bytes32);
    /// @notice The bits of all roles that the account holds now.
    function rolesOf(address account) external view returns (uint8);

    /// @notice Whether `account` holds all bits of `role` now. False for no bits.
    function hasRole(address account, uint8 role) external view returns (bool);

    /// @notice Whether `account` held all bits of `role` at the end of second `timepoint`. False for no bits.
    function hasRoleAt(address account, uint8 role, uint48 timepoint) external view returns (bool);

    /// @notice How many accounts hold the single `role` now.
    function count(uint8 role) external view returns (uint256);

    /// @notice How many accounts held the single `role` at the end of second `timepoint`.
    function countAt(uint8 role, uint48 timepoint) external view returns (uint256);

    /// @notice Length of the list of accounts that hold or ever held the single `role`. Never shrinks.
    function memberCount(uint8 role) external view returns (uint256);

    /// @notice Entry of that list, in order of first admission. Check `hasRoleAt` before use.
    function memberAt(uint8 role, uint256 index) external view returns (address);

    /// @notice Accounts of that list that held the single `role` at `timepoint`, in list order.
    /// Warning: walks the whole list. It is bounded for the council only (`RoleFull`); do not call it for other
    /// roles on chain.
    function membersAt(uint8 role, uint48 timepoint) external view returns (address[] memory);
}
