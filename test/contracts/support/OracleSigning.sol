// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IThermostat} from "../../../contracts/interfaces/IThermostat.sol";
import {EnergyOracle} from "../../../contracts/national/EnergyOracle.sol";
import {Test} from "./Test.sol";

/// @notice The oracle's three signers, of whom it takes two.
abstract contract OracleSigning is Test {
    uint256 internal constant ORACLE_THRESHOLD = 2;

    EnergyOracle internal oracle;

    /// @dev Keys 201, 202, 203 in ascending order of their addresses.
    function _oracleKeys() internal pure returns (uint256[] memory keys) {
        keys = new uint256[](3);
        for (uint256 i = 0; i < 3; ++i) {
            uint256 key = 201 + i;
            uint256 j = i;
            for (; j > 0 && vm.addr(keys[j - 1]) > vm.addr(key); --j) {
                keys[j] = keys[j - 1];
            }
            keys[j] = key;
        }
    }

    function _oracleSigners() internal pure returns (address[] memory signers) {
        uint256[] memory keys = _oracleKeys();
        signers = new address[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            signers[i] = vm.addr(keys[i]);
        }
    }

    function _sign(IEnergyOracle.Attestation memory attestation, uint256 signatureCount)
        internal
        view
        returns (IEnergyOracle.Signature[] memory)
    {
        return _signDigest(oracle.digestOf(attestation), signatureCount);
    }

    function _signReading(IEnergyOracle.Reading memory reading, uint256 signatureCount)
        internal
        view
        returns (IEnergyOracle.Signature[] memory)
    {
        return _signDigest(oracle.digestOfReading(reading), signatureCount);
    }

    function _signDigest(bytes32 digest, uint256 signatureCount)
        private
        pure
        returns (IEnergyOracle.Signature[] memory signatures)
    {
        uint256[] memory keys = _oracleKeys();
        signatures = new IEnergyOracle.Signature[](signatureCount);
        for (uint256 i = 0; i < signatureCount; ++i) {
            signatures[i] = _signature(keys[i], digest);
        }
    }

    function _signature(uint256 key, bytes32 digest) internal pure returns (IEnergyOracle.Signature memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return IEnergyOracle.Signature(vm.addr(key), abi.encodePacked(r, s, v));
    }

    /// @dev The thermostat's next reading, measured at `measuredAt`, without a deadline.
    function _reading(IThermostat thermostat, IThermostat.Kpis memory kpis, uint48 measuredAt)
        internal
        view
        returns (IEnergyOracle.Reading memory)
    {
        return IEnergyOracle.Reading({
            thermostat: address(thermostat),
            emissionWad: kpis.emissionWad,
            backlogWad: kpis.backlogWad,
            slaWad: kpis.slaWad,
            measuredAt: measuredAt,
            sequence: thermostat.lastSequence() + 1,
            deadline: type(uint48).max
        });
    }
}
