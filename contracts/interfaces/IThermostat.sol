// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IEnergyOracle} from "./IEnergyOracle.sol";

/// @title IThermostat
/// @notice The protocol's temperature: how much exploration it wants. Temperatures and KPIs are WAD.
///
/// temperature = clamp(base + raise + output, min, max), formed when read, so bounds hold at once when they change.
/// `base` is the set-point that the council moves; `raise` is what delay policies have added, and fades; `output` is
/// that of a PID controller on three KPIs.
///
/// **Fading.** Epoch n is the active time [n, n + 1) × `fadeSeconds`. Each epoch that begins halves the raise, rounding
/// down: of what was raised to R in epoch m, floor(R / 2ⁿ⁻ᵐ) is left throughout epoch n. A further raise adds to what is
/// left then, so that none prolongs another. The council's next word on the base ends them all.
///
/// Warning: what is raised shortly before an epoch ends halves shortly after.
///
/// One tick takes a reading of the KPIs that the oracle's signers attest, in the order of their sequence numbers, each
/// once. All divisions round toward zero; dt is in whole seconds of active time from the last reading's measurement to this
/// one's (0 on the first tick and on the first after the KPI targets or weights changed):
///
///     measurement = Σ kpiᵢ·weightᵢ / WAD                         each term divided on its own
///     error       = Σ (kpiᵢ − targetᵢ)·weightᵢ / WAD             each term divided on its own
///     candidate   = clamp(integral + ki·error·dt / WAD, −integralLimit, +integralLimit)
///     derivative  = dt = 0 ? 0 : kd·(measurement − last measurement) / WAD / dt
///     raw(i)      = kp·error / WAD + i + derivative
///     integral'   = candidate, unless raw(candidate) leaves [−outputLimit, outputLimit], or base + raise + raw(candidate)
///                   leaves [min, max], on the side to which the error pushes: then it stays (anti-windup); the raise is
///                   the one of the measurement's second
///     output      = clamp(raw(integral'), −outputLimit, +outputLimit)
///
/// The derivative is taken on the measurement, so moving a target causes no kick. A positive error heats.
///
/// What the temperature was at the end of any past second of active time can be read for good: whoever settles something
/// of the past cannot choose its temperature.
interface IThermostat {
    /// @param emissionWad Token emission against plan.
    /// @param backlogWad Work waiting.
    /// @param slaWad Lateness.
    struct Kpis {
        int256 emissionWad;
        int256 backlogWad;
        int256 slaWad;
    }

    /// @param kp Proportional gain.
    /// @param ki Integral gain, per second.
    /// @param kd Derivative gain, seconds.
    /// @param integralLimit Bound of the integral's magnitude.
    /// @param outputLimit Bound of the output's magnitude.
    struct Gains {
        int256 kp;
        int256 ki;
        int256 kd;
        int256 integralLimit;
        int256 outputLimit;
    }

    /// @param minWad Above zero.
    /// @param maxWad At most 10^6 WAD.
    /// @param emergencyWad Where raise-temperature leads; inside the other two.
    struct Bounds {
        uint256 minWad;
        uint256 maxWad;
        uint256 emergencyWad;
    }

    /// @param minTickSeconds At most 30 days.
    /// @param fadeSeconds 1 hour to 90 days.
    struct Config {
        uint256 baseWad;
        Bounds bounds;
        Gains gains;
        Kpis targets;
        Kpis weights;
        uint48 minTickSeconds;
        uint48 fadeSeconds;
    }

    /// @param lastTickAt Active time of the last reading's measurement, 0 if the next tick has dt = 0.
    struct PidState {
        int256 integralWad;
        int256 outputWad;
        int256 measurementWad;
        uint48 lastTickAt;
    }

    enum ChangeReason {
        Tick,
        BaseSet,
        BoundsSet,
        DelayPolicy,
        GainsSet
    }

    /// @notice What a call did to the temperature; also emitted if it did nothing.
    event TemperatureChanged(uint256 beforeWad, uint256 afterWad, ChangeReason reason);
    /// @notice One step of the controller, with everything that it can be recomputed from.
    event Ticked(
        uint64 indexed sequence,
        Kpis kpis,
        uint48 dtSeconds,
        int256 errorWad,
        int256 integralWad,
        int256 derivativeWad,
        int256 outputWad
    );
    /// @notice The set-point moved. The first one, at deployment, moves from 0.
    event BaseChanged(uint256 beforeWad, uint256 afterWad);
    /// @notice What delay policies have raised changed otherwise than by fading.
    event RaiseChanged(uint256 beforeWad, uint256 afterWad);
    /// @notice The bounds changed. The first change, at deployment, is from zeros, here and below.
    event BoundsChanged(Bounds beforeBounds, Bounds afterBounds);
    /// @notice The gains changed.
    event GainsChanged(Gains beforeGains, Gains afterGains);
    /// @notice Targets and weights changed.
    event KpisChanged(Kpis beforeTargets, Kpis afterTargets, Kpis beforeWeights, Kpis afterWeights);
    /// @notice A role's offset changed.
    event RoleOffsetChanged(uint8 indexed role, int256 beforeWad, int256 afterWad);

