// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {ShareMath} from "./ShareMath.sol";

/// @title ShareFit
/// @notice Brings shares that policies have moved inside bounds that were set since.
library ShareFit {
    /// @notice Halves the way back to the governed shares, as {ShareMath.fade}, as often as it takes.
    /// @dev Ends: shares are at most 10,000, so that after 14 halvings they are the governed ones.
    /// @param governed Shares inside the bounds.
    function within(
        uint256[4] memory governed,
        uint256[4] memory moved,
        uint256[4] memory minShares,
        uint256[4] memory maxShares
    ) internal pure returns (uint256[4] memory fitted) {
        fitted = moved;
        for (uint256 times = 1; !_inside(fitted, minShares, maxShares); ++times) {
            fitted = ShareMath.fade(governed, moved, times);
        }
    }

    function _inside(uint256[4] memory shares, uint256[4] memory minShares, uint256[4] memory maxShares)
        private
        pure
        returns (bool)
    {
        for (uint256 i; i < 4; ++i) {
            if (shares[i] < minShares[i] || shares[i] > maxShares[i]) return false;
        }
        return true;
    }
}
