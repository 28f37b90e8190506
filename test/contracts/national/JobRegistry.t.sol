// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";
import {Vm} from "../support/Test.sol";

contract JobRegistryTest is National {
    // Creation

    function test_CreationEscrowsTheCostAndRecordsTheTerms() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        uint256 walletWei = token.balanceOf(employer);
        uint48 openEnd = systemPause.activeTime() + 7 days;
        assertEq(jobs.costOf(request), COST_WEI, "cost");
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobCreated(
            1, employer, request.planJobId, request, FEE_WEI, SEAT_FEES_WEI, 1, defaultShares(), openEnd
        );
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowFunded(1, employer, COST_WEI, IStakeManager.FundReason.Job);
        assertEq(createJob(request), 1, "id");
        assertEq(jobs.jobCount(), 1, "count");
        assertEq(token.balanceOf(employer), walletWei - COST_WEI, "wallet");
        assertEq(stakes.escrowOf(1), COST_WEI, "escrow");
        IJobRegistry.Job memory job = jobs.jobOf(1);
        assertEq(job.employer, employer, "employer");
        assertEq(job.operator, operator, "operator");
        assertEq(job.openEnd, openEnd, "open end");
        assertEq(job.deadlineSeconds, DEADLINE_SECONDS, "deadline");
        assertStatus(1, IJobRegistry.Status.Open);
    }

    function test_OnlyEmployersCreateJobs() public {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.RoleRequired.selector, agent, Roles.EMPLOYER));
        vm.prank(agent);
        jobs.createJob(defaultRequest(), ANY);
    }

    function test_TheOperatorOfAJobIsAnOperatorOrNobody() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.operator = stranger;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.RoleRequired.selector, stranger, Roles.OPERATOR));
        createJob(request);
        request.operator = address(0);
        createJob(request);
    }

    function test_AmountsAreBounded() public {
        uint256 max = 1 << 120;
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = 0;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.RewardOutOfBounds.selector, 0, max));
        createJob(request);
        request.rewardWei = uint128(max) + 1;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.RewardOutOfBounds.selector, max + 1, max));
        createJob(request);
        request = defaultRequest();
        request.validatorBonusCapWei = uint128(max) + 1;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.RewardOutOfBounds.selector, max + 1, max));
        createJob(request);
        request.validatorBonusCapWei = BONUS_WEI - 1;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.BonusAboveCap.selector, BONUS_WEI, BONUS_WEI - 1));
        createJob(request);
        request.validatorBonusCapWei = BONUS_WEI;
        createJob(request);
    }

    /// @dev An amount at its bound gets as far as the employer's wallet.
    function test_TheBoundsThemselvesAreAllowed() public {
        uint128 max = 1 << 120;
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = max;
        expectWalletShort(jobs.costOf(request));
        createJob(request);
        request = defaultRequest();
        request.validatorBonusCapWei = max;
        expectWalletShort(jobs.costOf(request));
        createJob(request);
    }

    function test_FeeStakeAndBondRoundUp() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = 1;
        (request.validatorBonusWei, request.validatorBonusCapWei) = (0, 0);
        assertEq(jobs.costOf(request), 8, "cost");
        uint256 jobId = createJob(request);
        assertEq(jobs.jobOf(jobId).feeWei, 1, "fee: 0.02 up");
        assertEq(stakes.escrowOf(jobId), 8, "escrow: six seats at 0.05 up");
        assertEq(jobs.requiredStakeWei(jobId), 1, "stake: 0.2 up");
        assign(jobId);
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.closeValidation(jobId);
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        assertEq(disputes.disputeOf(jobId).firstBondWei, 1, "bond: 0.1 up");
    }

    function test_ASlashOfTheAgentRoundsDownAndTakesTheLeastAmount() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.rewardWei = 15;
        (request.validatorBonusWei, request.validatorBonusCapWei) = (0, 0);
        uint256 jobId = createJob(request);
        assign(jobId);
        assertEq(stakes.lockOf(jobId, agent, Roles.AGENT), 3, "a fifth");
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(REJECT, REJECT, REJECT));
        jobs.closeValidation(jobId);
        pass(1 days);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeSlashed(jobId, agent, Roles.AGENT, 1, IStakeManager.SlashReason.RejectedWork);
        jobs.finalize(jobId);
    }

    function test_DeadlinesAreBounded() public {
        uint32 max = 3650 days;
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.deadlineSeconds = 0;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.DeadlineOutOfBounds.selector, 0, max));
        createJob(request);
        request.deadlineSeconds = max + 1;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.DeadlineOutOfBounds.selector, max + 1, max));
        createJob(request);
        request.deadlineSeconds = max;
        createJob(request);
    }

    function test_DependenciesAreOlderJobsAndFew() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.dependencies = new uint256[](1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.UnknownDependency.selector, 0));
        createJob(request);
        request.dependencies[0] = 1;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.UnknownDependency.selector, 1));
        createJob(request);
        request.dependencies[0] = 2;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.UnknownDependency.selector, 2));
        createJob(request);
        createJob();
        request.dependencies = new uint256[](17);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.TooManyDependencies.selector, 17, 16));
        createJob(request);
        request.dependencies = new uint256[](16);
        for (uint256 i; i < 16; ++i) {
            request.dependencies[i] = 1;
        }
        assertEq(jobs.dependenciesOf(createJob(request)).length, 16, "stored");
    }

    /// @dev Terms may change between sending and mining.
    function test_AJobCostsNoMoreThanItsEmployerAgreedTo() public {
        IJobTerms.Terms memory terms = defaultTerms();
        terms.feeBps = 2000;
        vm.prank(council);
        jobTerms.setTerms(terms);
        uint256 dearer = COST_WEI + 180 ether;
        vm.startPrank(employer);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.CostAboveMaximum.selector, dearer, COST_WEI));
        jobs.createJob(defaultRequest(), COST_WEI);
        jobs.createJob(defaultRequest(), dearer);
        vm.stopPrank();
    }

    // Cancelling

    function test_CancellingRefundsEverything() public {
        uint256 jobId = createJob();
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobCancelled(jobId, employer);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, employer, COST_WEI, IStakeManager.PaymentReason.EmployerRefund);
        vm.prank(employer);
        jobs.cancelJob(jobId);
        assertStatus(jobId, IJobRegistry.Status.Cancelled);
        assertEq(stakes.claimOf(employer), COST_WEI, "claim");
    }

    function test_OnlyTheEmployerCancels() public {
        uint256 jobId = createJob();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotEmployer.selector, jobId, otherEmployer));
        vm.prank(otherEmployer);
        jobs.cancelJob(jobId);
    }

    function test_ATakenJobCannotBeCancelled() public {
        uint256 jobId = assignJob();
        expectStatusError(jobId, IJobRegistry.Status.Assigned, IJobRegistry.Status.Open);
        vm.prank(employer);
        jobs.cancelJob(jobId);
    }

    // Taking

    function test_TakingAJobLocksTheStakeItAsks() public {
        uint256 jobId = createJob();
        assertEq(jobs.requiredStakeWei(jobId), 200 ether, "at reference temperature");
        uint48 deadline = systemPause.activeTime() + DEADLINE_SECONDS;
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobAssigned(jobId, agent, 200 ether, 1e18, deadline, deadline + 2 days);
        assign(jobId);
        assertEq(stakes.lockOf(jobId, agent, Roles.AGENT), 200 ether, "lock");
        assertEq(jobs.jobOf(jobId).agent, agent, "agent");
        assertStatus(jobId, IJobRegistry.Status.Assigned);
    }

    function test_HotterIsCheaperWithinLimits() public {
        uint256 jobId = createJob();
        setBase(1.6e18);
        assertEq(jobs.requiredStakeWei(jobId), 125 ether, "1 / 1.6");
        setBase(4e18);
        assertEq(jobs.requiredStakeWei(jobId), 100 ether, "not below half");
        setBase(0.5e18);
        assertEq(jobs.requiredStakeWei(jobId), 400 ether, "twice");
        vm.prank(council);
        thermostat.setRoleOffset(Roles.AGENT, 0.3e18);
        assertEq(jobs.requiredStakeWei(jobId), 250 ether, "the agents' temperature");
    }

    function test_TakingAJobLocksTheStakeAtTheAgentsTemperature() public {
        vm.prank(council);
        thermostat.setRoleOffset(Roles.AGENT, 0.6e18);
        uint256 jobId = createJob();
        uint48 deadline = systemPause.activeTime() + DEADLINE_SECONDS;
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobAssigned(jobId, agent, 125 ether, 1.6e18, deadline, deadline + 2 days);
        assign(jobId);
        assertEq(stakes.lockOf(jobId, agent, Roles.AGENT), 125 ether, "lock");
    }

    /// @dev The temperature may change between sending and mining.
    function test_AJobAsksForNoMoreStakeThanItsAgentAgreedTo() public {
        uint256 jobId = createJob();
        setBase(0.5e18);
        vm.startPrank(agent);
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.StakeAboveMaximum.selector, jobId, 400 ether, 200 ether)
        );
        jobs.applyForJob(jobId, 200 ether);
        jobs.applyForJob(jobId, 400 ether);
        vm.stopPrank();
    }

    function test_OnlyAgentsTakeJobs() public {
        uint256 jobId = createJob();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.RoleRequired.selector, stranger, Roles.AGENT));
        vm.prank(stranger);
        jobs.applyForJob(jobId, ANY);
    }

    function test_TheEmployerCannotTakeItsOwnJob() public {
        setRoles(employer, Roles.EMPLOYER | Roles.AGENT);
        uint256 jobId = createJob();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.EmployerCannotApply.selector, jobId, employer));
        vm.prank(employer);
        jobs.applyForJob(jobId, ANY);
    }

    function test_AJobIsTakenOnce() public {
        uint256 jobId = assignJob();
        expectStatusError(jobId, IJobRegistry.Status.Assigned, IJobRegistry.Status.Open);
        vm.prank(otherAgent);
        jobs.applyForJob(jobId, ANY);
    }

    function test_AJobIsOpenForItsWindow() public {
        uint256 jobId = createJob();
        uint256 other = createJob();
        uint48 openEnd = jobs.jobOf(jobId).openEnd;
        pass(7 days - 1);
        assign(other);
        pass(1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.OpenWindowClosed.selector, jobId, openEnd, openEnd));
        assign(jobId);
        pass(1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.OpenWindowClosed.selector, jobId, openEnd, openEnd + 1));
        assign(jobId);
    }

    function test_DependenciesMustBeFinalizedAsApproved() public {
        uint256 approved = finalizeJob(APPROVE);
        uint256 rejected = finalizeJob(REJECT);
        uint256 accepted = judgeJob(APPROVE);
        expectUnmet(approved, rejected);
        expectUnmet(approved, accepted);
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.dependencies = pair(approved, approved);
        assign(createJob(request));
    }

    // Submitting

    function test_SubmittingOpensValidation() public {
        uint256 jobId = assignJob();
        vm.expectEmit(address(jobs));
        emit IJobRegistry.ResultSubmitted(jobId, agent, "result", systemPause.activeTime());
        vm.prank(agent);
        jobs.submitResult(jobId, "result");
        assertStatus(jobId, IJobRegistry.Status.Submitted);
    }

    function test_OnlyTheJobsAgentSubmits() public {
        uint256 jobId = assignJob();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotAgent.selector, jobId, otherAgent));
        vm.prank(otherAgent);
        jobs.submitResult(jobId, "result");
    }

    function test_AnEmptyResultIsRefused() public {
        uint256 jobId = assignJob();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.EmptyResult.selector, jobId));
        vm.prank(agent);
        jobs.submitResult(jobId, 0);
    }

    function test_TheHardDeadlineIsHard() public {
        uint256 jobId = assignJob();
        uint256 other = assignJob();
        uint48 hard = jobs.jobOf(jobId).deadline + 2 days;
        pass(7 days - 1);
        submit(other);
        pass(1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.DeadlinePassed.selector, jobId, hard, hard));
        submit(jobId);
        pass(1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.DeadlinePassed.selector, jobId, hard, hard + 1));
        submit(jobId);
    }

    function test_SubmittingTwiceReverts() public {
        uint256 jobId = submitJob();
        expectStatusError(jobId, IJobRegistry.Status.Submitted, IJobRegistry.Status.Assigned);
        submit(jobId);
    }

    // Closing validation

    function test_ClosingOpensTheChallengeWindow() public {
        uint256 jobId = drawJob();
        vote(jobId, choices3(REJECT, REJECT, REJECT));
        uint48 challengeEnd = systemPause.activeTime() + 1 days;
        vm.expectEmit(address(jobs));
        emit IJobRegistry.ValidationClosed(jobId, Outcome.Rejected, challengeEnd);
        jobs.closeValidation(jobId);
        assertStatus(jobId, IJobRegistry.Status.Rejected);
        assertEq(jobs.jobOf(jobId).challengeEnd, challengeEnd, "challenge end");
    }

    function test_AnInconclusiveValidationIsADispute() public {
        uint256 jobId = judgeJob(choices3(0, 0, 0));
        draw(jobId);
        pass(3 hours);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.ValidationClosed(jobId, Outcome.Inconclusive, 0);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobDisputed(jobId, address(0), 0, 0);
        jobs.closeValidation(jobId);
    }

    // Finalizing

    function test_FinalizingWaitsForTheChallengeWindow() public {
        uint256 jobId = judgeJob(APPROVE);
        uint48 challengeEnd = jobs.jobOf(jobId).challengeEnd;
        pass(1 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.ChallengeWindowOpen.selector, jobId, challengeEnd, challengeEnd - 1
            )
        );
        jobs.finalize(jobId);
        pass(1);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobFinalized(jobId, Outcome.Approved, IDisputeModule.DecidedBy.Nobody, 0, 0);
        jobs.finalize(jobId);
    }

    function test_ARejectionReportsWhatWasSlashedAndBurnt() public {
        uint256 jobId = judgeJob(REJECT);
        pass(1 days);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobFinalized(
            jobId, Outcome.Rejected, IDisputeModule.DecidedBy.Nobody, 100 ether, 10 ether
        );
        jobs.finalize(jobId);
    }

    function test_AnApprovalSlashesAndBurnsNothing() public {
        uint256 jobId = judgeJob(APPROVE);
        pass(1 days);
        vm.recordLogs();
        jobs.finalize(jobId);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            assertTrue(logs[i].topics[0] != IStakeManager.StakeSlashed.selector, "slash");
            assertTrue(logs[i].topics[0] != IStakeManager.EscrowBurned.selector, "burn");
        }
    }

    function test_AnOperatorlessJobPaysTheTreasury() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.operator = address(0);
        uint256 jobId = createJob(request);
        assign(jobId);
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.closeValidation(jobId);
        pass(1 days);
        jobs.finalize(jobId);
        assertTrue(stakes.claimOf(treasury) >= 150 ether + FEE_WEI, "operators' share and fee");
    }

    // Expiring

    function test_AnUndeliveredJobExpiresAndSlashesTheAgent() public {
        uint256 jobId = assignJob();
        uint48 hard = jobs.jobOf(jobId).deadline + 2 days;
        pass(7 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotExpired.selector, jobId, hard, hard - 1));
        jobs.expire(jobId);
        pass(1);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeSlashed(
            jobId, agent, Roles.AGENT, 50 ether, IStakeManager.SlashReason.ExpiredJob
        );
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobExpired(jobId, agent, 50 ether, 5 ether);
        vm.prank(stranger);
        jobs.expire(jobId);
        assertStatus(jobId, IJobRegistry.Status.Expired);
        assertEq(stakes.claimOf(employer), COST_WEI + 20 ether, "employer: all back and 40 %");
        assertEq(stakes.claimOf(treasury), 25 ether, "treasury: 20 % and the validators' 30 %");
        assertEq(stakes.positionOf(agent, Roles.AGENT).locked, 0, "released");
        assertSolvent();
    }

    function test_AnUntakenJobExpires() public {
        uint256 jobId = createJob();
        uint48 openEnd = jobs.jobOf(jobId).openEnd;
        pass(7 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotExpired.selector, jobId, openEnd, openEnd - 1));
        jobs.expire(jobId);
        pass(1);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobExpired(jobId, address(0), 0, 0);
        jobs.expire(jobId);
        assertEq(stakes.claimOf(employer), COST_WEI, "refund");
    }

    function test_ATakenJobOutlivesItsOpenWindow() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.deadlineSeconds = 10 days;
        uint256 jobId = createJob(request);
        assign(jobId);
        uint48 hardDeadline = systemPause.activeTime() + 12 days;
        pass(12 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.NotExpired.selector, jobId, hardDeadline, hardDeadline - 1)
        );
        jobs.expire(jobId);
        pass(1);
        jobs.expire(jobId);
        assertStatus(jobId, IJobRegistry.Status.Expired);
    }

    function test_ADeliveredJobDoesNotExpire() public {
        uint256 jobId = submitJob();
        pass(365 days);
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.NotExpirable.selector, jobId, IJobRegistry.Status.Submitted)
        );
        jobs.expire(jobId);
    }

    // Disputes

    function test_DisputingPostsTheBond() public {
        uint256 jobId = judgeJob(APPROVE);
        uint256 walletWei = token.balanceOf(employer);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobDisputed(jobId, employer, "evidence", 108.5 ether);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowFunded(jobId, employer, 108.5 ether, IStakeManager.FundReason.DisputeBond);
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        assertEq(token.balanceOf(employer), walletWei - 108.5 ether, "wallet");
        assertStatus(jobId, IJobRegistry.Status.Disputed);
    }

    function test_AnAgentsDisputeIsTheAgents() public {
        uint256 jobId = judgeJob(REJECT);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobDisputed(jobId, agent, "evidence", 108.5 ether);
        vm.prank(agent);
        jobs.raiseDispute(jobId, "evidence");
        assertEq(currentHearing(jobId).claimant, agent, "claimant");
    }

    function test_AnAgentWhoseDisputeIsUpheldHasItsBondBack() public {
        uint256 jobId = disputeJob(REJECT);
        drawJury(jobId);
        juryRules(jobId, choices3(APPROVE, APPROVE, APPROVE));
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, agent, 101 ether, IStakeManager.PaymentReason.BondReturned);
        jobs.finalize(jobId);
    }

    function test_TheChallengeWindowCloses() public {
        uint256 jobId = judgeJob(APPROVE);
        uint48 challengeEnd = jobs.jobOf(jobId).challengeEnd;
        pass(1 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.ChallengeWindowClosed.selector, jobId, challengeEnd, challengeEnd
            )
        );
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        pass(1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.ChallengeWindowClosed.selector, jobId, challengeEnd, challengeEnd + 1
            )
        );
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
    }

    function test_TheWinnerCannotSpendTheDispute() public {
        uint256 accepted = judgeJob(APPROVE);
        expectNotAggrieved(accepted, agent);
        expectNotAggrieved(accepted, committee(accepted)[0]);
        expectNotAggrieved(accepted, stranger);
        uint256 rejected = judgeJob(REJECT);
        expectNotAggrieved(rejected, employer);
        vm.prank(agent);
        jobs.raiseDispute(rejected, "evidence");
    }

    function test_AMemberThatDissentedCanDispute() public {
        uint256 jobId = judgeJob(choices3(APPROVE, APPROVE, REJECT));
        address dissenter = committee(jobId)[2];
        vm.prank(dissenter);
        jobs.raiseDispute(jobId, "evidence");
        assertEq(currentHearing(jobId).claimant, dissenter, "claimant");
    }

    // Delay policies

    function test_ALateJobSetsItsPolicyInMotion() public {
        uint256 jobId = assignJob();
        uint48 deadline = jobs.jobOf(jobId).deadline;
        pass(DEADLINE_SECONDS - 1);
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.NotLate.selector, jobId, deadline, deadline - 1));
        trigger(jobId);
        pass(1);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.DelayPolicyTriggered(
            jobId, operations, IIncentivePolicy.DelayPolicy.RaiseTemperature, 1e18, 1.5e18
        );
        trigger(jobId);
        assertEq(thermostat.temperatureWad(), 1.5e18, "half-way to the emergency temperature");
    }

    function test_AssignedRewardsAreThoseOfJobsInTheHandsOfTheirAgents() public {
        uint256 first = assignJob();
        uint256 second = assignJob();
        uint256 open = createJob();
        assertEq(jobs.assignedWei(), 2 * REWARD_WEI, "taken, and no other");
        submit(first);
        assertEq(jobs.assignedWei(), REWARD_WEI, "handed in");
        vm.prank(employer);
        jobs.cancelJob(open);
        pass(30 days);
        jobs.expire(second);
        assertEq(jobs.assignedWei(), 0, "expired");
        open = createJob();
        pass(365 days);
        jobs.expire(open);
        assertEq(jobs.assignedWei(), 0, "never taken");
    }

    function test_AJobPastItsHardDeadlineSetsNothingInMotion() public {
        uint256 jobId = assignJob();
        uint256 other = assignJob();
        uint48 hard = jobs.jobOf(jobId).deadline + 2 days;
        pass(7 days - 1);
        trigger(other);
        pass(1);
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.TooLate.selector, jobId, hard, hard));
        trigger(jobId);
    }

    function test_TheBonusDoublesUpToItsCap() public {
        uint256 jobId = lateJob(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus, BONUS_WEI, BONUS_CAP_WEI);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.DelayPolicyTriggered(
            jobId, operations, IIncentivePolicy.DelayPolicy.DoubleValidatorBonus, 10 ether, 20 ether
        );
        trigger(jobId);
        uint256 capped = lateJob(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus, 20 ether, 30 ether);
        trigger(capped);
        assertEq(jobs.jobOf(capped).validatorBonusWei, 30 ether, "capped");
        uint256 full = lateJob(IIncentivePolicy.DelayPolicy.DoubleValidatorBonus, 30 ether, 30 ether);
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.BonusAtCap.selector, full, 30 ether));
        trigger(full);
    }

    function test_APauseCheckIsTheGuardians() public {
        uint256 jobId = lateJob(IIncentivePolicy.DelayPolicy.TriggerPauseCheck, 0, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.WrongDelayPolicy.selector, jobId, IIncentivePolicy.DelayPolicy.TriggerPauseCheck
            )
        );
        trigger(jobId);
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.DelayPolicyApplied(
            jobId, IIncentivePolicy.DelayPolicy.TriggerPauseCheck, incentives.currentEpoch(), 1, 0, 1
        );
        vm.expectEmit(address(jobs));
        emit IJobRegistry.DelayPolicyTriggered(
            jobId, guardian, IIncentivePolicy.DelayPolicy.TriggerPauseCheck, 0, 1
        );
        vm.prank(guardian);
        jobs.triggerPauseCheck(jobId);
        assertTrue(systemPause.paused(), "paused");
        vm.prank(guardian);
        systemPause.guardianResume();
    }

    function test_TheGuardianSetsNoOtherPolicyInMotion() public {
        uint256 jobId = lateJob(IIncentivePolicy.DelayPolicy.RaiseTemperature, 0, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.WrongDelayPolicy.selector, jobId, IIncentivePolicy.DelayPolicy.RaiseTemperature
            )
        );
        vm.prank(guardian);
        jobs.triggerPauseCheck(jobId);
    }

    function test_AJobWithoutAPolicyTriggersNothing() public {
        uint256 jobId = lateJob(IIncentivePolicy.DelayPolicy.None, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.NoDelayPolicy.selector, jobId));
        trigger(jobId);
    }

    function test_ADeliveredJobTriggersNothing() public {
        uint256 jobId = submitJob();
        pass(30 days);
        expectStatusError(jobId, IJobRegistry.Status.Submitted, IJobRegistry.Status.Assigned);
        trigger(jobId);
    }

    function test_WiringCanBeRead() public view {
        IJobRegistry.Wiring memory w = jobs.wiring();
        assertEq(address(w.terms), address(jobTerms), "terms");
        assertEq(address(w.identities), address(identities), "identities");
        assertEq(address(w.stakeManager), address(stakes), "stakes");
        assertEq(address(w.validation), address(validation), "validation");
        assertEq(address(w.disputes), address(disputes), "disputes");
        assertEq(address(w.incentives), address(incentives), "incentives");
        assertEq(address(w.thermostat), address(thermostat), "thermostat");
        assertEq(address(w.settlement), address(settlement), "settlement");
    }

    function test_WhatTheOthersDriveCanBeReadToo() public view {
        assertEq(address(pool.identities()), address(identities), "pool: identities");
        assertEq(address(stakes.pool()), address(pool), "stakes: pool");
        assertEq(stakes.minUnbondingSeconds(), MIN_UNBONDING_SECONDS, "stakes: least unbonding time");
        assertEq(address(jobTerms.stakeManager()), address(stakes), "terms: stakes");
        assertEq(jobTerms.daySeconds(), 1 days, "terms: day");
        assertEq(address(validation.pool()), address(pool), "validation: pool");
        assertEq(address(validation.stakeManager()), address(stakes), "validation: stakes");
        assertEq(address(validation.terms()), address(jobTerms), "validation: terms");
        assertEq(address(juryDraw.pool()), address(pool), "jury draw: pool");
        assertEq(address(juryDraw.stakeManager()), address(stakes), "jury draw: stakes");
        assertEq(address(juryDraw.identities()), address(identities), "jury draw: identities");
        assertEq(address(juryDraw.validation()), address(validation), "jury draw: validation");
        assertEq(address(disputes.draws()), address(juryDraw), "disputes: jury draw");
        assertEq(address(disputes.validation()), address(validation), "disputes: validation");
        assertEq(address(disputes.identities()), address(identities), "disputes: identities");
        assertEq(address(disputes.terms()), address(jobTerms), "disputes: terms");
        assertEq(address(juries.disputes()), address(disputes), "juries: disputes");
        assertEq(address(settlement.stakeManager()), address(stakes), "settlement: stakes");
        assertEq(address(settlement.terms()), address(jobTerms), "settlement: terms");
        assertEq(address(settlement.validation()), address(validation), "settlement: validation");
        assertEq(address(settlement.juries()), address(juries), "settlement: juries");
    }

    // Helpers

    function lateJob(IIncentivePolicy.DelayPolicy policy, uint128 bonusWei, uint128 capWei)
        private
        returns (uint256 jobId)
    {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.delayPolicy = policy;
        (request.validatorBonusWei, request.validatorBonusCapWei) = (bonusWei, capWei);
        jobId = createJob(request);
        assign(jobId);
        pass(DEADLINE_SECONDS);
    }

    function trigger(uint256 jobId) private {
        vm.prank(operations);
        jobs.triggerDelayPolicy(jobId);
    }

    function setBase(uint256 baseWad) private {
        vm.prank(council);
        thermostat.setBaseTemperature(baseWad);
    }

    function pair(uint256 a, uint256 b) private pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }

    function expectUnmet(uint256 met, uint256 unmet) private {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.dependencies = pair(met, unmet);
        uint256 jobId = createJob(request);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.DependencyUnmet.selector, jobId, unmet));
        assign(jobId);
    }

    function expectWalletShort(uint256 neededWei) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, employer, token.balanceOf(employer), neededWei
            )
        );
    }

    function expectNotAggrieved(uint256 jobId, address account) private {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotAggrieved.selector, jobId, account));
        vm.prank(account);
        jobs.raiseDispute(jobId, "evidence");
    }

    function expectStatusError(uint256 jobId, IJobRegistry.Status actual, IJobRegistry.Status expected) private {
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.UnexpectedStatus.selector, jobId, actual, expected)
        );
    }
}
