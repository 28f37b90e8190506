// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Hand garbage in, have the allied seats of the committee approve of it, and those of juries stay silent, so that a
/// hearing comes to nothing and what stands stands on.
/// Assumes: what voting does. Costs: what voting does, and of each silent seat of a jury half of what it locks, whatever the
/// outcome. Gains: what voting does, where no body has a majority of honest seats.
contract MuteCapture is CaptureStage {
    function _strategy() internal pure override returns (string memory) {
        return "Mute";
    }

    function _alliedJurorsVote() internal pure override returns (uint8) {
        return 0;
    }

    function test_SilenceOnJuriesCapturesOnlyWhereNoBodyIsHonest() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result,) = _playTold(i);
            bool captured = _isAlliedThroughout(result);
            assertEq(uint256(result.outcome), uint256(captured ? Outcome.Approved : Outcome.Rejected), "outcome");
        }
    }

    /// @dev The first of the plays in which those who were wronged dispute, and a jury is as silent as its committee was allied.
    function test_AMajorityThatIsSilentOnAJuryIsAppealedAgainst() public {
        Result memory result;
        for (uint256 i = 1; result.lots.length < 3; i += 3) {
            result = _play(i, Mode.Strategy);
        }
        bool captured = _isAlliedThroughout(result);
        assertEq(uint256(result.outcome), uint256(captured ? Outcome.Approved : Outcome.Rejected), "outcome");
    }

    function _isAlliedThroughout(Result memory result) private view returns (bool) {
        for (uint256 i; i < result.lots.length; ++i) {
            if (!_hasMajority(result.lots[i])) return false;
        }
        return true;
    }
}
