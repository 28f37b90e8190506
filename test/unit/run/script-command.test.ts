import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import type { Script } from "../../../src/run/catalogue.ts";
import {
  commandLine,
  ENVIRONMENT_DEFAULTS,
  npmArguments,
  toCommand,
} from "../../../src/run/script-command.ts";
import { PACKAGE } from "../../../src/system/root.ts";

const SCRIPT: Script = {
  name: "demo:kit",
  args: ({ plan, out }) => ["--plan", plan, "--report-root", `${out}/global`],
  timeLimitSeconds: 1,
  needsNode: false,
  leavesManifest: true,
  beside: false,
};

const DEFAULTS = {
  plan: ENVIRONMENT_DEFAULTS.OMNISOVEREIGN_PLAN,
  out: ENVIRONMENT_DEFAULTS.OMNISOVEREIGN_OUT,
};

describe("a script as a command", () => {
  it("names only what differs from the defaults", () => {
    assert.equal(
      commandLine(toCommand(SCRIPT, DEFAULTS, undefined)),
      `npm run demo:kit -- --plan ${DEFAULTS.plan} --report-root reports/global`,
    );
  });

  it("says where the package is when it is typed in another folder", () => {
    const command = toCommand({ ...SCRIPT, args: () => [] }, DEFAULTS, undefined);
    assert.deepEqual(npmArguments(command, "/elsewhere"), ["--prefix", PACKAGE, "run", "demo:kit"]);
    assert.equal(commandLine(command, "/elsewhere"), `npm --prefix ${PACKAGE} run demo:kit`);
  });

  it("carries plan, folder and node in the environment when the operator chose them", () => {
    const command = toCommand(
      { ...SCRIPT, args: () => [] },
      { plan: "my plan.json", out: "/tmp/a" },
      "http://[::1]:1",
    );
    assert.deepEqual(command.env, {
      OMNISOVEREIGN_OUT: "/tmp/a",
      OMNISOVEREIGN_PLAN: "my plan.json",
      RPC_URL: "http://[::1]:1",
    });
    assert.deepEqual(npmArguments(command, PACKAGE), ["run", "demo:kit"]);
  });

  it("keeps a node's access key to itself, and is not typed without it", () => {
    for (const url of [
      "http://u:KEY@127.0.0.1:1",
      "https://node.example/v3/KEY",
      "https://node.example?k=KEY",
    ]) {
      const line = commandLine(toCommand({ ...SCRIPT, args: () => [] }, DEFAULTS, url), PACKAGE);
      assert.equal(line, `RPC_URL=\${RPC_URL:?} npm run demo:kit`);
      const typed = (env: object) =>
        spawnSync("sh", ["-c", `npm() { printf %s "$RPC_URL"; }; ${line}`], {
          encoding: "utf8",
          env: { ...env },
        });
      assert.equal(typed({ RPC_URL: url }).stdout, url);
      assert.notEqual(typed({}).status, 0);
    }
  });

  it("prints what a shell reads back as the same words", () => {
    const words = ["it's", "$(id)", "a b", "`x`", "*", "", "\\", '"'];
    const line = commandLine({ script: "x", args: words, env: { OUT: "a'b c" } });
    const shell = `npm() { printf '%s\\0' "$OUT" "$@"; }; ${line}`;
    const { stdout } = spawnSync("bash", ["-c", shell], { encoding: "utf8" });
    assert.deepEqual(stdout.split("\0").slice(0, -1), ["a'b c", "run", "x", "--", ...words]);
  });
});
