import type { Guard } from "./guard.ts";

/** What oracles attest, and what the thermostat makes of it. */
export const ATTESTED: readonly Guard[] = [
  {
    holds: "readings come in order, each once",
    contract: "national/Thermostat",
    lines: "if (reading.sequence != expected) revert ReadingOutOfOrder(reading.sequence, expected);",
    without: "",
    tests: ["national/Thermostat"],
  },
  {
    holds: "a reading is for one thermostat",
    contract: "national/Thermostat",
    lines: "if (reading.thermostat != address(this)) revert ReadingForOtherThermostat(reading.thermostat);",
    without: "",
    tests: ["national/Thermostat"],
  },
  {
    holds: "no reading is from the future",
    contract: "national/Thermostat",
    lines: "if (measuredAt > _activeTime()) revert ReadingFromTheFuture(measuredAt, _activeTime());",
    without: "",
    tests: ["national/Thermostat"],
  },
  {
    holds: "a reading counts from when it was measured",
    contract: "national/Thermostat",
    lines: "uint48 dt = _pid.lastTickAt == 0 ? 0 : measuredAt - _pid.lastTickAt;",
    without: "uint48 dt = _pid.lastTickAt == 0 ? 0 : _activeTime() - _pid.lastTickAt;",
    tests: ["national/Thermostat"],
  },
  {
    holds: "readings are attested",
    contract: "national/Thermostat",
    lines: "oracle.checkReading(reading, signatures);",
    without: "signatures;",
    tests: ["national/Thermostat"],
  },
  {
    holds: "the temperature stays inside its bounds",
    contract: "national/Thermostat",
    lines: "return _clamped(_steadyWad() + int256(raiseWad()));",
    without: "return uint256(_steadyWad() + int256(raiseWad()));",
    tests: ["national/Thermostat"],
  },
  {
    holds: "a role's temperature stays inside the bounds",
    contract: "national/Thermostat",
    lines: "return _clamped(int256(temperatureWad()) + roleOffsetOf(role));",
    without: "return uint256(int256(temperatureWad()) + roleOffsetOf(role));",
    tests: ["national/Thermostat"],
  },
  {
    holds: "the integral does not wind up",
    contract: "shared/PidMath",
    lines: "result.integral = windsUp ? input.integral : candidate;",
    without: "result.integral = windsUp && false ? input.integral : candidate;",
    tests: ["national/Thermostat"],
  },
  {
    holds: "the thermostat's past is final",
    contract: "national/Thermostat",
    lines: "if (timepoint >= _activeTime()) revert FutureLookup(timepoint, _activeTime());",
    without: "",
    tests: ["national/Thermostat"],
  },
  {
    holds: "as many sign as have to",
    contract: "national/EnergyOracle",
    lines: "if (signatures.length < _threshold) revert TooFewSignatures(signatures.length, _threshold);",
    without: "",
    tests: ["planetary/EnergyOracle"],
  },
  {
    holds: "no signer counts twice",
    contract: "national/EnergyOracle",
    lines:
      "if (signer <= previous) revert SignerOutOfOrder(previous, signer);\n            if (!_isSigner[signer])",
    without: "if (!_isSigner[signer])",
    tests: ["planetary/EnergyOracle"],
  },
  {
    holds: "foreign signers do not count",
    contract: "national/EnergyOracle",
    lines: "if (!_isSigner[signer]) revert SignerUnknown(signer);",
    without: "",
    tests: ["planetary/EnergyOracle"],
  },
  {
    holds: "a signature is of who is named as signer",
    contract: "national/EnergyOracle",
    lines: "if (!SignatureChecker.isValidSignatureNow(signer, digest, signatures[i].signature)) {",
    without: "if (false) {",
    tests: ["planetary/EnergyOracle"],
  },
  {
    holds: "an attestation is used once",
    contract: "national/EnergyOracle",
    lines: "if (isConsumed(attestation.account, attestation.nonce)) {",
    without: "if (false) {",
    tests: ["planetary/EnergyOracle"],
  },
  {
    holds: "an attestation stands until its deadline",
    contract: "national/EnergyOracle",
    lines:
      "if (attestation.deadline < _activeTime()) revert AttestationExpired(attestation.deadline, _activeTime());",
    without: "",
    tests: ["planetary/EnergyOracle"],
  },
];
