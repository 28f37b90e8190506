// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAGIALPHA} from "./IAGIALPHA.sol";
import {IEnergyOracle} from "./IEnergyOracle.sol";
import {IIncentivePolicy} from "./IIncentivePolicy.sol";
import {IStakeManager} from "./IStakeManager.sol";
import {IThermostat} from "./IThermostat.sol";

/// @title The Maxwell–Boltzmann reward engine
/// @notice Gives out, once an epoch, a part of the free energy that the attested work released. For an epoch:
///
/// - dH = Σ costs - Σ value, the net effort put in, in wei;
/// - dS = Σ (uPre - uPost), the uncertainty removed, in nats (WAD);
/// - τ = T/T₀, the thermostat's temperature as a multiple of its reference, in WAD;
/// - free = max(0, τ·price·dS - dH), in wei, where the price says what a nat is worth at the reference temperature;
/// - budget = min(κ·free, epoch cap, reserve), in wei.
///
/// Each role's share of the budget is divided among its entries by the weights g·exp((μ - E)/T)/Z, with
///
/// - g the entry's value, so that an entry without value weighs nothing and is paid nothing;
/// - E = (energy / value) / (Σ energy / Σ value), the sums over the role's entries with value: 1 for an entry as thrifty as
///   the role as a whole;
/// - T the thermostat's temperature for the role as a multiple of its reference, and μ the role's lowest E, which cancels
///   in Z.
///
/// But for rounding, more value for the same energy never pays less, more energy for the same value never pays more, a work
/// divided at one rate over several entries or accounts is paid what it is paid in one, and other units of energy or value
/// change nothing. All divisions round down; what they leave, and the shares of roles without value, go to the treasury.
/// Payouts plus that remainder equal the budget to the wei.
///
/// Everything but the attestations is that of the epoch's last second: temperatures, role shares, parameters, and the
/// reserve, which is what was recorded by then less the budgets of earlier epochs. It makes no difference who settles, when,
/// or in which parts.
///
/// An epoch is settled in three phases:
///
/// - *collecting*, from its end for `collectionSeconds`: anybody presents attestations, in any order and in any parts.
///   Each is kept once, and the sums and the lowest energy per value of each role with it. Nobody can be left out by anybody
///   else, and nothing is added later;
/// - *weighing*: anybody has the entries that were kept walked through once, to sum Z;
/// - *paying*: anybody has them walked through a second time, to credit payouts as claims in the StakeManager.
///
/// The engine walks through its own list, so that no phase sees another entry than the one before, and the caller of
/// {settle} chooses nothing but how far to go. A settlement that somebody leaves off can be carried on by anybody at once.
///
/// A temperature above the reference makes the same uncertainty worth more, hence a larger budget for work that removes
/// it, and weighs the same differences of thrift less; one below does the opposite. Nothing attested depends on it.
///
/// @dev No attested number makes a settlement revert: what exceeds its cap counts as the cap. An attestation that does not
/// stand makes its part revert; whoever presents leaves it out.
/// Warning: an attestation that nobody presents while the epoch is collecting counts nowhere.
/// Warning: whoever heats the system makes the budgets of epochs that remove uncertainty larger, late jobs among them.
/// Warning: energy moved from the value that it brought to an entry of next to no value weighs on nobody. No weight that
/// falls with energy is without this; the signers have to attest each part of a work with the energy that it took.
interface IRewardEngineMB {
    /// @notice What governance sets. An epoch is settled by those of its last second.
    struct Parameters {
        /// What a nat of uncertainty is worth at the reference temperature, in wei. At most 2^96 - 1. Zero has the budget
        /// follow from costs and value alone, whatever the temperature.
        uint256 natPriceWei;
        /// The part of the free energy that is given out, in WAD. At most 2^80 - 1.
        uint256 kappaWad;
        /// The most that an epoch gives out, in wei.
        uint256 epochCapWei;
        /// The most that one attestation's cost and value count each, in wei. At most 2^96 - 1.
        uint256 amountCapWei;
        /// The most that one attestation's uncertainties count each, in WAD. At most 2^96 - 1.
        uint256 uncertaintyCapWad;
    }

