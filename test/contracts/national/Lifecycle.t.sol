// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {National} from "../support/National.sol";

contract LifecycleTest is National {
    function test_ApprovedJobPaysEverybodyByTheTerms() public {
        uint256 jobId = finalizeJob(APPROVE);
        assertStatus(jobId, IJobRegistry.Status.Finalized);
        assertEq(stakes.claimOf(agent), 650 ether, "agent");
        assertEq(stakes.claimOf(operator), 150 ether, "operator");
        assertEq(stakes.claimOf(employer), 50 ether + 20 ether + 15 ether, "employer: rebate, unused bonus and seats");
        uint256 poolWei = 150 ether + 10 ether;
        uint256 paid;
        address[] memory members = committee(jobId);
        for (uint256 i; i < members.length; ++i) {
            paid += stakes.claimOf(members[i]);
        }
        assertEq(stakes.claimOf(treasury), FEE_WEI + 15 ether + poolWei - paid, "treasury: fee, seats and dust");
        assertTrue(poolWei - paid < 3, "dust");
        assertEq(stakes.escrowOf(jobId), 0, "escrow is empty");
        assertSolvent();
    }

    function test_RejectedJobRefundsTheEmployerAndSlashesTheAgent() public {
        uint256 jobId = finalizeJob(REJECT);
        assertEq(stakes.positionOf(agent, 1).staked, STAKE_WEI - 100 ether, "half of the lock");
        assertEq(stakes.positionOf(agent, 1).locked, 0, "released");
        assertEq(stakes.claimOf(employer), 850 ether + 20 ether + 15 ether + 40 ether, "employer");
        assertEq(stakes.claimOf(agent), 0, "agent");
        assertEq(stakes.claimOf(operator), 0, "operator");
        assertEq(token.totalSupply(), SUPPLY_WEI - 10 ether, "burnt");
        assertEq(stakes.escrowOf(jobId), 0, "escrow is empty");
        assertSolvent();
    }

    function test_EmployerWinsADisputeAgainstAnAcceptance() public {
        uint256 jobId = disputeJob(APPROVE);
        drawJury(jobId);
        juryRules(jobId, choices3(REJECT, REJECT, APPROVE));
        jobs.finalize(jobId);
        assertEq(uint256(disputes.disputeOf(jobId).decidedBy), uint256(IDisputeModule.DecidedBy.Jury), "jury");
        assertEq(stakes.claimOf(agent), 0, "agent");
        assertSolvent();
    }

    function test_MissedQuorumLeadsToARedrawThenToTheJury() public {
        uint256 jobId = inconclusiveJob();
        assertStatus(jobId, IJobRegistry.Status.Disputed);
        drawJury(jobId);
        juryRules(jobId, choices3(APPROVE, APPROVE, APPROVE));
        jobs.finalize(jobId);
        assertStatus(jobId, IJobRegistry.Status.Finalized);
        assertEq(stakes.escrowOf(jobId), 0, "escrow is empty");
        assertSolvent();
    }
}
