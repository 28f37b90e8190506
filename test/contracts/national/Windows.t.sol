// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {National} from "../support/National.sol";

/// @notice A pause of a month in the last hour of each window: what the window allows is still allowed, what its end
/// allows is not yet.
contract WindowsTest is National {
    function test_APauseCostsNoTimeToTakeAJob() public {
        uint256 jobId = createJob();
        pauseInLastHourOf(7 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.NotExpired.selector, jobId, jobs.jobOf(jobId).openEnd, systemPause.activeTime()
            )
        );
        jobs.expire(jobId);
        assign(jobId);
    }

    function test_APauseMakesNobodyLate() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.delayPolicy = IIncentivePolicy.DelayPolicy.IncreaseAgentShare;
        uint256 jobId = createJob(request);
        assign(jobId);
        pauseInLastHourOf(DEADLINE_SECONDS);
        vm.expectRevert(
            abi.encodeWithSelector(
                IIncentivePolicy.NotLate.selector, jobId, jobs.jobOf(jobId).deadline, systemPause.activeTime()
            )
        );
        vm.prank(operations);
        jobs.triggerDelayPolicy(jobId);
    }

    function test_APauseLetsNoJobExpire() public {
        uint256 jobId = assignJob();
        pauseInLastHourOf(DEADLINE_SECONDS + 2 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.NotExpired.selector,
                jobId,
                jobs.jobOf(jobId).deadline + 2 days,
                systemPause.activeTime()
            )
        );
        jobs.expire(jobId);
        submit(jobId);
    }

    function test_APauseCostsNoCommit() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        pauseInLastHourOf(1 hours);
        IValidationModule.Round memory round = validation.roundOf(jobId);
        vm.expectRevert(
            abi.encodeWithSelector(
                IValidationModule.RevealWindowClosed.selector,
                jobId,
                round.commitEnd,
                round.revealEnd,
                systemPause.activeTime()
            )
        );
        reveal(jobId, member, APPROVE);
        commit(jobId, member, APPROVE);
    }

    function test_APauseCostsNoReveal() public {
        uint256 jobId = drawJob();
        commitAll(jobId, choices3(APPROVE, APPROVE, APPROVE));
        pass(1 hours);
        pauseInLastHourOf(2 hours);
        vm.expectRevert(
            abi.encodeWithSelector(
                IValidationModule.RevealWindowOpen.selector,
                jobId,
                validation.roundOf(jobId).revealEnd,
                systemPause.activeTime()
            )
        );
        jobs.closeValidation(jobId);
        revealAll(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.closeValidation(jobId);
        assertStatus(jobId, IJobRegistry.Status.Accepted);
    }

    function test_APauseCostsNoAppeal() public {
        uint256 jobId = judgeJob(APPROVE);
        pauseInLastHourOf(1 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.ChallengeWindowOpen.selector,
                jobId,
                jobs.jobOf(jobId).challengeEnd,
                systemPause.activeTime()
            )
        );
        jobs.finalize(jobId);
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
    }

    function test_APauseCostsNoJurorsVote() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address juror = jury(jobId)[0];
        pauseInLastHourOf(3 hours);
        IDisputeModule.Hearing memory dispute = currentHearing(jobId);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeModule.RevealWindowClosed.selector,
                jobId,
                dispute.commitEnd,
                dispute.revealEnd,
                systemPause.activeTime()
            )
        );
        juryReveal(jobId, juror, APPROVE);
        juryCommit(jobId, juror, APPROVE);
        pass(30 minutes);
        pauseInLastHourOf(4 hours);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeModule.JuryStillVoting.selector, jobId, dispute.revealEnd, systemPause.activeTime()
            )
        );
        jobs.finalize(jobId);
        juryReveal(jobId, juror, APPROVE);
    }

    function test_APauseCostsTheOwnerNoRuling() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        pass(7 hours);
        pauseInLastHourOf(3 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeModule.AwaitingOwner.selector,
                jobId,
                currentHearing(jobId).rulingEnd,
                systemPause.activeTime()
            )
        );
        jobs.finalize(jobId);
    }

    /// @dev Half an hour of the window is left when the owner pauses, and when it resumes.
    function pauseInLastHourOf(uint256 windowSeconds) private {
        pass(windowSeconds - 30 minutes);
        vm.prank(owner);
        systemPause.pause();
        pass(30 days);
        vm.prank(owner);
        systemPause.resume();
    }
}
