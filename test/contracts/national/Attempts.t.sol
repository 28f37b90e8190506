// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

contract AttemptsTest is National {
    uint256 private constant SECOND = 1 << 64;
    uint256 private constant LIMIT = 8;

    function _reopen(uint256 jobId) private returns (uint256 caseId) {
        vm.prank(employer);
        caseId = jobs.reopenJob(jobId, defaultRequest(), ANY);
    }

    function _expectNotReopenable(uint256 jobId, IJobRegistry.Status status, Outcome outcome) private {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotReopenable.selector, jobId, status, outcome));
        _reopen(jobId);
    }

    /// @dev Another attempt of a job, to its end.
    function _finalize(uint256 caseId, uint8 choice) private {
        assign(caseId);
        submit(caseId);
        draw(caseId);
        vote(caseId, choices3(choice, choice, choice));
        pass(2 hours);
        jobs.closeValidation(caseId);
        pass(1 days);
        jobs.finalize(caseId);
    }

    function _pair(uint256 one, uint256 other) private pure returns (uint256[] memory both) {
        both = new uint256[](2);
        (both[0], both[1]) = (one, other);
    }

    function test_ARejectedJobIsDoneAgainUnderAnEscrowOfItsOwn() public {
        uint256 jobId = finalizeJob(REJECT);
        uint256 walletWei = token.balanceOf(employer);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobReopened(jobId, jobId + SECOND, 2);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowFunded(jobId + SECOND, employer, COST_WEI, IStakeManager.FundReason.Job);
        uint256 caseId = _reopen(jobId);
        assertEq(caseId, jobId + SECOND, "case");
        assertEq(jobs.currentCaseOf(jobId), caseId, "current");
        assertEq(token.balanceOf(employer), walletWei - COST_WEI, "wallet");
        assertEq(stakes.escrowOf(jobId), 0, "the first escrow stays empty");
        assertEq(stakes.escrowOf(caseId), COST_WEI, "escrow");
        assertEq(jobs.jobCount(), jobId, "no further job");
        assertStatus(caseId, IJobRegistry.Status.Open);
        assertStatus(jobId, IJobRegistry.Status.Finalized);
        _finalize(caseId, APPROVE);
        assertStatus(caseId, IJobRegistry.Status.Finalized);
        assertEq(uint8(jobs.jobOf(caseId).outcome), uint8(Outcome.Approved), "outcome");
        assertEq(uint8(jobs.jobOf(jobId).outcome), uint8(Outcome.Rejected), "what was stays");
        assertEq(stakes.lockOf(caseId, agent, Roles.AGENT), 0, "lock");
        assertSolvent();
    }

    function test_AnExpiredJobIsDoneAgain() public {
        uint256 untaken = createJob();
        uint256 undone = assignJob();
        pass(60 days);
        jobs.expire(untaken);
        jobs.expire(undone);
        assign(_reopen(untaken));
        assign(_reopen(undone));
    }

    function test_WhatDependsOnAJobFollowsItsLatestAttempt() public {
        uint256 jobId = finalizeJob(REJECT);
        uint256 other = finalizeJob(APPROVE);
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.dependencies = _pair(other, jobId);
        uint256 dependent = createJob(request);
        bytes memory unmet = abi.encodeWithSelector(IJobRegistry.DependencyUnmet.selector, dependent, jobId);
        vm.expectRevert(unmet);
        assign(dependent);
        uint256 caseId = _reopen(jobId);
        vm.expectRevert(unmet);
        assign(dependent);
        _finalize(caseId, APPROVE);
        assign(dependent);
    }

    function test_AReopenedJobDependsOnWhatItDid() public {
        uint256 first = finalizeJob(APPROVE);
        uint256 second = finalizeJob(REJECT);
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.dependencies = _pair(first, second);
        uint256 jobId = createJob(request);
        pass(60 days);
        jobs.expire(jobId);
        uint256 caseId = _reopen(jobId);
        assertEq(jobs.dependenciesOf(caseId).length, 2, "dependencies");
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.DependencyUnmet.selector, caseId, second));
        assign(caseId);
    }

    function test_AReopenedJobNamesNoDependencies() public {
        uint256 jobId = finalizeJob(REJECT);
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.dependencies = _pair(jobId, jobId);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.DependenciesKept.selector, jobId));
        vm.prank(employer);
        jobs.reopenJob(jobId, request, ANY);
    }

    /// @dev Otherwise anything that is approved would meet what others made depend on the job.
    function test_AReopenedJobIsTheSameWork() public {
        uint256 jobId = finalizeJob(REJECT);
        bytes32 work = _workOf(defaultRequest());
        for (uint256 i; i < 3; ++i) {
            IJobRegistry.JobRequest memory request = defaultRequest();
            if (i == 0) request.planJobId = "another";
            if (i == 1) request.specHash = "another";
            if (i == 2) request.jurisdiction = "another";
            bytes memory refused =
                abi.encodeWithSelector(IJobRegistry.AnotherWork.selector, jobId, work, _workOf(request));
            vm.startPrank(employer);
            vm.expectRevert(refused);
            jobs.reopenJob(jobId, request, ANY);
            vm.stopPrank();
        }
        _finalize(_reopen(jobId), REJECT);
        IJobRegistry.JobRequest memory third = defaultRequest();
        third.specHash = "another";
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.AnotherWork.selector, jobId, work, _workOf(third)));
        vm.prank(employer);
        jobs.reopenJob(jobId, third, ANY);
    }

    function test_AReopenedJobMayHaveAnotherOperatorAndDeadline() public {
        uint256 jobId = finalizeJob(REJECT);
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.operator, request.deadlineSeconds) = (address(0), 2 * DEADLINE_SECONDS);
        vm.prank(employer);
        uint256 caseId = jobs.reopenJob(jobId, request, ANY);
        assertEq(jobs.jobOf(caseId).operator, address(0), "operator");
        assertEq(jobs.jobOf(caseId).deadlineSeconds, 2 * DEADLINE_SECONDS, "deadline");
    }

    /// @dev Otherwise next to no stake would judge what others made depend on the job.
    function test_AnAttemptEarnsNoLessThanTheLast() public {
        uint256 jobId = finalizeJob(REJECT);
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = REWARD_WEI + 1;
        vm.prank(employer);
        uint256 caseId = jobs.reopenJob(jobId, request, ANY);
        pass(60 days);
        jobs.expire(caseId);
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.RewardLowered.selector, jobId, REWARD_WEI + 1, REWARD_WEI)
        );
        _reopen(jobId);
        vm.prank(employer);
        jobs.reopenJob(jobId, request, ANY);
    }

    /// @dev Otherwise seats that judge what others made depend on the job would lock less.
    function test_AnAttemptPromisesValidatorsNoLessThanTheLast() public {
        uint256 jobId = finalizeJob(REJECT);
        IJobRegistry.JobRequest memory request = defaultRequest();
        for (uint256 i; i < 2; ++i) {
            if (i == 0) request.validatorBonusWei = BONUS_WEI - 1;
            else (request.validatorBonusWei, request.validatorBonusCapWei) = (BONUS_WEI, BONUS_CAP_WEI - 1);
            bytes memory refused = abi.encodeWithSelector(
                IJobRegistry.BonusLowered.selector,
                jobId,
                BONUS_WEI,
                BONUS_CAP_WEI,
                request.validatorBonusWei,
                request.validatorBonusCapWei
            );
            vm.expectRevert(refused);
            vm.prank(employer);
            jobs.reopenJob(jobId, request, ANY);
        }
        (request.validatorBonusWei, request.validatorBonusCapWei) = (BONUS_CAP_WEI, BONUS_CAP_WEI + 1);
        vm.prank(employer);
        uint256 caseId = jobs.reopenJob(jobId, request, ANY);
        assertEq(jobs.jobOf(caseId).validatorBonusWei, BONUS_CAP_WEI, "or more");
    }

    /// @dev What lateness added was the last attempt's alone.
    function test_ABonusThatWasDoubledIsNotOwedAgain() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.delayPolicy = IIncentivePolicy.DelayPolicy.DoubleValidatorBonus;
        uint256 jobId = createJob(request);
        assign(jobId);
        pass(DEADLINE_SECONDS);
        vm.prank(operations);
        jobs.triggerDelayPolicy(jobId);
        assertEq(jobs.jobOf(jobId).validatorBonusWei, 2 * BONUS_WEI, "doubled");
        pass(2 days);
        jobs.expire(jobId);
        request.validatorBonusWei = BONUS_WEI - 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.BonusLowered.selector, jobId, BONUS_WEI, BONUS_CAP_WEI, BONUS_WEI - 1, BONUS_CAP_WEI
            )
        );
        vm.prank(employer);
        jobs.reopenJob(jobId, request, ANY);
        request.validatorBonusWei = BONUS_WEI;
        vm.prank(employer);
        jobs.reopenJob(jobId, request, ANY);
    }

    function _workOf(IJobRegistry.JobRequest memory request) private pure returns (bytes32) {
        return keccak256(abi.encode(request.planJobId, request.specHash, request.jurisdiction));
    }

    function test_WhatWasApprovedIsNotReopened() public {
        uint256 jobId = finalizeJob(APPROVE);
        _expectNotReopenable(jobId, IJobRegistry.Status.Finalized, Outcome.Approved);
        uint256 rejected = finalizeJob(REJECT);
        _finalize(_reopen(rejected), APPROVE);
        _expectNotReopenable(rejected, IJobRegistry.Status.Finalized, Outcome.Approved);
    }

    function test_WhatIsUnderWayOrTakenBackIsNotReopened() public {
        uint256 open = createJob();
        _expectNotReopenable(open, IJobRegistry.Status.Open, Outcome.Pending);
        vm.prank(employer);
        jobs.cancelJob(open);
        _expectNotReopenable(open, IJobRegistry.Status.Cancelled, Outcome.Pending);
        uint256 judged = judgeJob(REJECT);
        _expectNotReopenable(judged, IJobRegistry.Status.Rejected, Outcome.Rejected);
        uint256 again = finalizeJob(REJECT);
        _reopen(again);
        _expectNotReopenable(again, IJobRegistry.Status.Open, Outcome.Pending);
    }

    function test_OnlyItsEmployerReopensAJob() public {
        uint256 jobId = finalizeJob(REJECT);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotEmployer.selector, jobId, otherEmployer));
        vm.prank(otherEmployer);
        jobs.reopenJob(jobId, defaultRequest(), ANY);
    }

    function test_AnEmployerWithoutItsRoleReopensNothing() public {
        uint256 jobId = finalizeJob(REJECT);
        vm.prank(registrar);
        identities.setRoles(employer, 0);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.RoleRequired.selector, employer, Roles.EMPLOYER));
        _reopen(jobId);
    }

    function test_ACaseIsNoJobThatCouldBeReopened() public {
        uint256 jobId = finalizeJob(REJECT);
        uint256 caseId = _reopen(jobId);
        _finalize(caseId, REJECT);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.UnknownJob.selector, caseId));
        _reopen(caseId);
        assertEq(_reopen(jobId), jobId + 2 * SECOND, "third attempt");
    }

    function test_AttemptsAreBounded() public {
        uint256 jobId = createJob();
        uint256 caseId = jobId;
        for (uint256 attempt = 2; attempt <= LIMIT; ++attempt) {
            pass(8 days);
            jobs.expire(caseId);
            caseId = _reopen(jobId);
        }
        pass(8 days);
        jobs.expire(caseId);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.TooManyAttempts.selector, jobId, LIMIT));
        _reopen(jobId);
    }

    function test_AnAttemptCostsNoMoreThanItsEmployerAgreedTo() public {
        uint256 jobId = finalizeJob(REJECT);
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.CostAboveMaximum.selector, COST_WEI, COST_WEI - 1)
        );
        vm.prank(employer);
        jobs.reopenJob(jobId, defaultRequest(), COST_WEI - 1);
    }

    function test_VotesOfAnAttemptCountForNoOther() public {
        uint256 jobId = judgeJob(REJECT);
        pass(1 days);
        jobs.finalize(jobId);
        uint256 caseId = _reopen(jobId);
        assign(caseId);
        submit(caseId);
        draw(caseId);
        assertEq(validation.roundOf(caseId).number, 1, "a first round of its own");
        assertEq(validation.choiceOf(caseId, committee(caseId)[0]), 0, "nobody has voted yet");
    }
}
