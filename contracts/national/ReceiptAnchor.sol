// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IReceiptAnchor} from "../interfaces/IReceiptAnchor.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {Module} from "../shared/Module.sol";

/// @title ReceiptAnchor
contract ReceiptAnchor is Module, IReceiptAnchor {
    mapping(bytes32 key => Anchor) private _anchors;

    constructor(address authority_, ISystemPause systemPause_) Module(authority_, systemPause_) {}

    /// @inheritdoc IReceiptAnchor
    function anchor(bytes32 key, bytes32 root) external whenActive restricted {
        if (root == 0) revert EmptyRoot(key);
        if (_anchors[key].root != 0) revert AlreadyAnchored(key, _anchors[key].root);
        _anchors[key] = Anchor({root: root, anchoredAt: uint48(block.timestamp), by: msg.sender});
        emit ReceiptsAnchored(key, root, msg.sender);
    }

    /// @inheritdoc IReceiptAnchor
    function anchorOf(bytes32 key) external view returns (Anchor memory) {
        return _anchors[key];
    }

    /// @inheritdoc IReceiptAnchor
    function verify(bytes32 key, string calldata path, bytes32 digest, bytes32[] calldata proof)
        external
        view
        returns (bool)
    {
        bytes32 root = _anchors[key].root;
        if (root == 0) revert NotAnchored(key);
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(path, digest))));
        return MerkleProof.verifyCalldata(proof, root, leaf);
    }
}
