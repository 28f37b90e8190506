// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title IIdentityRegistry
/// @notice Who is who: a handle, its account and its roles, checkpointed by timestamp (EIP-6372 clock of the governor).
/// Roles are bits (`Roles`): agent 1, validator 2, council 4, operator 8, employer 16.
///
/// **Judging roles** (validator, council) are given and taken after `judgingDelaySeconds` of raw time, so that whoever
/// admits people cannot choose who decides a job, a dispute or a vote that is under way. All other roles change at once.
///
/// **Founding.** Until the registrar closes the founding, once, admissions wait for nothing, and nobody holds any role:
/// all views answer as if nobody had been admitted, also later about timepoints before the close. Nobody can stake, post
/// or vote before it, so that nothing exists that an admission without delay could decide.
///
/// **Suspension.** A guardian stops an account from judging at once, for a term of `judgingDelaySeconds` of active time.
/// It keeps its roles, and counts for quorums as before; it gets no seat, commits and reveals nothing and casts no vote:
/// the contracts in which it would judge ask `isSuspended`, or `mayJudge` before they give it a seat.
/// If it is to lose a judging role by a call of that term, the suspension lasts until the loss takes effect; if everything
/// is given back before, it ends as if nothing had been taken. Whatever registrar and guardian do, and in whatever order,
/// a suspension ends after 2 × `judgingDelaySeconds` of active time, and the account then judges freely for at least as
/// long as it was suspended.
///
/// Warning: one identity, one voice holds only as far as the registrar admits each person once. The registry is as
/// Sybil-proof as that admission is.
/// Warning: the delay runs on raw time, the windows of jobs on active time. A pause by the owner can stretch a
/// dispute past it.
interface IIdentityRegistry {
    /// @notice One bit of `Roles.JUDGING` given to an account or taken from it.
    /// @param held Whether the account holds `role` from `effectiveAt` on.
    /// @param effectiveAt Raw time, the first second of which the change holds. In the founding the second of the
    /// admission; it counts from the close of the founding.
    struct JudgingChange {
        address account;
        uint8 role;
        bool held;
        uint48 effectiveAt;
    }

    /// @param since When the last suspension began, in active time.
    /// @param until When it ends or ended, in active time. Both are 0 for who never was suspended.
    struct Suspension {
        uint48 since;
        uint48 until;
    }

    /// @notice `id` is keccak256 of the handle's bytes. `roles` is what was asked for; the events below say what follows
    /// at once and what later.
    event IdentityRegistered(bytes32 indexed id, address indexed account, string handle, uint8 roles);
    /// @notice The roles that judge nothing were replaced at once.
    event RolesChanged(bytes32 indexed id, address indexed account, uint8 rolesBefore, uint8 rolesAfter);
    /// @notice The judging roles are replaced at `effectiveAt` (raw time). `rolesBefore` is what was scheduled until now.
    event JudgingRolesScheduled(
        bytes32 indexed id, address indexed account, uint8 rolesBefore, uint8 rolesAfter, uint48 effectiveAt
    );
    /// @notice Roles count from second `at` (raw time) on.
    event FoundingClosed(uint48 at);
    /// @notice The account cannot judge before `until` (active time). Emitted again when a loss prolongs a suspension, and
    /// when everything is given back, which ends it earlier.
    event AccountSuspended(bytes32 indexed id, address indexed account, uint48 until);
    /// @notice The registrar ended a suspension before its time, at `at` (active time).
    event SuspensionLifted(bytes32 indexed id, address indexed account, uint48 at);

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
    /// @notice The delay lies in [1 day, 3650 days].
    error JudgingDelayOutOfBounds(uint48 valueSeconds, uint48 minSeconds, uint48 maxSeconds);
    /// @notice The founding is closed once, here at `at`.
    error FoundingAlreadyClosed(uint48 at);
    /// @notice The account must judge freely for as long as it was suspended: until `againFrom` (active time).
    error SuspendedRecently(address account, uint48 againFrom, uint48 activeTime);
    /// @notice There is no suspension to lift.
    error NotSuspended(address account);

    /// @notice Binds a new handle to a new account, and gives it `roles` as `setRoles` does. A handle or an account is
    /// used once, also after revocation.
    /// @return id keccak256(bytes(handle)).
    function register(string calldata handle, address account, uint8 roles) external returns (bytes32 id);

