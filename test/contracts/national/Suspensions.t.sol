// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
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
        expectMemberSuspended(jobId, members[1]);
        vm.prank(members[1]);
        validation.commitVote(jobId, "commitment");
        pass(1 hours);
        expectMemberSuspended(jobId, members[0]);
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
        expectMemberSuspended(jobId, drawn[1]);
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
        expectJurorSuspended(jobId, jurors[1]);
        vm.prank(jurors[1]);
        disputes.commitJuryVote(jobId, "commitment");
        pass(3 hours);
        expectJurorSuspended(jobId, jurors[0]);
        juryReveal(jobId, jurors[0], REJECT);
        pass(4 hours + 3 days);
        jobs.finalize(jobId);
        assertEq(stakes.positionOf(jurors[0], Roles.COUNCIL).staked, STAKE_WEI, "suspended");
        assertEq(stakes.positionOf(jurors[1], Roles.COUNCIL).staked, STAKE_WEI, "suspended");
        assertEq(stakes.positionOf(jurors[2], Roles.COUNCIL).staked, STAKE_WEI - 10 ether, "silent");
        assertEq(stakes.positionOf(jurors[0], Roles.COUNCIL).locked, 0, "released");
    }

    function test_SeatsOfASuspendedCouncillorStayEmpty() public {
        uint256 jobId = disputeJob(APPROVE);
        suspend(councillors[0]);
        vm.expectEmit(address(disputes));
        emit IDisputeModule.JurorSeatsLeftEmpty(jobId, 1, councillors[0], 1);
        drawJury(jobId);
        assertTrue(disputes.juryBallotOf(jobId, 1, councillors[0]).empty, "empty");
        assertEq(stakes.lockOf(jobId, councillors[0], Roles.COUNCIL), 0, "nothing locked");
        vm.prank(registrar);
        identities.liftSuspension(councillors[0]);
        expectJurorSuspended(jobId, councillors[0]);
        vm.prank(councillors[0]);
        disputes.commitJuryVote(jobId, "commitment");
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

    function expectMemberSuspended(uint256 jobId, address member) private {
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.MemberSuspended.selector, jobId, 1, member));
    }

    function expectJurorSuspended(uint256 jobId, address juror) private {
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JurorSuspended.selector, jobId, 1, juror));
    }
}
