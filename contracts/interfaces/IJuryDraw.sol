// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIdentityRegistry} from "./IIdentityRegistry.sol";
import {ISortitionPool} from "./ISortitionPool.sol";
import {IStakeManager} from "./IStakeManager.sol";
import {IValidationModule} from "./IValidationModule.sol";

/// @title IJuryDraw
/// @notice Who sits on a jury: draws it, looks who of those drawn can cover what a seat locks, and locks it. What a
/// hearing is about, and what becomes of it, is `IDisputeModule`'s. Keeps nothing.
///
/// The council judges, three identities at least. If fewer can be drawn, or if those drawn cannot fund a quorum of the
/// seats, validators outside the committee do, who have to hold half of all validators' weight.
interface IJuryDraw {
    /// @param claimants Of the job's hearings; zero where there was none.
    /// @param frozenAt Second whose council, or validators, it is drawn from.
    /// @param heldAt Second of the seed block: who has lost the role by then is not seated.
    /// @param seats How many are drawn.
    /// @param quorum How many of them have to be funded.
    /// @param jurorLockWei What a seat locks.
    struct Call {
        uint256 jobId;
        address employer;
        address agent;
        address operator;
        address[] claimants;
        bytes32 seed;
        uint48 frozenAt;
        uint48 heldAt;
        uint8 seats;
        uint8 quorum;
        uint96 jurorLockWei;
    }

    /// @notice A jury, in order of the draw.
    /// @param role What it was drawn for; 0 if too few could be drawn.
    /// @param allSeats Seats that were drawn.
    /// @param fundedSeats Those of them that are covered. Nobody is seated if they are fewer than the quorum.
    /// @param unfundedSeats Seats of each juror that its stake does not cover.
    /// @param empty Whether a juror may not sit.
    /// @param lockedWei What was locked of each. Nothing if nobody is seated.
    struct Jury {
        uint8 role;
        uint256 allSeats;
        uint256 fundedSeats;
        address[] jurors;
        uint8[] seats;
        uint8[] unfundedSeats;
        bool[] empty;
        uint256[] lockedWei;
    }

    // DisputeModule

    /// @notice Draws a jury, and locks its seats if a quorum of them is funded.
    function seat(Call calldata asked) external returns (Jury memory jury);

    // Views

    /// @notice Where jurors are drawn. Immutable.
    function pool() external view returns (ISortitionPool);
    /// @notice Where their stakes are locked. Immutable.
    function stakeManager() external view returns (IStakeManager);
    /// @notice Who may judge. Immutable.
    function identities() external view returns (IIdentityRegistry);
    /// @notice Whose committees are excluded. Immutable.
    function validation() external view returns (IValidationModule);
}
