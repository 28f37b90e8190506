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
/// - dS = Σ (uPre - uPost), the uncertainty removed, in WAD;
/// - free = max(0, T·dS - dH), in wei, with T the thermostat's temperature when the epoch is settled;
/// - budget = min(κ·free, epoch cap, the engine's balance), in wei.
///
/// Each role's share of the budget is divided by the weights g·exp((μ - E)/T)/Z of its participants, with T the
/// thermostat's temperature for the role and μ the role's lowest energy (which cancels in Z). All divisions round down;
/// what they leave, and the shares of roles without participants, go to the treasury. Payouts plus that remainder equal
/// the budget to the wei.
///
/// @dev No attested number makes a settlement revert: what exceeds its cap counts as the cap. An attestation that does not
/// stand does; the settler leaves it out.
/// Warning: the settler decides which attestations of an epoch it presents. What it left out cannot be added later.
interface IRewardEngineMB {
    /// @notice What governance sets.
    struct Parameters {
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

    /// @notice What a role's participants get.
    struct RoleOutcome {
        /// One bit of `Roles`.
        uint8 role;
        uint256 temperatureWad;
        /// μ: the lowest energy among the role's participants; zero without participants.
        uint256 chemicalPotentialWad;
        /// The role's share of the budget.
        uint256 shareWei;
        /// What of it the participants get, summed.
        uint256 paidWei;
    }

    /// @notice What an epoch comes to.
    struct Settlement {
        uint256 temperatureWad;
        int256 deltaHWei;
        int256 deltaSWad;
        uint256 freeWei;
        uint256 budgetWei;
        /// What the participants get, summed.
        uint256 paidWei;
        /// What the treasury gets: `budgetWei - paidWei`.
        uint256 remainderWei;
        /// Agents, validators, operators, employers.
        RoleOutcome[4] roles;
        /// The payout of each attestation, in the order in which they were presented.
        uint256[] payoutsWei;
        /// The weight of each attestation within its role, in WAD, rounded down.
        uint256[] weightsWad;
    }

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

    /// @notice A role's share was divided.
    event RoleShareDivided(
        uint64 indexed epoch,
        uint8 indexed role,
        uint256 temperatureWad,
        uint256 chemicalPotentialWad,
        uint256 shareWei,
        uint256 paidWei
    );

    /// @notice An attested part got a payout (possibly zero).
    event RewardAllocated(
        uint64 indexed epoch, address indexed account, uint8 indexed role, uint256 weightWad, uint256 amountWei
    );

    /// @notice Governance changed the parameters.
    event ParametersChanged(Parameters oldParameters, Parameters newParameters);

    /// @notice The epoch is not over yet.
    error EpochNotOver(uint64 epoch, uint64 currentEpoch);

    /// @notice An epoch is settled once.
    error EpochAlreadySettled(uint64 epoch);

    /// @notice The attestation counts in another epoch.
    error AttestationForOtherEpoch(uint64 attestedEpoch, uint64 epoch);

    /// @notice The role has no share in rewards.
    error RoleWithoutShare(uint8 role);

    /// @notice More attestations than one settlement can hold.
    error TooManyAttestations(uint256 given, uint256 limit);

    /// @notice A parameter exceeds the bound that keeps the arithmetic from overflowing.
    error ParameterOutOfBounds(uint256 value, uint256 limit);

    /// @notice An epoch without length never ends.
    error EpochLengthInvalid(uint48 epochLength);

    /// @notice Settles an epoch that is over: uses the attestations up, credits the payouts as claims in the StakeManager
    /// and sends the remainder to the treasury. Restricted; only while the system is active.
    /// @param signed At most 256; the attestations of all roles, in any order.
    function settle(uint64 epoch, SignedAttestation[] calldata signed) external returns (Settlement memory settlement);

    /// @notice What {settle} would come to now with these attestations, without looking at signatures or nonces.
    function quote(IEnergyOracle.Attestation[] calldata attestations) external view returns (Settlement memory settlement);

    /// @notice Replaces the parameters. Restricted.
    function setParameters(Parameters calldata newParameters) external;

    /// @notice The parameters in force.
    function parameters() external view returns (Parameters memory);

    /// @notice The epoch that runs now, counted in active time from the engine's deployment.
    function currentEpoch() external view returns (uint64);

    /// @notice The length of an epoch, in seconds of active time.
    function epochLength() external view returns (uint48);

    /// @notice Whether the epoch has been settled.
    function isSettled(uint64 epoch) external view returns (bool);

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
