// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IAGIALPHA} from "../interfaces/IAGIALPHA.sol";

/// @title AGIALPHA
contract AGIALPHA is ERC20, ERC20Permit, IAGIALPHA {
    /// @param holder Gets the whole supply.
    constructor(address holder, uint256 supplyWei) ERC20("AGI ALPHA", "AGIALPHA") ERC20Permit("AGI ALPHA") {
        _mint(holder, supplyWei);
    }

    /// @inheritdoc IAGIALPHA
    function burn(uint256 amountWei) external {
        _burn(_msgSender(), amountWei);
    }

    /// @inheritdoc ERC20Permit
    function nonces(address owner) public view override(ERC20Permit, IERC20Permit) returns (uint256) {
        return super.nonces(owner);
    }
}
