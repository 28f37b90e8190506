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
    holds: "the integral does not wind up",
    contract: "shared/PidMath",
    lines: "result.integral = windsUp ? input.integral : candidate;",
    without: "result.integral = windsUp && false ? input.integral : candidate;",
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
];
