// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @title IAGIALPHA
/// @notice The currency: ERC-20 with permit, 18 decimals. The whole supply exists from the constructor on; nothing is
/// ever minted afterwards.
/// Warning: StakeManager accounts for the amount it asked for. A token that takes a fee on transfer, rebases, or
/// lacks `burn` must not be used in its place.
interface IAGIALPHA is IERC20, IERC20Permit {
    /// @notice Destroys `amountWei` of the caller's tokens.
    function burn(uint256 amountWei) external;
}
