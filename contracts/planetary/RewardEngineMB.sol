// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IAGIALPHA} from "../interfaces/IAGIALPHA.sol";
import {IEnergyOracle} from "../interfaces/IEnergyOracle.sol";
import {IIncentivePolicy} from "../interfaces/IIncentivePolicy.sol";
import {IRewardEngineMB} from "../interfaces/IRewardEngineMB.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IThermostat} from "../interfaces/IThermostat.sol";
import {Module} from "../shared/Module.sol";
import {Roles} from "../shared/Roles.sol";
import {BPS} from "../shared/Units.sol";
import {Boltzmann} from "./Boltzmann.sol";
import {FreeEnergy} from "./FreeEnergy.sol";

/// @title RewardEngineMB
contract RewardEngineMB is IRewardEngineMB, Module {
    using FreeEnergy for FreeEnergy.Balance;
    using SafeERC20 for IAGIALPHA;

    /// @dev What the StakeManager credits in one call.
    uint256 private constant MAX_ATTESTATIONS = 256;

    /// @notice The contracts that the engine works with.
    struct Wiring {
        IEnergyOracle oracle;
        IStakeManager stakeManager;
        IIncentivePolicy incentivePolicy;
        IThermostat thermostat;
        address treasury;
    }

    IAGIALPHA private immutable _token;
    IEnergyOracle private immutable _oracle;
    IStakeManager private immutable _stakeManager;
    IIncentivePolicy private immutable _incentivePolicy;
    IThermostat private immutable _thermostat;
    address private immutable _treasury;
    uint48 private immutable _epochLength;
    uint48 private immutable _start;

    Parameters private _parameters;
    mapping(uint64 epoch => bool) private _settled;

    constructor(
        address authority,
        ISystemPause pause,
        Wiring memory wiring,
        uint48 epochLength_,
        Parameters memory initialParameters
    ) Module(authority, pause) {
        if (epochLength_ == 0) revert EpochLengthInvalid(epochLength_);
        _token = wiring.stakeManager.token();
        _oracle = wiring.oracle;
        _stakeManager = wiring.stakeManager;
        _incentivePolicy = wiring.incentivePolicy;
        _thermostat = wiring.thermostat;
        _treasury = wiring.treasury;
        _epochLength = epochLength_;
        _start = pause.activeTime();
        _replaceParameters(initialParameters);
    }

    // ---------------------------------------------------------------------------------------------- Settlement

    /// @inheritdoc IRewardEngineMB
    function settle(uint64 epoch, SignedAttestation[] calldata signed)
        external
        restricted
        whenActive
        returns (Settlement memory settlement)
    {
        if (epoch >= currentEpoch()) revert EpochNotOver(epoch, currentEpoch());
        if (_settled[epoch]) revert EpochAlreadySettled(epoch);
        _settled[epoch] = true;

        IEnergyOracle.Attestation[] memory attestations = _consumeAll(epoch, signed);
        settlement = _settlementOf(attestations);
        _announce(epoch, attestations, settlement);
        _pay(epoch, attestations, settlement);
    }

    /// @inheritdoc IRewardEngineMB
    function quote(IEnergyOracle.Attestation[] calldata attestations) external view returns (Settlement memory settlement) {
        for (uint256 i = 0; i < attestations.length; ++i) {
            _requireRewardedRole(attestations[i].role);
        }
        return _settlementOf(attestations);
    }

    function _consumeAll(uint64 epoch, SignedAttestation[] calldata signed)
        private
        returns (IEnergyOracle.Attestation[] memory attestations)
    {
        if (signed.length > MAX_ATTESTATIONS) revert TooManyAttestations(signed.length, MAX_ATTESTATIONS);
        attestations = new IEnergyOracle.Attestation[](signed.length);
        for (uint256 i = 0; i < signed.length; ++i) {
            IEnergyOracle.Attestation calldata attestation = signed[i].attestation;
            if (attestation.epoch != epoch) revert AttestationForOtherEpoch(attestation.epoch, epoch);
            _requireRewardedRole(attestation.role);
            _oracle.consume(attestation, signed[i].signatures);
            attestations[i] = attestation;
        }
    }

    function _requireRewardedRole(uint8 role) private pure {
        if (!Roles.isSingle(role) || role == Roles.COUNCIL) revert RoleWithoutShare(role);
    }

    function _announce(uint64 epoch, IEnergyOracle.Attestation[] memory attestations, Settlement memory settlement) private {
        for (uint256 i = 0; i < attestations.length; ++i) {
            emit RewardAllocated(
                epoch, attestations[i].account, attestations[i].role, settlement.weightsWad[i], settlement.payoutsWei[i]
            );
        }
        for (uint256 i = 0; i < settlement.roles.length; ++i) {
            RoleOutcome memory outcome = settlement.roles[i];
            emit RoleShareDivided(
                epoch,
                outcome.role,
                outcome.temperatureWad,
                outcome.chemicalPotentialWad,
                outcome.shareWei,
                outcome.paidWei
            );
        }
        emit EpochSettled(
            epoch,
            settlement.temperatureWad,
            settlement.deltaHWei,
            settlement.deltaSWad,
            settlement.freeWei,
            settlement.budgetWei,
            settlement.paidWei,
            settlement.remainderWei
        );
    }

    function _pay(uint64 epoch, IEnergyOracle.Attestation[] memory attestations, Settlement memory settlement) private {
        address[] memory accounts = new address[](attestations.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            accounts[i] = attestations[i].account;
        }
        _token.forceApprove(address(_stakeManager), settlement.paidWei);
        _stakeManager.creditRewards(bytes32(uint256(epoch)), accounts, settlement.payoutsWei);
        _token.safeTransfer(_treasury, settlement.remainderWei);
    }

    // ---------------------------------------------------------------------------------------------- Arithmetic

    function _settlementOf(IEnergyOracle.Attestation[] memory attestations)
        private
        view
        returns (Settlement memory settlement)
    {
        settlement.payoutsWei = new uint256[](attestations.length);
        settlement.weightsWad = new uint256[](attestations.length);
        settlement.temperatureWad = _thermostat.temperatureWad();
        _weighEpoch(settlement, attestations);

        IIncentivePolicy.RoleShares memory shares = _incentivePolicy.roleShares();
        settlement.roles[0] = _divideShare(settlement, attestations, Roles.AGENT, shares.agentsBps);
        settlement.roles[1] = _divideShare(settlement, attestations, Roles.VALIDATOR, shares.validatorsBps);
        settlement.roles[2] = _divideShare(settlement, attestations, Roles.OPERATOR, shares.operatorsBps);
        settlement.roles[3] = _divideShare(settlement, attestations, Roles.EMPLOYER, shares.employersBps);
        for (uint256 i = 0; i < settlement.roles.length; ++i) {
            settlement.paidWei += settlement.roles[i].paidWei;
        }
        settlement.remainderWei = settlement.budgetWei - settlement.paidWei;
    }

    /// @dev Fills in the energy balance, the free energy and the budget.
    function _weighEpoch(Settlement memory settlement, IEnergyOracle.Attestation[] memory attestations) private view {
        Parameters memory p = _parameters;
        FreeEnergy.Balance memory balance;
        for (uint256 i = 0; i < attestations.length; ++i) {
            IEnergyOracle.Attestation memory a = attestations[i];
            balance.deltaHWei += FreeEnergy.cappedDifference(a.costWei, a.valueWei, p.amountCapWei);
            balance.deltaSWad += FreeEnergy.cappedDifference(a.uPreWad, a.uPostWad, p.uncertaintyCapWad);
        }
        settlement.deltaHWei = balance.deltaHWei;
        settlement.deltaSWad = balance.deltaSWad;
        settlement.freeWei = balance.freeWei(settlement.temperatureWad);
        settlement.budgetWei =
            FreeEnergy.budgetWei(settlement.freeWei, p.kappaWad, p.epochCapWei, _token.balanceOf(address(this)));
    }

    /// @dev Divides a role's share of the budget among its participants; with none of them, nothing is paid.
    function _divideShare(
        Settlement memory settlement,
        IEnergyOracle.Attestation[] memory attestations,
        uint8 role,
        uint256 shareBps
    ) private view returns (RoleOutcome memory outcome) {
        outcome.role = role;
        outcome.temperatureWad = _thermostat.temperatureOf(role);
        outcome.shareWei = (settlement.budgetWei * shareBps) / BPS;

        (uint256[] memory energiesWad, uint256[] memory degeneracies) = _statesOf(attestations, role);
        (uint256[] memory terms, uint256 partition, uint256 groundWad) =
            Boltzmann.terms(energiesWad, degeneracies, outcome.temperatureWad);
        if (partition == 0) return outcome;

        outcome.chemicalPotentialWad = groundWad;
        for (uint256 i = 0; i < terms.length; ++i) {
            if (terms[i] == 0) continue;
            settlement.weightsWad[i] = Boltzmann.weightWad(terms[i], partition);
            settlement.payoutsWei[i] = Boltzmann.portion(outcome.shareWei, terms[i], partition);
            outcome.paidWei += settlement.payoutsWei[i];
        }
    }

    /// @dev The states that a role's participants are in; everybody else enters without degeneracy, hence without weight.
    function _statesOf(IEnergyOracle.Attestation[] memory attestations, uint8 role)
        private
        pure
        returns (uint256[] memory energiesWad, uint256[] memory degeneracies)
    {
        energiesWad = new uint256[](attestations.length);
        degeneracies = new uint256[](attestations.length);
        for (uint256 i = 0; i < attestations.length; ++i) {
            if (attestations[i].role != role) continue;
            energiesWad[i] = attestations[i].energyWad;
            degeneracies[i] = attestations[i].degeneracy;
        }
    }

    // ---------------------------------------------------------------------------------------------- Parameters

    /// @inheritdoc IRewardEngineMB
    function setParameters(Parameters calldata newParameters) external whenActive restricted {
        _replaceParameters(newParameters);
    }

    function _replaceParameters(Parameters memory newParameters) private {
        _requireAtMost(newParameters.kappaWad, FreeEnergy.MAX_KAPPA);
        _requireAtMost(newParameters.epochCapWei, FreeEnergy.MAX_QUANTITY);
        _requireAtMost(newParameters.amountCapWei, FreeEnergy.MAX_QUANTITY);
        _requireAtMost(newParameters.uncertaintyCapWad, FreeEnergy.MAX_QUANTITY);
        emit ParametersChanged(_parameters, newParameters);
        _parameters = newParameters;
    }

    function _requireAtMost(uint256 value, uint256 limit) private pure {
        if (value > limit) revert ParameterOutOfBounds(value, limit);
    }

    // ---------------------------------------------------------------------------------------------- Views

    /// @inheritdoc IRewardEngineMB
    function parameters() external view returns (Parameters memory) {
        return _parameters;
    }

    /// @inheritdoc IRewardEngineMB
    function currentEpoch() public view returns (uint64) {
        return SafeCast.toUint64((_activeTime() - _start) / _epochLength);
    }

    /// @inheritdoc IRewardEngineMB
    function epochLength() external view returns (uint48) {
        return _epochLength;
    }

    /// @inheritdoc IRewardEngineMB
    function isSettled(uint64 epoch) external view returns (bool) {
        return _settled[epoch];
    }

    /// @inheritdoc IRewardEngineMB
    function treasury() external view returns (address) {
        return _treasury;
    }

    /// @inheritdoc IRewardEngineMB
    function token() external view returns (IAGIALPHA) {
        return _token;
    }

    /// @inheritdoc IRewardEngineMB
    function stakeManager() external view returns (IStakeManager) {
        return _stakeManager;
    }

    /// @inheritdoc IRewardEngineMB
    function incentivePolicy() external view returns (IIncentivePolicy) {
        return _incentivePolicy;
    }

    /// @inheritdoc IRewardEngineMB
    function thermostat() external view returns (IThermostat) {
        return _thermostat;
    }

    /// @inheritdoc IRewardEngineMB
    function oracle() external view returns (IEnergyOracle) {
        return _oracle;
    }
}
