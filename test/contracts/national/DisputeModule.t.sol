// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {SeedBlock} from "../../../contracts/shared/SeedBlock.sol";
import {National} from "../support/National.sol";
import {Vm} from "../support/Test.sol";

contract DisputeModuleTest is National {
    // Opening

    function test_OpeningFixesTheSeedBlockAndThePast() public {
        uint256 jobId = judgeJob(APPROVE);
        uint64 seedBlock = uint64(vm.getBlockNumber()) + 1;
        uint48 frozenAt = validation.roundAt(jobId, 1).frozenAt;
        vm.expectEmit(address(disputes));
        emit IDisputeModule.HearingOpened(
            jobId, 1, employer, Outcome.Approved, "evidence", 108.5 ether, seedBlock, frozenAt, false
        );
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        IDisputeModule.Dispute memory dispute = disputes.disputeOf(jobId);
        assertEq(dispute.hearings, 1, "hearings");
        assertEq(dispute.frozenAt, frozenAt, "who stood before the submission");
        assertEq(dispute.jurorLockWei, JUROR_LOCK_WEI, "lock");
        assertEq(dispute.firstBondWei, 101 ether, "bond");
        assertEq(dispute.seatFeeWei, 2.5 ether, "a seat");
        assertEq(dispute.jurySize, 3, "jury");
        IDisputeModule.Hearing memory hearing = currentHearing(jobId);
        assertEq(hearing.claimant, employer, "claimant");
        assertEq(uint256(hearing.standing), uint256(Outcome.Approved), "standing");
        assertEq(hearing.seedBlock, seedBlock, "seed block");
        assertEq(hearing.evidenceHash, "evidence", "evidence");
    }

    function test_TheAgentDisputesARejection() public {
        uint256 jobId = judgeJob(REJECT);
        vm.prank(agent);
        jobs.raiseDispute(jobId, "evidence");
        assertEq(currentHearing(jobId).claimant, agent, "claimant");
        assertEq(uint256(currentHearing(jobId).standing), uint256(Outcome.Rejected), "standing");
    }

    function test_ASecondDisputeReverts() public {
        uint256 jobId = disputeJob(APPROVE);
        IDisputeModule.Opening memory opening;
        opening.jobId = jobId;
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.DisputeExists.selector, jobId));
        vm.prank(address(jobs));
        disputes.openDispute(opening);
    }

    /// @dev What can be earned bounds what a juror risks.
    function test_ASeatLocksNoMoreThanItsJobPays() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.rewardWei, request.validatorBonusWei, request.validatorBonusCapWei) = (7, 2, 4);
        uint256 jobId = createJob(request);
        assign(jobId);
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.closeValidation(jobId);
        vm.prank(employer);
        jobs.raiseDispute(jobId, 0);
        assertEq(disputes.disputeOf(jobId).jurorLockWei, 9, "reward and bonus");
    }

    // Drawing

    function test_TheCouncilSitsAndLocksItsSeats() public {
        uint256 jobId = disputeJob(APPROVE);
        mine(2);
        uint48 active = systemPause.activeTime();
        vm.recordLogs();
        drawJury(jobId);
        address[] memory jurors = jury(jobId);
        uint8[] memory seats = new uint8[](3);
        (seats[0], seats[1], seats[2]) = (1, 1, 1);
        bytes memory told = abi.encode(
            Roles.COUNCIL,
            currentHearing(jobId).seed,
            jurors,
            seats,
            new uint8[](3),
            IDisputeModule.Windows(active + 3 hours, active + 7 hours, active + 13 hours, active + 7 hours + 3 days)
        );
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory drawn = logs[logs.length - 1];
        assertEq(drawn.topics[0], IDisputeModule.JuryDrawn.selector, "event");
        assertEq(uint256(drawn.topics[1]), jobId, "job");
        assertEq(keccak256(drawn.data), keccak256(told), "what the event tells");
        for (uint256 i; i < 3; ++i) {
            assertTrue(identities.hasRole(jurors[i], Roles.COUNCIL), "council");
            assertEq(disputes.juryBallotOf(jobId, 1, jurors[i]).seats, 1, "seated");
            assertEq(disputes.juryBallotOf(jobId, 1, jurors[i]).lockedWei, JUROR_LOCK_WEI, "locked");
            assertEq(stakes.lockOf(jobId, jurors[i], Roles.COUNCIL), JUROR_LOCK_WEI, "lock");
        }
        IDisputeModule.Hearing memory hearing = currentHearing(jobId);
        assertEq(hearing.role, Roles.COUNCIL, "role");
        assertEq(hearing.seats, 3, "seats");
        assertEq(hearing.commitEnd, active + 3 hours, "commit end");
        assertEq(hearing.revealEnd, active + 7 hours, "reveal end");
        assertEq(hearing.appealEnd, active + 13 hours, "appeal end");
        assertEq(hearing.rulingEnd, active + 7 hours + 3 days, "ruling end");
    }

    function test_TheJuryIsWhatThePoolDrawsByTheSeed() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJuryAsItComes(jobId);
        bytes32 seed = jurySeedOf(jobId, prevrandaoOf(currentHearing(jobId).seedBlock));
        assertEq(currentHearing(jobId).seed, seed, "seed");
        (address[] memory expected, uint8[] memory seats) = expectedJury(jobId, seed);
        assertEq(jury(jobId).length, expected.length, "jurors");
        for (uint256 i; i < expected.length; ++i) {
            assertEq(jury(jobId)[i], expected[i], "juror");
            assertEq(disputes.juryBallotOf(jobId, 1, expected[i]).seats, seats[i], "seats");
        }
    }

    function test_FewerThanThreeOfTheCouncilDoNotJudge() public {
        revoke(councillors[0]);
        awaitRoles();
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = jury(jobId);
        assertEq(jurors.length, 3, "jury");
        assertEq(currentHearing(jobId).role, Roles.VALIDATOR, "validators by stake");
        for (uint256 i; i < 3; ++i) {
            assertEq(validation.ballotOf(jobId, 1, jurors[i]).seats, 0, "outside the committee");
            assertEq(stakes.lockOf(jobId, jurors[i], Roles.VALIDATOR), JUROR_LOCK_WEI, "lock");
        }
    }

    function test_AJurorWithTwoSeatsLocksForTwoAndVotesTwice() public {
        (uint256 jobId, address two) = juryOfTwoAndOne();
        assertEq(stakes.lockOf(jobId, two, Roles.COUNCIL), 2 * JUROR_LOCK_WEI, "locks for both");
        juryCommit(jobId, two, REJECT);
        pass(3 hours);
        vm.expectEmit(address(disputes));
        emit IDisputeModule.JuryVoteRevealed(jobId, 1, two, REJECT, saltOf(two), 2);
        juryReveal(jobId, two, REJECT);
        assertEq(currentHearing(jobId).rejectedSeats, 2, "two votes");
        pass(10 hours);
        jobs.finalize(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Rejected), "a quorum of its own");
    }

    function test_PartiesNeverJudge() public {
        address[3] memory parties = [employer, agent, operator];
        setRoles(employer, Roles.EMPLOYER | Roles.COUNCIL);
        setRoles(agent, Roles.AGENT | Roles.COUNCIL);
        setRoles(operator, Roles.OPERATOR | Roles.COUNCIL);
        awaitRoles();
        for (uint256 i; i < parties.length; ++i) {
            stake(parties[i], Roles.COUNCIL, STAKE_WEI);
        }
        stake(agent, Roles.AGENT, STAKE_WEI);
        pass(1);
        for (uint256 n; n < 8; ++n) {
            // Either party claims in turn: a claimant is excluded as that, too.
            uint256 jobId = disputeJob(n % 2 == 0 ? APPROVE : REJECT);
            drawJuryAsItComes(jobId);
            assertTrue(jury(jobId).length > 0, "a jury of the council's others");
            for (uint256 i; i < parties.length; ++i) {
                assertEq(disputes.juryBallotOf(jobId, 1, parties[i]).seats, 0, "no seat of a party");
            }
        }
    }

    function test_TheCommitteeNeverJudges() public {
        for (uint256 i; i < validators.length; ++i) {
            setRoles(validators[i], Roles.VALIDATOR | Roles.COUNCIL);
        }
        awaitRoles();
        for (uint256 i; i < validators.length; ++i) {
            stake(validators[i], Roles.COUNCIL, STAKE_WEI);
        }
        pass(1);
        for (uint256 n; n < 4; ++n) {
            uint256 jobId = disputeJob(APPROVE);
            drawJuryAsItComes(jobId);
            address[] memory jurors = jury(jobId);
            assertTrue(jurors.length > 0, "a jury");
            for (uint256 i; i < jurors.length; ++i) {
                assertEq(validation.ballotOf(jobId, 1, jurors[i]).seats, 0, "no seat of the committee");
            }
        }
    }

    function test_TheRegistrarCannotAppointTheJuryOfAJobUnderWay() public {
        uint256 jobId = judgeJob(APPROVE);
        dismissCouncilForPuppets();
        pass(1 days - 1);
        vm.prank(employer);
        jobs.raiseDispute(jobId, 0);
        drawJury(jobId);
        for (uint256 i; i < 3; ++i) {
            assertTrue(isCouncillor(jury(jobId)[i]), "of those who sat before");
        }
        juryRules(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.finalize(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Approved), "stands");
    }

    /// @dev Admitted before the work was handed in, effective before the dispute: still not of those who may judge it.
    function test_WhoJoinsTheCouncilAfterTheSubmissionDoesNotJudgeTheJob() public {
        vm.prank(registrar);
        identities.register("late", stranger, Roles.COUNCIL);
        pass(uint256(JUDGING_DELAY_SECONDS) - 2 hours);
        uint256 jobId = judgeJob(APPROVE);
        pool.sync(ANY);
        vm.prank(employer);
        jobs.raiseDispute(jobId, 0);
        assertTrue(identities.hasRole(stranger, Roles.COUNCIL), "a councillor by now");
        drawJury(jobId);
        for (uint256 i; i < 3; ++i) {
            assertTrue(isCouncillor(jury(jobId)[i]), "of those who sat before");
        }
    }

    /// @dev It is paid if the work is approved: by far the largest stake, and on the council.
    function test_TheOperatorJudgesNoneOfItsJobs() public {
        revoke(councillors[0]);
        setRoles(operator, Roles.OPERATOR | Roles.COUNCIL | Roles.VALIDATOR);
        awaitRoles();
        stake(operator, Roles.VALIDATOR, 5000 ether);
        stake(operator, Roles.COUNCIL, STAKE_WEI);
        pass(1);
        for (uint256 n; n < 4; ++n) {
            uint256 jobId = disputeJob(APPROVE);
            drawJury(jobId);
            assertEq(disputes.juryBallotOf(jobId, 1, operator).seats, 0, "no seat of it");
            pass(1 days);
        }
    }

    function test_OnlyTheHeaderOfTheSeedBlockDrawsAJury() public {
        uint256 jobId = disputeJob(APPROVE);
        uint64 seedBlock = currentHearing(jobId).seedBlock;
        mine(4);
        bytes memory other = headerOf(seedBlock + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                SeedBlock.UnfitHeader.selector, seedBlock, keccak256(headerOf(seedBlock)), keccak256(other)
            )
        );
        disputes.drawJury(jobId, other);
        disputes.drawJury(jobId, headerOf(seedBlock));
    }

    function test_TheSeedBlockOfAJuryLiesAsFarAheadAsTheJobsTermsSay() public {
        IJobTerms.Terms memory terms = defaultTerms();
        terms.validation.seedBlocks = 9;
        vm.prank(council);
        jobTerms.setTerms(terms);
        uint256 jobId = judgeJob(APPROVE);
        vm.prank(council);
        jobTerms.setTerms(defaultTerms());
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        assertEq(currentHearing(jobId).seedBlock, vm.getBlockNumber() + 9, "seed block");
        drawJury(jobId);
        assertEq(jury(jobId).length, 3, "jury");
    }

    function test_DrawingBeforeTheSeedBlockHasPassedReverts() public {
        uint256 jobId = disputeJob(APPROVE);
        uint64 seedBlock = currentHearing(jobId).seedBlock;
        mine(1);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.SeedNotReady.selector, jobId, seedBlock, vm.getBlockNumber())
        );
        disputes.drawJury(jobId, "");
    }

    function test_DrawingTwiceReverts() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JuryAlreadyDrawn.selector, jobId, 1));
        disputes.drawJury(jobId, "");
    }

    function test_NoDisputeNoJury() public {
        uint256 jobId = judgeJob(APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NoDispute.selector, jobId));
        disputes.drawJury(jobId, "");
    }

    function test_NoDisputeNothingToRuleOrConclude() public {
        uint256 jobId = judgeJob(APPROVE);
        schedule(jobId, Outcome.Approved);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NoDispute.selector, jobId));
        execute(jobId, Outcome.Approved);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NoDispute.selector, jobId));
        disputes.concludeDispute(jobId);
    }

    function test_TheDomainsAreAsPublished() public view {
        assertTrue(disputes.JURY_COMMIT_DOMAIN() == keccak256("omnisovereign/jury-commit/1"), "commit");
        assertTrue(disputes.JURY_DRAW_DOMAIN() == keccak256("omnisovereign/jury-draw/1"), "draw");
    }

    function test_WithoutEnoughValidatorsOutsideTheCommitteeTheOwnerRules() public {
        dissolveCouncil();
        stake(validators[0], Roles.VALIDATOR, 500_000 ether);
        pass(1);
        uint256 jobId = submitJob();
        drawAsItComes(jobId);
        address[] memory members = committee(jobId);
        for (uint256 i; i < members.length; ++i) {
            commit(jobId, members[i], APPROVE);
        }
        pass(1 hours);
        for (uint256 i; i < members.length; ++i) {
            reveal(jobId, members[i], APPROVE);
        }
        jobs.closeValidation(jobId);
        vm.prank(employer);
        jobs.raiseDispute(jobId, 0);
        minePast(currentHearing(jobId).seedBlock);
        uint48 rulingEnd = systemPause.activeTime() + 3 days;
        bytes32 seed = jurySeedOf(jobId, prevrandaoOf(currentHearing(jobId).seedBlock));
        vm.expectEmit(address(disputes));
        emit IDisputeModule.JuryUnavailable(jobId, 1, seed, IDisputeModule.Absence.TooFewEligible, rulingEnd);
        drawJuryAsItComes(jobId);
        rule(jobId, Outcome.Rejected);
        jobs.finalize(jobId);
        assertEq(uint256(disputes.disputeOf(jobId).decidedBy), uint256(IDisputeModule.DecidedBy.Owner), "owner");
    }

    function test_AnUnfundedSeatVotesAndRisksWhatThereIs() public {
        uint256 jobId = disputeJob(APPROVE);
        holdAllBut(councillors[0], 7 ether);
        drawJury(jobId);
        IDisputeModule.JuryBallot memory ballot = disputes.juryBallotOf(jobId, 1, councillors[0]);
        assertEq(ballot.seats, 1, "sits");
        assertEq(ballot.unfundedSeats, 1, "unfunded");
        assertEq(ballot.lockedWei, 7 ether, "what there was");
        pass(7 hours + 3 days);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeSlashed(
            jobId, councillors[0], Roles.COUNCIL, 7 ether, IStakeManager.SlashReason.JurorSilence
        );
        jobs.finalize(jobId);
        assertSolvent();
    }

    function test_ALostSeedLeavesTheRulingToTheOwner() public {
        uint256 jobId = disputeJob(APPROVE);
        vm.roll(vm.getBlockNumber() + 9000);
        vm.expectEmit(address(disputes));
        emit IDisputeModule.JuryUnavailable(
            jobId, 1, 0, IDisputeModule.Absence.SeedLost, systemPause.activeTime() + 3 days
        );
        disputes.drawJury(jobId, "");
        assertEq(jury(jobId).length, 0, "no jury");
    }

    // Voting

    function test_JurorsCommitAndReveal() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address juror = jury(jobId)[0];
        bytes32 commitment = disputes.juryCommitmentOf(jobId, 1, juror, REJECT, saltOf(juror));
        vm.expectEmit(address(disputes));
        emit IDisputeModule.JuryVoteCommitted(jobId, 1, juror, commitment);
        juryCommit(jobId, juror, REJECT);
        pass(3 hours);
        vm.expectEmit(address(disputes));
        emit IDisputeModule.JuryVoteRevealed(jobId, 1, juror, REJECT, saltOf(juror), 1);
        juryReveal(jobId, juror, REJECT);
        assertEq(currentHearing(jobId).rejectedSeats, 1, "rejections");
        assertEq(currentHearing(jobId).approvedSeats, 0, "approvals");
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.AlreadyRevealed.selector, jobId, juror));
        juryReveal(jobId, juror, REJECT);
    }

    function test_TheCommitmentBindsEverything() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = jury(jobId);
        bytes32 commitment = disputes.juryCommitmentOf(jobId, 1, jurors[0], REJECT, saltOf(jurors[0]));
        assertEq(
            commitment,
            keccak256(
                abi.encode(
                    keccak256("omnisovereign/jury-commit/1"),
                    block.chainid,
                    address(disputes),
                    jobId,
                    uint8(1),
                    jurors[0],
                    REJECT,
                    saltOf(jurors[0])
                )
            ),
            "formula"
        );
        vm.prank(jurors[1]);
        disputes.commitJuryVote(jobId, commitment);
        pass(3 hours);
        bytes32 own = disputes.juryCommitmentOf(jobId, 1, jurors[1], REJECT, saltOf(jurors[0]));
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.CommitmentMismatch.selector, commitment, own));
        vm.prank(jurors[1]);
        disputes.revealJuryVote(jobId, REJECT, saltOf(jurors[0]));
    }

    function test_VotingRefusals() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address juror = jury(jobId)[0];
        address other = jury(jobId)[1];
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotJuror.selector, jobId, 1, stranger));
        vm.prank(stranger);
        disputes.commitJuryVote(jobId, "commitment");
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.EmptyCommitment.selector, jobId, juror));
        vm.prank(juror);
        disputes.commitJuryVote(jobId, 0);
        juryCommit(jobId, juror, 3);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.AlreadyCommitted.selector, jobId, juror));
        vm.prank(juror);
        disputes.commitJuryVote(jobId, "another");
        expectJuryRevealClosed(jobId, juror);
        pass(3 hours);
        uint48 commitEnd = currentHearing(jobId).commitEnd;
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.CommitWindowClosed.selector, jobId, commitEnd, commitEnd)
        );
        vm.prank(other);
        disputes.commitJuryVote(jobId, "late");
        pass(1);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.CommitWindowClosed.selector, jobId, commitEnd, commitEnd + 1)
        );
        vm.prank(other);
        disputes.commitJuryVote(jobId, "later");
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotCommitted.selector, jobId, other));
        juryReveal(jobId, other, APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotJuror.selector, jobId, 1, stranger));
        juryReveal(jobId, stranger, APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.InvalidChoice.selector, 3));
        juryReveal(jobId, juror, 3);
        pass(4 hours - 1);
        expectJuryRevealClosed(jobId, juror);
        pass(1);
        expectJuryRevealClosed(jobId, juror);
    }

    // Ruling

    function test_TheMajorityOfAQuorumRules() public {
        uint256 jobId = disputeJob(REJECT);
        drawJury(jobId);
        juryRules(jobId, choices3(APPROVE, APPROVE, REJECT));
        vm.expectEmit(address(disputes));
        emit IDisputeModule.DisputeRuled(jobId, 1, Outcome.Approved, IDisputeModule.DecidedBy.Jury, 2, 1);
        jobs.finalize(jobId);
    }

    function test_AJuryThatIsStillVotingCannotBeCutShort() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices3(REJECT, REJECT, 0));
        uint48 revealEnd = currentHearing(jobId).revealEnd;
        bytes memory expected = abi.encodeWithSelector(
            IDisputeModule.JuryStillVoting.selector, jobId, revealEnd, systemPause.activeTime()
        );
        vm.expectRevert(expected);
        jobs.finalize(jobId);
        pass(10 hours);
        jobs.finalize(jobId);
    }

    function test_FinalizingBeforeTheJuryIsDrawnReverts() public {
        uint256 jobId = disputeJob(APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JuryNotDrawn.selector, jobId, 1));
        jobs.finalize(jobId);
    }

    function test_ATieIsNotARuling() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices3(APPROVE, REJECT, 0));
        pass(4 hours);
        uint48 rulingEnd = currentHearing(jobId).rulingEnd;
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeModule.AwaitingOwner.selector, jobId, rulingEnd, systemPause.activeTime()
            )
        );
        jobs.finalize(jobId);
    }

    function test_OneVoteOfThreeIsNoVerdict() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices3(REJECT, 0, 0));
        pass(4 hours);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeModule.AwaitingOwner.selector,
                jobId,
                currentHearing(jobId).rulingEnd,
                systemPause.activeTime()
            )
        );
        jobs.finalize(jobId);
        rule(jobId, Outcome.Approved);
    }

    function test_TheOwnersRulingNeedsItsDelay() public {
        uint256 jobId = failedJury();
        bytes memory call = abi.encodeCall(disputes.ruleByOwner, (jobId, Outcome.Rejected));
        bytes32 operation = manager.hashOperation(arbiter, address(disputes), call);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, operation));
        vm.prank(arbiter);
        disputes.ruleByOwner(jobId, Outcome.Rejected);
        schedule(jobId, Outcome.Rejected);
        vm.expectEmit(address(disputes));
        emit IDisputeModule.DisputeRuled(jobId, 1, Outcome.Rejected, IDisputeModule.DecidedBy.Owner, 0, 0);
        execute(jobId, Outcome.Rejected);
        jobs.finalize(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Rejected), "outcome");
    }

    function test_TheOwnerRulesOnce() public {
        uint256 jobId = failedJury();
        rule(jobId, Outcome.Rejected);
        schedule(jobId, Outcome.Approved);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.AlreadyRuled.selector, jobId));
        execute(jobId, Outcome.Approved);
    }

    function test_TheOwnerRulesApprovedOrRejected() public {
        uint256 jobId = failedJury();
        schedule(jobId, Outcome.Inconclusive);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.InvalidRuling.selector, Outcome.Inconclusive));
        execute(jobId, Outcome.Inconclusive);
        schedule(jobId, Outcome.Pending);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.InvalidRuling.selector, Outcome.Pending));
        execute(jobId, Outcome.Pending);
    }

    function test_TheOwnerCannotOverruleAJury() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices3(REJECT, REJECT, REJECT));
        schedule(jobId, Outcome.Approved);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JuryHasDecided.selector, jobId));
        execute(jobId, Outcome.Approved);
    }

    function test_TheOwnerCannotForestallAJury() public {
        uint256 jobId = disputeJob(APPROVE);
        bytes memory call = abi.encodeCall(disputes.ruleByOwner, (jobId, Outcome.Approved));
        vm.prank(arbiter);
        manager.schedule(address(disputes), call, 0);
        pass(1 days);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JuryNotDrawn.selector, jobId, 1));
        execute(jobId, Outcome.Approved);
        drawJury(jobId);
        uint48 revealEnd = currentHearing(jobId).revealEnd;
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeModule.JuryStillVoting.selector, jobId, revealEnd, systemPause.activeTime()
            )
        );
        execute(jobId, Outcome.Approved);
    }

    function test_TheOwnersWindowCloses() public {
        uint256 jobId = failedJury();
        uint48 rulingEnd = currentHearing(jobId).rulingEnd;
        pass(2 days);
        schedule(jobId, Outcome.Rejected);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.RulingWindowClosed.selector, jobId, rulingEnd, rulingEnd)
        );
        execute(jobId, Outcome.Rejected);
        pass(1);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.RulingWindowClosed.selector, jobId, rulingEnd, rulingEnd + 1)
        );
        execute(jobId, Outcome.Rejected);
        vm.expectEmit(address(disputes));
        emit IDisputeModule.DisputeRuled(jobId, 1, Outcome.Approved, IDisputeModule.DecidedBy.Default, 0, 0);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, agent, 101 ether, IStakeManager.PaymentReason.BondAwarded);
        jobs.finalize(jobId);
        assertStatus(jobId, IJobRegistry.Status.Finalized);
    }

    // Helpers

    /// @dev Nobody votes; the owner's window has just begun.
    function failedJury() private returns (uint256 jobId) {
        jobId = disputeJob(APPROVE);
        drawJury(jobId);
        pass(7 hours);
    }

    function rule(uint256 jobId, Outcome ruling) private {
        schedule(jobId, ruling);
        execute(jobId, ruling);
    }

    function schedule(uint256 jobId, Outcome ruling) private {
        vm.prank(arbiter);
        manager.schedule(address(disputes), abi.encodeCall(disputes.ruleByOwner, (jobId, ruling)), 0);
        pass(1 days);
    }

    function execute(uint256 jobId, Outcome ruling) private {
        vm.prank(arbiter);
        disputes.ruleByOwner(jobId, ruling);
    }

    /// @dev By a prevrandao that gives a juror two seats.
    function juryOfTwoAndOne() private returns (uint256 jobId, address two) {
        jobId = disputeJob(APPROVE);
        uint64 seedBlock = currentHearing(jobId).seedBlock;
        minePast(seedBlock);
        for (uint256 salt; ; ++salt) {
            bytes32 prevrandao = keccak256(abi.encode("two and one", salt));
            (address[] memory jurors, uint8[] memory seats) = expectedJury(jobId, jurySeedOf(jobId, prevrandao));
            if (jurors.length != 2) continue;
            two = seats[0] == 2 ? jurors[0] : jurors[1];
            choose(seedBlock, prevrandao);
            drawJuryAsItComes(jobId);
            return (jobId, two);
        }
    }

    function isCouncillor(address account) private view returns (bool) {
        return account == councillors[0] || account == councillors[1] || account == councillors[2];
    }

    function holdAllBut(address councillor, uint256 leftWei) private {
        vm.prank(address(jobs));
        stakes.lock(99, councillor, Roles.COUNCIL, STAKE_WEI - leftWei);
    }

    function revoke(address account) private {
        setRoles(account, 0);
    }

    function dismissCouncilForPuppets() private {
        vm.startPrank(registrar);
        for (uint256 i; i < 3; ++i) {
            identities.setRoles(councillors[i], 0);
            string memory name = string.concat("puppet ", vm.toString(i));
            identities.register(name, makeActor(name), Roles.COUNCIL);
        }
        vm.stopPrank();
    }

    function dissolveCouncil() private {
        for (uint256 i; i < 3; ++i) {
            revoke(councillors[i]);
        }
        awaitRoles();
    }

    function expectJuryRevealClosed(uint256 jobId, address juror) private {
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
        juryReveal(jobId, juror, 3);
    }
}
