import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseCommand } from "../../../src/plan/control-command.ts";

describe("reading a control script", () => {
  it("takes environment, script and flags apart", () => {
    assert.deepEqual(
      parseCommand(`RPC_URL=http://127.0.0.1:8545 NOTE="two words" npm run owner:diagram -- --out 'a b'`),
      {
        kind: "npm",
        command: {
          environment: [
            ["RPC_URL", "http://127.0.0.1:8545"],
            ["NOTE", "two words"],
          ],
          script: "owner:diagram",
          flags: ["--out", "a b"],
        },
      },
    );
  });

  it("shows script files and Hardhat runs of other plans", () => {
    assert.deepEqual(parseCommand("scripts/v2/update.ts"), { kind: "other" });
    assert.deepEqual(parseCommand("npx hardhat run scripts/render.ts --out reports/x.mmd"), {
      kind: "other",
    });
  });

  for (const command of [
    "",
    "A=1",
    "npm",
    "npm install x",
    "npm run",
    "npm run ../x",
    "npm run a b",
    "npx rimraf .",
    'npm run "a',
    "npm run a -- --out /etc/passwd",
    "npm run a -- --out=..\\x",
    "OUT=../x npm run a",
    "npm run a\nrm -rf .",
    "npm run a -- \u202e",
    "scripts/../../x.ts",
  ]) {
    it(`refuses ${JSON.stringify(command)}`, () => {
      assert.equal(parseCommand(command).kind, "bad");
    });
  }

  it("refuses whatever a shell would not take as plain words", () => {
    const meta = fc.constantFrom(..."; | & < > ` $ ( ) { } [ ] * ? ~ # ! \\ ^".split(" "));
    fc.assert(
      fc.property(fc.string(), meta, fc.string(), (before, character, after) => {
        assert.equal(parseCommand(`npm run a -- ${before}${character}${after}`).kind, "bad");
      }),
    );
  });
});