    /// @notice An attestation with its signatures, in ascending order of signers.
    struct SignedAttestation {
        IEnergyOracle.Attestation attestation;
        IEnergyOracle.Signature[] signatures;
    }

    /// @notice How far an epoch's settlement is. `None` as long as nothing is attested for it, which may be for good.
    enum Phase {
        None,
        Collecting,
        Weighing,
        Paying,
        Settled
    }

    /// @notice What is known of a role so far. Sums are over its entries with value.
    struct RoleState {
        /// The entry that takes the least energy for its value.
        uint96 groundEnergyWad;
        uint96 groundValueWei;
        uint128 energyWad;
        uint128 valueWei;
        /// μ, in WAD; zero without entries. Known from weighing on, like the temperature and the share of the budget.
        uint256 chemicalPotentialWad;
        uint96 temperatureWad;
        uint128 shareWei;
        /// Z, on an arbitrary scale: complete from paying on.
        uint256 partition;
        /// What its entries were paid so far.
        uint128 paidWei;
    }

    /// @notice How far an epoch's settlement is, and what it comes to.
    struct Settlement {
        Phase phase;
        /// Entries with value that were kept.
        uint32 entries;
        /// How many of them the phase is through with; while collecting, all.
        uint32 done;
        /// Known from weighing on, like free energy and budget.
        uint96 temperatureWad;
        int256 deltaHWei;
        int256 deltaSWad;
        uint256 freeWei;
        uint128 budgetWei;
        /// What was paid so far. What the treasury gets in the end: `budgetWei - paidWei`.
        uint128 paidWei;
        /// Agents, validators, operators, employers.
        RoleState[4] roles;
    }

    /// @notice An attestation was kept; energy and value as they count.
    event AttestationKept(
        uint64 indexed epoch, address indexed account, uint8 indexed role, uint256 energyWad, uint256 valueWei
    );

    /// @notice A part of a phase is done: `done` of `entries`.
    event PartDone(uint64 indexed epoch, Phase indexed phase, uint256 done, uint256 entries);

    /// @notice Collecting is over, and the budget fixed, by these parameters.
    event BudgetFixed(
        uint64 indexed epoch,
        Parameters parameters,
        uint256 temperatureWad,
        int256 deltaHWei,
        int256 deltaSWad,
        uint256 freeWei,
        uint256 reserveWei,
        uint256 budgetWei
    );

    /// @notice An entry got its payout (possibly zero).
    event RewardAllocated(
        uint64 indexed epoch, address indexed account, uint8 indexed role, uint256 weightWad, uint256 amountWei
    );

    /// @notice A role's share was divided.
    event RoleShareDivided(
        uint64 indexed epoch,
        uint8 indexed role,
        uint256 temperatureWad,
        uint256 chemicalPotentialWad,
        uint256 shareWei,
        uint256 paidWei
    );

    /// @notice The epoch was settled; what it paid was credited to the participants, the rest sent to the treasury.
    event EpochSettled(
        uint64 indexed epoch,
        uint256 temperatureWad,
        int256 deltaHWei,
        int256 deltaSWad,
        uint256 freeWei,
        uint256 budgetWei,
        uint256 paidWei,
        uint256 remainderWei
    );

    /// @notice Tokens that the engine got count for epochs that end later. `recordedWei`: all that ever did.
    event ReserveRecorded(uint256 addedWei, uint256 recordedWei);

    /// @notice Governance changed the parameters.
    event ParametersChanged(Parameters oldParameters, Parameters newParameters);

    /// @notice The epoch collects attestations in [`fromTime`, `toTime`) (active time).
    error EpochNotCollecting(uint64 epoch, uint256 fromTime, uint256 toTime, uint256 activeTime);

