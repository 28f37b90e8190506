// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Bribing} from "./Bribing.sol";

/// @notice Hand garbage in, and buy the seats that a majority lacks of every body that judges it.
/// Assumes: members and jurors who take any bribe that makes up for what they risk, and a promise that all sides keep.
/// Costs: a wei a seat, because the promise never falls due. Gains: the agent's share, and half of the other side's bonds.
/// It pays: whoever has bought the last body has won. Nothing on chain prevents it.
contract BribeJuriesCapture is Bribing {
    function _strategy() internal pure override returns (string memory) {
        return "BribeJuries";
    }

    function _buysJuries() internal pure override returns (bool) {
        return true;
    }

    function test_WhoBuysTheLastBodyWins() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result, int256 profitWei) = _playTold(i);
            assertEq(uint256(result.outcome), uint256(Outcome.Approved), "it works");
            assertTrue(profitWei > 0, "and pays");
        }
    }
}
