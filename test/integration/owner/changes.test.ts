import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { readJournal } from "../../../src/chain/journal/wal.ts";
import { type LocalNode, startNode } from "../../../src/chain/rehearsal/node.ts";
import type { CommandCenter, ParameterMatrix } from "../../../src/model/owner.ts";
import type { ParameterUpdate } from "../../../src/model/receipt-contents.ts";
import { receiptPath } from "../../../src/model/receipts.ts";
import { copyOfMission } from "../../support/kept-missions.ts";
import type { Ended } from "../../support/run-script.ts";
import { ScriptHost } from "../../support/script-host.ts";

const OWNER = "localhost/asi-takeoff/owner";
const OMNISOVEREIGN_PLAN = "plans/asi-takeoff/project-plan.json";

let host: ScriptHost;
let node: LocalNode;
let folder = "";
let out = "";

before(async () => {
  host = new ScriptHost();
  folder = await mkdtemp(join(tmpdir(), "changes-"));
  out = await copyOfMission("national takeoff");
  node = await startNode({ logFile: join(folder, "node.log") });
});

after(async () => {
  host.close();
  await node.stop();
  for (const each of [folder, out]) await rm(each, { recursive: true });
});

function run(script: string, ...args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, OMNISOVEREIGN_PLAN, OMNISOVEREIGN_OUT: out, RPC_URL: node.url };
  return host.run({ file: `src/stages/owner/${script}.ts`, args, env });
}

function artefact<Model>(path: string): Model {
  return JSON.parse(readFileSync(join(out, path), "utf8")) as Model;
}

async function parameter(name: string) {
  assert.equal((await run("parameters", "--strict")).code, 0);
  const { parameters } = artefact<ParameterMatrix>(`${OWNER}/parameters.json`);
  return parameters.find((each) => `${each.contract}.${each.parameter}` === name);
}

describe("owner:params", () => {
  const SET = [
    "--set",
    "StakeManager.unbondingSeconds=1900800,Thermostat.gains.kp=0.3,Thermostat.gains.kd=2",
  ];

  it("shows calls, path and effects of a change, and sends nothing", async () => {
    const { blocks } = await readJournal(out);
    const { code, stdout, stderr } = await run("owner-params", ...SET);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^StakeManager\.setUnbondingSeconds$/m);
    assert.match(stdout, /^ {2}path {6}the owner schedules it, waits 1 day, and calls$/m);
    assert.match(stdout, /^ {2}schedule {2}accepted/m);
    assert.match(stdout, /^ {2}StakeManager\.unbondingSeconds: 21 days -> 22 days$/m);
    assert.match(stdout, /^ {2}Thermostat\.gains\.kp: 0\.1 -> 0\.3$/m);
    assert.equal(stdout.match(/^Thermostat\.setGains$/gm)?.length, 1);
    assert.match(stdout, /^dry run: nothing was sent/m);
    assert.equal((await readJournal(out)).blocks.length, blocks.length);
  });

  it("sends it with --execute, after which the chain is as asked and the change is authorised", async () => {
    const sent = await run("owner-params", ...SET, "--execute");
    assert.deepEqual([sent.code, sent.stdout], [0, "2 changes made, 0 left to make\n"]);
    assert.match((await run("owner-params", ...SET)).stdout, /^nothing to change/);
    const { changes } = artefact<ParameterUpdate>(receiptPath("owner-params"));
    assert.deepEqual(
      changes.map((change) => `${change.contract}.${change.function}`),
      ["StakeManager.setUnbondingSeconds", "Thermostat.setGains"],
    );
    const kept = await parameter("Thermostat.gains.kp");
    assert.deepEqual([kept?.onChain, kept?.drift, kept?.set?.by], ["300000000000000000", false, "OwnerSafe"]);
    assert.equal(
      (await parameter("Thermostat.gains.ki"))?.planned,
      (await parameter("Thermostat.gains.ki"))?.onChain,
    );
  });

  for (const [what, set, code] of [
    ["is not NAME=VALUE", "Thermostat.gains.kp", "OMNI2502"],
    ["names no parameter", "Thermostat.gain=1", "OMNI2314"],
    ["stands in the code of a contract", "JobTerms.daySeconds=5", "OMNI2314"],
    ["has another kind of value", "StakeManager.unbondingSeconds=a day", "OMNI2314"],
    ["is a migration", "SystemPause.authority=0x0000000000000000000000000000000000000001", "OMNI2314"],
  ] as const) {
    it(`refuses what ${what}`, async () => {
      const ended = await run("owner-params", "--set", set);
      assert.match(ended.stderr, new RegExp(`^${code} `, "m"));
      assert.equal(ended.code, 2);
    });
  }
});

describe("owner:roles", () => {
  it("grants a role with a delay, which the command center then knows from the receipt", async () => {
    const GRANT = ["--grant", "OPERATOR", "--to", "mission-registrar", "--delay", "60"];
    const shown = await run("owner-roles", ...GRANT);
    assert.match(shown.stdout, /OPERATOR of mission-registrar: not held -> held, after 1 minute/);
    assert.equal(
      (await run("owner-roles", ...GRANT, "--execute")).stdout,
      "1 changes made, 0 left to make\n",
    );
    assert.equal((await run("command-center", "--strict")).code, 0);
    const { roles } = artefact<CommandCenter>(`${OWNER}/command-center.json`);
    const granted = roles.find(({ role, name }) => role === "OPERATOR" && name === "mission-registrar");
    assert.deepEqual([granted?.delaySeconds, granted?.drift], ["60", false]);
    assert.equal(granted?.changes.at(-1)?.receipt, receiptPath("owner-roles"));
  });

  for (const [what, flags, code] of [
    ["nobody of that name", ["--grant", "OPERATOR", "--to", "nobody.eth"], "OMNI2314"],
    ["no role of that name", ["--revoke", "KING", "--from", "mission-operator"], "OMNI2314"],
    ["a role that another role grants", ["--grant", "GUARDIAN", "--to", "mission-operator"], "OMNI2314"],
    ["no operation of that id", ["--cancel", `0x${"00".repeat(32)}`], "OMNI2314"],
    ["two changes at once", ["--grant", "OPERATOR", "--revoke", "OPERATOR"], "OMNI2502"],
    ["a grant to nobody", ["--grant", "OPERATOR"], "OMNI2502"],
    ["a delay that is none", ["--grant", "OPERATOR", "--to", "x", "--delay", "soon"], "OMNI2502"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const ended = await run("owner-roles", ...flags);
      assert.match(ended.stderr, new RegExp(`^${code} `, "m"));
      assert.equal(ended.code, 2);
    });
  }
});

describe("owner:pause", () => {
  it("stops every module at once, of which the command center then says how it ends", async () => {
    assert.match((await run("owner-pause", "--pause")).stdout, /path {6}the owner calls at once/);
    assert.match((await run("owner-pause", "--resume")).stdout, /^nothing to change/);
    const sent = await run("owner-pause", "--pause", "--execute");
    assert.equal(sent.code, 0, sent.stderr);
    assert.equal((await run("command-center")).code, 0);
    const { findings, pause } = artefact<CommandCenter>(`${OWNER}/command-center.json`);
    assert.equal(pause.paused, true);
    const paused = findings.find(({ id }) => id === "paused");
    assert.match(paused?.command ?? "", /^npm run owner:pause -- --network localhost --resume --execute$/);
    assert.ok(existsSync(join(out, receiptPath("owner-switch"))));
  });

  it("asks which of the two is meant", async () => {
    assert.equal((await run("owner-pause")).code, 2);
  });
});