    /// @notice Replaces the roles of a registered account; 0 revokes all of them. Judging roles change
    /// `judgingDelaySeconds` after this call, all others at once; the past stays.
    ///
    /// Each change runs its own delay, also when an earlier one of the same account has not taken effect yet: nothing is
    /// cancelled, and the last call decides what holds in the end. Whoever takes a scheduled revocation back sets the old
    /// roles again; the account is then without them from the one effect to the other.
    ///
    /// If an account is to lose a judging role by a call within the term of its suspension, the suspension lasts until that
    /// takes effect: for `judgingDelaySeconds` of active time from the call on. A call that leaves it every judging role
    /// that it holds takes that back.
    /// Warning: a loss that is scheduled after the term prolongs nothing. The account judges from the end of its suspension
    /// until the loss takes effect.
    function setRoles(address account, uint8 roles) external;

    /// @notice Ends the founding, for good: from this second on roles count, and judging roles change with the delay.
    function closeFounding() external;

    /// @notice Keeps an account from judging for `judgingDelaySeconds` of active time from now on; twice as long at the most
    /// if it is to lose a judging role meanwhile. Not again before it could judge for as long as it was suspended.
    /// Warning: a guardian can silence voters and jurors for a whole vote in this way. They count in quorums
    /// all the same, and a guardian cannot judge in their place.
    function suspend(address account) external;

    /// @notice Ends a suspension now.
    function liftSuspension(address account) external;

    /// @notice Raw seconds from a call until a judging role is given or taken.
    /// Warning: it is to outlast a dispute with all its hearings, however guardians pause meanwhile, and a vote with its
    /// extensions. The registry does not know their windows; whoever lengthens them must keep them below it.
    function judgingDelaySeconds() external view returns (uint48);
    /// @notice First second of which roles count (raw time). 0 while the founding lasts.
    function foundedAt() external view returns (uint48);

    /// @notice The account of a handle. Zero if nobody has it.
    function accountOf(bytes32 id) external view returns (address);
    /// @notice The handle of an account, as its id. Zero if it has none.
    function idOf(address account) external view returns (bytes32);
    /// @notice The bits of all roles that the account holds now.
    function rolesOf(address account) external view returns (uint8);

    /// @notice What the account will hold once every change so far has taken effect, or, in the founding, once it is
    /// closed.
    /// @return roles The bits of all its roles then.
    /// @return effectiveAt Raw time of the last change to its judging roles that is still to come; 0 if there is none.
    function scheduledRolesOf(address account) external view returns (uint8 roles, uint48 effectiveAt);

    /// @notice Whether `account` holds all bits of `role` now. False for no bits.
    function hasRole(address account, uint8 role) external view returns (bool);

    /// @notice Whether `account` held all bits of `role` at the end of second `timepoint`. False for no bits.
    function hasRoleAt(address account, uint8 role, uint48 timepoint) external view returns (bool);

    /// @notice Whether a guardian keeps `account` from judging now.
    function isSuspended(address account) external view returns (bool);

    /// @notice Whether `account` holds all bits of `role` now, and is not suspended.
    function mayJudge(address account, uint8 role) external view returns (bool);

    /// @notice The running or last suspension of an account.
    function suspensionOf(address account) external view returns (Suspension memory);

    /// @notice How many accounts hold the single `role` now.
    function count(uint8 role) external view returns (uint256);

    /// @notice How many accounts held the single `role` at the end of second `timepoint`.
    function countAt(uint8 role, uint48 timepoint) external view returns (uint256);

    /// @notice Who held the single `role` at the end of second `timepoint`, each once, in no particular order: whoever
    /// leaves is replaced by the last.
    /// Warning: costs as much as there were holders then, about 5,000 gas each. How many they are is the registrar's
    /// choice.
    function membersAt(uint8 role, uint48 timepoint) external view returns (address[] memory);

    /// @notice How many changes of judging roles there have been, those to come included.
    function changeCount() external view returns (uint256);

    /// @notice Change number `index` of judging roles, in order of `effectiveAt`. Whoever keeps books of who judges goes
    /// through them once, up to the first that has not taken effect.
    function changeAt(uint256 index) external view returns (JudgingChange memory);
}
