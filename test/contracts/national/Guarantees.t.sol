// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

/// @notice What systems of this kind have got wrong, each under its own name.
contract GuaranteesTest is National {
    // 1

    function test_FinalizingOrClosingWithoutARoundReverts() public {
        uint256 jobId = assignJob();
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.NotFinalizable.selector, jobId, IJobRegistry.Status.Assigned)
        );
        jobs.finalize(jobId);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobRegistry.UnexpectedStatus.selector,
                jobId,
                IJobRegistry.Status.Assigned,
                IJobRegistry.Status.Submitted
            )
        );
        jobs.closeValidation(jobId);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.NoRound.selector, jobId));
        vm.prank(address(jobs));
        validation.closeRound(jobId);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.NoRound.selector, jobId));
        vm.prank(address(settlement));
        validation.settle(jobId, Outcome.Approved);
    }

    // 2

    function test_AMissedQuorumSlashesOnlyWhoDidNotReveal() public {
        uint256 jobId = drawJob();
        address[] memory members = committee(jobId);
        uint256 honest = stakeOf(members[0]);
        uint256 absent = stakeOf(members[1]);
        vote(jobId, choices3(APPROVE, 0, 0));
        pass(2 hours);
        jobs.closeValidation(jobId);
        assertEq(stakeOf(members[0]), honest, "the honest revealer keeps everything");
        assertEq(lockOf(jobId, members[0]), 0, "and is released");
        assertEq(stakeOf(members[1]), absent - 10 ether, "10 % of the lock");
        assertEq(lockOf(jobId, members[1]), 0, "then released");
        assertEq(validation.roundOf(jobId).number, 2, "one redraw");
        draw(jobId);
        pass(3 hours);
        jobs.closeValidation(jobId);
        assertEq(validation.roundOf(jobId).number, 2, "not another");
        assertStatus(jobId, IJobRegistry.Status.Disputed);
    }

    function test_RevealersOfAnInconclusiveRoundAreNotJudgedByTheJurysRuling() public {
        uint256 jobId = judgeJob(choices3(0, 0, 0));
        draw(jobId);
        address honest = committee(jobId)[0];
        uint256 before = stakeOf(honest);
        vote(jobId, choices3(APPROVE, 0, 0));
        pass(2 hours);
        jobs.closeValidation(jobId);
        drawJury(jobId);
        juryRules(jobId, choices3(REJECT, REJECT, REJECT));
        jobs.finalize(jobId);
        assertEq(stakeOf(honest), before, "not slashed");
        assertEq(stakes.claimOf(honest), 0, "not paid either");
    }

    // 3

    function test_FromEveryStateSomebodyCanMoveOnAfterOneWindow() public {
        stake(agent, Roles.AGENT, 10_000 ether);
        uint256 open = createJob();
        uint256 assigned = assignJob();
        uint256 submitted = submitJob();
        uint256 drawn = drawJob();
        uint256 accepted = judgeJob(APPROVE);
        uint256 disputed = disputeJob(APPROVE);
        uint256 inconclusive = inconclusiveJob();
        pass(7 days);
        endFromSubmitted(submitted);
        jobs.closeValidation(drawn);
        endFromSubmitted(drawn);
        jobs.finalize(accepted);
        endFromDispute(disputed);
        endFromDispute(inconclusive);
        jobs.expire(open);
        jobs.expire(assigned);
        for (uint256 jobId = 1; jobId <= jobs.jobCount(); ++jobId) {
            assertTrue(statusOf(jobId) >= uint256(IJobRegistry.Status.Finalized), "ended");
            assertEq(stakes.escrowOf(jobId), 0, "empty");
        }
        assertSolvent();
    }

    function endFromSubmitted(uint256 jobId) private {
        while (jobs.jobOf(jobId).status == IJobRegistry.Status.Submitted) {
            draw(jobId);
            pass(3 hours);
            jobs.closeValidation(jobId);
        }
        endFromDispute(jobId);
    }

    function endFromDispute(uint256 jobId) private {
        drawJury(jobId);
        pass(7 hours + 3 days);
        jobs.finalize(jobId);
    }

    function test_AJobThatNobodyEverJudgedIsUndone() public {
        uint256 jobId = inconclusiveJob();
        endFromDispute(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Inconclusive), "outcome");
        assertEq(stakes.positionOf(agent, Roles.AGENT).staked, STAKE_WEI, "the agent is not judged");
        uint256 usedWei = 6 * SEAT_FEE_WEI;
        assertTrue(stakes.claimOf(employer) >= COST_WEI - usedWei, "the employer has everything back but its seats");
        assertSolvent();
    }

    // 4

    function test_TheDrawIsWeightedByStake() public {
        stake(validators[4], Roles.VALIDATOR, 100_000 ether);
        pass(1);
        uint256 seated;
        for (uint256 i; i < 10; ++i) {
            uint48 past = uint48(vm.getBlockTimestamp()) - 1;
            ISortitionPool.DrawRequest memory r = ISortitionPool.DrawRequest(
                Roles.VALIDATOR, keccak256(abi.encode(i)), past, past, 1, new address[](0)
            );
            (address[] memory members,,,) = pool.draw(r);
            if (members[0] == validators[4]) ++seated;
        }
        assertTrue(seated >= 8, "90 % of the weight");
    }

    function test_PartiesCannotChooseTheSeed() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        assertTrue(seedBlock > vm.getBlockNumber(), "its prevrandao does not exist at submission");
        drawAsItComes(jobId);
        uint256 other = submitJob();
        drawAsItComes(other);
        assertTrue(
            validation.roundOf(jobId).seed != validation.roundOf(other).seed, "each job and block has its own seed"
        );
    }

    // 5

    function test_ACommitCannotBeOverwritten() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        commit(jobId, member, APPROVE);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.AlreadyCommitted.selector, jobId, 1, member));
        vm.prank(member);
        validation.commitVote(jobId, "another");
    }

    /// @dev Otherwise jobs of next to nothing could take up every validator's stake.
    function test_ASeatLocksNoMoreThanItsJobPays() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.rewardWei, request.validatorBonusWei, request.validatorBonusCapWei) = (40 ether, 0, 0);
        uint256 small = createJob(request);
        assign(small);
        submit(small);
        draw(small);
        uint256 usual = drawJob();
        assertEq(stakes.lockOf(small, committee(small)[0], Roles.VALIDATOR), 40 ether, "small");
        assertEq(stakes.lockOf(usual, committee(usual)[0], Roles.VALIDATOR), SEAT_LOCK_WEI, "usual");
        pass(3 hours);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeSlashed(
            small, committee(small)[0], Roles.VALIDATOR, 4 ether, IStakeManager.SlashReason.NonReveal
        );
        jobs.closeValidation(small);
    }

    function test_ACommitmentBindsChainContractJobRoundValidatorChoiceAndSalt() public {
        bytes32 salt = "salt";
        bytes32 base = validation.commitmentOf(7, 1, agent, REJECT, salt);
        bytes32 domain = keccak256("omnisovereign/validation-commit/1");
        bytes32 formula = keccak256(
            abi.encode(domain, block.chainid, address(validation), uint256(7), uint8(1), agent, REJECT, salt)
        );
        assertEq(base, formula, "formula");
        assertTrue(base != validation.commitmentOf(2, 1, agent, REJECT, salt), "job");
        assertTrue(base != validation.commitmentOf(7, 2, agent, REJECT, salt), "round");
        assertTrue(base != validation.commitmentOf(7, 1, otherAgent, REJECT, salt), "validator");
        assertTrue(base != validation.commitmentOf(7, 1, agent, APPROVE, salt), "choice");
        assertTrue(base != validation.commitmentOf(7, 1, agent, REJECT, "other"), "salt");
        vm.chainId(1);
        assertTrue(base != validation.commitmentOf(1, 1, agent, APPROVE, salt), "chain");
    }

    function test_ACopiedCommitIsWorthless() public {
        uint256 jobId = drawJob();
        address[] memory members = committee(jobId);
        bytes32 commitment = validation.commitmentOf(jobId, 1, members[0], APPROVE, saltOf(members[0]));
        commit(jobId, members[0], APPROVE);
        vm.prank(members[1]);
        validation.commitVote(jobId, commitment);
        pass(1 hours);
        reveal(jobId, members[0], APPROVE);
        bytes32 own = validation.commitmentOf(jobId, 1, members[1], APPROVE, saltOf(members[0]));
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.CommitmentMismatch.selector, commitment, own));
        vm.prank(members[1]);
        validation.revealVote(jobId, APPROVE, saltOf(members[0]));
    }

    function test_ARevealThatDoesNotMatchIsRefused() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        commit(jobId, member, APPROVE);
        pass(1 hours);
        bytes32 committed = validation.commitmentOf(jobId, 1, member, APPROVE, saltOf(member));
        bytes32 revealed = validation.commitmentOf(jobId, 1, member, REJECT, saltOf(member));
        vm.expectRevert(
            abi.encodeWithSelector(IValidationModule.CommitmentMismatch.selector, committed, revealed)
        );
        reveal(jobId, member, REJECT);
    }

    function test_NobodyCommittingDoesNotStall() public {
        uint256 jobId = drawJob();
        pass(3 hours);
        jobs.closeValidation(jobId);
        draw(jobId);
        pass(3 hours);
        jobs.closeValidation(jobId);
        assertStatus(jobId, IJobRegistry.Status.Disputed);
    }

    // 6

    function test_RevealersShareTheRewardWrongVotesAndNonRevealsPayDifferentRates() public {
        IJobTerms.Terms memory terms = defaultTerms();
        (terms.validation.committeeSize, terms.validation.quorum) = (5, 3);
        vm.prank(council);
        jobTerms.setTerms(terms);
        uint256 jobId = drawJob();
        address[] memory m = committee(jobId);
        uint256 wrong = stakeOf(m[3]);
        uint256 absent = stakeOf(m[4]);
        uint8[] memory choices = new uint8[](5);
        (choices[0], choices[1], choices[2], choices[3]) = (APPROVE, APPROVE, APPROVE, REJECT);
        vote(jobId, choices);
        pass(2 hours);
        jobs.closeValidation(jobId);
        pass(1 days);
        jobs.finalize(jobId);
        assertEq(stakeOf(m[3]), wrong - 5 ether, "wrong vote: 5 % of the lock");
        assertEq(stakeOf(m[4]), absent - 10 ether, "no reveal: 10 %");
        assertEq(stakes.claimOf(m[3]) + stakes.claimOf(m[4]), 0, "neither is paid");
        uint256 poolWei = 150 ether + 10 ether + 4.5 ether;
        for (uint256 i; i < 3; ++i) {
            assertEq(stakes.claimOf(m[i]), poolWei / 3, "by seats, rounding down");
        }
        assertSolvent();
    }

    /// @dev Otherwise a conviction would pay better than an acquittal. The agent's slash is a hundred.
    function test_ValidatorsEarnTheSameForARejection() public {
        uint256 approved = paidToValidators();
        finalizeJob(APPROVE);
        approved = paidToValidators() - approved;
        uint256 rejected = paidToValidators();
        finalizeJob(REJECT);
        rejected = paidToValidators() - rejected;
        assertEq(rejected, approved, "share and bonus");
        assertTrue(160 ether - rejected < 3, "share and bonus, but for the dust");
    }

    function paidToValidators() private view returns (uint256 paidWei) {
        for (uint256 i; i < validators.length; ++i) {
            paidWei += stakes.claimOf(validators[i]);
        }
    }

    // 7

    function test_ALosingClaimantsBondPaysTheOtherSide() public {
        uint256 jobId = disputeJob(APPROVE);
        uint256 before = stakes.claimOf(agent);
        drawJury(jobId);
        juryRules(jobId, choices3(APPROVE, APPROVE, REJECT));
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, agent, 50.5 ether, IStakeManager.PaymentReason.BondAwarded);
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(agent) - before, 650 ether + 50.5 ether, "reward and half of the bond");
        assertEq(stakes.claimOf(employer), 85 ether, "rebate, unused bonus and seats, no bond");
    }

    function test_ALosingAgentsBondPaysTheEmployer() public {
        uint256 jobId = judgeJob(REJECT);
        fund(agent);
        vm.prank(agent);
        jobs.raiseDispute(jobId, "evidence");
        drawJury(jobId);
        juryRules(jobId, choices3(REJECT, REJECT, REJECT));
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(employer), 870 ether + 15 ether + 40 ether + 50.5 ether, "refund, seats, slash, half a bond");
        assertEq(stakes.claimOf(agent), 0, "nothing comes back");
    }

    function test_AWinningClaimantHasItsBondBackAndTheJurorsOfTheMajorityShareTheFee() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        address[] memory jurors = jury(jobId);
        juryRules(jobId, choices3(REJECT, APPROVE, REJECT));
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, employer, 101 ether, IStakeManager.PaymentReason.BondReturned);
        jobs.finalize(jobId);
        // Half of the fee, and of 70 % of what the minority lost.
        assertEq(stakes.claimOf(jurors[0]), (FEE_WEI + 3.5 ether) / 2, "majority");
        assertEq(stakes.claimOf(jurors[1]), 0, "minority");
        assertEq(stakes.claimOf(jurors[2]), (FEE_WEI + 3.5 ether) / 2, "majority");
        assertEq(stakes.positionOf(jurors[1], Roles.COUNCIL).staked, STAKE_WEI - 5 ether, "the minority is slashed");
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Rejected), "overturned");
    }

    /// @dev Otherwise disputes would cost nothing where juries stay away.
    function test_ADisputeThatNobodyDecidesCostsTheBondToo() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        pass(7 hours + 3 days);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, agent, 101 ether, IStakeManager.PaymentReason.BondAwarded);
        jobs.finalize(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Approved), "the committee's outcome stands");
    }

    function test_AJobIsDisputedOnce() public {
        uint256 jobId = disputeJob(APPROVE);
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.NotDisputable.selector, jobId, IJobRegistry.Status.Disputed)
        );
        vm.prank(employer);
        jobs.raiseDispute(jobId, "again");
        drawJury(jobId);
        juryRules(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.finalize(jobId);
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.NotDisputable.selector, jobId, IJobRegistry.Status.Finalized)
        );
        vm.prank(employer);
        jobs.raiseDispute(jobId, "again");
    }

    function test_TheJuryExcludesCommitteeEmployerAgentAndOperator() public {
        vm.startPrank(registrar);
        identities.setRoles(employer, Roles.EMPLOYER | Roles.COUNCIL);
        identities.setRoles(agent, Roles.AGENT | Roles.COUNCIL);
        identities.setRoles(operator, Roles.OPERATOR | Roles.COUNCIL);
        for (uint256 i; i < validators.length; ++i) {
            identities.setRoles(validators[i], Roles.VALIDATOR | Roles.COUNCIL);
        }
        vm.stopPrank();
        awaitRoles();
        for (uint256 i; i < validators.length; ++i) {
            stake(validators[i], Roles.COUNCIL, STAKE_WEI);
        }
        stake(employer, Roles.COUNCIL, STAKE_WEI);
        stake(agent, Roles.COUNCIL, STAKE_WEI);
        stake(operator, Roles.COUNCIL, STAKE_WEI);
        for (uint256 n; n < 4; ++n) {
            uint256 jobId = disputeJob(APPROVE);
            drawJury(jobId);
            address[] memory jurors = jury(jobId);
            assertEq(jurors.length, 3, "jury");
            for (uint256 i; i < 3; ++i) {
                assertTrue(jurors[i] != employer && jurors[i] != agent && jurors[i] != operator, "parties");
                assertEq(validation.ballotOf(jobId, 1, jurors[i]).seats, 0, "committee");
            }
        }
    }

    // 8

    function test_LockedStakeCannotLeaveAndASlashAfterAnAttemptedExitSucceeds() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        uint256 free = stakeOf(member) - SEAT_LOCK_WEI;
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakeManager.InsufficientFreeStake.selector, member, Roles.VALIDATOR, free, free + 1
            )
        );
        vm.prank(member);
        stakes.requestUnbonding(Roles.VALIDATOR, free + 1);
        vm.prank(member);
        stakes.requestUnbonding(Roles.VALIDATOR, free);
        pass(7 days);
        vm.prank(member);
        stakes.withdraw(Roles.VALIDATOR);
        jobs.closeValidation(jobId);
        assertEq(stakeOf(member), SEAT_LOCK_WEI - 10 ether, "slashed all the same");
    }

    function test_AnExitBetweenSubmissionAndDrawIsRecalled() public {
        uint256 jobId = submitJob();
        for (uint256 i; i < validators.length; ++i) {
            unbondAll(validators[i]);
        }
        draw(jobId);
        address[] memory members = committee(jobId);
        assertEq(members.length, 3, "seats");
        for (uint256 i; i < 3; ++i) {
            assertEq(lockOf(jobId, members[i]), SEAT_LOCK_WEI, "locked out of what was leaving");
        }
        assertSolvent();
    }

    // 9

    /// @dev Each validator keeps the stake of two seats; the third job takes what is left, and the rest is unfunded.
    function test_AValidatorServesAsManyJobsAsItsUnlockedStakeReaches() public {
        for (uint256 i; i < validators.length; ++i) {
            uint256 excess = stakeOf(validators[i]) - 2 * uint256(SEAT_LOCK_WEI);
            vm.prank(validators[i]);
            stakes.requestUnbonding(Roles.VALIDATOR, excess);
        }
        pass(7 days);
        for (uint256 i; i < validators.length; ++i) {
            vm.prank(validators[i]);
            stakes.withdraw(Roles.VALIDATOR);
        }
        pass(1);
        uint256 funded;
        for (uint256 n; n < 5; ++n) {
            funded += fundedSeats(drawJob());
            pass(1);
        }
        for (uint256 i; i < validators.length; ++i) {
            IStakeManager.Position memory position = stakes.positionOf(validators[i], Roles.VALIDATOR);
            assertTrue(position.locked <= position.staked, "never beyond the stake");
        }
        assertTrue(funded > 8 && funded <= 16, "several at once, two each at most");
    }

    function fundedSeats(uint256 jobId) private view returns (uint256 funded) {
        address[] memory members = committee(jobId);
        for (uint256 i; i < members.length; ++i) {
            IValidationModule.Ballot memory ballot = validation.ballotOf(jobId, 1, members[i]);
            funded += ballot.seats - ballot.unfundedSeats;
        }
    }

    // 10

    function test_AParameterChangeNeverTouchesARunningJob() public {
        uint256 jobId = assignJob();
        IJobTerms.Terms memory terms = defaultTerms();
        terms.feeBps = 2000;
        terms.treasury = stranger;
        terms.challengeSeconds = 1 days + 1 hours;
        terms.validation.commitSeconds = 2 hours;
        terms.dispute.rulingSeconds -= 3 hours;
        vm.startPrank(council);
        jobTerms.setTerms(terms);
        incentives.setRoleShares(IIncentivePolicy.RoleShares(5500, 2500, 1500, 500));
        vm.stopPrank();
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.closeValidation(jobId);
        pass(1 days);
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(agent), 650 ether, "shares of the creation");
        assertTrue(stakes.claimOf(treasury) >= FEE_WEI, "treasury and fee of the creation");
        assertEq(stakes.claimOf(stranger), 0, "nothing by the new terms");
        pass(7 days);
        uint256 later = createJob();
        assertEq(jobs.jobOf(later).feeWei, 200 ether, "a later job has the new fee");
        assertEq(jobs.jobOf(later).shares.agentsBps, 5500, "and the new shares");
    }

    function test_EscrowOfOneJobNeverPaysAnother() public {
        uint256 first = createJob();
        uint256 second = finalizeJob(APPROVE);
        assertEq(stakes.escrowOf(first), COST_WEI, "untouched");
        assertEq(stakes.escrowOf(second), 0, "spent");
    }

    // 12

    function test_NoWindowRunsDuringAPause() public {
        uint256 committing = drawJob();
        uint256 revealing = drawJob();
        address member = committee(revealing)[0];
        uint256 challenged = judgeJob(APPROVE);
        uint256 fresh = drawJob();
        commit(fresh, committee(fresh)[0], APPROVE);
        vm.prank(owner);
        systemPause.pause();
        pass(30 days);
        vm.prank(owner);
        systemPause.resume();
        commit(fresh, committee(fresh)[1], APPROVE);
        pass(1 hours);
        reveal(fresh, committee(fresh)[0], APPROVE);
        vm.prank(employer);
        jobs.raiseDispute(challenged, "still in time");
        assertTrue(member != address(0) && committing != 0, "set up");
    }

    // 13

    function test_StakeMovedAfterTheSubmissionChangesNothing() public {
        uint256 jobId = submitJob();
        IValidationModule.Round memory round = validation.roundOf(jobId);
        minePast(round.seedBlock);
        (address[] memory expected, uint8[] memory seats) = previewDraw(jobId, round);
        stake(validators[0], Roles.VALIDATOR, 500_000 ether);
        unbondAll(validators[1]);
        unbondAll(validators[2]);
        setRoles(validators[3], 0);
        awaitRoles();
        drawAsItComes(jobId);
        address[] memory members = committee(jobId);
        assertEq(members.length, expected.length, "members");
        for (uint256 i; i < members.length; ++i) {
            assertEq(members[i], expected[i], "member");
            assertEq(validation.ballotOf(jobId, 1, members[i]).seats, seats[i], "seats");
        }
    }

    function test_WaitingChangesNothing() public {
        uint256 jobId = submitJob();
        IValidationModule.Round memory round = validation.roundOf(jobId);
        minePast(round.seedBlock);
        (address[] memory expected,) = previewDraw(jobId, round);
        mine(1);
        vm.roll(vm.getBlockNumber() + 200);
        pass(3 days);
        drawAsItComes(jobId);
        for (uint256 i; i < expected.length; ++i) {
            assertEq(committee(jobId)[i], expected[i], "member");
        }
    }

    function test_StakeThatArrivesInTheSecondOfTheSubmissionHasNoWeight() public {
        stake(validators[0], Roles.VALIDATOR, 500_000 ether);
        uint256 jobId = submitJob();
        uint48 frozenAt = validation.roundOf(jobId).frozenAt;
        pass(1);
        assertEq(pool.weightAt(Roles.VALIDATOR, validators[0], frozenAt), STAKE_WEI, "the weight of the second before");
        draw(jobId);
        assertEq(committee(jobId).length, 3, "one validator of 98 % would not leave three seats to three");
    }

    // 14

    /// @dev Each job is all the work under way: four of them use the epoch up.
    function test_ADelayPolicyFiresOnceAJobWithinItsEpochsLimit() public {
        pass(7 days - systemPause.activeTime() % 7 days);
        for (uint256 i; i < 4; ++i) {
            uint256 jobId = hourLate();
            vm.prank(operations);
            jobs.triggerDelayPolicy(jobId);
            vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.DelayPolicyAlreadyUsed.selector, jobId));
            vm.prank(operations);
            jobs.triggerDelayPolicy(jobId);
            submit(jobId);
        }
        uint256 fifth = hourLate();
        vm.expectRevert(
            abi.encodeWithSelector(
                IIncentivePolicy.EpochLimitReached.selector,
                incentives.currentEpoch(),
                IIncentivePolicy.DelayPolicy.IncreaseAgentShare,
                4
            )
        );
        vm.prank(operations);
        jobs.triggerDelayPolicy(fifth);
    }

    function test_PauseChecksCannotStopTheSystem() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.delayPolicy = IIncentivePolicy.DelayPolicy.TriggerPauseCheck;
        uint256 first = createJob(request);
        uint256 second = createJob(request);
        assign(first);
        assign(second);
        pass(DEADLINE_SECONDS);
        vm.prank(guardian);
        jobs.triggerPauseCheck(first);
        pass(6 hours);
        assertFalse(systemPause.paused(), "expired by itself");
        vm.expectRevert(
            abi.encodeWithSelector(
                IIncentivePolicy.EpochLimitReached.selector,
                incentives.currentEpoch(),
                IIncentivePolicy.DelayPolicy.TriggerPauseCheck,
                1
            )
        );
        vm.prank(guardian);
        jobs.triggerPauseCheck(second);
        assertFalse(incentives.delayPolicyUsed(second), "the refused policy is not used up");
    }

    // 33

    /// @dev The policies of four jobs of one wei each would have heated the system for good.
    function test_DustMovesNothing() public {
        assignJob();
        uint256 real = createJob();
        uint256 askedWei = jobs.requiredStakeWei(real);
        uint256[4] memory dust;
        for (uint256 i; i < 4; ++i) {
            dust[i] = lateJobOf(1, IIncentivePolicy.DelayPolicy(i % 3 + 1));
        }
        pass(DEADLINE_SECONDS);
        for (uint256 i; i < 4; ++i) {
            uint256 allWei = REWARD_WEI + 4;
            vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.JobTooSmall.selector, dust[i], 1, allWei));
            vm.prank(operations);
            jobs.triggerDelayPolicy(dust[i]);
            assertFalse(incentives.delayPolicyUsed(dust[i]), "not used up");
        }
        (uint32 counted,) = incentives.appliedIn(incentives.currentEpoch());
        assertEq(counted, 0, "nothing of the epoch's limit is used");
        assertEq(thermostat.temperatureWad(), 1e18, "temperature");
        assertEq(jobs.requiredStakeWei(real), askedWei, "stake");
        assertEq(incentives.nextRoleShares().agentsBps, 6500, "shares");
    }

    function test_DustPausesNothingEither() public {
        assignJob();
        uint256 dust = lateJobOf(1, IIncentivePolicy.DelayPolicy.TriggerPauseCheck);
        pass(DEADLINE_SECONDS);
        vm.expectRevert(abi.encodeWithSelector(IIncentivePolicy.JobTooSmall.selector, dust, 1, REWARD_WEI + 1));
        vm.prank(guardian);
        jobs.triggerPauseCheck(dust);
        (, uint16 pauseChecks) = incentives.appliedIn(incentives.currentEpoch());
        assertEq(pauseChecks, 0, "none is counted");
    }

    /// @dev A quarter of all work under way: 5000 and 200 basis points are what all of it would move.
    function test_ALateJobMovesNoMoreThanItsPartOfAllWorkUnderWay() public {
        uint256 hot = lateJobOf(REWARD_WEI, IIncentivePolicy.DelayPolicy.RaiseTemperature);
        uint256 shared = lateJobOf(REWARD_WEI, IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        assignJob();
        assignJob();
        pass(DEADLINE_SECONDS);
        vm.startPrank(operations);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.DelayPolicyTriggered(
            hot, operations, IIncentivePolicy.DelayPolicy.RaiseTemperature, 1e18, 1.125e18
        );
        jobs.triggerDelayPolicy(hot);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.DelayPolicyTriggered(
            shared, operations, IIncentivePolicy.DelayPolicy.IncreaseAgentShare, 6500, 6550
        );
        jobs.triggerDelayPolicy(shared);
        vm.stopPrank();
    }

    function test_MoneyThatComesBackMakesNoLateJobSmall() public {
        uint256 late = lateJobOf(10 ether, IIncentivePolicy.DelayPolicy.TriggerPauseCheck);
        pass(DEADLINE_SECONDS);
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.rewardWei, request.validatorBonusWei, request.validatorBonusCapWei) = (1, 0, 900_000 ether);
        vm.prank(otherEmployer);
        jobs.createJob(request, ANY);
        (request.rewardWei, request.validatorBonusCapWei) = (90_000 ether, 0);
        vm.prank(otherEmployer);
        jobs.createJob(request, ANY);
        vm.expectEmit(address(incentives));
        emit IIncentivePolicy.JobWeighed(late, 10 ether, 10 ether, 10_000);
        vm.prank(guardian);
        jobs.triggerPauseCheck(late);
        assertTrue(systemPause.paused(), "checked");
    }

    /// @dev More small ones than whole ones would use the epoch up; all together they are a part of one.
    function test_SmallLateJobsLeaveAnEpochItsPolicies() public {
        uint256 large = lateJobOf(REWARD_WEI, IIncentivePolicy.DelayPolicy.RaiseTemperature);
        uint256 checked = lateJobOf(REWARD_WEI, IIncentivePolicy.DelayPolicy.TriggerPauseCheck);
        uint256[5] memory small;
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.delayPolicy = IIncentivePolicy.DelayPolicy.DoubleValidatorBonus;
        (request.rewardWei, request.validatorBonusWei, request.validatorBonusCapWei) = (REWARD_WEI / 1000, 1, 2);
        for (uint256 i; i < 5; ++i) {
            small[i] = createJob(request);
            assign(small[i]);
        }
        pass(DEADLINE_SECONDS);
        vm.startPrank(operations);
        for (uint256 i; i < 5; ++i) {
            jobs.triggerDelayPolicy(small[i]);
        }
        jobs.triggerDelayPolicy(large);
        vm.stopPrank();
        (uint32 counted,) = incentives.appliedIn(incentives.currentEpoch());
        assertTrue(counted > 5000 && counted < 5100, "the large one's half, and next to nothing");
        vm.prank(guardian);
        jobs.triggerPauseCheck(checked);
    }

    /// @dev In every epoch a late job answers the council's shares, which lie inside the bounds that it wants.
    function test_LateJobsKeepNoCouncilFromSettingBounds() public {
        IIncentivePolicy.Config memory config = defaultPolicy();
        config.maxShares.agentsBps = 6500;
        uint256 late = lateJobOf(REWARD_WEI, IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        pass(DEADLINE_SECONDS);
        vm.prank(operations);
        jobs.triggerDelayPolicy(late);
        assertEq(incentives.nextRoleShares().agentsBps, 6700, "moved");
        vm.prank(council);
        incentives.setShareBounds(config.minShares, config.maxShares);
        assertEq(incentives.nextRoleShares().agentsBps, 6500, "gives way");
        late = lateJobOf(REWARD_WEI, IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        pass(DEADLINE_SECONDS);
        vm.expectRevert(
            abi.encodeWithSelector(
                IIncentivePolicy.ShareCannotMove.selector, IIncentivePolicy.DelayPolicy.IncreaseAgentShare
            )
        );
        vm.prank(operations);
        jobs.triggerDelayPolicy(late);
    }

    function test_WhatALateJobMovedFades() public {
        uint256 hot = lateJobOf(REWARD_WEI, IIncentivePolicy.DelayPolicy.RaiseTemperature);
        uint256 shared = lateJobOf(REWARD_WEI, IIncentivePolicy.DelayPolicy.IncreaseAgentShare);
        pass(DEADLINE_SECONDS);
        vm.startPrank(operations);
        jobs.triggerDelayPolicy(hot);
        jobs.triggerDelayPolicy(shared);
        vm.stopPrank();
        assertEq(thermostat.temperatureWad(), 1.25e18, "hotter");
        assertEq(incentives.nextRoleShares().agentsBps, 6600, "more for agents");
        pass(7 days);
        assertEq(thermostat.temperatureWad(), 1.125e18, "half of it");
        assertEq(incentives.roleShares().agentsBps, 6600, "in the epoch for which they moved");
        assertEq(incentives.nextRoleShares().agentsBps, 6550, "then half of it");
        pass(7 * 80 days);
        assertEq(thermostat.temperatureWad(), 1e18, "the council's temperature");
        assertEq(incentives.roleShares().agentsBps, 6500, "the council's shares");
    }

    // Helpers

    /// @return jobId Taken, and late for the agents' share at once.
    function hourLate() private returns (uint256 jobId) {
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.rewardWei, request.deadlineSeconds) = (100 ether, 1 hours);
        request.delayPolicy = IIncentivePolicy.DelayPolicy.IncreaseAgentShare;
        jobId = createJob(request);
        assign(jobId);
        pass(1 hours);
    }

    function lateJobOf(uint128 rewardWei, IIncentivePolicy.DelayPolicy policy) private returns (uint256 jobId) {
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.rewardWei, request.delayPolicy) = (rewardWei, policy);
        if (rewardWei == 1) (request.validatorBonusWei, request.validatorBonusCapWei) = (0, 0);
        jobId = createJob(request);
        assign(jobId);
    }

    function previewDraw(uint256 jobId, IValidationModule.Round memory round)
        private
        view
        returns (address[] memory members, uint8[] memory seats)
    {
        bytes32 seed = seedOf(jobId, round.number, prevrandaoOf(round.seedBlock));
        (members, seats,,) = pool.draw(drawRequest(jobId, seed, 3));
    }

    function unbondAll(address validator) private {
        uint256 amountWei = stakeOf(validator);
        vm.prank(validator);
        stakes.requestUnbonding(Roles.VALIDATOR, amountWei);
    }

    function stakeOf(address validator) private view returns (uint256) {
        return stakes.positionOf(validator, Roles.VALIDATOR).staked;
    }

    function lockOf(uint256 jobId, address validator) private view returns (uint256) {
        return stakes.lockOf(jobId, validator, Roles.VALIDATOR);
    }
}
