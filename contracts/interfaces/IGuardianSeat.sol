// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IStakeManager} from "./IStakeManager.sol";

/// @title IGuardianSeat
/// @notice How a guardian is replaced. A guardian can cancel what ADMIN has scheduled, its own removal too, so that a
/// rogue one could stay for ever. Here it cannot: this contract alone grants and revokes GUARDIAN, and what ADMIN
/// announces nobody but ADMIN takes back. Instead it takes long: whoever distrusts the change can have left with its
/// stake before it happens, and a pause stops the wait as it stops the way out.
///
/// Warning: whoever steals the keys of ADMIN's holder can replace the guardian here, and grant roles once ADMIN's delay
/// has passed after that. All of it is public for the whole wait; nothing on chain takes ADMIN away from such a thief.
interface IGuardianSeat {
    /// @notice Who leaves, who follows, and when, in active time. All zero if nothing is announced.
    struct Change {
        address leaving;
        address next;
        uint48 dueAt;
    }

    /// @notice A change was announced; it takes the place of an earlier announcement, and its wait starts anew. Active time.
    event ChangeAnnounced(address indexed leaving, address indexed next, uint48 dueAt);
    /// @notice An announcement was taken back.
    event ChangeWithdrawn(address indexed leaving, address indexed next);
    /// @notice The change happened.
    event GuardianChanged(address indexed leaving, address indexed next);

    /// @notice Nothing is announced.
    error NothingAnnounced();
    /// @notice The wait is not over. Active time.
    error NotDue(uint48 dueAt, uint48 activeTime);
    /// @notice The seat is never left empty.
    error EmptySeat();
    /// @notice Whoever is to leave does not hold GUARDIAN, so that whoever does would stay.
    error NoGuardian(address account);
    /// @notice Whoever is to follow holds GUARDIAN already, so that there would be one guardian fewer.
    error GuardianAlready(address account);

    /// @notice Announces that `next` follows `leaving`, in active time: once all stake that has been asked back by now has
    /// matured (`IStakeManager.unbondedBy`), and after the longest course of a job and `MARGIN_SECONDS` more. So who asks
    /// its stake back when the change is announced has it before, also if a job that had been handed in holds it, or
    /// recalls it, until its last ruling. For ADMIN.
    /// Warning: whose stake a job holds asks it back later, under the unbonding time of that moment. If the council has
    /// lengthened it since the announcement, or suspensions hold its hearing up (`IDisputeModule`), the change can come
    /// first.
    /// @param leaving Holds GUARDIAN. Zero if nobody is to leave: a guardian can give its role up itself, and then there may
    /// be nobody who holds it. Whoever gives it up between announcement and conclusion does not stop the change.
    /// @param next Does not hold GUARDIAN, neither now nor at the conclusion.
    function announce(address leaving, address next) external;

    /// @notice Takes the announcement back. For ADMIN.
    function withdraw() external;

    /// @notice Revokes GUARDIAN from the one and grants it to the other, at once. Anybody, once the change is due.
    function conclude() external;

    /// @notice What is announced.
    function change() external view returns (Change memory);

    /// @notice Whose stakes a change waits for. Immutable.
    function stakeManager() external view returns (IStakeManager);

    /// @notice What a change takes beyond unbonding and the longest course of a job, seconds.
    function MARGIN_SECONDS() external view returns (uint48);
}
