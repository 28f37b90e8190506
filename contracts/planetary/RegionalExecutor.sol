// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {IAGIALPHA} from "../interfaces/IAGIALPHA.sol";
import {IDrivenEmployer} from "../interfaces/IDrivenEmployer.sol";
import {IJobRegistry} from "../interfaces/IJobRegistry.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {IRegionalExecutor} from "../interfaces/IRegionalExecutor.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {Module} from "../shared/Module.sol";
import {BondLedger} from "./BondLedger.sol";

/// @title RegionalExecutor
contract RegionalExecutor is IRegionalExecutor, Module {
    using BondLedger for BondLedger.Ledger;
    using Checkpoints for Checkpoints.Trace208;
    using SafeCast for uint256;
    using SafeERC20 for IAGIALPHA;

    /// @dev Bounds how many jobs a return looks at.
    uint256 private constant MAX_FREED = 32;

    /// @dev What a job took out of the budget, and on which day it was committed to.
    struct Commitment {
        uint128 costWei;
        uint48 day;
    }

    IAGIALPHA private immutable _token;
    IJobRegistry private immutable _jobRegistry;
    IJobTerms private immutable _jobTerms;
    IStakeManager private immutable _stakeManager;
    address private immutable _treasury;
    bytes32 private immutable _region;

    /// @inheritdoc IRegionalExecutor
    uint64 public approvals;
    uint256 private _approvedWei;
    uint256 private _fundedWei;
    uint256 private _spentWei;
    /// @dev What bonds and the treasury have taken of income so far, by active time.
    Checkpoints.Trace208 private _takenWei;
    RegionTerms private _regionTerms;
    uint48 private _lastDay;
    uint256 private _lastDayWei;
    mapping(uint256 jobId => Commitment) private _commitments;
    BondLedger.Ledger private _bonds;
    mapping(uint256 jobId => RaisedDispute) private _raised;
    uint64 private _telemetrySequence;
    mapping(uint64 sequence => bytes32) private _telemetryRoots;

    constructor(address authority, ISystemPause pause, IJobRegistry jobRegistry_, address treasury_, bytes32 region_)
        Module(authority, pause)
    {
        IJobRegistry.Wiring memory wiring = jobRegistry_.wiring();
        _jobRegistry = jobRegistry_;
        _jobTerms = wiring.terms;
        _stakeManager = wiring.stakeManager;
        _token = _stakeManager.token();
        _treasury = treasury_;
        _region = region_;
    }

    // ---------------------------------------------------------------------------------------------- Budget

    /// @inheritdoc IRegionalExecutor
    function approveBudget(uint64 expectedApprovals, uint256 approvedWei, RegionTerms calldata terms)
        external
        whenActive
        restricted
    {
        if (approvals != expectedApprovals) revert ApprovalChanged(expectedApprovals, approvals);
        uint256 effectiveWei = Math.max(approvedWei, _spentWei + _setAsideOfBudget());
        emit BudgetApproved(++approvals, _approvedWei, effectiveWei);
        emit RegionTermsSet(_regionTerms, terms);
        _approvedWei = effectiveWei;
        _regionTerms = terms;
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
    function returnRemainder() external restricted whenActive returns (uint256 unspentWei, uint256 incomeWei_) {
        _collect();
        _freeYoungest();
        uint256 keptOfBudgetWei = _setAsideOfBudget();
        uint256 keptWei = _bonds.totalWei;
        unspentWei = _fundedWei - _spentWei - keptOfBudgetWei;
        incomeWei_ = incomeWei() - (keptWei - keptOfBudgetWei);
        if (unspentWei + incomeWei_ == 0) revert ZeroAmount();
        _fundedWei -= unspentWei;
        _take(incomeWei_);
        emit RemainderReturned(_treasury, unspentWei, incomeWei_, keptWei);
        _token.safeTransfer(_treasury, unspentWei + incomeWei_);
    }

    /// @inheritdoc IRegionalExecutor
    function availableWei() public view returns (uint256) {
        return Math.min(_approvedWei, _fundedWei) - _spentWei - _setAsideOfBudget();
    }

    /// @inheritdoc IRegionalExecutor
    function incomeWei() public view returns (uint256) {
        return _token.balanceOf(address(this)) - (_fundedWei - _spentWei);
    }

    /// @inheritdoc IRegionalExecutor
    function budget() external view returns (uint256 approvedWei, uint256 fundedWei, uint256 spentWei) {
        return (_approvedWei, _fundedWei, _spentWei);
    }

    function _take(uint256 ofIncomeWei) private {
        if (ofIncomeWei != 0) _takenWei.push(_activeTime(), _takenWei.latest() + ofIncomeWei.toUint208());
    }

    /// @dev What is set aside and not covered by income.
    function _setAsideOfBudget() private view returns (uint256) {
        return Math.saturatingSub(_bonds.totalWei, incomeWei());
    }

    function _collect() private {
        if (_stakeManager.claimOf(address(this)) != 0) _stakeManager.claim();
    }

    // ---------------------------------------------------------------------------------------------- Jobs

    /// @inheritdoc IRegionalExecutor
    function createJob(IJobRegistry.JobRequest calldata request)
        external
        restricted
        whenActive
        returns (uint256 jobId)
    {
        return _employ(false, 0, request);
    }

    /// @inheritdoc IRegionalExecutor
    function reopenJob(uint256 jobId, IJobRegistry.JobRequest calldata request)
        external
        restricted
        whenActive
        returns (uint256 caseId)
    {
        uint256 lastCase = _jobRegistry.currentCaseOf(jobId);
        IJobRegistry.Status status = _jobRegistry.jobOf(lastCase).status;
        // The registry reopens no case that is not over.
        if (_isOver(status) && _holdsOf(lastCase)) _close(lastCase, status);
        return _employ(true, jobId, request);
    }

    /// @param again Whether the job `reopenedId` is done again.
    function _employ(bool again, uint256 reopenedId, IJobRegistry.JobRequest calldata request)
        private
        returns (uint256 jobId)
    {
        if (drives(request.operator)) revert OperatorPaysItself(request.operator);
        _collect();
        uint256 availableWei_ = availableWei();
        uint256 heldWei = _openPurse(availableWei_);
        jobId = again
            ? _jobRegistry.reopenJob(reopenedId, request, availableWei_)
            : _jobRegistry.createJob(request, availableWei_);
        uint256 costWei = _closePurse(heldWei);
        _spentWei += costWei;
        emit BudgetSpent(jobId, costWei, _spentWei);
        // A job is created under the latest version.
        // It is worth no more than this, whatever becomes of its bonus.
        uint256 mostWorthWei = uint256(request.rewardWei) + request.validatorBonusCapWei;
        uint256 bondsWei = _jobTerms.bondsWei(_jobTerms.currentVersion(), mostWorthWei);
        _commit(jobId, costWei, bondsWei);
        _setAside(jobId, bondsWei);
        _nameDriver(jobId);
    }

    /// @inheritdoc IRegionalExecutor
    function cancelJob(uint256 jobId) external restricted whenActive {
        _jobRegistry.cancelJob(jobId);
        _close(jobId, IJobRegistry.Status.Cancelled);
    }

    /// @inheritdoc IDrivenEmployer
    function drives(address account) public view returns (bool) {
        IAccessManager manager = IAccessManager(authority());
        (bool atOnce, uint32 delaySeconds) = manager.canCall(account, address(this), this.createJob.selector);
        return atOnce || delaySeconds != 0;
    }

    function _nameDriver(uint256 jobId) private {
        if (msg.sender == authority()) revert DriverHidden(msg.sender);
        _jobRegistry.nameDriver(jobId, msg.sender);
    }

    function _commit(uint256 jobId, uint256 costWei, uint256 bondsWei) private {
        RegionTerms memory terms = _regionTerms;
        uint256 committedWei = costWei + bondsWei;
        if (committedWei > terms.jobWei) revert JobAboveLimit(committedWei, terms.jobWei);
        (uint48 day, uint256 dayCommittedWei) = committedToday();
        dayCommittedWei += committedWei;
        if (dayCommittedWei > terms.dayWei) revert DayAboveLimit(day, dayCommittedWei, terms.dayWei);
        _lastDay = day;
        _lastDayWei = dayCommittedWei;
        _commitments[jobId] = Commitment(costWei.toUint128(), day);
        emit Committed(jobId, day, committedWei, dayCommittedWei);
    }

    /// @dev What bonds or the treasury can have taken of it stays spent, whatever other income has come in since. All else
    /// of it is held: each taking counts against every refund that it can have been of.
    function _unspend(uint256 jobId, uint256 costWei) private {
        _collect();
        uint256 takenWei = _takenWei.latest() - _takenWei.upperLookup(_expiresAt(jobId) - 1);
        uint256 unspentWei = Math.saturatingSub(costWei, takenWei);
        _spentWei -= unspentWei;
        emit CostReturned(jobId, unspentWei, _spentWei);
    }

    /// @dev When a job can expire at the earliest; one that was cancelled never could.
    function _expiresAt(uint256 jobId) private view returns (uint48) {
        IJobRegistry.Job memory job = _jobRegistry.jobOf(jobId);
        if (job.agent == address(0)) return job.openEnd;
        return job.deadline + _jobTerms.graceSecondsAt(job.termsVersion);
    }

    /// @dev Days before this one are counted no more.
    function _uncommit(uint256 jobId, uint48 ofDay, uint256 committedWei) private {
        (uint48 day, uint256 dayCommittedWei) = committedToday();
        if (ofDay != day) return;
        _lastDayWei = dayCommittedWei - committedWei;
        emit Uncommitted(jobId, day, committedWei, _lastDayWei);
    }

    /// @inheritdoc IRegionalExecutor
    function committedToday() public view returns (uint48 day, uint256 committedWei) {
        day = _activeTime() / _jobTerms.daySeconds();
        committedWei = day == _lastDay ? _lastDayWei : 0;
    }

    /// @dev Lets the StakeManager, which collects escrows and bonds, take that much and nothing more.
    function _openPurse(uint256 mostWei) private returns (uint256 heldWei) {
        _token.forceApprove(address(_stakeManager), mostWei);
        return _token.balanceOf(address(this));
    }

    /// @return takenWei What was taken.
    function _closePurse(uint256 heldBeforeWei) private returns (uint256 takenWei) {
        _token.forceApprove(address(_stakeManager), 0);
        return heldBeforeWei - _token.balanceOf(address(this));
    }

    // ---------------------------------------------------------------------------------------------- Disputes

    /// @inheritdoc IRegionalExecutor
    function raiseDispute(uint256 jobId, bytes32 evidenceHash) external restricted whenActive {
        _nameDriver(jobId);
        uint32 approvalSeconds = _regionTerms.approvalSeconds;
        if (approvalSeconds == 0) return _dispute(jobId, evidenceHash);
        uint48 approvalEnd = _jobRegistry.holdOutcome(jobId, evidenceHash, approvalSeconds);
        _raised[jobId] = RaisedDispute(evidenceHash, approvalEnd);
        emit DisputeAwaitsApproval(jobId, evidenceHash, approvalEnd);
    }

    /// @inheritdoc IRegionalExecutor
    function approveDispute(uint256 jobId, bytes32 evidenceHash) external whenActive restricted {
        if (_raised[jobId].approvalEnd == 0) revert NoDisputeToApprove(jobId);
        emit DisputeApproved(jobId, evidenceHash);
        _dispute(jobId, evidenceHash);
    }

    /// @inheritdoc IRegionalExecutor
    function appeal(uint256 jobId, bytes32 evidenceHash) external restricted whenActive {
        _nameDriver(jobId);
        uint256 heldWei = _openBonds(jobId);
        _jobRegistry.appeal(jobId, evidenceHash);
        _closeBonds(jobId, heldWei);
    }

    /// @inheritdoc IRegionalExecutor
    function freeBonds(uint256 jobId) external whenActive {
        if (!_holdsOf(jobId)) revert NothingSetAside(jobId);
        IJobRegistry.Status status = _jobRegistry.jobOf(jobId).status;
        if (!_isOver(status)) revert JobUnderWay(jobId, status);
        _close(jobId, status);
    }

    function _dispute(uint256 jobId, bytes32 evidenceHash) private {
        uint256 heldWei = _openBonds(jobId);
        _jobRegistry.raiseDispute(jobId, evidenceHash);
        _closeBonds(jobId, heldWei);
    }

    function _openBonds(uint256 jobId) private returns (uint256 heldWei) {
        _collect();
        return _openPurse(_bonds.ofJob[jobId]);
    }

    /// @dev Income pays first: it can pay nothing else.
    function _closeBonds(uint256 jobId, uint256 heldBeforeWei) private {
        uint256 bondWei = _closePurse(heldBeforeWei);
        uint256 ofIncomeWei = Math.min(bondWei, heldBeforeWei - (_fundedWei - _spentWei));
        _bonds.take(jobId, bondWei);
        _take(ofIncomeWei);
        _spentWei += bondWei - ofIncomeWei;
        emit BondPosted(jobId, bondWei, ofIncomeWei, _spentWei);
    }

    function _setAside(uint256 jobId, uint256 bondsWei) private {
        uint256 coveredWei = availableWei() + Math.saturatingSub(incomeWei(), _bonds.totalWei);
        if (bondsWei > coveredWei) revert BondsNotCovered(bondsWei, coveredWei);
        _bonds.add(jobId, bondsWei);
        emit BondsSetAside(jobId, bondsWei, _bonds.totalWei);
    }

    /// @dev From the youngest on, because a freed job's place is taken by the youngest.
    function _freeYoungest() private {
        uint256 length = _bonds.jobs.length;
        uint256 last = Math.saturatingSub(length, MAX_FREED);
        for (uint256 i = length; i > last; --i) {
            uint256 jobId = _bonds.jobs[i - 1];
            IJobRegistry.Status status = _jobRegistry.jobOf(jobId).status;
            if (_isOver(status)) _close(jobId, status);
        }
    }

    /// @dev A job that ended without a verdict was refunded whole, and no bond of it was posted.
    function _close(uint256 jobId, IJobRegistry.Status status) private {
        Commitment memory commitment = _commitments[jobId];
        delete _commitments[jobId];
        uint256 bondsWei = _bonds.ofJob[jobId];
        _bonds.take(jobId, bondsWei);
        emit BondsFreed(jobId, bondsWei, _bonds.totalWei);
        if (status == IJobRegistry.Status.Finalized) return;
        _unspend(jobId, commitment.costWei);
        _uncommit(jobId, commitment.day, commitment.costWei + bondsWei);
    }

    /// @dev Bonds set aside, or a cost that may come back.
    function _holdsOf(uint256 jobId) private view returns (bool) {
        return _bonds.ofJob[jobId] + _commitments[jobId].costWei != 0;
    }

    function _isOver(IJobRegistry.Status status) private pure returns (bool) {
        return status == IJobRegistry.Status.Finalized || status == IJobRegistry.Status.Cancelled
            || status == IJobRegistry.Status.Expired;
    }

    /// @inheritdoc IRegionalExecutor
    function setAsideWei() external view returns (uint256) {
        return _bonds.totalWei;
    }

    /// @inheritdoc IRegionalExecutor
    function bondsOf(uint256 jobId) external view returns (uint256) {
        return _bonds.ofJob[jobId];
    }

    /// @inheritdoc IRegionalExecutor
    function raisedDisputeOf(uint256 jobId) external view returns (RaisedDispute memory) {
        return _raised[jobId];
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
    function regionTerms() external view returns (RegionTerms memory) {
        return _regionTerms;
    }

    /// @inheritdoc IRegionalExecutor
    function jobTerms() external view returns (IJobTerms) {
        return _jobTerms;
    }

    /// @inheritdoc IRegionalExecutor
    function jobRegistry() external view returns (IJobRegistry) {
        return _jobRegistry;
    }
}
