import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { readJournal } from "../../../src/chain/journal/wal.ts";
import { type LocalNode, startNode } from "../../../src/chain/rehearsal/node.ts";
import type { CommandCenter, ParameterMatrix } from "../../../src/model/owner.ts";
import type { ParameterUpdate } from "../../../src/model/receipt-contents.ts";
import { receiptPath } from "../../../src/model/receipts.ts";
import { proposalIdOf } from "../../../src/records/planetary/proposal-id.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";
import { sha256 } from "../../../src/system/files.ts";
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

describe("a pack for those who sign", () => {
  const SET = ["--set", "StakeManager.unbondingSeconds=1987200,SystemPause.guardianPauseSeconds=7200"];
  let pack = "";
  before(async () => {
    pack = join(folder, "pack");
    const { code, stderr } = await run("owner-params", ...SET, "--export", pack);
    assert.equal(code, 0, stderr);
  });

  const check = () => run("owner-params", ...SET, "--check", pack);
  const inPack = <Content>(name: string) => JSON.parse(readFileSync(join(pack, name), "utf8")) as Content;

  it("holds what follows from the chain, the same each time, and every file by its digest", async () => {
    assert.deepEqual(
      [(await check()).code, readdirSync(pack).toSorted()],
      [0, ["README.md", "SHA256SUMS", "calls.json", "hashes.json", "safe", "state.json"]],
    );
    const again = join(folder, "again");
    await run("owner-params", ...SET, "--export", again);
    for (const name of ["README.md", "SHA256SUMS", "hashes.json"])
      assert.equal(readFileSync(join(again, name), "utf8"), readFileSync(join(pack, name), "utf8"));
    for (const line of readFileSync(join(pack, "SHA256SUMS"), "utf8").trimEnd().split("\n")) {
      const [digest, name] = line.split("  ");
      assert.equal(sha256(readFileSync(join(pack, name ?? ""))), digest);
    }
  });

  it("tells the hashes that the Safe itself tells, with the nonces that it will ask for", async () => {
    const { safe } = inPack<{ safe: { address: string; nonce: string } }>("calls.json");
    const { steps } = inPack<{ steps: { message: Record<string, unknown>; safeTxHash: string }[] }>(
      "hashes.json",
    );
    assert.equal(steps.length, 4);
    const { abi } = contractType("SafeL2");
    for (const [index, { message, safeTxHash }] of steps.entries()) {
      assert.equal(message.nonce, String(BigInt(safe.nonce) + BigInt(index)));
      const data = abi.encodeFunctionData("getTransactionHash", Object.values(message));
      assert.equal(await node.rpc.request("eth_call", { to: safe.address, data }, "latest"), safeTxHash);
    }
  });

  it("says what a call changes, or why that cannot be tried", () => {
    const { calls } = inPack<{ calls: { contract: string; tried: null; reason: string }[] }>("state.json");
    assert.deepEqual(
      calls.map(({ contract, tried }) => [contract, tried]),
      [
        ["StakeManager", null],
        ["SystemPause", null],
      ],
    );
    assert.match(calls[0]?.reason ?? "", /without a delay/);
  });

  for (const [what, forge, found] of [
    [
      "a file more",
      () => writeFileSync(join(pack, "safe/5-call.json"), "{}"),
      /5-call\.json is no part of it/,
    ],
    ["a file less", () => rmSync(join(pack, "safe/2-schedule.json")), /2-schedule\.json is missing/],
    ["another hash", () => edit("hashes.json", /"safeTxHash": "0x./, '"safeTxHash": "0x0'), /hashes\.json/],
    ["another target", () => edit("safe/3-call.json", /"to": "0x../, '"to": "0x00'), /3-call\.json/],
    ["other code", () => edit("calls.json", /"codeHash": "0x./, '"codeHash": "0x0'), /calls\.json/],
    ["kinder words", () => edit("README.md", /# A change/, "# A small change"), /README\.md/],
  ] as const) {
    it(`is not to be signed with ${what}`, async () => {
      const whole = join(folder, "whole");
      cpSync(pack, whole, { recursive: true });
      forge();
      const { code, stderr } = await check();
      rmSync(pack, { recursive: true });
      cpSync(whole, pack, { recursive: true });
      rmSync(whole, { recursive: true });
      assert.equal(code, 4, stderr);
      assert.match(stderr, /^OMNI2316 /m);
      assert.match(stderr, found);
    });
  }

  function edit(name: string, what: RegExp, instead: string): void {
    const path = join(pack, name);
    const text = readFileSync(path, "utf8");
    assert.match(text, what);
    writeFileSync(path, text.replace(what, instead));
  }

  it("overwrites nothing, lies in no dossier, and is not made beside sending", async () => {
    assert.match((await run("owner-params", ...SET, "--export", pack)).stderr, /^OMNI2315 /m);
    const dossier = join(folder, "dossier");
    mkdirSync(dossier);
    writeFileSync(join(dossier, "bagit.txt"), "");
    assert.match((await run("owner-params", ...SET, "--export", join(dossier, "x"))).stderr, /^OMNI2315 /m);
    assert.equal((await run("owner-params", ...SET, "--export", join(folder, "y"), "--execute")).code, 2);
    assert.equal((await run("owner-params", ...SET, "--check", join(folder, "nowhere"))).code, 4);
  });
});

describe("a change that the council could make too", () => {
  const PARAMETER = ["--set", "StakeManager.unbondingSeconds=1900800"];
  let shared = "";
  before(async () => {
    shared = await copyOfMission("shared");
  });
  after(() => rm(shared, { recursive: true }));

  const typed = (...args: readonly string[]) => {
    const env = { ...process.env, OMNISOVEREIGN_OUT: shared, RPC_URL: "", OMNISOVEREIGN_PLAN: "" };
    return host.run({ file: "src/stages/owner/owner-params.ts", args: [...PARAMETER, ...args], env });
  };

  it("is shown as the document for owners shows it", async () => {
    const document = readFileSync(new URL("../../../docs/owner.md", import.meta.url), "utf8");
    const [, shown] = /^\$ npm run owner:params .*\n([\s\S]*?)```$/m.exec(document) ?? [];
    assert.equal((await typed()).stdout, shown);
  });

  it("is packed with what it changes, by name, and as a proposal with the number that the governor gives", async () => {
    const pack = join(folder, "council");
    const { code, stderr } = await typed("--export", pack);
    assert.equal(code, 0, stderr);
    const { calls } = JSON.parse(readFileSync(join(pack, "state.json"), "utf8"));
    const [{ tried }] = calls;
    assert.equal(tried.result, "succeeds");
    const values = tried.storage.flatMap((slot: { values?: { variable: string }[] }) => slot.values ?? []);
    assert.match(JSON.stringify(values), /unbondingSeconds/i);
    const { proposalId, ...proposal } = JSON.parse(readFileSync(join(pack, "proposal.json"), "utf8"));
    assert.match(proposal.description, /#proposer=0x[0-9a-fA-F]{40}$/);
    assert.equal(proposalIdOf(proposal), proposalId);
  });
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
    ["the owner's own ADMIN", ["--revoke", "ADMIN", "--from", "OwnerSafe"], "OMNI2314"],
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
