// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title FutureBlock
/// @notice Randomness from the hash of one block that lies in the future when it is named. The hash covers the block's
/// prevrandao. It can be had for 8191 blocks (BLOCKHASH, then the EIP-2935 history contract), then it is lost. On a
/// chain without that contract it is lost after 256.
library FutureBlock {
    /// @dev How far ahead the seed block lies.
    uint64 internal constant AHEAD = 1;
    /// @dev EIP-2935.
    address internal constant HISTORY = 0x0000F90827F1C53a10cb7A02335B175320002935;
    uint256 private constant BLOCKHASH_WINDOW = 256;

    function next() internal view returns (uint64) {
        // Fits: block numbers stay far below 2^64.
        return uint64(block.number) + AHEAD;
    }

    function hasPassed(uint64 seedBlock) internal view returns (bool) {
        return block.number > seedBlock;
    }

    /// @return Hash of a passed block, zero if it is lost.
    function hashOf(uint64 seedBlock) internal view returns (bytes32) {
        if (block.number - seedBlock <= BLOCKHASH_WINDOW) return blockhash(seedBlock);
        // Not OpenZeppelin's Blockhash: it takes the data of a failed call for the hash, and a node that answers with an
        // error text (Hardhat's does) would give everybody the same, known seed.
        // solhint-disable-next-line avoid-low-level-calls
        (bool success, bytes memory data) = HISTORY.staticcall(abi.encode(seedBlock));
        return success && data.length == 32 ? bytes32(data) : bytes32(0);
    }
}
