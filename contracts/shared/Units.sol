// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @dev One whole in basis points.
uint256 constant BPS = 10_000;

/// @dev One whole in 18-decimal fixed point (temperatures, energies, gains).
uint256 constant WAD = 1e18;
