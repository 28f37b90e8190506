// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {BlockHeader} from "@openzeppelin/contracts/utils/BlockHeader.sol";
import {Memory} from "@openzeppelin/contracts/utils/Memory.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title SeedBlock
/// @notice Randomness from the prevrandao of one block that lies in the future when it is named. Whoever draws later hands
/// in the block's header, which the block's hash vouches for. The hash can be had for 8191 blocks (BLOCKHASH, then the
/// EIP-2935 history contract), then it is lost. On a chain without that contract it is lost after 256.
///
/// Not the hash itself: it covers all that a block holds, so that its proposer could try orderings until it suits.
library SeedBlock {
    using BlockHeader for Memory.Slice[];

    /// @notice The header is not that of the seed block. `blockHash` is zero if the block's hash is lost: then only an
    /// empty header fits.
    error UnfitHeader(uint64 seedBlock, bytes32 blockHash, bytes32 headerHash);
    /// @notice The header is not one of proof of stake: its mixHash is no prevrandao.
    error NotProofOfStake(uint64 seedBlock, uint256 number, uint256 difficulty, bytes32 ommersHash);

    /// @dev EIP-2935.
    address internal constant HISTORY = 0x0000F90827F1C53a10cb7A02335B175320002935;
    uint256 private constant BLOCKHASH_WINDOW = 256;
    /// @dev keccak256(rlp([])), EIP-3675.
    bytes32 private constant NO_OMMERS = 0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347;

    /// @param blocks How far ahead.
    function ahead(uint8 blocks) internal view returns (uint64) {
        // Fits: block numbers stay far below 2^64.
        return uint64(block.number) + blocks;
    }

    function hasPassed(uint64 seedBlock) internal view returns (bool) {
        return block.number > seedBlock;
    }

    /// @param seedBlock A block that has passed.
    /// @param header Attacker-controlled. RLP of the block's header, empty if its hash is lost.
    /// @return lost Whether the block's hash can no longer be had.
    /// @return prevrandao The block's, if it is not lost.
    /// @return second The block's, if it is not lost; the last one that is over, on a chain with blocks of equal time.
    function read(uint64 seedBlock, bytes memory header)
        internal
        view
        returns (bool lost, bytes32 prevrandao, uint48 second)
    {
        bytes32 blockHash = _hashOf(seedBlock);
        lost = blockHash == 0;
        if (lost && header.length == 0) return (lost, prevrandao, second);
        bytes32 headerHash = keccak256(header);
        if (headerHash != blockHash) revert UnfitHeader(seedBlock, blockHash, headerHash);
        Memory.Slice[] memory fields = BlockHeader.parseHeader(header);
        (uint256 number, uint256 difficulty, bytes32 ommers) =
            (fields.getNumber(), fields.getDifficulty(), fields.getOmmersHash());
        if (number != seedBlock || difficulty != 0 || ommers != NO_OMMERS) {
            revert NotProofOfStake(seedBlock, number, difficulty, ommers);
        }
        prevrandao = fields.getPrevRandao();
        // Fits until the year 8921556.
        second = uint48(Math.min(fields.getTimestamp(), block.timestamp - 1));
    }

    /// @return Hash of a passed block, zero if it is lost.
    function _hashOf(uint64 seedBlock) private view returns (bytes32) {
        if (block.number - seedBlock <= BLOCKHASH_WINDOW) return blockhash(seedBlock);
        // Not OpenZeppelin's Blockhash: it takes the data of a failed call for the hash, and a node that answers with an
        // error text (Hardhat's does) would give everybody the same, known seed.
        // solhint-disable-next-line avoid-low-level-calls
        (bool success, bytes memory data) = HISTORY.staticcall(abi.encode(seedBlock));
        return success && data.length == 32 ? bytes32(data) : bytes32(0);
    }
}
