// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IJobSettlement} from "../interfaces/IJobSettlement.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {IJurySettlement} from "../interfaces/IJurySettlement.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {Module} from "../shared/Module.sol";
import {Outcome} from "../shared/Outcome.sol";
import {Roles} from "../shared/Roles.sol";
import {SeatMath} from "../shared/SeatMath.sol";
import {Settlement} from "../shared/Settlement.sol";
import {ShareMath} from "../shared/ShareMath.sol";

/// @title JobSettlement
contract JobSettlement is Module, IJobSettlement {
    using SeatMath for IValidationModule.ValidationTerms;
    using ShareMath for uint256;

    /// @inheritdoc IJobSettlement
    IStakeManager public immutable stakeManager;
    /// @inheritdoc IJobSettlement
    IJobTerms public immutable terms;
    /// @inheritdoc IJobSettlement
    IValidationModule public immutable validation;
    /// @inheritdoc IJobSettlement
    IJurySettlement public immutable juries;

    constructor(
        address authority_,
        ISystemPause systemPause_,
        IStakeManager stakeManager_,
        IJobTerms terms_,
        IValidationModule validation_,
        IJurySettlement juries_
    ) Module(authority_, systemPause_) {
        stakeManager = stakeManager_;
        terms = terms_;
        validation = validation_;
        juries = juries_;
    }

    // JobRegistry

    /// @inheritdoc IJobSettlement
    function settleJudged(Bill calldata bill, Outcome outcome, bool disputed)
        external
        whenActive
        restricted
        returns (uint256 slashedWei, uint256 burntWei)
    {
        IJobTerms.SettlementTerms memory agreed = terms.settlementAt(bill.termsVersion);
        Settlement.Case memory c = _caseOf(bill, agreed, outcome);
        if (disputed) c.verdict = juries.settle(bill.jobId);
        uint256 seatedSeats;
        (c.winners, c.winnersSeats, seatedSeats) = validation.settle(bill.jobId, outcome);
        uint256 usedWei = seatedSeats * agreed.validation.feeWei(bill.rewardWei + bill.bonusWei);
        c.usedSeatFeesWei = Math.min(usedWei + c.verdict.unclaimedSeatFeesWei, c.seatFeesWei);
        uint256 slashBps = outcome == Outcome.Rejected ? agreed.rejectedSlashBps : 0;
        c.agentSlashedWei = _freeAgent(bill, slashBps, IStakeManager.SlashReason.RejectedWork);
        return _payOut(bill.jobId, c);
    }

    /// @inheritdoc IJobSettlement
    function settleUnjudged(Bill calldata bill)
        external
        whenActive
        restricted
        returns (uint256 slashedWei, uint256 burntWei)
    {
        IJobTerms.SettlementTerms memory agreed = terms.settlementAt(bill.termsVersion);
        Settlement.Case memory c = _caseOf(bill, agreed, Outcome.Inconclusive);
        if (bill.agent != address(0)) {
            c.agentSlashedWei =
                _freeAgent(bill, agreed.expiredSlashBps, IStakeManager.SlashReason.ExpiredJob);
        }
        return _payOut(bill.jobId, c);
    }

    // Internals

    function _caseOf(Bill calldata bill, IJobTerms.SettlementTerms memory agreed, Outcome outcome)
        private
        pure
        returns (Settlement.Case memory c)
    {
        c.outcome = outcome;
        c.employer = bill.employer;
        c.agent = bill.agent;
        c.treasury = agreed.treasury;
        c.operator = bill.operator == address(0) ? agreed.treasury : bill.operator;
        c.rewardWei = bill.rewardWei;
        c.feeWei = bill.feeWei;
        c.bonusWei = bill.bonusWei;
        c.bonusCapWei = bill.bonusCapWei;
        c.seatFeesWei = agreed.validation.feesWei(bill.rewardWei + bill.bonusCapWei);
        c.shares = bill.shares;
        c.split = agreed.slashSplit;
    }

    function _freeAgent(Bill calldata bill, uint256 slashBps, IStakeManager.SlashReason reason)
        private
        returns (uint256 slashWei)
    {
        slashWei = bill.agentStakeWei.part(slashBps);
        IStakeManager.Ending[] memory endings = new IStakeManager.Ending[](1);
        endings[0] = IStakeManager.Ending(bill.agent, bill.agentStakeWei, slashWei, reason);
        stakeManager.endLocks(bill.jobId, Roles.AGENT, endings);
    }

    /// @dev What the escrow holds beyond what was paid in is slashed stake: what is neither the agent's nor the jurors' is
    /// the validators'. Leaves the escrow empty.
    function _payOut(uint256 jobId, Settlement.Case memory c) private returns (uint256 slashedWei, uint256 burntWei) {
        uint256 paidInWei = c.rewardWei + c.feeWei + c.bonusCapWei + c.seatFeesWei + c.verdict.seatFeesWei;
        for (uint256 i; i < c.verdict.bonds.length; ++i) {
            paidInWei += c.verdict.bonds[i].amountWei;
        }
        slashedWei = stakeManager.escrowOf(jobId) - paidInWei;
        c.validatorsSlashedWei = slashedWei - c.agentSlashedWei - c.verdict.slashedWei;
        IStakeManager.Payment[] memory payments;
        (payments, burntWei) = Settlement.plan(c);
        stakeManager.settleEscrow(jobId, payments, burntWei);
    }
}
