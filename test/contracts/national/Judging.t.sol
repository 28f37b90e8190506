// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

/// @notice Attempts to choose, outweigh or starve a committee, and what comes of them.
contract JudgingTest is National {
    address private _ally;

    // Taking up the stakes of others

    /// @dev Honest stake that jobs of an attacker hold leaves no draw: the same committee is drawn as without them.
    function test_TakingUpOthersStakesDoesNotChooseTheCommittee() public {
        _ally = admitted("ally");
        stake(_ally, Roles.VALIDATOR, 2000 ether);
        for (uint256 i; i < 8; ++i) {
            holdAll(validators[i]);
        }
        pass(12);
        uint48 then = uint48(vm.getBlockTimestamp()) - 1;
        uint256 captured;
        for (uint256 i; i < 200; ++i) {
            ISortitionPool.DrawRequest memory r =
                ISortitionPool.DrawRequest(Roles.VALIDATOR, keccak256(abi.encode("s", i)), then, then, 3, new address[](0));
            if (seatsOf(_ally, r) >= 2) ++captured;
        }
        // 2000 of 12,800: 3 p² (1 − p) + p³ = 6.6 %.
        assertTrue(captured < 30, "as often as its stake is worth");
    }

    /// @dev Seen through: fillers hold what honest validators have, then an agent hands in garbage to a job that pays
    /// well. Its allies have come in with fresh stake. No committee of theirs approves it: a jury judges.
    function test_FillerJobsDoNotSeatTheAgentsAllies() public {
        IJobRegistry.JobRequest memory filler = defaultRequest();
        (filler.rewardWei, filler.validatorBonusWei, filler.validatorBonusCapWei) = (100 ether, 0, 0);
        stake(agent, Roles.AGENT, 10_000 ether);
        uint256 id;
        do {
            id = createJob(filler);
            assign(id);
            submit(id);
            pass(12);
            drawAsItComes(id);
        } while (committee(id).length != 0);
        _ally = admitted("ally");
        stake(_ally, Roles.VALIDATOR, 4000 ether);
        pass(12);
        uint256 allied;
        uint256 refused;
        for (uint256 n; n < 12; ++n) {
            uint256 victim = submitJob();
            drawAsItComes(victim);
            if (committee(victim).length == 0) ++refused;
            if (validation.ballotOf(victim, 1, _ally).seats >= 2) ++allied;
            pass(12);
        }
        // 4000 of 14,800: two seats of three are drawn to it in 18 % of all jobs.
        assertTrue(allied <= 5, "as often as its stake is worth");
        assertTrue(refused > 0, "others go to a jury");
    }

    function test_ACommitteeWithoutFundedSeatsIsRefusedAndAJuryJudges() public {
        uint256 jobId = submitJob();
        for (uint256 i; i < 8; ++i) {
            holdAll(validators[i]);
        }
        minePast(validation.roundOf(jobId).seedBlock);
        bytes32 seed = seedOf(jobId, 1, prevrandaoOf(validation.roundOf(jobId).seedBlock));
        vm.expectEmit(address(validation));
        emit IValidationModule.CommitteeRefused(
            jobId, 1, seed, IValidationModule.Refusal.UnfundedSeats, 0, 10_800 ether, 10_800 ether
        );
        drawAsItComes(jobId);
        assertEq(committee(jobId).length, 0, "nobody sits");
        jobs.closeValidation(jobId);
        assertStatus(jobId, IJobRegistry.Status.Disputed);
        assertEq(validation.roundOf(jobId).number, 1, "nothing is drawn again");
        drawJury(jobId);
        juryRules(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(employer), 70 ether + SEAT_FEES_WEI - 7.5 ether, "only three of the jury's seats were used");
        assertSolvent();
    }

    /// @dev Two funded seats are the quorum; the third member votes with what it has, and can lose no more.
    function test_AnUnfundedSeatSitsVotesAndLosesNoMoreThanItLocked() public {
        uint256 jobId = submitJob();
        address poor = drawnLast(jobId);
        hold(poor, 7 ether);
        draw(jobId);
        address[] memory members = committee(jobId);
        IValidationModule.Ballot memory ballot = validation.ballotOf(jobId, 1, poor);
        assertEq(ballot.seats, 1, "sits");
        assertEq(ballot.unfundedSeats, 1, "unfunded");
        assertEq(ballot.lockedWei, 7 ether, "what there was");
        assertEq(stakes.lockOf(jobId, poor, Roles.VALIDATOR), 7 ether, "locked");
        commitAll(jobId, choices3(APPROVE, APPROVE, 0));
        pass(1 hours);
        revealAll(jobId, choices3(APPROVE, APPROVE, 0));
        pass(2 hours);
        assertEq(members[2], poor, "the last");
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeSlashed(jobId, poor, Roles.VALIDATOR, 7 ether, IStakeManager.SlashReason.NonReveal);
        jobs.closeValidation(jobId);
        assertEq(stakes.positionOf(poor, Roles.VALIDATOR).locked, heldBy(poor), "only the other job holds it");
        pass(1 days);
        jobs.finalize(jobId);
        assertSolvent();
    }

    function test_AMemberWithNothingLeftVotesAndIsSettledAllTheSame() public {
        uint256 jobId = submitJob();
        address poor = drawnLast(jobId);
        hold(poor, 0);
        draw(jobId);
        assertEq(stakes.lockOf(jobId, poor, Roles.VALIDATOR), 0, "nothing locked");
        vote(jobId, choices3(APPROVE, APPROVE, REJECT));
        jobs.closeValidation(jobId);
        pass(1 days);
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(poor), 0, "a wrong vote earns nothing, and had nothing to lose");
        assertSolvent();
    }

    function test_ExactlyTheQuorumOfFundedSeatsIsEnough() public {
        uint256 jobId = submitJob();
        uint256 other = submitJob();
        hold(drawnLast(jobId), 99 ether);
        draw(jobId);
        assertEq(committee(jobId).length, 3, "two funded seats of a quorum of two");
        for (uint256 i; i < 8; ++i) {
            if (stakes.lockOf(99, validators[i], Roles.VALIDATOR) == 0) hold(validators[i], 99 ether);
        }
        draw(other);
        assertEq(committee(other).length, 0, "none funded");
    }

    /// @dev Reward + bonus cap below the seat's lock: what a committee can earn bounds what it risks.
    function test_ABonusCountsForTheSeatsLock() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.rewardWei, request.validatorBonusWei, request.validatorBonusCapWei) = (1, 10_000 ether, 10_000 ether);
        uint256 jobId = createJob(request);
        assign(jobId);
        submit(jobId);
        draw(jobId);
        address silent = committee(jobId)[2];
        assertEq(stakes.lockOf(jobId, silent, Roles.VALIDATOR), SEAT_LOCK_WEI, "a whole lock is at risk");
        uint256 before = stakes.positionOf(silent, Roles.VALIDATOR).staked;
        vote(jobId, choices3(APPROVE, APPROVE, 0));
        pass(2 hours);
        jobs.closeValidation(jobId);
        assertEq(stakes.positionOf(silent, Roles.VALIDATOR).staked, before - 10 ether, "silence costs");
    }

    // Stake counts once

    function test_AMemberWithTwoSeatsCommitsOnceAndCastsTwoVotes() public {
        (uint256 jobId, address two, address one) = committeeOfTwoAndOne();
        assertEq(validation.ballotOf(jobId, 1, two).seats, 2, "seats");
        assertEq(stakes.lockOf(jobId, two, Roles.VALIDATOR), 2 * SEAT_LOCK_WEI, "locks");
        commit(jobId, two, APPROVE);
        commit(jobId, one, REJECT);
        pass(1 hours);
        vm.expectEmit(address(validation));
        emit IValidationModule.VoteRevealed(jobId, 1, two, APPROVE, saltOf(two), 2);
        reveal(jobId, two, APPROVE);
        reveal(jobId, one, REJECT);
        IValidationModule.Round memory round = validation.roundOf(jobId);
        assertEq(round.approvedSeats, 2, "approved");
        assertEq(round.revealedSeats, 3, "revealed");
        jobs.closeValidation(jobId);
        assertStatus(jobId, IJobRegistry.Status.Accepted);
        pass(1 days);
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(two), 160 ether + 1.5 ether, "the pool, and its part of the wrong vote's 5");
    }

    function test_AMemberWithTwoSeatsIsSlashedForBoth() public {
        (uint256 jobId, address two, address one) = committeeOfTwoAndOne();
        commit(jobId, one, APPROVE);
        pass(3 hours);
        vm.expectEmit(address(stakes));
        emit IStakeManager.StakeSlashed(jobId, two, Roles.VALIDATOR, 20 ether, IStakeManager.SlashReason.NonReveal);
        jobs.closeValidation(jobId);
    }

    /// @dev 30,000 of 100,000 with 70 others of 1000: alone it decides with two seats or more, which is 21.6 %.
    function test_AMinorityWhaleDecidesAsOftenAsItsSeatsDo() public {
        address whale = crowd();
        uint48 then = uint48(vm.getBlockTimestamp()) - 1;
        uint256 decides;
        for (uint256 i; i < 500; ++i) {
            ISortitionPool.DrawRequest memory r =
                ISortitionPool.DrawRequest(Roles.VALIDATOR, keccak256(abi.encode(i)), then, then, 3, new address[](0));
            if (seatsOf(whale, r) >= 2) ++decides;
        }
        assertTrue(decides > 70 && decides < 150, "21.6 % of 500 is 108");
    }

    /// @dev Ten times the stake of the others and one seat: two honest members outvote it.
    function test_OneSeatIsOneVoteWhateverStandsBehindIt() public {
        address whale = admitted("whale");
        stake(whale, Roles.VALIDATOR, 60_000 ether);
        pass(12);
        uint256 jobId = submitJob();
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        minePast(seedBlock);
        for (uint256 salt; ; ++salt) {
            bytes32 prevrandao = keccak256(abi.encode("one seat", salt));
            ISortitionPool.DrawRequest memory r = drawRequest(jobId, seedOf(jobId, 1, prevrandao), 3);
            (address[] memory drawn,,,) = pool.draw(r);
            if (drawn.length != 3 || seatsOf(whale, r) != 1) continue;
            drawWith(jobId, prevrandao);
            break;
        }
        address[] memory members = committee(jobId);
        uint8[] memory choices = new uint8[](3);
        for (uint256 i; i < 3; ++i) {
            choices[i] = members[i] == whale ? APPROVE : REJECT;
        }
        vote(jobId, choices);
        jobs.closeValidation(jobId);
        assertStatus(jobId, IJobRegistry.Status.Rejected);
    }

    // Who takes no part

    function test_SilentMembersAreNotDrawnAgain() public {
        for (uint256 n; n < 4; ++n) {
            uint256 jobId = judgeJob(choices3(APPROVE, 0, 0));
            address[] memory first = validation.membersOf(jobId, 1);
            drawAsItComes(jobId);
            address[] memory second = validation.membersOf(jobId, 2);
            assertTrue(second.length > 0, "a committee");
            for (uint256 i; i < second.length; ++i) {
                assertTrue(second[i] != first[1] && second[i] != first[2], "who was silent is out");
            }
            pass(1 days);
        }
    }

    function test_ACommitteeOfAMinorityIsRefused() public {
        address giant = admitted("giant");
        stake(giant, Roles.VALIDATOR, 10_800 ether);
        vm.prank(registrar);
        identities.setRoles(giant, Roles.VALIDATOR | Roles.OPERATOR);
        pass(1);
        IJobRegistry.JobRequest memory request = defaultRequest();
        request.operator = giant;
        uint256 half = createJob(request);
        assign(half);
        submit(half);
        drawAsItComes(half);
        assertTrue(committee(half).length > 0, "half of the weight is enough");
        stake(giant, Roles.VALIDATOR, 1);
        pass(1);
        uint256 less = createJob(request);
        assign(less);
        submit(less);
        minePast(validation.roundOf(less).seedBlock);
        bytes32 seed = seedOf(less, 1, prevrandaoOf(validation.roundOf(less).seedBlock));
        vm.expectEmit(address(validation));
        emit IValidationModule.CommitteeRefused(
            less, 1, seed, IValidationModule.Refusal.TooLittleWeight, 3, 10_800 ether, 21_600 ether + 1
        );
        drawAsItComes(less);
    }

    // What seats cost

    function test_EachSeatedSeatCostsTheEmployerItsFeeWhateverTheOutcome() public {
        uint256 jobId = inconclusiveJob();
        drawJury(jobId);
        pass(7 hours + 3 days);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, treasury, 6 * SEAT_FEE_WEI, IStakeManager.PaymentReason.SeatFee);
        jobs.finalize(jobId);
        uint256 one = judgeJob(REJECT);
        pass(1 days);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(one, treasury, 3 * SEAT_FEE_WEI, IStakeManager.PaymentReason.SeatFee);
        jobs.finalize(one);
        assertSolvent();
    }

    /// @dev In the first committee and in the second.
    function test_AnEmptySeatCostsTheEmployerNothing() public {
        uint256 jobId = submitJob();
        drawWithAnEmptySeat(jobId);
        vote(jobId, choices3(APPROVE, REJECT, 0));
        pass(2 hours);
        jobs.closeValidation(jobId);
        drawWithAnEmptySeat(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, 0));
        pass(2 hours);
        jobs.closeValidation(jobId);
        pass(1 days);
        vm.expectEmit(address(stakes));
        emit IStakeManager.EscrowPaid(jobId, treasury, 4 * SEAT_FEE_WEI, IStakeManager.PaymentReason.SeatFee);
        jobs.finalize(jobId);
        assertSolvent();
    }

    /// @dev 100 tokens of reward, all of it to friends: the fee, the honest validators' share, and three seats are gone.
    function test_TakingUpHonestStakeCostsItsSeatsFeesToo() public {
        IJobRegistry.JobRequest memory request = defaultRequest();
        (request.rewardWei, request.validatorBonusWei, request.validatorBonusCapWei) = (100 ether, 0, 0);
        uint256 before = token.balanceOf(employer);
        uint256 jobId = createJob(request);
        assign(jobId);
        submit(jobId);
        draw(jobId);
        vote(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.closeValidation(jobId);
        pass(1 days);
        jobs.finalize(jobId);
        uint256 back = stakes.claimOf(employer) + stakes.claimOf(agent) + stakes.claimOf(operator);
        assertEq(before - token.balanceOf(employer) - back, 17 ether + 3 * SEAT_FEE_WEI, "cost");
    }

    // Helpers

    /// @dev Whoever has the last seat of three is suspended before the draw.
    function drawWithAnEmptySeat(uint256 jobId) private {
        chooseDistinct(jobId);
        IValidationModule.Round memory round = validation.roundOf(jobId);
        bytes32 seed = seedOf(jobId, round.number, prevrandaoOf(round.seedBlock));
        (address[] memory drawn,,,) = pool.draw(drawRequest(jobId, seed, 3));
        vm.prank(guardian);
        identities.suspend(drawn[2]);
        drawAsItComes(jobId);
        assertTrue(validation.ballotOf(jobId, round.number, drawn[2]).empty, "nobody sits there");
    }

    function crowd() private returns (address whale) {
        for (uint256 i; i < 8; ++i) {
            uint256 stakedWei = stakes.positionOf(validators[i], Roles.VALIDATOR).staked;
            vm.prank(validators[i]);
            stakes.requestUnbonding(Roles.VALIDATOR, stakedWei);
        }
        for (uint256 i; i < 70; ++i) {
            register(string.concat("small ", vm.toString(i)));
        }
        whale = admitted("whale");
        for (uint256 i; i < 70; ++i) {
            stake(makeActor(string.concat("small ", vm.toString(i))), Roles.VALIDATOR, 1000 ether);
        }
        stake(whale, Roles.VALIDATOR, 30_000 ether);
        pass(12);
        assertEq(pool.totalWeightAt(Roles.VALIDATOR, uint48(vm.getBlockTimestamp()) - 1), 100_000 ether, "total");
    }

    /// @dev A job whose committee has a member of two seats and one of one.
    function committeeOfTwoAndOne() private returns (uint256 jobId, address two, address one) {
        jobId = submitJob();
        minePast(validation.roundOf(jobId).seedBlock);
        for (uint256 salt; ; ++salt) {
            bytes32 prevrandao = keccak256(abi.encode("two and one", salt));
            (address[] memory members, uint8[] memory seats,,) =
                pool.draw(drawRequest(jobId, seedOf(jobId, 1, prevrandao), 3));
            if (members.length != 2) continue;
            (two, one) = seats[0] == 2 ? (members[0], members[1]) : (members[1], members[0]);
            drawWith(jobId, prevrandao);
            return (jobId, two, one);
        }
    }

    /// @return The last member of the committee that `draw` will draw.
    function drawnLast(uint256 jobId) private returns (address) {
        chooseDistinct(jobId);
        uint64 seedBlock = validation.roundOf(jobId).seedBlock;
        (address[] memory members,,,) = pool.draw(drawRequest(jobId, seedOf(jobId, 1, prevrandaoOf(seedBlock)), 3));
        return members[2];
    }

    function seatsOf(address account, ISortitionPool.DrawRequest memory r) private view returns (uint256) {
        (address[] memory members, uint8[] memory seats,,) = pool.draw(r);
        for (uint256 i; i < members.length; ++i) {
            if (members[i] == account) return seats[i];
        }
        return 0;
    }

    /// @dev Another job holds all that is free of the stake but `leftWei`.
    function hold(address validator, uint256 leftWei) private {
        IStakeManager.Position memory position = stakes.positionOf(validator, Roles.VALIDATOR);
        vm.prank(address(jobs));
        stakes.lock(99, validator, Roles.VALIDATOR, position.staked - position.locked - leftWei);
    }

    function holdAll(address validator) private {
        hold(validator, 0);
    }

    function heldBy(address validator) private view returns (uint256) {
        return stakes.lockOf(99, validator, Roles.VALIDATOR);
    }

    function admitted(string memory name) private returns (address account) {
        account = register(name);
        awaitRoles();
    }

    function register(string memory name) private returns (address account) {
        account = makeActor(name);
        vm.prank(registrar);
        identities.register(name, account, Roles.VALIDATOR);
    }
}
