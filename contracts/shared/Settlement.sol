// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IIncentivePolicy} from "../interfaces/IIncentivePolicy.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {Outcome} from "./Outcome.sol";
import {ShareMath} from "./ShareMath.sol";

/// @title Settlement
/// @notice Who gets what of a job's escrow, as `IJobRegistry` says under "Money". Pure. Payments and burn sum to
/// exactly reward + fee + bonus cap + bond + seat fees + slashed.
library Settlement {
    using ShareMath for uint256;

    /// @param outcome Final outcome; Inconclusive also stands for a job that was cancelled or expired.
    /// @param operator Where the operators' share goes.
    /// @param bondReason BondReturned, or BondAwarded.
    /// @param seatFeesWei Escrowed for two committees of full size.
    /// @param usedSeatFeesWei Those of the seats that were seated.
    /// @param agentSlashedWei What the agent lost.
    /// @param validatorsSlashedWei What validators lost, in all rounds.
    /// @param winners Who shares the validators' pool, by `winnersSeats`.
    /// @param jurors Who shares the fee; empty if no jury decided.
    struct Case {
        Outcome outcome;
        address employer;
        address agent;
        address operator;
        address treasury;
        address bondPayee;
        IStakeManager.PaymentReason bondReason;
        uint256 rewardWei;
        uint256 feeWei;
        uint256 bonusWei;
        uint256 bonusCapWei;
        uint256 bondWei;
        uint256 seatFeesWei;
        uint256 usedSeatFeesWei;
        uint256 agentSlashedWei;
        uint256 validatorsSlashedWei;
        IIncentivePolicy.RoleShares shares;
        IJobTerms.SlashSplit split;
        address[] winners;
        uint256[] winnersSeats;
        address[] jurors;
    }

    struct Book {
        IStakeManager.Payment[] payments;
        uint256 length;
    }

    uint256 private constant FIXED_PAYMENTS = 10;

    /// @return payments Padded with zero amounts.
    /// @return burnWei Rounds down.
    function plan(Case memory c) internal pure returns (IStakeManager.Payment[] memory payments, uint256 burnWei) {
        Book memory book;
        book.payments = new IStakeManager.Payment[](c.winners.length + c.jurors.length + FIXED_PAYMENTS);
        uint256 pool = _splitSlashed(book, c);
        burnWei = (c.agentSlashedWei + c.validatorsSlashedWei).part(c.split.burnBps);
        if (c.outcome == Outcome.Approved) {
            pool += _splitApproved(book, c);
            _payFee(book, c);
        } else if (c.outcome == Outcome.Rejected) {
            pool += _splitRejected(book, c);
            _payFee(book, c);
        } else {
            uint256 refund = c.rewardWei + c.feeWei + c.bonusCapWei + _unusedSeatFees(c);
            _pay(book, c.employer, refund, IStakeManager.PaymentReason.EmployerRefund);
        }
        _payPool(book, c, pool);
        _pay(book, c.treasury, c.usedSeatFeesWei, IStakeManager.PaymentReason.SeatFee);
        _pay(book, c.bondPayee, c.bondWei, c.bondReason);
        payments = book.payments;
    }

    /// @return pool The validators' part, one of what validators lost: of the agent's, it is the treasury's.
    function _splitSlashed(Book memory book, Case memory c) private pure returns (uint256 pool) {
        uint256 slashedWei = c.agentSlashedWei + c.validatorsSlashedWei;
        uint256 employerPart = slashedWei.part(c.split.employerBps);
        pool = c.validatorsSlashedWei.part(c.split.validatorsBps);
        uint256 treasuryPart = slashedWei - employerPart - pool - slashedWei.part(c.split.burnBps);
        _pay(book, c.employer, employerPart, IStakeManager.PaymentReason.SlashToEmployer);
        _pay(book, c.treasury, treasuryPart, IStakeManager.PaymentReason.SlashToTreasury);
    }

    function _splitApproved(Book memory book, Case memory c) private pure returns (uint256 pool) {
        uint256 validatorsPart = c.rewardWei.part(c.shares.validatorsBps);
        uint256 operatorPart = c.rewardWei.part(c.shares.operatorsBps);
        uint256 employerPart = c.rewardWei.part(c.shares.employersBps);
        uint256 agentPart = c.rewardWei - validatorsPart - operatorPart - employerPart;
        _pay(book, c.agent, agentPart, IStakeManager.PaymentReason.AgentReward);
        _pay(book, c.operator, operatorPart, IStakeManager.PaymentReason.OperatorReward);
        _pay(book, c.employer, employerPart, IStakeManager.PaymentReason.EmployerRebate);
        uint256 refund = c.bonusCapWei - c.bonusWei + _unusedSeatFees(c);
        _pay(book, c.employer, refund, IStakeManager.PaymentReason.EmployerRefund);
        pool = validatorsPart + c.bonusWei;
    }

    function _splitRejected(Book memory book, Case memory c) private pure returns (uint256 pool) {
        uint256 validatorsPart = c.rewardWei.part(c.shares.validatorsBps);
        uint256 refund = c.rewardWei - validatorsPart + c.bonusCapWei - c.bonusWei + _unusedSeatFees(c);
        _pay(book, c.employer, refund, IStakeManager.PaymentReason.EmployerRefund);
        pool = validatorsPart + c.bonusWei;
    }

    function _unusedSeatFees(Case memory c) private pure returns (uint256) {
        return c.seatFeesWei - c.usedSeatFeesWei;
    }

    function _payFee(Book memory book, Case memory c) private pure {
        uint256 left = c.feeWei;
        for (uint256 i; i < c.jurors.length; ++i) {
            uint256 each = c.feeWei / c.jurors.length;
            _pay(book, c.jurors[i], each, IStakeManager.PaymentReason.JurorFee);
            left -= each;
        }
        _pay(book, c.treasury, left, IStakeManager.PaymentReason.Fee);
    }

    function _payPool(Book memory book, Case memory c, uint256 pool) private pure {
        uint256 total;
        for (uint256 i; i < c.winnersSeats.length; ++i) {
            total += c.winnersSeats[i];
        }
        uint256 left = pool;
        for (uint256 i; i < c.winners.length; ++i) {
            uint256 amount = Math.mulDiv(pool, c.winnersSeats[i], total);
            _pay(book, c.winners[i], amount, IStakeManager.PaymentReason.ValidatorReward);
            left -= amount;
        }
        _pay(book, c.treasury, left, IStakeManager.PaymentReason.UnearnedToTreasury);
    }

    function _pay(Book memory book, address payee, uint256 amountWei, IStakeManager.PaymentReason reason) private pure {
        if (amountWei == 0) return;
        book.payments[book.length] = IStakeManager.Payment({payee: payee, amountWei: amountWei, reason: reason});
        ++book.length;
    }
}
