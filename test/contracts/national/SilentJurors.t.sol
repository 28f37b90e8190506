// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {Outcome} from "../../../contracts/shared/Outcome.sol";
import {National} from "../support/National.sol";

/// @notice What jurors decide who keep silent: nothing that they could not by votes.
contract SilentJurorsTest is National {
    function test_SilentSeatsUndoNoMajorityOfAllSeats() public {
        fund(agent);
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices3(APPROVE, APPROVE, REJECT));
        appealJob(jobId, employer);
        address silent = seatOneThrice(jobId);
        drawJuryAsItComes(jobId);
        address[] memory seated = jury(jobId);
        uint8[] memory choices = new uint8[](seated.length);
        for (uint256 i; i < seated.length; ++i) {
            choices[i] = seated[i] == silent ? 0 : REJECT;
        }
        juryVote(jobId, choices);
        pass(10 hours);
        assertEq(currentHearing(jobId).rejectedSeats, 4, "of seven");
        assertTrue(disputes.verdictOf(jobId, 2) == Outcome.Rejected, "a verdict");
        jobs.finalize(jobId);
        assertTrue(jobs.jobOf(jobId).outcome == Outcome.Rejected, "outcome");
        assertSolvent();
    }

    function test_TwoSeatsOfThreeDecideWhateverTheQuorum() public {
        IJobTerms.Terms memory terms = defaultTerms();
        terms.dispute.juryQuorum = 3;
        vm.prank(council);
        jobTerms.setTerms(terms);
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices3(REJECT, REJECT, 0));
        assertTrue(disputes.verdictOf(jobId, 1) == Outcome.Rejected, "verdict");
    }

    /// @dev Two of three are silent: who was wronged by the committee asks a larger jury.
    function test_WhereJurorsAreSilentWhoeverTheOutcomeIsAgainstAppeals() public {
        uint256 jobId = silencedJob();
        uint48 appealEnd = currentHearing(jobId).appealEnd;
        vm.prank(employer);
        jobs.appeal(jobId, "more");
        assertTrue(currentHearing(jobId).standing == Outcome.Approved, "about the same");
        assertTrue(systemPause.activeTime() < appealEnd, "in time");
        drawJuryAsItComes(jobId);
        juryVote(jobId, same(jury(jobId).length, REJECT));
        pass(10 hours);
        uint256 before = stakes.claimOf(agent);
        jobs.finalize(jobId);
        assertTrue(jobs.jobOf(jobId).outcome == Outcome.Rejected, "outcome");
        assertEq(stakes.claimOf(agent), before, "the agent has nothing");
        assertSolvent();
    }

    function test_AfterSilenceOnlyWhoeverTheOutcomeIsAgainstAppealsInTime() public {
        uint256 jobId = silencedJob();
        address[] memory jurors = jury(jobId);
        expectNotAggrieved(jobId, agent);
        expectNotAggrieved(jobId, jurors[1]);
        expectNotAggrieved(jobId, stranger);
        pass(6 hours);
        uint48 appealEnd = currentHearing(jobId).appealEnd;
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeModule.AppealWindowClosed.selector, jobId, appealEnd, systemPause.activeTime())
        );
        appealJob(jobId, employer);
    }

    function test_AJurorWhoSpokeAgainstTheOutcomeAppealsAfterSilence() public {
        uint256 jobId = silencedJob();
        address juror = jury(jobId)[0];
        fund(juror);
        appealJob(jobId, juror);
        assertEq(currentHearing(jobId).claimant, juror, "claimant");
    }

    /// @dev No committee decided, and the jury is silent: the agent is not paid, and nobody else is wronged.
    function test_WhereNobodyEverJudgedTheAgentAppeals() public {
        uint256 jobId = inconclusiveJob();
        drawJury(jobId);
        juryVote(jobId, choices3(APPROVE, 0, 0));
        pass(4 hours);
        address[] memory jurors = jury(jobId);
        expectNotAggrieved(jobId, employer);
        expectNotAggrieved(jobId, jurors[0]);
        expectNotAggrieved(jobId, stranger);
        fund(agent);
        appealJob(jobId, agent);
        assertTrue(currentHearing(jobId).standing == Outcome.Inconclusive, "about the same");
        drawJury(jobId);
        juryVote(jobId, same(jury(jobId).length, APPROVE));
        pass(10 hours);
        jobs.finalize(jobId);
        assertTrue(jobs.jobOf(jobId).outcome == Outcome.Approved, "judged");
        assertSolvent();
    }

    // Helpers

    /// @dev Approved by its committee, disputed by its employer before a jury of whom one rejects, and two are silent.
    function silencedJob() private returns (uint256 jobId) {
        jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryVote(jobId, choices3(REJECT, 0, 0));
        pass(4 hours);
    }

    function seatOneThrice(uint256 jobId) private returns (address silent) {
        uint64 seedBlock = currentHearing(jobId).seedBlock;
        minePast(seedBlock);
        for (uint256 salt; silent == address(0); ++salt) {
            bytes32 prevrandao = keccak256(abi.encode(salt));
            (address[] memory jurors, uint8[] memory seats) = expectedJury(jobId, jurySeedOf(jobId, prevrandao));
            for (uint256 i; i < jurors.length && jurors.length > 1; ++i) {
                if (seats[i] != 3) continue;
                choose(seedBlock, prevrandao);
                silent = jurors[i];
            }
        }
    }

    function expectNotAggrieved(uint256 jobId, address account) private {
        vm.expectRevert(abi.encodeWithSelector(IDisputeModule.NotAggrieved.selector, jobId, 1, account));
        appealJob(jobId, account);
    }

    function same(uint256 count, uint8 choice) private pure returns (uint8[] memory choices) {
        choices = new uint8[](count);
        for (uint256 i; i < count; ++i) {
            choices[i] = choice;
        }
    }
}
