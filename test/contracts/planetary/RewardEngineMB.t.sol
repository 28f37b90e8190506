// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IIncentivePolicy} from "../../../contracts/interfaces/IIncentivePolicy.sol";
import {IModule} from "../../../contracts/interfaces/IModule.sol";
import {IRewardEngineMB} from "../../../contracts/interfaces/IRewardEngineMB.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {RewardEngineMB} from "../../../contracts/planetary/RewardEngineMB.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {PlanetaryFixture} from "./PlanetaryFixture.sol";

abstract contract RewardFixture is PlanetaryFixture {
    /// @dev The epoch that is over when the tests begin.
    uint64 internal constant EPOCH = 5;
    uint256 private _nonce;

    function setUp() public virtual override {
        super.setUp();
        vm.warp(START + 6 * EPOCH_LENGTH);
    }

    /// @dev An attestation that neither costs nor brings anything.
    function _idle(uint8 role, address account, uint256 energyWad)
        internal
        returns (IEnergyOracle.Attestation memory a)
    {
        a.epoch = EPOCH;
        a.role = role;
        a.account = account;
        a.energyWad = energyWad;
        a.degeneracy = 1;
        a.nonce = _nonce++;
        a.deadline = type(uint48).max;
    }

    function _signAll(IEnergyOracle.Attestation[] memory attestations)
        internal
        view
        returns (IRewardEngineMB.SignedAttestation[] memory signed)
    {
        signed = new IRewardEngineMB.SignedAttestation[](attestations.length);
        for (uint256 i = 0; i < signed.length; ++i) {
            signed[i] = IRewardEngineMB.SignedAttestation(attestations[i], _sign(attestations[i], 2));
        }
    }

    function _settle(uint64 epoch, IRewardEngineMB.SignedAttestation[] memory signed)
        internal
        returns (IRewardEngineMB.Settlement memory)
    {
        vm.prank(operations);
        return engine.settle(epoch, signed);
    }

    function _one(IEnergyOracle.Attestation memory a)
        internal
        pure
        returns (IEnergyOracle.Attestation[] memory attestations)
    {
        attestations = new IEnergyOracle.Attestation[](1);
        attestations[0] = a;
    }
}

