import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, describe, it } from "node:test";
import { transcriptsIn, withoutSeconds } from "../../scripts/transcripts.js";
import { verifyDossier } from "../../src/verify/verify-dossier.ts";
import { keptMission } from "../support/kept-missions.ts";
import { mebibytesIn, SAY_MEMORY } from "../support/memory.ts";
import { bin, PROJECT, startBin } from "./bin.ts";
import { type Forgery, forgeDossier } from "./forge.ts";
import { openPlainNode, type PlainNode } from "./plain-node.ts";

/** The run that the test shares with others had another time zone and locale. */
const MOST_MEBIBYTES = 600;
const WEST = { TZ: "America/New_York", LANG: "C", LC_ALL: "C" };

const SHARED_PLAN = "plans/omnisovereign/project-plan.omnisovereign.json";
const DOCUMENTS = ["README.md", "docs/verification.md", "RUNBOOK.md"].map((name) =>
  readFileSync(join(PROJECT, name), "utf8"),
);
const TAKEOFF = "localhost/asi-takeoff/receipts";
/** A receipt to which no transaction commits. */
const UNCOMMITTED = "localhost/asi-takeoff/thermodynamics-receipt.json";
/** The same; jobs before it are evidence of later ones. */
const LAST_JOB = "omnisovereign/receipts/coordination/omni-thermal-alignment.json";
const JOB = `${TAKEOFF}/jobs/grid-survey`;

/** A block of a journal, as far as forgers touch it. */
interface Block {
  number: number;
  transactions: string[];
}

