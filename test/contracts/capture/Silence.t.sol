// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Keep silent on others' good work, so that its committee misses its quorum.
/// Assumes: a third of the weight. Costs: a slash for each silent seat, and what it earns by an honest vote. Gains: nothing;
/// the other side waits for a second committee, and pays its seats.
contract SilenceCapture is CaptureStage {
    function _strategy() internal pure override returns (string memory) {
        return "Silence";
    }

    function _handsInGarbage() internal pure override returns (bool) {
        return false;
    }

    function _alliedVote() internal pure override returns (uint8) {
        return 0;
    }

    function test_SilenceCostsEachSeatMoreThanItsHonestVoteEarns() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result, int256 profitWei) = _playTold(i);
            assertEq(uint256(result.outcome), uint256(Outcome.Approved), "good work is approved all the same");
            uint256 silent = _alliedSeats(_firstLot(result));
            assertEq(silent, _seatsBySeed(_firstLot(result).seed), "seats are those of the weight");
            // A seat loses half of its lock, and a third of the validators' share of the reward.
            int256 lossWei = int256(silent * (LOCK_WEI / 2 + VALUE_WEI * 15 / 100 / 3));
            assertEq(profitWei, -lossWei, "loss");
        }
    }
}
