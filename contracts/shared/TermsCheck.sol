// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../interfaces/IDisputeModule.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {BPS} from "./Units.sol";

/// @title TermsCheck
/// @notice The bounds inside which the council can set terms. They hold for every version.
library TermsCheck {
    uint256 private constant MIN_WINDOW_SECONDS = 1 minutes;
    uint256 private constant MAX_WINDOW_SECONDS = 90 days;
    /// @dev The arbiter's execution delay and time to use it.
    uint256 private constant MIN_RULING_SECONDS = 2 days;
    uint256 private constant MAX_FEE_BPS = 2000;
    uint256 private constant MAX_SLASH_BPS = 5000;
    uint256 private constant MAX_BOND_BPS = 5000;
    uint256 private constant MIN_APPROVAL_BPS = 5000;
    uint256 private constant MAX_COMMITTEE = 15;
    uint256 private constant MIN_JURY = 3;
    uint256 private constant MAX_JURY = 9;

    function check(IJobTerms.Terms memory terms) internal pure {
        if (terms.treasury == address(0)) revert IJobTerms.InvalidTerms("treasury", 0);
        _between("feeBps", terms.feeBps, 0, MAX_FEE_BPS);
        _between("agentStakeBps", terms.agentStakeBps, 1, BPS);
        _between("rejectedSlashBps", terms.rejectedSlashBps, 0, MAX_SLASH_BPS);
        _between("expiredSlashBps", terms.expiredSlashBps, 0, MAX_SLASH_BPS);
        _window("openSeconds", terms.openSeconds);
        _window("graceSeconds", terms.graceSeconds);
        _window("challengeSeconds", terms.challengeSeconds);
        _checkSplit(terms.slashSplit);
        _checkValidation(terms.validation);
        _checkDispute(terms.dispute);
    }

    function _checkSplit(IJobTerms.SlashSplit memory split) private pure {
        uint256 sum = uint256(split.employerBps) + split.validatorsBps + split.treasuryBps + split.burnBps;
        _between("slashSplit", sum, BPS, BPS);
    }

    function _checkValidation(IValidationModule.ValidationTerms memory terms) private pure {
        _window("validation.commitSeconds", terms.commitSeconds);
        _window("validation.revealSeconds", terms.revealSeconds);
        _between("validation.committeeSize", terms.committeeSize, 1, MAX_COMMITTEE);
        _between("validation.quorum", terms.quorum, 1, terms.committeeSize);
        _between("validation.approvalBps", terms.approvalBps, MIN_APPROVAL_BPS, BPS);
        _between("validation.wrongVoteSlashBps", terms.wrongVoteSlashBps, 0, MAX_SLASH_BPS);
        _between(
            "validation.nonRevealSlashBps", terms.nonRevealSlashBps, terms.wrongVoteSlashBps, MAX_SLASH_BPS
        );
        _between("validation.seatLockWei", terms.seatLockWei, 1, type(uint128).max);
    }

    function _checkDispute(IDisputeModule.DisputeTerms memory terms) private pure {
        _between("dispute.bondBps", terms.bondBps, 1, MAX_BOND_BPS);
        _between("dispute.jurySize", terms.jurySize, MIN_JURY, MAX_JURY);
        if (terms.jurySize % 2 == 0) revert IJobTerms.InvalidTerms("dispute.jurySize", terms.jurySize);
        _between("dispute.juryQuorum", terms.juryQuorum, terms.jurySize / 2 + 1, terms.jurySize);
        _window("dispute.commitSeconds", terms.commitSeconds);
        _window("dispute.revealSeconds", terms.revealSeconds);
        _between("dispute.rulingSeconds", terms.rulingSeconds, MIN_RULING_SECONDS, MAX_WINDOW_SECONDS);
    }

    function _window(string memory field, uint256 valueSeconds) private pure {
        _between(field, valueSeconds, MIN_WINDOW_SECONDS, MAX_WINDOW_SECONDS);
    }

    function _between(string memory field, uint256 value, uint256 lower, uint256 upper) private pure {
        if (value < lower || value > upper) revert IJobTerms.InvalidTerms(field, value);
    }
}
