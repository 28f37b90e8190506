// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {RegionalExecutor} from "../../../contracts/planetary/RegionalExecutor.sol";
import {JointHandler} from "./JointHandler.sol";

/// @notice What holds in every state that the handler reaches.
abstract contract JointChecks is JointHandler {
    function _checkSpendingIsWithinBothKeys() internal view {
        for (uint256 i; i < regions.length; ++i) {
            Region memory region = regions[i];
            (uint256 approvedWei, uint256 fundedWei, uint256 spentWei) = region.executor.budget();
            assertTrue(spentWei <= approvedWei && spentWei <= fundedWei, "spends what both keys allow");
            assertEq(approvedWei, region.votedWei, "only a vote approves");
            assertEq(fundedWei + region.returnedWei, region.paidWei, "only the Safe funds");
            uint256 heldWei = token.balanceOf(address(region.executor));
            assertTrue(heldWei >= fundedWei - spentWei, "what is not spent is there");
        }
    }

    /// @dev Bonds of hearings that can still be opened, of each job that is not over.
    function _checkRegionsCanPostTheBondsOfTheirJobs() internal view {
        for (uint256 i; i < regions.length; ++i) {
            RegionalExecutor own = regions[i].executor;
            (uint256 approvedWei, uint256 fundedWei, uint256 spentWei) = own.budget();
            uint256 leftWei = (approvedWei < fundedWei ? approvedWei : fundedWei) - spentWei;
            uint256 setAsideWei;
            for (uint256 c; c < cases.length; ++c) {
                uint256 jobId = cases[c];
                if (jobs.jobOf(jobId).employer != address(own)) continue;
                setAsideWei += own.bondsOf(jobId);
                if (!hasEnded(jobId)) assertTrue(own.bondsOf(jobId) >= _bondsLeft(jobId), "bonds are there");
            }
            assertEq(own.setAsideWei(), setAsideWei, "set aside is the sum over the jobs");
            assertTrue(own.incomeWei() + leftWei >= setAsideWei, "every bond set aside can be posted");
        }
    }

    function _bondsLeft(uint256 jobId) private view returns (uint256 sumWei) {
        IJobRegistry.Job memory job = jobs.jobOf(jobId);
        sumWei = jobTerms.bondsWei(job.termsVersion, uint256(job.rewardWei) + job.validatorBonusCapWei);
        IDisputeModule.Dispute memory held = disputes.disputeOf(jobId);
        for (uint8 number = 1; number <= held.hearings; ++number) {
            sumWei -= postedIn(held, number);
        }
    }

    function _checkNoLockOutlivesItsJob() internal view {
        for (uint256 c; c < cases.length; ++c) {
            uint256 jobId = cases[c];
            if (!hasEnded(jobId)) continue;
            uint256[] memory lockedWei = _locksOf(jobId);
            for (uint256 i; i < lockedWei.length; ++i) {
                assertEq(lockedWei[i], 0, "no lock outlives its job");
            }
        }
    }

    /// @dev Whose seat is empty was suspended or revoked when it was drawn. A suspension after that is asserted at each
    /// reveal.
    function _checkNobodyRevealsFromAnEmptySeat() internal view {
        for (uint256 c; c < cases.length; ++c) {
            uint256 jobId = cases[c];
            for (uint256 i; i < accounts.length; ++i) {
                for (uint8 n = 1; n <= 2; ++n) {
                    if (!validation.ballotOf(jobId, n, accounts[i]).empty) continue;
                    assertEq(validation.ballotOf(jobId, n, accounts[i]).choice, 0, "an empty seat reveals nothing");
                }
            }
        }
    }

    /// @dev Nothing is minted, and every token is with somebody known; what is missing was burnt.
    function _checkEveryWeiIsSomewhere() internal view {
        uint256 heldWei;
        for (uint256 i; i < holders.length; ++i) {
            heldWei += token.balanceOf(holders[i]);
        }
        assertEq(heldWei, token.totalSupply(), "every token is somewhere");
        assertTrue(heldWei <= SUPPLY_WEI, "nothing is minted");
        uint256 reserveWei = token.balanceOf(address(engine));
        assertTrue(reserveWei >= engine.reserveWei() + _owedWei(), "the reserve gives budgets only");
    }
}
