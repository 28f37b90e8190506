// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IIdentityRegistry} from "../../../contracts/interfaces/IIdentityRegistry.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

/// @notice Who is suspended or revoked does not judge, and does not keep others from judging.
contract SuspensionsTest is National {
    function test_ASuspendedMemberNeitherCommitsNorReveals() public {
        uint256 jobId = drawJob();
        address[] memory members = committee(jobId);
        commit(jobId, members[0], APPROVE);
        suspend(members[0]);
        suspend(members[1]);
        expectMemberBarred(jobId, members[1]);
        vm.prank(members[1]);
        validation.commitVote(jobId, "commitment");
        pass(1 hours);
        expectMemberBarred(jobId, members[0]);
        reveal(jobId, members[0], APPROVE);
    }

    function test_ASuspendedMembersSilenceIsReleasedWithoutASlash() public {
        uint256 jobId = drawJob();
        address[] memory members = committee(jobId);
        pass(30 minutes);
        suspend(members[0]);
        uint256 stakedWei = stakes.positionOf(members[0], Roles.VALIDATOR).staked;
        pass(3 hours);
        jobs.closeValidation(jobId);
        assertEq(stakes.positionOf(members[0], Roles.VALIDATOR).staked, stakedWei, "not slashed");
        assertEq(stakes.positionOf(members[0], Roles.VALIDATOR).locked, 0, "released");
        assertEq(validation.roundOf(jobId).number, 2, "its seat counted as not revealed");
    }

    /// @dev Otherwise a guardian could spare a friend what its silence costs.
    function test_ASuspensionAfterTheRevealWindowExcusesNobody() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        uint256 stakedWei = stakes.positionOf(member, Roles.VALIDATOR).staked;
        pass(3 hours);
        suspend(member);
        jobs.closeValidation(jobId);
        assertEq(stakes.positionOf(member, Roles.VALIDATOR).staked, stakedWei - 10 ether, "slashed");
    }

    function test_SeatsOfASuspendedValidatorStayEmptyAlsoWhenItIsLifted() public {
        uint256 jobId = submitJob();
        chooseDistinct(jobId);
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        (address[] memory drawn,,,) = pool.draw(drawRequest(jobId, seedOf(jobId, 1, prevrandaoOf(seedBlock)), 3));
        suspend(drawn[1]);
        vm.expectEmit(address(validation));
        emit IValidationModule.SeatsLeftEmpty(jobId, 1, drawn[1], 1);
        draw(jobId);
        IValidationModule.Ballot memory ballot = validation.ballotOf(jobId, 1, drawn[1]);
        assertTrue(ballot.empty, "empty");
        assertEq(ballot.unfundedSeats, 1, "unfunded");
        assertEq(stakes.lockOf(jobId, drawn[1], Roles.VALIDATOR), 0, "nothing locked");
        vm.prank(registrar);
        identities.liftSuspension(drawn[1]);
        expectMemberBarred(jobId, drawn[1]);
        vm.prank(drawn[1]);
        validation.commitVote(jobId, "commitment");
        uint256 stakedWei = stakes.positionOf(drawn[1], Roles.VALIDATOR).staked;
        pass(3 hours);
        jobs.closeValidation(jobId);
        assertEq(stakes.positionOf(drawn[1], Roles.VALIDATOR).staked, stakedWei, "not slashed");
    }

    function test_ASuspendedJurorNeitherCommitsNorRevealsAndIsNotSlashed() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = jury(jobId);
        juryCommit(jobId, jurors[0], REJECT);
        suspend(jurors[0]);
        suspend(jurors[1]);
        expectJurorBarred(jobId, jurors[1]);
        vm.prank(jurors[1]);
        disputes.commitJuryVote(jobId, "commitment");
        pass(3 hours);
        expectJurorBarred(jobId, jurors[0]);
        juryReveal(jobId, jurors[0], REJECT);
        pass(4 hours);
        ownerRules(jobId, Outcome.Approved);
        jobs.finalize(jobId);
        assertEq(stakes.positionOf(jurors[0], Roles.COUNCIL).staked, STAKE_WEI, "suspended");
        assertEq(stakes.positionOf(jurors[1], Roles.COUNCIL).staked, STAKE_WEI, "suspended");
        assertEq(stakes.positionOf(jurors[2], Roles.COUNCIL).staked, STAKE_WEI - 10 ether, "silent");
        assertEq(stakes.positionOf(jurors[0], Roles.COUNCIL).locked, 0, "released");
    }

    function test_ASuspendedCouncillorIsSeatedAndVotesOnceItIsFree() public {
        uint256 jobId = disputeJob(APPROVE);
        suspend(councillors[0]);
        drawJury(jobId);
        assertEq(disputes.juryBallotOf(jobId, 1, councillors[0]).seats, 1, "seated");
        assertEq(stakes.lockOf(jobId, councillors[0], Roles.COUNCIL), JUROR_LOCK_WEI, "locked");
        expectJurorBarred(jobId, councillors[0]);
        vm.prank(councillors[0]);
        disputes.commitJuryVote(jobId, "commitment");
        lift(councillors[0]);
        juryCommit(jobId, councillors[0], REJECT);
    }

    // Excuses

    function test_ASuspensionAfterTheCommitsExcusesNoMissingCommit() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        vote(jobId, choices3(0, APPROVE, APPROVE));
        suspend(member);
        closeSlashing(jobId, member, 10 ether);
    }

    function test_ASuspensionWhileCommitsAreTakenExcusesNoMissingReveal() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        commitAll(jobId, choices3(APPROVE, APPROVE, APPROVE));
        suspend(member);
        pass(1);
        lift(member);
        pass(1 hours);
        revealAll(jobId, choices3(0, APPROVE, APPROVE));
        closeSlashing(jobId, member, 10 ether);
    }

    function test_ASuspensionWhileRevealsAreTakenExcusesAMissingReveal() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        commitAll(jobId, choices3(APPROVE, APPROVE, APPROVE));
        pass(1 hours);
        suspend(member);
        closeSlashing(jobId, member, 0);
    }

    /// @dev Closes the round once its votes are over.
    function closeSlashing(uint256 jobId, address member, uint256 slashWei) private {
        uint256 stakedWei = stakes.positionOf(member, Roles.VALIDATOR).staked;
        pass(2 hours);
        jobs.closeValidation(jobId);
        assertEq(stakedWei - stakes.positionOf(member, Roles.VALIDATOR).staked, slashWei, "slashed");
    }

    function test_ASuspensionAfterTheCommitsExcusesNoJurorsMissingCommit() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address juror = jury(jobId)[0];
        juryVote(jobId, choices3(0, REJECT, REJECT));
        suspend(juror);
        pass(10 hours);
        jobs.finalize(jobId);
        assertEq(stakes.positionOf(juror, Roles.COUNCIL).staked, STAKE_WEI - 10 ether, "slashed");
    }

    // Outcomes

    /// @dev A guardian with an allied seat of three suspends one of the others once they have committed.
    function test_SuspendingAMemberAfterTheCommitsTurnsNoOutcome() public {
        uint256 jobId = drawJob();
        address[] memory members = committee(jobId);
        commitAll(jobId, choices3(REJECT, APPROVE, APPROVE));
        pass(1 hours);
        suspend(members[2]);
        reveal(jobId, members[0], REJECT);
        reveal(jobId, members[1], APPROVE);
        expectDrawnAgain(jobId, members);
    }

    /// @dev Or once it knows who is drawn.
    function test_SuspendingAMemberBeforeTheDrawTurnsNoOutcome() public {
        uint256 jobId = submitJob();
        chooseDistinct(jobId);
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        (address[] memory drawn,,,) = pool.draw(drawRequest(jobId, seedOf(jobId, 1, prevrandaoOf(seedBlock)), 3));
        suspend(drawn[2]);
        draw(jobId);
        vote(jobId, choices3(REJECT, APPROVE, 0));
        expectDrawnAgain(jobId, drawn);
    }

    /// @dev With three seats of seven it suspends two others, so that it has most of the quorum.
    function test_SuspendingJurorsAfterTheCommitsTurnsNoVerdict() public {
        fund(agent);
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices3(REJECT, REJECT, REJECT));
        appealJob(jobId, agent);
        seatThreeTwoTwo(jobId, councillors[0]);
        drawJuryAsItComes(jobId);
        for (uint256 i; i < 3; ++i) {
            juryCommit(jobId, councillors[i], i == 0 ? APPROVE : REJECT);
        }
        pass(3 hours);
        suspend(councillors[1]);
        juryReveal(jobId, councillors[0], APPROVE);
        juryReveal(jobId, councillors[2], REJECT);
        assertEq(uint256(disputes.verdictOf(jobId, 2)), uint256(Outcome.Pending), "three seats of seven");
    }

    // Hearings that go on

    /// @dev It suspends everybody who judges: no committee sits, and nobody on the jury votes. Once they are free they do.
    function test_AGuardianAloneDoesNotHaveWorkGoUnpaid() public {
        uint256 jobId = heldUpJob();
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.HearingHeldUp.selector, jobId, 1));
        jobs.finalize(jobId);
        uint48 heldUntil = identities.suspensionOf(councillors[0]).until;
        IDisputeModule.Windows memory windows = IDisputeModule.Windows({
            commitEnd: heldUntil + 7 hours,
            revealEnd: heldUntil + 7 hours,
            appealEnd: heldUntil + 13 hours,
            rulingEnd: heldUntil + 7 hours + 3 days
        });
        vm.expectEmit(address(disputes));
        emit IDisputeModule.HearingResumed(jobId, 1, windows);
        disputes.resumeHearing(jobId);
        pass(heldUntil - systemPause.activeTime());
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IIdentityRegistry.SuspendedRecently.selector,
                    councillors[i],
                    heldUntil + JUDGING_DELAY_SECONDS,
                    heldUntil
                )
            );
            suspend(councillors[i]);
        }
        juryRules(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.finalize(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Approved), "judged");
        assertEq(stakes.claimOf(agent), 650 ether, "paid");
    }

    /// @dev One was suspended long before, until the commits were over; the other when reveals were taken. The first votes
    /// while the second still waits: by the time that this one is free it could be suspended again.
    function test_NobodyWhoWasFreeInBetweenIsKeptFromAHearingThatGoesOn() public {
        suspend(councillors[0]);
        pass(uint256(JUDGING_DELAY_SECONDS) - 6 hours - 30 minutes);
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryCommit(jobId, councillors[1], REJECT);
        juryCommit(jobId, councillors[2], REJECT);
        pass(3 hours);
        suspend(councillors[1]);
        juryReveal(jobId, councillors[2], REJECT);
        pass(4 hours + 3 days);
        disputes.resumeHearing(jobId);
        (bool success,) = suspending(councillors[0]);
        assertFalse(success, "suspended recently");
        juryCommit(jobId, councillors[0], REJECT);
        juryReveal(jobId, councillors[0], REJECT);
        assertEq(uint256(disputes.verdictOf(jobId, 1)), uint256(Outcome.Rejected), "two of three");
    }

    function test_AHearingGoesOnOnceAndSilenceIsSlashedThen() public {
        uint256 jobId = heldUpJob();
        disputes.resumeHearing(jobId);
        pass(currentHearing(jobId).rulingEnd - systemPause.activeTime());
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotHeldUp.selector, jobId, 1));
        disputes.resumeHearing(jobId);
        jobs.finalize(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Inconclusive), "nobody judged");
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).staked, STAKE_WEI - 10 ether, "silent");
    }

    /// @dev The second time another juror is suspended, who could have voted the first time.
    function test_NoSecondSuspensionHasAHearingGoOnTwice() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = jury(jobId);
        suspend(jurors[0]);
        juryVote(jobId, choices3(0, 0, REJECT));
        pass(4 hours + 3 days);
        disputes.resumeHearing(jobId);
        suspend(jurors[1]);
        pass(currentHearing(jobId).rulingEnd - systemPause.activeTime());
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotHeldUp.selector, jobId, 1));
        disputes.resumeHearing(jobId);
        jobs.finalize(jobId);
    }

    function test_TheOwnerRulesBeforeAHearingGoesOn() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        suspendCouncil();
        uint48 revealEnd = currentHearing(jobId).revealEnd;
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.JuryStillVoting.selector, jobId, revealEnd, revealEnd - 7 hours)
        );
        disputes.resumeHearing(jobId);
        pass(7 hours);
        uint48 rulingEnd = currentHearing(jobId).rulingEnd;
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.AwaitingOwner.selector, jobId, rulingEnd, systemPause.activeTime())
        );
        disputes.resumeHearing(jobId);
        ownerRules(jobId, Outcome.Approved);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.AlreadyRuled.selector, jobId));
        disputes.resumeHearing(jobId);
    }

    /// @dev A single seat of three would have made no verdict, nor would two of those who were free to vote.
    function test_AHearingThatNoSuspensionHeldUpDoesNotGoOn() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        suspend(jury(jobId)[0]);
        pass(7 hours + 3 days);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotHeldUp.selector, jobId, 1));
        disputes.resumeHearing(jobId);
        jobs.finalize(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Approved), "by default");
    }

    /// @dev A stolen key: suspended, and revoked before the suspension is over.
    function test_WhoLostTheRoleBeforeAHearingGoesOnNeitherVotesNorIsSlashed() public {
        uint256 jobId = heldUpJob();
        setRoles(councillors[0], 0);
        disputes.resumeHearing(jobId);
        pass(currentHearing(jobId).revealEnd - systemPause.activeTime() - 1 hours);
        for (uint256 i = 1; i < 3; ++i) {
            juryCommit(jobId, councillors[i], APPROVE);
            juryReveal(jobId, councillors[i], APPROVE);
        }
        expectJurorBarred(jobId, councillors[0]);
        vm.prank(councillors[0]);
        disputes.commitJuryVote(jobId, "commitment");
        pass(9 hours);
        jobs.finalize(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Approved), "by the others");
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).staked, STAKE_WEI, "not slashed");
    }

    // Revocations

    function test_WorkIsNotHandedInWhileAnEffectiveChangeWaits() public {
        setRoles(validators[0], 0);
        uint48 effectiveAt = uint48(vm.getBlockTimestamp()) + JUDGING_DELAY_SECONDS;
        pass(uint256(JUDGING_DELAY_SECONDS) - 1 hours);
        uint256 jobId = assignJob();
        pass(1 hours + 5 minutes);
        vm.expectRevert(abi.encodeWithSelector(ISortitionPool.ChangesWait.selector, 11, effectiveAt));
        submit(jobId);
        pool.sync(ANY);
        vm.expectRevert(
            abi.encodeWithSelector(ISortitionPool.ChangedThisSecond.selector, effectiveAt + 5 minutes)
        );
        submit(jobId);
        pass(1);
        submit(jobId);
        assertEq(pool.weightAt(Roles.VALIDATOR, validators[0], validation.roundOf(jobId).frozenAt), 0, "no weight");
    }

    /// @dev They hold most of the stake; the five who are left judge.
    function test_ThirtyRevokedIdentitiesTakeNoCommitteeAway() public {
        admitThirty();
        for (uint256 i; i < 30; ++i) {
            setRoles(makeActor(nameOf(i)), 0);
        }
        awaitRoles();
        uint256 jobId = drawJob();
        expectFullCommitteeOfOthers(jobId);
    }

    /// @dev Handed in just before thirty revocations take effect, drawn from a block after it.
    function test_ThirtyRevokedBetweenSubmissionAndSeedBlockTakeNoCommitteeAway() public {
        admitThirty();
        uint256 start = vm.getBlockTimestamp();
        for (uint256 i; i < 30; ++i) {
            setRoles(makeActor(nameOf(i)), 0);
        }
        pass(start + JUDGING_DELAY_SECONDS - 1 - vm.getBlockTimestamp());
        uint256 jobId = submitJob();
        pass(1);
        assertFalse(identities.hasRole(makeActor(nameOf(0)), Roles.VALIDATOR), "revoked");
        pass(12);
        drawAsItComes(jobId);
        expectFullCommitteeOfOthers(jobId);
    }

    /// @dev Revoked between the seed block and the draw: waiting chooses nobody else, it only empties a seat.
    function test_WhoIsRevokedAfterTheSeedBlockLeavesItsSeatEmpty() public {
        uint256 start = vm.getBlockTimestamp();
        for (uint256 i; i < 8; ++i) {
            setRoles(validators[i], 0);
        }
        pass(start + JUDGING_DELAY_SECONDS - 13 - vm.getBlockTimestamp());
        uint256 jobId = submitJob();
        pass(6);
        pass(6);
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        assertTrue(vm.getBlockNumber() > seedBlock, "passed");
        pass(1);
        validation.drawCommittee(jobId, headerOf(seedBlock));
        assertEq(committee(jobId).length, 0, "refused: every seat is empty");
        jobs.closeValidation(jobId);
        assertStatus(jobId, IJobRegistry.Status.Disputed);
    }

    // Helpers

    function suspend(address account) private {
        vm.prank(guardian);
        identities.suspend(account);
    }

    function suspending(address account) private returns (bool, bytes memory) {
        vm.prank(guardian);
        return address(identities).call(abi.encodeCall(identities.suspend, (account)));
    }

    function suspendCouncil() private {
        for (uint256 i; i < councillors.length; ++i) {
            suspend(councillors[i]);
        }
    }

    /// @dev Everybody who judges was suspended when it was handed in, and the owner has not ruled in its window.
    function heldUpJob() private returns (uint256 jobId) {
        jobId = submitJob();
        for (uint256 i; i < validators.length; ++i) {
            suspend(validators[i]);
        }
        suspendCouncil();
        drawAsItComes(jobId);
        jobs.closeValidation(jobId);
        drawJury(jobId);
        pass(7 hours + 3 days);
    }

    function lift(address account) private {
        vm.prank(registrar);
        identities.liftSuspension(account);
    }

    /// @dev Nothing is decided, and neither the agent nor whoever was right, or could not say so, has lost anything.
    function expectDrawnAgain(uint256 jobId, address[] memory members) private {
        uint256[] memory stakedWei = new uint256[](members.length);
        for (uint256 i; i < members.length; ++i) {
            stakedWei[i] = stakes.positionOf(members[i], Roles.VALIDATOR).staked;
        }
        pass(2 hours);
        jobs.closeValidation(jobId);
        assertEq(uint256(validation.roundAt(jobId, 1).outcome), uint256(Outcome.Inconclusive), "nothing is decided");
        assertEq(validation.roundOf(jobId).number, 2, "drawn again");
        for (uint256 i; i < members.length; ++i) {
            assertEq(stakes.positionOf(members[i], Roles.VALIDATOR).staked, stakedWei[i], "unharmed");
        }
    }

    /// @dev A prevrandao that gives three seats of seven to an account and two to each other councillor.
    function seatThreeTwoTwo(uint256 jobId, address three) private {
        uint64 seedBlock = currentHearing(jobId).seedBlock;
        minePast(seedBlock);
        for (uint256 salt; salt < 512; ++salt) {
            bytes32 prevrandao = keccak256(abi.encode("seats", salt));
            (address[] memory jurors, uint8[] memory seats) = expectedJury(jobId, jurySeedOf(jobId, prevrandao));
            bool wanted = jurors.length == 3;
            for (uint256 i; wanted && i < 3; ++i) {
                wanted = seats[i] == (jurors[i] == three ? 3 : 2);
            }
            if (wanted) return choose(seedBlock, prevrandao);
        }
        revert("no such seed");
    }

    function nameOf(uint256 i) private pure returns (string memory) {
        return string.concat("bad ", vm.toString(i));
    }

    function admitThirty() private {
        for (uint256 i; i < 30; ++i) {
            vm.prank(registrar);
            identities.register(nameOf(i), makeActor(nameOf(i)), Roles.VALIDATOR);
        }
        awaitRoles();
        for (uint256 i; i < 30; ++i) {
            stake(makeActor(nameOf(i)), Roles.VALIDATOR, 10_000 ether);
        }
    }

    function expectFullCommitteeOfOthers(uint256 jobId) private view {
        address[] memory members = committee(jobId);
        uint256 seats;
        for (uint256 i; i < members.length; ++i) {
            assertTrue(identities.hasRole(members[i], Roles.VALIDATOR), "holds the role");
            seats += validation.ballotOf(jobId, 1, members[i]).seats;
        }
        assertEq(seats, 3, "every seat");
    }

    function expectMemberBarred(uint256 jobId, address member) private {
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.MemberBarred.selector, jobId, 1, member));
    }

    function expectJurorBarred(uint256 jobId, address juror) private {
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JurorBarred.selector, jobId, 1, juror));
    }
}
