// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../interfaces/IDisputeModule.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {JuryMath} from "../shared/JuryMath.sol";
import {Module} from "../shared/Module.sol";
import {SeatMath} from "../shared/SeatMath.sol";
import {ShareMath} from "../shared/ShareMath.sol";
import {TermsCheck} from "../shared/TermsCheck.sol";

/// @title JobTerms
contract JobTerms is Module, IJobTerms {
    using JuryMath for IDisputeModule.DisputeTerms;
    using SeatMath for IValidationModule.ValidationTerms;
    using ShareMath for uint256;

    uint32 private constant MAX_DAY_SECONDS = 1 days;

    /// @inheritdoc IJobTerms
    IStakeManager public immutable stakeManager;
    /// @inheritdoc IJobTerms
    uint32 public immutable daySeconds;
    /// @inheritdoc IJobTerms
    uint32 public currentVersion;
    mapping(uint32 version => Terms) private _terms;

    constructor(
        address authority_,
        ISystemPause systemPause_,
        IStakeManager stakeManager_,
        uint32 daySeconds_,
        Terms memory terms
    ) Module(authority_, systemPause_) {
        if (daySeconds_ == 0 || daySeconds_ > MAX_DAY_SECONDS) revert DayOutOfBounds(daySeconds_);
        stakeManager = stakeManager_;
        daySeconds = daySeconds_;
        _add(terms);
    }

    /// @inheritdoc IJobTerms
    function setTerms(Terms calldata terms) external whenActive restricted returns (uint32 version) {
        return _add(terms);
    }

    // Views

    /// @inheritdoc IJobTerms
    function termsAt(uint32 version) external view returns (Terms memory) {
        return _existing(version);
    }

    /// @inheritdoc IJobTerms
    function quote(uint256 rewardWei, uint256 bonusCapWei) external view returns (Quote memory) {
        uint32 version = currentVersion;
        Terms storage terms = _terms[version];
        return Quote({
            version: version,
            openSeconds: terms.openSeconds,
            feeWei: rewardWei.partUp(terms.feeBps),
            seatFeesWei: terms.validation.feesWei(rewardWei + bonusCapWei)
        });
    }

    /// @inheritdoc IJobTerms
    function assignmentAt(uint32 version) external view returns (uint16 agentStakeBps, uint32 graceSeconds) {
        Terms storage terms = _existing(version);
        return (terms.agentStakeBps, terms.graceSeconds);
    }

    /// @inheritdoc IJobTerms
    function graceSecondsAt(uint32 version) external view returns (uint32) {
        return _existing(version).graceSeconds;
    }

    /// @inheritdoc IJobTerms
    function challengeSecondsAt(uint32 version) external view returns (uint32) {
        return _existing(version).challengeSeconds;
    }

    /// @inheritdoc IJobTerms
    function approvalSecondsAt(uint32 version) external view returns (uint32) {
        return _existing(version).approvalSeconds;
    }

    /// @inheritdoc IJobTerms
    function validationAt(uint32 version) external view returns (IValidationModule.ValidationTerms memory) {
        return _existing(version).validation;
    }

    /// @inheritdoc IJobTerms
    function seedBlocksAt(uint32 version) external view returns (uint8) {
        return _existing(version).validation.seedBlocks;
    }

    /// @inheritdoc IJobTerms
    function seatFeeBpsAt(uint32 version) external view returns (uint16) {
        return _existing(version).validation.seatFeeBps;
    }

    /// @inheritdoc IJobTerms
    function disputeAt(uint32 version) external view returns (IDisputeModule.DisputeTerms memory) {
        return _existing(version).dispute;
    }

    /// @inheritdoc IJobTerms
    function bondsWei(uint32 version, uint256 worthWei) external view returns (uint256) {
        Terms storage terms = _existing(version);
        return terms.dispute.bondsWei(worthWei, terms.validation.seatFeeBps);
    }

    /// @inheritdoc IJobTerms
    function jurorRatesAt(uint32 version) external view returns (JurorRates memory) {
        IDisputeModule.DisputeTerms storage agreed = _existing(version).dispute;
        return JurorRates({
            commitSeconds: agreed.commitSeconds,
            nonRevealSlashBps: agreed.nonRevealSlashBps,
            wrongVoteSlashBps: agreed.wrongVoteSlashBps
        });
    }

    /// @inheritdoc IJobTerms
    function settlementAt(uint32 version) external view returns (SettlementTerms memory) {
        Terms storage terms = _existing(version);
        return SettlementTerms({
            treasury: terms.treasury,
            rejectedSlashBps: terms.rejectedSlashBps,
            expiredSlashBps: terms.expiredSlashBps,
            slashSplit: terms.slashSplit,
            validation: terms.validation
        });
    }

    /// @inheritdoc IJobTerms
    function courseSeconds(Terms calldata terms) external view returns (uint256) {
        return TermsCheck.courseSeconds(terms, daySeconds);
    }

    // Internals

    function _add(Terms memory terms) private returns (uint32 version) {
        TermsCheck.check(
            terms, daySeconds, stakeManager.minUnbondingSeconds(), stakeManager.pool().councilStakeWei()
        );
        version = ++currentVersion;
        _terms[version] = terms;
        emit TermsSet(version, terms);
    }

    function _existing(uint32 version) private view returns (Terms storage) {
        if (version == 0 || version > currentVersion) revert UnknownVersion(version);
        return _terms[version];
    }
}
