// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IPrecondition} from "../interfaces/IPrecondition.sol";

/// @title Precondition
contract Precondition is IPrecondition {
    /// @inheritdoc IPrecondition
    function requireAnswer(address target, bytes calldata query, bytes calldata expected) external view {
        // solhint-disable-next-line avoid-low-level-calls
        (bool success, bytes memory answer) = target.staticcall(query);
        if (!success || keccak256(answer) != keccak256(expected)) {
            revert AnswerChanged(target, query, expected, answer);
        }
    }
}
