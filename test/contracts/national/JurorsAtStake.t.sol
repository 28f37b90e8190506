// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

/// @notice Whoever judges has something to lose, and claims nothing. A council of five.
contract JurorsAtStakeTest is National {
    uint256 private constant COUNCIL_SIZE = 5;

    function _seatCouncil() internal override {
        for (uint256 i; i < COUNCIL_SIZE; ++i) {
            string memory name = string.concat("councillor ", vm.toString(i));
            councillors.push(makeActor(name));
            identities.register(name, councillors[i], Roles.COUNCIL);
        }
    }

    // Who has nothing at stake

    function test_WhoStakesNothingNeitherJudgesNorIsPaid() public {
        address gone = councillors[0];
        leave(gone);
        uint256 jobId = disputeJob(APPROVE);
        for (uint8 number = 1; number <= 3; ++number) {
            drawJuryAsItComes(jobId);
            assertEq(currentHearing(jobId).role, Roles.COUNCIL, "four are enough");
            assertEq(seatsOf(jobId, gone), 0, "no seat");
            voteAll(jobId, number == 2 ? APPROVE : REJECT);
            if (number < 3) appealJob(jobId, number == 1 ? agent : employer);
        }
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(gone), 0, "no fee");
        assertTrue(stakes.claimOf(councillors[1]) > 0, "who has something to lose is paid");
    }

    function test_WhereTooManyOfTheCouncilStakeNothingValidatorsJudge() public {
        for (uint256 i; i < 2; ++i) {
            leave(councillors[i]);
        }
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        assertEq(currentHearing(jobId).role, Roles.COUNCIL, "three are enough");
        leave(councillors[2]);
        jobId = disputeJob(APPROVE);
        drawJury(jobId);
        assertEq(currentHearing(jobId).role, Roles.VALIDATOR, "two are not");
        assertEq(currentHearing(jobId).seats, 3, "a jury all the same");
    }

    function test_WhoIsSlashedBelowTheLeastIsNotDrawnForLaterJobs() public {
        address poor = councillors[0];
        uint256 freeWei = STAKE_WEI - pool.councilStakeWei();
        vm.prank(poor);
        stakes.requestUnbonding(Roles.COUNCIL, freeWei);
        pass(1);
        uint256 jobId = disputeJob(APPROVE);
        drawWithSeats(jobId, poor, 1);
        voteBut(jobId, poor, 0, REJECT);
        pass(10 hours);
        jobs.finalize(jobId);
        assertEq(stakes.positionOf(poor, Roles.COUNCIL).staked, pool.councilStakeWei() - 10 ether, "slashed");
        pass(1);
        assertNeverDrawn(disputeJob(APPROVE), poor);
    }

    // Who asks its stake back

    /// @dev It is not held for what comes afterwards either.
    function test_WhoAsksItsStakeBackIsNotDrawnForLaterJobs() public {
        address leaving = councillors[0];
        vm.prank(leaving);
        stakes.requestUnbonding(Roles.COUNCIL, STAKE_WEI);
        pass(1);
        assertNeverDrawn(disputeJob(APPROVE), leaving);
    }

    /// @dev Stake that matured before the submission would be gone once the seed is known.
    function test_NobodyIsDrawnByStakeThatMayLeaveOnceTheSeedIsKnown() public {
        address leaving = councillors[0];
        vm.prank(leaving);
        stakes.requestUnbonding(Roles.COUNCIL, STAKE_WEI);
        pass(7 days);
        uint256 jobId = disputeJob(APPROVE);
        assertNeverDrawn(jobId, leaving);
        vm.prank(leaving);
        stakes.withdraw(Roles.COUNCIL);
        drawJury(jobId);
        assertEq(currentHearing(jobId).role, Roles.COUNCIL, "the others judge");
    }

    /// @dev Asked back with the submission, by all, and locked in the last hearing of the longest way there.
    function test_StakeAskedBackAfterTheFrozenSecondIsLockedUntilTheLastAppeal() public {
        uint256 jobId = submitJob();
        for (uint256 i; i < COUNCIL_SIZE; ++i) {
            vm.prank(councillors[i]);
            stakes.requestUnbonding(Roles.COUNCIL, STAKE_WEI);
        }
        draw(jobId);
        pass(3 hours);
        jobs.closeValidation(jobId);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        pass(2 hours);
        jobs.closeValidation(jobId);
        pass(1 days - 1);
        vm.prank(employer);
        jobs.raiseDispute(jobId, keccak256("evidence"));
        for (uint8 number = 1; number < 3; ++number) {
            drawJuryAsItComes(jobId);
            voteAll(jobId, number == 1 ? REJECT : APPROVE);
            pass(10 hours - 1);
            appealJob(jobId, number == 1 ? agent : employer);
        }
        drawJuryAsItComes(jobId);
        assertEq(currentHearing(jobId).seats, 15, "a jury");
        uint256 lockedWei;
        for (uint256 i; i < COUNCIL_SIZE; ++i) {
            expectStillUnbonding(councillors[i]);
            lockedWei += stakes.lockOf(jobId, councillors[i], Roles.COUNCIL);
        }
        assertEq(lockedWei, (3 + 7 + 15) * uint256(JUROR_LOCK_WEI), "every seat of every hearing");
    }

    /// @dev Who has everything asked back locked once more judges no later job by it.
    function test_WhoseStakeWasRecalledIsNotDrawnForLaterJobs() public {
        uint256 jobId = disputeJob(APPROVE);
        address leaving = councillors[0];
        vm.prank(leaving);
        stakes.requestUnbonding(Roles.COUNCIL, STAKE_WEI);
        drawWithSeats(jobId, leaving, 1);
        assertEq(stakes.lockOf(jobId, leaving, Roles.COUNCIL), JUROR_LOCK_WEI, "recalled");
        voteAll(jobId, APPROVE);
        pass(10 hours);
        jobs.finalize(jobId);
        assertNeverDrawn(disputeJob(APPROVE), leaving);
        assertEq(stakes.positionOf(leaving, Roles.COUNCIL).staked, 0, "all of it is on its way out");
        stake(leaving, Roles.COUNCIL, pool.councilStakeWei());
        pass(1);
        assertEq(pool.weightAt(Roles.COUNCIL, leaving, uint48(vm.getBlockTimestamp()) - 1), 1, "a head again");
    }

    // Who claims

    function test_NobodyJudgesAnAppealThatItRaised() public {
        uint256 jobId = disputeJob(APPROVE);
        address claimant = outvoted(jobId);
        appealJob(jobId, claimant);
        drawJuryAsItComes(jobId);
        assertEq(currentHearing(jobId).role, Roles.COUNCIL, "the four others");
        assertEq(seatsOf(jobId, claimant), 0, "but for the claimant");
        voteAll(jobId, APPROVE);
        appealJob(jobId, employer);
        drawJuryAsItComes(jobId);
        assertEq(currentHearing(jobId).seats, 15, "the last jury");
        assertEq(seatsOf(jobId, claimant), 0, "nor a later one");
    }

    function test_WhoAppealsOfTooFewIsHeardByValidators() public {
        leave(councillors[3]);
        leave(councillors[4]);
        uint256 jobId = disputeJob(APPROVE);
        address claimant = outvoted(jobId);
        appealJob(jobId, claimant);
        drawJury(jobId);
        assertEq(currentHearing(jobId).role, Roles.VALIDATOR, "two of the council are left");
        voteAll(jobId, APPROVE);
        pass(10 hours);
        jobs.finalize(jobId);
        assertEq(uint256(jobs.jobOf(jobId).outcome), uint256(Outcome.Approved), "and decide");
        assertEq(stakes.lockOf(jobId, claimant, Roles.COUNCIL), 0, "nothing is left locked");
    }

    // Helpers

    /// @dev With all that no job holds.
    function leave(address account) private {
        IStakeManager.Position memory position = stakes.positionOf(account, Roles.COUNCIL);
        vm.prank(account);
        stakes.requestUnbonding(Roles.COUNCIL, position.staked - position.locked);
        pass(7 days);
        vm.prank(account);
        stakes.withdraw(Roles.COUNCIL);
        pass(1);
    }

    /// @dev The first jury rejects, but for one juror with one seat, who was right to think otherwise.
    function outvoted(uint256 jobId) private returns (address juror) {
        drawJury(jobId);
        juror = jury(jobId)[0];
        voteBut(jobId, juror, APPROVE, REJECT);
    }

    function voteAll(uint256 jobId, uint8 choice) private {
        voteBut(jobId, address(0), choice, choice);
    }

    function voteBut(uint256 jobId, address one, uint8 its, uint8 others) private {
        address[] memory jurors = jury(jobId);
        uint8[] memory choices = new uint8[](jurors.length);
        for (uint256 i; i < jurors.length; ++i) {
            choices[i] = jurors[i] == one ? its : others;
        }
        juryVote(jobId, choices);
    }

    function seatsOf(uint256 jobId, address account) private view returns (uint256) {
        return disputes.juryBallotOf(jobId, disputes.disputeOf(jobId).hearings, account).seats;
    }

    function drawWithSeats(uint256 jobId, address account, uint8 wanted) private {
        uint64 seedBlock = currentHearing(jobId).seedBlock;
        minePast(seedBlock);
        for (uint256 salt; salt < 64; ++salt) {
            bytes32 prevrandao = keccak256(abi.encode("seats", salt));
            (address[] memory jurors, uint8[] memory seats) = expectedJury(jobId, jurySeedOf(jobId, prevrandao));
            for (uint256 i; i < jurors.length; ++i) {
                if (jurors[i] != account || seats[i] != wanted) continue;
                choose(seedBlock, prevrandao);
                return drawJuryAsItComes(jobId);
            }
        }
        revert("no such seed");
    }

    /// @dev Whatever the seed.
    function assertNeverDrawn(uint256 jobId, address account) private {
        minePast(currentHearing(jobId).seedBlock);
        for (uint256 salt; salt < 32; ++salt) {
            (address[] memory jurors,) = expectedJury(jobId, jurySeedOf(jobId, bytes32(salt)));
            for (uint256 i; i < jurors.length; ++i) {
                assertTrue(jurors[i] != account, "never drawn");
            }
        }
    }

    function expectStillUnbonding(address account) private {
        IStakeManager.Position memory position = stakes.positionOf(account, Roles.COUNCIL);
        if (position.unbonding == 0) return;
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakeManager.StillUnbonding.selector,
                account,
                Roles.COUNCIL,
                position.maturesAt,
                systemPause.activeTime()
            )
        );
        vm.prank(account);
        stakes.withdraw(Roles.COUNCIL);
    }
}
