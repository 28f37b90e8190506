// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Flooding} from "./Flooding.sol";

/// @notice Take up the honest validators' stake with jobs of one's own, then hand garbage in.
/// Assumes: what voting does, an employer of the coalition's, and that nobody finalizes its jobs meanwhile. Costs: fees,
/// shares and seat fees of every such job, beside what voting costs. Gains: a committee of a minority of allied seats is
/// refused, so that a jury judges at once: a second chance without a bond.
contract SaturateCapture is Flooding {
    function _strategy() internal pure override returns (string memory) {
        return "Saturate";
    }

    function _prepare() internal override {
        _takeUpStake();
        assertTrue(_isTakenUp(), "no quorum of honest seats is covered");
    }

    function _finish(uint256) internal override {
        _settleOwn();
    }

    function test_SaturatingHonestStakeWinsNoSeat() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result,) = _playTold(i);
            Lot memory first = _firstLot(result);
            if (first.members.length == 0) continue;
            assertEq(_alliedSeats(first), _seatsBySeed(first.seed), "seats are those of the weight");
        }
    }

    function test_SaturatingHonestStakeCostsMoreThanItsAgentsStake() public {
        Result memory plain = _play(0, Mode.Plain);
        Result memory result = _play(0, Mode.Strategy);
        assertTrue(_alliedSeats(_firstLot(plain)) < 2, "the seed gives a minority");
        assertTrue(uint256(result.outcome) == uint256(plain.outcome), "a jury rejects it as well");
        assertTrue(plain.gainWei - result.gainWei > int256(uint256(VALUE_WEI) / 10), "for more than a tenth of the reward");
    }
}
