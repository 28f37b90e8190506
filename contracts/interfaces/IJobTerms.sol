// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "./IDisputeModule.sol";
import {IValidationModule} from "./IValidationModule.sol";

/// @title IJobTerms
/// @notice The terms that jobs are created under: rates and windows, in numbered versions. A version never changes, and
/// a job keeps the version of its creation, so the council's changes reach later jobs only.
interface IJobTerms {
    /// @dev Sums to 10,000; the treasury also takes the remainder of the division.
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
    /// @param rejectedSlashBps Part of its lock that an agent loses for rejected work, at most 5000.
    /// @param expiredSlashBps Part that it loses for not delivering, at most 5000.
    /// @param openSeconds How long a job waits for an agent before anybody may expire it.
    /// @param graceSeconds From the soft deadline to the hard one.
    /// @param challengeSeconds How long the committee's outcome can be disputed.
    struct Terms {
        address treasury;
        uint16 feeBps;
        uint16 agentStakeBps;
        uint16 rejectedSlashBps;
        uint16 expiredSlashBps;
        uint32 openSeconds;
        uint32 graceSeconds;
        uint32 challengeSeconds;
        SlashSplit slashSplit;
        IValidationModule.ValidationTerms validation;
        IDisputeModule.DisputeTerms dispute;
    }

    /// @notice A version was added. Version 1 comes with the deployment.
    event TermsSet(uint32 indexed version, Terms terms);

    /// @notice `field` of the terms is outside what the field's documentation says.
    error InvalidTerms(string field, uint256 value);
    /// @notice Versions are 1 to `currentVersion`.
    error UnknownVersion(uint32 version);

    /// @notice Adds a version, for jobs created from now on.
    ///
    /// Windows lie in [1 minute, 90 days], the ruling window in [2 days, 90 days]: longer than the arbiter's
    /// execution delay.
    function setTerms(Terms calldata terms) external returns (uint32 version);

    /// @notice The latest version: what a job created now gets. Versions start at 1.
    function currentVersion() external view returns (uint32);

    /// @notice The terms of a version that exists; reverts for another.
    function termsAt(uint32 version) external view returns (Terms memory);
}
