// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {Enum} from "@safe-global/safe-contracts/contracts/common/Enum.sol";
import {MultiSendCallOnly} from "@safe-global/safe-contracts/contracts/libraries/MultiSendCallOnly.sol";
import {SafeProxy} from "@safe-global/safe-contracts/contracts/proxies/SafeProxy.sol";
import {SafeL2} from "@safe-global/safe-contracts/contracts/SafeL2.sol";
import {RegionalExecutor} from "../../../contracts/planetary/RegionalExecutor.sol";
import {PlanetaryFixture} from "../planetary/PlanetaryFixture.sol";

/// @notice Both layers in one system, with a real Safe of the council as treasury.
abstract contract JointFixture is PlanetaryFixture {
    uint256 internal constant THRESHOLD = 3;
    uint256 internal constant FIRST_MEMBER_KEY = 100;
    uint256 internal constant STRANGER_KEY = 999;

    SafeL2 internal safe;
    MultiSendCallOnly internal multiSend;

    function setUp() public virtual override {
        _openSafe();
        super.setUp();
    }

    /// @dev The proxy's code goes to the address that the fixtures know as treasury; its first slot names the singleton.
    function _openSafe() private {
        address singleton = address(new SafeL2());
        vm.etch(treasury, address(new SafeProxy(singleton)).code);
        vm.store(treasury, 0, bytes32(uint256(uint160(singleton))));
        safe = SafeL2(payable(treasury));
        multiSend = new MultiSendCallOnly();
        address[] memory owners = new address[](COUNCIL_SIZE);
        for (uint256 i; i < COUNCIL_SIZE; ++i) {
            owners[i] = _member(i);
        }
        safe.setup(owners, THRESHOLD, address(0), "", address(0), address(0), 0, payable(address(0)));
    }

    // Payments

    /// @dev MultiSend's packed form of one call: operation (0), to, value (0), length, data.
    function packed(address to, bytes memory data) internal pure returns (bytes memory) {
        return abi.encodePacked(uint8(0), to, uint256(0), data.length, data);
    }

    function fundingOf(RegionalExecutor ofRegion, uint256 amountWei) internal view returns (bytes memory) {
        return bytes.concat(
            packed(address(token), abi.encodeCall(token.approve, (address(ofRegion), amountWei))),
            packed(address(ofRegion), abi.encodeCall(ofRegion.fund, (amountWei)))
        );
    }

    /// @dev The keys of the first `count` members.
    function memberKeys(uint256 count) internal pure returns (uint256[] memory keys) {
        keys = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            keys[i] = FIRST_MEMBER_KEY + i;
        }
    }

    /// @return Whether the Safe executed the batch.
    function pay(bytes memory calls, uint256[] memory keys, uint256 nonce) internal returns (bool) {
        bytes memory data = abi.encodeCall(multiSend.multiSend, (calls));
        bytes memory signatures = _signatures(_hashOf(data, nonce), keys);
        (bool success,) = address(safe).call(
            abi.encodeCall(
                safe.execTransaction,
                (
                    address(multiSend),
                    0,
                    data,
                    Enum.Operation.DelegateCall,
                    0,
                    0,
                    0,
                    address(0),
                    payable(address(0)),
                    signatures
                )
            )
        );
        return success;
    }

    function _hashOf(bytes memory data, uint256 nonce) private view returns (bytes32) {
        return safe.getTransactionHash(
            address(multiSend), 0, data, Enum.Operation.DelegateCall, 0, 0, 0, address(0), address(0), nonce
        );
    }

    /// @dev In ascending order of the signers, as the Safe wants them.
    function _signatures(bytes32 hash, uint256[] memory keys) private pure returns (bytes memory signatures) {
        for (uint256 i = 1; i < keys.length; ++i) {
            for (uint256 j = i; j > 0 && vm.addr(keys[j - 1]) > vm.addr(keys[j]); --j) {
                (keys[j - 1], keys[j]) = (keys[j], keys[j - 1]);
            }
        }
        for (uint256 i; i < keys.length; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[i], hash);
            signatures = abi.encodePacked(signatures, r, s, v);
        }
    }
}
