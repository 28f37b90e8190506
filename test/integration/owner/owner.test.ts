import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { CHAIN_ID } from "../../../src/chain/constants.ts";
import { readJournal } from "../../../src/chain/journal/wal.ts";
import { type LocalNode, startNode } from "../../../src/chain/rehearsal/node.ts";
import { transactionHash } from "../../../src/chain/sign.ts";
import type { Hex } from "../../../src/model/hex.ts";
import type { CommandCenter, MissionControl, ParameterMatrix } from "../../../src/model/owner.ts";
import type { OwnerPause } from "../../../src/model/owner-pause.ts";
import { sha256 } from "../../../src/system/files.ts";
import { copyOfMission } from "../../support/kept-missions.ts";
import type { Ended } from "../../support/run-script.ts";
import { ScriptHost } from "../../support/script-host.ts";

const OWNER = "localhost/asi-takeoff/owner";
const DEPLOY = "reports/localhost/asi-takeoff/receipts/deploy.json";
const NATIONAL_PLAN = "plans/asi-takeoff/project-plan.json";
/** What the national mission leaves to be known of. */
const FINDINGS = [
  "notice unfunded-seats",
  "notice concentrated-power",
  "notice role-without-delay",
  "notice silent-key",
  "notice still-signal",
];
let host: ScriptHost;
let node: LocalNode;
let folder = "";
let out = "";

/** Runs a script of a stage as npm would. */
function run(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const settings = { ...process.env, OMNISOVEREIGN_OUT: out, RPC_URL: node.url, ...env };
  return host.run({ file: `src/stages/${script}.ts`, args, env: settings });
}

function artefact<Model>(path: string): Model {
  return JSON.parse(readFileSync(join(out, path), "utf8"));
}

before(async () => {
  host = new ScriptHost();
  folder = await mkdtemp(join(tmpdir(), "owner-"));
  out = await copyOfMission("national takeoff");
  node = await startNode({ logFile: join(folder, "node.log") });
  const { code, stderr } = await run("owner/pause-test", [], { OMNISOVEREIGN_PLAN: NATIONAL_PLAN });
  assert.equal(code, 0, stderr);
});

after(async () => {
  host.close();
  await node.stop();
  for (const each of [folder, out]) await rm(each, { recursive: true });
});

/** A report of the national mission. */
function report(name: string, flags: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const plan = env.OMNISOVEREIGN_PLAN ?? NATIONAL_PLAN;
  return run(`owner/${name}`, ["--network", "localhost", ...flags], { ...env, OMNISOVEREIGN_PLAN: plan });
}

describe("the owner's pause", () => {
  test("answers a finding, stops every module, keeps the lifelines, and ends where it began", () => {
    const pause = artefact<OwnerPause>(`${OWNER}/receipts/pause.json`);
    assert.equal(pause.trigger.id, "owner-pause-untried");
    assert.equal(pause.passed, true);
    assert.ok(pause.proofs.length >= 9);
    assert.deepEqual(pause.refusals.map(({ module }) => module).sort(), [...pause.modules].sort());
    assert.deepEqual(pause.before.totals, pause.after.totals);
    assert.equal(pause.during.paused, true);
  });

  test("refers to a finding of the dashboard that is left beside it", () => {
    const { trigger, dashboard } = artefact<
      OwnerPause & { readonly dashboard: { readonly path: string; readonly sha256: string } }
    >(`${OWNER}/receipts/pause.json`);
    const text = readFileSync(join(out, dashboard.path), "utf8");
    assert.equal(sha256(text), dashboard.sha256);
    const { findings } = JSON.parse(text) as CommandCenter;
    assert.deepEqual(
      findings.find(({ id }) => id === trigger.id),
      trigger,
    );
  });
});

