/** Takes new gas snapshots. */
import { runSolidityTests } from "./solidity-tests.js";

const { passed, stdout, stderr } = await runSolidityTests(["--snapshot", "test/contracts/Gas.t.sol"]);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = passed ? 0 : 1;
