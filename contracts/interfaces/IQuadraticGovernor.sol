// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IGovernorCountingQuadratic} from "./IGovernorCountingQuadratic.sol";
import {IIdentityRegistry} from "./IIdentityRegistry.sol";

/// @title The council's governor
/// @notice OpenZeppelin's Governor on a timestamp clock with quadratic counting. Its executor is a timelock of which it
/// is the only proposer, canceller and executor, so that no decision takes another path. Every proposal is decided for or
/// against; money is divided between several by {IBudgetDivision}, once a proposal has approved the pot.
///
/// The description of a proposal ends with `#proposer=0x…`, the proposer's address; any other is refused.
/// @dev A decision does not keep for ever: one that is not queued, or not executed, within the grace period expires.
/// Warning: holders of a role that administers the timelock or the AccessManager stand above this governor.
interface IQuadraticGovernor is IGovernorCountingQuadratic {
    /// @notice How the governor is set up. Times in seconds.
    struct Configuration {
        /// From proposal to snapshot.
        uint48 votingDelaySeconds;
        /// From snapshot to deadline.
        uint32 votingPeriodSeconds;
        /// What is left to vote at least once a proposal has reached its quorum, and once a vote has turned its outcome.
        uint48 lateQuorumExtensionSeconds;
        /// From a decision's deadline to queue it, and from the timelock's time to execute it.
        uint48 executionGraceSeconds;
        /// Voice credits of an identity on each ballot.
        uint128 ballotCredits;
        /// Basis points of all votes that all identities could cast.
        uint16 quorumBps;
        /// Who can cancel any proposal until it is executed.
        address proposalGuardian;
    }

    /// @notice The timelock does not know this governor as a proposer, canceller and executor.
    error GovernorHasNoTimelockRole(address timelock, bytes32 role);

    /// @notice The registry whose council members vote.
    function identities() external view returns (IIdentityRegistry);
}
