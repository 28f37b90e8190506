// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Judge nothing: commit what another member is about to commit, ahead of it, and reveal what it reveals.
/// Assumes: a third of the weight, and sight of others' calls. Costs: a slash for each seat, and what it earns by a vote of
/// its own. Gains: nothing: a commitment is its member's, so that a copy cannot be opened.
contract CopyCapture is CaptureStage {
    function _strategy() internal pure override returns (string memory) {
        return "Copy";
    }

    function _handsInGarbage() internal pure override returns (bool) {
        return false;
    }

    function _alliedVote() internal pure override returns (uint8) {
        return 0;
    }

    function _foreseeVotes(uint256 jobId) internal override {
        address model = _model(jobId);
        uint8 round = validation.roundOf(jobId).number;
        if (model == address(0) || validation.ballotOf(jobId, round, allies[0]).seats == 0) return;
        bytes32 copied = validation.commitmentOf(jobId, round, model, APPROVE, saltOf(model));
        vm.prank(allies[0]);
        validation.commitVote(jobId, copied);
    }

    function _seeVotes(uint256 jobId) internal override {
        address model = _model(jobId);
        uint8 round = validation.roundOf(jobId).number;
        bytes32 copied = validation.ballotOf(jobId, round, allies[0]).commitment;
        if (copied == 0) return;
        bytes32 salt = saltOf(model);
        bytes32 opened = validation.commitmentOf(jobId, round, allies[0], APPROVE, salt);
        vm.prank(allies[0]);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.CommitmentMismatch.selector, copied, opened));
        validation.revealVote(jobId, APPROVE, salt);
    }

    /// @return The first honest member.
    function _model(uint256 jobId) private view returns (address) {
        address[] memory members = committee(jobId);
        for (uint256 i; i < members.length; ++i) {
            if (!isAllied[members[i]]) return members[i];
        }
        return address(0);
    }

    function test_CopyingAnothersCommitmentCostsAsMuchAsSilence() public {
        uint256 seeds = _seeds();
        for (uint256 i; i < seeds; ++i) {
            (Result memory result, int256 profitWei) = _playTold(i);
            assertEq(uint256(result.outcome), uint256(Outcome.Approved), "good work is approved all the same");
            uint256 copies = _alliedSeats(_firstLot(result));
            // A seat loses half of its lock, and a third of the validators' share of the reward.
            assertEq(profitWei, -int256(copies * (LOCK_WEI / 2 + VALUE_WEI * 15 / 100 / 3)), "loss");
        }
    }
}