describe("a mission", { timeout: 600_000 }, () => {
  let base: string;
  let dossier: string;
  let typed: string;
  let node: PlainNode;
  /** What each command printed, as if its folder were `reports`. */
  let printed: ReadonlyMap<string, string>;

  before(async () => {
    base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
    typed = join(base, "typed", "omnisovereign", "dossier");
    node = await openPlainNode(base);
    const run = await keptMission("shared");
    dossier = join(run.out, "omnisovereign", "dossier");
    const scripts = await typeByHand(join(base, "typed"), node.url, join(dossier, "data", SHARED_PLAN));
    printed = new Map([...scripts, ["npx omnisovereign run", withoutSeconds(run.printed)]]);
  });
  after(async () => {
    await node.stop();
    rmSync(base, { recursive: true });
  });

  it("typed by hand beside a plain node, elsewhere, from the dossier's own plan, gives the same dossier byte for byte", () => {
    const files = filesOf(dossier);
    assert.ok(files.length > 100);
    assert.deepEqual(filesOf(typed), files);
    for (const file of files) {
      assert.ok(readFileSync(join(typed, file)).equals(readFileSync(join(dossier, file))), file);
    }
  });

  it("does not all go to plan, and is told so", () => {
    const reports = join(dossier, "data", "reports");
    const receipts = filesOf(reports)
      .filter((path) => /receipts\/(regions\/.*|jobs\/.*|coordination\/.*|mission)\.?.*json$/.test(path))
      .map((path) => [path, readFileSync(join(reports, path), "utf8")] as const);
    const ofJobs = receipts.filter(([path]) => /\/(jobs|coordination)\//.test(path)).map(([, json]) => json);
    const shows = (what: RegExp) => ofJobs.some((json) => what.test(json));
    assert.ok(shows(/"DelayPolicyTriggered"/), "the policy of a late job acts");
    assert.ok(shows(/"ballot": "reject"/) && shows(/"reason": "1"/), "a member dissents and is slashed");
    assert.ok(shows(/"ballot": "never-reveal"/), "a member keeps silent");
    assert.ok(shows(/"HearingOpened"/) && shows(/"DisputeRuled"/), "a verdict is disputed");
    assert.ok(shows(/"JobReopened"/), "a rejected job is done again");
    const missions = receipts.filter(([path]) => path.endsWith("receipts/mission.json"));
    const jobs = missions.flatMap(([, json]) => JSON.parse(json).jobs);
    assert.ok(jobs.every(({ outcome }) => outcome === "approved"));
    assert.ok(jobs.some(({ attempts }) => attempts.length > 1 && attempts[0].outcome === "rejected"));
    assert.ok(
      jobs.every(({ attempts }) =>
        attempts.every(({ drawn }: { drawn: { simulated: boolean } }) => drawn.simulated === true),
      ),
    );
  });

  it("prints what the documents show", () => {
    const shown = DOCUMENTS.flatMap(transcriptsIn).filter(({ command }) => printed.has(command));
    assert.ok(shown.length > 6);
    for (const { command, output } of shown) {
      assert.equal(withoutSeconds(output), printed.get(command), `${command}: run "npm run docs"`);
    }
  });

  it("is verified, re-executed too, and by sha256sum", async () => {
    const { exitCode, stdout } = await bin("verify", "--replay", dossier);
    assert.equal(exitCode, 0, stdout);
    const [, transactions, records] =
      /replay (\d+) transactions executed on EDR, (\d+) records compared/.exec(stdout) ?? [];
    assert.ok(Number(transactions) > 0 && transactions === records, stdout);
    assert.ok(DOCUMENTS.some((document) => document.includes(stdout)));
    assert.match(stdout, /\n {2}books {2}\d{3,} payments for \d\d jobs .*: equal to the wei\n/);
    for (const list of ["manifest-sha256.txt", "tagmanifest-sha256.txt"]) {
      const { status, stderr } = spawnSync("sha256sum", ["--check", "--quiet", list], {
        cwd: dossier,
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
    }
  });

  it("is executed equally by an EVM of another family, which EDR's agrees with", async () => {
    const copy = join(base, "executed-twice");
    cpSync(dossier, copy, { recursive: true });
    const asked = ["verify", "--json", "--replay", "--engine", "both", copy];
    const { exitCode, stdout, stderr } = await startBin(asked, { nodeFlags: [SAY_MEMORY] }).ended;
    assert.equal(exitCode, 0, stdout);
    assert.ok(mebibytesIn(stderr) < MOST_MEBIBYTES, stderr);
    const { replay, derivation, findings } = JSON.parse(stdout);
    assert.deepEqual([replay.engines, replay.differences, findings], [["ethereumjs", "edr"], [], []]);
    assert.ok(replay.transactions > 1_000 && replay.records === replay.transactions);
    assert.deepEqual(derivation.free, []);
    const parts = stderr
      .trimEnd()
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line).part);
    assert.deepEqual(parts, ["ethereumjs", "edr", "derivation"]);
  });

  for (const file of [
    "manifest-sha256.txt",
    "data/journal.jsonl",
    "data/reports/localhost/asi-takeoff/receipts/stake.json",
  ]) {
    it(`is broken by one bit of ${file}`, async () => {
      const path = join(typed, file);
      const content = readFileSync(path);
      const middle = content.length >> 1;
      try {
        writeFileSync(path, content.with(middle, (content[middle] ?? 0) ^ 1));
        const { exitCode, stdout, stderr } = await bin("verify", typed);
        assert.deepEqual([exitCode, stderr], [4, ""]);
        assert.ok(stdout.includes(`"${file}"`), stdout);
      } finally {
        writeFileSync(path, content);
      }
    });
  }

  it("is broken by a file that has another name", async () => {
    const [there, moved] = ["data/dossier.md", "data/dossier.txt"].map((name) => join(typed, name)) as [
      string,
      string,
    ];
    renameSync(there, moved);
    const { exitCode, stdout } = await bin("verify", typed);
    renameSync(moved, there);
    assert.equal(exitCode, 4);
    assert.match(
      stdout,
      /^OMNI4102 {2}"data\/dossier\.md" is missing.*\nOMNI4103 {2}"data\/dossier\.txt" is extra/,
    );
  });

  const forgeries: readonly (readonly [name: string, code: string, forgery: Forgery])[] = [
    [
      "a receipt nested deeper than a call stack",
      "OMNI4116",
      { files: { "localhost/asi-takeoff/receipts/jobs/grid-survey/apply.json": nested } },
    ],
    [
      "a course that its plan does not draw",
      "OMNI4151",
      { files: { [LAST_JOB]: inText(/"late": false/, '"late": true') } },
    ],
    ["a changed transaction", "OMNI3060", inBlocks(([first]) => first && flip(first))],
    ["blocks in another order", "OMNI3060", inBlocks(swap)],
    ["a block that was dropped", "OMNI4163", inBlocks((blocks) => void blocks.splice(40, 1))],
  ];

  it("is broken by a receipt with another fee", async () => {
    const change = inText(/"gasUsed": "\d/, '"gasUsed": "9');
    const { folder, remove } = await forgeDossier(dossier, { files: { [UNCOMMITTED]: change } });
    try {
      const { exitCode, stdout } = await bin("verify", "--replay", folder);
      assert.equal(exitCode, 4, stdout);
      const [first, ...others] = stdout.match(/^OMNI\d+/gm) ?? [];
      // What was made again differs, too, in each file that shows the fee.
      assert.deepEqual([first, ...new Set(others)], ["OMNI3061", "OMNI3065"], stdout);
    } finally {
      await remove();
    }
  });

  it("is broken by a receipt that leaves something out, and by a number beyond any machine", async () => {
    const changes = {
      "jobs/grid-survey/apply.json": inText(/"gasUsed"/, '"gas"'),
      "jobs/grid-survey/finalize.json": inText(/"gasUsed": "\d+"/, '"gasUsed": 9e9999'),
    };
    const files = Object.fromEntries(
      Object.entries(changes).map(([path, change]) => [`${TAKEOFF}/${path}`, change]),
    );
    const { folder, remove } = await forgeDossier(dossier, { files });
    try {
      const { report } = await verifyDossier(folder, {});
      const codes = report.findings.map(({ code }) => code);
      assert.deepEqual(codes, ["OMNI4116", "OMNI4116"]);
    } finally {
      await remove();
    }
  });

  for (const [name, code, forgery] of forgeries) {
    it(`is broken by ${name}, though every digest fits`, async () => {
      const { folder, remove } = await forgeDossier(dossier, forgery);
      try {
        const { exitCode, stdout, stderr } = await bin("verify", "--replay", folder);
        const told = stderr.replaceAll(/^replay: (edr|derivation) [\d.]+ s\n/gm, "");
        assert.deepEqual([exitCode, told], [4, ""], stdout);
        assert.ok(stdout.startsWith(code), stdout);
      } finally {
        await remove();
      }
    });
  }

  const amounts: readonly (readonly [name: string, code: string, path: string, part: RegExp])[] = [
    ["what somebody holds", "OMNI4118", `${TAKEOFF}/stake.json`, /"claimable": "0"\n {4}}/],
    [
      "what somebody holds after the reward epochs",
      "OMNI4118",
      "asi-global/receipts/rewards.json",
      /"staked": "0"/,
    ],
    ["a stake", "OMNI4117", `${TAKEOFF}/stake.json`, /"StakeDeposited"[^}]+"amountWei": "\d+"/],
    ["a payment", "OMNI4117", `${JOB}/finalize.json`, /"payee": "0x\w+",\s+"amountWei": "\d+"/],
    ["a payment in a job's list", "OMNI4119", `${JOB}/finalize.json`, /"to": "escrow",\s+"amountWei": "\d+"/],
    [
      "a regional budget",
      "OMNI4118",
      "asi-global/receipts/treasury.json",
      /"BudgetFunded"[\s\S]+?"Transfer"[^}]+"value": "\d+"/,
    ],
    ["a penalty", "OMNI4117", `${TAKEOFF}/disputes.json`, /"StakeSlashed"[^}]+"amountWei": "\d+"/],
  ];
  for (const [name, code, path, part] of amounts) {
    it(`is broken by one wei more in ${name}, without any replay, though every digest fits`, async () => {
      const oneMore = (json: string) =>
        json.replace(part, (found) => found.replace(/\d+(?="[^"]*$)/, plusOne));
      const { folder, remove } = await forgeDossier(dossier, { files: { [path]: oneMore } });
      try {
        const { report } = await verifyDossier(folder, {});
        assert.deepEqual([report.verdict, report.findings[0]?.code], ["broken", code]);
      } finally {
        await remove();
      }
    });
  }
});

