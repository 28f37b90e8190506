// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title IDrivenEmployer
/// @notice An employer that is a contract, and whose calls others send: they are parties of its jobs
/// (`IJobRegistry.nameDriver`).
interface IDrivenEmployer {
    /// @notice Whether the account may send calls of this employer now, or once a delay of its own is over.
    function drives(address account) external view returns (bool);
}
