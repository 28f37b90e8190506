// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IJobRegistry} from "../../../contracts/interfaces/IJobRegistry.sol";
import {IJobTerms} from "../../../contracts/interfaces/IJobTerms.sol";
import {IQuadraticGovernor} from "../../../contracts/interfaces/IQuadraticGovernor.sol";
import {IRewardEngineMB} from "../../../contracts/interfaces/IRewardEngineMB.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {AGIALPHA} from "../../../contracts/national/AGIALPHA.sol";
import {DisputeModule} from "../../../contracts/national/DisputeModule.sol";
import {IdentityRegistry} from "../../../contracts/national/IdentityRegistry.sol";
import {IncentivePolicy} from "../../../contracts/national/IncentivePolicy.sol";
import {JobRegistry} from "../../../contracts/national/JobRegistry.sol";
import {JobTerms} from "../../../contracts/national/JobTerms.sol";
import {StakeManager} from "../../../contracts/national/StakeManager.sol";
import {SystemPause} from "../../../contracts/national/SystemPause.sol";
import {Thermostat} from "../../../contracts/national/Thermostat.sol";
import {ValidationModule} from "../../../contracts/national/ValidationModule.sol";
import {CouncilTimelock} from "../../../contracts/planetary/CouncilTimelock.sol";
import {EnergyOracle} from "../../../contracts/planetary/EnergyOracle.sol";
import {QuadraticGovernor} from "../../../contracts/planetary/QuadraticGovernor.sol";
import {RegionalExecutor} from "../../../contracts/planetary/RegionalExecutor.sol";
import {RewardEngineMB} from "../../../contracts/planetary/RewardEngineMB.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {Test} from "../support/Test.sol";

