import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, glob, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { formatJournal } from "../../../src/chain/journal/journal.ts";
import { readJournal } from "../../../src/chain/journal/wal.ts";
import { ledgerOf } from "../../../src/economics/ledger.ts";
import { checkReadings } from "../../../src/economics/ledger-check.ts";
import { recordsIn } from "../../../src/records/located-records.ts";
import { openPlainNode, type PlainNode } from "../../e2e/plain-node.ts";
import { copyOfMission } from "../../support/kept-missions.ts";

const PLAN = "plans/asi-takeoff/project-plan.json";
const ROOT = "localhost/asi-takeoff";
const FILES = [
  "thermodynamics.json",
  "thermodynamics.md",
  "charts/temperature.svg",
  "thermodynamics-receipt.json",
];

let takenOff = "";
let out = "";
/** Is brought up to what was taken off by the first that reads it. */
let node: PlainNode;

/** Runs a script of a stage on a folder of artefacts. */
async function run(folder: string, script: string, ...flags: string[]): Promise<string> {
  const rpcUrl = folder === takenOff ? node.url : "";
  const env = { ...process.env, OMNISOVEREIGN_OUT: folder, OMNISOVEREIGN_PLAN: PLAN, RPC_URL: rpcUrl };
  const { stdout } = await promisify(execFile)(process.execPath, [`src/stages/${script}.ts`, ...flags], {
    env,
  });
  return stdout;
}

async function copyOf(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "thermodynamics-"));
  await cp(folder, copy, { recursive: true });
  return copy;
}

function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

function readJson(folder: string, path: string) {
  return JSON.parse(read(folder, path));
}

async function documentsOf(folder: string): Promise<{ path: string; text: string }[]> {
  const documents: { path: string; text: string }[] = [];
  for await (const path of glob("localhost/**/*.json", { cwd: folder })) {
    documents.push({ path, text: read(folder, path) });
  }
  return documents;
}

before(async () => {
  takenOff = await copyOfMission("national takeoff");
  out = await copyOf(takenOff);
  node = await openPlainNode(out);
  await run(out, "thermodynamics/thermodynamics-report", "--plan", PLAN, "--report-root", `reports/${ROOT}`);
});

after(async () => {
  await node.stop();
  await Promise.all([takenOff, out].map((folder) => rm(folder, { recursive: true })));
});

describe("the receipts of a takeoff", () => {
  it("give its whole economy, to the wei", async () => {
    const documents = await documentsOf(takenOff);
    const ledger = ledgerOf(documents.flatMap(({ text }) => recordsIn(JSON.parse(text))));
    const reading = readJson(takenOff, `${ROOT}/receipts/stake.json`);
    assert.deepEqual(ledger.problems, []);
    assert.ok(reading.positions.length > 10);
    assert.deepEqual(checkReadings(ledger.movements, [reading]), []);
    const { jobs } = readJson(takenOff, `${ROOT}/receipts/mission.json`);
    for (const { jobId } of jobs) {
      const books = ledger.jobs.get(jobId);
      assert.ok(books && books.in.length > 0 && books.out.length > 4);
      assert.equal(books.escrowWei, 0n);
    }
  });

  it("give another one when any payment is left out", async () => {
    const records = (await documentsOf(takenOff)).flatMap(({ text }) => recordsIn(JSON.parse(text)));
    const paying = records.find(({ events }) => events.some(({ name }) => name === "EscrowPaid"));
    const reading = readJson(takenOff, `${ROOT}/receipts/stake.json`);
    const ledger = ledgerOf(records.filter(({ hash }) => hash !== paying?.hash));
    assert.notDeepEqual([ledger.problems, checkReadings(ledger.movements, [reading])], [[], []]);
  });
});

