// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Have good work done, and the allied seats reject it.
/// Assumes: an employer of the coalition's, and a third of the weight and of the heads. Costs: the slashes of allied seats,
/// what these earn by honest votes, and bonds. Gains: the work without its price, and half of what its agent is slashed.
contract VetoCapture is CaptureStage {
    function _strategy() internal pure override returns (string memory) {
        return "Veto";
    }

    function _handsInGarbage() internal pure override returns (bool) {
        return false;
    }

    function _employs() internal pure override returns (bool) {
        return true;
    }

    function _alliedVote() internal pure override returns (uint8) {
        return REJECT;
    }

    function _alliedJurorsVote() internal pure override returns (uint8) {
        return REJECT;
    }

    function test_VetoingRobsAnAgentOnlyWhereTheLastBodysSeatsAreAllied() public {
        _capturesByTheLastBodyAlone(Outcome.Rejected, Outcome.Approved, 0);
    }
}
