// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Bribing} from "./Bribing.sol";

/// @notice Hand garbage in, and buy the seats of the committee that a majority of allied ones lacks.
/// Assumes: what voting does, members who take any bribe that makes up for what they risk, and a promise that is kept.
/// Costs: a wei a seat where it works; where a jury overturns it, all that the sellers lose. Gains: every committee.
contract BribeCapture is Bribing {
    function _strategy() internal pure override returns (string memory) {
        return "Bribe";
    }

    function _buysJuries() internal pure override returns (bool) {
        return false;
    }

    function test_BribingACommitteesMinorityIsUndoneByAJury() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result, int256 profitWei) = _playTold(i);
            if (Posture(i % 3) == Posture.Undisputed) {
                assertEq(uint256(result.outcome), uint256(Outcome.Approved), "where nobody disputes, it works");
                continue;
            }
            Lot memory last = _lastLot(result);
            assertTrue(last.place > 16, "a jury judges");
            if (_hasMajority(last)) continue;
            assertEq(uint256(result.outcome), uint256(Outcome.Rejected), "and an honest one rejects");
            assertTrue(profitWei < 0, "a loss");
        }
    }
}
