// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Outcome} from "../shared/Outcome.sol";
import {IIncentivePolicy} from "./IIncentivePolicy.sol";
import {IJobTerms} from "./IJobTerms.sol";
import {IJurySettlement} from "./IJurySettlement.sol";
import {IStakeManager} from "./IStakeManager.sol";
import {IValidationModule} from "./IValidationModule.sol";

/// @title IJobSettlement
/// @notice Ends a job's money: frees the stakes of agent, committee and juries, slashes what is due, and pays the escrow out
/// to the last wei, as `IJobRegistry` says under "Money". Keeps nothing: every movement is an event of StakeManager.
interface IJobSettlement {
    /// @notice What JobRegistry knows of a job that ends. Amounts are those of its creation, but for the bonus.
    /// @param agent Zero if nobody took the job.
    /// @param operator Zero if the treasury stands in for it.
    /// @param bonusWei Bonus as it is now.
    /// @param agentStakeWei What the agent locked.
    struct Bill {
        uint256 jobId;
        address employer;
        address agent;
        address operator;
        uint32 termsVersion;
        uint256 rewardWei;
        uint256 feeWei;
        uint256 bonusWei;
        uint256 bonusCapWei;
        uint256 agentStakeWei;
        IIncentivePolicy.RoleShares shares;
    }

    // JobRegistry

    /// @notice Settles a job that was submitted, by its final outcome. An agent whose work is rejected is slashed.
    /// @param disputed Whether there was a dispute, whose jurors and bonds are to be settled as well.
    /// @return slashedWei All that the job slashed: agent, validators of both rounds, jurors of all hearings.
    /// @return burntWei What of it was burnt.
    function settleJudged(Bill calldata bill, Outcome outcome, bool disputed)
        external
        returns (uint256 slashedWei, uint256 burntWei);

    /// @notice Settles a job that was cancelled, or expired. An agent that took it is slashed for not delivering.
    /// @return slashedWei What the agent lost.
    /// @return burntWei What of it was burnt.
    function settleUnjudged(Bill calldata bill) external returns (uint256 slashedWei, uint256 burntWei);

    // Views

    /// @notice Where stakes and escrows lie. Immutable.
    function stakeManager() external view returns (IStakeManager);
    /// @notice The terms that bills refer to. Immutable.
    function terms() external view returns (IJobTerms);
    /// @notice Whose committees are settled. Immutable.
    function validation() external view returns (IValidationModule);
    /// @notice Where juries are settled. Immutable.
    function juries() external view returns (IJurySettlement);
}
