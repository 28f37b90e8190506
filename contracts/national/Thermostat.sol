// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IThermostat} from "../interfaces/IThermostat.sol";
import {Module} from "../shared/Module.sol";
import {PidMath} from "../shared/PidMath.sol";
import {Roles} from "../shared/Roles.sol";
import {BPS} from "../shared/Units.sol";

/// @title Thermostat
contract Thermostat is Module, IThermostat {
    using Roles for uint8;

    /// @dev Bounds that keep every product of the controller far below 2^255: 10^24 × 10^24 × 2^48 < 10^63.
    int256 private constant MAX_MAGNITUDE = 1e24;
    int256 private constant MAX_WEIGHT = 1e20;
    uint48 private constant MAX_TICK_SECONDS = 30 days;

    /// @inheritdoc IThermostat
    uint256 public immutable referenceTemperatureWad;
    /// @inheritdoc IThermostat
    uint48 public immutable minTickSeconds;
    /// @inheritdoc IThermostat
    uint256 public baseTemperatureWad;

    Bounds private _bounds;
    Gains private _gains;
    Kpis private _targets;
    Kpis private _weights;
    PidState private _pid;
    /// @dev Active time before which no tick is due; survives a change of KPIs, unlike `_pid.lastTickAt`.
    uint48 private _nextTickAt;
    mapping(uint8 role => int256) private _roleOffsets;

    constructor(address authority_, ISystemPause systemPause_, Config memory config)
        Module(authority_, systemPause_)
    {
        if (config.minTickSeconds > MAX_TICK_SECONDS) {
            revert TickIntervalOutOfBounds(config.minTickSeconds, MAX_TICK_SECONDS);
        }
        _checkBase(config.baseWad, config.bounds);
        referenceTemperatureWad = config.baseWad;
        minTickSeconds = config.minTickSeconds;
        _setBase(config.baseWad);
        _setBounds(config.bounds);
        _setGains(config.gains);
        _setKpis(config.targets, config.weights);
    }

    /// @dev Reports what the change did to the temperature.
    modifier reporting(ChangeReason reason) {
        uint256 beforeWad = temperatureWad();
        _;
        emit TemperatureChanged(beforeWad, temperatureWad(), reason);
    }

    // Operator

    /// @inheritdoc IThermostat
    function tick(Kpis calldata kpis) external whenActive restricted reporting(ChangeReason.Tick) returns (uint256) {
        _checkKpis(kpis);
        uint48 nowActive = _activeTime();
        if (nowActive < _nextTickAt) revert TickTooSoon(_nextTickAt, nowActive);
        uint48 dt = _pid.lastTickAt == 0 ? 0 : nowActive - _pid.lastTickAt;
        int256 measurement = PidMath.weigh(kpis, _weights);
        int256 error = PidMath.weigh(PidMath.errors(kpis, _targets), _weights);
        PidMath.Result memory result = _step(error, measurement, dt);
        _pid = PidState({
            integralWad: result.integral,
            outputWad: result.output,
            measurementWad: measurement,
            lastTickAt: nowActive
        });
        _nextTickAt = nowActive + minTickSeconds;
        emit Ticked(kpis, dt, error, result.integral, result.derivative, result.output);
        return temperatureWad();
    }

    // IncentivePolicy

    /// @inheritdoc IThermostat
    function raiseTowardsEmergency(uint256 stepBps)
        external
        whenActive
        restricted
        reporting(ChangeReason.DelayPolicy)
        returns (uint256 beforeWad, uint256 afterWad)
    {
        if (stepBps == 0 || stepBps > BPS) revert StepOutOfBounds(stepBps);
        beforeWad = temperatureWad();
        if (beforeWad >= _bounds.emergencyWad) revert AtEmergencyTemperature(beforeWad, _bounds.emergencyWad);
        uint256 stepWad = Math.ceilDiv((_bounds.emergencyWad - beforeWad) * stepBps, BPS);
        _setBase(Math.min(baseTemperatureWad + stepWad, _bounds.maxWad));
        afterWad = temperatureWad();
    }

    // Council

    /// @inheritdoc IThermostat
    function setBaseTemperature(uint256 baseWad)
        external
        whenActive
        restricted
        reporting(ChangeReason.BaseSet)
    {
        _checkBase(baseWad, _bounds);
        _setBase(baseWad);
    }

    /// @inheritdoc IThermostat
    function setBounds(Bounds calldata newBounds) external whenActive restricted reporting(ChangeReason.BoundsSet) {
        _setBounds(newBounds);
        uint256 clamped = Math.min(Math.max(baseTemperatureWad, newBounds.minWad), newBounds.maxWad);
        if (clamped != baseTemperatureWad) _setBase(clamped);
    }

    /// @inheritdoc IThermostat
    function setGains(Gains calldata newGains) external whenActive restricted reporting(ChangeReason.GainsSet) {
        _setGains(newGains);
        _pid.integralWad = PidMath.clamp(_pid.integralWad, -newGains.integralLimit, newGains.integralLimit);
        _pid.outputWad = PidMath.clamp(_pid.outputWad, -newGains.outputLimit, newGains.outputLimit);
    }

    /// @inheritdoc IThermostat
    function setKpis(Kpis calldata targets, Kpis calldata weights) external whenActive restricted {
        _setKpis(targets, weights);
        _pid.lastTickAt = 0;
    }

    /// @inheritdoc IThermostat
    function setRoleOffset(uint8 role, int256 offsetWad) external whenActive restricted {
        if (!role.isSingle()) revert InvalidRole(role);
        if (_exceeds(offsetWad, MAX_MAGNITUDE)) revert OffsetOutOfBounds(offsetWad, MAX_MAGNITUDE);
        emit RoleOffsetChanged(role, _roleOffsets[role], offsetWad);
        _roleOffsets[role] = offsetWad;
    }

    // Views

    /// @inheritdoc IThermostat
    function temperatureWad() public view returns (uint256) {
        return _clamped(int256(baseTemperatureWad) + _pid.outputWad);
    }

    /// @inheritdoc IThermostat
    function temperatureOf(uint8 role) external view returns (uint256) {
        if (!role.isSingle()) revert InvalidRole(role);
        return _clamped(int256(temperatureWad()) + _roleOffsets[role]);
    }

    /// @inheritdoc IThermostat
    function bounds() external view returns (Bounds memory) {
        return _bounds;
    }

    /// @inheritdoc IThermostat
    function gains() external view returns (Gains memory) {
        return _gains;
    }

    /// @inheritdoc IThermostat
    function kpiTargets() external view returns (Kpis memory) {
        return _targets;
    }

    /// @inheritdoc IThermostat
    function kpiWeights() external view returns (Kpis memory) {
        return _weights;
    }

    /// @inheritdoc IThermostat
    function pidState() external view returns (PidState memory) {
        return _pid;
    }

    /// @inheritdoc IThermostat
    function roleOffsetOf(uint8 role) external view returns (int256) {
        return _roleOffsets[role];
    }

    // Internals

    function _step(int256 error, int256 measurement, uint48 dt) private view returns (PidMath.Result memory) {
        int256 base = int256(baseTemperatureWad);
        return PidMath.step(
            _gains,
            PidMath.Input({
                error: error,
                measurement: measurement,
                lastMeasurement: _pid.measurementWad,
                integral: _pid.integralWad,
                dt: int256(uint256(dt)),
                lower: int256(_bounds.minWad) - base,
                upper: int256(_bounds.maxWad) - base
            })
        );
    }

    function _setBase(uint256 baseWad) private {
        emit BaseChanged(baseTemperatureWad, baseWad);
        baseTemperatureWad = baseWad;
    }

    function _setBounds(Bounds memory newBounds) private {
        _checkBounds(newBounds);
        emit BoundsChanged(_bounds, newBounds);
        _bounds = newBounds;
    }

    function _setGains(Gains memory newGains) private {
        _checkGains(newGains);
        emit GainsChanged(_gains, newGains);
        _gains = newGains;
    }

    function _setKpis(Kpis memory targets, Kpis memory weights) private {
        _checkKpis(targets);
        _checkWeights(weights);
        emit KpisChanged(_targets, targets, _weights, weights);
        _targets = targets;
        _weights = weights;
    }

    function _clamped(int256 value) private view returns (uint256) {
        // Bounds lie in [1, 10^24], so the result is positive.
        return uint256(PidMath.clamp(value, int256(_bounds.minWad), int256(_bounds.maxWad)));
    }

    function _checkBase(uint256 baseWad, Bounds memory b) private pure {
        if (baseWad < b.minWad || baseWad > b.maxWad) revert BaseOutOfBounds(baseWad, b.minWad, b.maxWad);
    }

    function _checkBounds(Bounds memory b) private pure {
        bool ordered = b.minWad > 0 && b.minWad <= b.emergencyWad && b.emergencyWad <= b.maxWad;
        if (!ordered || b.maxWad > uint256(MAX_MAGNITUDE)) revert BoundsInvalid(b.minWad, b.emergencyWad, b.maxWad);
    }

    function _checkGains(Gains memory g) private pure {
        _checkGain(g.kp);
        _checkGain(g.ki);
        _checkGain(g.kd);
        _checkGain(g.integralLimit);
        _checkGain(g.outputLimit);
    }

    function _checkGain(int256 value) private pure {
        if (value < 0 || value > MAX_MAGNITUDE) revert GainOutOfBounds(value, MAX_MAGNITUDE);
    }

    function _checkKpis(Kpis memory kpis) private pure {
        _checkKpi(kpis.emissionWad);
        _checkKpi(kpis.backlogWad);
        _checkKpi(kpis.slaWad);
    }

    function _checkKpi(int256 value) private pure {
        if (_exceeds(value, MAX_MAGNITUDE)) revert KpiOutOfBounds(value, MAX_MAGNITUDE);
    }

    function _checkWeights(Kpis memory weights) private pure {
        _checkWeight(weights.emissionWad);
        _checkWeight(weights.backlogWad);
        _checkWeight(weights.slaWad);
    }

    function _checkWeight(int256 value) private pure {
        if (_exceeds(value, MAX_WEIGHT)) revert WeightOutOfBounds(value, MAX_WEIGHT);
    }

    function _exceeds(int256 value, int256 magnitude) private pure returns (bool) {
        return value > magnitude || value < -magnitude;
    }
}