    /// @notice Nothing was attested for the epoch, or it is settled.
    error NothingToSettle(uint64 epoch, Phase phase);

    /// @notice The attestation counts in another epoch.
    error AttestationForOtherEpoch(uint64 attestedEpoch, uint64 epoch);

    /// @notice The role has no share in rewards.
    error RoleWithoutShare(uint8 role);

    /// @notice A part is of one entry to `limit` entries.
    error PartOutOfBounds(uint256 given, uint256 limit);

    /// @notice A parameter exceeds the bound that keeps the arithmetic from overflowing.
    error ParameterOutOfBounds(uint256 value, uint256 limit);

    /// @notice Not 0 < collection <= epoch: each epoch has to be through with collecting before the next one begins to.
    error ScheduleInvalid(uint48 epochLength, uint48 collectionSeconds);

    /// @notice All that the engine holds is recorded.
    error NothingToRecord(uint256 balanceWei);

    /// @notice Keeps attestations of an epoch that is collecting. Anybody can call it; only while the system is active.
    /// An attestation that was used before is passed over, so that nobody stops a part by being quicker with one of it.
    /// @param signed One to 64, of any roles, in any order. A part of 64 takes about 8 million gas with two signers each, of
    /// the 16.8 million that EIP-7825 allows; each further signature of each takes about 11,000 more.
    /// @return kept How many were.
    function present(uint64 epoch, SignedAttestation[] calldata signed) external returns (uint256 kept);

    /// @notice Goes on with an epoch that is through with collecting, for at most `maxEntries` entries. An entry counts
    /// once when it is weighed and once when it is paid. Anybody can call it; only while the system is active.
    /// @param maxEntries One to 64. A part of 64 takes about 2.5 million gas at most.
    /// @return phase How far the epoch is now.
    function settle(uint64 epoch, uint256 maxEntries) external returns (Phase phase);

    /// @notice Counts what the engine holds beyond what was recorded before, for epochs that end later. Anybody can call it;
    /// only while the system is active.
    /// @return addedWei How much that is.
    function recordReserve() external returns (uint256 addedWei);

    /// @notice Replaces the parameters, for epochs that end later. Restricted.
    function setParameters(Parameters calldata newParameters) external;

    /// @notice How far the epoch's settlement is, and what it comes to.
    function settlementOf(uint64 epoch) external view returns (Settlement memory);

    /// @notice Entry `index` of those that were kept, from 0; energy and value as they count.
    function entryOf(uint64 epoch, uint256 index)
        external
        view
        returns (address account, uint8 role, uint256 energyWad, uint256 valueWei);

    /// @notice What no budget has taken up so far of what was recorded.
    function reserveWei() external view returns (uint256);

    /// @notice The parameters in force.
    function parameters() external view returns (Parameters memory);

    /// @notice The epoch that runs now, counted in active time from the engine's deployment.
    function currentEpoch() external view returns (uint64);

    /// @notice The first moment at which the epoch is over, in active time.
    function endOf(uint64 epoch) external view returns (uint256);

    /// @notice The length of an epoch, in seconds of active time.
    function epochLength() external view returns (uint48);

    /// @notice For how long an epoch that is over collects attestations, in seconds of active time. At most its length.
    function collectionSeconds() external view returns (uint48);

    /// @notice Where remainders go.
    function treasury() external view returns (address);

    /// @notice The token that rewards are paid in.
    function token() external view returns (IAGIALPHA);

    /// @notice Where claims are credited.
    function stakeManager() external view returns (IStakeManager);

    /// @notice Where role shares are read.
    function incentivePolicy() external view returns (IIncentivePolicy);

    /// @notice Where the temperature is read.
    function thermostat() external view returns (IThermostat);

    /// @notice Where attestations are checked.
    function oracle() external view returns (IEnergyOracle);
}
