// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

/// @notice Stolen keys of judges: once their revocation has taken effect they judge nothing any more, whatever they were
/// drawn for before.
contract RevokedThievesTest is National {
    uint256 private _effectiveAt;

    // Juries

    /// @dev Suspended and revoked in time, they sit on the last jury, and could vote again once both are over.
    function test_ThievesOfMostOfTheLastJuryDecideNothingOnceTheyAreRevoked() public {
        rob(councillors[0], Roles.COUNCIL);
        rob(councillors[1], Roles.COUNCIL);
        // Three hours of a committee, two hearings of seven, and an hour of the third.
        await(18 hours);
        uint256 jobId = disputeJob(APPROVE);
        for (uint256 hearing = 1; hearing < 3; ++hearing) {
            drawForThieves(jobId);
            juryCommit(jobId, councillors[2], REJECT);
            pass(3 hours);
            juryReveal(jobId, councillors[2], REJECT);
            pass(4 hours);
            appealJob(jobId, employer);
        }
        drawForThieves(jobId);
        juryCommit(jobId, councillors[2], REJECT);
        await(0);
        for (uint256 i; i < 2; ++i) {
            expectBarred(jobId, 3, councillors[i]);
            vm.prank(councillors[i]);
            disputes.commitJuryVote(jobId, "approve");
        }
        pass(2 hours);
        juryReveal(jobId, councillors[2], REJECT);
        pass(4 hours);
        assertTrue(disputes.verdictOf(jobId, 3) == Outcome.Pending, "no verdict of theirs");
        ownerRules(jobId, Outcome.Rejected);
        jobs.finalize(jobId);
        assertEq(stakes.claimOf(agent), 0, "garbage is not paid");
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).staked, STAKE_WEI, "kept from voting, not slashed");
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).locked, 0, "released");
        assertSolvent();
    }

    function test_AJurorRevealsNothingOnceItIsRevoked() public {
        revoke(councillors[0], Roles.COUNCIL);
        await(4 hours);
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        for (uint256 i; i < 3; ++i) {
            juryCommit(jobId, councillors[i], i == 0 ? APPROVE : REJECT);
        }
        pass(3 hours);
        expectBarred(jobId, 1, councillors[0]);
        juryReveal(jobId, councillors[0], APPROVE);
        juryReveal(jobId, councillors[1], REJECT);
        juryReveal(jobId, councillors[2], REJECT);
        pass(10 hours);
        jobs.finalize(jobId);
        assertTrue(jobs.jobOf(jobId).outcome == Outcome.Rejected, "by the others");
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).staked, STAKE_WEI, "not slashed");
    }

    /// @dev Else whoever leaves the council would be silent at no cost.
    function test_ARevocationAfterTheVoteExcusesNoSilence() public {
        revoke(councillors[0], Roles.COUNCIL);
        await(12 hours);
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        for (uint256 i = 1; i < 3; ++i) {
            juryCommit(jobId, councillors[i], REJECT);
        }
        pass(3 hours);
        for (uint256 i = 1; i < 3; ++i) {
            juryReveal(jobId, councillors[i], REJECT);
        }
        await(0);
        pass(10 hours);
        jobs.finalize(jobId);
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).staked, STAKE_WEI - 10 ether, "slashed");
    }

    /// @dev Nor does one within the reveals excuse a commit that was left out.
    function test_ARevocationAfterTheCommitsExcusesNoMissingCommit() public {
        revoke(councillors[0], Roles.COUNCIL);
        await(3 hours + 4 hours);
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        for (uint256 i = 1; i < 3; ++i) {
            juryCommit(jobId, councillors[i], REJECT);
        }
        pass(3 hours);
        await(0);
        for (uint256 i = 1; i < 3; ++i) {
            juryReveal(jobId, councillors[i], REJECT);
        }
        pass(10 hours);
        jobs.finalize(jobId);
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).staked, STAKE_WEI - 10 ether, "slashed");
    }

    /// @dev Whom a revocation keeps from voting for good holds nothing up.
    function test_AHearingWaitsForNobodyWhoIsRevoked() public {
        rob(councillors[0], Roles.COUNCIL);
        rob(councillors[1], Roles.COUNCIL);
        await(4 hours);
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        pass(7 hours + 3 days);
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotHeldUp.selector, jobId, 1));
        disputes.resumeHearing(jobId);
        jobs.finalize(jobId);
        assertTrue(jobs.jobOf(jobId).outcome == Outcome.Approved, "as the committee said");
    }

    /// @dev A revocation that was taken back leaves a gap: who had the role again in time could vote.
    function test_ARevocationTakenBackExcusesOnlyWhomItKeptFromVoting() public {
        revoke(councillors[0], Roles.COUNCIL);
        pass(3 hours);
        setRoles(councillors[0], Roles.COUNCIL);
        await(3 hours + 30 minutes);
        uint256 jobId = drawnJob();
        await(0);
        assertFalse(identities.hasRole(councillors[0], Roles.COUNCIL), "in the gap");
        pass(2 hours + 30 minutes);
        for (uint256 i = 1; i < 3; ++i) {
            juryReveal(jobId, councillors[i], REJECT);
        }
        pass(10 hours);
        assertTrue(identities.hasRole(councillors[0], Roles.COUNCIL), "given back");
        jobs.finalize(jobId);
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).staked, STAKE_WEI, "the gap held it to the end");
    }

    /// @dev It had the role in the second of the seed, and not when the jury was drawn.
    function test_WhoLackedTheRoleWhenCommitsBeganIsExcused() public {
        revoke(councillors[0], Roles.COUNCIL);
        pass(1 hours);
        setRoles(councillors[0], Roles.COUNCIL);
        await(4 hours);
        uint256 jobId = disputeJob(APPROVE);
        minePast(currentHearing(jobId).seedBlock);
        await(0);
        drawJury(jobId);
        assertEq(disputes.juryBallotOf(jobId, 1, councillors[0]).seats, 1, "seated");
        juryVote(jobId, choicesOf(jobId));
        pass(10 hours);
        jobs.finalize(jobId);
        assertTrue(identities.hasRole(councillors[0], Roles.COUNCIL), "given back");
        assertEq(stakes.positionOf(councillors[0], Roles.COUNCIL).staked, STAKE_WEI, "not slashed");
    }

    // Committees

    function test_AMemberCommitsNothingOnceItIsRevoked() public {
        (uint256 jobId, address[] memory members) = drawnBeforeTheEffect();
        await(0);
        expectMemberBarred(jobId, members[0]);
        vm.prank(members[0]);
        validation.commitVote(jobId, "approve");
        close(jobId);
        for (uint256 i; i < 3; ++i) {
            assertEq(stakes.positionOf(members[i], Roles.VALIDATOR).locked, 0, "released");
        }
        assertEq(slashedWei(members), 0, "not slashed");
        assertEq(validation.roundOf(jobId).number, 2, "its seats counted as not revealed");
    }

    function test_AMemberRevealsNothingOnceItIsRevoked() public {
        (uint256 jobId, address[] memory members) = drawnBeforeTheEffect();
        for (uint256 i; i < 3; ++i) {
            commit(jobId, members[i], APPROVE);
        }
        pass(1 hours);
        for (uint256 i; i < 3; ++i) {
            expectMemberBarred(jobId, members[i]);
            reveal(jobId, members[i], APPROVE);
        }
        close(jobId);
        assertEq(slashedWei(members), 0, "not slashed");
    }

    // Helpers

    /// @dev Who is told of a theft: the guardian at once, the registrar after it.
    function rob(address account, uint8 role) private {
        vm.prank(guardian);
        identities.suspend(account);
        revoke(account, role);
    }

    function revoke(address account, uint8 role) private {
        assertTrue(identities.hasRole(account, role), "held");
        setRoles(account, 0);
        _effectiveAt = vm.getBlockTimestamp() + JUDGING_DELAY_SECONDS;
    }

    /// @dev To so long before the last of the revocations takes effect.
    function await(uint256 secondsBefore) private {
        uint256 now_ = vm.getBlockTimestamp();
        if (_effectiveAt - secondsBefore > now_) pass(_effectiveAt - secondsBefore - now_);
    }

    /// @dev By a seed that gives the first two of the council most of the seats, and the third one some.
    function drawForThieves(uint256 jobId) private {
        uint64 seedBlock = currentHearing(jobId).seedBlock;
        minePast(seedBlock);
        for (uint256 salt;; ++salt) {
            bytes32 prevrandao = keccak256(abi.encode(salt));
            (address[] memory jurors, uint8[] memory seats) = expectedJury(jobId, jurySeedOf(jobId, prevrandao));
            uint256 others;
            for (uint256 i; i < jurors.length; ++i) {
                if (jurors[i] == councillors[2]) others = seats[i];
            }
            if (others == 0 || 2 * others > jurySizeOf(jobId)) continue;
            choose(seedBlock, prevrandao);
            return drawJuryAsItComes(jobId);
        }
    }

    /// @dev Disputed, its jury drawn, and the others committed.
    function drawnJob() private returns (uint256 jobId) {
        jobId = disputeJob(APPROVE);
        drawJury(jobId);
        for (uint256 i = 1; i < 3; ++i) {
            juryCommit(jobId, councillors[i], REJECT);
        }
    }

    /// @dev The first of the council is silent, and the others reject.
    function choicesOf(uint256 jobId) private view returns (uint8[] memory choices) {
        address[] memory jurors = jury(jobId);
        choices = new uint8[](jurors.length);
        for (uint256 i; i < jurors.length; ++i) {
            choices[i] = jurors[i] == councillors[0] ? 0 : REJECT;
        }
    }

    /// @dev Half an hour before all validators are revoked.
    function drawnBeforeTheEffect() private returns (uint256 jobId, address[] memory members) {
        for (uint256 i; i < validators.length; ++i) {
            revoke(validators[i], Roles.VALIDATOR);
        }
        await(30 minutes);
        jobId = drawJob();
        members = committee(jobId);
    }

    function close(uint256 jobId) private {
        pass(3 hours);
        jobs.closeValidation(jobId);
    }

    function slashedWei(address[] memory members) private view returns (uint256 sumWei) {
        for (uint256 i; i < validators.length; ++i) {
            for (uint256 j; j < members.length; ++j) {
                if (members[j] != validators[i]) continue;
                sumWei += STAKE_WEI + i * 100 ether - stakes.positionOf(members[j], Roles.VALIDATOR).staked;
            }
        }
    }

    function expectBarred(uint256 jobId, uint8 hearing, address juror) private {
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.JurorBarred.selector, jobId, hearing, juror));
    }

    function expectMemberBarred(uint256 jobId, address member) private {
        vm.expectRevert(abi.encodeWithSelector(IValidationModule.MemberBarred.selector, jobId, 1, member));
    }
}
