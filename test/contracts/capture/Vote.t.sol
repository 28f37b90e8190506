// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Hand garbage in, and have the allied seats approve of it, of whatever body is drawn.
/// Assumes: an agent, and a third of the weight and of the heads. Costs: the agent's slash and bonds, the slashes of allied
/// seats, and what these earn by honest votes. Gains: the agent's share for nothing.
contract VoteCapture is CaptureStage {
    function _strategy() internal pure override returns (string memory) {
        return "Vote";
    }

    function test_VotingCapturesOnlyWhereTheLastBodysSeatsAreAllied() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result, int256 profitWei) = _playTold(i);
            Lot memory first = _firstLot(result);
            assertEq(_alliedSeats(first), _seatsBySeed(first.seed), "seats are those of the weight");
            bool captured = _hasMajority(_lastLot(result));
            assertEq(uint256(result.outcome), uint256(captured ? Outcome.Approved : Outcome.Rejected), "outcome");
            if (captured) assertTrue(profitWei > 0, "capture pays");
            else assertTrue(profitWei < 0, "and costs where it fails");
        }
    }
}
