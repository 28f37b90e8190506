// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IDisputeModule} from "../../../contracts/interfaces/IDisputeModule.sol";
import {ISortitionPool} from "../../../contracts/interfaces/ISortitionPool.sol";
import {IStakeManager} from "../../../contracts/interfaces/IStakeManager.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {IValidationModule} from "../../../contracts/interfaces/IValidationModule.sol";
import {DelayMath} from "../../../contracts/shared/DelayMath.sol";
import {JuryMath} from "../../../contracts/shared/JuryMath.sol";
import {PidMath} from "../../../contracts/shared/PidMath.sol";
import {SeatMath} from "../../../contracts/shared/SeatMath.sol";
import {Settlement} from "../../../contracts/shared/Settlement.sol";
import {ShareMath} from "../../../contracts/shared/ShareMath.sol";
import {StakeScaling} from "../../../contracts/shared/StakeScaling.sol";

/// @notice Runs many cases of the national libraries, or many draws of a SortitionPool, in one call, so that they can be
/// compared with the mirrors in TypeScript.
contract NationalEconomicsHarness {
    struct PidCase {
        IThermostat.Gains gains;
        PidMath.Input input;
    }

    struct KpiCase {
        IThermostat.Kpis values;
        IThermostat.Kpis targets;
        IThermostat.Kpis weights;
    }

    struct ShiftCase {
        uint256[4] shares;
        uint256[4] minShares;
        uint256[4] maxShares;
        uint256 to;
        uint256 step;
    }

    struct DelayCase {
        IThermostat.Bounds bounds;
        uint256 baseWad;
        uint256 raiseWad;
        uint256 temperatureWad;
        uint256 fullBps;
        uint256 ownWei;
        uint256 totalWei;
        uint256 epochs;
    }

    struct FadeCase {
        uint256[4] governed;
        uint256[4] moved;
        uint256 times;
    }

    struct ShiftResult {
        uint256[4] shares;
        uint256 moved;
    }

    struct StakeCase {
        uint256 baseWei;
        uint256 referenceWad;
        uint256 temperatureWad;
        uint256 bps;
    }

    struct SeatCase {
        uint96 seatLockWei;
        uint16 seatFeeBps;
        uint8 committeeSize;
        uint256 worthWei;
    }

    struct JuryCase {
        uint8 jurySize;
        uint8 juryQuorum;
        uint8 hearing;
        uint256 firstBondWei;
        uint96 jurorLockWei;
        uint256 seatFeeWei;
        uint16 bondBps;
        uint16 seatFeeBps;
        uint256 worthWei;
    }

    struct DrawResult {
        address[] members;
        uint8[] seats;
        uint256 eligible;
        uint256 total;
    }

    function pidSteps(PidCase[] calldata cases) external pure returns (PidMath.Result[] memory results) {
        results = new PidMath.Result[](cases.length);
        for (uint256 i; i < cases.length; ++i) {
            results[i] = PidMath.step(cases[i].gains, cases[i].input);
        }
    }

    /// @return results Measurement and error of each case.
    function kpis(KpiCase[] calldata cases) external pure returns (int256[2][] memory results) {
        results = new int256[2][](cases.length);
        for (uint256 i; i < cases.length; ++i) {
            KpiCase calldata one = cases[i];
            results[i][0] = PidMath.weigh(one.values, one.weights);
            results[i][1] = PidMath.weigh(PidMath.errors(one.values, one.targets), one.weights);
        }
    }

    function shifts(ShiftCase[] calldata cases) external pure returns (ShiftResult[] memory results) {
        results = new ShiftResult[](cases.length);
        for (uint256 i; i < cases.length; ++i) {
            ShiftCase memory one = cases[i];
            results[i].moved = ShareMath.shift(one.shares, one.minShares, one.maxShares, one.to, one.step);
            results[i].shares = one.shares;
        }
    }

    function fades(FadeCase[] calldata cases) external pure returns (uint256[4][] memory results) {
        results = new uint256[4][](cases.length);
        for (uint256 i; i < cases.length; ++i) {
            results[i] = ShareMath.fade(cases[i].governed, cases[i].moved, cases[i].times);
        }
    }

    /// @return results Step, what it adds to a raise, and what is left of the sum of each case.
    function delays(DelayCase[] calldata cases) external pure returns (uint256[3][] memory results) {
        results = new uint256[3][](cases.length);
        for (uint256 i; i < cases.length; ++i) {
            DelayCase calldata one = cases[i];
            uint256 stepBps = DelayMath.stepBps(one.fullBps, one.ownWei, one.totalWei);
            uint256 addedWad =
                DelayMath.added(one.bounds, one.baseWad, one.raiseWad, one.temperatureWad, stepBps);
            results[i] = [stepBps, addedWad, DelayMath.left(one.raiseWad + addedWad, one.epochs)];
        }
    }

    /// @return results Scaled stake, part rounded down and part rounded up of each case.
    function stakes(StakeCase[] calldata cases) external pure returns (uint256[3][] memory results) {
        results = new uint256[3][](cases.length);
        for (uint256 i; i < cases.length; ++i) {
            StakeCase calldata one = cases[i];
            results[i][0] = StakeScaling.scale(one.baseWei, one.referenceWad, one.temperatureWad);
            results[i][1] = ShareMath.part(one.baseWei, one.bps);
            results[i][2] = ShareMath.partUp(one.baseWei, one.bps);
        }
    }

    /// @return results Of each case the payments above zero, in packed words of payee, amount and reason, then the burn.
    function settlements(Settlement.Case[] calldata cases) external pure returns (bytes[] memory results) {
        results = new bytes[](cases.length);
        for (uint256 i; i < cases.length; ++i) {
            (IStakeManager.Payment[] memory payments, uint256 burnWei) = Settlement.plan(cases[i]);
            bytes memory packed;
            for (uint256 j; j < payments.length; ++j) {
                IStakeManager.Payment memory one = payments[j];
                if (one.amountWei > 0) {
                    packed = bytes.concat(packed, abi.encodePacked(one.payee, one.amountWei, one.reason));
                }
            }
            results[i] = bytes.concat(packed, bytes32(burnWei));
        }
    }

    /// @return results Lock and fee of a seat, and the fees of two full committees of each case.
    function seats(SeatCase[] calldata cases) external pure returns (uint256[3][] memory results) {
        results = new uint256[3][](cases.length);
        for (uint256 i; i < cases.length; ++i) {
            IValidationModule.ValidationTerms memory terms;
            terms.seatLockWei = cases[i].seatLockWei;
            terms.seatFeeBps = cases[i].seatFeeBps;
            terms.committeeSize = cases[i].committeeSize;
            results[i][0] = SeatMath.lockWei(terms, cases[i].worthWei);
            results[i][1] = SeatMath.feeWei(terms, cases[i].worthWei);
            results[i][2] = SeatMath.feesWei(terms, cases[i].worthWei);
        }
    }

    /// @return results Seats, quorum, what a claimant posts, what a seat locks and the bonds of all hearings of each case.
    function juries(JuryCase[] calldata cases) external pure returns (uint256[5][] memory results) {
        results = new uint256[5][](cases.length);
        for (uint256 i; i < cases.length; ++i) {
            JuryCase calldata one = cases[i];
            IDisputeModule.DisputeTerms memory terms;
            terms.jurySize = one.jurySize;
            terms.juryQuorum = one.juryQuorum;
            (terms.jurorLockWei, terms.bondBps) = (one.jurorLockWei, one.bondBps);
            results[i][0] = JuryMath.seats(terms, one.hearing);
            results[i][1] = JuryMath.quorum(terms, one.hearing);
            results[i][2] = JuryMath.postedWei(one.firstBondWei, one.jurySize, one.seatFeeWei, one.hearing);
            results[i][3] = JuryMath.lockWei(terms, one.worthWei);
            results[i][4] = JuryMath.bondsWei(terms, one.worthWei, one.seatFeeBps);
        }
    }

    function draws(ISortitionPool pool, ISortitionPool.DrawRequest[] calldata requests)
        external
        view
        returns (DrawResult[] memory results)
    {
        results = new DrawResult[](requests.length);
        for (uint256 i; i < requests.length; ++i) {
            (results[i].members, results[i].seats, results[i].eligible, results[i].total) = pool.draw(requests[i]);
        }
    }
}
