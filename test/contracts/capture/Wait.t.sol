// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {CaptureStage} from "./CaptureStage.sol";

/// @notice Look at the seed, and draw when it suits.
/// Assumes: what voting does, and that nobody else draws for three days. Costs: what voting costs. Gains: nothing: a seed
/// seats the same members whenever it is drawn by.
contract WaitCapture is CaptureStage {
    function _strategy() internal pure override returns (string memory) {
        return "Wait";
    }

    function _call(uint256 jobId) internal override {
        pass(3 days);
        drawAsItComes(jobId);
    }

    function test_WaitingWithTheDrawGainsNothing() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result,) = _playTold(i);
            Result memory plain = _play(i, Mode.Plain);
            assertEq(
                keccak256(abi.encode(_firstLot(result))), keccak256(abi.encode(_firstLot(plain))), "the same members"
            );
            assertEq(result.gainWei, plain.gainWei, "to the wei");
        }
    }
}