describe("thermodynamics:report", () => {
  it("applies the recommended set-point as council, and reads it back", () => {
    const { setPoint, applied, temperature } = readJson(out, `${ROOT}/thermodynamics.json`);
    assert.equal(applied.after.baseWad, setPoint.recommendedWad);
    assert.equal(applied.before.baseWad, temperature.measured.baseWad);
    assert.notEqual(applied.before.baseWad, applied.after.baseWad);
    const { transactions } = readJson(out, `${ROOT}/thermodynamics-receipt.json`);
    const calls = transactions.map((each: { contract: string; function: string }) => [
      each.contract,
      each.function,
    ]);
    assert.deepEqual(calls, [
      ["AccessManager", "schedule"],
      ["Thermostat", "setBaseTemperature"],
    ]);
    const [scheduled, executed] = transactions;
    assert.ok(executed.timestamp - scheduled.timestamp >= Number(applied.delaySeconds));
    const base = executed.events.find(({ name }: { name: string }) => name === "BaseChanged");
    assert.equal(base.args.afterWad, setPoint.recommendedWad);
  });

  it("knows every change of the temperature since the start, without a gap but what a raise fades by", () => {
    const { temperature, applied } = readJson(out, `${ROOT}/thermodynamics.json`);
    const { history, measured } = temperature;
    assert.ok(history.length >= 2);
    assert.equal(history[0].beforeWad, measured.referenceWad);
    const changes: { beforeWad: string; afterWad: string; reason: string }[] = history;
    const ends = [...changes.slice(1).map(({ beforeWad }) => beforeWad), applied.before.temperatureWad];
    const raisedAt = changes.findIndex(({ reason }) => reason === "delay policy");
    assert.ok(raisedAt >= 0);
    changes.forEach(({ afterWad }, index) => {
      if (index < raisedAt) assert.equal(ends[index], afterWad);
      else assert.ok(BigInt(ends[index] ?? 0n) <= BigInt(afterWad));
    });
  });

  it("measures what the jobs' receipts say, and marks what formulas say", () => {
    const { layers, definitions } = readJson(out, `${ROOT}/thermodynamics.json`);
    const [national] = layers;
    assert.equal(layers.length, 1);
    const { jobs } = readJson(out, `${ROOT}/receipts/mission.json`);
    for (const [index, { id, submittedAt, assignedAt, attempts }] of jobs.entries()) {
      const job = national.jobs[index];
      assert.deepEqual([job.id, job.outcome, job.simulated], [id, "approved", true]);
      assert.ok(submittedAt - assignedAt >= Number(attempts.at(-1).drawn.workSeconds));
    }
    const paidWei = national.roles.reduce(
      (sum: bigint, role: { paidWei: string }) => sum + BigInt(role.paidWei),
      0n,
    );
    const rewardWei = jobs.reduce((sum: bigint, job: { reward: string }) => sum + BigInt(job.reward), 0n);
    assert.ok(paidWei >= rewardWei);
    assert.equal(national.measured.simulated, true);
    assert.ok(definitions.some(({ simulated }: { simulated: boolean }) => simulated));
  });

  it("leaves the same bytes again, from another folder or in the same one", async () => {
    const again = await copyOf(takenOff);
    try {
      for (let times = 0; times < 2; times++) {
        await run(again, "thermodynamics/thermodynamics-report");
        for (const file of FILES) assert.equal(read(again, `${ROOT}/${file}`), read(out, `${ROOT}/${file}`));
      }
      assert.equal(formatJournal(await readJournal(again)), formatJournal(await readJournal(out)));
    } finally {
      await rm(again, { recursive: true });
    }
  });
});

