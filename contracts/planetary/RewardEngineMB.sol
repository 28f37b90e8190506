// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {IAGIALPHA} from "../interfaces/IAGIALPHA.sol";
import {IEnergyOracle} from "../interfaces/IEnergyOracle.sol";
import {IIncentivePolicy} from "../interfaces/IIncentivePolicy.sol";
import {IRewardEngineMB} from "../interfaces/IRewardEngineMB.sol";
import {IStakeManager} from "../interfaces/IStakeManager.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {IThermostat} from "../interfaces/IThermostat.sol";
import {Module} from "../shared/Module.sol";
import {Roles} from "../shared/Roles.sol";
import {BPS, WAD} from "../shared/Units.sol";
import {Boltzmann} from "./Boltzmann.sol";
import {FreeEnergy} from "./FreeEnergy.sol";

/// @title RewardEngineMB
contract RewardEngineMB is IRewardEngineMB, Module {
    using Checkpoints for Checkpoints.Trace208;
    using FreeEnergy for FreeEnergy.Balance;
    using SafeCast for uint256;
    using SafeERC20 for IAGIALPHA;

    /// @dev Entries of one part. The StakeManager credits 256 in one call.
    uint256 private constant MAX_PART = 64;

    /// @notice The contracts that the engine works with.
    struct Wiring {
        IEnergyOracle oracle;
        IStakeManager stakeManager;
        IIncentivePolicy incentivePolicy;
        IThermostat thermostat;
        address treasury;
    }

    /// @dev An attestation with value, as it counts.
    struct Entry {
        address account;
        uint8 place;
        uint96 energyWad;
        uint96 valueWei;
    }

    IAGIALPHA private immutable _token;
    IEnergyOracle private immutable _oracle;
    IStakeManager private immutable _stakeManager;
    IIncentivePolicy private immutable _incentivePolicy;
    IThermostat private immutable _thermostat;
    uint256 private immutable _referenceTemperatureWad;
    address private immutable _treasury;
    uint48 private immutable _epochLength;
    uint48 private immutable _collectionSeconds;
    uint48 private immutable _start;

    Parameters[] private _parameters;
    /// @dev Index in `_parameters`, by active time.
    Checkpoints.Trace208 private _parametersSince;

    /// @dev All tokens that were ever recorded, by active time.
    Checkpoints.Trace208 private _recorded;
    /// @dev Tokens recorded that are still here.
    uint256 private _heldWei;
    /// @dev The sum of all budgets.
    uint256 private _budgetedWei;

    /// @dev The last epoch for which something was attested. All before it have their budgets.
    uint64 private _lastEpoch;
    mapping(uint64 epoch => Settlement) private _settlements;
    mapping(uint64 epoch => Entry[]) private _entries;

    constructor(
        address authority,
        ISystemPause pause,
        Wiring memory wiring,
        uint48 epochLength_,
        uint48 collectionSeconds_,
        Parameters memory initialParameters
    ) Module(authority, pause) {
        if (collectionSeconds_ == 0 || collectionSeconds_ > epochLength_) {
            revert ScheduleInvalid(epochLength_, collectionSeconds_);
        }
        _token = wiring.stakeManager.token();
        _oracle = wiring.oracle;
        _stakeManager = wiring.stakeManager;
        _incentivePolicy = wiring.incentivePolicy;
        _thermostat = wiring.thermostat;
        _referenceTemperatureWad = wiring.thermostat.referenceTemperatureWad();
        _treasury = wiring.treasury;
        _epochLength = epochLength_;
        _collectionSeconds = collectionSeconds_;
        _start = pause.activeTime();
        Parameters memory none;
        _replaceParameters(none, initialParameters);
    }

    // ---------------------------------------------------------------------------------------------- Collecting

    /// @inheritdoc IRewardEngineMB
    function present(uint64 epoch, SignedAttestation[] calldata signed) external whenActive returns (uint256 kept) {
        _requirePart(signed.length);
        uint256 fromTime = endOf(epoch);
        uint256 toTime = fromTime + _collectionSeconds;
        uint256 nowActive = _activeTime();
        if (nowActive < fromTime || nowActive >= toTime) {
            revert EpochNotCollecting(epoch, fromTime, toTime, nowActive);
        }
        Settlement storage settlement = _settlements[epoch];
        if (settlement.phase == Phase.None) _open(epoch, settlement);
        Parameters memory p = _parametersAt(fromTime - 1);
        for (uint256 i = 0; i < signed.length; ++i) {
            if (_keep(epoch, settlement, p, signed[i])) ++kept;
        }
        settlement.entries = uint32(_entries[epoch].length);
        settlement.done = settlement.entries;
        emit PartDone(epoch, Phase.Collecting, settlement.done, settlement.entries);
    }

    /// @dev The epoch before that collected is through with it: its budget comes first.
    function _open(uint64 epoch, Settlement storage settlement) private {
        if (_settlements[_lastEpoch].phase == Phase.Collecting) _fixBudget(_lastEpoch, _settlements[_lastEpoch]);
        _lastEpoch = epoch;
        settlement.phase = Phase.Collecting;
    }

    function _keep(
        uint64 epoch,
        Settlement storage settlement,
        Parameters memory p,
        SignedAttestation calldata signed
    ) private returns (bool) {
        IEnergyOracle.Attestation calldata a = signed.attestation;
        if (a.epoch != epoch) revert AttestationForOtherEpoch(a.epoch, epoch);
        uint8 place = _placeOf(a.role);
        if (_oracle.isConsumed(a.account, a.nonce)) return false;
        _oracle.consume(a, signed.signatures);

        settlement.deltaHWei += FreeEnergy.cappedDifference(a.costWei, a.valueWei, p.amountCapWei);
        settlement.deltaSWad += FreeEnergy.cappedDifference(a.uPreWad, a.uPostWad, p.uncertaintyCapWad);
        uint96 energyWad = uint96(Math.min(a.energyWad, Boltzmann.MAX_QUANTITY));
        uint96 valueWei = uint96(Math.min(a.valueWei, p.amountCapWei));
        emit AttestationKept(epoch, a.account, a.role, energyWad, valueWei);
        if (valueWei == 0) return true;

        _entries[epoch].push(Entry(a.account, place, energyWad, valueWei));
        _sumUp(settlement.roles[place], energyWad, valueWei);
        return true;
    }

    /// @dev The first phase's part in the division: sums, and the entry that fixes the largest exponent. Entries are below
    /// 2^32 in number, so that no sum exceeds 2^128.
    function _sumUp(RoleState storage role, uint96 energyWad, uint96 valueWei) private {
        if (
            role.valueWei == 0
                || Boltzmann.isThriftier(energyWad, valueWei, role.groundEnergyWad, role.groundValueWei)
        ) {
            role.groundEnergyWad = energyWad;
            role.groundValueWei = valueWei;
        }
        role.energyWad += energyWad;
        role.valueWei += valueWei;
    }

    // ---------------------------------------------------------------------------------------------- Weighing and paying

    /// @inheritdoc IRewardEngineMB
    function settle(uint64 epoch, uint256 maxEntries) external whenActive returns (Phase) {
        _requirePart(maxEntries);
        Settlement storage settlement = _settlements[epoch];
        Phase phase = settlement.phase;
        if (phase == Phase.None || phase == Phase.Settled) revert NothingToSettle(epoch, phase);
        if (phase == Phase.Collecting) _close(epoch, settlement);
        uint256 left = maxEntries;
        if (settlement.phase == Phase.Weighing) left -= _weigh(epoch, settlement, left);
        if (settlement.phase == Phase.Paying) _pay(epoch, settlement, left);
        return settlement.phase;
    }

    function _close(uint64 epoch, Settlement storage settlement) private {
        uint256 fromTime = endOf(epoch);
        uint256 toTime = fromTime + _collectionSeconds;
        if (_activeTime() < toTime) revert EpochNotCollecting(epoch, fromTime, toTime, _activeTime());
        _fixBudget(epoch, settlement);
    }

    /// @dev By everything as it stood in the epoch's last second, whenever this is called.
    function _fixBudget(uint64 epoch, Settlement storage settlement) private {
        uint48 last = uint48(endOf(epoch) - 1);
        Parameters memory p = _parametersAt(last);
        uint256 temperatureWad = _thermostat.temperatureAt(last);
        uint256 reserve = _recorded.upperLookupRecent(last) - _budgetedWei;
        FreeEnergy.Balance memory balance = FreeEnergy.Balance(settlement.deltaHWei, settlement.deltaSWad);
        uint256 free = balance.freeWei(_relative(temperatureWad), p.natPriceWei);
        uint256 budget = FreeEnergy.budgetWei(free, p.kappaWad, p.epochCapWei, reserve);

        settlement.phase = Phase.Weighing;
        settlement.done = 0;
        settlement.temperatureWad = uint96(Math.min(temperatureWad, Boltzmann.MAX_QUANTITY));
        settlement.freeWei = free;
        settlement.budgetWei = uint128(budget); // capped by 2^96
        _budgetedWei += budget;
        _shareOut(settlement, last);
        emit BudgetFixed(epoch, p, temperatureWad, balance.deltaHWei, balance.deltaSWad, free, reserve, budget);
    }

    function _shareOut(Settlement storage settlement, uint48 last) private {
        IIncentivePolicy.RoleShares memory shares = _incentivePolicy.roleSharesAt(last);
        uint16[4] memory sharesBps =
            [shares.agentsBps, shares.validatorsBps, shares.operatorsBps, shares.employersBps];
        for (uint8 place = 0; place < sharesBps.length; ++place) {
            RoleState storage role = settlement.roles[place];
            role.shareWei = uint128((settlement.budgetWei * uint256(sharesBps[place])) / BPS);
            uint256 temperatureWad = _thermostat.temperatureOfAt(_roleAt(place), last);
            role.temperatureWad = uint96(Math.min(temperatureWad, Boltzmann.MAX_QUANTITY));
            if (role.valueWei == 0) continue;
            role.chemicalPotentialWad = _relativeEnergyWad(role, role.groundEnergyWad, role.groundValueWei);
        }
    }

    /// @dev The second phase: Z of each role.
    function _weigh(uint64 epoch, Settlement storage settlement, uint256 most) private returns (uint256 walked) {
        uint256 from = settlement.done;
        uint256 to = Math.min(from + most, settlement.entries);
        Entry[] storage entries = _entries[epoch];
        for (uint256 i = from; i < to; ++i) {
            Entry memory entry = entries[i];
            RoleState storage role = settlement.roles[entry.place];
            role.partition += _termOf(role, entry);
        }
        emit PartDone(epoch, Phase.Weighing, to, settlement.entries);
        settlement.done = uint32(to);
        if (to == settlement.entries) {
            settlement.phase = Phase.Paying;
            settlement.done = 0;
        }
        return to - from;
    }

    /// @dev The third phase. What it has just been through with is marked before any token moves.
    function _pay(uint64 epoch, Settlement storage settlement, uint256 most) private {
        uint256 from = settlement.done;
        uint256 to = Math.min(from + most, settlement.entries);
        if (to == from && to != settlement.entries) return;
        (address[] memory accounts, uint256[] memory payoutsWei, uint256 sumWei) =
            _allocate(epoch, settlement, from, to);
        settlement.done = uint32(to);
        settlement.paidWei += uint128(sumWei);
        _heldWei -= sumWei;
        emit PartDone(epoch, Phase.Paying, to, settlement.entries);
        _token.forceApprove(address(_stakeManager), sumWei);
        _stakeManager.creditRewards(bytes32(uint256(epoch)), accounts, payoutsWei);
        if (to == settlement.entries) _finish(epoch, settlement);
    }

    function _allocate(uint64 epoch, Settlement storage settlement, uint256 from, uint256 to)
        private
        returns (address[] memory accounts, uint256[] memory payoutsWei, uint256 sumWei)
    {
        accounts = new address[](to - from);
        payoutsWei = new uint256[](to - from);
        Entry[] storage entries = _entries[epoch];
        for (uint256 i = 0; i < accounts.length; ++i) {
            Entry memory entry = entries[from + i];
            RoleState storage role = settlement.roles[entry.place];
            uint256 term = _termOf(role, entry);
            accounts[i] = entry.account;
            payoutsWei[i] = Boltzmann.portion(role.shareWei, term, role.partition);
            role.paidWei += uint128(payoutsWei[i]); // all of a role's are at most its share
            sumWei += payoutsWei[i];
            uint256 weightWad = Boltzmann.portion(WAD, term, role.partition);
            emit RewardAllocated(epoch, entry.account, _roleAt(entry.place), weightWad, payoutsWei[i]);
        }
    }

    function _finish(uint64 epoch, Settlement storage settlement) private {
        settlement.phase = Phase.Settled;
        for (uint8 place = 0; place < settlement.roles.length; ++place) {
            RoleState storage role = settlement.roles[place];
            emit RoleShareDivided(
                epoch,
                _roleAt(place),
                role.temperatureWad,
                role.chemicalPotentialWad,
                role.shareWei,
                role.paidWei
            );
        }
        uint256 remainderWei = settlement.budgetWei - settlement.paidWei;
        _heldWei -= remainderWei;
        emit EpochSettled(
            epoch,
            settlement.temperatureWad,
            settlement.deltaHWei,
            settlement.deltaSWad,
            settlement.freeWei,
            settlement.budgetWei,
            settlement.paidWei,
            remainderWei
        );
        _token.safeTransfer(_treasury, remainderWei);
    }

    function _termOf(RoleState storage role, Entry memory entry) private view returns (uint256) {
        // The ground state's relative energy is the lowest, also after rounding.
        uint256 gapWad = _relativeEnergyWad(role, entry.energyWad, entry.valueWei) - role.chemicalPotentialWad;
        return Boltzmann.term(entry.valueWei, gapWad, _relative(role.temperatureWad));
    }

    function _relative(uint256 temperatureWad) private view returns (uint256) {
        return FreeEnergy.relativeTemperatureWad(temperatureWad, _referenceTemperatureWad);
    }

    function _relativeEnergyWad(RoleState storage role, uint256 energyWad, uint256 valueWei)
        private
        view
        returns (uint256)
    {
        return Boltzmann.relativeEnergyWad(energyWad, valueWei, role.energyWad, role.valueWei);
    }

    function _requirePart(uint256 given) private pure {
        if (given == 0 || given > MAX_PART) revert PartOutOfBounds(given, MAX_PART);
    }

    /// @dev Places follow {IIncentivePolicy-RoleShares}.
    function _placeOf(uint8 role) private pure returns (uint8) {
        if (role == Roles.AGENT) return 0;
        if (role == Roles.VALIDATOR) return 1;
        if (role == Roles.OPERATOR) return 2;
        if (role == Roles.EMPLOYER) return 3;
        revert RoleWithoutShare(role);
    }

    function _roleAt(uint8 place) private pure returns (uint8) {
        return [Roles.AGENT, Roles.VALIDATOR, Roles.OPERATOR, Roles.EMPLOYER][place];
    }

    // ---------------------------------------------------------------------------------------------- Reserve

    /// @inheritdoc IRewardEngineMB
    function recordReserve() external whenActive returns (uint256 addedWei) {
        uint256 balanceWei = _token.balanceOf(address(this));
        addedWei = balanceWei - _heldWei;
        if (addedWei == 0) revert NothingToRecord(balanceWei);
        _heldWei = balanceWei;
        uint256 recordedWei = _recorded.latest() + addedWei;
        _recorded.push(_activeTime(), recordedWei.toUint208());
        emit ReserveRecorded(addedWei, recordedWei);
    }

    /// @inheritdoc IRewardEngineMB
    function reserveWei() external view returns (uint256) {
        return _recorded.latest() - _budgetedWei;
    }

    // ---------------------------------------------------------------------------------------------- Parameters

    /// @inheritdoc IRewardEngineMB
    function setParameters(Parameters calldata newParameters) external whenActive restricted {
        _replaceParameters(parameters(), newParameters);
    }

    function _replaceParameters(Parameters memory oldParameters, Parameters memory newParameters) private {
        _requireAtMost(newParameters.natPriceWei, FreeEnergy.MAX_QUANTITY);
        _requireAtMost(newParameters.kappaWad, FreeEnergy.MAX_KAPPA);
        _requireAtMost(newParameters.epochCapWei, FreeEnergy.MAX_QUANTITY);
        _requireAtMost(newParameters.amountCapWei, FreeEnergy.MAX_QUANTITY);
        _requireAtMost(newParameters.uncertaintyCapWad, FreeEnergy.MAX_QUANTITY);
        emit ParametersChanged(oldParameters, newParameters);
        _parametersSince.push(_activeTime(), _parameters.length.toUint208());
        _parameters.push(newParameters);
    }

    function _requireAtMost(uint256 value, uint256 limit) private pure {
        if (value > limit) revert ParameterOutOfBounds(value, limit);
    }

    function _parametersAt(uint256 timepoint) private view returns (Parameters memory) {
        return _parameters[_parametersSince.upperLookupRecent(uint48(timepoint))];
    }

    // ---------------------------------------------------------------------------------------------- Views

    /// @inheritdoc IRewardEngineMB
    function settlementOf(uint64 epoch) external view returns (Settlement memory) {
        return _settlements[epoch];
    }

    /// @inheritdoc IRewardEngineMB
    function entryOf(uint64 epoch, uint256 index) external view returns (address, uint8, uint256, uint256) {
        Entry memory entry = _entries[epoch][index];
        return (entry.account, _roleAt(entry.place), entry.energyWad, entry.valueWei);
    }

    /// @inheritdoc IRewardEngineMB
    function parameters() public view returns (Parameters memory) {
        return _parameters[_parameters.length - 1];
    }

    /// @inheritdoc IRewardEngineMB
    function currentEpoch() external view returns (uint64) {
        return SafeCast.toUint64((_activeTime() - _start) / _epochLength);
    }

    /// @inheritdoc IRewardEngineMB
    function endOf(uint64 epoch) public view returns (uint256) {
        return _start + (uint256(epoch) + 1) * _epochLength;
    }

    /// @inheritdoc IRewardEngineMB
    function epochLength() external view returns (uint48) {
        return _epochLength;
    }

    /// @inheritdoc IRewardEngineMB
    function collectionSeconds() external view returns (uint48) {
        return _collectionSeconds;
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
