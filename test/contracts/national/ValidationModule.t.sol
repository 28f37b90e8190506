// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {FutureBlock} from "../../../contracts/shared/FutureBlock.sol";
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
        validation.openRound(jobId, employer, agent, defaultTerms().validation);
    }

    function test_DrawSeatsAndLocksTheCommittee() public {
        uint256 jobId = submitJob();
        IValidationModule.Round memory round = validation.roundOf(jobId);
        mine(2);
        bytes32 seed = expectedSeed(jobId, 1, round.seedBlock);
        address[] memory excluded = new address[](2);
        (excluded[0], excluded[1]) = (employer, agent);
        (address[] memory members, uint256[] memory weights) = stakes.drawValidators(
            IStakeManager.DrawRequest(seed, round.frozenAt, 3, SEAT_LOCK_WEI, excluded)
        );
        uint48 active = systemPause.activeTime();
        vm.expectCall(
            address(stakes),
            abi.encodeCall(
                stakes.drawValidators,
                (IStakeManager.DrawRequest(seed, round.frozenAt, 3, SEAT_LOCK_WEI, excluded))
            )
        );
        vm.expectEmit(address(validation));
        emit IValidationModule.CommitteeDrawn(jobId, 1, seed, members, weights, active + 1 hours, active + 3 hours);
        validation.drawCommittee(jobId);
        assertEq(members.length, 3, "seats");
        for (uint256 i; i < 3; ++i) {
            assertEq(stakes.lockOf(jobId, members[i], Roles.VALIDATOR), SEAT_LOCK_WEI, "lock");
            assertEq(validation.ballotOf(jobId, 1, members[i]).weightWei, weights[i], "weight");
            assertEq(validation.membersOf(jobId, 1)[i], members[i], "member");
        }
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
            validation.drawCommittee(jobId);
            mine(1);
        }
        validation.drawCommittee(jobId);
    }

    function test_DrawingTwiceReverts() public {
        uint256 jobId = drawJob();
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.AlreadyDrawn.selector, jobId, 1));
        validation.drawCommittee(jobId);
    }

    function test_DrawingWithoutARoundReverts() public {
        uint256 jobId = assignJob();
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.NoRound.selector, jobId));
        validation.drawCommittee(jobId);
    }

    function test_TheSeedCanBeHadFromTheHistoryContract() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        bytes32 old = keccak256("old hash");
        installHistory();
        vm.store(FutureBlock.HISTORY, bytes32(uint256(seedBlock) % 8191), old);
        vm.roll(seedBlock + 8191);
        validation.drawCommittee(jobId);
        bytes32 seed = keccak256(
            abi.encode(validation.DRAW_DOMAIN(), block.chainid, address(validation), jobId, uint8(1), old)
        );
        assertEq(validation.roundOf(jobId).seed, seed, "seed");
    }

    /// @dev The node of these tests has a history contract that reverts with a text.
    function test_AnErrorOfTheHistoryContractIsNotASeed() public {
        uint256 jobId = submitJob();
        vm.roll(vm.getBlockNumber() + 300);
        validation.drawCommittee(jobId);
        assertEq(validation.roundOf(jobId).seed, 0, "lost");
    }

    function test_TheSeedOf256BlocksAgoNeedsNoHistoryContract() public {
        uint256 jobId = submitJob();
        uint256 other = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        mine(2);
        bytes32 seed = expectedSeed(jobId, 1, seedBlock);
        vm.roll(seedBlock + 256);
        validation.drawCommittee(jobId);
        assertEq(validation.roundOf(jobId).seed, seed, "seed");
        vm.roll(seedBlock + 257);
        validation.drawCommittee(other);
        assertEq(validation.roundOf(other).seed, 0, "lost");
    }

    function test_TheSeedOf257BlocksAgoComesFromTheHistoryContract() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        installHistory();
        vm.store(FutureBlock.HISTORY, bytes32(uint256(seedBlock) % 8191), "old hash");
        vm.roll(seedBlock + 257);
        validation.drawCommittee(jobId);
        assertTrue(validation.roundOf(jobId).seed != 0, "seed");
    }

    function test_OnlyAWordThatTheHistoryContractReturnsIsASeed() public {
        uint256 reverting = submitJob();
        uint256 short = submitJob();
        vm.roll(vm.getBlockNumber() + 300);
        vm.etch(FutureBlock.HISTORY, hex"60015f5260205ffd"); // Reverts with one word.
        validation.drawCommittee(reverting);
        assertEq(validation.roundOf(reverting).seed, 0, "reverted");
        vm.etch(FutureBlock.HISTORY, hex"60ff5f53601f5ff3"); // Returns 31 bytes.
        validation.drawCommittee(short);
        assertEq(validation.roundOf(short).seed, 0, "not a word");
    }

    function test_ALostSeedIsNotDrawnAgainAndLeadsToTheJury() public {
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        installHistory();
        vm.store(FutureBlock.HISTORY, bytes32(uint256(seedBlock) % 8191), "old hash");
        vm.roll(seedBlock + 8192);
        vm.expectEmit(address(validation));
        emit IValidationModule.SeedLost(jobId, 1, seedBlock);
        validation.drawCommittee(jobId);
        jobs.closeValidation(jobId);
        assertStatus(jobId, IJobRegistry.Status.Disputed);
        assertEq(validation.roundOf(jobId).number, 1, "no redraw");
    }

    function test_TooFewCandidatesSeatNobodyAndTheRoundClosesAtOnce() public {
        vm.startPrank(registrar);
        for (uint256 i = 1; i < 5; ++i) {
            identities.setRoles(validators[i], 0);
        }
        vm.stopPrank();
        awaitRoles();
        uint256 jobId = submitJob();
        mine(2);
        bytes32 seed = expectedSeed(jobId, 1, validation.roundOf(jobId).seedBlock);
        vm.expectEmit(address(validation));
        emit IValidationModule.CommitteeDrawn(jobId, 1, seed, new address[](0), new uint256[](0), 0, 0);
        validation.drawCommittee(jobId);
        assertEq(committee(jobId).length, 0, "nobody");
        assertEq(stakes.positionOf(validators[0], Roles.VALIDATOR).locked, 0, "nothing locked");
        jobs.closeValidation(jobId);
        assertEq(validation.roundOf(jobId).number, 2, "one redraw");
        draw(jobId);
        IValidationModule.Round memory second = validation.roundOf(jobId);
        assertEq(second.seed, expectedSeed(jobId, 2, second.seedBlock), "seed of the second round");
        jobs.closeValidation(jobId);
        assertStatus(jobId, IJobRegistry.Status.Disputed);
    }

    function test_ACommitteeOfExactlyItsQuorumSits() public {
        vm.startPrank(registrar);
        for (uint256 i = 2; i < 5; ++i) {
            identities.setRoles(validators[i], 0);
        }
        vm.stopPrank();
        awaitRoles();
        uint256 jobId = drawJob();
        assertEq(committee(jobId).length, 2, "two of three seats");
        vote(jobId, choices2(APPROVE, APPROVE));
        jobs.closeValidation(jobId);
        assertStatus(jobId, IJobRegistry.Status.Accepted);
    }

    function test_EmployerAndAgentNeverSit() public {
        setRoles(employer, Roles.EMPLOYER | Roles.VALIDATOR);
        setRoles(agent, Roles.AGENT | Roles.VALIDATOR);
        awaitRoles();
        stake(employer, Roles.VALIDATOR, 900_000 ether);
        stake(agent, Roles.VALIDATOR, 900_000 ether);
        pass(1);
        uint256 jobId = drawJob();
        address[] memory members = committee(jobId);
        assertEq(members.length, 3, "seats");
        for (uint256 i; i < 3; ++i) {
            assertTrue(members[i] != employer && members[i] != agent, "parties");
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
        uint256 weightWei = validation.ballotOf(jobId, 1, member).weightWei;
        commit(jobId, member, APPROVE);
        pass(1 hours);
        vm.expectEmit(address(validation));
        emit IValidationModule.VoteRevealed(jobId, 1, member, APPROVE, saltOf(member), weightWei);
        reveal(jobId, member, APPROVE);
        IValidationModule.Round memory round = validation.roundOf(jobId);
        assertEq(round.revealed, 1, "revealed");
        assertEq(round.approvedWei, weightWei, "approved");
        assertEq(round.revealedWei, weightWei, "revealed weight");
    }

    function test_ARejectionAddsNoApproval() public {
        uint256 jobId = drawJob();
        address member = committee(jobId)[0];
        commit(jobId, member, REJECT);
        pass(1 hours);
        reveal(jobId, member, REJECT);
        assertEq(validation.roundOf(jobId).approvedWei, 0, "approved");
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
        uint256 total = validation.roundOf(jobId).revealedWei;
        vm.expectEmit(address(validation));
        emit IValidationModule.RoundClosed(jobId, 1, Outcome.Approved, 3, 3, total, total);
        jobs.closeValidation(jobId);
    }

    function test_TheCloseCountsSeatsAndReveals() public {
        uint256 jobId = drawJob();
        vote(jobId, choices3(APPROVE, 0, APPROVE));
        pass(2 hours);
        uint256 revealedWei = validation.roundOf(jobId).revealedWei;
        vm.expectEmit(address(validation));
        emit IValidationModule.RoundClosed(jobId, 1, Outcome.Approved, 3, 2, revealedWei, revealedWei);
        jobs.closeValidation(jobId);
    }

    function test_EachRevealNamesItsRoundAndTheCloseBothWeights() public {
        uint256 jobId = drawJob();
        address[] memory members = committee(jobId);
        commitAll(jobId, choices3(APPROVE, REJECT, APPROVE));
        pass(1 hours);
        reveal(jobId, members[0], APPROVE);
        uint256[3] memory weights;
        for (uint256 i; i < 3; ++i) {
            weights[i] = validation.ballotOf(jobId, 1, members[i]).weightWei;
        }
        vm.expectEmit(address(validation));
        emit IValidationModule.VoteRevealed(jobId, 1, members[1], REJECT, saltOf(members[1]), weights[1]);
        reveal(jobId, members[1], REJECT);
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.AlreadyRevealed.selector, jobId, 1, members[1]));
        reveal(jobId, members[1], REJECT);
        reveal(jobId, members[2], APPROVE);
        uint256 approvedWei = weights[0] + weights[2];
        vm.expectEmit(address(validation));
        emit IValidationModule.RoundClosed(jobId, 1, Outcome.Approved, 3, 3, approvedWei, approvedWei + weights[1]);
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

    /// @dev Weights 1000, 1100, … 1400; threshold 60 %. Approval is by weight and inclusive.
    function test_ApprovalIsByRevealedStake() public {
        uint256 jobId = drawJob();
        vote(jobId, choices3(APPROVE, REJECT, APPROVE));
        IValidationModule.Round memory round = validation.roundOf(jobId);
        bool approved = uint256(round.approvedWei) * 10_000 >= uint256(round.revealedWei) * 6000;
        jobs.closeValidation(jobId);
        assertTrue(approved, "two of three weigh more than 60 %");
        assertStatus(jobId, IJobRegistry.Status.Accepted);
    }

    function test_OneOfTwoDoesNotReachTheThreshold() public {
        uint256 jobId = judgeJob(choices3(APPROVE, REJECT, 0));
        assertStatus(jobId, IJobRegistry.Status.Rejected);
    }

    function test_AWeightExactlyAtTheThresholdApproves() public {
        IJobTerms.Terms memory terms = defaultTerms();
        terms.validation.approvalBps = 5000;
        vm.prank(council);
        jobTerms.setTerms(terms);
        for (uint256 i; i < 4; ++i) {
            stake(validators[i], Roles.VALIDATOR, 400 ether - i * 100 ether);
        }
        pass(1);
        assertStatus(judgeJob(choices3(APPROVE, REJECT, 0)), IJobRegistry.Status.Accepted);
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
        uint256 jobId = drawJob();
        vote(jobId, choices3(APPROVE, REJECT, 0));
        pass(2 hours);
        vm.recordLogs();
        jobs.closeValidation(jobId);
        pass(1 days);
        jobs.finalize(jobId);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != IStakeManager.StakeSlashed.selector) continue;
            assertEq(address(uint160(uint256(logs[i].topics[2]))), agent, "the agent only");
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
        vm.prank(address(jobs));
        validation.settle(jobId, Outcome.Approved);
    }

    function test_SettlingAnOpenRoundReverts() public {
        uint256 jobId = drawJob();
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.RoundIsOpen.selector, jobId, 1));
        vm.prank(address(jobs));
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

    /// @dev The code of EIP-2935, as deployed.
    function installHistory() private {
        bytes memory code =
            hex"3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff814303"
            hex"11604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500";
        vm.etch(FutureBlock.HISTORY, code);
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

    function choices2(uint8 a, uint8 b) private pure returns (uint8[] memory choices) {
        choices = new uint8[](2);
        (choices[0], choices[1]) = (a, b);
    }

    function expectedSeed(uint256 jobId, uint8 round, uint64 seedBlock) private view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("omnisovereign/committee-draw/1"),
                block.chainid,
                address(validation),
                jobId,
                round,
                blockhash(seedBlock)
            )
        );
    }
}