    /// @notice Not 0 < min <= emergency <= max <= 10^6 WAD.
    error BoundsInvalid(uint256 minWad, uint256 emergencyWad, uint256 maxWad);
    /// @notice The set-point must lie inside the bounds.
    error BaseOutOfBounds(uint256 baseWad, uint256 minWad, uint256 maxWad);
    /// @notice A gain or limit is negative or above `limit`.
    error GainOutOfBounds(int256 value, int256 limit);
    /// @notice A KPI's magnitude is above `limit`.
    error KpiOutOfBounds(int256 value, int256 limit);
    /// @notice A weight's magnitude is above `limit`.
    error WeightOutOfBounds(int256 value, int256 limit);
    /// @notice An offset's magnitude is above `limit`.
    error OffsetOutOfBounds(int256 value, int256 limit);
    /// @notice Not one of the five roles.
    error InvalidRole(uint8 role);
    /// @notice The next tick takes a reading measured at `nextTickAt` (active time) or later.
    error TickTooSoon(uint48 nextTickAt, uint48 measuredAt);
    /// @notice The reading is for another thermostat.
    error ReadingForOtherThermostat(address thermostat);
    /// @notice Readings are used once, in order, without a gap.
    error ReadingOutOfOrder(uint64 sequence, uint64 expected);
    /// @notice The reading says that it was measured later than now (active time).
    error ReadingFromTheFuture(uint48 measuredAt, uint48 activeTime);
    /// @notice The past is final, the present is not: `timepoint` must lie before the current active time.
    error FutureLookup(uint48 timepoint, uint48 activeTime);
    /// @notice Ticks are `maxSeconds` apart at most.
    error TickIntervalOutOfBounds(uint48 valueSeconds, uint48 maxSeconds);
    /// @notice What is raised halves every `minSeconds` to `maxSeconds`.
    error FadeOutOfBounds(uint48 valueSeconds, uint48 minSeconds, uint48 maxSeconds);
    /// @notice A step is 1 to 10,000 basis points.
    error StepOutOfBounds(uint256 stepBps);
    /// @notice There is nowhere to raise the temperature to, or not by a whole unit.
    error AtEmergencyTemperature(uint256 temperatureWad, uint256 emergencyWad);

    /// @notice One step of the controller with the next reading. Measurements are at least `minTickSeconds` apart. Anybody
    /// can bring it: the reading decides what happens, not who brings it or when before its deadline.
    /// @param signatures As for `IEnergyOracle.checkReading`.
    function tick(IEnergyOracle.Reading calldata reading, IEnergyOracle.Signature[] calldata signatures)
        external
        returns (uint256 afterWad);

    /// @notice Adds to the raise stepBps of the distance from the temperature to the emergency temperature, rounding
    /// down, as far as base and raise stay below the upper bound.
    function raiseTowardsEmergency(uint256 stepBps) external returns (uint256 beforeWad, uint256 afterWad);

    /// @notice Moves the set-point, and ends what policies have raised.
    function setBaseTemperature(uint256 baseWad) external;

    /// @notice Changes the bounds; the base is clamped into them.
    function setBounds(Bounds calldata newBounds) external;

    /// @notice Changes the gains; integral and output are clamped into the new limits.
    function setGains(Gains calldata newGains) external;

    /// @notice Changes targets and weights. The next tick has dt = 0.
    function setKpis(Kpis calldata targets, Kpis calldata weights) external;

    /// @notice Sets what is added to the temperature for one role.
    function setRoleOffset(uint8 role, int256 offsetWad) external;

    /// @notice clamp(base + raise + output, min, max).
    function temperatureWad() external view returns (uint256);

    /// @notice clamp(temperature + the role's offset, min, max).
    function temperatureOf(uint8 role) external view returns (uint256);

    /// @notice {temperatureWad} at the end of the second `timepoint` (active time); 0 before the deployment.
    function temperatureAt(uint48 timepoint) external view returns (uint256);

    /// @notice {temperatureOf} at the end of the second `timepoint` (active time); 0 before the deployment.
    function temperatureOfAt(uint8 role, uint48 timepoint) external view returns (uint256);

    /// @notice The base at deployment: the temperature at which a job asks exactly its base stake. Immutable.
    function referenceTemperatureWad() external view returns (uint256);

    /// @notice The set-point.
    function baseTemperatureWad() external view returns (uint256);
    /// @notice What is left in this epoch of what delay policies have raised.
    function raiseWad() external view returns (uint256);
    /// @notice Between which the temperature lies.
    function bounds() external view returns (Bounds memory);
    /// @notice Gains and limits of the controller.
    function gains() external view returns (Gains memory);
    /// @notice What each KPI should be.
    function kpiTargets() external view returns (Kpis memory);
    /// @notice How much each KPI counts.
    function kpiWeights() external view returns (Kpis memory);
    /// @notice What the controller remembers.
    function pidState() external view returns (PidState memory);
    /// @notice What is added to the temperature for the single `role`, before clamping.
    function roleOffsetOf(uint8 role) external view returns (int256);
    /// @notice Sequence number of the last reading used, 0 before the first.
    function lastSequence() external view returns (uint64);
    /// @notice Whose signers attest the readings. Immutable.
    function oracle() external view returns (IEnergyOracle);
    /// @notice Active seconds that measurements are apart at least. Immutable.
    function minTickSeconds() external view returns (uint48);
    /// @notice Active seconds of an epoch: with each that begins, what policies have raised halves. Immutable.
    function fadeSeconds() external view returns (uint48);
}
