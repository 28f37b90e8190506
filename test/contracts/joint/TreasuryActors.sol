// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Campaign} from "./Campaign.sol";

/// @notice The owners of the Safe, who pay regions what the council approved, or something else; and who forges it.
abstract contract TreasuryActors is Campaign {
    function fundExecutor(uint256 seed) external moving {
        uint256 amountWei = bound(seed >> 8, 1, 4000 ether);
        Region storage region = regions[(seed >> 4) % regions.length];
        uint256[] memory keys = memberKeys(THRESHOLD);
        uint256 nonce = safe.nonce();
        if (seed % 4 == 0) {
            keys[seed % THRESHOLD] = STRANGER_KEY;
            assertFalse(pay(fundingOf(region.executor, amountWei), keys, nonce), "a forged payment");
            return _did(Deed.Forged);
        }
        bool wasPaused = systemPause.paused();
        if (!pay(fundingOf(region.executor, amountWei), keys, nonce)) {
            if (wasPaused) _did(Deed.RefusedWhilePaused);
            return;
        }
        assertFalse(wasPaused, "funded while paused");
        region.paidWei += amountWei;
        _did(Deed.Paid);
    }

    /// @dev Tokens that come past both keys must not be spent.
    function donate(uint256 seed) external moving {
        uint256 amountWei = bound(seed >> 8, 1, 1000 ether);
        address to = address(regions[(seed >> 4) % regions.length].executor);
        bytes memory data = packed(address(token), abi.encodeCall(token.transfer, (to, amountWei)));
        if (pay(data, memberKeys(THRESHOLD), safe.nonce())) _did(Deed.Donated);
    }

    /// @dev What the Safe is owed, also while paused.
    function collect(uint256) external moving {
        uint256 dueWei = stakes.claimOf(treasury);
        uint256 heldWei = token.balanceOf(treasury);
        bool success =
            pay(packed(address(stakes), abi.encodeCall(stakes.claim, ())), memberKeys(THRESHOLD), safe.nonce());
        assertEq(success ? 1 : 0, dueWei > 0 ? 1 : 0, "the Safe collects what it is owed");
        assertEq(token.balanceOf(treasury), heldWei + dueWei, "to the wei");
        if (success) _did(Deed.Collected);
    }
}
