// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
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
        uint48 frozenAt = uint48(vm.getBlockTimestamp()) - 1;
        vm.expectEmit(address(disputes));
        emit IDisputeModule.DisputeOpened(jobId, employer, Outcome.Approved, "evidence", seedBlock, frozenAt);
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        IDisputeModule.Dispute memory dispute = disputes.disputeOf(jobId);
        assertEq(dispute.claimant, employer, "claimant");
        assertEq(uint256(dispute.standing), uint256(Outcome.Approved), "standing");
        assertEq(dispute.seedBlock, seedBlock, "seed block");
        assertEq(dispute.evidenceHash, "evidence", "evidence");
        assertEq(dispute.frozenAt, frozenAt, "frozen at");
    }

    function test_TheAgentDisputesARejection() public {
        uint256 jobId = judgeJob(REJECT);
        vm.expectEmit(address(disputes));
        emit IDisputeModule.DisputeOpened(
            jobId,
            agent,
            Outcome.Rejected,
            "evidence",
            uint64(vm.getBlockNumber()) + 1,
            uint48(vm.getBlockTimestamp()) - 1
        );
        vm.prank(agent);
        jobs.raiseDispute(jobId, "evidence");
    }

    function test_ASecondDisputeReverts() public {
        uint256 jobId = disputeJob(APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.DisputeExists.selector, jobId));
        vm.prank(address(jobs));
        disputes.openDispute(
            IDisputeModule.Opening(jobId, employer, employer, agent, operator, Outcome.Approved, 1, 0)
        );
    }

    // Drawing

    function test_TheCouncilSitsFirst() public {
        uint256 jobId = disputeJob(APPROVE);
        mine(2);
        uint48 active = systemPause.activeTime();
        vm.recordLogs();
        drawJury(jobId);
        Vm.Log memory drawn = vm.getRecordedLogs()[0];
        address[] memory jurors = disputes.jurorsOf(jobId);
        bytes32 seed = jurySeedOf(jobId);
        assertEq(drawn.topics[0], IDisputeModule.JuryDrawn.selector, "event");
        assertEq(uint256(drawn.topics[1]), jobId, "job");
        bytes memory told = abi.encode(seed, jurors, active + 3 hours, active + 7 hours, active + 7 hours + 3 days);
        assertEq(keccak256(drawn.data), keccak256(told), "what the event tells");
        assertEq(jurors.length, 3, "jury");
        for (uint256 i; i < 3; ++i) {
            assertTrue(identities.hasRole(jurors[i], Roles.COUNCIL), "council");
            assertTrue(disputes.juryBallotOf(jobId, jurors[i]).juror, "seated");
            for (uint256 j; j < i; ++j) {
                assertTrue(jurors[i] != jurors[j], "once");
            }
        }
        IDisputeModule.Dispute memory dispute = disputes.disputeOf(jobId);
        assertEq(dispute.commitEnd, active + 3 hours, "commit end");
        assertEq(dispute.revealEnd, active + 7 hours, "reveal end");
        assertEq(dispute.rulingEnd, active + 7 hours + 3 days, "ruling end");
    }

    function test_TheDrawFromTheCouncilIsAShuffleByTheSeed() public {
        for (uint160 i; i < 4; ++i) {
            vm.prank(registrar);
            identities.register(vm.toString(i), address(0x1000 + i), Roles.COUNCIL);
        }
        awaitRoles();
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        bytes32 seed = jurySeedOf(jobId);
        assertEq(disputes.disputeOf(jobId).seed, seed, "seed");
        address[] memory shuffled = identities.membersAt(Roles.COUNCIL, disputes.disputeOf(jobId).frozenAt);
        for (uint256 i; i < 3; ++i) {
            uint256 j = i + uint256(keccak256(abi.encode(seed, i))) % (7 - i);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
            assertEq(disputes.jurorsOf(jobId)[i], shuffled[i], "juror");
        }
    }

    function test_ValidatorsOutsideTheCommitteeFillUp() public {
        revoke(councillors[0]);
        revoke(councillors[1]);
        awaitRoles();
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = disputes.jurorsOf(jobId);
        assertEq(jurors.length, 3, "jury");
        assertEq(jurors[0], councillors[2], "the council first");
        for (uint256 i = 1; i < 3; ++i) {
            assertTrue(identities.hasRole(jurors[i], Roles.VALIDATOR), "validator");
            assertEq(validation.ballotOf(jobId, 1, jurors[i]).seats, 0, "outside the committee");
        }
    }

    /// @dev The validators' draw has a seed of its own, made from the jury's.
    function test_EmptySeatsAreDrawnByStake() public {
        admitMoreValidators();
        dissolveCouncil();
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory excluded = new address[](9);
        (excluded[0], excluded[1], excluded[2]) = (employer, agent, operator);
        for (uint256 i; i < 3; ++i) {
            excluded[3 + i] = committee(jobId)[i];
        }
        address[] memory jurors = disputes.jurorsOf(jobId);
        assertEq(jurors.length, 3, "jury");
        for (uint256 i; i < 3; ++i) {
            (address[] memory expected,,) = pool.draw(
                ISortitionPool.DrawRequest({
                    seed: keccak256(abi.encode(jurySeedOf(jobId), "validators", i)),
                    timepoint: disputes.disputeOf(jobId).frozenAt,
                    seats: 1,
                    excluded: excluded
                })
            );
            assertEq(jurors[i], expected[0], "juror");
            excluded[6 + i] = jurors[i];
        }
    }

    /// @dev A juror's stake is not at risk, so that none of it need be free.
    function test_AValidatorWithoutFreeStakeCanJudge() public {
        revoke(councillors[0]);
        revoke(councillors[1]);
        awaitRoles();
        uint256 jobId = judgeJob(APPROVE);
        vm.startPrank(address(jobs));
        for (uint256 i; i < validators.length; ++i) {
            if (validation.ballotOf(jobId, 1, validators[i]).seats != 0) continue;
            stakes.lock(99, validators[i], Roles.VALIDATOR, STAKE_WEI + i * 100 ether);
        }
        vm.stopPrank();
        pass(1);
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        drawJury(jobId);
        assertEq(disputes.jurorsOf(jobId).length, 3, "one councillor, two validators");
    }

    function test_AFullCouncilAsksForNoValidators() public {
        uint256 jobId = disputeJob(APPROVE);
        bytes memory all = abi.encode(validators, new uint8[](8), 0);
        vm.mockCall(address(pool), abi.encodeWithSelector(pool.draw.selector), all);
        drawJury(jobId);
        assertEq(disputes.jurorsOf(jobId).length, 3, "the council's three");
    }

    function test_EmployerAndAgentNeverJudgeTheirOwnJob() public {
        revoke(councillors[0]);
        revoke(councillors[1]);
        setRoles(employer, Roles.EMPLOYER | Roles.COUNCIL);
        setRoles(agent, Roles.AGENT | Roles.COUNCIL);
        awaitRoles();
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = disputes.jurorsOf(jobId);
        assertEq(jurors.length, 3, "jury");
        assertEq(jurors[0], councillors[2], "of the council only who is no party");
        for (uint256 i = 1; i < 3; ++i) {
            assertTrue(jurors[i] != employer && jurors[i] != agent, "parties");
        }
    }

    function test_TheRegistrarCannotAppointTheJuryOfAJobUnderWay() public {
        uint256 jobId = judgeJob(APPROVE);
        dismissCouncilForPuppets();
        pass(1 days - 1);
        vm.prank(employer);
        jobs.raiseDispute(jobId, 0);
        drawJury(jobId);
        address[] memory jurors = disputes.jurorsOf(jobId);
        assertEq(jurors.length, 3, "jury");
        for (uint256 i; i < 3; ++i) {
            assertTrue(
                jurors[i] == councillors[0] || jurors[i] == councillors[1] || jurors[i] == councillors[2],
                "of those who sat before"
            );
        }
        juryVote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.finalize(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Approved), "stands");
    }

    /// @dev It is paid if the work is approved: by far the largest stake, and on the council.
    function test_TheOperatorJudgesNoneOfItsJobs() public {
        revoke(councillors[0]);
        vm.prank(registrar);
        identities.setRoles(operator, Roles.OPERATOR | Roles.COUNCIL | Roles.VALIDATOR);
        awaitRoles();
        stake(operator, Roles.VALIDATOR, 5000 ether);
        pass(1);
        for (uint256 n; n < 4; ++n) {
            uint256 jobId = disputeJob(APPROVE);
            drawJury(jobId);
            address[] memory jurors = disputes.jurorsOf(jobId);
            assertEq(jurors.length, 3, "jury");
            for (uint256 i; i < 3; ++i) {
                assertTrue(jurors[i] != operator, "operator");
            }
            pass(1 days);
        }
    }

    function test_OnlyTheHeaderOfTheSeedBlockDrawsAJury() public {
        uint256 jobId = disputeJob(APPROVE);
        uint64 seedBlock = disputes.disputeOf(jobId).seedBlock;
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
        assertEq(disputes.disputeOf(jobId).seedBlock, vm.getBlockNumber() + 9, "seed block");
        drawJury(jobId);
        assertEq(disputes.jurorsOf(jobId).length, 3, "jury");
    }

    function test_ACouncillorWhoIsAlsoAValidatorSitsOnce() public {
        vm.startPrank(registrar);
        identities.setRoles(validators[0], Roles.VALIDATOR | Roles.COUNCIL);
        identities.setRoles(validators[1], Roles.VALIDATOR | Roles.COUNCIL);
        for (uint256 i; i < 3; ++i) {
            identities.setRoles(councillors[i], 0);
        }
        vm.stopPrank();
        awaitRoles();
        for (uint256 n; n < 5; ++n) {
            uint256 jobId = disputeJob(APPROVE);
            drawJury(jobId);
            address[] memory jurors = disputes.jurorsOf(jobId);
            for (uint256 i; i < jurors.length; ++i) {
                for (uint256 j; j < i; ++j) {
                    assertTrue(jurors[i] != jurors[j], "once");
                }
            }
            pass(1 days);
        }
    }

    function test_DrawingBeforeTheSeedBlockHasPassedReverts() public {
        uint256 jobId = disputeJob(APPROVE);
        uint64 seedBlock = disputes.disputeOf(jobId).seedBlock;
        mine(1);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.SeedNotReady.selector, jobId, seedBlock, vm.getBlockNumber())
        );
        disputes.drawJury(jobId, "");
    }

    function test_DrawingTwiceReverts() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JuryAlreadyDrawn.selector, jobId));
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
        vm.prank(address(jobs));
        disputes.concludeDispute(jobId);
    }

    function test_TheDomainsAreAsPublished() public view {
        assertTrue(disputes.JURY_COMMIT_DOMAIN() == keccak256("omnisovereign/jury-commit/1"), "commit");
        assertTrue(disputes.JURY_DRAW_DOMAIN() == keccak256("omnisovereign/jury-draw/1"), "draw");
    }

    function test_WithoutThreeJurorsTheOwnerRules() public {
        dissolveCouncil();
        leaveFiveValidators();
        uint256 jobId = disputeJob(APPROVE);
        mine(2);
        uint48 rulingEnd = systemPause.activeTime() + 3 days;
        vm.expectEmit(address(disputes));
        emit IDisputeModule.JuryUnavailable(jobId, false, 2, rulingEnd);
        drawJury(jobId);
        rule(jobId, Outcome.Rejected);
        jobs.finalize(jobId);
        assertEq(uint256(disputes.disputeOf(jobId).decidedBy), uint256(IDisputeModule.DecidedBy.Owner), "owner");
    }

    function test_AJurySmallerThanItsQuorumIsNone() public {
        IJobTerms.Terms memory terms = defaultTerms();
        (terms.dispute.jurySize, terms.dispute.juryQuorum) = (9, 6);
        vm.prank(council);
        jobTerms.setTerms(terms);
        leaveFiveValidators();
        uint256 jobId = disputeJob(APPROVE);
        mine(2);
        vm.expectEmit(address(disputes));
        emit IDisputeModule.JuryUnavailable(jobId, false, 5, systemPause.activeTime() + 3 days);
        drawJury(jobId);
    }

    function test_AJuryOfExactlyItsQuorumSits() public {
        IJobTerms.Terms memory terms = defaultTerms();
        (terms.dispute.jurySize, terms.dispute.juryQuorum) = (9, 5);
        vm.prank(council);
        jobTerms.setTerms(terms);
        leaveFiveValidators();
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        assertEq(disputes.jurorsOf(jobId).length, 5, "three councillors and two validators");
    }

    function test_OfManyValidatorsOnlyTheEmptySeatsAreFilled() public {
        admitMoreValidators();
        revoke(councillors[0]);
        awaitRoles();
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = disputes.jurorsOf(jobId);
        assertEq(jurors.length, 3, "jury");
        assertTrue(identities.hasRole(jurors[1], Roles.COUNCIL), "both councillors");
        assertTrue(identities.hasRole(jurors[2], Roles.VALIDATOR), "and one validator");
    }

    function test_ALostSeedLeavesTheRulingToTheOwner() public {
        uint256 jobId = disputeJob(APPROVE);
        vm.roll(vm.getBlockNumber() + 9000);
        vm.expectEmit(address(disputes));
        emit IDisputeModule.JuryUnavailable(jobId, true, 0, systemPause.activeTime() + 3 days);
        disputes.drawJury(jobId, "");
        assertEq(disputes.jurorsOf(jobId).length, 0, "no jury");
    }

    // Voting

    function test_JurorsCommitAndReveal() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address juror = disputes.jurorsOf(jobId)[0];
        bytes32 commitment = disputes.juryCommitmentOf(jobId, juror, REJECT, saltOf(juror));
        vm.expectEmit(address(disputes));
        emit IDisputeModule.JuryVoteCommitted(jobId, juror, commitment);
        juryCommit(jobId, juror, REJECT);
        pass(3 hours);
        vm.expectEmit(address(disputes));
        emit IDisputeModule.JuryVoteRevealed(jobId, juror, REJECT, saltOf(juror));
        juryReveal(jobId, juror, REJECT);
        assertEq(disputes.disputeOf(jobId).rejections, 1, "rejections");
        assertEq(disputes.disputeOf(jobId).approvals, 0, "approvals");
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.AlreadyRevealed.selector, jobId, juror));
        juryReveal(jobId, juror, REJECT);
    }

    function test_TheCommitmentBindsEverything() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = disputes.jurorsOf(jobId);
        bytes32 commitment = disputes.juryCommitmentOf(jobId, jurors[0], REJECT, saltOf(jurors[0]));
        assertEq(
            commitment,
            keccak256(
                abi.encode(
                    keccak256("omnisovereign/jury-commit/1"),
                    block.chainid,
                    address(disputes),
                    jobId,
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
        bytes32 own = disputes.juryCommitmentOf(jobId, jurors[1], REJECT, saltOf(jurors[0]));
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.CommitmentMismatch.selector, commitment, own));
        vm.prank(jurors[1]);
        disputes.revealJuryVote(jobId, REJECT, saltOf(jurors[0]));
    }

    function test_VotingRefusals() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address juror = disputes.jurorsOf(jobId)[0];
        address other = disputes.jurorsOf(jobId)[1];
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotJuror.selector, jobId, stranger));
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
        uint48 commitEnd = disputes.disputeOf(jobId).commitEnd;
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
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotJuror.selector, jobId, stranger));
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
        juryVote(jobId, choices3(APPROVE, APPROVE, REJECT));
        vm.expectEmit(address(disputes));
        emit IDisputeModule.DisputeRuled(jobId, Outcome.Approved, IDisputeModule.DecidedBy.Jury, 2, 1);
        jobs.finalize(jobId);
    }

    function test_AJuryThatIsStillVotingCannotBeCutShort() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices3(REJECT, REJECT, 0));
        uint48 revealEnd = disputes.disputeOf(jobId).revealEnd;
        bytes memory expected = abi.encodeWithSelector(
            IDisputeModule.JuryStillVoting.selector, jobId, revealEnd, systemPause.activeTime()
        );
        vm.expectRevert(expected);
        jobs.finalize(jobId);
        pass(4 hours);
        jobs.finalize(jobId);
    }

    function test_FinalizingBeforeTheJuryIsDrawnReverts() public {
        uint256 jobId = disputeJob(APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JuryNotDrawn.selector, jobId));
        jobs.finalize(jobId);
    }

    function test_ATieIsNotARuling() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices3(APPROVE, REJECT, 0));
        pass(4 hours);
        uint48 rulingEnd = disputes.disputeOf(jobId).rulingEnd;
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeModule.AwaitingOwner.selector, jobId, rulingEnd, systemPause.activeTime()
            )
        );
        jobs.finalize(jobId);
    }

    function test_OneVoteIsNoQuorum() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices3(REJECT, 0, 0));
        pass(4 hours);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeModule.AwaitingOwner.selector,
                jobId,
                disputes.disputeOf(jobId).rulingEnd,
                systemPause.activeTime()
            )
        );
        jobs.finalize(jobId);
        rule(jobId, Outcome.Approved);
    }

    function test_AJurorOfAFailedJuryEarnsNothingByTheOwnersRuling() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address juror = disputes.jurorsOf(jobId)[0];
        juryVote(jobId, choices3(REJECT, 0, 0));
        pass(4 hours);
        rule(jobId, Outcome.Rejected);
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(juror), 0, "no fee");
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
        emit IDisputeModule.DisputeRuled(jobId, Outcome.Rejected, IDisputeModule.DecidedBy.Owner, 0, 0);
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
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JuryNotDrawn.selector, jobId));
        execute(jobId, Outcome.Approved);
        drawJury(jobId);
        uint48 revealEnd = disputes.disputeOf(jobId).revealEnd;
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputeModule.JuryStillVoting.selector, jobId, revealEnd, systemPause.activeTime()
            )
        );
        execute(jobId, Outcome.Approved);
    }

    function test_TheOwnersWindowCloses() public {
        uint256 jobId = failedJury();
        uint48 rulingEnd = disputes.disputeOf(jobId).rulingEnd;
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
        emit IDisputeModule.DisputeRuled(jobId, Outcome.Approved, IDisputeModule.DecidedBy.Default, 0, 0);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, agent, 100 ether, IStakeManager.PaymentReason.BondAwarded);
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

    function leaveFiveValidators() private {
        for (uint256 i = 5; i < 8; ++i) {
            revoke(validators[i]);
        }
        awaitRoles();
    }

    function admitMoreValidators() private {
        for (uint256 i; i < 4; ++i) {
            string memory name = string.concat("more ", vm.toString(i));
            vm.prank(registrar);
            identities.register(name, makeActor(name), Roles.VALIDATOR);
        }
        awaitRoles();
        for (uint256 i; i < 4; ++i) {
            stake(makeActor(string.concat("more ", vm.toString(i))), Roles.VALIDATOR, STAKE_WEI);
        }
        pass(1);
    }

    function jurySeedOf(uint256 jobId) private view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("omnisovereign/jury-draw/1"),
                block.chainid,
                address(disputes),
                jobId,
                prevrandaoOf(disputes.disputeOf(jobId).seedBlock)
            )
        );
    }

    function expectJuryRevealClosed(uint256 jobId, address juror) private {
        IDisputeModule.Dispute memory dispute = disputes.disputeOf(jobId);
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