contract RewardEngineTest is RewardFixture {
    function _valuable() private returns (IEnergyOracle.Attestation[] memory attestations) {
        attestations = new IEnergyOracle.Attestation[](4);
        attestations[0] = _idle(Roles.AGENT, agent, 1e18);
        attestations[0].valueWei = 400 ether;
        attestations[0].costWei = 150 ether;
        attestations[1] = _idle(Roles.AGENT, _member(0), 2e18);
        attestations[1].uPreWad = 60e18;
        attestations[1].uPostWad = 10e18;
        attestations[2] = _idle(Roles.VALIDATOR, _member(1), 5e18);
        attestations[3] = _idle(Roles.OPERATOR, operations, 5e18);
    }

    function test_AnEpochIsSettled() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        IRewardEngineMB.SignedAttestation[] memory signed = _signAll(attestations);
        uint256 treasuryBefore = token.balanceOf(treasury);

        // dH = -250, dS = 50, T = 1: free = 300; with κ = 1/2 the budget is 150. Nobody attested for employers.
        uint256 first = 71_278_211_416_425_475_726;
        uint256 second = 26_221_788_583_574_524_273;
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.RewardAllocated(EPOCH, agent, Roles.AGENT, 731_058_578_630_004_879, first);
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.RoleShareDivided(EPOCH, Roles.AGENT, 1e18, 1e18, 97.5 ether, first + second);
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.RoleShareDivided(EPOCH, Roles.EMPLOYER, 1e18, 0, 7.5 ether, 0);
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.EpochSettled(
            EPOCH, 1e18, -250 ether, 50e18, 300 ether, 150 ether, first + second + 45 ether, 7.5 ether + 1
        );
        vm.expectEmit(address(stakes));
        emit IStakeManager.RewardCredited(bytes32(uint256(EPOCH)), address(engine), agent, first);
        IRewardEngineMB.Settlement memory settlement = _settle(EPOCH, signed);

        assertEq(settlement.payoutsWei[0], first, "first agent");
        assertEq(settlement.payoutsWei[1], second, "second agent");
        assertEq(stakes.claimOf(agent), first, "claim of the first agent");
        assertEq(stakes.claimOf(_member(0)), second, "claim of the second agent");
        assertEq(stakes.claimOf(_member(1)), 22.5 ether, "claim of the validator");
        assertEq(stakes.claimOf(operations), 22.5 ether, "claim of the operator");
        assertEq(token.balanceOf(treasury) - treasuryBefore, 7.5 ether + 1, "treasury");
        assertEq(token.balanceOf(address(engine)), RESERVE_WEI - 150 ether, "reserve");
        assertEq(token.allowance(address(engine), address(stakes)), 0, "no allowance is left");
        assertTrue(engine.isSettled(EPOCH), "settled");
    }

    function test_TheQuoteIsWhatTheSettlementComesTo() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        IRewardEngineMB.Settlement memory quoted = engine.quote(attestations);
        IRewardEngineMB.Settlement memory settled = _settle(EPOCH, _signAll(attestations));
        assertEq(keccak256(abi.encode(quoted)), keccak256(abi.encode(settled)), "quote");
    }

    function test_RewardsCanBeClaimed() public {
        _settle(EPOCH, _signAll(_valuable()));
        vm.prank(operations);
        stakes.claim();
        assertEq(token.balanceOf(operations), 22.5 ether, "claimed");
    }

    function test_ARolesTemperatureShapesItsOwnShareOnly() public {
        vm.prank(address(timelock));
        thermostat.setRoleOffset(Roles.AGENT, 3e18);
        IRewardEngineMB.Settlement memory settlement = engine.quote(_valuable());
        assertEq(settlement.temperatureWad, 1e18, "temperature of the balance");
        assertEq(settlement.roles[0].temperatureWad, 4e18, "agents' temperature");
        assertEq(settlement.roles[1].temperatureWad, 1e18, "validators' temperature");
        assertEq(settlement.weightsWad[0], 562_176_500_885_798_104, "hotter is more equal");
    }

    // Who and when

    function test_OnlyTheOperatorSettles() public {
        IRewardEngineMB.SignedAttestation[] memory signed = _signAll(_valuable());
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        vm.prank(stranger);
        engine.settle(EPOCH, signed);
    }

    function test_NothingIsSettledWhilePaused() public {
        IRewardEngineMB.SignedAttestation[] memory signed = _signAll(_valuable());
        _pause();
        vm.expectRevert(IModule.SystemPaused.selector);
        _settle(EPOCH, signed);
    }

    /// @dev The engine refuses by itself, not because oracle or StakeManager do.
    function test_NotEvenAnEmptyEpochIsSettledWhilePaused() public {
        _pause();
        vm.mockCall(address(stakes), abi.encodeWithSelector(stakes.creditRewards.selector), "");
        vm.expectRevert(IModule.SystemPaused.selector);
        _settle(EPOCH, new IRewardEngineMB.SignedAttestation[](0));
    }

    function test_EachRoleHasItsOwnShare() public {
        vm.prank(address(timelock));
        incentives.setRoleShares(IIncentivePolicy.RoleShares(5500, 2000, 1400, 1100));
        vm.warp(vm.getBlockTimestamp() + incentives.epochSeconds());
        IRewardEngineMB.Settlement memory s = engine.quote(_valuable());
        assertEq(s.roles[0].shareWei, 82.5 ether, "agents");
        assertEq(s.roles[1].shareWei, 30 ether, "validators");
        assertEq(s.roles[2].shareWei, 21 ether, "operators");
        assertEq(s.roles[3].shareWei, 16.5 ether, "employers");
    }

    function test_AnEpochIsSettledOnce() public {
        _settle(EPOCH, _signAll(_valuable()));
        vm.expectRevert(abi.encodeWithSelector(IRewardEngineMB.EpochAlreadySettled.selector, EPOCH));
        _settle(EPOCH, new IRewardEngineMB.SignedAttestation[](0));
    }

    function test_AnEpochIsSettledWhenItIsOver() public {
        vm.expectRevert(abi.encodeWithSelector(IRewardEngineMB.EpochNotOver.selector, EPOCH + 2, EPOCH + 1));
        _settle(EPOCH + 2, new IRewardEngineMB.SignedAttestation[](0));
        vm.warp(START + 7 * EPOCH_LENGTH - 1);
        vm.expectRevert(abi.encodeWithSelector(IRewardEngineMB.EpochNotOver.selector, EPOCH + 1, EPOCH + 1));
        _settle(EPOCH + 1, new IRewardEngineMB.SignedAttestation[](0));
        vm.warp(START + 7 * EPOCH_LENGTH);
        assertEq(engine.currentEpoch(), EPOCH + 2, "epoch");
        _settle(EPOCH + 1, new IRewardEngineMB.SignedAttestation[](0));
    }

    function test_EpochsRunOnActiveTime() public {
        _pause();
        vm.warp(START + 10 * EPOCH_LENGTH);
        assertEq(engine.currentEpoch(), EPOCH + 1, "stands still");
    }

    function test_AnAttestationCountsInItsOwnEpochOnly() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        attestations[2].epoch = 7;
        IRewardEngineMB.SignedAttestation[] memory signed = _signAll(attestations);
        vm.expectRevert(abi.encodeWithSelector(IRewardEngineMB.AttestationForOtherEpoch.selector, 7, EPOCH));
        _settle(EPOCH, signed);
    }

    function test_AnAttestationCountsOnce() public {
        IEnergyOracle.Attestation[] memory attestations = _valuable();
        attestations[3] = attestations[0];
        IRewardEngineMB.SignedAttestation[] memory signed = _signAll(attestations);
        vm.expectRevert(
            abi.encodeWithSelector(
                IEnergyOracle.AttestationConsumedBefore.selector, agent, attestations[0].nonce
            )
        );
        _settle(EPOCH, signed);
    }

    function test_RolesWithoutAShareAreRefused() public {
        uint8[4] memory roles = [0, 3, Roles.COUNCIL, 32];
        for (uint256 i = 0; i < roles.length; ++i) {
            IEnergyOracle.Attestation[] memory attestations = _one(_idle(roles[i], agent, 0));
            IRewardEngineMB.SignedAttestation[] memory signed = _signAll(attestations);
            bytes memory error = abi.encodeWithSelector(IRewardEngineMB.RoleWithoutShare.selector, roles[i]);
            vm.expectRevert(error);
            _settle(EPOCH, signed);
            vm.expectRevert(error);
            engine.quote(attestations);
        }
    }

    function test_MoreAttestationsThanTheStakeManagerCreditsAreRefused() public {
        vm.expectRevert(abi.encodeWithSelector(IRewardEngineMB.TooManyAttestations.selector, 257, 256));
        _settle(EPOCH, new IRewardEngineMB.SignedAttestation[](257));
        vm.expectRevert(abi.encodeWithSelector(IRewardEngineMB.AttestationForOtherEpoch.selector, 0, EPOCH));
        _settle(EPOCH, new IRewardEngineMB.SignedAttestation[](256));
    }

    // Edges of the arithmetic

    function test_AnEpochWithoutAttestationsComesToNothing() public {
        IRewardEngineMB.Settlement memory s = _settle(EPOCH, new IRewardEngineMB.SignedAttestation[](0));
        assertEq(s.budgetWei, 0, "budget");
        assertEq(token.balanceOf(address(engine)), RESERVE_WEI, "reserve");
        assertTrue(engine.isSettled(EPOCH), "settled");
    }

    function test_WorkThatCostMoreThanItBroughtGetsNoBudget() public {
        IEnergyOracle.Attestation[] memory attestations = _one(_idle(Roles.AGENT, agent, 1e18));
        attestations[0].costWei = 10 ether;
        attestations[0].valueWei = 9 ether;
        IRewardEngineMB.Settlement memory s = _settle(EPOCH, _signAll(attestations));
        assertEq(s.deltaHWei, 1 ether, "dH");
        assertEq(s.budgetWei, 0, "budget");
        assertEq(s.weightsWad[0], 1e18, "weight");
    }

    function test_RolesWithoutParticipantsLeaveTheirSharesToTheTreasury() public {
        IEnergyOracle.Attestation[] memory attestations = _one(_idle(Roles.EMPLOYER, treasury, 1e18));
        attestations[0].valueWei = 100 ether;
        IRewardEngineMB.Settlement memory s = _settle(EPOCH, _signAll(attestations));
        assertEq(s.paidWei, 2.5 ether, "5 % of 50");
        assertEq(s.remainderWei, 47.5 ether, "the rest");
    }

    function test_AParticipantWithoutDegeneracyGetsNothing() public {
        IEnergyOracle.Attestation[] memory attestations = _one(_idle(Roles.AGENT, agent, 1e18));
        attestations[0].valueWei = 100 ether;
        attestations[0].degeneracy = 0;
        IRewardEngineMB.Settlement memory s = _settle(EPOCH, _signAll(attestations));
        assertEq(s.paidWei, 0, "paid");
        assertEq(s.remainderWei, 50 ether, "treasury");
    }

    function test_EnergiesAreMeasuredFromTheLowestThatHasADegeneracy() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](2);
        attestations[0] = _idle(Roles.AGENT, _member(0), 0);
        attestations[0].degeneracy = 0;
        attestations[0].valueWei = 100 ether;
        attestations[1] = _idle(Roles.AGENT, _member(1), 1e30);
        IRewardEngineMB.Settlement memory s = engine.quote(attestations);
        assertEq(s.payoutsWei[1], 32.5 ether, "the only one that counts");
        assertEq(s.roles[0].chemicalPotentialWad, type(uint96).max, "its energy, as far as it counts");
    }

    function test_EqualEnergiesGetEqualPayouts() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](3);
        for (uint256 i = 0; i < 3; ++i) {
            attestations[i] = _idle(Roles.AGENT, _member(i), 7e18);
        }
        attestations[0].valueWei = 100 ether;
        IRewardEngineMB.Settlement memory s = _settle(EPOCH, _signAll(attestations));
        assertEq(s.payoutsWei[0], uint256(32.5 ether) / 3, "a third, rounded down");
        assertEq(s.payoutsWei[1], s.payoutsWei[0], "second");
        assertEq(s.payoutsWei[2], s.payoutsWei[0], "third");
    }

    function test_ExtremeClaimsNeitherOverflowNorExceedTheCaps() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](2);
        attestations[0] = _idle(Roles.AGENT, agent, type(uint256).max);
        attestations[0].valueWei = type(uint256).max;
        attestations[0].uPreWad = type(uint256).max;
        attestations[0].degeneracy = type(uint256).max;
        attestations[1] = _idle(Roles.AGENT, _member(0), 0);
        IRewardEngineMB.Settlement memory s = _settle(EPOCH, _signAll(attestations));
        assertEq(s.deltaHWei, -5000 ether, "amount cap");
        assertEq(s.deltaSWad, 1000e18, "uncertainty cap");
        assertEq(s.budgetWei, 3000 ether, "budget");
        assertEq(s.payoutsWei[0], 0, "infinitely much energy");
        assertEq(s.payoutsWei[1], 1950 ether, "no energy");
    }

    function test_OneAbsurdCostTakesNoMoreThanItsCap() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](3);
        for (uint256 i = 0; i < 3; ++i) {
            attestations[i] = _idle(Roles.AGENT, _member(i), 0);
            attestations[i].valueWei = 5000 ether;
        }
        attestations[0].costWei = type(uint256).max;
        attestations[0].uPostWad = type(uint256).max;
        IRewardEngineMB.Settlement memory s = engine.quote(attestations);
        assertEq(s.freeWei, 9000 ether, "15000 - 5000 - 1000");
    }

    function test_TheBudgetStopsAtTheCapAndAtTheReserve() public {
        IEnergyOracle.Attestation[] memory attestations = new IEnergyOracle.Attestation[](5);
        for (uint256 i = 0; i < 5; ++i) {
            attestations[i] = _idle(Roles.AGENT, _member(i), 0);
            attestations[i].valueWei = 5000 ether;
        }
        assertEq(engine.quote(attestations).budgetWei, 10_000 ether, "cap");

        vm.prank(address(engine));
        token.transfer(treasury, RESERVE_WEI - 17);
        IRewardEngineMB.Settlement memory s = _settle(EPOCH, _signAll(attestations));
        assertEq(s.budgetWei, 17, "reserve");
        assertEq(token.balanceOf(address(engine)), 0, "spent");
    }

    // Parameters

    function test_GovernanceSetsTheParameters() public {
        IRewardEngineMB.Parameters memory changed =
            IRewardEngineMB.Parameters(type(uint80).max, type(uint96).max, 1, 2);
        vm.expectEmit(address(engine));
        emit IRewardEngineMB.ParametersChanged(_rewardParameters(), changed);
        vm.prank(address(timelock));
        engine.setParameters(changed);
        assertEq(keccak256(abi.encode(engine.parameters())), keccak256(abi.encode(changed)), "parameters");
    }

    function test_NobodyElseSetsTheParameters() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, operations));
        vm.prank(operations);
        engine.setParameters(_rewardParameters());
    }

    function test_NoParameterChangesWhilePaused() public {
        _pause();
        vm.expectRevert(IModule.SystemPaused.selector);
        vm.prank(address(timelock));
        engine.setParameters(_rewardParameters());
    }

    function test_ParametersStayInsideTheBoundsOfTheArithmetic() public {
        uint256 quantity = type(uint96).max;
        uint256[2][4] memory limits = [
            [uint256(type(uint80).max) + 1, type(uint80).max],
            [quantity + 1, quantity],
            [quantity + 1, quantity],
            [quantity + 1, quantity]
        ];
        for (uint256 i = 0; i < 4; ++i) {
            IRewardEngineMB.Parameters memory p = _rewardParameters();
            if (i == 0) p.kappaWad = limits[i][0];
            if (i == 1) p.epochCapWei = limits[i][0];
            if (i == 2) p.amountCapWei = limits[i][0];
            if (i == 3) p.uncertaintyCapWad = limits[i][0];
            vm.expectRevert(
                abi.encodeWithSelector(
                    IRewardEngineMB.ParameterOutOfBounds.selector, limits[i][0], limits[i][1]
                )
            );
            vm.prank(address(timelock));
            engine.setParameters(p);
        }
    }

    function test_AnEpochHasALength() public {
        RewardEngineMB.Wiring memory wiring =
            RewardEngineMB.Wiring(oracle, stakes, incentives, thermostat, treasury);
        vm.expectRevert(abi.encodeWithSelector(IRewardEngineMB.EpochLengthInvalid.selector, 0));
        create("RewardEngineMB", abi.encode(address(manager), systemPause, wiring, 0, _rewardParameters()));
    }

    function test_SaysWhatItWorksWith() public view {
        assertEq(engine.epochLength(), EPOCH_LENGTH, "length");
        assertEq(engine.treasury(), treasury, "treasury");
        assertEq(address(engine.token()), address(token), "token");
        assertEq(address(engine.stakeManager()), address(stakes), "stake manager");
        assertEq(address(engine.incentivePolicy()), address(incentives), "incentive policy");
        assertEq(address(engine.thermostat()), address(thermostat), "thermostat");
        assertEq(address(engine.oracle()), address(oracle), "oracle");
    }
}

