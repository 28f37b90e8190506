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
/// The council judges, three identities at least; otherwise validators outside the committee do, who have to hold half of
/// all validators' weight. Validators come first where most of the council is taken up, which is looked at before there is a
/// seed. From then on who sits is a function of the seed: of the weights of `frozenAt`, of the roles that were held at
/// `heldAt`, and of who is excluded. When somebody draws decides only what each seat locks.
interface IJuryDraw {
    /// @param claimants Of the job's hearings; zero where there was none.
    /// @param frozenAt Second whose council, or validators, it is drawn from.
    /// @param heldAt Second of the seed block: who has lost the role by then is not seated.
    /// @param validatorsFirst Whether validators judge if they can, and the council otherwise.
    /// @param seats How many are drawn.
    /// @param quorum How many of them have to be filled.
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
        bool validatorsFirst;
        uint8 seats;
        uint8 quorum;
        uint96 jurorLockWei;
    }

    /// @notice A jury, in order of the draw.
    /// @param role What it was drawn for; 0 if too few could be drawn.
    /// @param allSeats Seats that were drawn.
    /// @param unfundedSeats Seats of each juror that its stake does not cover.
    /// @param lockedWei What was locked of each.
    struct Jury {
        uint8 role;
        uint256 allSeats;
        address[] jurors;
        uint8[] seats;
        uint8[] unfundedSeats;
        uint256[] lockedWei;
    }

    // DisputeModule

    /// @notice Draws a jury, and locks what there is for its seats.
    function seat(Call calldata asked) external returns (Jury memory jury);

    // Views

    /// @notice Whether more than half of those of the council who can be drawn are taken up
    /// (`IStakeManager.takenUpCouncillors`). Those who could be at the end of the second before count.
    function isCouncilTakenUp() external view returns (bool);
    /// @notice Where jurors are drawn. Immutable.
    function pool() external view returns (ISortitionPool);
    /// @notice Where their stakes are locked. Immutable.
    function stakeManager() external view returns (IStakeManager);
    /// @notice Who may judge. Immutable.
    function identities() external view returns (IIdentityRegistry);
    /// @notice Whose committees are excluded. Immutable.
    function validation() external view returns (IValidationModule);
}
