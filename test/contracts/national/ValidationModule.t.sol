// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";
import {Vm} from "../support/Test.sol";

contract ValidationModuleTest is National {
    // Opening and drawing

    function test_SubmissionOpensARoundOverThePreviousSecond() public {
        uint256 jobId = assignJob();
        uint64 seedBlock = uint64(vm.getBlockNumber()) + 1;
        uint48 frozenAt = uint48(vm.getBlockTimestamp()) - 1;
        vm.expectEmit(address(validation));
        emit IValidationModule.RoundOpened(jobId, 1, seedBlock, frozenAt);
        submit(jobId);
        IValidationModule.Round memory round = validation.roundOf(jobId);
        assertEq(round.number, 1, "number");
        assertEq(round.seedBlock, seedBlock, "seed block");
        assertEq(round.frozenAt, frozenAt, "frozen at");
    }

    function test_ASecondRoundForTheSameJobReverts() public {
        uint256 jobId = submitJob();
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.RoundExists.selector, jobId));
        vm.prank(address(jobs));
        validation.openRound(IValidationModule.Opening(jobId, employer, agent, operator, 1, 1));
    }

    function test_DrawSeatsAndLocksTheCommittee() public {
        uint256 jobId = submitJob();
        IValidationModule.Round memory round = validation.roundOf(jobId);
        minePast(round.seedBlock);
        bytes32 seed = seedOf(jobId, 1, prevrandaoOf(round.seedBlock));
        (address[] memory members, uint8[] memory seats,,) = pool.draw(drawRequest(jobId, seed, 3));
        uint48 active = systemPause.activeTime();
        vm.expectEmit(address(validation));
        emit IValidationModule.CommitteeDrawn(
            jobId, 1, seed, members, seats, new uint8[](members.length), active + 1 hours, active + 3 hours
        );
        validation.drawCommittee(jobId, headerOf(round.seedBlock));
        uint256 allSeats;
        for (uint256 i; i < members.length; ++i) {
            allSeats += seats[i];
            IValidationModule.Ballot memory ballot = validation.ballotOf(jobId, 1, members[i]);
            assertEq(stakes.lockOf(jobId, members[i], Roles.VALIDATOR), seats[i] * SEAT_LOCK_WEI, "lock");
            assertEq(ballot.lockedWei, seats[i] * SEAT_LOCK_WEI, "locked");
            assertEq(ballot.seats, seats[i], "seats");
            assertEq(validation.membersOf(jobId, 1)[i], members[i], "member");
        }
        assertEq(allSeats, 3, "seats in all");
        assertEq(validation.roundAt(jobId, 1).seats, 3, "seats of the round");
        assertEq(validation.roundAt(jobId, 1).seed, seed, "seed");
    }

    function test_DrawingBeforeTheSeedBlockHasPassedReverts() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IValidationModule.SeedNotReady.selector, jobId, seedBlock, vm.getBlockNumber()
                )
            );
            validation.drawCommittee(jobId, headerOf(seedBlock));
            mine(1);
        }
        validation.drawCommittee(jobId, headerOf(seedBlock));
    }

    function test_DrawingTwiceReverts() public {
        uint256 jobId = drawJob();
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.AlreadyDrawn.selector, jobId, 1));
        validation.drawCommittee(jobId, "");
    }

    function test_DrawingWithoutARoundReverts() public {
        uint256 jobId = assignJob();
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.NoRound.selector, jobId));
        validation.drawCommittee(jobId, "");
    }

    function test_EmployerAgentAndOperatorNeverSit() public {
        address[3] memory parties = [employer, agent, operator];
        vm.startPrank(registrar);
        identities.setRoles(employer, Roles.EMPLOYER | Roles.VALIDATOR);
        identities.setRoles(agent, Roles.AGENT | Roles.VALIDATOR);
        identities.setRoles(operator, Roles.OPERATOR | Roles.VALIDATOR);
        vm.stopPrank();
        awaitRoles();
        for (uint256 i; i < 3; ++i) {
            stake(parties[i], Roles.VALIDATOR, 3600 ether);
        }
        pass(1);
        for (uint256 k; k < 4; ++k) {
            uint256 jobId = submitJob();
            drawAsItComes(jobId);
            address[] memory members = committee(jobId);
            assertTrue(members.length > 0, "a committee");
            for (uint256 i; i < members.length; ++i) {
                for (uint256 j; j < 3; ++j) {
                    assertTrue(members[i] != parties[j], "a party");
                }
            }
        }
    }

    // Committing

    function test_CommitIsRecorded() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        vm.expectEmit(address(validation));
        emit IValidationModule.VoteCommitted(jobId, 1, member, "commitment");
        vm.prank(member);
        validation.commitVote(jobId, "commitment");
        assertEq(validation.ballotOf(jobId, 1, member).commitment, "commitment", "stored");
    }

    function test_OnlyMembersCommit() public {
        uint256 jobId = drawJob();
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.NotMember.selector, jobId, 1, stranger));
        vm.prank(stranger);
        validation.commitVote(jobId, "commitment");
    }

    function test_TheDomainsAreAsPublished() public view {
        assertTrue(validation.COMMIT_DOMAIN() == keccak256("omnisovereign/validation-commit/1"), "commit");
        assertTrue(validation.DRAW_DOMAIN() == keccak256("omnisovereign/committee-draw/1"), "draw");
    }

    function test_AnEmptyCommitmentIsRefused() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.EmptyCommitment.selector, jobId, 1, member));
        vm.prank(member);
        validation.commitVote(jobId, 0);
    }

    function test_CommitsEndWithTheirWindow() public {
        uint256 jobId = drawJob();
        address[] memory members = committee(jobId);
        uint48 commitEnd = validation.roundOf(jobId).commitEnd;
        pass(1 hours - 1);
        commit(jobId, members[0], APPROVE);
        pass(1);
        vm.expectRevert(
            abi.encodeWithSelector(IValidationModule.CommitWindowClosed.selector, jobId, commitEnd, commitEnd)
        );
        vm.prank(members[1]);
        validation.commitVote(jobId, "late");
        pass(1);
        vm.expectRevert(
            abi.encodeWithSelector(IValidationModule.CommitWindowClosed.selector, jobId, commitEnd, commitEnd + 1)
        );
        vm.prank(members[1]);
        validation.commitVote(jobId, "later");
    }

    // Revealing

    function test_RevealIsCounted() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        commit(jobId, member, APPROVE);
        pass(1 hours);
        vm.expectEmit(address(validation));
        emit IValidationModule.VoteRevealed(jobId, 1, member, APPROVE, saltOf(member), 1);
        reveal(jobId, member, APPROVE);
        IValidationModule.Round memory round = validation.roundOf(jobId);
        assertEq(round.revealedSeats, 1, "revealed");
        assertEq(round.approvedSeats, 1, "approved");
    }

    function test_ARejectionAddsNoApproval() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        commit(jobId, member, REJECT);
        pass(1 hours);
        reveal(jobId, member, REJECT);
        assertEq(validation.roundOf(jobId).approvedSeats, 0, "approved");
        assertEq(validation.ballotOf(jobId, 1, member).choice, REJECT, "choice");
    }

    function test_RevealsHaveTheirWindow() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        commit(jobId, member, APPROVE);
        pass(1 hours - 1);
        expectRevealClosed(jobId, member);
        pass(2 hours + 1);
        expectRevealClosed(jobId, member);
        pass(1);
        expectRevealClosed(jobId, member);
    }

    function test_TheLastSecondOfTheRevealWindowCounts() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        commit(jobId, member, APPROVE);
        pass(3 hours - 1);
        reveal(jobId, member, APPROVE);
    }

    function test_RevealWithoutCommitReverts() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        pass(1 hours);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.NotCommitted.selector, jobId, 1, member));
        reveal(jobId, member, APPROVE);
    }

    function test_RevealingTwiceReverts() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        commit(jobId, member, APPROVE);
        pass(1 hours);
        reveal(jobId, member, APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.AlreadyRevealed.selector, jobId, 1, member));
        reveal(jobId, member, APPROVE);
    }

    function test_ThereAreTwoChoices() public {
        uint256 jobId = drawJob();
        address[] memory members = committee(jobId);
        commit(jobId, members[0], 0);
        commit(jobId, members[1], 3);
        pass(1 hours);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.InvalidChoice.selector, 0));
        reveal(jobId, members[0], 0);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.InvalidChoice.selector, 3));
        reveal(jobId, members[1], 3);
    }

    function test_OnlyMembersReveal() public {
        uint256 jobId = drawJob();
        pass(1 hours);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.NotMember.selector, jobId, 1, stranger));
        reveal(jobId, stranger, APPROVE);
    }

    // Closing

    function test_ARoundClosesOnceEverybodyRevealed() public {
        uint256 jobId = drawJob();
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        vm.expectEmit(address(validation));
        emit IValidationModule.RoundClosed(jobId, 1, Outcome.Approved, 3, 3, 3);
        jobs.closeValidation(jobId);
    }

    function test_TheCloseCountsSeatsAndReveals() public {
        uint256 jobId = drawJob();
        vote(jobId, choices3(APPROVE, 0, APPROVE));
        pass(2 hours);
        vm.expectEmit(address(validation));
        emit IValidationModule.RoundClosed(jobId, 1, Outcome.Approved, 3, 2, 2);
        jobs.closeValidation(jobId);
    }

    function test_EachRevealNamesItsRoundAndTheCloseBothCounts() public {
        uint256 jobId = drawJob();
        address[] memory members = committee(jobId);
        commitAll(jobId, choices3(APPROVE, REJECT, APPROVE));
        pass(1 hours);
        reveal(jobId, members[0], APPROVE);
        vm.expectEmit(address(validation));
        emit IValidationModule.VoteRevealed(jobId, 1, members[1], REJECT, saltOf(members[1]), 1);
        reveal(jobId, members[1], REJECT);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.AlreadyRevealed.selector, jobId, 1, members[1]));
        reveal(jobId, members[1], REJECT);
        reveal(jobId, members[2], APPROVE);
        vm.expectEmit(address(validation));
        emit IValidationModule.RoundClosed(jobId, 1, Outcome.Approved, 3, 3, 2);
        jobs.closeValidation(jobId);
    }

    function test_ARoundCannotCloseWhileARevealIsDue() public {
        uint256 jobId = drawJob();
        vote(jobId, choices3(APPROVE, APPROVE, 0));
        IValidationModule.Round memory round = validation.roundOf(jobId);
        vm.expectRevert(
            abi.encodeWithSelector(
                IValidationModule.RevealWindowOpen.selector, jobId, round.revealEnd, round.commitEnd
            )
        );
        jobs.closeValidation(jobId);
        pass(2 hours);
        jobs.closeValidation(jobId);
    }

    function test_ClosingAnUndrawnRoundReverts() public {
        uint256 jobId = submitJob();
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.NotDrawn.selector, jobId, 1));
        jobs.closeValidation(jobId);
    }

    function test_AClosedRoundCannotBeClosedAgain() public {
        uint256 jobId = judgeJob(APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.RoundIsClosed.selector, jobId, 1));
        vm.prank(address(jobs));
        validation.closeRound(jobId);
    }

    /// @dev Threshold 60 %.
    function test_TwoOfThreeSeatsReachTheThreshold() public {
        uint256 jobId = judgeJob(choices3(APPROVE, REJECT, APPROVE));
        assertStatus(jobId, IJobRegistry.Status.Accepted);
    }

    /// @dev Both could still be turned by the third seat.
    function test_OneAgainstOneOfThreeSeatsIsDrawnAgain() public {
        uint256 jobId = judgeJob(choices3(APPROVE, REJECT, 0));
        assertStatus(jobId, IJobRegistry.Status.Submitted);
        assertEq(validation.roundOf(jobId).number, 2, "another committee");
    }

    function test_SilentSeatsTurnNoApprovalAndNoRejection() public {
        setCommittee(5, 3, 8000);
        expectOutcomeOf(4, 0, Outcome.Approved);
        expectOutcomeOf(3, 0, Outcome.Inconclusive);
        expectOutcomeOf(2, 1, Outcome.Inconclusive);
        expectOutcomeOf(1, 2, Outcome.Rejected);
    }

    /// @dev What the third seat could not turn by a vote it does not undo by silence.
    function test_AMajorityOfAllSeatsDecidesWhateverTheQuorum() public {
        setCommittee(3, 3, 6000);
        expectOutcomeOf(2, 0, Outcome.Approved);
        expectOutcomeOf(0, 2, Outcome.Rejected);
        expectOutcomeOf(1, 0, Outcome.Inconclusive);
        expectOutcomeOf(0, 1, Outcome.Inconclusive);
    }

    function test_SeatsExactlyAtTheThresholdApprove() public {
        IJobTerms.Terms memory terms = defaultTerms();
        (terms.validation.committeeSize, terms.validation.quorum) = (5, 5);
        vm.prank(council);
        jobTerms.setTerms(terms);
        uint8[] memory choices = new uint8[](5);
        (choices[0], choices[1], choices[2], choices[3], choices[4]) = (APPROVE, REJECT, APPROVE, REJECT, APPROVE);
        assertStatus(judgeJob(choices), IJobRegistry.Status.Accepted);
        choices[0] = REJECT;
        assertStatus(judgeJob(choices), IJobRegistry.Status.Rejected);
    }

    function test_ADecidedRoundReleasesOnlyWhoDidNotReveal() public {
        uint256 jobId = judgeJob(choices3(APPROVE, APPROVE, 0));
        address[] memory members = committee(jobId);
        assertEq(stakes.lockOf(jobId, members[0], Roles.VALIDATOR), SEAT_LOCK_WEI, "a revealer waits");
        assertEq(stakes.lockOf(jobId, members[2], Roles.VALIDATOR), 0, "who did not reveal is free");
        assertEq(stakes.positionOf(members[2], Roles.VALIDATOR).locked, 0, "nothing is locked");
    }

    function test_RatesOfZeroSlashNobody() public {
        IJobTerms.Terms memory terms = defaultTerms();
        (terms.validation.nonRevealSlashBps, terms.validation.wrongVoteSlashBps) = (0, 0);
        vm.prank(council);
        jobTerms.setTerms(terms);
        vm.recordLogs();
        uint256 silent = judgeJob(choices3(APPROVE, APPROVE, 0));
        uint256 wrong = judgeJob(choices3(APPROVE, APPROVE, REJECT));
        pass(1 days);
        jobs.finalize(silent);
        jobs.finalize(wrong);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            assertTrue(logs[i].topics[0] != IStakeManager.StakeSlashed.selector, "slashed");
        }
    }

    function test_ASlashRoundsDownAndTakesTheLeastAmount() public {
        IJobTerms.Terms memory terms = defaultTerms();
        terms.validation.seatLockWei = 19;
        vm.prank(council);
        jobTerms.setTerms(terms);
        uint256 jobId = drawJob();
        vote(jobId, choices3(APPROVE, APPROVE, 0));
        pass(2 hours);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeSlashed(
            jobId, committee(jobId)[2], Roles.VALIDATOR, 1, IStakeManager.SlashReason.NonReveal
        );
        jobs.closeValidation(jobId);
    }

    // Settling

    function test_SettlingSlashesTheWrongVoteAndReleasesEverySeat() public {
        uint256 jobId = judgeJob(choices3(APPROVE, REJECT, APPROVE));
        pass(1 days);
        address[] memory members = committee(jobId);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeSlashed(
            jobId, members[1], Roles.VALIDATOR, 5 ether, IStakeManager.SlashReason.WrongVote
        );
        jobs.finalize(jobId);
        for (uint256 i; i < 3; ++i) {
            assertEq(stakes.lockOf(jobId, members[i], Roles.VALIDATOR), 0, "lock");
            assertEq(stakes.positionOf(members[i], Roles.VALIDATOR).locked, 0, "position");
        }
    }

    function test_SettlingTwiceReverts() public {
        uint256 jobId = finalizeJob(APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.AlreadySettled.selector, jobId));
        vm.prank(address(settlement));
        validation.settle(jobId, Outcome.Approved);
    }

    function test_SettlingAnOpenRoundReverts() public {
        uint256 jobId = drawJob();
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.RoundIsOpen.selector, jobId, 1));
        vm.prank(address(settlement));
        validation.settle(jobId, Outcome.Approved);
    }

    function test_SettlementNamesTheWinnersInOrder() public {
        uint256 jobId = judgeJob(choices3(APPROVE, REJECT, APPROVE));
        address[] memory members = committee(jobId);
        address[] memory winners = new address[](2);
        (winners[0], winners[1]) = (members[0], members[2]);
        pass(1 days);
        vm.expectEmit(address(validation));
        emit IValidationModule.RoundSettled(jobId, 1, Outcome.Approved, winners);
        jobs.finalize(jobId);
    }

    function test_ARoundThatNobodyDecidedHasNoWinners() public {
        uint256 jobId = inconclusiveJob();
        drawJury(jobId);
        pass(7 hours + 3 days);
        vm.expectEmit(address(validation));
        emit IValidationModule.RoundSettled(jobId, 2, Outcome.Inconclusive, new address[](0));
        jobs.finalize(jobId);
    }

    function test_AllMembersAreThoseOfBothRounds() public {
        uint256 jobId = inconclusiveJob();
        address[] memory all = validation.allMembersOf(jobId);
        address[] memory first = validation.membersOf(jobId, 1);
        address[] memory second = validation.membersOf(jobId, 2);
        assertEq(all.length, first.length + second.length, "length");
        for (uint256 i; i < 3; ++i) {
            assertEq(all[i], first[i], "first round");
            assertEq(all[3 + i], second[i], "second round");
        }
    }

    function test_TheRedrawKeepsTheFrozenWeights() public {
        uint256 jobId = judgeJob(choices3(0, 0, 0));
        assertEq(validation.roundAt(jobId, 2).frozenAt, validation.roundAt(jobId, 1).frozenAt, "frozen at");
        assertEq(validation.roundOf(jobId).seedBlock, uint64(vm.getBlockNumber()) + 1, "a new future block");
    }

    // Helpers

    function setCommittee(uint8 size, uint8 quorum, uint16 approvalBps) private {
        IJobTerms.Terms memory terms = defaultTerms();
        (terms.validation.committeeSize, terms.validation.quorum, terms.validation.approvalBps) =
            (size, quorum, approvalBps);
        vm.prank(council);
        jobTerms.setTerms(terms);
    }

    /// @dev Of a first round in which as many seats approve and reject, and all others are silent.
    function expectOutcomeOf(uint256 approving, uint256 rejecting, Outcome expected) private {
        uint256 jobId = drawJob();
        uint8[] memory choices = new uint8[](approving + rejecting);
        for (uint256 i; i < choices.length; ++i) {
            choices[i] = i < approving ? APPROVE : REJECT;
        }
        vote(jobId, choices);
        pass(2 hours);
        jobs.closeValidation(jobId);
        assertEq(uint256(validation.roundAt(jobId, 1).outcome), uint256(expected), "outcome");
    }

    function expectRevealClosed(uint256 jobId, address member) private {
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
    }
}
