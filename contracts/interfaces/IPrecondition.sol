// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title What a proposal saw
/// @notice As the first call of a proposal it makes the others depend on what their proposer saw: it reverts unless a
/// view still answers what it did, and the calls of a proposal are executed together or not at all. So of two decisions
/// that change the same value, and saw the same, only the first executed has an effect, whoever chooses the order.
/// @dev Holds nothing, may do nothing, and serves any governor.
/// Warning: it compares answers, not what happened in between. A value that was changed and changed back is what was
/// seen.
interface IPrecondition {
    /// @notice The view does not answer what the proposal saw; `answer` is what it said, or why it reverted.
    error AnswerChanged(address target, bytes query, bytes expected, bytes answer);

    /// @notice Reverts unless `target` answers `query` with `expected`.
    /// @param query Selector and arguments of a view.
    /// @param expected Its answer, ABI-encoded.
    function requireAnswer(address target, bytes calldata query, bytes calldata expected) external view;
}
