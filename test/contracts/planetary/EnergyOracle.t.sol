// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

import {IEnergyOracle} from "../../../contracts/interfaces/IEnergyOracle.sol";
import {IModule} from "../../../contracts/interfaces/IModule.sol";
import {EnergyOracle} from "../../../contracts/national/EnergyOracle.sol";
import {Roles} from "../../../contracts/shared/Roles.sol";
import {PlanetaryFixture} from "./PlanetaryFixture.sol";

contract EnergyOracleTest is PlanetaryFixture {
    function _attestation() private view returns (IEnergyOracle.Attestation memory) {
        return IEnergyOracle.Attestation({
            epoch: 3,
            role: Roles.AGENT,
            account: agent,
            energyWad: 2e18,
            costWei: 5 ether,
            valueWei: 9 ether,
            uPreWad: 3e18,
            uPostWad: 1e18,
            nonce: 300,
            deadline: uint48(START + 30 days)
        });
    }

    function _consume(IEnergyOracle.Attestation memory a, IEnergyOracle.Signature[] memory signatures) private {
        vm.prank(address(engine));
        oracle.consume(a, signatures);
    }

    function test_TheSettlerUsesAnAttestationUp() public {
        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = _sign(a, 2);
        oracle.check(a, signatures);
        assertFalse(oracle.isConsumed(agent, 300), "unused");
        vm.expectEmit(address(oracle));
        emit IEnergyOracle.AttestationConsumed(oracle.digestOf(a), agent, 300, 3);
        _consume(a, signatures);
        assertTrue(oracle.isConsumed(agent, 300), "used");
        assertFalse(oracle.isConsumed(agent, 301), "another nonce");
        assertFalse(oracle.isConsumed(stranger, 300), "another account");
    }

    function test_NobodyElseUsesAttestationsUp() public {
        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = _sign(a, 2);
        address[3] memory callers = [agent, operations, owner];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[i]));
            vm.prank(callers[i]);
            oracle.consume(a, signatures);
        }
        assertFalse(oracle.isConsumed(agent, 300), "unused");
    }

    function test_AnAttestationIsUsedOnceWhateverElseItSays() public {
        IEnergyOracle.Attestation memory a = _attestation();
        _consume(a, _sign(a, 2));
        a.valueWei = 1000 ether;
        a.epoch = 4;
        IEnergyOracle.Signature[] memory signatures = _sign(a, 3);
        vm.expectRevert(abi.encodeWithSelector(IEnergyOracle.AttestationConsumedBefore.selector, agent, 300));
        _consume(a, signatures);
    }

    function test_TheDeadlineIsTheLastMomentInActiveTime() public {
        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = _sign(a, 2);
        _pause();
        vm.warp(vm.getBlockTimestamp() + 10 days);
        vm.prank(owner);
        systemPause.resume();

        vm.warp(a.deadline + 10 days);
        oracle.check(a, signatures);
        vm.warp(a.deadline + 10 days + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IEnergyOracle.AttestationExpired.selector, a.deadline, a.deadline + 1)
        );
        oracle.check(a, signatures);
    }

    function test_NothingIsUsedUpWhilePaused() public {
        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = _sign(a, 2);
        _pause();
        vm.expectRevert(IModule.SystemPaused.selector);
        _consume(a, signatures);
    }

    function test_SomebodyMustBeNamed() public {
        IEnergyOracle.Attestation memory a = _attestation();
        a.account = address(0);
        IEnergyOracle.Signature[] memory signatures = _sign(a, 2);
        vm.expectRevert(IEnergyOracle.AttestationWithoutAccount.selector);
        oracle.check(a, signatures);
    }

    // Signatures

    function test_TooFewSignaturesDoNotMakeAnAttestation() public {
        IEnergyOracle.Attestation memory a = _attestation();
        for (uint256 given = 0; given < 2; ++given) {
            IEnergyOracle.Signature[] memory signatures = _sign(a, given);
            vm.expectRevert(abi.encodeWithSelector(IEnergyOracle.TooFewSignatures.selector, given, 2));
            oracle.check(a, signatures);
        }
    }

    function test_NoSignerCountsTwice() public {
        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = _sign(a, 2);
        signatures[1] = signatures[0];
        address signer = signatures[0].signer;
        vm.expectRevert(abi.encodeWithSelector(IEnergyOracle.SignerOutOfOrder.selector, signer, signer));
        oracle.check(a, signatures);
    }

    function test_SignersComeInAscendingOrder() public {
        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = _sign(a, 2);
        (signatures[0], signatures[1]) = (signatures[1], signatures[0]);
        vm.expectRevert(
            abi.encodeWithSelector(
                IEnergyOracle.SignerOutOfOrder.selector, signatures[0].signer, signatures[1].signer
            )
        );
        oracle.check(a, signatures);
    }

    function test_ForeignSignersDoNotCount() public {
        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = new IEnergyOracle.Signature[](2);
        signatures[0] = _signature(900, oracle.digestOf(a));
        signatures[1] = _signature(901, oracle.digestOf(a));
        vm.expectRevert(abi.encodeWithSelector(IEnergyOracle.SignerUnknown.selector, signatures[0].signer));
        oracle.check(a, signatures);
    }

    function test_ASignatureUnderAnothersNameDoesNotCount() public {
        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = _sign(a, 2);
        signatures[1].signature = signatures[0].signature;
        vm.expectRevert(
            abi.encodeWithSelector(
                IEnergyOracle.SignatureInvalid.selector, signatures[1].signer, oracle.digestOf(a)
            )
        );
        oracle.check(a, signatures);
    }

    function test_ASignatureBindsEveryField() public {
        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = _sign(a, 2);
        for (uint256 field = 0; field < 10; ++field) {
            IEnergyOracle.Attestation memory changed = _changed(field);
            bytes memory error = abi.encodeWithSelector(
                IEnergyOracle.SignatureInvalid.selector, signatures[0].signer, oracle.digestOf(changed)
            );
            vm.expectRevert(error);
            oracle.check(changed, signatures);
        }
        oracle.check(a, signatures);
    }

    function _changed(uint256 field) private view returns (IEnergyOracle.Attestation memory a) {
        a = _attestation();
        if (field == 0) a.epoch += 1;
        if (field == 1) a.role = Roles.VALIDATOR;
        if (field == 2) a.account = stranger;
        if (field == 3) a.energyWad += 1;
        if (field == 4) a.costWei += 1;
        if (field == 5) a.valueWei += 1;
        if (field == 6) a.uPreWad += 1;
        if (field == 7) a.uPostWad += 1;
        if (field == 8) a.nonce += 1;
        if (field == 9) a.deadline += 1;
    }

    function test_ASignatureBindsTheOracle() public {
        EnergyOracle other = EnergyOracle(create("EnergyOracle", abi.encode(address(manager), systemPause, _oracleSigners(), 2)));
        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = _sign(a, 2);
        vm.expectRevert(
            abi.encodeWithSelector(
                IEnergyOracle.SignatureInvalid.selector, signatures[0].signer, other.digestOf(a)
            )
        );
        other.check(a, signatures);
    }

    function test_TheDigestIsThatOfTheTypedData() public view {
        IEnergyOracle.Attestation memory a = _attestation();
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("OmniSovereign EnergyOracle"),
                keccak256("1"),
                block.chainid,
                address(oracle)
            )
        );
        bytes32 typeHash = keccak256(
            "Attestation(uint64 epoch,uint8 role,address account,uint256 energyWad,"
            "uint256 costWei,uint256 valueWei,uint256 uPreWad,uint256 uPostWad,uint256 nonce,uint48 deadline)"
        );
        bytes memory first = abi.encode(typeHash, a.epoch, a.role, a.account, a.energyWad);
        bytes memory second = abi.encode(a.costWei, a.valueWei, a.uPreWad, a.uPostWad, a.nonce, a.deadline);
        bytes32 structHash = keccak256(bytes.concat(first, second));
        assertEq(oracle.digestOf(a), keccak256(abi.encodePacked(hex"1901", domain, structHash)), "digest");
    }

    // Readings

    function _someReading() private view returns (IEnergyOracle.Reading memory) {
        return IEnergyOracle.Reading(address(thermostat), 1e18, -2e18, 3e18, 77, 5, uint48(START + 30 days));
    }

    function test_AReadingStandsUntilItsDeadlineInActiveTime() public {
        IEnergyOracle.Reading memory reading = _someReading();
        IEnergyOracle.Signature[] memory signatures = _signReading(reading, 2);
        vm.warp(reading.deadline);
        oracle.checkReading(reading, signatures);
        vm.warp(reading.deadline + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IEnergyOracle.ReadingExpired.selector, reading.deadline, reading.deadline + 1)
        );
        oracle.checkReading(reading, signatures);
    }

    function test_ASignatureBindsEveryFieldOfAReading() public {
        IEnergyOracle.Signature[] memory signatures = _signReading(_someReading(), 2);
        for (uint256 field = 0; field < 7; ++field) {
            IEnergyOracle.Reading memory changed = _someReading();
            if (field == 0) changed.thermostat = stranger;
            if (field == 1) changed.emissionWad += 1;
            if (field == 2) changed.backlogWad += 1;
            if (field == 3) changed.slaWad += 1;
            if (field == 4) changed.measuredAt += 1;
            if (field == 5) changed.sequence += 1;
            if (field == 6) changed.deadline += 1;
            bytes memory error = abi.encodeWithSelector(
                IEnergyOracle.SignatureInvalid.selector, signatures[0].signer, oracle.digestOfReading(changed)
            );
            vm.expectRevert(error);
            oracle.checkReading(changed, signatures);
        }
        oracle.checkReading(_someReading(), signatures);
    }

    function test_TheDigestOfAReadingIsThatOfTheTypedData() public view {
        IEnergyOracle.Reading memory r = _someReading();
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("OmniSovereign EnergyOracle"),
                keccak256("1"),
                block.chainid,
                address(oracle)
            )
        );
        bytes32 typeHash = keccak256(
            "Reading(address thermostat,int256 emissionWad,int256 backlogWad,int256 slaWad,uint48 measuredAt,"
            "uint64 sequence,uint48 deadline)"
        );
        bytes32 structHash = keccak256(
            abi.encode(
                typeHash,
                r.thermostat,
                r.emissionWad,
                r.backlogWad,
                r.slaWad,
                r.measuredAt,
                r.sequence,
                r.deadline
            )
        );
        bytes32 expected = keccak256(abi.encodePacked(hex"1901", domain, structHash));
        assertEq(oracle.digestOfReading(r), expected, "digest");
    }

    function test_AContractCanSign() public {
        ContractSigner signer = new ContractSigner();
        address[] memory signers = new address[](1);
        signers[0] = address(signer);
        _setSigners(signers, 1);

        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = new IEnergyOracle.Signature[](1);
        signatures[0] = IEnergyOracle.Signature(address(signer), hex"");
        vm.expectRevert(
            abi.encodeWithSelector(IEnergyOracle.SignatureInvalid.selector, address(signer), oracle.digestOf(a))
        );
        oracle.check(a, signatures);
        signer.sign(oracle.digestOf(a));
        oracle.check(a, signatures);
    }

    // Signers

    function test_GovernanceReplacesTheSigners() public {
        address[] memory before = oracle.signers();
        address[] memory signers = new address[](2);
        signers[0] = before[1];
        signers[1] = before[2];
        vm.expectEmit(address(oracle));
        emit IEnergyOracle.SignersChanged(before, 2, signers, 1);
        _setSigners(signers, 1);

        assertFalse(oracle.isSigner(before[0]), "removed");
        assertTrue(oracle.isSigner(before[1]), "kept");
        assertEq(oracle.signers().length, 2, "count");
        assertEq(oracle.threshold(), 1, "threshold");

        IEnergyOracle.Attestation memory a = _attestation();
        IEnergyOracle.Signature[] memory signatures = _sign(a, 2);
        vm.expectRevert(abi.encodeWithSelector(IEnergyOracle.SignerUnknown.selector, before[0]));
        oracle.check(a, signatures);
    }

    function test_NoSignerIsReplacedWhilePaused() public {
        address[] memory signers = oracle.signers();
        _pause();
        vm.expectRevert(IModule.SystemPaused.selector);
        _setSigners(signers, 1);
    }

    function test_NobodyElseReplacesTheSigners() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        vm.prank(stranger);
        oracle.setSigners(new address[](1), 1);
    }

    function test_TheThresholdLiesBetweenOneAndTheNumberOfSigners() public {
        address[] memory signers = _oracleSigners();
        vm.expectRevert(abi.encodeWithSelector(IEnergyOracle.ThresholdInvalid.selector, 0, 3));
        _setSigners(signers, 0);
        vm.expectRevert(abi.encodeWithSelector(IEnergyOracle.ThresholdInvalid.selector, 4, 3));
        _setSigners(signers, 4);
        vm.expectRevert(abi.encodeWithSelector(IEnergyOracle.ThresholdInvalid.selector, 1, 0));
        _setSigners(new address[](0), 1);
    }

    function test_SignersAreDistinctAndNotZero() public {
        address[] memory signers = new address[](2);
        vm.expectRevert(abi.encodeWithSelector(IEnergyOracle.SignerOutOfOrder.selector, address(0), address(0)));
        _setSigners(signers, 1);
        signers[0] = stranger;
        signers[1] = stranger;
        vm.expectRevert(abi.encodeWithSelector(IEnergyOracle.SignerOutOfOrder.selector, stranger, stranger));
        _setSigners(signers, 1);
    }

    function test_SignersAreNamedInAscendingOrder() public {
        address[] memory signers = _oracleSigners();
        (signers[0], signers[1]) = (signers[1], signers[0]);
        vm.expectRevert(
            abi.encodeWithSelector(IEnergyOracle.SignerOutOfOrder.selector, signers[0], signers[1])
        );
        _setSigners(signers, 1);
    }

    function _setSigners(address[] memory signers, uint256 threshold) private {
        vm.prank(address(timelock));
        oracle.setSigners(signers, threshold);
    }
}

/// @dev ERC-1271: approves what it was told to sign.
contract ContractSigner is IERC1271 {
    mapping(bytes32 digest => bool) private _signed;

    function sign(bytes32 digest) external {
        _signed[digest] = true;
    }

    function isValidSignature(bytes32 digest, bytes memory) external view returns (bytes4) {
        return _signed[digest] ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}
