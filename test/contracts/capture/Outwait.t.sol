// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Look at the seed, draw if it seats an allied majority, and else let the seed block's hash be lost.
/// Assumes: what voting does, and that nobody else draws in 8191 blocks (a day), which anybody can. Costs: what voting does.
/// Gains: a jury instead of a committee that does not suit: a second chance without a bond.
contract OutwaitCapture is CaptureStage {
    uint256 private constant KEPT_BLOCKS = 8191;

    function _strategy() internal pure override returns (string memory) {
        return "Outwait";
    }

    function _call(uint256 jobId) internal override {
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        bytes32 seed = seedOf(jobId, 1, prevrandaoOf(seedBlock));
        (address[] memory members, uint8[] memory seats,,) = pool.draw(drawRequest(jobId, seed, 3));
        (, uint256 allied) = _count(members, seats);
        if (allied >= 2) return drawAsItComes(jobId);
        vm.warp(vm.getBlockTimestamp() + 12 * KEPT_BLOCKS);
        mine(KEPT_BLOCKS + 1);
        validation.drawCommittee(jobId, "");
    }

    function test_WhoAloneDrawsGetsAJuryAndNoOtherCommittee() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result,) = _playTold(i);
            Lot memory first = _firstLot(result);
            assertTrue(first.members.length == 0 || _alliedSeats(first) >= 2, "it suits, or there is none");
            assertTrue(first.members.length > 0 || _lastLot(result).place > 16, "a jury judges");
            bool captured = _hasMajority(_lastLot(result));
            assertEq(uint256(result.outcome), uint256(captured ? Outcome.Approved : Outcome.Rejected), "outcome");
        }
    }
}
