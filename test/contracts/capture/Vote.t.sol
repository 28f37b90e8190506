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
        _capturesByTheLastBodyAlone(Outcome.Approved, Outcome.Rejected, -1);
    }
}
