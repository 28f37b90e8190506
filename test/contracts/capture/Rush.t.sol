// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Roles} from "../../../contracts/shared/Roles.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Stake ten times as much in the second in which garbage is handed in, and as much again before its committee is drawn.
/// Assumes: what voting does, and tokens. Costs: what voting costs, and the time until the stake can be had back. Gains:
/// nothing: weights are those of the second before, so that nobody's last deposit is worth a seat.
contract RushCapture is CaptureStage {
    uint256 private constant DEPOSIT_WEI = 10 * ALLIED_WEI;

    function _strategy() internal pure override returns (string memory) {
        return "Rush";
    }

    function _prepare() internal override {
        _deposit();
    }

    function _call(uint256 jobId) internal override {
        _deposit();
        drawAsItComes(jobId);
    }

    function _deposit() private {
        vm.prank(allies[0]);
        stakes.depositStake(Roles.VALIDATOR, DEPOSIT_WEI);
    }

    function test_StakingAtTheLastSecondWinsNoSeat() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result,) = _playTold(i);
            Result memory plain = _play(i, Mode.Plain);
            assertEq(keccak256(abi.encode(result.lots)), keccak256(abi.encode(plain.lots)), "the same bodies");
            assertEq(result.gainWei, plain.gainWei, "to the wei");
        }
    }
}
