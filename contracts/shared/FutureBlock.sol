// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Blockhash} from "@openzeppelin/contracts/utils/Blockhash.sol";

/// @title FutureBlock
/// @notice Randomness from the hash of one block that lies in the future when it is named. The hash covers the block's
/// prevrandao. It can be had for 8191 blocks (BLOCKHASH, then the EIP-2935 history contract), then it is lost.
library FutureBlock {
    /// @dev How far ahead the seed block lies.
    uint64 internal constant AHEAD = 1;

    function next() internal view returns (uint64) {
        // Fits: block numbers stay far below 2^64.
        return uint64(block.number) + AHEAD;
    }

    function hasPassed(uint64 seedBlock) internal view returns (bool) {
        return block.number > seedBlock;
    }

    /// @return Hash of a passed block, zero if it is lost.
    function hashOf(uint64 seedBlock) internal view returns (bytes32) {
        return Blockhash.blockHash(seedBlock);
    }
}
