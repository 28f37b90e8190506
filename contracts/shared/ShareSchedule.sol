// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {ShareMath} from "./ShareMath.sol";

/// @title ShareSchedule
/// @notice The role shares of each epoch: the governed ones, or those that were moved away from them for some epoch and come
/// half of the way back with each that begins after it. What an epoch's shares were stays.
library ShareSchedule {
    using Checkpoints for Checkpoints.Trace208;

    uint256 private constant LIST_BITS = 64;
    uint256 private constant EPOCH_BITS = 48;

    /// @dev By the epoch with which they take effect: governed shares, moved shares, and once more that epoch.
    struct Schedule {
        Checkpoints.Trace208 byEpoch;
    }

    /// @notice From `epoch` on, which is not before the last one that was set, shares are `moved` and go back to `governed`.
    /// @dev Shares are at most 10,000. An epoch is active time over at least an hour: it fits.
    function set(Schedule storage schedule, uint256 epoch, uint256[4] memory governed, uint256[4] memory moved)
        internal
    {
        uint256 packed = (_pack(governed) << LIST_BITS | _pack(moved)) << EPOCH_BITS | epoch;
        schedule.byEpoch.push(uint48(epoch), uint208(packed));
    }

    /// @return Shares of the epoch, as set until now; zeros before the first.
    function sharesIn(Schedule storage schedule, uint256 epoch) internal view returns (uint256[4] memory) {
        uint256 packed = schedule.byEpoch.upperLookupRecent(uint48(epoch));
        return ShareMath.fade(
            _unpack(packed >> EPOCH_BITS + LIST_BITS), _unpack(packed >> EPOCH_BITS), epoch - uint48(packed)
        );
    }

    /// @return The governed shares that were set last.
    function governedShares(Schedule storage schedule) internal view returns (uint256[4] memory) {
        return _unpack(uint256(schedule.byEpoch.latest()) >> EPOCH_BITS + LIST_BITS);
    }

    function _pack(uint256[4] memory shares) private pure returns (uint256) {
        return shares[0] << 48 | shares[1] << 32 | shares[2] << 16 | shares[3];
    }

    /// @dev Of the lowest {LIST_BITS}.
    function _unpack(uint256 packed) private pure returns (uint256[4] memory) {
        return [
            uint256(uint16(packed >> 48)),
            uint256(uint16(packed >> 32)),
            uint256(uint16(packed >> 16)),
            uint256(uint16(packed))
        ];
    }
}
