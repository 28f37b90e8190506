// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IRegionalExecutor} from "../../../contracts/interfaces/IRegionalExecutor.sol";
import {IQuadraticGovernor} from "../../../contracts/interfaces/IQuadraticGovernor.sol";
import {IRewardEngineMB} from "../../../contracts/interfaces/IRewardEngineMB.sol";
import {BudgetDivision} from "../../../contracts/planetary/BudgetDivision.sol";
import {CouncilTimelock} from "../../../contracts/planetary/CouncilTimelock.sol";
import {QuadraticGovernor} from "../../../contracts/planetary/QuadraticGovernor.sol";
import {RegionalExecutor} from "../../../contracts/planetary/RegionalExecutor.sol";
import {RewardEngineMB} from "../../../contracts/planetary/RewardEngineMB.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

/// @notice The planetary layer beside the national one, wired as on a live chain; the treasury's Safe is an account here.
abstract contract PlanetaryFixture is National {
    uint256 internal constant START = 1_735_689_601;
    uint256 internal constant TIMELOCK_DELAY = 2 days;
    uint256 internal constant COUNCIL_SIZE = 5;
    uint256 internal constant CREDITS = 100;
    uint256 internal constant MAX_VOTES = 10;
    uint48 internal constant EPOCH_LENGTH = 7 days;
    uint48 internal constant COLLECTION_SECONDS = 1 days;
    uint256 internal constant RESERVE_WEI = 50_000 ether;
    bytes32 internal constant REGION = "europe";
    /// @dev Of all hearings of the default job if its bonus were its cap: seven times 103, and 25 seats at 2.5.
    uint256 internal constant BONDS_WEI = 783.5 ether;

    uint64 internal constant BUDGET = 15;

    address internal immutable regional = makeActor("operator of europe");

    CouncilTimelock internal timelock;
    QuadraticGovernor internal governor;
    RewardEngineMB internal engine;
    RegionalExecutor internal executor;
    BudgetDivision internal division;

    function setUp() public virtual override {
        super.setUp();
        vm.prank(registrar);
        identities.register("executor-europe", address(executor), Roles.EMPLOYER);
        vm.warp(START + 1);
    }

    function _wireMore() internal virtual override {
        require(token.transfer(treasury, 1_000_000 ether));
        _deployGovernment();
        division = BudgetDivision(create("BudgetDivision", abi.encode(address(manager), systemPause, governor)));
        _deployRewards();
        executor = RegionalExecutor(create("RegionalExecutor", abi.encode(address(manager), systemPause, jobs, treasury, REGION)));
        _wirePlanet();
    }

    // ---------------------------------------------------------------------------------------------- Deployment

    function _deployGovernment() private {
        // EIP-161: a contract's first nonce is 1; the timelock is created now, the governor right after it.
        address futureGovernor = _nextButOneAddress();
        timelock = CouncilTimelock(payable(create("CouncilTimelock", abi.encode(TIMELOCK_DELAY, futureGovernor))));
        governor = QuadraticGovernor(payable(create("QuadraticGovernor", abi.encode(timelock, identities, _governorConfiguration()))));
    }

    function _deployRewards() private {
        engine = RewardEngineMB(create("RewardEngineMB", abi.encode(
            address(manager),
            systemPause,
            RewardEngineMB.Wiring(oracle, stakes, incentives, thermostat, treasury),
            EPOCH_LENGTH,
            COLLECTION_SECONDS,
            _rewardParameters()
        )));
        vm.prank(treasury);
        token.transfer(address(engine), RESERVE_WEI);
        engine.recordReserve();
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

    function _wirePlanet() private {
        _allow(address(engine), RewardEngineMB.setParameters.selector, COUNCIL);
        _allow(address(division), BudgetDivision.open.selector, BUDGET);
        _wireExecutor(executor);

        manager.grantRole(COUNCIL, address(timelock), 0);
        manager.grantRole(BUDGET, address(timelock), 0);
        manager.grantRole(BUDGET, address(division), 0);
        manager.revokeRole(COUNCIL, council);
        manager.grantRole(REWARD_ENGINE, address(engine), 0);
        manager.grantRole(ORACLE_SETTLER, address(engine), 0);
        manager.grantRole(_operatorRole(REGION), regional, 0);
    }

    /// @dev By whoever may.
    function _wireExecutor(RegionalExecutor ofRegion) internal {
        uint64 drives = _operatorRole(ofRegion.region());
        manager.grantRole(REGION_EXECUTOR, address(ofRegion), 0);
        _allow(address(ofRegion), RegionalExecutor.approveBudget.selector, BUDGET);
        _allow(address(ofRegion), RegionalExecutor.approveDispute.selector, BUDGET);
        _allow(address(ofRegion), RegionalExecutor.createJob.selector, drives);
        _allow(address(ofRegion), RegionalExecutor.reopenJob.selector, drives);
        _allow(address(ofRegion), RegionalExecutor.cancelJob.selector, drives);
        _allow(address(ofRegion), RegionalExecutor.raiseDispute.selector, drives);
        _allow(address(ofRegion), RegionalExecutor.appeal.selector, drives);
        _allow(address(ofRegion), RegionalExecutor.reportTelemetry.selector, drives);
        _allow(address(ofRegion), RegionalExecutor.returnRemainder.selector, drives);
    }

    /// @dev Each region's own, as `src/records/planetary-roles.ts` derives it.
    function _operatorRole(bytes32 region) internal pure returns (uint64) {
        return uint64(bytes8(keccak256(abi.encodePacked("OPERATOR:", _textOf(region)))));
    }

    function _textOf(bytes32 label) private pure returns (bytes memory text) {
        uint256 length;
        while (length < 32 && label[length] != 0) ++length;
        text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            text[i] = label[i];
        }
    }

    function _allow(address target, bytes4 selector, uint64 role) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(target, selectors, role);
    }

    /// @dev Five council members whose keys are known, in place of the national fixture's.
    function _seatCouncil() internal virtual override {
        for (uint256 i = 0; i < COUNCIL_SIZE; ++i) {
            identities.register(string.concat("council-", vm.toString(i)), _member(i), Roles.COUNCIL);
        }
    }

    // ---------------------------------------------------------------------------------------------- Configuration

    function _governorConfiguration() internal view returns (IQuadraticGovernor.Configuration memory) {
        return IQuadraticGovernor.Configuration({
            votingDelaySeconds: 1 hours,
            votingPeriodSeconds: 3 days,
            lateQuorumExtensionSeconds: 1 days,
            executionGraceSeconds: 7 days,
            ballotCredits: uint128(CREDITS),
            quorumBps: 3000,
            proposalGuardian: guardian
        });
    }

    function _rewardParameters() internal pure returns (IRewardEngineMB.Parameters memory) {
        return IRewardEngineMB.Parameters({
            natPriceWei: 1 ether,
            kappaWad: 0.5e18,
            epochCapWei: 10_000 ether,
            amountCapWei: 5000 ether,
            uncertaintyCapWad: 1000e18
        });
    }

    // ---------------------------------------------------------------------------------------------- Actors

    function _member(uint256 index) internal pure returns (address) {
        return vm.addr(100 + index);
    }

    function _identityOf(uint256 index) internal pure returns (bytes32) {
        return keccak256(bytes(string.concat("council-", vm.toString(index))));
    }

    function _pause() internal {
        vm.prank(owner);
        systemPause.pause();
    }

    // ---------------------------------------------------------------------------------------------- Governance

    struct Call {
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        string description;
    }

    /// @dev A call that the first member proposes.
    function _call(address target, bytes memory data, string memory description) internal pure returns (Call memory) {
        return _callBy(0, target, data, description);
    }

    function _callBy(uint256 member, address target, bytes memory data, string memory description)
        internal
        pure
        returns (Call memory c)
    {
        c.targets = new address[](1);
        c.values = new uint256[](1);
        c.calldatas = new bytes[](1);
        c.targets[0] = target;
        c.calldatas[0] = data;
        c.description = _signed(member, description);
    }

    /// @dev A description names who proposes it.
    function _signed(uint256 member, string memory description) internal pure returns (string memory) {
        return string.concat(description, "#proposer=", Strings.toHexString(_member(member)));
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

    /// @dev As a vote would have it, whatever stands.
    function _approve(RegionalExecutor ofRegion, uint256 approvedWei) internal {
        uint64 approvals = ofRegion.approvals();
        vm.prank(address(timelock));
        ofRegion.approveBudget(approvals, approvedWei, _anyJob());
    }

    /// @dev Terms of a region that stop nothing.
    function _anyJob() internal pure returns (IRegionalExecutor.RegionTerms memory) {
        return IRegionalExecutor.RegionTerms(type(uint128).max, type(uint128).max, 0);
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