describe("thermostat:update", () => {
  it("shows what it would send, and sends nothing", async () => {
    const before = formatJournal(await readJournal(takenOff));
    const flags = ["--network", "localhost", "--temperature", "0.3"];
    const shown = await run(takenOff, "thermodynamics/thermostat-update", ...flags);
    assert.match(shown, /Thermostat\.setBaseTemperature/);
    assert.match(shown, /schedule {2}accepted/);
    assert.match(shown, /call {6}not tried: nobody may call without a delay/);
    assert.match(shown, /base: 0\.24 -> 0\.3\n/);
    assert.match(shown, /raised by delay policies: 0\.0*[1-9]\d* -> 0\n/, "what has not faded ends");
    assert.match(shown, /dry run: nothing was sent/);
    assert.equal(formatJournal(await readJournal(takenOff)), before);
    assert.ok(!existsSync(join(takenOff, "manifests/thermostat-update.json")));
  });

  it("tries the call as the timelock, where there is one, and says what the contract would refuse", async () => {
    const folder = await copyOfMission("shared");
    try {
      const asked = (temperature: string) =>
        run(folder, "thermodynamics/thermostat-update", "--temperature", temperature);
      assert.match(await asked("0.3"), /call {6}accepted/);
      const shown = await asked("9");
      assert.match(shown, /call {6}BaseOutOfBounds\(9000000000000000000, /);
      assert.match(shown, /nothing would change/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("sends it with --execute, and has nothing left to change", async () => {
    const folder = await copyOf(takenOff);
    try {
      const flags = ["--temperature", "0.3"];
      const done = await run(folder, "thermodynamics/thermostat-update", ...flags, "--execute");
      assert.equal(done, "1 changes made, 0 left to make\n");
      const { changes, transactions } = readJson(folder, `${ROOT}/thermodynamics/thermostat-update.json`);
      const changed = transactions[1].events.find(
        ({ name }: { name: string }) => name === "TemperatureChanged",
      );
      assert.equal(changes[0].effects[0].after, "0.3");
      const { outputWad } = readJson(out, `${ROOT}/thermodynamics.json`).temperature.measured;
      assert.notEqual(outputWad, "0", "the controller adds something");
      assert.equal(BigInt(changed.args.afterWad), 3n * 10n ** 17n + BigInt(outputWad));
      const shown = await run(folder, "thermodynamics/thermostat-update", ...flags);
      assert.equal(shown, "nothing to change: the chain is as asked\n");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("refuses a temperature that is none and a network that it cannot sign for", async () => {
    for (const [flags, stderr] of [
      [["--temperature", "warm"], /^OMNI2502 {2}The flag --temperature got "warm"/],
      [["--network", "mainnet"], /^OMNI2007 {2}--network does not know "mainnet"/],
    ] as const) {
      await assert.rejects(run(takenOff, "thermodynamics/thermostat-update", ...flags), { code: 2, stderr });
    }
  });
});

describe("reward-engine:update", () => {
  it("shows the shares that it would bring back to the plan's", async () => {
    const folder = await copyOfMission("shared");
    try {
      const shown = await run(folder, "thermodynamics/reward-engine-update");
      assert.match(shown, /IncentivePolicy\.setRoleShares/);
      assert.match(shown, /validators \(bps of the next epoch\): 1600 -> 1500/);
      assert.match(shown, /call {6}accepted/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("shows what another price of a nat would change, and sets it", async () => {
    const folder = await copyOfMission("shared");
    try {
      const asked = ["thermodynamics/reward-engine-update", "--nat-price", "300000.5"] as const;
      const shown = await run(folder, ...asked);
      assert.match(shown, /RewardEngineMB\.setParameters/);
      assert.match(shown, /price of a nat: \d+\.\d+ -> 300000\.5/);
      assert.match(shown, /kappa: 0\.005 -> 0\.005/);
      await run(folder, ...asked, "--execute");
      assert.doesNotMatch(await run(folder, ...asked), /RewardEngineMB\.setParameters/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("has nothing to bring back once what delay policies moved has faded", async () => {
    const shown = await run(takenOff, "thermodynamics/reward-engine-update");
    assert.equal(shown, "nothing to change: the chain is as asked\n");
  });

  it("needs a reward engine to set its parameters", async () => {
    await assert.rejects(run(takenOff, "thermodynamics/reward-engine-update", "--kappa", "0.4"), {
      code: 1,
      stderr: /^OMNI2503 /,
    });
  });
});