/// @notice Both layers, deployed and wired as on a live chain; the treasury's Safe is an account here.
abstract contract PlanetaryFixture is Test {
    uint256 internal constant START = 1_735_689_600;
    uint256 internal constant TIMELOCK_DELAY = 2 days;
    uint256 internal constant COUNCIL_SIZE = 5;
    uint256 internal constant CREDITS = 100;
    uint256 internal constant MAX_VOTES = 10;
    uint48 internal constant EPOCH_LENGTH = 7 days;
    uint256 internal constant RESERVE_WEI = 50_000 ether;
    bytes32 internal constant REGION = "europe";

    uint64 internal constant OPERATOR_ROLE = 2;
    uint64 internal constant COUNCIL_ROLE = 4;
    uint64 internal constant JOB_REGISTRY_ROLE = 10;
    uint64 internal constant SETTLEMENT_ROLE = 11;
    uint64 internal constant REWARD_ENGINE_ROLE = 13;
    uint64 internal constant ORACLE_SETTLER_ROLE = 14;
    uint64 internal constant BUDGET_ROLE = 15;

    address internal immutable OWNER = vm.addr(1);
    address internal immutable OPERATOR = vm.addr(2);
    address internal immutable GUARDIAN = vm.addr(3);
    address internal immutable TREASURY = vm.addr(4);
    address internal immutable STRANGER = vm.addr(5);
    address internal immutable AGENT = vm.addr(6);

    AccessManager internal authority;
    AGIALPHA internal token;
    SystemPause internal systemPause;
    IdentityRegistry internal identities;
    StakeManager internal stakeManager;
    ValidationModule internal validation;
    DisputeModule internal disputes;
    Thermostat internal thermostat;
    IncentivePolicy internal incentives;
    JobTerms internal terms;
    JobRegistry internal jobs;

    CouncilTimelock internal timelock;
    QuadraticGovernor internal governor;
    EnergyOracle internal oracle;
    RewardEngineMB internal engine;
    RegionalExecutor internal executor;

    function setUp() public virtual {
        vm.warp(START);
        authority = new AccessManager(address(this));
        token = new AGIALPHA(TREASURY, 1_000_000 ether);
        systemPause = new SystemPause(address(authority), 1 days, 1 days);
        _deployNation();
        _deployGovernment();
        _deployRewards();
        executor = new RegionalExecutor(address(authority), systemPause, jobs, TREASURY, REGION);
        _wire();
        _admitIdentities();
        _renounce();
        vm.warp(START + 1);
    }

    // ---------------------------------------------------------------------------------------------- Deployment

    function _deployNation() private {
        address manager = address(authority);
        identities = new IdentityRegistry(manager, systemPause);
        stakeManager = new StakeManager(manager, systemPause, token, identities, 7 days);
        validation = new ValidationModule(manager, systemPause, stakeManager);
        disputes = new DisputeModule(manager, systemPause, stakeManager, identities, validation);
        thermostat = new Thermostat(manager, systemPause, _thermostatConfig());
        incentives = new IncentivePolicy(manager, systemPause, thermostat, _incentiveConfig());
        terms = new JobTerms(manager, systemPause, _jobTerms());
        jobs = new JobRegistry(
            manager,
            systemPause,
            IJobRegistry.Wiring(terms, identities, stakeManager, validation, disputes, incentives, thermostat)
        );
    }

    function _deployGovernment() private {
        // EIP-161: a contract's first nonce is 1; the timelock is created now, the governor right after it.
        address futureGovernor = _nextButOneAddress();
        timelock = new CouncilTimelock(TIMELOCK_DELAY, futureGovernor);
        governor = new QuadraticGovernor(timelock, identities, _governorConfiguration());
    }

    function _deployRewards() private {
        oracle = new EnergyOracle(address(authority), systemPause, _oracleSigners(), 2);
        engine = new RewardEngineMB(
            address(authority),
            systemPause,
            RewardEngineMB.Wiring(oracle, stakeManager, incentives, thermostat, TREASURY),
            EPOCH_LENGTH,
            _rewardParameters()
        );
        vm.prank(TREASURY);
        token.transfer(address(engine), RESERVE_WEI);
    }

    /// @dev A throw-away contract tells this contract's nonce: it sits at the address before the next one.
    function _nextButOneAddress() internal returns (address) {
        address here = address(new Probe());
        for (uint256 nonce = 1; nonce < 200; ++nonce) {
            if (_createAddress(nonce) == here) return _createAddress(nonce + 2);
        }
        revert("nonce out of range");
    }

    /// @dev The address of this contract's creation with that nonce: keccak256(rlp([this, nonce])).
    function _createAddress(uint256 nonce) private view returns (address) {
        bytes memory encoded = nonce < 0x80
            ? abi.encodePacked(hex"d694", address(this), uint8(nonce))
            : abi.encodePacked(hex"d794", address(this), hex"81", uint8(nonce));
        return address(uint160(uint256(keccak256(encoded))));
    }

    // ---------------------------------------------------------------------------------------------- Wiring

    function _wire() private {
        _allow(address(stakeManager), StakeManager.creditRewards.selector, REWARD_ENGINE_ROLE);
        _allow(address(stakeManager), StakeManager.fundEscrow.selector, JOB_REGISTRY_ROLE);
        _allow(address(stakeManager), StakeManager.settleEscrow.selector, JOB_REGISTRY_ROLE);
        _allow(address(stakeManager), StakeManager.lock.selector, SETTLEMENT_ROLE);
        _allow(address(stakeManager), StakeManager.release.selector, SETTLEMENT_ROLE);
        _allow(address(stakeManager), StakeManager.slash.selector, SETTLEMENT_ROLE);
        _allow(address(validation), ValidationModule.openRound.selector, JOB_REGISTRY_ROLE);
        _allow(address(validation), ValidationModule.closeRound.selector, JOB_REGISTRY_ROLE);
        _allow(address(validation), ValidationModule.settle.selector, JOB_REGISTRY_ROLE);
        _allow(address(disputes), DisputeModule.openDispute.selector, JOB_REGISTRY_ROLE);
        _allow(address(disputes), DisputeModule.concludeDispute.selector, JOB_REGISTRY_ROLE);
        _allow(address(thermostat), Thermostat.setBaseTemperature.selector, COUNCIL_ROLE);
        _allow(address(thermostat), Thermostat.setRoleOffset.selector, COUNCIL_ROLE);
        _allow(address(incentives), IncentivePolicy.setRoleShares.selector, COUNCIL_ROLE);
        _allow(address(oracle), EnergyOracle.consume.selector, ORACLE_SETTLER_ROLE);
        _allow(address(oracle), EnergyOracle.setSigners.selector, COUNCIL_ROLE);
        _allow(address(engine), RewardEngineMB.settle.selector, OPERATOR_ROLE);
        _allow(address(engine), RewardEngineMB.setParameters.selector, COUNCIL_ROLE);
        _allow(address(executor), RegionalExecutor.approveBudget.selector, BUDGET_ROLE);
        _allow(address(executor), RegionalExecutor.createJob.selector, OPERATOR_ROLE);
        _allow(address(executor), RegionalExecutor.cancelJob.selector, OPERATOR_ROLE);
        _allow(address(executor), RegionalExecutor.raiseDispute.selector, OPERATOR_ROLE);
        _allow(address(executor), RegionalExecutor.reportTelemetry.selector, OPERATOR_ROLE);
        _allow(address(executor), RegionalExecutor.returnRemainder.selector, OPERATOR_ROLE);

        authority.grantRole(OPERATOR_ROLE, OPERATOR, 0);
        authority.grantRole(COUNCIL_ROLE, address(timelock), 0);
        authority.grantRole(BUDGET_ROLE, address(timelock), 0);
        authority.grantRole(JOB_REGISTRY_ROLE, address(jobs), 0);
        authority.grantRole(SETTLEMENT_ROLE, address(jobs), 0);
        authority.grantRole(SETTLEMENT_ROLE, address(validation), 0);
        authority.grantRole(REWARD_ENGINE_ROLE, address(engine), 0);
        authority.grantRole(ORACLE_SETTLER_ROLE, address(engine), 0);
    }

    function _allow(address target, bytes4 selector, uint64 role) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        authority.setTargetFunctionRole(target, selectors, role);
    }

    function _admitIdentities() private {
        for (uint256 i = 0; i < COUNCIL_SIZE; ++i) {
            identities.register(string.concat("council-", vm.toString(i)), _member(i), Roles.COUNCIL);
        }
        identities.register("executor-europe", address(executor), Roles.EMPLOYER);
        identities.register("agent", AGENT, Roles.AGENT);
    }

    function _renounce() private {
        authority.grantRole(authority.ADMIN_ROLE(), OWNER, 0);
        authority.renounceRole(authority.ADMIN_ROLE(), address(this));
    }

    // ---------------------------------------------------------------------------------------------- Configuration

    function _governorConfiguration() internal view returns (IQuadraticGovernor.Configuration memory) {
        return IQuadraticGovernor.Configuration({
            votingDelaySeconds: 1 hours,
            votingPeriodSeconds: 3 days,
            lateQuorumExtensionSeconds: 1 days,
            executionGraceSeconds: 7 days,
            creditsPerPeriod: uint128(CREDITS),
            creditPeriodSeconds: 28 days,
            quorumBps: 3000,
            proposalGuardian: GUARDIAN
        });
    }

    function _rewardParameters() internal pure returns (IRewardEngineMB.Parameters memory) {
        return IRewardEngineMB.Parameters({
            kappaWad: 0.5e18,
            epochCapWei: 10_000 ether,
            amountCapWei: 5000 ether,
            uncertaintyCapWad: 1000e18
        });
    }

    function _thermostatConfig() private pure returns (IThermostat.Config memory config) {
        config.baseWad = 1e18;
        config.bounds = IThermostat.Bounds({minWad: 0.5e18, maxWad: 4e18, emergencyWad: 2e18});
        config.gains = IThermostat.Gains({kp: 1e17, ki: 1e12, kd: 0, integralLimit: 1e18, outputLimit: 1e18});
        config.weights = IThermostat.Kpis(1e18, 1e18, 1e18);
        config.minTickSeconds = 1 hours;
    }

    function _incentiveConfig() private pure returns (IIncentivePolicy.Config memory config) {
        config.epochSeconds = 7 days;
        config.shares = IIncentivePolicy.RoleShares(6500, 1500, 1500, 500);
        config.minShares = IIncentivePolicy.RoleShares(4000, 500, 500, 100);
        config.maxShares = IIncentivePolicy.RoleShares(9000, 4000, 4000, 2000);
        config.limits = IIncentivePolicy.DelayLimits(10, 1, 2500, 250);
    }

    function _jobTerms() private view returns (IJobTerms.Terms memory) {
        return IJobTerms.Terms({
            treasury: TREASURY,
            feeBps: 200,
            agentStakeBps: 2000,
            rejectedSlashBps: 2500,
            expiredSlashBps: 1000,
            openSeconds: 7 days,
            graceSeconds: 1 days,
            challengeSeconds: 1 days,
            slashSplit: IJobTerms.SlashSplit(5000, 2000, 2000, 1000),
            validation: IValidationModule.ValidationTerms({
                commitSeconds: 1 hours,
                revealSeconds: 1 hours,
                committeeSize: 3,
                quorum: 2,
                approvalBps: 6000,
                nonRevealSlashBps: 500,
                wrongVoteSlashBps: 500,
                seatLockWei: 10 ether
            }),
            dispute: IDisputeModule.DisputeTerms({
                bondBps: 500,
                jurySize: 3,
                juryQuorum: 2,
                commitSeconds: 1 hours,
                revealSeconds: 1 hours,
                rulingSeconds: 3 days
            })
        });
    }

    // ---------------------------------------------------------------------------------------------- Actors

    function _member(uint256 index) internal pure returns (address) {
        return vm.addr(100 + index);
    }

    function _identityOf(uint256 index) internal pure returns (bytes32) {
        return keccak256(bytes(string.concat("council-", vm.toString(index))));
    }

    /// @dev Keys 201, 202, 203 in ascending order of their addresses.
    function _oracleKeys() internal pure returns (uint256[] memory keys) {
        keys = new uint256[](3);
        for (uint256 i = 0; i < 3; ++i) {
            uint256 key = 201 + i;
            uint256 j = i;
            for (; j > 0 && vm.addr(keys[j - 1]) > vm.addr(key); --j) {
                keys[j] = keys[j - 1];
            }
            keys[j] = key;
        }
    }

    function _oracleSigners() internal pure returns (address[] memory signers) {
        uint256[] memory keys = _oracleKeys();
        signers = new address[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            signers[i] = vm.addr(keys[i]);
        }
    }

    function _sign(IEnergyOracle.Attestation memory attestation, uint256 signatureCount)
        internal
        view
        returns (IEnergyOracle.Signature[] memory signatures)
    {
        uint256[] memory keys = _oracleKeys();
        signatures = new IEnergyOracle.Signature[](signatureCount);
        for (uint256 i = 0; i < signatureCount; ++i) {
            signatures[i] = _signature(keys[i], oracle.digestOf(attestation));
        }
    }

    function _signature(uint256 key, bytes32 digest) internal pure returns (IEnergyOracle.Signature memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return IEnergyOracle.Signature(vm.addr(key), abi.encodePacked(r, s, v));
    }

    function _pause() internal {
        vm.prank(OWNER);
        systemPause.pause();
    }

    // ---------------------------------------------------------------------------------------------- Governance

    struct Call {
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        string description;
    }

    function _call(address target, bytes memory data, string memory description)
        internal
        pure
        returns (Call memory c)
    {
        c.targets = new address[](1);
        c.values = new uint256[](1);
        c.calldatas = new bytes[](1);
        c.targets[0] = target;
        c.calldatas[0] = data;
        c.description = description;
    }

    function _propose(uint256 member, Call memory c) internal returns (uint256 proposalId) {
        vm.prank(_member(member));
        return governor.propose(c.targets, c.values, c.calldatas, c.description);
    }

    function _proposeActive(Call memory c) internal returns (uint256 proposalId) {
        proposalId = _propose(0, c);
        vm.warp(governor.proposalSnapshot(proposalId) + 1);
    }

    function _vote(uint256 member, uint256 proposalId, uint8 support, uint256 votes) internal returns (uint256) {
        vm.prank(_member(member));
        return governor.castVoteWithReasonAndParams(proposalId, support, "", abi.encode(votes));
    }

    /// @dev Three members vote for it with all they have: 30 of 50 possible votes.
    function _carry(uint256 proposalId) internal {
        for (uint256 i = 0; i < 3; ++i) {
            _vote(i, proposalId, 1, MAX_VOTES);
        }
        vm.warp(governor.proposalDeadline(proposalId) + 1);
    }

    function _queue(Call memory c) internal {
        governor.queue(c.targets, c.values, c.calldatas, keccak256(bytes(c.description)));
    }

    function _execute(Call memory c) internal {
        governor.execute(c.targets, c.values, c.calldatas, keccak256(bytes(c.description)));
    }

    /// @dev The whole way: propose, vote, queue, wait, execute.
    function _decide(Call memory c) internal returns (uint256 proposalId) {
        proposalId = _proposeActive(c);
        _carry(proposalId);
        _queue(c);
        vm.warp(vm.getBlockTimestamp() + TIMELOCK_DELAY);
        _execute(c);
    }
}

/// @dev Has no other purpose than to take a nonce.
contract Probe {}
