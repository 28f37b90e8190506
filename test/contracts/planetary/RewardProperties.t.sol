// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IRewardEngineMB} from "../../../contracts/interfaces/IRewardEngineMB.sol";
import {Boltzmann} from "../../../contracts/planetary/Boltzmann.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {RewardFixture} from "./RewardFixture.sol";

abstract contract RewardClaims is RewardFixture {
    struct Claim {
        uint8 role;
        uint256 energyWad;
        uint256 costWei;
        uint256 valueWei;
        uint256 uPreWad;
        uint256 uPostWad;
    }

    function _attest(Claim[6] memory claims) internal returns (IEnergyOracle.Attestation[] memory attestations) {
        attestations = new IEnergyOracle.Attestation[](claims.length);
        for (uint256 i = 0; i < claims.length; ++i) {
            uint8 role = _rolesWithShares()[claims[i].role % 4];
            attestations[i] = _even(role, makeActor(vm.toString(i)), claims[i].energyWad, claims[i].valueWei);
            attestations[i].costWei = claims[i].costWei;
            attestations[i].uPreWad = claims[i].uPreWad;
            attestations[i].uPostWad = claims[i].uPostWad;
        }
    }

    /// @dev The sums and exponents mean something when numbers are plausible; a third of them stays absurd.
    function _tame(Claim[6] memory claims) internal pure {
        for (uint256 i = 0; i < claims.length; ++i) {
            if (i % 3 == 2) continue;
            claims[i].energyWad %= 10e18;
            claims[i].costWei %= 1000 ether;
            claims[i].valueWei %= 1000 ether;
            claims[i].uPreWad %= 100e18;
            claims[i].uPostWad %= 10e18;
        }
    }

    /// @dev Temperatures over the whole range of the thermostat, in the epoch's last second.
    function _temper(uint256 seed) internal {
        _heatTo(bound(seed, 0.5e18, 4e18));
    }

    function _heatTo(uint256 baseWad) internal {
        vm.warp(EPOCH_END - 1);
        vm.prank(address(timelock));
        thermostat.setBaseTemperature(baseWad);
        vm.warp(EPOCH_END);
    }

    /// @dev Prices from nothing to more than any work brings, in the epoch's last second.
    function _price(uint256 seed) internal returns (uint256 natPriceWei) {
        natPriceWei = bound(seed, 0, 50 ether);
        vm.warp(EPOCH_END - 1);
        IRewardEngineMB.Parameters memory p = _rewardParameters();
        p.natPriceWei = natPriceWei;
        vm.prank(address(timelock));
        engine.setParameters(p);
        vm.warp(EPOCH_END);
    }
}

