// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {Thermostat} from "../../../contracts/national/Thermostat.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {National} from "../support/National.sol";

contract ThermostatTest is National {
    function test_TheFirstTickIsProportional() public {
        IThermostat.Kpis memory kpis = IThermostat.Kpis(1.4e18, 0.2e18, 0.1e18);
        vm.expectEmit(address(thermostat));
        emit IThermostat.Ticked(1, kpis, 0, 0.2e18, 0, 0, 0.1e18);
        vm.expectEmit(address(thermostat));
        emit IThermostat.TemperatureChanged(1e18, 1.1e18, IThermostat.ChangeReason.Tick);
        tick(kpis);
        assertEq(thermostat.pidState().measurementWad, 0.78e18, "measurement");
        assertEq(thermostat.pidState().lastTickAt, systemPause.activeTime(), "last tick");
    }

    /// @dev 0.5 x 0.4 proportional, 0.00001 x 0.4 x 3600 integral, 100 x 0.2 / 3600 derivative.
    function test_ATickTellsItsTermsAndTheTemperature() public {
        tick(IThermostat.Kpis(1.4e18, 0.2e18, 0.1e18));
        pass(1 hours);
        IThermostat.Kpis memory kpis = IThermostat.Kpis(1.8e18, 0.2e18, 0.1e18);
        int256 derivative = int256(uint256(20e18) / 3600);
        int256 output = 0.2e18 + 0.0144e18 + derivative;
        vm.expectEmit(address(thermostat));
        emit IThermostat.Ticked(2, kpis, 1 hours, 0.4e18, 0.0144e18, derivative, output);
        assertEq(tick(kpis), uint256(1e18 + output), "returned");
        assertEq(thermostat.temperatureWad(), uint256(1e18 + output), "temperature");
    }

    function test_TicksIntegrateOverActiveTime() public {
        tick(IThermostat.Kpis(1.4e18, 0.2e18, 0.1e18));
        pass(1800);
        vm.prank(owner);
        systemPause.pause();
        pass(1 days);
        vm.prank(owner);
        systemPause.resume();
        pass(1800);
        tick(IThermostat.Kpis(1.4e18, 0.2e18, 0.1e18));
        assertEq(thermostat.pidState().integralWad, 0.0072e18, "0.00001 x 0.2 x 3600");
        assertEq(thermostat.temperatureWad(), 1.1072e18, "temperature");
    }

    function test_TicksKeepTheirDistance() public {
        tick(defaultThermostat().targets);
        uint48 next = systemPause.activeTime() + 1 hours;
        pass(1 hours - 1);
        tickRefused(
            defaultThermostat().targets,
            abi.encodeWithSelector(IThermostat.TickTooSoon.selector, next, next - 1)
        );
        pass(1);
        tick(defaultThermostat().targets);
    }

    function test_ChangingKpisCausesNoKickAndNoEarlyTick() public {
        tick(IThermostat.Kpis(1e18, 0.2e18, 0.1e18));
        IThermostat.Kpis memory targets = IThermostat.Kpis(0, 0, 0);
        IThermostat.Kpis memory weights = IThermostat.Kpis(0.1e18, 0, 0);
        vm.expectEmit(address(thermostat));
        emit IThermostat.KpisChanged(
            defaultThermostat().targets, targets, defaultThermostat().weights, weights
        );
        vm.prank(council);
        thermostat.setKpis(targets, weights);
        assertEq(thermostat.kpiTargets().backlogWad, 0, "targets stored");
        assertEq(thermostat.kpiWeights().emissionWad, 0.1e18, "weights stored");
        uint48 nowActive = systemPause.activeTime();
        tickRefused(
            IThermostat.Kpis(1e18, 0, 0),
            abi.encodeWithSelector(IThermostat.TickTooSoon.selector, nowActive + 1 hours, nowActive)
        );
        pass(1 hours);
        tick(IThermostat.Kpis(1e18, 0, 0));
        assertEq(thermostat.temperatureWad(), 1.05e18, "proportional only");
    }

    function test_BoundsHoldAtOnceWhenTheyChange() public {
        IThermostat.Bounds memory b = IThermostat.Bounds(1.2e18, 1.6e18, 1.5e18);
        vm.expectEmit(address(thermostat));
        emit IThermostat.BoundsChanged(defaultThermostat().bounds, b);
        vm.expectEmit(address(thermostat));
        emit IThermostat.BaseChanged(1e18, 1.2e18);
        vm.expectEmit(address(thermostat));
        emit IThermostat.TemperatureChanged(1e18, 1.2e18, IThermostat.ChangeReason.BoundsSet);
        setBounds(b);
        setBounds(IThermostat.Bounds(0.1e18, 0.9e18, 0.5e18));
        assertEq(thermostat.temperatureWad(), 0.9e18, "from above");
    }

    function test_BoundsAroundTheBaseLeaveItAlone() public {
        vm.recordLogs();
        setBounds(IThermostat.Bounds(0.9e18, 1.1e18, 1e18));
        assertEq(vm.getRecordedLogs().length, 2, "bounds and temperature, no base");
        assertEq(thermostat.baseTemperatureWad(), 1e18, "base");
    }

    function test_RoleOffsetsAreClampedWhenRead() public {
        vm.expectEmit(address(thermostat));
        emit IThermostat.RoleOffsetChanged(Roles.AGENT, 0, 9e18);
        setOffset(Roles.AGENT, 9e18);
        assertEq(thermostat.temperatureOf(Roles.AGENT), 4e18, "upper bound");
        vm.expectEmit(address(thermostat));
        emit IThermostat.RoleOffsetChanged(Roles.AGENT, 9e18, -9e18);
        setOffset(Roles.AGENT, -9e18);
        assertEq(thermostat.temperatureOf(Roles.AGENT), 0.5e18, "lower bound");
        setOffset(Roles.AGENT, 0.25e18);
        assertEq(thermostat.temperatureOf(Roles.AGENT), 1.25e18, "inside");
        assertEq(thermostat.temperatureOf(Roles.VALIDATOR), 1e18, "others");
        assertEq(thermostat.roleOffsetOf(Roles.AGENT), 0.25e18, "stored");
        setBounds(IThermostat.Bounds(0.5e18, 1.1e18, 1.1e18));
        assertEq(thermostat.temperatureOf(Roles.AGENT), 1.1e18, "the new bound");
    }

    function test_OffsetsAreForSingleRolesAndBounded() public {
        vm.expectRevert(abi.encodeWithSelector(IThermostat.InvalidRole.selector, 3));
        setOffset(3, 1);
        vm.expectRevert(abi.encodeWithSelector(IThermostat.InvalidRole.selector, 3));
        thermostat.temperatureOf(3);
        vm.expectRevert(abi.encodeWithSelector(IThermostat.OffsetOutOfBounds.selector, 1e24 + 1, 1e24));
        setOffset(1, 1e24 + 1);
        vm.expectRevert(abi.encodeWithSelector(IThermostat.OffsetOutOfBounds.selector, -1e24 - 1, 1e24));
        setOffset(1, -1e24 - 1);
        setOffset(1, 1e24);
        setOffset(1, -1e24);
    }

    function test_TheBaseMovesInsideTheBounds() public {
        vm.expectEmit(address(thermostat));
        emit IThermostat.BaseChanged(1e18, 3e18);
        vm.expectEmit(address(thermostat));
        emit IThermostat.TemperatureChanged(1e18, 3e18, IThermostat.ChangeReason.BaseSet);
        setBase(3e18);
        assertEq(thermostat.referenceTemperatureWad(), 1e18, "the reference stays");
        setBase(0.5e18);
        setBase(4e18);
        vm.expectRevert(
            abi.encodeWithSelector(IThermostat.BaseOutOfBounds.selector, 0.5e18 - 1, 0.5e18, 4e18)
        );
        setBase(0.5e18 - 1);
        vm.expectRevert(abi.encodeWithSelector(IThermostat.BaseOutOfBounds.selector, 4e18 + 1, 0.5e18, 4e18));
        setBase(4e18 + 1);
    }

    function test_BoundsAreOrdered() public {
        boundsRefused(IThermostat.Bounds(0, 2, 1));
        boundsRefused(IThermostat.Bounds(3, 5, 2));
        boundsRefused(IThermostat.Bounds(3, 5, 6));
        boundsRefused(IThermostat.Bounds(1, 1e24 + 1, 1));
        setBounds(IThermostat.Bounds(1, 1e24, 1));
        setBounds(IThermostat.Bounds(1, 1, 1));
    }

    function test_GainsClampTheState() public {
        tick(IThermostat.Kpis(1e20, 0, 0));
        assertEq(thermostat.pidState().outputWad, 0.8e18, "saturated");
        IThermostat.Gains memory g = IThermostat.Gains(1, 1, 1, 1, 0.3e18);
        vm.expectEmit(address(thermostat));
        emit IThermostat.GainsChanged(defaultThermostat().gains, g);
        vm.expectEmit(address(thermostat));
        emit IThermostat.TemperatureChanged(1.8e18, 1.3e18, IThermostat.ChangeReason.GainsSet);
        setGains(g);
        assertEq(thermostat.gains().outputLimit, 0.3e18, "stored");
    }

    function test_ASmallerIntegralLimitClampsTheIntegral() public {
        IThermostat.Kpis memory kpis = IThermostat.Kpis(1.4e18, 0.2e18, 0.1e18);
        tick(kpis);
        pass(10 hours);
        tick(kpis);
        assertEq(thermostat.pidState().integralWad, 0.072e18, "integral");
        IThermostat.Gains memory g = defaultThermostat().gains;
        g.integralLimit = 0.05e18;
        setGains(g);
        assertEq(thermostat.pidState().integralWad, 0.05e18, "clamped");
    }

    function test_NewGainsClampTheStateFromBelow() public {
        IThermostat.Kpis memory cold = IThermostat.Kpis(0.6e18, 0.2e18, 0.1e18);
        tick(cold);
        pass(10 hours);
        tick(cold);
        assertEq(thermostat.pidState().integralWad, -0.072e18, "integral");
        assertEq(thermostat.pidState().outputWad, -0.172e18, "output");
        IThermostat.Gains memory g = defaultThermostat().gains;
        setGains(g);
        assertEq(thermostat.pidState().integralWad, -0.072e18, "an integral inside stays");
        assertEq(thermostat.pidState().outputWad, -0.172e18, "an output inside stays");
        (g.integralLimit, g.outputLimit) = (0.05e18, 0.1e18);
        setGains(g);
        assertEq(thermostat.pidState().integralWad, -0.05e18, "integral clamped");
        assertEq(thermostat.pidState().outputWad, -0.1e18, "output clamped");
    }

    /// @dev From 1.55 the temperature has 0.05 to go to its bound, and the error alone asks for 0.1.
    function test_TheIntegralStopsWhileTheTemperatureIsAtItsBound() public {
        setBounds(IThermostat.Bounds(0.5e18, 1.6e18, 1.6e18));
        setBase(1.55e18);
        IThermostat.Kpis memory hot = IThermostat.Kpis(1.4e18, 0.2e18, 0.1e18);
        tick(hot);
        pass(10 hours);
        tick(hot);
        assertEq(thermostat.pidState().integralWad, 0, "upper bound");
        setBase(0.55e18);
        IThermostat.Kpis memory cold = IThermostat.Kpis(0.6e18, 0.2e18, 0.1e18);
        pass(10 hours);
        tick(cold);
        assertEq(thermostat.pidState().integralWad, 0, "lower bound");
    }

    /// @dev 0.1 and 0.072 pass the emergency temperature of 2, not the bound of 4.
    function test_TheEmergencyTemperatureIsNoBound() public {
        setBase(1.9e18);
        IThermostat.Kpis memory hot = IThermostat.Kpis(1.4e18, 0.2e18, 0.1e18);
        tick(hot);
        pass(10 hours);
        tick(hot);
        assertEq(thermostat.pidState().integralWad, 0.072e18, "integral");
        assertEq(thermostat.temperatureWad(), 2.072e18, "temperature");
    }

    function test_EachGainIsBounded() public {
        for (uint256 i; i < 5; ++i) {
            gainsRefused(i, -1);
            gainsRefused(i, 1e24 + 1);
            setGains(withGain(i, 0));
            setGains(withGain(i, 1e24));
        }
    }

    function test_EachKpiAndWeightIsBounded() public {
        IThermostat.Kpis memory zero;
        for (uint256 i; i < 3; ++i) {
            tickRefused(
                kpiOf(i, 1e24 + 1),
                abi.encodeWithSelector(IThermostat.KpiOutOfBounds.selector, 1e24 + 1, 1e24)
            );
            vm.expectRevert(abi.encodeWithSelector(IThermostat.KpiOutOfBounds.selector, -1e24 - 1, 1e24));
            setKpis(kpiOf(i, -1e24 - 1), zero);
            vm.expectRevert(abi.encodeWithSelector(IThermostat.WeightOutOfBounds.selector, 1e20 + 1, 1e20));
            setKpis(zero, kpiOf(i, 1e20 + 1));
            vm.expectRevert(abi.encodeWithSelector(IThermostat.WeightOutOfBounds.selector, -1e20 - 1, 1e20));
            setKpis(zero, kpiOf(i, -1e20 - 1));
            setKpis(kpiOf(i, 1e24), kpiOf(i, -1e20));
        }
    }

    function test_RaisingGoesPartOfTheWayRoundingDown() public {
        vm.expectEmit(address(thermostat));
        emit IThermostat.TemperatureChanged(1e18, 1.0001e18, IThermostat.ChangeReason.DelayPolicy);
        raise(1);
        assertEq(thermostat.temperatureWad(), 1.0001e18, "a ten-thousandth");
        raise(10_000);
        assertEq(thermostat.temperatureWad(), 2e18, "all the way");
        vm.expectRevert(abi.encodeWithSelector(IThermostat.AtEmergencyTemperature.selector, 2e18, 2e18));
        raise(1);
    }

    function test_LessThanAUnitIsNotRaised() public {
        setBase(2e18 - 9999);
        vm.expectRevert(
            abi.encodeWithSelector(IThermostat.AtEmergencyTemperature.selector, 2e18 - 9999, 2e18)
        );
        raise(1);
        raise(2);
        assertEq(thermostat.raiseWad(), 1, "two ten-thousandths of 9999, down");
    }

    function test_AboveTheEmergencyTemperatureThereIsNothingToRaise() public {
        setBase(3e18);
        vm.expectRevert(abi.encodeWithSelector(IThermostat.AtEmergencyTemperature.selector, 3e18, 2e18));
        raise(1);
    }

    /// @dev The controller cools by 0.8, so that the base has to go beyond the emergency temperature.
    function test_TheTemperatureReachesTheEmergencyNotTheBase() public {
        setBase(1.9e18);
        tick(IThermostat.Kpis(-1e20, 0, 0));
        raise(10_000);
        assertEq(thermostat.temperatureWad(), 2e18, "temperature");
        assertEq(thermostat.baseTemperatureWad(), 1.9e18, "the set-point stays");
        assertEq(thermostat.raiseWad(), 0.9e18, "raise");
    }

    function test_RaisingNeverLeavesTheBounds() public {
        setBounds(IThermostat.Bounds(0.5e18, 1.1e18, 1.1e18));
        setBase(1.05e18);
        tick(IThermostat.Kpis(-1e20, 0, 0));
        raise(10_000);
        assertEq(thermostat.raiseWad(), 0.05e18, "up to the upper bound");
        vm.expectRevert(abi.encodeWithSelector(IThermostat.AtEmergencyTemperature.selector, 0.5e18, 1.1e18));
        raise(10_000);
    }

    // Fading

    function test_WhatWasRaisedHalvesWithEachEpoch() public {
        toNextEpoch();
        vm.expectEmit(address(thermostat));
        emit IThermostat.RaiseChanged(0, 1e18);
        raise(10_000);
        pass(7 days - 1);
        assertEq(thermostat.temperatureWad(), 2e18, "throughout its epoch");
        pass(1);
        assertEq(thermostat.temperatureWad(), 1.5e18, "half");
        assertEq(thermostat.temperatureOf(Roles.AGENT), 1.5e18, "of every role");
        pass(7 days);
        assertEq(thermostat.raiseWad(), 0.25e18, "a quarter");
        pass(60 * 7 days);
        assertEq(thermostat.temperatureWad(), 1e18, "nothing");
        assertEq(thermostat.baseTemperatureWad(), 1e18, "the set-point never moved");
    }

    /// @dev What is left of the first raise is what would be left without the second.
    function test_AFurtherRaiseProlongsNone() public {
        toNextEpoch();
        raise(10_000);
        pass(7 days);
        raise(1);
        assertEq(thermostat.raiseWad(), 0.50005e18, "half and a ten-thousandth of the way");
        pass(7 days);
        assertEq(thermostat.raiseWad(), 0.250025e18, "halves as a whole");
    }

    function test_TheCouncilsWordEndsTheRaise() public {
        raise(10_000);
        vm.expectEmit(address(thermostat));
        emit IThermostat.RaiseChanged(1e18, 0);
        vm.expectEmit(address(thermostat));
        emit IThermostat.TemperatureChanged(2e18, 1.2e18, IThermostat.ChangeReason.BaseSet);
        setBase(1.2e18);
        assertEq(thermostat.raiseWad(), 0, "ended");
        pass(7 days);
        assertEq(thermostat.temperatureWad(), 1.2e18, "for good");
    }

    function test_WhatARaiseLeftInAPastEpochIsFinal() public {
        toNextEpoch();
        uint48 start = systemPause.activeTime();
        pass(1 days);
        raise(10_000);
        pass(10 days);
        setBase(3e18);
        pass(20 days);
        assertEq(thermostat.temperatureAt(start + 1 days - 1), 1e18, "before");
        assertEq(thermostat.temperatureAt(start + 1 days), 2e18, "from its second on");
        assertEq(thermostat.temperatureAt(start + 7 days - 1), 2e18, "to the epoch's end");
        assertEq(thermostat.temperatureAt(start + 7 days), 1.5e18, "from the next one on");
        assertEq(thermostat.temperatureOfAt(Roles.AGENT, start + 11 days - 1), 1.5e18, "to the council's word");
        assertEq(thermostat.temperatureAt(start + 11 days), 3e18, "from there on");
        assertEq(thermostat.temperatureAt(start + 30 days), 3e18, "for good");
    }

    /// @dev Base and raise leave the controller 0.05 to the bound, and the error alone asks for 0.1.
    function test_TheIntegralStopsWhereTheRaiseReachesTheBound() public {
        setBounds(IThermostat.Bounds(0.5e18, 1.6e18, 1.6e18));
        toNextEpoch();
        raise(9166);
        IThermostat.Kpis memory hot = IThermostat.Kpis(1.4e18, 0.2e18, 0.1e18);
        tick(hot);
        pass(10 hours);
        IEnergyOracle.Reading memory reading = _reading(thermostat, hot, systemPause.activeTime());
        IEnergyOracle.Signature[] memory signatures = _signReading(reading, ORACLE_THRESHOLD);
        pass(7 days);
        thermostat.tick(reading, signatures);
        assertEq(thermostat.pidState().integralWad, 0, "by the raise when it was measured, whoever waits");
        pass(14 days);
        tick(hot);
        assertEq(thermostat.pidState().integralWad, 0.4e18, "an eighth of it leaves room");
    }

    function test_FadingIsBounded() public {
        IThermostat.Config memory c = defaultThermostat();
        c.fadeSeconds = 1 hours - 1;
        vm.expectRevert(
            abi.encodeWithSelector(IThermostat.FadeOutOfBounds.selector, 1 hours - 1, 1 hours, 90 days)
        );
        create("Thermostat", abi.encode(address(manager), systemPause, oracle, c));
        c.fadeSeconds = 90 days + 1;
        vm.expectRevert(
            abi.encodeWithSelector(IThermostat.FadeOutOfBounds.selector, 90 days + 1, 1 hours, 90 days)
        );
        create("Thermostat", abi.encode(address(manager), systemPause, oracle, c));
        c.fadeSeconds = 90 days;
        create("Thermostat", abi.encode(address(manager), systemPause, oracle, c));
        c.fadeSeconds = 1 hours;
        create("Thermostat", abi.encode(address(manager), systemPause, oracle, c));
    }

    function test_StepsAreBounded() public {
        vm.expectRevert(abi.encodeWithSelector(IThermostat.StepOutOfBounds.selector, 0));
        raise(0);
        vm.expectRevert(abi.encodeWithSelector(IThermostat.StepOutOfBounds.selector, 10_001));
        raise(10_001);
    }

    function test_ConstructorChecksItsConfiguration() public {
        IThermostat.Config memory c = defaultThermostat();
        c.baseWad = 5e18;
        vm.expectRevert(abi.encodeWithSelector(IThermostat.BaseOutOfBounds.selector, 5e18, 0.5e18, 4e18));
        create("Thermostat", abi.encode(address(manager), systemPause, oracle, c));
        c = defaultThermostat();
        c.bounds.minWad = 0;
        vm.expectRevert(abi.encodeWithSelector(IThermostat.BoundsInvalid.selector, 0, 2e18, 4e18));
        create("Thermostat", abi.encode(address(manager), systemPause, oracle, c));
        c = defaultThermostat();
        c.gains.kp = -1;
        vm.expectRevert(abi.encodeWithSelector(IThermostat.GainOutOfBounds.selector, -1, 1e24));
        create("Thermostat", abi.encode(address(manager), systemPause, oracle, c));
        c = defaultThermostat();
        c.targets.slaWad = 1e24 + 1;
        vm.expectRevert(abi.encodeWithSelector(IThermostat.KpiOutOfBounds.selector, 1e24 + 1, 1e24));
        create("Thermostat", abi.encode(address(manager), systemPause, oracle, c));
        c = defaultThermostat();
        c.weights.slaWad = 1e20 + 1;
        vm.expectRevert(abi.encodeWithSelector(IThermostat.WeightOutOfBounds.selector, 1e20 + 1, 1e20));
        create("Thermostat", abi.encode(address(manager), systemPause, oracle, c));
        c = defaultThermostat();
        c.minTickSeconds = 30 days + 1;
        vm.expectRevert(
            abi.encodeWithSelector(IThermostat.TickIntervalOutOfBounds.selector, 30 days + 1, 30 days)
        );
        create("Thermostat", abi.encode(address(manager), systemPause, oracle, c));
        c.minTickSeconds = 30 days;
        assertEq(Thermostat(create("Thermostat", abi.encode(address(manager), systemPause, oracle, c))).minTickSeconds(), 30 days, "the longest");
    }

    function test_TheFirstSettingsAreReported() public {
        IThermostat.Config memory c = defaultThermostat();
        IThermostat.Bounds memory noBounds;
        IThermostat.Gains memory noGains;
        IThermostat.Kpis memory noKpis;
        vm.expectEmit();
        emit IThermostat.BaseChanged(0, c.baseWad);
        vm.expectEmit();
        emit IThermostat.BoundsChanged(noBounds, c.bounds);
        vm.expectEmit();
        emit IThermostat.GainsChanged(noGains, c.gains);
        vm.expectEmit();
        emit IThermostat.KpisChanged(noKpis, c.targets, noKpis, c.weights);
        create("Thermostat", abi.encode(address(manager), systemPause, oracle, c));
    }

    // Readings

    function test_AReadingIsUsedOnceAndInOrder() public {
        IEnergyOracle.Reading memory first = _reading(thermostat, defaultThermostat().targets, systemPause.activeTime());
        tick(defaultThermostat().targets);
        assertEq(thermostat.lastSequence(), 1, "sequence");
        pass(1 hours);
        refused(first, abi.encodeWithSelector(IThermostat.ReadingOutOfOrder.selector, 1, 2));
        IEnergyOracle.Reading memory third = _reading(thermostat, defaultThermostat().targets, systemPause.activeTime());
        third.sequence = 3;
        refused(third, abi.encodeWithSelector(IThermostat.ReadingOutOfOrder.selector, 3, 2));
    }

    function test_AReadingIsForOneThermostat() public {
        IEnergyOracle.Reading memory reading = _now();
        reading.thermostat = stranger;
        refused(reading, abi.encodeWithSelector(IThermostat.ReadingForOtherThermostat.selector, stranger));
    }

    function test_NoReadingIsFromTheFuture() public {
        IEnergyOracle.Reading memory reading = _now();
        reading.measuredAt += 1;
        refused(
            reading,
            abi.encodeWithSelector(
                IThermostat.ReadingFromTheFuture.selector, reading.measuredAt, systemPause.activeTime()
            )
        );
    }

    function test_TooFewSignersMakeNoReading() public {
        IEnergyOracle.Reading memory reading = _now();
        IEnergyOracle.Signature[] memory signatures = _signReading(reading, 1);
        vm.expectRevert(abi.encodeWithSelector(IEnergyOracle.TooFewSignatures.selector, 1, 2));
        thermostat.tick(reading, signatures);
    }

    function test_WhoBringsAReadingChoosesNothingInIt() public {
        IEnergyOracle.Reading memory reading = _now();
        IEnergyOracle.Signature[] memory signatures = _signReading(reading, 2);
        reading.emissionWad += 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                IEnergyOracle.SignatureInvalid.selector, signatures[0].signer, oracle.digestOfReading(reading)
            )
        );
        thermostat.tick(reading, signatures);
    }

    /// @dev The step is the measurement's, whoever brings it and however late.
    function test_AReadingCountsFromWhenItWasMeasured() public {
        IThermostat.Kpis memory kpis = IThermostat.Kpis(1.4e18, 0.2e18, 0.1e18);
        tick(kpis);
        pass(1 hours);
        IEnergyOracle.Reading memory reading = _reading(thermostat, kpis, systemPause.activeTime());
        IEnergyOracle.Signature[] memory signatures = _signReading(reading, 2);
        pass(5 hours);
        vm.prank(stranger);
        thermostat.tick(reading, signatures);
        assertEq(thermostat.pidState().integralWad, 0.0072e18, "an hour of 0.2");
        assertEq(thermostat.pidState().lastTickAt, reading.measuredAt, "last tick");
    }

    function _now() private view returns (IEnergyOracle.Reading memory) {
        return _reading(thermostat, defaultThermostat().targets, systemPause.activeTime());
    }

    // History

    function test_PastTemperaturesAreFinal() public {
        uint48 before = systemPause.activeTime() - 1;
        pass(1 hours);
        setBase(2e18);
        setOffset(Roles.AGENT, 1e18);
        pass(1 hours);
        uint48 between = systemPause.activeTime() - 1;
        setBounds(IThermostat.Bounds(0.5e18, 2.5e18, 2.5e18));
        setOffset(Roles.AGENT, -1e18);
        setBase(1.2e18);
        pass(1);
        assertEq(thermostat.temperatureAt(before), 1e18, "at first");
        assertEq(thermostat.temperatureOfAt(Roles.AGENT, before), 1e18, "agents at first");
        assertEq(thermostat.temperatureAt(between), 2e18, "in between");
        assertEq(thermostat.temperatureOfAt(Roles.AGENT, between), 3e18, "agents by the wide bounds");
        assertEq(thermostat.temperatureOfAt(Roles.VALIDATOR, between), 2e18, "others");
        uint48 last = systemPause.activeTime() - 1;
        assertEq(thermostat.temperatureAt(last), 1.2e18, "at last");
        assertEq(thermostat.temperatureOfAt(Roles.AGENT, last), 0.5e18, "clamped from below");
        setOffset(Roles.AGENT, 9e18);
        pass(1);
        assertEq(thermostat.temperatureOfAt(Roles.AGENT, last + 1), 2.5e18, "clamped from above");
        assertEq(thermostat.temperatureAt(0), 0, "before the deployment");
    }

    function test_TheRunningSecondIsNoHistory() public {
        uint48 nowActive = systemPause.activeTime();
        bytes memory error = abi.encodeWithSelector(IThermostat.FutureLookup.selector, nowActive, nowActive);
        vm.expectRevert(error);
        thermostat.temperatureAt(nowActive);
        vm.expectRevert(error);
        thermostat.temperatureOfAt(Roles.AGENT, nowActive);
        vm.expectRevert(abi.encodeWithSelector(IThermostat.InvalidRole.selector, 3));
        thermostat.temperatureOfAt(3, nowActive - 1);
    }

    /// @dev Each way to move the temperature is remembered, and so is how it fades.
    function testFuzz_HistoryIsWhatTheTemperatureWas(uint256[8] memory seeds) public {
        uint256[8] memory seen;
        uint256[8] memory seenOfAgents;
        uint48[8] memory at;
        for (uint256 i; i < seeds.length; ++i) {
            _moveTemperature(seeds[i]);
            pass(seeds[i] >> 8 & 1 == 0 ? 1 hours : bound(seeds[i], 1 hours, 30 days));
            (seen[i], seenOfAgents[i]) = (thermostat.temperatureWad(), thermostat.temperatureOf(Roles.AGENT));
            at[i] = systemPause.activeTime();
            pass(1);
        }
        for (uint256 i; i < seeds.length; ++i) {
            assertEq(thermostat.temperatureAt(at[i]), seen[i], "temperature");
            assertEq(thermostat.temperatureOfAt(Roles.AGENT, at[i]), seenOfAgents[i], "of agents");
        }
    }

    function _moveTemperature(uint256 seed) private {
        uint256 roll = seed % 5;
        if (roll == 0) tick(IThermostat.Kpis(int256(bound(seed, 0, 4e18)), 0, 0));
        if (roll == 1) setBase(bound(seed, 1e18, 2e18));
        if (roll == 2) setBounds(IThermostat.Bounds(bound(seed, 1, 1e18), 4e18, 3e18));
        if (roll == 3) setOffset(Roles.AGENT, boundSigned(int256(seed >> 1), -3e18, 3e18));
        if (roll == 4 && thermostat.temperatureWad() < 2e18) raise(bound(seed, 1, 9000));
    }

    function testFuzz_AnyTicksKeepTheTemperatureInside(int256[3][6] memory raw, uint32[6] memory waits) public {
        for (uint256 i; i < 6; ++i) {
            pass(1 hours + waits[i] % 30 days);
            tick(
                IThermostat.Kpis(
                    boundSigned(raw[i][0], -1e24, 1e24),
                    boundSigned(raw[i][1], -1e24, 1e24),
                    boundSigned(raw[i][2], -1e24, 1e24)
                )
            );
            uint256 temperature = thermostat.temperatureWad();
            assertTrue(temperature >= 0.5e18 && temperature <= 4e18, "inside");
        }
    }

    function tickRefused(IThermostat.Kpis memory kpis, bytes memory error) private {
        refused(_reading(thermostat, kpis, systemPause.activeTime()), error);
    }

    function refused(IEnergyOracle.Reading memory reading, bytes memory error) private {
        IEnergyOracle.Signature[] memory signatures = _signReading(reading, ORACLE_THRESHOLD);
        vm.expectRevert(error);
        thermostat.tick(reading, signatures);
    }

    function toNextEpoch() private {
        pass(7 days - systemPause.activeTime() % 7 days);
    }

    function raise(uint256 stepBps) private {
        vm.prank(address(incentives));
        thermostat.raiseTowardsEmergency(stepBps);
    }

    function setBase(uint256 baseWad) private {
        vm.prank(council);
        thermostat.setBaseTemperature(baseWad);
    }

    function setBounds(IThermostat.Bounds memory b) private {
        vm.prank(council);
        thermostat.setBounds(b);
    }

    function setGains(IThermostat.Gains memory g) private {
        vm.prank(council);
        thermostat.setGains(g);
    }

    function setKpis(IThermostat.Kpis memory targets, IThermostat.Kpis memory weights) private {
        vm.prank(council);
        thermostat.setKpis(targets, weights);
    }

    function setOffset(uint8 role, int256 offsetWad) private {
        vm.prank(council);
        thermostat.setRoleOffset(role, offsetWad);
    }

    function boundsRefused(IThermostat.Bounds memory b) private {
        vm.expectRevert(
            abi.encodeWithSelector(IThermostat.BoundsInvalid.selector, b.minWad, b.emergencyWad, b.maxWad)
        );
        setBounds(b);
    }

    function gainsRefused(uint256 i, int256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IThermostat.GainOutOfBounds.selector, value, 1e24));
        setGains(withGain(i, value));
    }

    function withGain(uint256 i, int256 value) private pure returns (IThermostat.Gains memory g) {
        g = defaultThermostat().gains;
        if (i == 0) g.kp = value;
        if (i == 1) g.ki = value;
        if (i == 2) g.kd = value;
        if (i == 3) g.integralLimit = value;
        if (i == 4) g.outputLimit = value;
    }

    function kpiOf(uint256 i, int256 value) private pure returns (IThermostat.Kpis memory kpis) {
        if (i == 0) kpis.emissionWad = value;
        if (i == 1) kpis.backlogWad = value;
        if (i == 2) kpis.slaWad = value;
    }
}
