// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IAGIALPHA} from "../interfaces/IAGIALPHA.sol";
import {IJobRegistry} from "../interfaces/IJobRegistry.sol";
import {IRegionalExecutor} from "../interfaces/IRegionalExecutor.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {Module} from "../shared/Module.sol";

/// @title RegionalExecutor
contract RegionalExecutor is IRegionalExecutor, Module {
    using SafeERC20 for IAGIALPHA;

    IAGIALPHA private immutable _token;
    IJobRegistry private immutable _jobRegistry;
    IStakeManager private immutable _stakeManager;
    address private immutable _treasury;
    bytes32 private immutable _region;

    uint256 private _approvedWei;
    uint256 private _fundedWei;
    uint256 private _spentWei;
    uint64 private _telemetrySequence;
    mapping(uint64 sequence => bytes32) private _telemetryRoots;

    constructor(address authority, ISystemPause pause, IJobRegistry jobRegistry_, address treasury_, bytes32 region_)
        Module(authority, pause)
    {
        _jobRegistry = jobRegistry_;
        _stakeManager = jobRegistry_.wiring().stakeManager;
        _token = _stakeManager.token();
        _treasury = treasury_;
        _region = region_;
    }

    // ---------------------------------------------------------------------------------------------- Budget

    /// @inheritdoc IRegionalExecutor
    function approveBudget(uint256 expectedWei, uint256 approvedWei) external whenActive restricted {
        if (_approvedWei != expectedWei) revert ApprovalChanged(expectedWei, _approvedWei);
        uint256 effectiveWei = Math.max(approvedWei, _spentWei);
        emit BudgetApproved(_approvedWei, effectiveWei);
        _approvedWei = effectiveWei;
    }

    /// @inheritdoc IRegionalExecutor
    function fund(uint256 amountWei) external whenActive {
        if (msg.sender != _treasury) revert NotTreasury(msg.sender);
        if (amountWei == 0) revert ZeroAmount();
        _fundedWei += amountWei;
        emit BudgetFunded(amountWei, _fundedWei);
        _token.safeTransferFrom(_treasury, address(this), amountWei);
    }

    /// @inheritdoc IRegionalExecutor
    function returnRemainder() external restricted whenActive returns (uint256 unspentWei, uint256 incomeWei) {
        if (_stakeManager.claimOf(address(this)) != 0) _stakeManager.claim();
        uint256 heldWei = _token.balanceOf(address(this));
        if (heldWei == 0) revert ZeroAmount();

        unspentWei = _fundedWei - _spentWei;
        incomeWei = heldWei - unspentWei;
        _fundedWei = _spentWei;
        emit RemainderReturned(_treasury, unspentWei, incomeWei);
        _token.safeTransfer(_treasury, heldWei);
    }

    /// @inheritdoc IRegionalExecutor
    function availableWei() public view returns (uint256) {
        return Math.min(_approvedWei, _fundedWei) - _spentWei;
    }

    /// @inheritdoc IRegionalExecutor
    function budget() external view returns (uint256 approvedWei, uint256 fundedWei, uint256 spentWei) {
        return (_approvedWei, _fundedWei, _spentWei);
    }

    // ---------------------------------------------------------------------------------------------- Jobs

    /// @inheritdoc IRegionalExecutor
    function createJob(IJobRegistry.JobRequest calldata request)
        external
        restricted
        whenActive
        returns (uint256 jobId)
    {
        uint256 heldWei = _openPurse();
        jobId = _jobRegistry.createJob(request, availableWei());
        _closePurse(jobId, heldWei);
    }

    /// @inheritdoc IRegionalExecutor
    function cancelJob(uint256 jobId) external restricted whenActive {
        _jobRegistry.cancelJob(jobId);
    }

    /// @inheritdoc IRegionalExecutor
    function raiseDispute(uint256 jobId, bytes32 evidenceHash) external restricted whenActive {
        uint256 heldWei = _openPurse();
        _jobRegistry.raiseDispute(jobId, evidenceHash);
        _closePurse(jobId, heldWei);
    }

    /// @inheritdoc IRegionalExecutor
    function appeal(uint256 jobId, bytes32 evidenceHash) external restricted whenActive {
        uint256 heldWei = _openPurse();
        _jobRegistry.appeal(jobId, evidenceHash);
        _closePurse(jobId, heldWei);
    }

    /// @dev Lets the StakeManager, which collects escrows and bonds, take what is available and nothing more.
    function _openPurse() private returns (uint256 heldWei) {
        _token.forceApprove(address(_stakeManager), availableWei());
        return _token.balanceOf(address(this));
    }

    /// @dev Books what was taken.
    function _closePurse(uint256 jobId, uint256 heldBeforeWei) private {
        _token.forceApprove(address(_stakeManager), 0);
        uint256 amountWei = heldBeforeWei - _token.balanceOf(address(this));
        _spentWei += amountWei;
        emit BudgetSpent(jobId, amountWei, _spentWei);
    }

    // ---------------------------------------------------------------------------------------------- Telemetry

    /// @inheritdoc IRegionalExecutor
    function reportTelemetry(uint64 sequence, bytes32 root, uint32 receiptCount) external restricted whenActive {
        uint64 expected = _telemetrySequence + 1;
        if (sequence != expected) revert TelemetryOutOfSequence(sequence, expected);
        if (root == bytes32(0) || receiptCount == 0) revert TelemetryEmpty(sequence);
        _telemetrySequence = sequence;
        _telemetryRoots[sequence] = root;
        emit TelemetryReported(sequence, root, receiptCount, _activeTime());
    }

    /// @inheritdoc IRegionalExecutor
    function telemetrySequence() external view returns (uint64) {
        return _telemetrySequence;
    }

    /// @inheritdoc IRegionalExecutor
    function telemetryRoot(uint64 sequence) public view returns (bytes32 root) {
        root = _telemetryRoots[sequence];
        if (root == bytes32(0)) revert TelemetryUnknown(sequence);
    }

    /// @inheritdoc IRegionalExecutor
    function verifyReceipt(uint64 sequence, string calldata path, bytes32 digest, bytes32[] calldata proof)
        external
        view
        returns (bool)
    {
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(path, digest))));
        return MerkleProof.verifyCalldata(proof, telemetryRoot(sequence), leaf);
    }

    // ---------------------------------------------------------------------------------------------- Views

    /// @inheritdoc IRegionalExecutor
    function region() external view returns (bytes32) {
        return _region;
    }

    /// @inheritdoc IRegionalExecutor
    function treasury() external view returns (address) {
        return _treasury;
    }

    /// @inheritdoc IRegionalExecutor
    function token() external view returns (IAGIALPHA) {
        return _token;
    }

    /// @inheritdoc IRegionalExecutor
    function jobRegistry() external view returns (IJobRegistry) {
        return _jobRegistry;
    }
}
