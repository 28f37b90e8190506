// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

import {IEnergyOracle} from "../interfaces/IEnergyOracle.sol";
import {ISystemPause} from "../interfaces/ISystemPause.sol";
import {Module} from "../shared/Module.sol";

/// @title EnergyOracle
contract EnergyOracle is IEnergyOracle, Module, EIP712 {
    using BitMaps for BitMaps.BitMap;

    /// @dev EIP-712 §encodeType of {IEnergyOracle-Attestation}.
    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "Attestation(uint64 epoch,uint8 role,address account,uint256 energyWad,uint256 costWei,uint256 valueWei,"
        "uint256 uPreWad,uint256 uPostWad,uint256 nonce,uint48 deadline)"
    );

    /// @dev EIP-712 §encodeType of {IEnergyOracle-Reading}.
    bytes32 private constant READING_TYPEHASH = keccak256(
        "Reading(address thermostat,int256 emissionWad,int256 backlogWad,int256 slaWad,uint48 measuredAt,"
        "uint64 sequence,uint48 deadline)"
    );

    address[] private _signers;
    uint256 private _threshold;
    mapping(address signer => bool) private _isSigner;
    mapping(address account => BitMaps.BitMap nonces) private _consumed;

    /// @param initialSigners In ascending order, without the zero address.
    constructor(address authority, ISystemPause pause, address[] memory initialSigners, uint256 initialThreshold)
        Module(authority, pause)
        EIP712("OmniSovereign EnergyOracle", "1")
    {
        _replaceSigners(initialSigners, initialThreshold);
    }

    // ---------------------------------------------------------------------------------------------- Attestations

    /// @inheritdoc IEnergyOracle
    function consume(Attestation calldata attestation, Signature[] calldata signatures)
        external
        whenActive
        restricted
        returns (bytes32 digest)
    {
        digest = _check(attestation, signatures);
        _consumed[attestation.account].set(attestation.nonce);
        emit AttestationConsumed(digest, attestation.account, attestation.nonce, attestation.epoch);
    }

    /// @inheritdoc IEnergyOracle
    function check(Attestation calldata attestation, Signature[] calldata signatures) external view {
        _check(attestation, signatures);
    }

    /// @inheritdoc IEnergyOracle
    function digestOf(Attestation calldata attestation) public view returns (bytes32) {
        // The struct has static members only: its ABI encoding is the concatenation that EIP-712 §encodeData asks for.
        return _hashTypedDataV4(keccak256(abi.encode(ATTESTATION_TYPEHASH, attestation)));
    }

    /// @inheritdoc IEnergyOracle
    function isConsumed(address account, uint256 nonce) public view returns (bool) {
        return _consumed[account].get(nonce);
    }

    // ---------------------------------------------------------------------------------------------- Readings

    /// @inheritdoc IEnergyOracle
    function checkReading(Reading calldata reading, Signature[] calldata signatures) external view {
        if (reading.deadline < _activeTime()) revert ReadingExpired(reading.deadline, _activeTime());
        _checkSignatures(digestOfReading(reading), signatures);
    }

    /// @inheritdoc IEnergyOracle
    function digestOfReading(Reading calldata reading) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(READING_TYPEHASH, reading)));
    }

    // ---------------------------------------------------------------------------------------------- Checks

    function _check(Attestation calldata attestation, Signature[] calldata signatures)
        private
        view
        returns (bytes32 digest)
    {
        if (attestation.account == address(0)) revert AttestationWithoutAccount();
        if (attestation.deadline < _activeTime()) revert AttestationExpired(attestation.deadline, _activeTime());
        if (isConsumed(attestation.account, attestation.nonce)) {
            revert AttestationConsumedBefore(attestation.account, attestation.nonce);
        }
        digest = digestOf(attestation);
        _checkSignatures(digest, signatures);
    }

    function _checkSignatures(bytes32 digest, Signature[] calldata signatures) private view {
        if (signatures.length < _threshold) revert TooFewSignatures(signatures.length, _threshold);
        address previous;
        for (uint256 i = 0; i < signatures.length; ++i) {
            address signer = signatures[i].signer;
            if (signer <= previous) revert SignerOutOfOrder(previous, signer);
            if (!_isSigner[signer]) revert SignerUnknown(signer);
            if (!SignatureChecker.isValidSignatureNow(signer, digest, signatures[i].signature)) {
                revert SignatureInvalid(signer, digest);
            }
            previous = signer;
        }
    }

    // ---------------------------------------------------------------------------------------------- Signers

    /// @inheritdoc IEnergyOracle
    function setSigners(address[] calldata newSigners, uint256 newThreshold)
        external
        whenActive
        restricted
    {
        _replaceSigners(newSigners, newThreshold);
    }

    /// @inheritdoc IEnergyOracle
    function signers() external view returns (address[] memory) {
        return _signers;
    }

    /// @inheritdoc IEnergyOracle
    function threshold() external view returns (uint256) {
        return _threshold;
    }

    /// @inheritdoc IEnergyOracle
    function isSigner(address account) external view returns (bool) {
        return _isSigner[account];
    }

    function _replaceSigners(address[] memory newSigners, uint256 newThreshold) private {
        if (newThreshold == 0 || newThreshold > newSigners.length) {
            revert ThresholdInvalid(newThreshold, newSigners.length);
        }
        emit SignersChanged(_signers, _threshold, newSigners, newThreshold);

        for (uint256 i = 0; i < _signers.length; ++i) {
            _isSigner[_signers[i]] = false;
        }
        address previous;
        for (uint256 i = 0; i < newSigners.length; ++i) {
            address signer = newSigners[i];
            if (signer <= previous) revert SignerOutOfOrder(previous, signer);
            _isSigner[signer] = true;
            previous = signer;
        }
        _signers = newSigners;
        _threshold = newThreshold;
    }
}
