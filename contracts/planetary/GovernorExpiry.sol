// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";

import {IGovernorExpiry} from "../interfaces/IGovernorExpiry.sol";

/// @title Module that lets decisions expire
abstract contract GovernorExpiry is Governor, IGovernorExpiry {
    uint256 private immutable _executionGrace;

    constructor(uint48 executionGrace_) {
        if (executionGrace_ == 0) revert ExecutionGraceInvalid(executionGrace_);
        _executionGrace = executionGrace_;
    }

    /// @inheritdoc IGovernorExpiry
    function executionGrace() public view returns (uint256) {
        return _executionGrace;
    }

    /// @inheritdoc IGovernorExpiry
    function proposalExpiry(uint256 proposalId) public view returns (uint256) {
        uint256 eta = proposalEta(proposalId);
        return (eta == 0 ? proposalDeadline(proposalId) : eta) + _executionGrace;
    }

    /// @inheritdoc Governor
    function state(uint256 proposalId) public view virtual override returns (ProposalState) {
        ProposalState current = super.state(proposalId);
        bool decided = current == ProposalState.Succeeded || current == ProposalState.Queued;
        return decided && clock() > proposalExpiry(proposalId) ? ProposalState.Expired : current;
    }
}