contract RewardConservationTest is RewardClaims {
    function testFuzz_PayoutsAndRemainderConserveTheBudget(Claim[6] memory claims, uint256 heat, uint256 price)
        public
    {
        _temper(heat);
        _price(price);
        uint256 treasuryBefore = token.balanceOf(treasury);
        IRewardEngineMB.Settlement memory s = _settle(_attest(claims));
        uint256 paidWei = stakes.totals().claimableWei;
        uint256 ofRoles;
        for (uint256 i = 0; i < 4; ++i) {
            assertTrue(s.roles[i].paidWei <= s.roles[i].shareWei, "share");
            ofRoles += s.roles[i].paidWei;
        }
        assertEq(paidWei, s.paidWei, "payouts");
        assertEq(ofRoles, s.paidWei, "payouts by role");
        assertEq(token.balanceOf(treasury) - treasuryBefore, s.budgetWei - paidWei, "treasury");
        assertEq(token.balanceOf(address(engine)), RESERVE_WEI - s.budgetWei, "reserve");
        assertSolvent();
    }

    /// @dev In any order and in any parts, an epoch comes to what the formula says of all its attestations at once.
    function testFuzz_AnyOrderAndAnySplitComesToTheSame(Claim[6] memory claims, uint256 heat, uint256 seed) public {
        _tame(claims);
        _temper(heat);
        IEnergyOracle.Attestation[] memory attestations = _attest(claims);
        uint256[] memory expectedWei = _atOnce(attestations, thermostat.temperatureWad(), _price(seed));
        _shuffle(attestations, seed);
        for (uint256 from = 0; from < attestations.length;) {
            uint256 length = 1 + (seed = uint256(keccak256(abi.encode(seed)))) % 4;
            engine.present(EPOCH, _part(attestations, from, length));
            from += length;
        }
        _endCollection();
        IRewardEngineMB.Phase phase;
        while (phase != IRewardEngineMB.Phase.Settled) {
            phase = engine.settle(EPOCH, 1 + (seed = uint256(keccak256(abi.encode(seed)))) % 5);
        }
        for (uint256 i = 0; i < claims.length; ++i) {
            assertEq(stakes.claimOf(makeActor(vm.toString(i))), expectedWei[i], "payout");
        }
    }

    function _shuffle(IEnergyOracle.Attestation[] memory list, uint256 seed) private pure {
        for (uint256 i = list.length - 1; i > 0; --i) {
            uint256 j = uint256(keccak256(abi.encode(seed, i))) % (i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    /// @dev From the definition, on the whole list: no phases, no sums kept. `src/economics` is compared with it elsewhere.
    function _atOnce(IEnergyOracle.Attestation[] memory a, uint256 temperatureWad, uint256 natPriceWei)
        private
        pure
        returns (uint256[] memory payoutsWei)
    {
        uint256 budgetWei = _budgetOf(a, temperatureWad, natPriceWei);
        payoutsWei = new uint256[](a.length);
        uint16[4] memory sharesBps = [6500, 1500, 1500, 500];
        for (uint256 r = 0; r < 4; ++r) {
            (uint256[] memory terms, uint256 partition) = _termsOf(a, _rolesWithShares()[r], temperatureWad);
            for (uint256 i = 0; i < a.length && partition > 0; ++i) {
                payoutsWei[i] += Math.mulDiv((budgetWei * sharesBps[r]) / 10_000, terms[i], partition);
            }
        }
    }

    /// @dev The fixture's thermostat has its reference at 1.
    function _budgetOf(IEnergyOracle.Attestation[] memory a, uint256 temperatureWad, uint256 natPriceWei)
        private
        pure
        returns (uint256)
    {
        int256 scaled;
        for (uint256 i = 0; i < a.length; ++i) {
            int256 uncertainty = int256(Math.min(a[i].uPreWad, 1000e18)) - int256(Math.min(a[i].uPostWad, 1000e18));
            int256 effort = int256(Math.min(a[i].costWei, 5000 ether)) - int256(_valueOf(a[i]));
            scaled += int256(temperatureWad * natPriceWei) * uncertainty - 1e36 * effort;
        }
        if (scaled <= 0) return 0;
        return Math.min(uint256(scaled) / 1e36 / 2, Math.min(10_000 ether, RESERVE_WEI));
    }

    function _valueOf(IEnergyOracle.Attestation memory a) private pure returns (uint256) {
        return Math.min(a.valueWei, 5000 ether);
    }

    function _termsOf(IEnergyOracle.Attestation[] memory a, uint8 role, uint256 temperatureWad)
        private
        pure
        returns (uint256[] memory terms, uint256 partition)
    {
        uint256[] memory relative = new uint256[](a.length);
        uint256 energySum;
        uint256 valueSum;
        for (uint256 i = 0; i < a.length; ++i) {
            if (a[i].role != role || a[i].valueWei == 0) continue;
            energySum += Math.min(a[i].energyWad, type(uint96).max);
            valueSum += _valueOf(a[i]);
        }
        uint256 lowest = type(uint256).max;
        for (uint256 i = 0; i < a.length; ++i) {
            if (a[i].role != role || a[i].valueWei == 0) continue;
            uint256 energyWad = Math.min(a[i].energyWad, type(uint96).max);
            if (energySum > 0) relative[i] = Math.mulDiv(energyWad * 1e18, valueSum, _valueOf(a[i]) * energySum);
            lowest = Math.min(lowest, relative[i]);
        }
        terms = new uint256[](a.length);
        for (uint256 i = 0; i < a.length; ++i) {
            if (a[i].role != role || a[i].valueWei == 0) continue;
            terms[i] = Boltzmann.term(_valueOf(a[i]), relative[i] - lowest, temperatureWad);
            partition += terms[i];
        }
    }
}

/// @dev Each compares two settlements; the second one runs on a copy of the state before the first.
contract RewardIncentivesTest is RewardClaims {
    /// @dev What the engine would come to; leaves nothing behind.
    function _tried(IEnergyOracle.Attestation[] memory attestations)
        private
        returns (IRewardEngineMB.Settlement memory s, uint256 firstWei)
    {
        try this.settleAndRevert(attestations) {}
        catch (bytes memory told) {
            (s, firstWei) = abi.decode(told, (IRewardEngineMB.Settlement, uint256));
        }
    }

    function settleAndRevert(IEnergyOracle.Attestation[] memory attestations) external {
        vm.warp(EPOCH_END); // time is not undone with the state
        IRewardEngineMB.Settlement memory s = _settle(attestations);
        bytes memory told = abi.encode(s, stakes.claimOf(attestations[0].account));
        assembly ("memory-safe") {
            revert(add(told, 32), mload(told))
        }
    }

    function _saturatingAdd(uint256 a, uint256 b) private pure returns (uint256) {
        return a > type(uint256).max - b ? type(uint256).max : a + b;
    }

    function testFuzz_MoreValueForTheSameEnergyNeverPaysLess(Claim[6] memory claims, uint256 more, uint256 heat) public {
        _tame(claims);
        _temper(heat);
        IEnergyOracle.Attestation[] memory attestations = _attest(claims);
        (, uint256 beforeWei) = _tried(attestations);
        attestations[0].valueWei += more % 500 ether;
        (, uint256 afterWei) = _tried(attestations);
        assertTrue(afterWei >= beforeWei, "paid less");
    }

    function testFuzz_MoreEnergyForTheSameValueNeverPaysMore(Claim[6] memory claims, uint256 more, uint256 heat) public {
        _tame(claims);
        _temper(heat);
        IEnergyOracle.Attestation[] memory attestations = _attest(claims);
        (, uint256 beforeWei) = _tried(attestations);
        attestations[0].energyWad += more % 10e18;
        (, uint256 afterWei) = _tried(attestations);
        assertTrue(afterWei <= beforeWei, "paid more");
    }

    function testFuzz_AHotterEpochNeverGivesOutLessForUncertaintyRemoved(
        Claim[6] memory claims,
        uint256 heat,
        uint256 more,
        uint256 price
    ) public {
        _tame(claims);
        for (uint256 i = 0; i < claims.length; ++i) {
            claims[i].uPostWad = 0;
        }
        _price(price);
        IEnergyOracle.Attestation[] memory attestations = _attest(claims);
        heat = bound(heat, 0.5e18, 4e18);
        _heatTo(heat);
        (IRewardEngineMB.Settlement memory cold,) = _tried(attestations);
        _heatTo(bound(more, heat, 4e18));
        (IRewardEngineMB.Settlement memory hot,) = _tried(attestations);
        assertTrue(hot.freeWei >= cold.freeWei, "free energy");
        assertTrue(hot.budgetWei >= cold.budgetWei, "budget");
    }

    /// @dev The parts of a work that take energy as they bring value are paid together what the whole is paid.
    function testFuzz_DividingAWorkGainsNothing(Claim[6] memory claims, uint256 into, uint256 heat) public {
        _tame(claims);
        _temper(heat);
        into = bound(into, 2, 9);
        claims[0].energyWad -= claims[0].energyWad % into;
        claims[0].valueWei -= claims[0].valueWei % into;
        claims[0].costWei -= claims[0].costWei % into;
        claims[0].uPreWad -= claims[0].uPreWad % into;
        claims[0].uPostWad -= claims[0].uPostWad % into;
        IEnergyOracle.Attestation[] memory whole = _attest(claims);
        (, uint256 wholeWei) = _tried(whole);
        (IRewardEngineMB.Settlement memory s, uint256 partsWei) = _tried(_divided(whole, into));
        assertTrue(partsWei <= wholeWei + 1, "gains");
        assertTrue(partsWei + into >= wholeWei, "loses rounding at most");
        assertTrue(s.budgetWei <= 10_000 ether, "budget");
    }

    function _divided(IEnergyOracle.Attestation[] memory whole, uint256 into)
        private
        returns (IEnergyOracle.Attestation[] memory parts)
    {
        parts = new IEnergyOracle.Attestation[](whole.length + into - 1);
        for (uint256 i = 0; i < parts.length; ++i) {
            IEnergyOracle.Attestation memory from = i < into ? whole[0] : whole[i - into + 1];
            uint256 by = i < into ? into : 1;
            parts[i] = _even(from.role, from.account, from.energyWad / by, from.valueWei / by);
            parts[i].costWei = from.costWei / by;
            parts[i].uPreWad = from.uPreWad / by;
            parts[i].uPostWad = from.uPostWad / by;
        }
    }

    function testFuzz_OtherUnitsOfEnergyChangeNothing(Claim[6] memory claims, uint256 factor, uint256 heat) public {
        _temper(heat);
        factor = bound(factor, 1, 1e9);
        for (uint256 i = 0; i < claims.length; ++i) {
            claims[i].energyWad %= 10e18;
            claims[i].valueWei %= 1000 ether;
        }
        IEnergyOracle.Attestation[] memory attestations = _attest(claims);
        (, uint256 beforeWei) = _tried(attestations);
        for (uint256 i = 0; i < claims.length; ++i) {
            attestations[i].energyWad *= factor;
        }
        (, uint256 afterWei) = _tried(attestations);
        assertEq(afterWei, beforeWei, "paid otherwise");
    }

    function testFuzz_WithoutValueNothingIsPaid(Claim[6] memory claims, uint256 heat) public {
        _tame(claims);
        _temper(heat);
        claims[0].valueWei = 0;
        (, uint256 paidWei) = _tried(_attest(claims));
        assertEq(paidWei, 0, "a rider is paid");
    }

    function testFuzz_MoreValueOrMoreInitialUncertaintyNeverLowersTheBudget(
        Claim[6] memory claims,
        uint256 value,
        uint256 uncertainty
    ) public {
        (IRewardEngineMB.Settlement memory before,) = _tried(_attest(claims));
        claims[0].valueWei = _saturatingAdd(claims[0].valueWei, value);
        claims[1].uPreWad = _saturatingAdd(claims[1].uPreWad, uncertainty);
        (IRewardEngineMB.Settlement memory after_,) = _tried(_attest(claims));
        assertTrue(after_.budgetWei >= before.budgetWei, "budget fell");
    }

    function testFuzz_HigherCostsOrMoreRemainingUncertaintyNeverRaiseTheBudget(
        Claim[6] memory claims,
        uint256 cost,
        uint256 uncertainty
    ) public {
        (IRewardEngineMB.Settlement memory before,) = _tried(_attest(claims));
        claims[0].costWei = _saturatingAdd(claims[0].costWei, cost);
        claims[1].uPostWad = _saturatingAdd(claims[1].uPostWad, uncertainty);
        (IRewardEngineMB.Settlement memory after_,) = _tried(_attest(claims));
        assertTrue(after_.budgetWei <= before.budgetWei, "budget rose");
    }

    function testFuzz_PlausibleClaimsMoveTheBudgetStrictly(uint64 value, uint64 cost) public {
        IEnergyOracle.Attestation[] memory attestations = _one(_even(Roles.AGENT, agent, 0, 100 ether + uint256(value)));
        attestations[0].costWei = cost;
        (IRewardEngineMB.Settlement memory before,) = _tried(attestations);
        attestations[0].valueWei += 2;
        (IRewardEngineMB.Settlement memory more,) = _tried(attestations);
        assertEq(more.budgetWei, before.budgetWei + 1, "value counts in favour");
        attestations[0].costWei += 4;
        (IRewardEngineMB.Settlement memory less,) = _tried(attestations);
        assertEq(less.budgetWei, uint256(before.budgetWei) - 1, "costs count against");
    }
}
