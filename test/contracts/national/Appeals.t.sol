// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

/// @notice Hearings after the first, what jurors risk, and what bonds come to.
contract AppealsTest is National {
    // Who may appeal, and when

    function test_WhoLostByAVerdictAppealsAtTwiceTheBond() public {
        uint256 jobId = heard(choices3(REJECT, REJECT, APPROVE));
        uint256 before = token.balanceOf(agent);
        uint64 seedBlock = uint64(vm.getBlockNumber()) + 1;
        uint48 frozenAt = disputes.disputeOf(jobId).frozenAt;
        vm.expectEmit(address(disputes));
        emit IDisputeModule.HearingOpened(
            jobId, 2, agent, Outcome.Rejected, keccak256("new evidence"), 219.5 ether, seedBlock, frozenAt, false
        );
        appealJob(jobId, agent);
        assertEq(before - token.balanceOf(agent), 219.5 ether, "bond, and seven seats");
        drawJury(jobId);
        assertEq(currentHearing(jobId).seats, 7, "2n + 1");
        voteAll(jobId, APPROVE);
        appealJob(jobId, employer);
        assertEq(stakes.escrowOf(jobId), COST_WEI + 707 ether + 25 * 2.5 ether, "twice and twice again, and all seats");
        drawJury(jobId);
        assertEq(currentHearing(jobId).seats, 15, "and once more");
    }

    function test_AnOutvotedJurorCanAppeal() public {
        uint256 jobId = heard(choices3(REJECT, REJECT, APPROVE));
        address outvoted = jury(jobId)[2];
        expectNotAggrieved(jobId, jury(jobId)[0]);
        appealJob(jobId, outvoted);
        assertEq(currentHearing(jobId).claimant, outvoted, "claimant");
    }

    function test_WhoWonByAVerdictCannotAppeal() public {
        uint256 jobId = heard(choices3(REJECT, REJECT, REJECT));
        expectNotAggrieved(jobId, employer);
        expectNotAggrieved(jobId, stranger);
    }

    function test_AppealsAreTakenUntilTheWindowIsOver() public {
        uint256 jobId = heard(choices3(REJECT, REJECT, REJECT));
        uint48 appealEnd = currentHearing(jobId).appealEnd;
        pass(10 hours - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.AppealWindowOpen.selector, jobId, appealEnd, appealEnd - 1)
        );
        jobs.finalize(jobId);
        pass(1);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.AppealWindowClosed.selector, jobId, appealEnd, appealEnd)
        );
        appealJob(jobId, agent);
        jobs.finalize(jobId);
        assertStatus(jobId, IJobRegistry.Status.Finalized);
    }

    function test_ThereIsNoThirdAppealAndTheLastVerdictNeedsNoWindow() public {
        uint256 jobId = thirdHearing();
        voteAll(jobId, APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.LastHearing.selector, jobId, 3));
        appealJob(jobId, employer);
        jobs.finalize(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Approved), "outcome");
    }

    function test_AHearingThatIsNotOverOrIsRuledIsNotAppealedAgainst() public {
        uint256 jobId = disputeJob(APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JuryNotDrawn.selector, jobId, 1));
        appealJob(jobId, agent);
        drawJury(jobId);
        juryVote(jobId, choices3(REJECT, 0, 0));
        uint48 revealEnd = currentHearing(jobId).revealEnd;
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.JuryStillVoting.selector, jobId, revealEnd, revealEnd - 4 hours)
        );
        appealJob(jobId, agent);
        pass(4 hours);
        ownerRules(jobId, Outcome.Rejected);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.AlreadyRuled.selector, jobId));
        appealJob(jobId, agent);
    }

    function test_OnlyADisputedJobIsAppealed() public {
        uint256 jobId = judgeJob(APPROVE);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.UnexpectedStatus.selector, jobId, IJobRegistry.Status.Accepted, IJobRegistry.Status.Disputed
            )
        );
        appealJob(jobId, employer);
    }

    function test_EachHearingHasASeedACommitmentAndAJuryOfItsOwn() public {
        uint256 jobId = heard(choices3(REJECT, REJECT, REJECT));
        bytes32 first = currentHearing(jobId).seed;
        address juror = jury(jobId)[0];
        appealJob(jobId, agent);
        drawJury(jobId);
        assertTrue(currentHearing(jobId).seed != first, "seed");
        bytes32 commitment = disputes.juryCommitmentOf(jobId, 1, juror, APPROVE, saltOf(juror));
        vm.prank(juror);
        disputes.commitJuryVote(jobId, commitment);
        pass(3 hours);
        bytes32 own = disputes.juryCommitmentOf(jobId, 2, juror, APPROVE, saltOf(juror));
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.CommitmentMismatch.selector, commitment, own));
        juryReveal(jobId, juror, APPROVE);
    }

    // Hearings that fail

    function test_WhereALaterHearingFailsTheOwnerRulesForGood() public {
        uint256 jobId = heard(choices3(REJECT, REJECT, REJECT));
        appealJob(jobId, agent);
        drawJury(jobId);
        pass(7 hours);
        ownerRules(jobId, Outcome.Approved);
        jobs.finalize(jobId);
        assertEq(uint256(disputes.disputeOf(jobId).decidedBy), uint256(IDisputeModule.DecidedBy.Owner), "owner");
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Approved), "outcome");
        assertEmpty(jobId);
    }

    /// @dev The committee approved, the first jury rejected, the second did not speak: the rejection stands.
    function test_WhereNobodyRulesTheLastVerdictStands() public {
        uint256 jobId = heard(choices3(REJECT, REJECT, REJECT));
        appealJob(jobId, agent);
        drawJury(jobId);
        pass(7 hours + 3 days - 1);
        uint48 rulingEnd = currentHearing(jobId).rulingEnd;
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.AwaitingOwner.selector, jobId, rulingEnd, rulingEnd - 1)
        );
        jobs.finalize(jobId);
        pass(1);
        jobs.finalize(jobId);
        assertEq(uint256(disputes.disputeOf(jobId).decidedBy), uint256(IDisputeModule.DecidedBy.Default), "default");
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Rejected), "outcome");
        assertEmpty(jobId);
    }

    /// @dev Who spoke against what stands by default only, in a hearing without a verdict, was judged by nobody.
    function test_WhoSpokeInAFailedHearingIsNotJudgedByDefault() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = jury(jobId);
        juryVote(jobId, choices3(REJECT, 0, 0));
        pass(4 hours + 3 days);
        jobs.finalize(jobId);
        assertStake(jurors[0], STAKE_WEI, "unharmed");
        assertStake(jurors[1], STAKE_WEI - 10 ether, "silent");
        assertEmpty(jobId);
    }

    function test_WhoSpokeInAFailedHearingIsJudgedByTheOwnersRuling() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = jury(jobId);
        juryVote(jobId, choices3(REJECT, APPROVE, 0));
        pass(4 hours);
        ownerRules(jobId, Outcome.Rejected);
        jobs.finalize(jobId);
        assertStake(jurors[0], STAKE_WEI, "right");
        assertStake(jurors[1], STAKE_WEI - 5 ether, "wrong");
        assertStake(jurors[2], STAKE_WEI - 10 ether, "silent");
        // The fee, and of the 15 that were lost the employer's and the validators' 70 %.
        assertEq(stakes.claimOf(jurors[0]), FEE_WEI + 10.5 ether, "the one who was right");
        assertEmpty(jobId);
    }

    // What jurors risk and earn

    function test_JurorsAreJudgedByTheFinalOutcome() public {
        uint256 jobId = heard(choices3(REJECT, REJECT, APPROVE));
        address[] memory first = jury(jobId);
        appealJob(jobId, agent);
        drawJury(jobId);
        voteAll(jobId, APPROVE);
        pass(10 hours);
        jobs.finalize(jobId);
        // Seven seats of the second hearing and one of the first were right, two of the first wrong: 10 were lost.
        uint256 lostWei = 2 * 5 ether;
        uint256 pot = FEE_WEI + 101 ether / 2 + lostWei * 7 / 10;
        uint256 paid;
        for (uint256 i; i < 3; ++i) {
            paid += stakes.claimOf(councillors[i]);
            assertEq(stakes.positionOf(councillors[i], Roles.COUNCIL).locked, 0, "free again");
        }
        assertTrue(pot - paid < 8, "all but the dust of eight payments");
        assertStake(first[0], STAKE_WEI - 5 ether, "wrong in the first hearing");
        assertStake(first[1], STAKE_WEI - 5 ether, "so");
        assertStake(first[2], STAKE_WEI, "right");
        assertEmpty(jobId);
    }

    function test_SilenceCostsAJurorNoLessThanAWrongVote() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = jury(jobId);
        juryRules(jobId, choices3(REJECT, REJECT, 0));
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeSlashed(
            jobId, jurors[2], Roles.COUNCIL, 10 ether, IStakeManager.SlashReason.JurorSilence
        );
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(jurors[0]), (FEE_WEI + 7 ether) / 2, "half of the fee, and of 70 % of what was lost");
        assertSolvent();
    }

    /// @dev Without anybody who was right, what jurors lost is the treasury's, and the other party has the whole bond.
    function test_WhereEverybodyIsSilentNoPartyGainsByIt() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        uint256 employerBefore = stakes.claimOf(employer);
        pass(7 hours + 3 days);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, treasury, 27 ether, IStakeManager.PaymentReason.SlashToTreasury);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, agent, 101 ether, IStakeManager.PaymentReason.BondAwarded);
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(employer) - employerBefore, 85 ether, "rebate, unused bonus and seats");
    }

    function test_SeatsOfSeveralHearingsHaveOneLock() public {
        uint256 jobId = heard(choices3(REJECT, REJECT, REJECT));
        appealJob(jobId, agent);
        drawJury(jobId);
        uint256 locked;
        for (uint256 i; i < 3; ++i) {
            locked += stakes.lockOf(jobId, councillors[i], Roles.COUNCIL);
        }
        assertEq(locked, 10 * uint256(JUROR_LOCK_WEI), "three seats and seven");
    }

    function test_LockedStakeOfAJurorCannotLeave() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address juror = jury(jobId)[0];
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakeManager.InsufficientFreeStake.selector, juror, Roles.COUNCIL, 950 ether, 951 ether
            )
        );
        vm.prank(juror);
        stakes.requestUnbonding(Roles.COUNCIL, 951 ether);
    }

    function test_StakeThatLeavesIsRecalledForAJury() public {
        uint256 jobId = judgeJob(APPROVE);
        for (uint256 i; i < 3; ++i) {
            vm.prank(councillors[i]);
            stakes.requestUnbonding(Roles.COUNCIL, STAKE_WEI);
        }
        vm.prank(employer);
        jobs.raiseDispute(jobId, 0);
        drawJury(jobId);
        assertEq(stakes.lockOf(jobId, jury(jobId)[0], Roles.COUNCIL), JUROR_LOCK_WEI, "recalled");
    }

    // Bonds

    function test_WhoWasRightAtLastHasItsBondsBackAndTheOthersPay() public {
        uint256 jobId = thirdHearing();
        voteAll(jobId, REJECT);
        // The employer claimed against the acceptance and against the second jury's approval, the agent against the first.
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, employer, 101 ether, IStakeManager.PaymentReason.BondReturned);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, employer, 101 ether, IStakeManager.PaymentReason.BondAwarded);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, employer, 404 ether, IStakeManager.PaymentReason.BondReturned);
        jobs.finalize(jobId);
        assertEmpty(jobId);
    }

    /// @dev The first hearing of a job that no committee judged has no claimant; the first appeal still costs twice.
    function test_ADisputeWithoutAClaimantCanBeAppealed() public {
        uint256 jobId = inconclusiveJob();
        drawJury(jobId);
        juryVote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        appealJob(jobId, employer);
        assertTrue(stakes.escrowOf(jobId) >= COST_WEI + 219.5 ether, "bond");
        drawJury(jobId);
        voteAll(jobId, APPROVE);
        pass(10 hours);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, agent, 101 ether, IStakeManager.PaymentReason.BondAwarded);
        jobs.finalize(jobId);
        assertEmpty(jobId);
    }

    // Settling once

    function test_ADisputeIsSettledOnceAndWhenItIsRuled() public {
        uint256 jobId = heard(choices3(REJECT, REJECT, REJECT));
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotRuled.selector, jobId));
        vm.prank(address(settlement));
        juries.settle(jobId);
        assertFalse(disputes.disputeOf(jobId).settled, "not settled yet");
        pass(10 hours);
        jobs.finalize(jobId);
        assertTrue(disputes.disputeOf(jobId).settled, "settled");
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.AlreadySettled.selector, jobId));
        vm.prank(address(settlement));
        juries.settle(jobId);
    }

    // Helpers

    /// @dev A dispute against an acceptance, in which the first jury has voted.
    function heard(uint8[] memory choices) private returns (uint256 jobId) {
        fund(agent);
        for (uint256 i; i < 3; ++i) {
            fund(councillors[i]);
        }
        jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices);
    }

    /// @dev Approved by the committee, rejected, approved; the third jury is drawn.
    function thirdHearing() private returns (uint256 jobId) {
        jobId = heard(choices3(REJECT, REJECT, REJECT));
        appealJob(jobId, agent);
        drawJury(jobId);
        voteAll(jobId, APPROVE);
        appealJob(jobId, employer);
        drawJury(jobId);
    }

    function voteAll(uint256 jobId, uint8 choice) private {
        uint8[] memory choices = new uint8[](jury(jobId).length);
        for (uint256 i; i < choices.length; ++i) {
            choices[i] = choice;
        }
        juryVote(jobId, choices);
    }

    function expectNotAggrieved(uint256 jobId, address account) private {
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.NotAggrieved.selector, jobId, 1, account)
        );
        appealJob(jobId, account);
    }

    function assertStake(address juror, uint256 stakedWei, string memory what) private view {
        assertEq(stakes.positionOf(juror, Roles.COUNCIL).staked, stakedWei, what);
    }

    function assertEmpty(uint256 jobId) private view {
        assertEq(stakes.escrowOf(jobId), 0, "escrow is empty");
        assertSolvent();
    }
}
