// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Flooding} from "./Flooding.sol";

/// @notice Force others' good work before a jury, by taking up the stake that its committee's seats are covered by.
/// Assumes: an employer, an agent and an operator of the coalition's, and a third of the heads. Costs: fees, shares and seat
/// fees of every job that takes up stake. Gains: jurors of the coalition's earn a part of the job's fee; the other side
/// waits for a jury's windows, and keeps the committee's seat fees.
contract UnfundCapture is Flooding {
    function _strategy() internal pure override returns (string memory) {
        return "Unfund";
    }

    function _handsInGarbage() internal pure override returns (bool) {
        return false;
    }

    function _prepare() internal override {
        _takeUpStake();
    }

    function _finish(uint256) internal override {
        _settleOwn();
    }

    function test_ForcingADisputeByUnfundingSeatsCostsMoreThanItGains() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result, int256 profitWei) = _playTold(i);
            assertEq(uint256(result.outcome), uint256(Outcome.Approved), "good work is approved all the same");
            assertTrue(profitWei < 0, "a loss");
        }
    }
}
