// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorProposalGuardian} from "@openzeppelin/contracts/governance/extensions/GovernorProposalGuardian.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";

import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {IQuadraticGovernor} from "../interfaces/IQuadraticGovernor.sol";
import {Electorate} from "./Electorate.sol";
import {GovernorCountingQuadratic} from "./GovernorCountingQuadratic.sol";
import {GovernorExpiry} from "./GovernorExpiry.sol";
import {GovernorNamedProposer} from "./GovernorNamedProposer.sol";
import {GovernorPreventLateSwing} from "./GovernorPreventLateSwing.sol";

/// @title QuadraticGovernor
/// @dev Composition only: the rules are the modules'. See {IQuadraticGovernor}.
contract QuadraticGovernor is
    IQuadraticGovernor,
    GovernorSettings,
    GovernorCountingQuadratic,
    GovernorNamedProposer,
    GovernorPreventLateSwing,
    GovernorProposalGuardian,
    GovernorTimelockControl,
    GovernorExpiry
{
    using Electorate for IIdentityRegistry;

    /// @dev Whoever can cast one vote can propose.
    uint256 private constant PROPOSAL_THRESHOLD_VOTES = 1;

    IIdentityRegistry private immutable _identities;

    /// @param timelock_ Must know this governor as proposer, canceller and executor already.
    /// @param identities_ Its council members vote.
    constructor(TimelockController timelock_, IIdentityRegistry identities_, Configuration memory configuration)
        Governor("OmniSovereign Council")
        GovernorSettings(
            configuration.votingDelaySeconds,
            configuration.votingPeriodSeconds,
            PROPOSAL_THRESHOLD_VOTES
        )
        GovernorCountingQuadratic(configuration.ballotCredits, configuration.quorumBps)
        GovernorPreventLateQuorum(configuration.lateQuorumExtensionSeconds)
        GovernorTimelockControl(timelock_)
        GovernorExpiry(configuration.executionGraceSeconds)
    {
        _requireTimelockRole(timelock_, timelock_.PROPOSER_ROLE());
        _requireTimelockRole(timelock_, timelock_.CANCELLER_ROLE());
        _requireTimelockRole(timelock_, timelock_.EXECUTOR_ROLE());
        _identities = identities_;
        _setProposalGuardian(configuration.proposalGuardian);
    }

    function _requireTimelockRole(TimelockController timelock_, bytes32 role) private view {
        if (!timelock_.hasRole(role, address(this))) revert GovernorHasNoTimelockRole(address(timelock_), role);
    }

    /// @inheritdoc IQuadraticGovernor
    function identities() external view returns (IIdentityRegistry) {
        return _identities;
    }

    // ---------------------------------------------------------------------------------------------- Clock

    /// @inheritdoc IERC6372
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    // ---------------------------------------------------------------------------------------------- Identities

    /// @inheritdoc GovernorCountingQuadratic
    function _identityAt(address account, uint256 timepoint) internal view override returns (bytes32) {
        return _identities.identityAt(account, SafeCast.toUint48(timepoint));
    }

    /// @inheritdoc GovernorCountingQuadratic
    function _identityNow(address account) internal view override returns (bytes32) {
        return _identities.identityNow(account);
    }

    /// @inheritdoc GovernorCountingQuadratic
    function _isKeptFromVoting(address account) internal view override returns (bool) {
        return _identities.isKeptFromVoting(account);
    }

    /// @inheritdoc GovernorCountingQuadratic
    function _identityCountAt(uint256 timepoint) internal view override returns (uint256) {
        return _identities.councilCountAt(SafeCast.toUint48(timepoint));
    }

    // ---------------------------------------------------------------------------------------------- Linearisation

    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    function proposalDeadline(uint256 proposalId)
        public
        view
        override(Governor, GovernorPreventLateSwing)
        returns (uint256)
    {
        return super.proposalDeadline(proposalId);
    }

    function proposalNeedsQueuing(uint256 proposalId)
        public
        view
        override(Governor, GovernorTimelockControl)
        returns (bool)
    {
        return super.proposalNeedsQueuing(proposalId);
    }

    function state(uint256 proposalId)
        public
        view
        override(Governor, GovernorTimelockControl, GovernorExpiry)
        returns (ProposalState)
    {
        return super.state(proposalId);
    }

    function votingDelay() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.votingDelay();
    }

    function votingPeriod() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.votingPeriod();
    }

    function _isValidDescriptionForProposer(address proposer, string memory description)
        internal
        view
        override(Governor, GovernorNamedProposer)
        returns (bool)
    {
        return super._isValidDescriptionForProposer(proposer, description);
    }

    function _tallyUpdated(uint256 proposalId) internal override(Governor, GovernorPreventLateSwing) {
        super._tallyUpdated(proposalId);
    }

    function _validateCancel(uint256 proposalId, address caller)
        internal
        view
        override(Governor, GovernorProposalGuardian)
        returns (bool)
    {
        return super._validateCancel(proposalId, caller);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}