describe("the owner's reports", () => {
  test("find the mission as planned, and say where they were read", async () => {
    const journal = await readJournal(out);
    for (const name of ["command-center", "mission-control", "parameters"]) {
      const { code, stderr } = await report(name, ["--strict"]);
      assert.equal(code, 0, stderr);
      const { reading } = artefact<CommandCenter>(`${OWNER}/${name}.json`);
      const last = journal.blocks.at(-1);
      assert.deepEqual(reading, {
        chainId: CHAIN_ID,
        block: last?.number,
        timestamp: last?.timestamp,
        stateRoot: last?.stateRoot,
        done: ["demo:asi-takeoff:local", "pause:test"],
        toCome: ["owner:settle", "thermodynamics:report"],
      });
    }
  });

  test("show that the pause was tried, and that custody covers what is owed", () => {
    const center = artefact<CommandCenter>(`${OWNER}/command-center.json`);
    assert.deepEqual(
      center.findings.map(({ id, severity }) => `${severity} ${id}`),
      FINDINGS,
    );
    assert.equal(
      center.pause.lastOwnerPause,
      artefact<OwnerPause>(`${OWNER}/receipts/pause.json`).during.block - 2,
    );
    assert.equal(center.solvency.solvent, true);
    assert.ok(
      center.roles.some(({ role, onChain }) => role === "COUNCIL" && onChain === "held, delay 1 day"),
    );
    assert.ok(center.functions.every(({ planned, onChain }) => planned === onChain));
  });

  test("join every job on chain with the plan or a drill", () => {
    const { jobs, notPosted } = artefact<MissionControl>(`${OWNER}/mission-control.json`);
    assert.equal(jobs.filter(({ origin }) => origin === "national").length, 7);
    assert.deepEqual(
      jobs.filter(({ origin }) => origin === "unplanned"),
      [],
    );
    assert.deepEqual(notPosted, []);
    assert.ok(jobs.some(({ lateness }) => lateness === "was late"));
    assert.ok(jobs.some(({ dispute }) => dispute === "jury"));
  });

  test("say of every parameter who may change it, and in which transaction and block it was set", async () => {
    const { parameters } = artefact<ParameterMatrix>(`${OWNER}/parameters.json`);
    const named = (name: string) => parameters.find((each) => `${each.contract}.${each.parameter}` === name);
    const { blocks } = await readJournal(out);
    for (const { contract, parameter, set } of parameters.filter(({ set }) => set !== null)) {
      const sent = blocks[(set?.block ?? 0) - 1]?.transactions.map(transactionHash) ?? [];
      assert.ok(sent.includes(set?.transaction as Hex), `${contract}.${parameter}`);
    }
    const unbonding = named("StakeManager.unbondingSeconds");
    assert.deepEqual(unbonding?.setter, {
      call: "StakeManager.setUnbondingSeconds",
      by: [{ name: "OwnerSafe", delaySeconds: "86400" }],
    });
    assert.equal(unbonding?.set?.by, "OwnerSafe");
    assert.equal(unbonding?.set?.transaction, unbonding?.changes.at(-1)?.transaction);
    assert.equal(named("JobTerms.daySeconds")?.setter, null);
    assert.equal(named("SystemPause.authority")?.set?.by, "deployer");
  });

  test("answer how far the mission is, what it has spent, and who acts next", () => {
    const { spending, due } = artefact<MissionControl>(`${OWNER}/mission-control.json`);
    const cities = spending.filter(({ origin }) => origin === "national");
    assert.equal(cities.length, 4);
    for (const { place, allotted, spent, jobs, settled } of cities) {
      assert.equal(settled, jobs, place);
      assert.ok(BigInt(spent) > 0n && BigInt(spent) <= BigInt(allotted ?? "0"), place);
    }
    assert.deepEqual(due, []);
  });

  test("explain changed parameters by the receipts that record them", () => {
    const { parameters } = artefact<ParameterMatrix>(`${OWNER}/parameters.json`);
    const changed = parameters.filter(({ changes }) => changes.length > 0);
    assert.ok(changed.length > 0);
    for (const { changes, drift } of changed) {
      assert.equal(drift, false);
      assert.equal(changes.at(-1)?.receipt, "localhost/asi-takeoff/receipts/governance.json");
    }
  });

  test("print the format asked for and leave the same artefacts whichever it is", async () => {
    const paths = ["parameters.json", "parameters.md"].map((name) => join(out, OWNER, name));
    const left = () => Promise.all(paths.map((path) => readFile(path, "utf8")));
    const earlier = await left();
    const human = await report("parameters", [
      "--format",
      "human",
      "--out",
      "reports/localhost/asi-takeoff/owner/p.txt",
    ]);
    assert.equal(readFileSync(join(out, OWNER, "p.txt"), "utf8"), human.stdout);
    const json = await report("parameters", ["--format", "json"]);
    assert.deepEqual(await left(), earlier);
    assert.equal(json.stdout, earlier[0]);
  });

  test("draw the same diagram and dashboard twice", async () => {
    const drawn = ["owner", "owner-money", "owner-calls"].flatMap((name) => [`${name}.mmd`, `${name}.svg`]);
    const paths = [...drawn, "owner/dashboard.html"].map((name) => join(out, "localhost/asi-takeoff", name));
    const draw = async () => {
      const flags = ["--out", "reports/localhost/asi-takeoff/owner.mmd"];
      const [diagram, dashboard] = [await report("diagram", flags), await report("dashboard")];
      assert.deepEqual([diagram.code, dashboard.code], [0, 0], diagram.stderr + dashboard.stderr);
      return Promise.all(paths.map((path) => readFile(path, "utf8")));
    };
    const first = await draw();
    assert.match(first[0] ?? "", /^flowchart LR\n/);
    assert.deepEqual(await draw(), first);
  });
});

