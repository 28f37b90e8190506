// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IEnergyOracle} from "../interfaces/IEnergyOracle.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IThermostat} from "../interfaces/IThermostat.sol";
import {DelayMath} from "../shared/DelayMath.sol";
import {Module} from "../shared/Module.sol";
import {PidMath} from "../shared/PidMath.sol";
import {Roles} from "../shared/Roles.sol";
import {BPS} from "../shared/Units.sol";

/// @title Thermostat
contract Thermostat is Module, IThermostat {
    using Checkpoints for Checkpoints.Trace208;
    using Roles for uint8;

    /// @dev Bounds that keep every product of the controller far below 2^255: 10^24 × 10^24 × 2^48 < 10^63.
    int256 private constant MAX_MAGNITUDE = 1e24;
    int256 private constant MAX_WEIGHT = 1e20;
    uint48 private constant MAX_TICK_SECONDS = 30 days;
    uint48 private constant MIN_FADE_SECONDS = 1 hours;
    uint48 private constant MAX_FADE_SECONDS = 90 days;
    uint256 private constant BOUND_BITS = 104;
    uint256 private constant EPOCH_BITS = 48;

    /// @inheritdoc IThermostat
    uint256 public immutable referenceTemperatureWad;
    /// @inheritdoc IThermostat
    uint48 public immutable minTickSeconds;
    /// @inheritdoc IThermostat
    uint48 public immutable fadeSeconds;
    /// @inheritdoc IThermostat
    IEnergyOracle public immutable oracle;
    /// @inheritdoc IThermostat
    uint256 public baseTemperatureWad;

    Bounds private _bounds;
    Gains private _gains;
    Kpis private _targets;
    Kpis private _weights;
    PidState private _pid;
    /// @dev Active time before which no reading is due; survives a change of KPIs, unlike `_pid.lastTickAt`.
    uint48 private _nextTickAt;
    /// @inheritdoc IThermostat
    uint64 public lastSequence;

    /// @dev Base + output, by active time, here and below. No magnitude reaches 2^82.
    Checkpoints.Trace208 private _steady;
    /// @dev What policies have raised, above {EPOCH_BITS} bits of the epoch in which it was that much.
    Checkpoints.Trace208 private _raises;
    /// @dev The lower bound above {BOUND_BITS} bits of the upper one.
    Checkpoints.Trace208 private _boundsOver;
    mapping(uint8 role => Checkpoints.Trace208) private _roleOffsets;

    constructor(address authority_, ISystemPause systemPause_, IEnergyOracle oracle_, Config memory config)
        Module(authority_, systemPause_)
    {
        if (config.minTickSeconds > MAX_TICK_SECONDS) {
            revert TickIntervalOutOfBounds(config.minTickSeconds, MAX_TICK_SECONDS);
        }
        if (config.fadeSeconds < MIN_FADE_SECONDS || config.fadeSeconds > MAX_FADE_SECONDS) {
            revert FadeOutOfBounds(config.fadeSeconds, MIN_FADE_SECONDS, MAX_FADE_SECONDS);
        }
        _checkBase(config.baseWad, config.bounds);
        referenceTemperatureWad = config.baseWad;
        minTickSeconds = config.minTickSeconds;
        fadeSeconds = config.fadeSeconds;
        oracle = oracle_;
        _setBase(config.baseWad);
        _setBounds(config.bounds);
        _setGains(config.gains);
        _setKpis(config.targets, config.weights);
        _rememberSteady();
    }

    /// @dev Reports what the change did to the temperature, and remembers what follows from base and output.
    modifier reporting(ChangeReason reason) {
        uint256 beforeWad = temperatureWad();
        int256 steadyWad = _steadyWad();
        _;
        emit TemperatureChanged(beforeWad, temperatureWad(), reason);
        if (_steadyWad() != steadyWad) _rememberSteady();
    }

    // Anybody with the oracle's next reading

    /// @inheritdoc IThermostat
    function tick(IEnergyOracle.Reading calldata reading, IEnergyOracle.Signature[] calldata signatures)
        external
        whenActive
        reporting(ChangeReason.Tick)
        returns (uint256)
    {
        _checkNext(reading);
        oracle.checkReading(reading, signatures);
        lastSequence = reading.sequence;
        _step(Kpis(reading.emissionWad, reading.backlogWad, reading.slaWad), reading.measuredAt);
        return temperatureWad();
    }

    function _checkNext(IEnergyOracle.Reading calldata reading) private view {
        if (reading.thermostat != address(this)) revert ReadingForOtherThermostat(reading.thermostat);
        uint64 expected = lastSequence + 1;
        if (reading.sequence != expected) revert ReadingOutOfOrder(reading.sequence, expected);
        uint48 measuredAt = reading.measuredAt;
        if (measuredAt > _activeTime()) revert ReadingFromTheFuture(measuredAt, _activeTime());
        if (measuredAt < _nextTickAt) revert TickTooSoon(_nextTickAt, measuredAt);
    }

    function _step(Kpis memory kpis, uint48 measuredAt) private {
        _checkKpis(kpis);
        uint48 dt = _pid.lastTickAt == 0 ? 0 : measuredAt - _pid.lastTickAt;
        int256 measurement = PidMath.weigh(kpis, _weights);
        int256 error = PidMath.weigh(PidMath.errors(kpis, _targets), _weights);
        PidMath.Result memory result = _respond(error, measurement, dt, _raiseAt(measuredAt));
        _pid = PidState({
            integralWad: result.integral,
            outputWad: result.output,
            measurementWad: measurement,
            lastTickAt: measuredAt
        });
        _nextTickAt = measuredAt + minTickSeconds;
        emit Ticked(lastSequence, kpis, dt, error, result.integral, result.derivative, result.output);
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
        uint256 raisedWad = raiseWad();
        uint256 addedWad = DelayMath.added(_bounds, baseTemperatureWad, raisedWad, beforeWad, stepBps);
        if (addedWad == 0) revert AtEmergencyTemperature(beforeWad, _bounds.emergencyWad);
        _setRaise(raisedWad + addedWad);
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
        if (raiseWad() > 0) _setRaise(0);
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
        emit RoleOffsetChanged(role, roleOffsetOf(role), offsetWad);
        _roleOffsets[role].push(_activeTime(), uint208(int208(offsetWad)));
    }

    // Views

    /// @inheritdoc IThermostat
    function temperatureWad() public view returns (uint256) {
        return _clamped(_steadyWad() + int256(raiseWad()));
    }

    /// @inheritdoc IThermostat
    function temperatureOf(uint8 role) external view returns (uint256) {
        if (!role.isSingle()) revert InvalidRole(role);
        return _clamped(int256(temperatureWad()) + roleOffsetOf(role));
    }

    /// @inheritdoc IThermostat
    function temperatureAt(uint48 timepoint) public view returns (uint256) {
        if (timepoint >= _activeTime()) revert FutureLookup(timepoint, _activeTime());
        return _clampedAt(int208(_steady.upperLookupRecent(timepoint)) + int256(_raiseAt(timepoint)), timepoint);
    }

    /// @inheritdoc IThermostat
    function temperatureOfAt(uint8 role, uint48 timepoint) external view returns (uint256) {
        if (!role.isSingle()) revert InvalidRole(role);
        int256 offsetWad = int208(_roleOffsets[role].upperLookupRecent(timepoint));
        return _clampedAt(int256(temperatureAt(timepoint)) + offsetWad, timepoint);
    }

    /// @inheritdoc IThermostat
    function raiseWad() public view returns (uint256) {
        return _raiseAt(_activeTime());
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
    function roleOffsetOf(uint8 role) public view returns (int256) {
        return int208(_roleOffsets[role].latest());
    }

    // Internals

    function _respond(int256 error, int256 measurement, uint48 dt, uint256 raisedWad)
        private
        view
        returns (PidMath.Result memory)
    {
        int256 base = int256(baseTemperatureWad + raisedWad);
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

    function _setRaise(uint256 afterWad) private {
        emit RaiseChanged(raiseWad(), afterWad);
        uint48 nowActive = _activeTime();
        // Base and raise together stay inside the bounds when it grows: below 2^80.
        _raises.push(nowActive, uint208(afterWad << EPOCH_BITS | nowActive / fadeSeconds));
    }

    function _setBounds(Bounds memory newBounds) private {
        _checkBounds(newBounds);
        emit BoundsChanged(_bounds, newBounds);
        _bounds = newBounds;
        _boundsOver.push(_activeTime(), uint208(newBounds.minWad << BOUND_BITS | newBounds.maxWad));
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

    function _rememberSteady() private {
        _steady.push(_activeTime(), uint208(int208(_steadyWad())));
    }

    function _steadyWad() private view returns (int256) {
        return int256(baseTemperatureWad) + _pid.outputWad;
    }

    function _raiseAt(uint48 timepoint) private view returns (uint256) {
        uint256 packed = _raises.upperLookupRecent(timepoint);
        return DelayMath.left(packed >> EPOCH_BITS, timepoint / fadeSeconds - uint48(packed));
    }

    function _clampedAt(int256 value, uint48 timepoint) private view returns (uint256) {
        uint256 packed = _boundsOver.upperLookupRecent(timepoint);
        return uint256(PidMath.clamp(value, int256(packed >> BOUND_BITS), int256(uint256(uint104(packed)))));
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
