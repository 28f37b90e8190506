// SPDX-License-Identifier: MIT
pragma solidity 0.8.31;

/// @title The oracle of effort, value, uncertainty and KPIs
/// @notice Its signers measure off chain what work took and brought, and sign that as EIP-712 attestations. An attestation
/// stands when enough of them signed it, its deadline has not passed and it has not been used before. They sign KPI
/// readings for the thermostat as well, of a type of their own; the thermostat keeps their order.
/// @dev Signatures are checked against the signers of the moment of use: one who has been removed counts no more.
/// Warning: the oracle proves who said something, not that it is true.
/// Warning: whoever brings an attestation or a reading chooses among those that are signed. Signers must not sign two
/// readings with one sequence number that both still stand, nor the parts of one work at energies that are not theirs.
interface IEnergyOracle {
    /// @notice What the signers say about one participant's part in an epoch.
    struct Attestation {
        /// The epoch that it counts in.
        uint64 epoch;
        /// The role that the participant had, one bit of `Roles`.
        uint8 role;
        /// The participant.
        address account;
        /// Energy used for all of `valueWei`, in WAD, in any unit that is the same for all of the epoch's attestations and
        /// does not follow the temperature. Less energy for the same value means a larger weight.
        uint256 energyWad;
        /// What the part cost, in wei.
        uint256 costWei;
        /// What the part was worth, in wei. Without value there is no weight.
        uint256 valueWei;
        /// Uncertainty before the work, in nats, in WAD.
        uint256 uPreWad;
        /// Uncertainty after the work, in nats, in WAD.
        uint256 uPostWad;
        /// Distinguishes attestations about the same account; each can be used once, in any order.
        uint256 nonce;
        /// The last moment of use, in active time (seconds).
        uint48 deadline;
    }

    /// @notice What the signers say about the KPIs.
    struct Reading {
        /// The thermostat that it is for.
        address thermostat;
        /// KPIs as `IThermostat.Kpis`, in WAD.
        int256 emissionWad;
        int256 backlogWad;
        int256 slaWad;
        /// When it was measured, in active time (seconds).
        uint48 measuredAt;
        /// One more than that of the reading before it; the first is 1.
        uint64 sequence;
        /// The last moment of use, in active time (seconds).
        uint48 deadline;
    }

    /// @notice One signer's signature: of a key (65 bytes) or of a contract (ERC-1271).
    struct Signature {
        address signer;
        bytes signature;
    }

    /// @notice The signers and how many of them it takes have changed.
    event SignersChanged(address[] oldSigners, uint256 oldThreshold, address[] newSigners, uint256 newThreshold);

    /// @notice The attestation was used, and cannot be again.
    event AttestationConsumed(bytes32 indexed digest, address indexed account, uint256 nonce, uint64 indexed epoch);

    /// @notice The attestation names nobody.
    error AttestationWithoutAccount();

    /// @notice The attestation's deadline has passed.
    error AttestationExpired(uint256 deadline, uint256 activeTime);

    /// @notice An attestation about the account has been used with that nonce.
    error AttestationConsumedBefore(address account, uint256 nonce);

    /// @notice The reading's deadline has passed.
    error ReadingExpired(uint256 deadline, uint256 activeTime);

    /// @notice Fewer signatures than the threshold.
    error TooFewSignatures(uint256 given, uint256 threshold);

    /// @notice Signers must be in ascending order, so that none counts twice.
    error SignerOutOfOrder(address previous, address signer);

    /// @notice The account is not one of the signers.
    error SignerUnknown(address signer);

    /// @notice The signature is not the signer's for that attestation or reading.
    error SignatureInvalid(address signer, bytes32 digest);

    /// @notice The threshold must lie between one and the number of signers.
    error ThresholdInvalid(uint256 threshold, uint256 signerCount);

    /// @notice Checks an attestation and uses it up. Only the settler can call it, while the system is active.
    /// @param signatures In ascending order of signers, at least as many as the threshold; each of them is checked.
    /// @return digest The EIP-712 digest of the attestation.
    function consume(Attestation calldata attestation, Signature[] calldata signatures)
        external
        returns (bytes32 digest);

    /// @notice Reverts as {consume} would, without using the attestation up.
    function check(Attestation calldata attestation, Signature[] calldata signatures) external view;

    /// @notice Reverts unless enough signers signed the reading and its deadline has not passed. Whether it is the next
    /// one, the thermostat knows.
    /// @param signatures As for {consume}.
    function checkReading(Reading calldata reading, Signature[] calldata signatures) external view;

    /// @notice Replaces the signers. Restricted.
    /// @param newSigners In ascending order, without the zero address.
    /// @param newThreshold How many of them make an attestation or a reading.
    function setSigners(address[] calldata newSigners, uint256 newThreshold) external;

    /// @notice The EIP-712 digest that signers sign.
    function digestOf(Attestation calldata attestation) external view returns (bytes32);

    /// @notice The EIP-712 digest of a reading that signers sign.
    function digestOfReading(Reading calldata reading) external view returns (bytes32);

    /// @notice Whether an attestation about `account` has been used with `nonce`.
    function isConsumed(address account, uint256 nonce) external view returns (bool);

    /// @notice The signers, in ascending order.
    function signers() external view returns (address[] memory);

    /// @notice How many signers make an attestation.
    function threshold() external view returns (uint256);

    /// @notice Whether `account` is a signer.
    function isSigner(address account) external view returns (bool);
}
