// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title SumTree
/// @notice A binary tree of sums over numbered leaves, each node checkpointed by timestamp, so that weighted draws can
/// be made over the weights of any past second. Setting a leaf and finding one cost O(log leaves) node visits.
///
/// Level 0 holds the leaves; node i of level l covers leaves [i·2^l, (i+1)·2^l). The tree grows by a level whenever the
/// number of leaves passes a power of two; a lookup at a past second uses the height the tree had then.
library SumTree {
    using Checkpoints for Checkpoints.Trace208;

    struct Tree {
        Checkpoints.Trace208 _leafCount;
        mapping(uint256 level => mapping(uint256 index => Checkpoints.Trace208)) _nodes;
    }

    /// @notice A draw, in memory: the tree at one second without some of its leaves.
    struct Draw {
        uint48 timepoint;
        uint256 height;
        uint256 remaining;
        uint256 length;
        uint256[] leaves;
        uint256[] weights;
    }

    /// @notice Appends a leaf.
    /// @return leaf Its number.
    function append(Tree storage tree, uint208 weight, uint48 timepoint) internal returns (uint256 leaf) {
        leaf = tree._leafCount.latest();
        // Fits: a leaf costs a transaction.
        tree._leafCount.push(timepoint, uint208(leaf + 1));
        uint256 height = _height(leaf + 1);
        // A root above the old one starts with its sum.
        if (leaf != 0 && leaf == 1 << (height - 1)) {
            tree._nodes[height][0].push(timepoint, tree._nodes[height - 1][0].latest());
        }
        _set(tree, leaf, weight, timepoint, height);
    }

    /// @notice Sets the leaf's weight from `timepoint` on.
    function set(Tree storage tree, uint256 leaf, uint208 weight, uint48 timepoint) internal {
        _set(tree, leaf, weight, timepoint, _height(tree._leafCount.latest()));
    }

    function latestWeight(Tree storage tree, uint256 leaf) internal view returns (uint256) {
        return tree._nodes[0][leaf].latest();
    }

    function totalAt(Tree storage tree, uint48 timepoint) internal view returns (uint256) {
        uint256 height = _height(tree._leafCount.upperLookupRecent(timepoint));
        return tree._nodes[height][0].upperLookupRecent(timepoint);
    }

    function weightAt(Tree storage tree, uint256 leaf, uint48 timepoint) internal view returns (uint256) {
        return tree._nodes[0][leaf].upperLookupRecent(timepoint);
    }

    /// @notice Starts a draw from which `room` leaves can be taken out.
    function begin(Tree storage tree, uint48 timepoint, uint256 room) internal view returns (Draw memory draw) {
        draw.timepoint = timepoint;
        draw.height = _height(tree._leafCount.upperLookupRecent(timepoint));
        draw.remaining = tree._nodes[draw.height][0].upperLookupRecent(timepoint);
        draw.leaves = new uint256[](room);
        draw.weights = new uint256[](room);
    }

    /// @notice Takes a leaf out of the draw. Once out, or without weight, it changes nothing.
    function takeOut(Tree storage tree, Draw memory draw, uint256 leaf) internal view {
        uint256 weight = weightAt(tree, leaf, draw.timepoint);
        if (weight == 0) return;
        for (uint256 i; i < draw.length; ++i) {
            if (draw.leaves[i] == leaf) return;
        }
        draw.leaves[draw.length] = leaf;
        draw.weights[draw.length] = weight;
        ++draw.length;
        draw.remaining -= weight;
    }

    /// @notice The leaf at which the running sum of weights that are not taken out, in leaf order, first exceeds `point`.
    /// @param point Below `draw.remaining`.
    function find(Tree storage tree, Draw memory draw, uint256 point) internal view returns (uint256 leaf) {
        for (uint256 level = draw.height; level > 0; --level) {
            leaf <<= 1;
            uint256 left = _leftOf(tree, draw, level - 1, leaf);
            if (point >= left) {
                point -= left;
                ++leaf;
            }
        }
    }

    function _leftOf(Tree storage tree, Draw memory draw, uint256 level, uint256 index)
        private
        view
        returns (uint256 sum)
    {
        sum = tree._nodes[level][index].upperLookupRecent(draw.timepoint);
        for (uint256 i; i < draw.length; ++i) {
            if (draw.leaves[i] >> level == index) sum -= draw.weights[i];
        }
    }

    /// @dev Moves each sum above the leaf by as much as the leaf moves.
    function _set(Tree storage tree, uint256 leaf, uint208 weight, uint48 timepoint, uint256 height) private {
        (uint208 before,) = tree._nodes[0][leaf].push(timepoint, weight);
        for (uint256 level = 1; level <= height; ++level) {
            Checkpoints.Trace208 storage node = tree._nodes[level][leaf >> level];
            // No underflow: a sum holds what its leaf held.
            node.push(timepoint, node.latest() - before + weight);
        }
    }

    /// @dev ceil(log2(leaves)); 0 for an empty tree.
    function _height(uint256 leaves) private pure returns (uint256) {
        return Math.log2(leaves, Math.Rounding.Ceil);
    }
}
