// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title IReceiptAnchor
/// @notice Merkle roots of receipts, each key once and for ever. A leaf binds a path and a digest as OpenZeppelin's
/// StandardMerkleTree does: keccak256(bytes.concat(keccak256(abi.encode(string path, bytes32 digest)))).
/// Warning: an anchor proves that the root was known at a time. It does not prove that the receipts are true.
interface IReceiptAnchor {
    struct Anchor {
        bytes32 root;
        uint48 anchoredAt;
        address by;
    }

    /// @notice A root was anchored, for ever.
    event ReceiptsAnchored(bytes32 indexed key, bytes32 indexed root, address indexed by);

    /// @notice The key has a root, `root`.
    error AlreadyAnchored(bytes32 key, bytes32 root);
    /// @notice The key has no root.
    error NotAnchored(bytes32 key);
    /// @notice A root of zero stands for none.
    error EmptyRoot(bytes32 key);

    /// @notice Anchors `root` under `key` (keccak256 of a label such as "national").
    function anchor(bytes32 key, bytes32 root) external;

    /// @notice All zero if `key` is not anchored.
    function anchorOf(bytes32 key) external view returns (Anchor memory);

    /// @notice Whether the root under `key` contains the file. Reverts if `key` is not anchored.
    function verify(bytes32 key, string calldata path, bytes32 digest, bytes32[] calldata proof)
        external
        view
        returns (bool);
}
