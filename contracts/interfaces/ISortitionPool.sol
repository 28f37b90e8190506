// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIdentityRegistry} from "./IIdentityRegistry.sol";

/// @title ISortitionPool
/// @notice Validators' stakes as weights, checkpointed by second, and sortition over them: a draw at any past second has
/// the weights of that second. What jobs hold of a stake changes nothing here: whoever takes up the stake of others
/// does not move them out of a draw.
interface ISortitionPool {
    /// @param seed Randomness, fixed before the draw.
    /// @param timepoint Past second whose weights and roles count.
    /// @param seats How many seats to fill.
    /// @param excluded Accounts that take no part. May hold accounts without weight, and one twice.
    struct DrawRequest {
        bytes32 seed;
        uint48 timepoint;
        uint8 seats;
        address[] excluded;
    }

    /// @notice A validator's weight changed, from the current second on.
    event WeightChanged(address indexed account, uint256 beforeWei, uint256 afterWei);

    /// @notice The past is final, the present is not: `timepoint` must lie before the current timestamp.
    error FutureLookup(uint48 timepoint, uint48 clock);

    // StakeManager

    /// @notice Sets the weight of an account from the current second on. An account joins the list with its first weight.
    function setWeight(address account, uint256 weightWei) external;

    // Views

    /// @notice Draws seats **with replacement**, each by weight: an account can be drawn for several.
    ///
    /// The excluded are taken out first. Attempt n = 0, 1, … takes r = keccak256(abi.encode(seed, n)) mod (weight not
    /// taken out) and the account at which the running sum of weights that are not taken out, in order of first weight,
    /// first exceeds r. If it held the validator role at `timepoint`, the seat is its; otherwise it is taken out, and the
    /// next attempt is for the same seat. So seat i is attempt i as long as everybody drawn holds the role. Ends when the
    /// seats are filled, the weight is used up, or after seats + 16 attempts.
    ///
    /// The modulo bias is below total / 2^256. Cost is logarithmic in the number of validators.
    /// @return members Who was drawn, each once, in order of its first seat.
    /// @return seats How many seats each of them has. Sums to at most `request.seats`.
    /// @return eligibleWei Weight that was not taken out: that of the excluded, and of those found without the role.
    function draw(DrawRequest calldata request)
        external
        view
        returns (address[] memory members, uint8[] memory seats, uint256 eligibleWei);

    /// @notice A validator's stake at the end of second `timepoint`.
    function validatorStakeAt(address account, uint48 timepoint) external view returns (uint256);

    /// @notice Sum of all validators' stakes at the end of second `timepoint`.
    function totalValidatorStakeAt(uint48 timepoint) external view returns (uint256);

    /// @notice Accounts that ever staked as validator, in order of first stake: the order of the draw.
    function validatorCount() external view returns (uint256);
    /// @notice Entry `index` of that list, from 0.
    function validatorAt(uint256 index) external view returns (address);

    /// @notice Says who is a validator. Immutable.
    function identities() external view returns (IIdentityRegistry);
}
