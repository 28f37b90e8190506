// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Flooding} from "./Flooding.sol";

/// @notice Keep honest validators busy with jobs of a wei, then hand garbage in.
/// Assumes: what voting does, and an employer of the coalition's. Costs: four wei a job and gas. Gains: nothing: a seat
/// locks no more than its job pays, so that every seat of the job in question is covered.
contract DustCapture is Flooding {
    uint256 private constant JOBS = 6;

    function _strategy() internal pure override returns (string memory) {
        return "Dust";
    }

    function _prepare() internal override {
        _postDust(JOBS);
    }

    function _finish(uint256) internal override {
        _settleOwn();
    }

    function test_DustJobsTakeUpNoStakeAndMoveNobody() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result,) = _playTold(i);
            Lot memory first = _firstLot(result);
            assertEq(_alliedSeats(first), _seatsBySeed(first.seed), "seats are those of the weight");
            for (uint256 j; j < result.lots.length; ++j) {
                assertTrue(result.lots[j].members.length > 0, "every committee sits");
            }
            // A wei of fee and of each seat's; of the reward of one wei the agent keeps all.
            int256 plainWei = _play(i, Mode.Plain).gainWei;
            assertEq(plainWei - result.gainWei, int256(JOBS * 4), "cost");
        }
    }
}
