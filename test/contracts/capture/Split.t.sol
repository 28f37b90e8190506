// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {CaptureStage} from "./CaptureStage.sol";

/// @notice Stand behind three identities instead of one.
/// Assumes: what voting does, and that the registrar admits all three. Costs: what voting costs. Gains: nothing: a seat
/// falls to stake, whoever it is divided among.
contract SplitCapture is CaptureStage {
    function _strategy() internal pure override returns (string memory) {
        return "Split";
    }

    function _identities() internal pure override returns (uint256) {
        return 3;
    }

    function test_SplittingStakeOverIdentitiesWinsNoSeat() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result,) = _playTold(i);
            Lot memory first = _firstLot(result);
            assertEq(_alliedSeats(first), _seatsBySeed(first.seed), "as many seats as one identity has");
        }
    }
}
