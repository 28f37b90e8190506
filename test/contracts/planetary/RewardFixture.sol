// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IRewardEngineMB} from "../../../contracts/interfaces/IRewardEngineMB.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {PlanetaryFixture} from "./PlanetaryFixture.sol";

abstract contract RewardFixture is PlanetaryFixture {
    /// @dev The epoch that collects when the tests begin.
    uint64 internal constant EPOCH = 5;
    uint256 internal constant EPOCH_END = START + 6 * EPOCH_LENGTH;
    uint256 internal constant MAX_PART = 64;
    /// @dev EIP-7825.
    uint256 internal constant TRANSACTION_GAS_CAP = 16_777_216;
    uint256 private _nonce;

    function setUp() public virtual override {
        super.setUp();
        vm.warp(EPOCH_END);
    }

    /// @dev What it brings is what it costs, so that it moves no budget.
    function _even(uint8 role, address account, uint256 energyWad, uint256 valueWei)
        internal
        returns (IEnergyOracle.Attestation memory a)
    {
        a.epoch = EPOCH;
        a.role = role;
        a.account = account;
        a.energyWad = energyWad;
        a.valueWei = valueWei;
        a.costWei = valueWei;
        a.nonce = _nonce++;
        a.deadline = type(uint48).max;
    }

    function _signed(IEnergyOracle.Attestation memory a)
        internal
        view
        returns (IRewardEngineMB.SignedAttestation memory)
    {
        return IRewardEngineMB.SignedAttestation(a, _sign(a, ORACLE_THRESHOLD));
    }

    function _part(IEnergyOracle.Attestation[] memory attestations, uint256 from, uint256 length)
        internal
        view
        returns (IRewardEngineMB.SignedAttestation[] memory part)
    {
        if (from + length > attestations.length) length = attestations.length - from;
        part = new IRewardEngineMB.SignedAttestation[](length);
        for (uint256 i = 0; i < length; ++i) {
            part[i] = _signed(attestations[from + i]);
        }
    }

    function _presentAll(IEnergyOracle.Attestation[] memory attestations) internal {
        for (uint256 from = 0; from < attestations.length; from += MAX_PART) {
            engine.present(EPOCH, _part(attestations, from, MAX_PART));
        }
    }

    function _endCollection() internal {
        if (vm.getBlockTimestamp() < EPOCH_END + COLLECTION_SECONDS) vm.warp(EPOCH_END + COLLECTION_SECONDS);
    }

    /// @dev From the end of the collection on.
    function _settleAll() internal returns (IRewardEngineMB.Settlement memory) {
        _endCollection();
        while (engine.settle(EPOCH, MAX_PART) != IRewardEngineMB.Phase.Settled) {}
        return engine.settlementOf(EPOCH);
    }

    function _settle(IEnergyOracle.Attestation[] memory attestations)
        internal
        returns (IRewardEngineMB.Settlement memory)
    {
        _presentAll(attestations);
        return _settleAll();
    }

    function _one(IEnergyOracle.Attestation memory a)
        internal
        pure
        returns (IEnergyOracle.Attestation[] memory attestations)
    {
        attestations = new IEnergyOracle.Attestation[](1);
        attestations[0] = a;
    }

    function _rolesWithShares() internal pure returns (uint8[4] memory) {
        return [Roles.AGENT, Roles.VALIDATOR, Roles.OPERATOR, Roles.EMPLOYER];
    }
}
