// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IDisputeModule} from "../interfaces/IDisputeModule.sol";
import {IDrivenEmployer} from "../interfaces/IDrivenEmployer.sol";
import {IIdentityRegistry} from "../interfaces/IIdentityRegistry.sol";
import {IIncentivePolicy} from "../interfaces/IIncentivePolicy.sol";
import {IJobRegistry} from "../interfaces/IJobRegistry.sol";
import {IJobSettlement} from "../interfaces/IJobSettlement.sol";
import {IJobTerms} from "../interfaces/IJobTerms.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IThermostat} from "../interfaces/IThermostat.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {Module} from "../shared/Module.sol";
import {Outcome} from "../shared/Outcome.sol";
import {Roles} from "../shared/Roles.sol";
import {ShareMath} from "../shared/ShareMath.sol";
import {StakeScaling} from "../shared/StakeScaling.sol";
import {Votes} from "../shared/Votes.sol";

/// @title JobRegistry
contract JobRegistry is Module, IJobRegistry {
    using SafeCast for uint256;
    using ShareMath for uint256;

    uint256 private constant MAX_AMOUNT_WEI = 1 << 120;
    uint256 private constant MAX_DEADLINE_SECONDS = 3650 days;
    uint256 private constant MAX_DEPENDENCIES = 16;
    uint256 private constant MAX_ATTEMPTS = 8;
    /// @dev The case of an attempt is the job's id with the number of attempts before it above these bits.
    uint256 private constant ATTEMPT_SHIFT = 64;

    IJobTerms private immutable _terms;
    IIdentityRegistry private immutable _identities;
    IStakeManager private immutable _stakeManager;
    IValidationModule private immutable _validation;
    IDisputeModule private immutable _disputes;
    IIncentivePolicy private immutable _incentives;
    IThermostat private immutable _thermostat;
    IJobSettlement private immutable _settlement;

    /// @inheritdoc IJobRegistry
    uint256 public jobCount;
    /// @inheritdoc IJobRegistry
    uint256 public assignedWei;
    mapping(uint256 jobId => Job) private _jobs;
    mapping(uint256 jobId => uint256[]) private _dependencies;
    /// @dev What identifies the work of a job, whichever attempt it is.
    mapping(uint256 jobId => bytes32) private _works;
    mapping(uint256 jobId => bool) private _held;
    /// @dev How often a job was reopened.
    mapping(uint256 jobId => uint256) private _reopened;
    /// @dev The bonus of a job before its lateness doubled it.
    mapping(uint256 jobId => uint256) private _postedBonusWei;

    constructor(address authority_, ISystemPause systemPause_, Wiring memory wiring_)
        Module(authority_, systemPause_)
    {
        _terms = wiring_.terms;
        _identities = wiring_.identities;
        _stakeManager = wiring_.stakeManager;
        _validation = wiring_.validation;
        _disputes = wiring_.disputes;
        _incentives = wiring_.incentives;
        _thermostat = wiring_.thermostat;
        _settlement = wiring_.settlement;
    }

    // Employer

    /// @inheritdoc IJobRegistry
    function createJob(JobRequest calldata request, uint256 maxCostWei)
        external
        whenActive
        returns (uint256 jobId)
    {
        jobId = jobCount + 1;
        _checkDependencies(jobId, request.dependencies);
        jobCount = jobId;
        _works[jobId] = _workOf(request);
        if (request.dependencies.length > 0) _dependencies[jobId] = request.dependencies;
        _open(jobId, request, maxCostWei);
    }

    /// @inheritdoc IJobRegistry
    function reopenJob(uint256 jobId, JobRequest calldata request, uint256 maxCostWei)
        external
        whenActive
        returns (uint256 caseId)
    {
        if (jobId > jobCount) revert UnknownJob(jobId);
        uint256 lastCase = currentCaseOf(jobId);
        Job storage last = _jobs[lastCase];
        if (msg.sender != last.employer) revert NotEmployer(jobId, msg.sender);
        bool failed = last.status == Status.Finalized && last.outcome != Outcome.Approved;
        if (!failed && last.status != Status.Expired) revert NotReopenable(jobId, last.status, last.outcome);
        uint256 attempt = ++_reopened[jobId] + 1;
        if (attempt > MAX_ATTEMPTS) revert TooManyAttempts(jobId, MAX_ATTEMPTS);
        if (request.dependencies.length > 0) revert DependenciesKept(jobId);
        bytes32 work = _workOf(request);
        if (work != _works[jobId]) revert AnotherWork(jobId, _works[jobId], work);
        if (request.rewardWei < last.rewardWei) revert RewardLowered(jobId, last.rewardWei, request.rewardWei);
        _requireBonus(jobId, lastCase, last, request);
        caseId = currentCaseOf(jobId);
        emit JobReopened(jobId, caseId, attempt);
        _open(caseId, request, maxCostWei);
        _keepDrivers(lastCase, caseId);
    }

    /// @inheritdoc IJobRegistry
    function cancelJob(uint256 jobId) external whenActive {
        Job storage job = _requireStatus(jobId, Status.Open);
        if (msg.sender != job.employer) revert NotEmployer(jobId, msg.sender);
        job.status = Status.Cancelled;
        emit JobCancelled(jobId, msg.sender);
        _settlement.settleUnjudged(_billOf(jobId, job));
    }

    // Agent

    /// @inheritdoc IJobRegistry
    function applyForJob(uint256 jobId, uint256 maxStakeWei) external whenActive {
        Job storage job = _requireStatus(jobId, Status.Open);
        _requireRole(msg.sender, Roles.AGENT);
        if (msg.sender == job.employer) revert EmployerCannotApply(jobId, msg.sender);
        if (_drives(jobId, job.employer, msg.sender)) revert DriverCannotApply(jobId, msg.sender);
        uint48 nowActive = _activeTime();
        if (nowActive >= job.openEnd) revert OpenWindowClosed(jobId, job.openEnd, nowActive);
        _requireDependencies(jobId);
        (uint16 stakeBps, uint32 graceSeconds) = _terms.assignmentAt(job.termsVersion);
        uint256 temperatureWad = _thermostat.temperatureOf(Roles.AGENT);
        uint256 stakeWei = _scaledStake(job.rewardWei, stakeBps, temperatureWad);
        if (stakeWei > maxStakeWei) revert StakeAboveMaximum(jobId, stakeWei, maxStakeWei);
        uint48 deadline = nowActive + job.deadlineSeconds;
        job.status = Status.Assigned;
        job.agent = msg.sender;
        job.deadline = deadline;
        job.agentStakeWei = stakeWei.toUint128();
        assignedWei += job.rewardWei;
        emit JobAssigned(jobId, msg.sender, stakeWei, temperatureWad, deadline, deadline + graceSeconds);
        _stakeManager.lock(jobId, msg.sender, Roles.AGENT, stakeWei);
    }

    /// @inheritdoc IJobRegistry
    function submitResult(uint256 jobId, bytes32 resultHash) external whenActive {
        Job storage job = _requireStatus(jobId, Status.Assigned);
        if (msg.sender != job.agent) revert NotAgent(jobId, msg.sender);
        if (resultHash == 0) revert EmptyResult(jobId);
        uint48 nowActive = _activeTime();
        uint48 hardDeadline = _hardDeadline(job);
        if (nowActive >= hardDeadline) revert DeadlinePassed(jobId, hardDeadline, nowActive);
        job.status = Status.Submitted;
        assignedWei -= job.rewardWei;
        emit ResultSubmitted(jobId, msg.sender, resultHash, nowActive);
        _validation.openRound(
            IValidationModule.Opening({
                jobId: jobId,
                employer: job.employer,
                agent: msg.sender,
                operator: job.operator,
                termsVersion: job.termsVersion,
                worthWei: _worthOf(job)
            })
        );
    }

    // Region

    /// @inheritdoc IJobRegistry
    function nameDriver(uint256 jobId, address driver) external whenActive restricted {
        Job storage job = _jobs[jobId];
        if (msg.sender != job.employer) revert NotEmployer(jobId, msg.sender);
        if (_isAmong(_validation.driversOf(jobId), driver)) return;
        if (_takesPart(jobId, job, driver)) revert DriverTakesPart(jobId, driver);
        _validation.nameDriver(jobId, driver);
    }

    /// @inheritdoc IJobRegistry
    function holdOutcome(uint256 jobId, bytes32 evidenceHash, uint32 holdSeconds)
        external
        whenActive
        restricted
        returns (uint48 challengeEnd)
    {
        Job storage job = _requireDisputable(jobId);
        if (msg.sender != job.employer) revert NotEmployer(jobId, msg.sender);
        if (job.status != Status.Accepted) revert UnexpectedStatus(jobId, job.status, Status.Accepted);
        if (_held[jobId]) revert OutcomeAlreadyHeld(jobId);
        _held[jobId] = true;
        uint256 forSeconds = Math.min(holdSeconds, _terms.approvalSecondsAt(job.termsVersion));
        // Fits: a window is 90 days at most.
        challengeEnd = uint48(Math.max(job.challengeEnd, _activeTime() + forSeconds));
        job.challengeEnd = challengeEnd;
        emit OutcomeHeld(jobId, msg.sender, evidenceHash, challengeEnd);
    }

    // Aggrieved parties

    /// @inheritdoc IJobRegistry
    function raiseDispute(uint256 jobId, bytes32 evidenceHash) external whenActive {
        Job storage job = _requireDisputable(jobId);
        if (!_isAggrieved(jobId, job, msg.sender)) revert NotAggrieved(jobId, msg.sender);
        uint256 bondWei = _openDispute(jobId, job, msg.sender, evidenceHash);
        _stakeManager.fundEscrow(jobId, msg.sender, bondWei, IStakeManager.FundReason.DisputeBond);
    }

    /// @inheritdoc IJobRegistry
    function appeal(uint256 jobId, bytes32 evidenceHash) external whenActive {
        _requireStatus(jobId, Status.Disputed);
        uint256 bondWei = _disputes.openAppeal(jobId, msg.sender, evidenceHash);
        _stakeManager.fundEscrow(jobId, msg.sender, bondWei, IStakeManager.FundReason.DisputeBond);
    }

    // Anyone

    /// @inheritdoc IJobRegistry
    function closeValidation(uint256 jobId) external whenActive {
        Job storage job = _requireStatus(jobId, Status.Submitted);
        Outcome outcome = _validation.closeRound(jobId);
        if (outcome == Outcome.Pending) return;
        job.outcome = outcome;
        if (outcome == Outcome.Inconclusive) {
            emit ValidationClosed(jobId, outcome, 0);
            _openDispute(jobId, job, address(0), 0);
            return;
        }
        job.status = outcome == Outcome.Approved ? Status.Accepted : Status.Rejected;
        job.challengeEnd = _activeTime() + _terms.challengeSecondsAt(job.termsVersion);
        emit ValidationClosed(jobId, outcome, job.challengeEnd);
    }

    /// @inheritdoc IJobRegistry
    function finalize(uint256 jobId) external whenActive {
        Job storage job = _jobs[jobId];
        if (job.status == Status.Disputed) {
            (Outcome ruling, IDisputeModule.DecidedBy decidedBy) = _disputes.concludeDispute(jobId);
            _settle(jobId, job, ruling, decidedBy);
            return;
        }
        if (job.status != Status.Accepted && job.status != Status.Rejected) revert NotFinalizable(jobId, job.status);
        uint48 nowActive = _activeTime();
        if (nowActive < job.challengeEnd) revert ChallengeWindowOpen(jobId, job.challengeEnd, nowActive);
        _settle(jobId, job, job.outcome, IDisputeModule.DecidedBy.Nobody);
    }

    /// @inheritdoc IJobRegistry
    function expire(uint256 jobId) external whenActive {
        Job storage job = _jobs[jobId];
        bool assigned = job.status == Status.Assigned;
        if (!assigned && job.status != Status.Open) revert NotExpirable(jobId, job.status);
        uint48 expiresAt = assigned ? _hardDeadline(job) : job.openEnd;
        uint48 nowActive = _activeTime();
        if (nowActive < expiresAt) revert NotExpired(jobId, expiresAt, nowActive);
        job.status = Status.Expired;
        if (assigned) assignedWei -= job.rewardWei;
        (uint256 slashedWei, uint256 burntWei) = _settlement.settleUnjudged(_billOf(jobId, job));
        emit JobExpired(jobId, job.agent, slashedWei, burntWei);
    }

    // Operator, guardian

    /// @inheritdoc IJobRegistry
    function triggerDelayPolicy(uint256 jobId) external whenActive restricted {
        IIncentivePolicy.DelayPolicy policy = _jobs[jobId].delayPolicy;
        if (policy == IIncentivePolicy.DelayPolicy.TriggerPauseCheck) revert WrongDelayPolicy(jobId, policy);
        _trigger(jobId);
    }

    /// @inheritdoc IJobRegistry
    function triggerPauseCheck(uint256 jobId) external whenActive restricted {
        IIncentivePolicy.DelayPolicy policy = _jobs[jobId].delayPolicy;
        if (policy != IIncentivePolicy.DelayPolicy.TriggerPauseCheck) revert WrongDelayPolicy(jobId, policy);
        _trigger(jobId);
    }

    // Views

    /// @inheritdoc IJobRegistry
    function costOf(JobRequest calldata request) external view returns (uint256) {
        return _costOf(request, _terms.quote(request.rewardWei, request.validatorBonusCapWei));
    }

    /// @inheritdoc IJobRegistry
    function requiredStakeWei(uint256 jobId) external view returns (uint256) {
        Job storage job = _jobs[jobId];
        (uint16 stakeBps,) = _terms.assignmentAt(job.termsVersion);
        return _scaledStake(job.rewardWei, stakeBps, _thermostat.temperatureOf(Roles.AGENT));
    }

    /// @inheritdoc IJobRegistry
    function jobOf(uint256 jobId) external view returns (Job memory) {
        return _jobs[jobId];
    }

    /// @inheritdoc IJobRegistry
    function dependenciesOf(uint256 jobId) external view returns (uint256[] memory) {
        return _dependencies[_jobOfCase(jobId)];
    }

    /// @inheritdoc IJobRegistry
    function currentCaseOf(uint256 jobId) public view returns (uint256) {
        return jobId + (_reopened[jobId] << ATTEMPT_SHIFT);
    }

    /// @inheritdoc IJobRegistry
    function wiring() external view returns (Wiring memory) {
        return Wiring({
            terms: _terms,
            identities: _identities,
            stakeManager: _stakeManager,
            validation: _validation,
            disputes: _disputes,
            incentives: _incentives,
            thermostat: _thermostat,
            settlement: _settlement
        });
    }

    // Creation

    function _workOf(JobRequest calldata request) private pure returns (bytes32) {
        return keccak256(abi.encode(request.planJobId, request.specHash, request.jurisdiction));
    }

    function _checkAmounts(JobRequest calldata request) private pure {
        if (request.rewardWei == 0 || request.rewardWei > MAX_AMOUNT_WEI) {
            revert RewardOutOfBounds(request.rewardWei, MAX_AMOUNT_WEI);
        }
        if (request.validatorBonusCapWei > MAX_AMOUNT_WEI) {
            revert RewardOutOfBounds(request.validatorBonusCapWei, MAX_AMOUNT_WEI);
        }
        if (request.validatorBonusWei > request.validatorBonusCapWei) {
            revert BonusAboveCap(request.validatorBonusWei, request.validatorBonusCapWei);
        }
        if (request.deadlineSeconds == 0 || request.deadlineSeconds > MAX_DEADLINE_SECONDS) {
            revert DeadlineOutOfBounds(request.deadlineSeconds, MAX_DEADLINE_SECONDS);
        }
    }

    /// @dev Dependencies are older jobs, so there is no cycle.
    function _checkDependencies(uint256 jobId, uint256[] calldata dependencies) private pure {
        if (dependencies.length > MAX_DEPENDENCIES) revert TooManyDependencies(dependencies.length, MAX_DEPENDENCIES);
        for (uint256 i; i < dependencies.length; ++i) {
            if (dependencies[i] == 0 || dependencies[i] >= jobId) revert UnknownDependency(dependencies[i]);
        }
    }

    function _open(uint256 jobId, JobRequest calldata request, uint256 maxCostWei) private {
        _requireRole(msg.sender, Roles.EMPLOYER);
        if (request.operator != address(0)) _requireRole(request.operator, Roles.OPERATOR);
        _checkAmounts(request);
        uint256 costWei = _create(jobId, request);
        if (costWei > maxCostWei) revert CostAboveMaximum(costWei, maxCostWei);
        _stakeManager.fundEscrow(jobId, msg.sender, costWei, IStakeManager.FundReason.Job);
    }

    /// @return costWei What the employer pays.
    function _create(uint256 jobId, JobRequest calldata request) private returns (uint256 costWei) {
        IJobTerms.Quote memory quote = _terms.quote(request.rewardWei, request.validatorBonusCapWei);
        IIncentivePolicy.RoleShares memory shares = _incentives.roleShares();
        uint48 openEnd = _activeTime() + quote.openSeconds;
        Job storage job = _jobs[jobId];
        _fill(job, request);
        job.termsVersion = quote.version;
        job.openEnd = openEnd;
        job.feeWei = quote.feeWei.toUint128();
        job.shares = shares;
        emit JobCreated(
            jobId,
            msg.sender,
            request.planJobId,
            request,
            quote.feeWei,
            quote.seatFeesWei,
            quote.version,
            shares,
            openEnd
        );
        return _costOf(request, quote);
    }

    function _fill(Job storage job, JobRequest calldata request) private {
        job.employer = msg.sender;
        job.status = Status.Open;
        job.delayPolicy = request.delayPolicy;
        job.operator = request.operator;
        job.deadlineSeconds = request.deadlineSeconds;
        job.rewardWei = request.rewardWei;
        job.validatorBonusWei = request.validatorBonusWei;
        job.validatorBonusCapWei = request.validatorBonusCapWei;
    }

    function _costOf(JobRequest calldata request, IJobTerms.Quote memory quote) private pure returns (uint256) {
        return uint256(request.rewardWei) + quote.feeWei + request.validatorBonusCapWei + quote.seatFeesWei;
    }

    // Drivers

    /// @dev Only an employer that names drivers is asked for those who have sent no call about the job.
    function _drives(uint256 jobId, address employer, address account) private view returns (bool) {
        address[] memory drivers = _validation.driversOf(jobId);
        if (drivers.length == 0) return false;
        return _isAmong(drivers, account) || IDrivenEmployer(employer).drives(account);
    }

    /// @dev Whoever has driven the employer in an attempt is a party of those that follow.
    function _keepDrivers(uint256 lastCase, uint256 caseId) private {
        address[] memory drivers = _validation.driversOf(lastCase);
        for (uint256 i; i < drivers.length; ++i) {
            if (drivers[i] == _jobs[caseId].operator) revert DriverTakesPart(caseId, drivers[i]);
            _validation.nameDriver(caseId, drivers[i]);
        }
    }

    function _isAmong(address[] memory accounts, address account) private pure returns (bool) {
        for (uint256 i; i < accounts.length; ++i) {
            if (accounts[i] == account) return true;
        }
        return false;
    }

    /// @dev As agent, operator or judge.
    function _takesPart(uint256 jobId, Job storage job, address account) private view returns (bool) {
        if (account == job.operator) return true;
        // Nobody else has a part in a job that nobody has taken.
        if (job.agent == address(0)) return false;
        if (account == job.agent || _isAmong(_validation.allMembersOf(jobId), account)) return true;
        uint8 hearings = _disputes.disputeOf(jobId).hearings;
        for (uint8 number = 1; number <= hearings; ++number) {
            if (_disputes.juryBallotOf(jobId, number, account).seats != 0) return true;
        }
        return false;
    }

    // Assignment

    function _requireDependencies(uint256 jobId) private view {
        uint256[] storage dependencies = _dependencies[_jobOfCase(jobId)];
        for (uint256 i; i < dependencies.length; ++i) {
            Job storage dependency = _jobs[currentCaseOf(dependencies[i])];
            if (dependency.status != Status.Finalized || dependency.outcome != Outcome.Approved) {
                revert DependencyUnmet(jobId, dependencies[i]);
            }
        }
    }

    function _jobOfCase(uint256 caseId) private pure returns (uint256 jobId) {
        return uint64(caseId);
    }

    function _scaledStake(uint256 rewardWei, uint256 stakeBps, uint256 temperatureWad)
        private
        view
        returns (uint256)
    {
        return StakeScaling.scale(rewardWei.partUp(stakeBps), _thermostat.referenceTemperatureWad(), temperatureWad);
    }

    function _hardDeadline(Job storage job) private view returns (uint48) {
        return job.deadline + _terms.graceSecondsAt(job.termsVersion);
    }

    // Lateness

    function _trigger(uint256 jobId) private {
        Job storage job = _requireStatus(jobId, Status.Assigned);
        IIncentivePolicy.DelayPolicy policy = job.delayPolicy;
        (uint256 beforeValue, uint256 afterValue) = _incentives.applyDelayPolicy(
            IIncentivePolicy.LateJob({
                jobId: jobId,
                policy: policy,
                deadline: job.deadline,
                hardDeadline: _hardDeadline(job),
                rewardWei: job.rewardWei,
                assignedWei: assignedWei,
                bonusWei: job.validatorBonusWei,
                bonusCapWei: job.validatorBonusCapWei
            })
        );
        if (policy == IIncentivePolicy.DelayPolicy.DoubleValidatorBonus) {
            _postedBonusWei[jobId] = job.validatorBonusWei;
            job.validatorBonusWei = afterValue.toUint128();
        }
        emit DelayPolicyTriggered(jobId, msg.sender, policy, beforeValue, afterValue);
    }

    // Disputes

    function _requireDisputable(uint256 jobId) private view returns (Job storage job) {
        job = _jobs[jobId];
        if (job.status != Status.Accepted && job.status != Status.Rejected) revert NotDisputable(jobId, job.status);
        uint48 nowActive = _activeTime();
        if (nowActive >= job.challengeEnd) revert ChallengeWindowClosed(jobId, job.challengeEnd, nowActive);
    }

    function _isAggrieved(uint256 jobId, Job storage job, address account) private view returns (bool) {
        if (account == (job.status == Status.Accepted ? job.employer : job.agent)) return true;
        return _validation.choiceOf(jobId, account) == Votes.against(job.outcome);
    }

    /// @param claimant Zero if nobody claims anything: then there is no bond.
    function _openDispute(uint256 jobId, Job storage job, address claimant, bytes32 evidenceHash)
        private
        returns (uint256 bondWei)
    {
        job.status = Status.Disputed;
        bondWei = _disputes.openDispute(
            IDisputeModule.Opening({
                jobId: jobId,
                claimant: claimant,
                employer: job.employer,
                agent: job.agent,
                operator: job.operator,
                standing: job.outcome,
                termsVersion: job.termsVersion,
                worthWei: _worthOf(job),
                evidenceHash: evidenceHash
            })
        );
        emit JobDisputed(jobId, claimant, evidenceHash, bondWei);
    }

    /// @dev What there is to be earned. Final once work is handed in: what moves a bonus moves it before.
    function _worthOf(Job storage job) private view returns (uint256) {
        return uint256(job.rewardWei) + job.validatorBonusWei;
    }

    // Settlement

    function _settle(uint256 jobId, Job storage job, Outcome outcome, IDisputeModule.DecidedBy decidedBy) private {
        IJobSettlement.Bill memory bill = _billOf(jobId, job);
        job.status = Status.Finalized;
        job.outcome = outcome;
        bool disputed = decidedBy != IDisputeModule.DecidedBy.Nobody;
        (uint256 slashedWei, uint256 burntWei) = _settlement.settleJudged(bill, outcome, disputed);
        emit JobFinalized(jobId, outcome, decidedBy, slashedWei, burntWei);
    }

    function _billOf(uint256 jobId, Job storage job) private view returns (IJobSettlement.Bill memory) {
        return IJobSettlement.Bill({
            jobId: jobId,
            employer: job.employer,
            agent: job.agent,
            operator: job.operator,
            termsVersion: job.termsVersion,
            rewardWei: job.rewardWei,
            feeWei: job.feeWei,
            bonusWei: job.validatorBonusWei,
            bonusCapWei: job.validatorBonusCapWei,
            agentStakeWei: job.agentStakeWei,
            shares: job.shares
        });
    }

    // Guards

    /// @dev What lateness added is not owed again.
    function _requireBonus(uint256 jobId, uint256 lastCase, Job storage last, JobRequest calldata request) private view {
        uint256 doubledFrom = _postedBonusWei[lastCase];
        uint256 bonusWei = doubledFrom == 0 ? last.validatorBonusWei : doubledFrom;
        uint256 capWei = last.validatorBonusCapWei;
        if (request.validatorBonusWei >= bonusWei && request.validatorBonusCapWei >= capWei) return;
        revert BonusLowered(jobId, bonusWei, capWei, request.validatorBonusWei, request.validatorBonusCapWei);
    }

    function _requireRole(address account, uint8 role) private view {
        if (!_identities.hasRole(account, role)) revert RoleRequired(account, role);
    }

    function _requireStatus(uint256 jobId, Status expected) private view returns (Job storage job) {
        job = _jobs[jobId];
        if (job.status != expected) revert UnexpectedStatus(jobId, job.status, expected);
    }
}
