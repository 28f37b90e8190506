// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IIncentivePolicy} from "../interfaces/IIncentivePolicy.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {IJurySettlement} from "../interfaces/IJurySettlement.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {Outcome} from "./Outcome.sol";
import {ShareMath} from "./ShareMath.sol";

/// @title Settlement
/// @notice Who gets what of a job's escrow, as `IJobRegistry` says under "Money". Pure. Payments and burn sum to
/// exactly reward + fee + bonus cap + bonds + seat fees, those of juries too, + slashed.
library Settlement {
    using ShareMath for uint256;

    /// @param outcome Final outcome; Inconclusive also stands for a job that was cancelled or expired.
    /// @param operator Where the operators' share goes.
    /// @param seatFeesWei Escrowed for two committees of full size.
    /// @param usedSeatFeesWei Those of the seats that were seated, and of a first jury's without a claimant.
    /// @param agentSlashedWei What the agent lost.
    /// @param validatorsSlashedWei What validators lost, in all rounds.
    /// @param winners Who shares the validators' pool, by `winnersSeats`.
    /// @param verdict Bonds, coherent jurors, and what jurors lost; empty if there was no dispute.
    struct Case {
        Outcome outcome;
        address employer;
        address agent;
        address operator;
        address treasury;
        uint256 rewardWei;
        uint256 feeWei;
        uint256 bonusWei;
        uint256 bonusCapWei;
        uint256 seatFeesWei;
        uint256 usedSeatFeesWei;
        uint256 agentSlashedWei;
        uint256 validatorsSlashedWei;
        IIncentivePolicy.RoleShares shares;
        IJobTerms.SlashSplit split;
        address[] winners;
        uint256[] winnersSeats;
        IJurySettlement.Verdict verdict;
    }

    struct Book {
        IStakeManager.Payment[] payments;
        uint256 length;
    }

    /// @dev Payments besides those to winners, coherent jurors and claimants: of an approved job at most two of slashes,
    /// four of its reward and three of what is left; of any other one refund instead of the four.
    uint256 private constant APPROVED_PAYMENTS = 9;
    uint256 private constant OTHER_PAYMENTS = 6;
    /// @dev The coherent jurors' part of a losing bond; the other party has the rest.
    uint256 private constant JURORS_BOND_BPS = 5000;

    /// @return payments Padded with zero amounts.
    /// @return burnWei Rounds down.
    function plan(Case memory c) internal pure returns (IStakeManager.Payment[] memory payments, uint256 burnWei) {
        Book memory book;
        uint256 room = c.winners.length + c.verdict.jurors.length + c.verdict.bonds.length
            + (c.outcome == Outcome.Approved ? APPROVED_PAYMENTS : OTHER_PAYMENTS);
        book.payments = new IStakeManager.Payment[](room);
        uint256 jurorsPot;
        uint256 pool;
        (pool, jurorsPot, burnWei) = _splitSlashed(book, c);
        if (c.outcome == Outcome.Approved) {
            pool += _splitApproved(book, c);
            jurorsPot += c.feeWei;
        } else if (c.outcome == Outcome.Rejected) {
            pool += _splitRejected(book, c);
            jurorsPot += c.feeWei;
        } else {
            uint256 refund = c.rewardWei + c.feeWei + c.bonusCapWei + _unusedSeatFees(c);
            _pay(book, c.employer, refund, IStakeManager.PaymentReason.EmployerRefund);
        }
        _payPool(book, c, pool);
        _pay(book, c.treasury, c.usedSeatFeesWei + c.verdict.seatFeesWei, IStakeManager.PaymentReason.SeatFee);
        _payJurors(book, c, jurorsPot + _settleBonds(book, c));
        payments = book.payments;
    }

    /// @return pool The validators' part, one of what validators lost: of the agent's, it is the treasury's.
    /// @return jurorsPart Of what jurors lost, the parts that go to the employer and the validators otherwise. Without
    /// coherent jurors they are the treasury's.
    /// @return burnWei What nobody gets.
    function _splitSlashed(Book memory book, Case memory c)
        private
        pure
        returns (uint256 pool, uint256 jurorsPart, uint256 burnWei)
    {
        uint256 othersWei = c.agentSlashedWei + c.validatorsSlashedWei;
        uint256 jurorsWei = c.verdict.slashedWei;
        uint256 employerPart = othersWei.part(c.split.employerBps);
        pool = c.validatorsSlashedWei.part(c.split.validatorsBps);
        if (c.verdict.jurors.length > 0) {
            jurorsPart = jurorsWei.part(uint256(c.split.employerBps) + c.split.validatorsBps);
        }
        burnWei = (othersWei + jurorsWei).part(c.split.burnBps);
        uint256 treasuryPart = othersWei + jurorsWei - employerPart - pool - jurorsPart - burnWei;
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

    /// @dev The claims that held have their bonds back. Of each other half goes to the coherent jurors, rounded down, the
    /// rest to the party that the final outcome favours; all of it if there are no such jurors.
    /// @return jurorsPart Of all losing bonds.
    function _settleBonds(Book memory book, Case memory c) private pure returns (uint256 jurorsPart) {
        address favoured = c.outcome == Outcome.Approved ? c.agent : c.employer;
        for (uint256 i; i < c.verdict.bonds.length; ++i) {
            IJurySettlement.Bond memory bond = c.verdict.bonds[i];
            if (bond.upheld) {
                _pay(book, bond.claimant, bond.amountWei, IStakeManager.PaymentReason.BondReturned);
                continue;
            }
            uint256 part = c.verdict.jurors.length == 0 ? 0 : bond.amountWei.part(JURORS_BOND_BPS);
            _pay(book, favoured, bond.amountWei - part, IStakeManager.PaymentReason.BondAwarded);
            jurorsPart += part;
        }
    }

    /// @dev By seats. The remainder of the division, or all of it without coherent jurors, goes to the treasury.
    function _payJurors(Book memory book, Case memory c, uint256 pot) private pure {
        uint256 left = pot - _payBySeats(
            book, c.verdict.jurors, c.verdict.jurorsSeats, pot, IStakeManager.PaymentReason.JurorFee
        );
        _pay(book, c.treasury, left, IStakeManager.PaymentReason.Fee);
    }

    function _payPool(Book memory book, Case memory c, uint256 pool) private pure {
        uint256 left = pool - _payBySeats(
            book, c.winners, c.winnersSeats, pool, IStakeManager.PaymentReason.ValidatorReward
        );
        _pay(book, c.treasury, left, IStakeManager.PaymentReason.UnearnedToTreasury);
    }

    /// @return paidWei Each share rounds down.
    function _payBySeats(
        Book memory book,
        address[] memory payees,
        uint256[] memory seats,
        uint256 amountWei,
        IStakeManager.PaymentReason reason
    ) private pure returns (uint256 paidWei) {
        uint256 total;
        for (uint256 i; i < seats.length; ++i) {
            total += seats[i];
        }
        for (uint256 i; i < payees.length; ++i) {
            uint256 share = Math.mulDiv(amountWei, seats[i], total);
            _pay(book, payees[i], share, reason);
            paidWei += share;
        }
    }

    function _pay(Book memory book, address payee, uint256 amountWei, IStakeManager.PaymentReason reason) private pure {
        if (amountWei == 0) return;
        book.payments[book.length] = IStakeManager.Payment({payee: payee, amountWei: amountWei, reason: reason});
        ++book.length;
    }
}