function plusOne(amount: string): string {
  return String(BigInt(amount) + 1n);
}

/** Types the commands of a dry run into a shell, one after the other. */
async function typeByHand(
  out: string,
  rpcUrl: string,
  plan: string,
): Promise<[command: string, output: string][]> {
  const { stdout } = await bin("run", "--dry-run");
  const env = {
    ...{ ...process.env, ...WEST },
    ...{ OMNISOVEREIGN_OUT: relative(PROJECT, out), OMNISOVEREIGN_PLAN: plan, RPC_URL: rpcUrl },
  };
  const outputs: [string, string][] = [];
  for (const line of stdout.trimEnd().split("\n")) {
    const silent = line.replace("npm run", "npm run --silent");
    const shell = spawn("sh", ["-c", silent], { cwd: PROJECT, env, stdio: ["ignore", "pipe", "pipe"] });
    const [printed, errors, [code]] = await Promise.all([
      text(shell.stdout),
      text(shell.stderr),
      once(shell, "exit"),
    ]);
    assert.equal(code, 0, `${line}\n${errors}`);
    const [withoutFlags = silent] = silent.split(" -- ");
    outputs.push([withoutFlags, printed.replaceAll(out, "reports")]);
  }
  return outputs;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function nested(): string {
  return "[".repeat(200_000) + "]".repeat(200_000);
}

function inText(part: RegExp, replacement: string): (json: string) => string {
  return (json) => json.replace(part, replacement);
}

function inBlocks(change: (blocks: Block[]) => void): Forgery {
  return { journal: (journal) => forgeBlocks(journal, change) };
}

function forgeBlocks(journal: string, change: (blocks: Block[]) => void): string {
  const [header = "", ...lines] = journal.trimEnd().split("\n");
  const blocks: Block[] = lines.map((line) => JSON.parse(line));
  change(blocks);
  const numbered = blocks.map((block, index) => JSON.stringify({ ...block, number: index + 1 }));
  return `${[header, ...numbered].join("\n")}\n`;
}

function flip(block: Block): void {
  block.transactions[0] = `${block.transactions[0]}`.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
}

function swap(blocks: Block[]): void {
  const [one, other] = [blocks[20], blocks[21]] as [Block, Block];
  [one.transactions, other.transactions] = [other.transactions, one.transactions];
}
