// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @notice Block headers as Prague has them, in which only number, timestamp and prevrandao matter.
library Headers {
    bytes32 internal constant NO_OMMERS = 0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347;

    uint256 private constant SOME_TIME = 0x677fffff;

    function encode(uint256 number, bytes32 prevrandao) internal pure returns (bytes memory) {
        return encode(number, SOME_TIME, prevrandao, NO_OMMERS, 0);
    }

    function encode(uint256 number, uint256 timestamp, bytes32 prevrandao) internal pure returns (bytes memory) {
        return encode(number, timestamp, prevrandao, NO_OMMERS, 0);
    }

    function encode(uint256 number, bytes32 prevrandao, bytes32 ommers, uint8 difficulty)
        internal
        pure
        returns (bytes memory)
    {
        return encode(number, SOME_TIME, prevrandao, ommers, difficulty);
    }

    /// @param timestamp Four bytes.
    /// @param difficulty One byte, below 0x80.
    function encode(uint256 number, uint256 timestamp, bytes32 prevrandao, bytes32 ommers, uint8 difficulty)
        internal
        pure
        returns (bytes memory)
    {
        bytes memory root = abi.encodePacked(hex"a0", bytes32(uint256(1)));
        bytes memory head = bytes.concat(root, abi.encodePacked(hex"a0", ommers, hex"94", address(1)), root, root, root);
        bytes memory bloom = bytes.concat(hex"b90100", new bytes(256));
        bytes memory numbers = abi.encodePacked(
            difficulty == 0 ? bytes1(0x80) : bytes1(difficulty),
            hex"84",
            uint32(number),
            hex"8401c9c3808084",
            uint32(timestamp),
            hex"80"
        );
        bytes memory tail = abi.encodePacked(hex"a0", prevrandao, hex"88", uint64(0), hex"07", root, hex"8080", root, root);
        bytes memory fields = bytes.concat(head, bloom, numbers, tail);
        return abi.encodePacked(hex"f9", uint16(fields.length), fields);
    }
}