describe("drift", () => {
  test("is a plan that says something else than the chain", async () => {
    const text = await readFile(NATIONAL_PLAN, "utf8");
    const plan = join(folder, "changed.json");
    await writeFile(plan, text.replace('"initialTemperature": "0.24"', '"initialTemperature": "0.25"'));
    const ended = await report("parameters", ["--strict"], { OMNISOVEREIGN_PLAN: plan });
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /^OMNI2320 .*Thermostat\.referenceTemperatureWad/m);
    assert.match(ended.stdout, /Owner parameter matrix/);
    assert.equal((await report("parameters", [], { OMNISOVEREIGN_PLAN: plan })).code, 0);
  });

  test("is a change that no receipt records", async () => {
    const whole = out;
    try {
      out = join(folder, "unrecorded");
      await cp(whole, out, { recursive: true });
      await rm(join(out, "localhost/asi-takeoff/receipts/governance.json"));
      const ended = await report("parameters", ["--strict"]);
      assert.equal(ended.code, 1);
      assert.match(ended.stderr, /^OMNI2320 .*is in no receipt/m);
      const { parameters } = artefact<ParameterMatrix>(`${OWNER}/parameters.json`);
      const unbonding = parameters.find(({ parameter }) => parameter === "unbondingSeconds");
      const { block, transaction } = unbonding?.changes.at(-1) ?? {};
      assert.equal(unbonding?.drift, true);
      assert.deepEqual(unbonding?.set, { block, transaction, by: "OwnerSafe" });
    } finally {
      out = whole;
    }
  });
});

describe("what an operator states", () => {
  const refused = async (flags: readonly string[], env: NodeJS.ProcessEnv, code: string) => {
    const ended = await report("command-center", flags, env);
    assert.match(ended.stderr, new RegExp(`^${code} `, "m"));
    assert.notEqual(ended.code, 0);
  };

  test("is taken where it is the chain that is read", async () => {
    const ended = await report("command-center", [], { CHAIN_ID: "31337", AURORA_DEPLOY_OUTPUT: DEPLOY });
    assert.equal(ended.code, 0, ended.stderr);
  });

  test("is refused where it is another chain", async () => {
    await refused([], { CHAIN_ID: "1" }, "OMNI2005");
    await refused([], { AURORA_DEPLOY_OUTPUT: "reports/nowhere.json" }, "OMNI2311");
    const foreign = join(folder, "deploy.json");
    const receipt = await readFile(join(out, "localhost/asi-takeoff/receipts/deploy.json"), "utf8");
    await writeFile(foreign, receipt.replaceAll(/"hash": "0x..../g, '"hash": "0x0000'));
    await refused([], { AURORA_DEPLOY_OUTPUT: foreign }, "OMNI2312");
  });

  test("is refused where it names a network or a format that is not there", async () => {
    await refused(["--network", "mainnet"], {}, "OMNI2007");
    await refused(["--format", "pdf"], {}, "OMNI2302");
  });

  test("is refused where it would leave the output folder or overwrite another artefact", async () => {
    await refused(["--out", "../elsewhere.md"], {}, "OMNI2201");
    await refused(["--out", DEPLOY], {}, "OMNI2303");
    await refused(["--out", `reports/${OWNER}/command-center.json`], {}, "OMNI2303");
  });
});
