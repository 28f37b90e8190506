// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";
import {IStateVm} from "../support/StateVm.sol";

interface RandaoVm {
    function prevrandao(uint256 value) external;
}

/// @notice Who takes jurors' stakes up, with disputes of its own or otherwise, and what it comes to.
contract TakenUpJuriesTest is National {
    uint256 private constant DECOYS = 5;
    /// @dev A twentieth of what a juror's seat locks.
    uint256 private constant JUROR_FEE_WEI = 2.5 ether;
    IStateVm private constant stateVm = IStateVm(address(vm));
    address private immutable _treasury = defaultTerms().treasury;

    /// @dev What terms let a quorum of a first jury lock.
    function _councilStakeWei() internal pure override returns (uint256) {
        return 2 * JUROR_LOCK_WEI;
    }

    // Decoys

    /// @dev Each member of the council stakes no more than it has to, and two of its jobs would take that up.
    function test_WhereTheCouncilsStakesAreTakenUpValidatorsJudge() public {
        leaveTheLeast();
        uint256[] memory decoys = disputedDecoys(JUROR_LOCK_WEI, 0);
        uint256 jobId = disputeJob(APPROVE);
        drawJuryAsItComes(jobId);
        assertEq(currentHearing(jobId).role, Roles.VALIDATOR, "who judges");
        assertEq(currentHearing(jobId).seats, 3, "seats");
        juryVote(jobId, same(jury(jobId).length, REJECT));
        pass(4 days);
        jobs.finalize(jobId);
        assertTrue(jobs.jobOf(jobId).outcome == Outcome.Rejected, "garbage is not paid");
        assertEq(stakes.claimOf(agent), 0, "agent");
        for (uint256 i; i < DECOYS; ++i) {
            jobs.finalize(decoys[i]);
        }
        assertSolvent();
    }

    /// @dev A bonus of nothing is doubled to nothing: the cap can never be paid.
    function test_ACapThatNoBonusReachesTakesUpNoStake() public {
        uint256 jobId = disputedDecoy(1, 1000 ether);
        assertEq(disputes.disputeOf(jobId).jurorLockWei, 1, "of a juror");
        assertEq(stakes.lockOf(jobId, committee(jobId)[0], Roles.VALIDATOR), 1, "of a validator");
    }

    function test_TakingUpJurorsCostsAPartOfWhatTheyLock() public {
        fund(otherAgent);
        uint256 before = wealth();
        uint256 jobId = disputedDecoy(50 ether, 0);
        juryVote(jobId, same(jury(jobId).length, APPROVE));
        appealJob(jobId, otherEmployer);
        drawJuryAsItComes(jobId);
        juryVote(jobId, same(jury(jobId).length, APPROVE));
        appealJob(jobId, otherEmployer);
        drawJuryAsItComes(jobId);
        uint256 lockedWei;
        for (uint256 i; i < 3; ++i) {
            lockedWei += stakes.lockOf(jobId, councillors[i], Roles.COUNCIL);
        }
        assertEq(lockedWei, 25 * JUROR_LOCK_WEI, "three juries");
        juryVote(jobId, same(jury(jobId).length, APPROVE));
        jobs.finalize(jobId);
        assertTrue(before - wealth() > lockedWei / 20, "a twentieth of it, beside all else");
        assertSolvent();
    }

    // What seats cost

    function test_WhoeverIsRightPaysForTheSeatsOfItsJury() public {
        uint256 before = stakes.claimOf(employer) + token.balanceOf(employer);
        uint256 jobId = disputeJob(APPROVE);
        assertEq(before - token.balanceOf(employer), 1080 ether + 101 ether + 3 * JUROR_FEE_WEI, "job, bond, seats");
        drawJury(jobId);
        juryRules(jobId, choices3(REJECT, REJECT, REJECT));
        uint256 treasuryWei = stakes.claimOf(_treasury);
        uint256 claimWei = stakes.claimOf(employer);
        jobs.finalize(jobId);
        // Of its own: reward less the validators' share, the bonus' rest, three seats, the bond; 35 of the agent's slash.
        uint256 backWei = 850 ether + 20 ether + 15 ether + 101 ether;
        assertTrue(stakes.claimOf(employer) - claimWei >= backWei, "the bond comes back");
        assertTrue(stakes.claimOf(employer) - claimWei < backWei + 100 ether, "and no more");
        // Half of the seat fees, the jury's seats, its part of the slashes, and what rounding leaves.
        assertEq(stakes.claimOf(_treasury) - treasuryWei, 240 ether + 2, "the seats do not");
        assertSolvent();
    }

    function test_WithoutAJuryNoSeatIsPaid() public {
        uint256 jobId = disputeJob(APPROVE);
        vm.roll(vm.getBlockNumber() + 9000);
        disputes.drawJury(jobId, "");
        ownerRules(jobId, Outcome.Rejected);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(
            jobId, employer, 101 ether + 3 * JUROR_FEE_WEI, IStakeManager.PaymentReason.BondReturned
        );
        jobs.finalize(jobId);
        assertSolvent();
    }

    /// @dev No committee could be had, so that nobody claims anything: the job's own seat fees pay.
    function test_WhereNoCommitteeSatTheJobPaysForItsFirstJury() public {
        uint256 jobId = submitJob();
        for (uint256 i; i < validators.length; ++i) {
            hold(validators[i], Roles.VALIDATOR, SEAT_LOCK_WEI - 1);
        }
        drawAsItComes(jobId);
        jobs.closeValidation(jobId);
        drawJury(jobId);
        juryRules(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.finalize(jobId);
        uint256 refundWei = 50 ether + 20 ether + SEAT_FEES_WEI - 3 * JUROR_FEE_WEI;
        assertEq(stakes.claimOf(employer), refundWei, "share, rest of the cap, seats");
        assertSolvent();
    }

    /// @dev Two committees used all seats' fees up: it pays no more than it escrowed.
    function test_TheFirstJuryTakesNoMoreThanIsLeftOfTheSeatFees() public {
        uint256 jobId = inconclusiveJob();
        drawJury(jobId);
        juryRules(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.finalize(jobId);
        assertEq(stakes.escrowOf(jobId), 0, "escrow");
        assertSolvent();
    }

    /// @dev A validator's seat locks a wei, a juror's as much as the council's stake allows.
    function test_ADearJuryThatNobodyClaimsBeforeCostsThePoolOfCheapValidators() public {
        IJobTerms.Terms memory terms = defaultTerms();
        (terms.validation.seatLockWei, terms.dispute.jurorLockWei) = (1, JUROR_LOCK_WEI);
        vm.prank(council);
        jobTerms.setTerms(terms);
        uint256 jobId = submitJob();
        for (uint256 i; i < validators.length; ++i) {
            hold(validators[i], Roles.VALIDATOR, 0);
        }
        drawAsItComes(jobId);
        jobs.closeValidation(jobId);
        drawJury(jobId);
        juryRules(jobId, choices3(REJECT, REJECT, REJECT));
        uint256 treasuryWei = stakes.claimOf(_treasury);
        jobs.finalize(jobId);
        assertTrue(stakes.claimOf(_treasury) - treasuryWei >= 3 * JUROR_FEE_WEI, "more than its seats cost");
        assertSolvent();
    }

    // When a hearing is opened

    /// @dev Free stake counts up to what a seat may lock: a rich member does not stand for those who have none left.
    function test_MostOfTheHeadsAreTakenUpOrNot() public {
        assertEq(stakes.takenUpCouncillors(), 0, "all free");
        hold(councillors[0], Roles.COUNCIL, JUROR_LOCK_WEI);
        assertEq(stakes.takenUpCouncillors(), 0, "a seat is free");
        hold(councillors[1], Roles.COUNCIL, JUROR_LOCK_WEI - 1);
        hold(councillors[2], Roles.COUNCIL, JUROR_LOCK_WEI - 1);
        assertEq(stakes.takenUpCouncillors(), 2, "two are not");
        assertTrue(juryDraw.isCouncilTakenUp(), "most of three");
        stake(councillors[0], Roles.COUNCIL, 100 * JUROR_LOCK_WEI);
        pass(1);
        assertTrue(juryDraw.isCouncilTakenUp(), "whatever the third has");
        stake(councillors[1], Roles.COUNCIL, 1);
        assertEq(stakes.takenUpCouncillors(), 1, "one has topped up");
        assertFalse(juryDraw.isCouncilTakenUp(), "one of three");
        vm.prank(councillors[1]);
        stakes.requestUnbonding(Roles.COUNCIL, 1);
        assertEq(stakes.takenUpCouncillors(), 2, "and asked it back");
        for (uint256 i = 1; i < 3; ++i) {
            release(councillors[i], Roles.COUNCIL);
        }
        assertEq(stakes.takenUpCouncillors(), 0, "given back");
    }

    // Once there is a seed

    /// @dev Six jobs with their seeds, none of them drawn, could take up all that the council has at stake.
    function test_WhoOrdersTheDrawsChoosesNoJury() public {
        leaveTheLeast();
        fund(otherAgent);
        uint256[] memory decoys = new uint256[](DECOYS + 1);
        for (uint256 i; i < decoys.length; ++i) {
            decoys[i] = disputed(JUROR_LOCK_WEI, 0);
        }
        uint256 jobId = disputeJob(APPROVE);
        (address[] memory expected,) = expectedJury(jobId, seedOf(jobId));
        for (uint256 i; i < decoys.length; ++i) {
            drawJuryAsItComes(decoys[i]);
        }
        drawJuryAsItComes(jobId);
        assertJury(jobId, Roles.COUNCIL, expected);
        uint256 unfunded;
        for (uint256 i; i < expected.length; ++i) {
            unfunded += disputes.juryBallotOf(jobId, 1, expected[i]).unfundedSeats;
        }
        assertTrue(unfunded > 1, "which has less to lose");
    }

    function test_WhoFundsAJuryLateChoosesNone() public {
        uint256 jobId = disputeJob(APPROVE);
        takeUpAll();
        (address[] memory expected,) = expectedJury(jobId, seedOf(jobId));
        stake(validators[0], Roles.VALIDATOR, 10 * JUROR_LOCK_WEI);
        pass(1 hours);
        drawJuryAsItComes(jobId);
        assertJury(jobId, Roles.COUNCIL, expected);
    }

    /// @dev Who has the role in the second of the seed block sits, whenever the jury is drawn, and nobody in its place.
    function test_WhoDrawsLateSeatsNobodyElse() public {
        vm.startPrank(registrar);
        for (uint256 i; i < 3; ++i) {
            identities.setRoles(councillors[i], 0);
        }
        vm.stopPrank();
        pass(uint256(JUDGING_DELAY_SECONDS) - 4 hours);
        uint256 jobId = disputeJob(APPROVE);
        (address[] memory expected,) = expectedJury(jobId, seedOf(jobId));
        pass(8 hours);
        assertFalse(identities.hasRole(councillors[0], Roles.COUNCIL), "revoked meanwhile");
        drawJuryAsItComes(jobId);
        assertJury(jobId, Roles.COUNCIL, expected);
        for (uint256 i; i < expected.length; ++i) {
            assertEq(disputes.juryBallotOf(jobId, 1, expected[i]).unfundedSeats, 0, "and risks its stake");
        }
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JurorBarred.selector, jobId, 1, expected[0]));
        vm.prank(expected[0]);
        disputes.commitJuryVote(jobId, "commitment");
    }

    /// @dev What is taken up when the hearing is opened counts, though it is given back.
    function test_WhoJudgesIsChosenBeforeThereIsASeed() public {
        uint256 jobId = judgeJob(APPROVE);
        takeUpAll();
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        assertTrue(currentHearing(jobId).validatorsFirst, "chosen");
        giveBack();
        drawJuryAsItComes(jobId);
        assertEq(currentHearing(jobId).role, Roles.VALIDATOR, "who judges");
    }

    /// @dev A contract that opens a hearing can revert until it is opened as suits it: that has to be the same in every block.
    function test_WhoOpensAHearingAgainAndAgainChoosesNobody() public {
        uint256 jobId = judgeJob(APPROVE);
        for (uint256 takenUp; takenUp <= 3; ++takenUp) {
            if (takenUp > 0) hold(councillors[takenUp - 1], Roles.COUNCIL, JUROR_LOCK_WEI - 1);
            bool expected = takenUp >= 2;
            for (uint256 i; i < 32; ++i) {
                RandaoVm(address(vm)).prevrandao(uint256(keccak256(abi.encode(i))));
                uint256 before = stateVm.snapshotState();
                vm.prank(employer);
                jobs.raiseDispute(jobId, "evidence");
                assertTrue(currentHearing(jobId).validatorsFirst == expected, "most of the council is taken up, or not");
                assertTrue(stateVm.revertToState(before), "as if it had reverted");
            }
        }
    }

    /// @dev Nobody has work go unjudged by taking stakes up.
    function test_WhereAllStakesAreTakenUpAJurySitsAllTheSame() public {
        uint256 jobId = judgeJob(APPROVE);
        takeUpAll();
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        drawJuryAsItComes(jobId);
        assertEq(currentHearing(jobId).seats, 3, "seats");
        juryVote(jobId, same(jury(jobId).length, REJECT));
        pass(10 hours);
        jobs.finalize(jobId);
        assertTrue(jobs.jobOf(jobId).outcome == Outcome.Rejected, "judged");
        assertSolvent();
    }

    /// @dev Nobody is half of no validators.
    function test_WhereNobodyIsLeftToBeDrawnThereIsNoJury() public {
        vm.startPrank(registrar);
        for (uint256 i; i < 3; ++i) {
            identities.setRoles(councillors[i], 0);
        }
        for (uint256 i; i < validators.length; ++i) {
            identities.setRoles(validators[i], 0);
        }
        vm.stopPrank();
        pass(uint256(JUDGING_DELAY_SECONDS) - 4 hours);
        uint256 jobId = judgeJob(APPROVE);
        pass(8 hours);
        vm.prank(employer);
        jobs.raiseDispute(jobId, "evidence");
        drawJuryAsItComes(jobId);
        assertEq(currentHearing(jobId).role, 0, "nobody judges");
        assertEq(jury(jobId).length, 0, "jurors");
    }

    function seedOf(uint256 jobId) private returns (bytes32) {
        uint64 seedBlock = currentHearing(jobId).seedBlock;
        minePast(seedBlock);
        return jurySeedOf(jobId, prevrandaoOf(seedBlock));
    }

    function assertJury(uint256 jobId, uint8 role, address[] memory expected) private view {
        assertEq(currentHearing(jobId).role, role, "who judges");
        assertEq(currentHearing(jobId).seats, 3, "seats");
        assertEq(jury(jobId).length, expected.length, "jurors");
        for (uint256 i; i < expected.length; ++i) {
            assertEq(jury(jobId)[i], expected[i], "whom the seed draws");
        }
    }

    // Helpers

    function disputedDecoys(uint128 rewardWei, uint128 capWei) private returns (uint256[] memory ids) {
        fund(otherAgent);
        ids = new uint256[](DECOYS);
        for (uint256 i; i < DECOYS; ++i) {
            ids[i] = disputedDecoy(rewardWei, capWei);
        }
    }

    function disputedDecoy(uint128 rewardWei, uint128 capWei) private returns (uint256 jobId) {
        jobId = disputed(rewardWei, capWei);
        drawJuryAsItComes(jobId);
    }

    /// @dev Good work, whose committee approves of it and whose employer disputes it.
    function disputed(uint128 rewardWei, uint128 capWei) private returns (uint256 jobId) {
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.operator = address(0);
        (request.rewardWei, request.validatorBonusWei, request.validatorBonusCapWei) = (rewardWei, 0, capWei);
        vm.prank(otherEmployer);
        jobId = jobs.createJob(request, ANY);
        vm.startPrank(otherAgent);
        jobs.applyForJob(jobId, ANY);
        jobs.submitResult(jobId, "good");
        vm.stopPrank();
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.closeValidation(jobId);
        vm.prank(otherEmployer);
        jobs.raiseDispute(jobId, "nothing");
    }

    function wealth() private view returns (uint256) {
        uint256 left = token.balanceOf(otherEmployer) + token.balanceOf(otherAgent);
        left += stakes.claimOf(otherEmployer) + stakes.claimOf(otherAgent);
        return left + stakes.positionOf(otherAgent, Roles.AGENT).staked;
    }

    function leaveTheLeast() private {
        for (uint256 i; i < 3; ++i) {
            vm.prank(councillors[i]);
            stakes.requestUnbonding(Roles.COUNCIL, STAKE_WEI - _councilStakeWei());
        }
        pass(7 days);
        for (uint256 i; i < 3; ++i) {
            vm.prank(councillors[i]);
            stakes.withdraw(Roles.COUNCIL);
        }
        pass(1);
    }

    /// @dev Another job holds what everybody who could judge has at stake.
    function takeUpAll() private {
        for (uint256 i; i < 3; ++i) {
            hold(councillors[i], Roles.COUNCIL, JUROR_LOCK_WEI - 1);
        }
        for (uint256 i; i < validators.length; ++i) {
            hold(validators[i], Roles.VALIDATOR, JUROR_LOCK_WEI - 1);
        }
    }

    function hold(address account, uint8 role, uint256 leftWei) private {
        uint256 freeWei = stakes.positionOf(account, role).staked - stakes.positionOf(account, role).locked;
        vm.prank(address(jobs));
        stakes.lock(99, account, role, freeWei - leftWei);
    }

    function giveBack() private {
        for (uint256 i; i < 3; ++i) {
            release(councillors[i], Roles.COUNCIL);
        }
        for (uint256 i; i < validators.length; ++i) {
            release(validators[i], Roles.VALIDATOR);
        }
    }

    function release(address account, uint8 role) private {
        IStakeManager.Ending[] memory endings = new IStakeManager.Ending[](1);
        endings[0] = IStakeManager.Ending(
            account, stakes.lockOf(99, account, role), 0, IStakeManager.SlashReason.NonReveal
        );
        vm.prank(address(jobs));
        stakes.endLocks(99, role, endings);
    }

    function same(uint256 count, uint8 choice) private pure returns (uint8[] memory choices) {
        choices = new uint8[](count);
        for (uint256 i; i < count; ++i) {
            choices[i] = choice;
        }
    }
}
