// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {CaptureStage} from "./CaptureStage.sol";

/// @notice Jobs that the coalition posts to itself: employer, agent and operator are its own, and the work is good. The
/// operator is its validator, so that honest seats only are drawn. They are judged at once, and hold what they locked until
/// they are finalized, which is after the job in question.
abstract contract Flooding is CaptureStage {
    uint256 private constant MOST_JOBS = 40;
    uint256 private constant QUORUM = 2;

    uint256[] internal own;

    /// @dev Until honest validators cover no quorum of seats: no other job of the coalition's would find a committee.
    function _takeUpStake() internal {
        while (!_isTakenUp() && own.length < MOST_JOBS) {
            _postOwn(LOCK_WEI);
        }
        _judgeOwn();
    }

    function _postDust(uint256 count) internal {
        while (own.length < count) {
            _postOwn(1);
        }
        _judgeOwn();
    }

    function _postOwn(uint128 rewardWei) private {
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.rewardWei, request.validatorBonusWei, request.validatorBonusCapWei) = (rewardWei, 0, 0);
        request.operator = allies[0];
        vm.prank(thiefEmployer);
        uint256 jobId = jobs.createJob(request, ANY);
        vm.prank(thief);
        jobs.applyForJob(jobId, ANY);
        vm.prank(thief);
        jobs.submitResult(jobId, keccak256("fine"));
        pass(12);
        _drawCommittee(jobId, _counter() + 1);
        own.push(jobId);
    }

    /// @dev Of the job that is posted next.
    function _counter() private view returns (uint256) {
        return OWN_SEEDS + own.length * 8;
    }

    function _judgeOwn() private {
        for (uint256 i; i < own.length; ++i) {
            commitAll(own[i], _approvals(committee(own[i]).length));
        }
        pass(1 hours);
        for (uint256 i; i < own.length; ++i) {
            revealAll(own[i], _approvals(committee(own[i]).length));
            jobs.closeValidation(own[i]);
        }
    }

    /// @dev What was accepted is finalized; what found no committee goes to a jury, which approves.
    function _settleOwn() internal {
        pass(1 days);
        for (uint256 i; i < own.length; ++i) {
            if (statusOf(own[i]) == uint256(IJobRegistry.Status.Disputed)) {
                _drawJury(own[i], OWN_SEEDS + i * 8 + 3);
                juryRules(own[i], _approvals(jury(own[i]).length));
            }
            jobs.finalize(own[i]);
        }
    }

    function _isTakenUp() internal view returns (bool) {
        uint256 covered;
        for (uint256 i; i < HONEST_VALIDATORS; ++i) {
            covered += _freeOf(validators[i]) / LOCK_WEI;
        }
        return covered < QUORUM;
    }

    function _freeOf(address validator) private view returns (uint256) {
        IStakeManager.Position memory position = stakes.positionOf(validator, Roles.VALIDATOR);
        return position.staked - position.locked + position.unbonding;
    }

    function _approvals(uint256 length) private pure returns (uint8[] memory choices) {
        choices = new uint8[](length);
        for (uint256 i; i < length; ++i) {
            choices[i] = APPROVE;
        }
    }
}
