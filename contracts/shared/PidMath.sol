// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {IThermostat} from "../interfaces/IThermostat.sol";

/// @title PidMath
/// @notice The controller of `IThermostat`, pure. All divisions round toward zero.
library PidMath {
    int256 internal constant ONE = 1e18;

    /// @dev `lower` and `upper` are what the output may be, given the base and the temperature bounds.
    struct Input {
        int256 error;
        int256 measurement;
        int256 lastMeasurement;
        int256 integral;
        int256 dt;
        int256 lower;
        int256 upper;
    }

    struct Result {
        int256 integral;
        int256 derivative;
        int256 output;
    }

    /// @return Σ valueᵢ·weightᵢ / WAD, each term divided on its own.
    function weigh(IThermostat.Kpis memory values, IThermostat.Kpis memory weights) internal pure returns (int256) {
        return values.emissionWad * weights.emissionWad / ONE + values.backlogWad * weights.backlogWad / ONE
            + values.slaWad * weights.slaWad / ONE;
    }

    /// @return Each value minus its target.
    function errors(IThermostat.Kpis memory values, IThermostat.Kpis memory targets)
        internal
        pure
        returns (IThermostat.Kpis memory)
    {
        return IThermostat.Kpis({
            emissionWad: values.emissionWad - targets.emissionWad,
            backlogWad: values.backlogWad - targets.backlogWad,
            slaWad: values.slaWad - targets.slaWad
        });
    }

    function step(IThermostat.Gains memory gains, Input memory input) internal pure returns (Result memory result) {
        int256 lower = SignedMath.max(input.lower, -gains.outputLimit);
        int256 upper = SignedMath.min(input.upper, gains.outputLimit);
        int256 candidate = clamp(
            input.integral + gains.ki * input.error * input.dt / ONE, -gains.integralLimit, gains.integralLimit
        );
        if (input.dt > 0) {
            result.derivative = gains.kd * (input.measurement - input.lastMeasurement) / ONE / input.dt;
        }
        int256 proportional = gains.kp * input.error / ONE;
        int256 raw = proportional + candidate + result.derivative;
        bool windsUp = (raw > upper && input.error > 0) || (raw < lower && input.error < 0);
        result.integral = windsUp ? input.integral : candidate;
        result.output =
            clamp(proportional + result.integral + result.derivative, -gains.outputLimit, gains.outputLimit);
    }

    function clamp(int256 value, int256 lower, int256 upper) internal pure returns (int256) {
        return SignedMath.min(SignedMath.max(value, lower), upper);
    }
}
