// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Divides a pot by votes. `src/economics/pot-shares.ts` mirrors it digit for digit.
library PotShares {
    /// @param votes Their sum is above zero and fits 256 bits.
    /// @return parts Of each option `pot * votes / sum of all votes`, rounded down.
    /// @return remainder What rounding leaves: less than one wei an option.
    function partsOf(uint256 pot, uint256[] memory votes)
        internal
        pure
        returns (uint256[] memory parts, uint256 remainder)
    {
        uint256 total;
        for (uint256 i = 0; i < votes.length; ++i) {
            total += votes[i];
        }
        parts = new uint256[](votes.length);
        remainder = pot;
        for (uint256 i = 0; i < votes.length; ++i) {
            parts[i] = Math.mulDiv(pot, votes[i], total);
            remainder -= parts[i];
        }
    }
}
