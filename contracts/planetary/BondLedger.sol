// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title BondLedger
/// @notice What is set aside for the bonds of which jobs. Jobs for which nothing is left are in no list.
library BondLedger {
    /// @param totalWei Sum over all jobs.
    /// @param jobs Those with something set aside, in no order.
    /// @param placeOf One-based place in `jobs`.
    struct Ledger {
        uint256 totalWei;
        uint256[] jobs;
        mapping(uint256 jobId => uint256) ofJob;
        mapping(uint256 jobId => uint256) placeOf;
    }

    /// @param jobId A job that is not in the ledger.
    function add(Ledger storage ledger, uint256 jobId, uint256 amountWei) internal {
        if (amountWei == 0) return;
        ledger.totalWei += amountWei;
        ledger.ofJob[jobId] = amountWei;
        ledger.jobs.push(jobId);
        ledger.placeOf[jobId] = ledger.jobs.length;
    }

    /// @param amountWei At most what is set aside for the job.
    function take(Ledger storage ledger, uint256 jobId, uint256 amountWei) internal {
        ledger.totalWei -= amountWei;
        ledger.ofJob[jobId] -= amountWei;
        if (ledger.ofJob[jobId] == 0 && amountWei != 0) _remove(ledger, jobId);
    }

    /// @dev The last job takes its place.
    function _remove(Ledger storage ledger, uint256 jobId) private {
        uint256 place = ledger.placeOf[jobId];
        uint256 lastJob = ledger.jobs[ledger.jobs.length - 1];
        ledger.jobs[place - 1] = lastJob;
        ledger.placeOf[lastJob] = place;
        delete ledger.placeOf[jobId];
        ledger.jobs.pop();
    }
}