contract RewardEnginePropertiesTest is RewardFixture {
    struct Claim {
        uint8 role;
        uint256 energyWad;
        uint256 degeneracy;
        uint256 costWei;
        uint256 valueWei;
        uint256 uPreWad;
        uint256 uPostWad;
    }

    function _attest(Claim[5] memory claims) private returns (IEnergyOracle.Attestation[] memory attestations) {
        uint8[4] memory roles = [Roles.AGENT, Roles.VALIDATOR, Roles.OPERATOR, Roles.EMPLOYER];
        attestations = new IEnergyOracle.Attestation[](claims.length);
        for (uint256 i = 0; i < claims.length; ++i) {
            attestations[i] = _idle(roles[claims[i].role % 4], _member(i), claims[i].energyWad);
            attestations[i].degeneracy = claims[i].degeneracy;
            attestations[i].costWei = claims[i].costWei;
            attestations[i].valueWei = claims[i].valueWei;
            attestations[i].uPreWad = claims[i].uPreWad;
            attestations[i].uPostWad = claims[i].uPostWad;
        }
    }

    function _saturatingAdd(uint256 a, uint256 b) private pure returns (uint256) {
        return a > type(uint256).max - b ? type(uint256).max : a + b;
    }

    /// @dev Temperatures over the whole range of the thermostat.
    function _temper(uint256 seed) private {
        vm.prank(address(timelock));
        thermostat.setBaseTemperature(bound(seed, 0.5e18, 4e18));
    }

    function testFuzz_PayoutsAndRemainderConserveTheBudget(Claim[5] memory claims, uint256 heat) public {
        _temper(heat);
        IEnergyOracle.Attestation[] memory attestations = _attest(claims);
        uint256 treasuryBefore = token.balanceOf(treasury);
        IRewardEngineMB.Settlement memory s = _settle(EPOCH, _signAll(attestations));

        uint256 paid;
        for (uint256 i = 0; i < s.payoutsWei.length; ++i) {
            paid += s.payoutsWei[i];
        }
        assertEq(paid, s.paidWei, "payouts");
        assertEq(paid + s.remainderWei, s.budgetWei, "conserved");
        assertEq(token.balanceOf(treasury) - treasuryBefore, s.remainderWei, "treasury");
        assertEq(stakes.totals().claimableWei, paid, "claims");
        assertSolvent();
        assertEq(token.balanceOf(address(engine)), RESERVE_WEI - s.budgetWei, "reserve");
    }

    function testFuzz_MoreValueOrMoreInitialUncertaintyNeverLowersTheBudget(
        Claim[5] memory claims,
        uint256 value,
        uint256 uncertainty,
        uint256 heat
    ) public {
        _temper(heat);
        uint256 before = engine.quote(_attest(claims)).budgetWei;
        claims[0].valueWei = _saturatingAdd(claims[0].valueWei, value);
        claims[1].uPreWad = _saturatingAdd(claims[1].uPreWad, uncertainty);
        assertTrue(engine.quote(_attest(claims)).budgetWei >= before, "budget fell");
    }

    function testFuzz_HigherCostsOrMoreRemainingUncertaintyNeverRaiseTheBudget(
        Claim[5] memory claims,
        uint256 cost,
        uint256 uncertainty,
        uint256 heat
    ) public {
        _temper(heat);
        uint256 before = engine.quote(_attest(claims)).budgetWei;
        claims[0].costWei = _saturatingAdd(claims[0].costWei, cost);
        claims[1].uPostWad = _saturatingAdd(claims[1].uPostWad, uncertainty);
        assertTrue(engine.quote(_attest(claims)).budgetWei <= before, "budget rose");
    }

    function testFuzz_PlausibleClaimsMoveTheBudgetStrictly(uint64 value, uint64 cost) public {
        IEnergyOracle.Attestation[] memory attestations = _one(_idle(Roles.AGENT, agent, 0));
        attestations[0].valueWei = 100 ether + uint256(value);
        attestations[0].costWei = cost;
        uint256 before = engine.quote(attestations).budgetWei;
        attestations[0].valueWei += 2;
        assertEq(engine.quote(attestations).budgetWei, before + 1, "value counts in favour");
        attestations[0].costWei += 4;
        assertEq(engine.quote(attestations).budgetWei, before - 1, "costs count against");
    }

    function testFuzz_NoRoleGetsMoreThanItsShare(Claim[5] memory claims) public {
        IRewardEngineMB.Settlement memory s = engine.quote(_attest(claims));
        for (uint256 i = 0; i < 4; ++i) {
            assertTrue(s.roles[i].paidWei <= s.roles[i].shareWei, "share");
        }
    }
}
