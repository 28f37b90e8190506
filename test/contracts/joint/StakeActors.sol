// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {Campaign} from "./Campaign.sol";

/// @notice Stakers, who deposit, unbond, withdraw and claim at any time.
abstract contract StakeActors is Campaign {
    function moveStake(uint256 seed) external moving {
        if (seed % 3 == 0) this.deposit(seed >> 2);
        else if (seed % 3 == 1) _unbond(seed >> 2);
        else this.withdraw(seed >> 2);
    }

    function _unbond(uint256 seed) private {
        uint256 unbondingWei = stakes.totals().unbondingWei;
        if (seed % 4 == 0) _unbondEverything(seed >> 2);
        else this.unbond(seed);
        if (stakes.totals().unbondingWei > unbondingWei) _did(Deed.Unbonding);
    }

    /// @dev A judge who would like to be gone before it is drawn.
    function _unbondEverything(uint256 seed) internal {
        (address judge, uint8 role) = _judgeBy(seed);
        IStakeManager.Position memory position = stakes.positionOf(judge, role);
        uint256 freeWei = position.staked - position.locked;
        _guarded(judge, address(stakes), abi.encodeCall(stakes.requestUnbonding, (role, freeWei)));
    }

    /// @dev An executor claims when it returns its remainder, the Safe by a transaction of its own.
    function claimOwn(uint256 seed) external moving {
        address account = accounts[seed % accounts.length];
        if (account == treasury || account.code.length > 0) return;
        if (stakes.claimOf(account) > 0) _did(Deed.Claimed);
        this.claim(seed);
    }
}
