// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIdentityRegistry} from "./IIdentityRegistry.sol";

/// @title ISortitionPool
/// @notice Who can be drawn to judge, with what weight, checkpointed by second, and sortition over it. There is a tree for
/// each judging role: a validator weighs its stake (wei), a member of the council one while it stakes `councilStakeWei`, and
/// nothing otherwise: nobody judges who has nothing to lose. A draw at any past second has the weights of that second. Stake
/// that is unbonding weighs nothing. What jobs hold of a stake changes nothing here: whoever takes up the stake of others
/// does not move them out of a draw.
///
/// **Changes of roles** come from the registry's queue. Anybody works them off with `sync`, in their order, once they are
/// effective: an account weighs nothing from the second on in which the loss of its role was worked off, and as much as
/// before when the role is given back. Nothing is frozen for a draw (`frozenSecond`) while a change waits that has been
/// effective for `SYNC_GRACE_SECONDS`, or before the second in which such a one was worked off is over. Whoever has lost its
/// role since, or within the grace, is passed over by the draw itself: whatever moment somebody chooses, nobody is seated
/// whose role had been taken by the second of the seed.
///
/// Working a change off costs a visit to each level of a tree, less than what the registrar paid to schedule it, and
/// `sync` goes in parts of any size: a registrar who floods the queue pays more than those who work it off.
/// Warning: a draw passes over 64 accounts at most. Where more have lost their role within the grace, or between submission
/// and seed block, it may seat fewer than it could, or nobody; then a jury judges.
interface ISortitionPool {
    /// @param stakeWei What the account stakes, without what is unbonding or was recalled.
    struct Stake {
        address account;
        uint256 stakeWei;
    }

    /// @param role Validator or council.
    /// @param seed Randomness, fixed before the draw.
    /// @param timepoint Past second whose weights count.
    /// @param heldAt Past second, not before `timepoint`, in which whoever sits still held the role.
    /// @param seats How many seats to fill.
    /// @param excluded Accounts that take no part. May hold accounts without weight, and one twice.
    struct DrawRequest {
        uint8 role;
        bytes32 seed;
        uint48 timepoint;
        uint48 heldAt;
        uint8 seats;
        address[] excluded;
    }

    /// @notice An account's weight in a role changed, from the current second on. Wei for validators.
    event WeightChanged(address indexed account, uint8 indexed role, uint256 beforeWeight, uint256 afterWeight);
    /// @notice Of the registry's changes, the first `changes` have been worked off.
    event Synced(uint256 changes);

    /// @notice The past is final, the present is not: `timepoint` must lie before the current timestamp.
    error FutureLookup(uint48 timepoint, uint48 clock);
    /// @notice Change `index` of the registry took effect at `effectiveAt`, the grace ago at least, and has not been worked
    /// off: call `sync`.
    error ChangesWait(uint256 index, uint48 effectiveAt);
    /// @notice Changes that had waited for the grace were worked off in this very second: the one before does not know
    /// them.
    error ChangedThisSecond(uint48 at);

    // StakeManager

    /// @notice Tells what an account stakes for a judging role. It weighs by that from the current second on, or from when
    /// it is given the role. An account joins the list with its first weight.
    /// @param stakeWei Without what is unbonding or was recalled.
    function setStake(uint8 role, address account, uint256 stakeWei) external;

    /// @notice The same for several accounts at once. Passes over the zero address.
    function setStakes(uint8 role, Stake[] calldata stakes) external;

    // Anyone

    /// @notice Works off at most `limit` of the changes of roles that have taken effect. Nothing before the founding is
    /// closed.
    /// @return changes How many.
    function sync(uint256 limit) external returns (uint256 changes);

    // Views

    /// @notice The second whose weights judge what starts now: the one before. Reverts if it does not know every change of
    /// roles that has been effective for the grace.
    function frozenSecond() external view returns (uint48);

    /// @notice Draws seats **with replacement**, each by weight: an account can be drawn for several.
    ///
    /// The excluded are taken out first. Attempt n = 0, 1, … takes r = keccak256(abi.encode(seed, n)) mod (weight not
    /// taken out) and the account at which the running sum of weights that are not taken out, in order of first weight,
    /// first exceeds r. If it held the role at `heldAt`, the seat is its; otherwise it is taken out, and the next attempt is
    /// for the same seat. So seat i is attempt i as long as everybody drawn still held the role. Ends when the seats are
    /// filled, the weight is used up, or after seats + 64 attempts.
    ///
    /// The modulo bias is below total / 2^256. Cost is logarithmic in the number of accounts.
    /// @return members Who was drawn, each once, in order of its first seat.
    /// @return seats How many seats each of them has. Sums to at most `request.seats`.
    /// @return eligible Weight that was not taken out.
    /// @return total The same, with those excluded who held the role at `heldAt`.
    function draw(DrawRequest calldata request)
        external
        view
        returns (address[] memory members, uint8[] memory seats, uint256 eligible, uint256 total);

    /// @notice An account's weight in a role at the end of second `timepoint`.
    function weightAt(uint8 role, address account, uint48 timepoint) external view returns (uint256);

    /// @notice Sum of all weights in a role at the end of second `timepoint`.
    function totalWeightAt(uint8 role, uint48 timepoint) external view returns (uint256);

    /// @notice Accounts that ever had a weight in the role, in order of their first: the order of the draw.
    function accountCount(uint8 role) external view returns (uint256);
    /// @notice Entry `index` of that list, from 0.
    function accountAt(uint8 role, uint256 index) external view returns (address);

    /// @notice How many of the registry's changes have been worked off.
    function syncedChanges() external view returns (uint256);

    /// @notice For how long a change may wait to be worked off, seconds. Whoever works all off can hand in work for that
    /// long afterwards, be there a change in every second.
    function SYNC_GRACE_SECONDS() external view returns (uint48);

    /// @notice The least that a member of the council has to stake to be drawn, wei. Immutable, so that it cannot be lowered
    /// under a job; what a seat may lock follows it (`IJobTerms.setTerms`).
    function councilStakeWei() external view returns (uint256);

    /// @notice Says who holds which role. Immutable.
    function identities() external view returns (IIdentityRegistry);
}
