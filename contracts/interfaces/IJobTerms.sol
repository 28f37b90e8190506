// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "./IDisputeModule.sol";
import {IStakeManager} from "./IStakeManager.sol";
import {IValidationModule} from "./IValidationModule.sol";

/// @title IJobTerms
/// @notice The terms that jobs are created under: rates and windows, in numbered versions. A version never changes, and
/// a job keeps the version of its creation, so the council's changes reach later jobs only.
interface IJobTerms {
    /// @dev Sums to 10,000; the treasury also takes the remainder of the division. The validators' part of what an agent
    /// lost goes to the treasury as well: validators must not earn more by rejecting than by approving. Of what jurors lost
    /// the employer's and the validators' parts go to the coherent jurors: no party gains when its jurors fail.
    struct SlashSplit {
        uint16 employerBps;
        uint16 validatorsBps;
        uint16 treasuryBps;
        uint16 burnBps;
    }

    /// @param treasury Gets fees, its part of slashes, remainders.
    /// @param feeBps Fee on top of the reward, at most 2000. Rounded up.
    /// @param agentStakeBps Stake that a job asks of its agent at reference temperature, as part of the reward, at most
    /// 10,000. Rounded up.
    /// @param rejectedSlashBps Part of its lock that an agent loses for rejected work, at most 10,000: what keeps garbage
    /// from paying is this part of that stake.
    /// @param expiredSlashBps Part that it loses for not delivering, at most 5000.
    /// @param openSeconds How long a job waits for an agent before anybody may expire it.
    /// @param graceSeconds From the soft deadline to the hard one.
    /// @param challengeSeconds How long the committee's outcome can be disputed.
    /// @param approvalSeconds How long at most an accepted outcome can be held for an employer that has to ask others before
    /// it disputes (`IJobRegistry.holdOutcome`); 0 if it cannot be held.
    struct Terms {
        address treasury;
        uint16 feeBps;
        uint16 agentStakeBps;
        uint16 rejectedSlashBps;
        uint16 expiredSlashBps;
        uint32 openSeconds;
        uint32 graceSeconds;
        uint32 challengeSeconds;
        uint32 approvalSeconds;
        SlashSplit slashSplit;
        IValidationModule.ValidationTerms validation;
        IDisputeModule.DisputeTerms dispute;
    }

    /// @notice What a job would be created under now.
    /// @param feeWei ceil(reward × feeBps / 10,000).
    /// @param seatFeesWei Fees of the seats of two committees of full size.
    struct Quote {
        uint32 version;
        uint32 openSeconds;
        uint256 feeWei;
        uint256 seatFeesWei;
    }

    /// @notice What a juror loses, as in `IDisputeModule.DisputeTerms`.
    struct JurorRates {
        uint32 commitSeconds;
        uint16 nonRevealSlashBps;
        uint16 wrongVoteSlashBps;
    }

    /// @notice What a settlement needs of a version.
    struct SettlementTerms {
        address treasury;
        uint16 rejectedSlashBps;
        uint16 expiredSlashBps;
        SlashSplit slashSplit;
        IValidationModule.ValidationTerms validation;
    }

    /// @notice A version was added. Version 1 comes with the deployment.
    event TermsSet(uint32 indexed version, Terms terms);

    /// @notice `field` of the terms is outside what its documentation says.
    error InvalidTerms(string field, uint256 value);
    /// @notice A day is 1 second to 1 day long.
    error DayOutOfBounds(uint32 daySeconds);
    /// @notice Versions are 1 to `currentVersion`.
    error UnknownVersion(uint32 version);

    /// @notice Adds a version, for jobs created from now on.
    ///
    /// With d = `daySeconds`, the windows to commit, reveal, challenge, appeal, take a job, and deliver late lie in
    /// [max(d / 24, 60 seconds), 90 d]: an hour of such a day, and five blocks at least. The ruling window lies in
    /// [max(2 d, 60 seconds), 90 d], longer than the arbiter's execution delay on a chain with whole days; the time for an
    /// approval in [0, 90 d]. All round down.
    ///
    /// The longest course of a job (`courseSeconds`) must not exceed `IStakeManager.minUnbondingSeconds`: what an account
    /// has at stake when the work is submitted can be had until the job is over.
    ///
    /// juryQuorum × jurorLockWei must not exceed `ISortitionPool.councilStakeWei`: whoever of the council can be drawn
    /// covers a quorum of a first jury, unless jobs hold its stake.
    function setTerms(Terms calldata terms) external returns (uint32 version);

    // Views

    /// @notice The latest version: what a job created now gets. Versions start at 1.
    function currentVersion() external view returns (uint32);

    /// @notice The terms of a version that exists; this and all other views revert for another.
    function termsAt(uint32 version) external view returns (Terms memory);

    /// @notice What a job of these amounts would be created under now.
    function quote(uint256 rewardWei, uint256 bonusCapWei) external view returns (Quote memory);
    /// @notice What taking a job needs of a version.
    function assignmentAt(uint32 version) external view returns (uint16 agentStakeBps, uint32 graceSeconds);
    /// @notice From the soft deadline to the hard one.
    function graceSecondsAt(uint32 version) external view returns (uint32);
    /// @notice How long the committee's outcome can be disputed.
    function challengeSecondsAt(uint32 version) external view returns (uint32);
    /// @notice How long an accepted outcome can be held for its employer.
    function approvalSecondsAt(uint32 version) external view returns (uint32);
    /// @notice What committees judge by.
    function validationAt(uint32 version) external view returns (IValidationModule.ValidationTerms memory);
    /// @notice How many blocks ahead seed blocks lie.
    function seedBlocksAt(uint32 version) external view returns (uint8);
    /// @notice Part of a seat's lock that the seat costs, of a committee or of a jury.
    function seatFeeBpsAt(uint32 version) external view returns (uint16);
    /// @notice What juries judge by.
    function disputeAt(uint32 version) external view returns (IDisputeModule.DisputeTerms memory);
    /// @notice What a claimant posts at most who disputes a job of that worth and appeals as often as it can: the bonds of
    /// all hearings, with the fees of their juries' seats. A bond, and a seat's fee, round up.
    function bondsWei(uint32 version, uint256 worthWei) external view returns (uint256);
    /// @notice What judging jurors needs of a version: it reads less than `disputeAt` does.
    function jurorRatesAt(uint32 version) external view returns (JurorRates memory);
    /// @notice What paying out needs of a version.
    function settlementAt(uint32 version) external view returns (SettlementTerms memory);

    /// @notice The longest course of a job under `terms`, from the submission on:
    ///
    ///     5 × (seedBlocks × 12 + shortest window) + 2 × (commitSeconds + revealSeconds) + challengeSeconds
    ///         + approvalSeconds + 3 × (dispute.commitSeconds + dispute.revealSeconds) + 2 × dispute.appealSeconds
    ///         + dispute.rulingSeconds
    ///
    /// Five draws (two committees, three juries), each with its seed block and the shortest window for somebody to call it;
    /// two rounds; the challenge, held for an approval; three hearings, two appeals, the owner's ruling. Seconds.
    /// Warning: a hearing that suspensions hold up (`IDisputeModule`) can outlast it.
    function courseSeconds(Terms calldata terms) external view returns (uint256);

    /// @notice Length of a day: windows have bounds in days. Immutable.
    function daySeconds() external view returns (uint32);
    /// @notice Whose unbonding time bounds the course of a job. Immutable.
    function stakeManager() external view returns (IStakeManager);
}
