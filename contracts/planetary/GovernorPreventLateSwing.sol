// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Module that leaves time to answer a late swing
/// @notice A vote that turns a proposal's outcome leaves at least {lateQuorumVoteExtension} to vote on, whether it is the
/// one that reaches the quorum or comes long after that.
/// @dev For counting in which votes can only be added: then every turn costs new votes, and there is a last one.
abstract contract GovernorPreventLateSwing is GovernorPreventLateQuorum {
    struct Standing {
        bool passes;
        uint48 extendedDeadline;
    }

    mapping(uint256 proposalId => Standing) private _standings;

    /// @inheritdoc GovernorPreventLateQuorum
    function proposalDeadline(uint256 proposalId) public view virtual override returns (uint256) {
        return Math.max(super.proposalDeadline(proposalId), _standings[proposalId].extendedDeadline);
    }

    /// @inheritdoc GovernorPreventLateQuorum
    function _tallyUpdated(uint256 proposalId) internal virtual override {
        super._tallyUpdated(proposalId);
        Standing storage standing = _standings[proposalId];
        bool passes = _quorumReached(proposalId) && _voteSucceeded(proposalId);
        if (passes == standing.passes) return;
        standing.passes = passes;

        uint48 extendedDeadline = clock() + lateQuorumVoteExtension();
        if (extendedDeadline <= proposalDeadline(proposalId)) return;
        standing.extendedDeadline = extendedDeadline;
        emit ProposalExtended(proposalId, extendedDeadline);
    }
}
