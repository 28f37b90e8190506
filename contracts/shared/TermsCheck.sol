// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IDisputeModule} from "../interfaces/IDisputeModule.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {JuryMath} from "./JuryMath.sol";
import {BPS} from "./Units.sol";

/// @title TermsCheck
/// @notice The bounds inside which the council can set terms. They hold for every version.
library TermsCheck {
    uint256 private constant BLOCK_SECONDS = 12;
    uint256 private constant MIN_WINDOW_BLOCKS = 5;
    uint256 private constant MIN_WINDOWS_A_DAY = 24;
    uint256 private constant MAX_WINDOW_DAYS = 90;
    /// @dev The arbiter's execution delay and time to use it.
    uint256 private constant MIN_RULING_DAYS = 2;
    uint256 private constant MAX_FEE_BPS = 2000;
    uint256 private constant MIN_SEAT_FEE_BPS = 100;
    uint256 private constant MAX_SEAT_FEE_BPS = 2000;
    uint256 private constant MAX_SLASH_BPS = 5000;
    uint256 private constant MAX_BOND_BPS = 5000;
    uint256 private constant MIN_COMMITTEE = 3;
    uint256 private constant MAX_COMMITTEE = 15;
    uint256 private constant MAX_SEED_BLOCKS = 128;
    uint256 private constant MIN_JURY = 3;
    uint256 private constant MAX_JURY = 9;
    uint256 private constant ROUNDS = 2;

    /// @dev Windows of a chain with days of one length. Seconds.
    struct Range {
        uint256 least;
        uint256 leastRuling;
        uint256 most;
    }

    /// @param daySeconds Length of a day.
    /// @param maxCourseSeconds What the longest course of a job must not exceed.
    /// @param councilStakeWei What whoever of the council can be drawn has at stake.
    function check(
        IJobTerms.Terms memory terms,
        uint256 daySeconds,
        uint256 maxCourseSeconds,
        uint256 councilStakeWei
    ) internal pure {
        Range memory range = _rangeOf(daySeconds);
        if (terms.treasury == address(0)) revert IJobTerms.InvalidTerms("treasury", 0);
        _between("feeBps", terms.feeBps, 0, MAX_FEE_BPS);
        _between("agentStakeBps", terms.agentStakeBps, 1, BPS);
        _between("rejectedSlashBps", terms.rejectedSlashBps, 0, BPS);
        _between("expiredSlashBps", terms.expiredSlashBps, 0, MAX_SLASH_BPS);
        _window(range, "openSeconds", terms.openSeconds);
        _window(range, "graceSeconds", terms.graceSeconds);
        _window(range, "challengeSeconds", terms.challengeSeconds);
        _between("approvalSeconds", terms.approvalSeconds, 0, range.most);
        _checkSplit(terms.slashSplit);
        _checkValidation(range, terms.validation);
        _checkDispute(range, terms.dispute, councilStakeWei);
        _between("courseSeconds", courseSeconds(terms, daySeconds), 0, maxCourseSeconds);
    }

    /// @notice `IJobTerms.courseSeconds`.
    function courseSeconds(IJobTerms.Terms memory terms, uint256 daySeconds) internal pure returns (uint256) {
        IValidationModule.ValidationTerms memory v = terms.validation;
        IDisputeModule.DisputeTerms memory d = terms.dispute;
        uint256 draw = v.seedBlocks * BLOCK_SECONDS + _rangeOf(daySeconds).least;
        uint256 round = uint256(v.commitSeconds) + v.revealSeconds;
        uint256 hearing = uint256(d.commitSeconds) + d.revealSeconds;
        uint256 hearings = JuryMath.HEARINGS;
        return ROUNDS * (draw + round) + terms.challengeSeconds + terms.approvalSeconds + hearings * (draw + hearing)
            + (hearings - 1) * d.appealSeconds + d.rulingSeconds;
    }

    function _checkSplit(IJobTerms.SlashSplit memory split) private pure {
        uint256 sum = uint256(split.employerBps) + split.validatorsBps + split.treasuryBps + split.burnBps;
        _between("slashSplit", sum, BPS, BPS);
    }

    function _checkValidation(Range memory range, IValidationModule.ValidationTerms memory terms) private pure {
        _window(range, "validation.commitSeconds", terms.commitSeconds);
        _window(range, "validation.revealSeconds", terms.revealSeconds);
        _between("validation.committeeSize", terms.committeeSize, MIN_COMMITTEE, MAX_COMMITTEE);
        _between("validation.quorum", terms.quorum, terms.committeeSize / 2 + 1, terms.committeeSize);
        _between("validation.approvalBps", terms.approvalBps, BPS / 2 + 1, BPS);
        _between("validation.wrongVoteSlashBps", terms.wrongVoteSlashBps, 0, MAX_SLASH_BPS);
        _between(
            "validation.nonRevealSlashBps", terms.nonRevealSlashBps, terms.wrongVoteSlashBps, MAX_SLASH_BPS
        );
        _between("validation.seedBlocks", terms.seedBlocks, 1, MAX_SEED_BLOCKS);
        _between("validation.seatFeeBps", terms.seatFeeBps, MIN_SEAT_FEE_BPS, MAX_SEAT_FEE_BPS);
        _between("validation.seatLockWei", terms.seatLockWei, 1, type(uint96).max);
    }

    function _checkDispute(Range memory range, IDisputeModule.DisputeTerms memory terms, uint256 councilStakeWei)
        private
        pure
    {
        _between("dispute.bondBps", terms.bondBps, 1, MAX_BOND_BPS);
        _between("dispute.jurySize", terms.jurySize, MIN_JURY, MAX_JURY);
        if (terms.jurySize % 2 == 0) revert IJobTerms.InvalidTerms("dispute.jurySize", terms.jurySize);
        _between("dispute.juryQuorum", terms.juryQuorum, terms.jurySize / 2 + 1, terms.jurySize);
        _window(range, "dispute.commitSeconds", terms.commitSeconds);
        _window(range, "dispute.revealSeconds", terms.revealSeconds);
        _window(range, "dispute.appealSeconds", terms.appealSeconds);
        _between("dispute.rulingSeconds", terms.rulingSeconds, range.leastRuling, range.most);
        _between("dispute.wrongVoteSlashBps", terms.wrongVoteSlashBps, 0, MAX_SLASH_BPS);
        _between("dispute.nonRevealSlashBps", terms.nonRevealSlashBps, terms.wrongVoteSlashBps, MAX_SLASH_BPS);
        _between("dispute.jurorLockWei", terms.jurorLockWei, 1, councilStakeWei / terms.juryQuorum);
    }

    function _rangeOf(uint256 daySeconds) private pure returns (Range memory range) {
        uint256 blocks = MIN_WINDOW_BLOCKS * BLOCK_SECONDS;
        range.least = Math.max(daySeconds / MIN_WINDOWS_A_DAY, blocks);
        range.leastRuling = Math.max(daySeconds * MIN_RULING_DAYS, blocks);
        range.most = daySeconds * MAX_WINDOW_DAYS;
    }

    function _window(Range memory range, string memory field, uint256 valueSeconds) private pure {
        _between(field, valueSeconds, range.least, range.most);
    }

    function _between(string memory field, uint256 value, uint256 lower, uint256 upper) private pure {
        if (value < lower || value > upper) revert IJobTerms.InvalidTerms(field, value);
    }
}
