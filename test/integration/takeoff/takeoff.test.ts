import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { glob, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { CHAIN_ID } from "../../../src/chain/constants.ts";
import { formatJournal } from "../../../src/chain/journal/journal.ts";
import { readJournal } from "../../../src/chain/journal/wal.ts";
import { edrEngine } from "../../../src/chain/rehearsal/edr-engine.ts";
import { openReader } from "../../../src/chain/rehearsal/reader.ts";
import type { DrillRecord } from "../../../src/model/drill.ts";
import type { Plan } from "../../../src/model/plan.ts";
import type { NationalDeploy } from "../../../src/model/receipt-contents.ts";

import type { TransactionRecord } from "../../../src/model/record.ts";
import type { Handshake } from "../../../src/model/votes.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { AddressBook } from "../../../src/records/address-book.ts";
import { castOfProject, nationalCast } from "../../../src/records/casting.ts";
import { commitmentOf } from "../../../src/records/commitment.ts";
import { transactionsOf } from "../../../src/records/job-events.ts";
import { type ReceiptFile, readReceipt } from "../../../src/records/read-receipt.ts";
import { FAILED_INSIDE } from "../../../src/records/via-safe.ts";
import { type CoordinationJob, coordinationReceipts } from "../../../src/reports/coordination-receipts.ts";
import { foldTakeoff } from "../../../src/reports/national/fold-takeoff.ts";
import { takeoffReceipts } from "../../../src/reports/national/national-receipts.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";
import { reexecute } from "../../../src/verify/reexecute.ts";
import { keptMission } from "../../support/kept-missions.ts";
import { readAgain } from "./read-again.ts";

const SCRIPT = "src/stages/takeoff/demo-asi-takeoff-local.ts";
const outs: string[] = [];
let out = "";

/** Runs the takeoff into a folder of its own. */
async function takeOff(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "takeoff-"));
  outs.push(folder);
  await run(folder);
  return folder;
}

function run(folder: string, nodeFlags: readonly string[] = [], ...flags: readonly string[]) {
  const env = { ...process.env, OMNISOVEREIGN_OUT: folder, RPC_URL: "" };
  return promisify(execFile)(process.execPath, [...nodeFlags, SCRIPT, ...flags], { env });
}

async function filesOf(folder: string, pattern: string): Promise<ReceiptFile[]> {
  const files: ReceiptFile[] = [];
  for await (const path of glob(pattern, { cwd: folder })) {
    files.push({ path: relative("", path), text: readFileSync(join(folder, path), "utf8") });
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

before(async () => {
  out = await takeOff();
});

after(async () => {
  await Promise.all(outs.map((folder) => rm(folder, { recursive: true })));
});

test("alone and at the head of a whole mission it leaves the same bytes", async () => {
  const { out: mission } = await keptMission("shared");
  const left = await filesOf(out, "{localhost,manifests}/**/*.{json,md}");
  assert.ok(left.length > 40);
  for (const { path, text } of left) assert.equal(readFileSync(join(mission, path), "utf8"), text, path);
  const [own, whole] = [await readJournal(out), await readJournal(mission)];
  const head = { ...whole, blocks: whole.blocks.slice(0, own.blocks.length) };
  assert.equal(formatJournal(head), formatJournal(own));
});

test("every job of the plan ends approved, in an order that its dependencies allow", async () => {
  const [file] = await filesOf(out, "localhost/asi-takeoff/receipts/mission.json");
  const { jobs } = JSON.parse(file?.text ?? "") as {
    jobs: { id: string; outcome: string; dependencies: string[]; assignedAt: number; finalizedAt: number }[];
  };
  const finishedAt = new Map(jobs.map(({ id, finalizedAt }) => [id, finalizedAt]));
  assert.ok(jobs.length >= 5);
  for (const { outcome, dependencies, assignedAt } of jobs) {
    assert.equal(outcome, "approved");
    for (const id of dependencies) assert.ok((finishedAt.get(id) ?? Infinity) < assignedAt);
  }
});

interface Voting {
  readonly handshakes?: readonly Handshake[];
  readonly transactions: readonly TransactionRecord[];
  readonly drills?: readonly DrillRecord[];
}

async function read(path: string): Promise<Voting> {
  return JSON.parse(readFileSync(join(out, "localhost/asi-takeoff/receipts", path), "utf8"));
}

/** Recomputes every commitment of a receipt from nothing but the receipt. @returns how many seats of each body */
function recompute({ handshakes = [], transactions }: Voting): Record<Handshake["body"], number> {
  const events = transactions.flatMap((record) => record.events);
  const counted = { committee: 0, jury: 0 };
  for (const { body, module, jobId, round, voter, seats, choice, salt, commitment, ballot } of handshakes) {
    const binding = { body, chainId: CHAIN_ID, module, voter, choice, salt, jobId: BigInt(jobId) };
    assert.equal(commitmentOf({ ...binding, round: BigInt(round) }), commitment);
    const committed = events.filter(
      ({ address, args }) =>
        address === module &&
        (args.validator ?? args.juror) === voter &&
        args.commitment !== undefined &&
        (args.round ?? args.hearing) === round,
    );
    const expected = ballot === "absent" ? [] : [commitment];
    assert.deepEqual(
      committed.map(({ args }) => args.commitment),
      expected,
    );
    if (ballot !== "absent") counted[body] += seats;
  }
  return counted;
}

test("an auditor recomputes each commitment of a job from the receipt alone", async () => {
  const files = await filesOf(out, "localhost/asi-takeoff/receipts/jobs/*/validate.json");
  assert.ok(files.length >= 5);
  for (const { text } of files) assert.ok(recompute(JSON.parse(text)).committee >= 2);
  const disputed = await filesOf(out, "localhost/asi-takeoff/receipts/jobs/*/dispute.json");
  assert.ok(disputed.length > 0);
  for (const { text } of disputed) assert.ok(recompute(JSON.parse(text)).jury >= 2);
});

test("an auditor recomputes each commitment of a drill, a jury's too, from the receipt alone", async () => {
  const drills = [
    ...((await read("disputes.json")).drills ?? []),
    ...((await read("governance.json")).drills ?? []),
  ];
  const counted = new Map(drills.map((drill) => [drill.id, recompute(drill)]));
  for (const id of ["non-reveal", "quorum-missed", "rejection", "delay-raise-temperature"])
    assert.ok((counted.get(id)?.committee ?? 0) > 0, id);
  for (const id of ["dispute-won", "dispute-lost"]) assert.equal(counted.get(id)?.jury, 3, id);
});

test("each drill says to the wei what to expect, and that happens", async () => {
  const drills = [
    ...((await read("disputes.json")).drills ?? []),
    ...((await read("governance.json")).drills ?? []),
  ];
  assert.equal(drills.length, 20);
  for (const { id, expected, happened, verdict, before, after } of drills) {
    assert.equal(happened, expected, id);
    assert.equal(verdict, "passed", id);
    assert.deepEqual([after.paused, after.totals.staked], [before.paused, before.totals.staked], id);
  }
});

test("a job that passes its hard deadline expires: its employer has everything back, its agent is slashed", async () => {
  const { drills = [] } = await read("disputes.json");
  const expiry = drills.find(({ id }) => id === "expiry");
  assert.deepEqual(
    expiry?.transactions.map((record) => record.function),
    ["createJob", "applyForJob", "expire", "depositStake"],
  );
  const amounts = new Map(expiry?.payments?.map(({ reason, amountWei }) => [reason, BigInt(amountWei)]));
  assert.equal(amounts.get("EmployerRefund"), amounts.get("Job"));
  const slashedWei = amounts.get("ExpiredJob") ?? 0n;
  assert.ok(slashedWei > 0n);
  const parts = ["SlashToEmployer", "SlashToTreasury", "UnearnedToTreasury", "EscrowBurned"];
  assert.equal(
    parts.reduce((sum, reason) => sum + (amounts.get(reason) ?? 0n), 0n),
    slashedWei,
  );
});

test("a missed quorum costs those who revealed nothing, and one more committee approves", async () => {
  const { drills = [] } = await read("disputes.json");
  const {
    handshakes = [],
    payments = [],
    expected,
  } = drills.find(({ id }) => id === "quorum-missed") ?? assert.fail();
  assert.deepEqual([...new Set(handshakes.map(({ round }) => round))], ["1", "2"]);
  const silent = handshakes.filter(({ ballot }) => ballot === "absent").map(({ voter }) => voter);
  const slashed = payments.filter(({ reason }) => reason === "NonReveal").map(({ from }) => from);
  assert.deepEqual(slashed.toSorted(), silent.toSorted());
  assert.match(expected, /^approved, undisputed; /);
});

test("a seat whose stake is gone since the draw sits and votes, and is marked as unfunded", async () => {
  const { drills = [] } = await read("disputes.json");
  const {
    handshakes = [],
    transactions,
    expected,
  } = drills.find(({ id }) => id === "unfunded-seat") ?? assert.fail();
  const [first] = handshakes;
  assert.deepEqual([first?.unfundedSeats, first?.ballot], [1, "approve"]);
  const drawn = transactions.flatMap(({ events }) => events).find(({ name }) => name === "CommitteeDrawn");
  assert.equal((drawn?.args.unfundedSeats as readonly string[])[0], "1");
  assert.match(expected, /^approved, undisputed; /);
});

test("the report shows of every job what came in and where all of it went, to the hundredths that it rounds to", () => {
  const report = readFileSync(join(out, "localhost/asi-takeoff/asi-takeoff-report.md"), "utf8");
  const lines = report.split("\n## Money of each job")[1]?.split("\n## ")[0]?.split("\n") ?? [];
  const rows = lines
    .filter((line) => /^\| .*\d\.\d\d/.test(line))
    .map((line) => line.split("|").slice(1, -1));
  const jobs = Map.groupBy(rows, ([title = ""]) => title);
  assert.ok(jobs.size > 15);
  for (const parts of jobs.values()) {
    const [paidIn = 0, ...paidOut] = parts.flatMap(([, ...cells]) => cells.map(tokensOf));
    const rounding = 0.005 * (paidOut.length + 1);
    assert.ok(Math.abs(paidOut.reduce((sum, tokens) => sum + tokens, 0) - paidIn) <= rounding + 1e-6);
  }
});

/** What is there but rounds to nothing counts as nothing. */
function tokensOf(cell: string): number {
  const shown = cell.trim().replaceAll(",", "");
  return shown.startsWith("&lt;") ? 0 : Number(shown);
}

test("under the harshest terms, with nothing to spare in plan and stakes, every drill is still foretold, and those that no jury could be drawn for are not called passed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "takeoff-"));
  outs.push(folder);
  const { stdout } = await run(folder, [], "--plan", "test/fixtures/plans/harsh.json");
  assert.match(stdout, /^1 job settled, 10 of 16 drills passed, 6 not exercised, /);
  const [disputes] = await filesOf(folder, "localhost/asi-takeoff/receipts/disputes.json");
  const { drills } = JSON.parse(disputes?.text ?? "") as { drills: DrillRecord[] };
  const [undecided, unfunded, ...juryless] = drills.filter(({ verdict }) => verdict === "not exercised");
  assert.equal(undecided?.id, "quorum-missed");
  // Whom the first draw takes, who then keep silent, the second one lacks.
  assert.equal(
    undecided?.reason,
    "no second committee was drawn; a committee was refused: too little weight",
  );
  // Its quorum has every seat of the committee.
  assert.equal(unfunded?.id, "unfunded-seat");
  // Which of the two it is, the draws decide.
  assert.match(
    unfunded?.reason ?? "",
    /^no unfunded seat (sat|was voted with); a committee was refused: unfunded seats$/,
  );
  assert.deepEqual(
    juryless.map(({ id }) => id),
    ["dispute-won", "dispute-lost", "juror-slashed", "second-appeal"],
  );
  for (const { reason, intervention } of juryless) {
    assert.match(reason ?? "", /^no jury could be drawn: too few eligible; the owner ruled instead$/);
    assert.match(intervention, /\(but no jury could be drawn\)$/);
  }
});

test("a parameter is refused before the council's delay is over, and changes after it", async () => {
  const { drills = [] } = await read("governance.json");
  const { transactions = [] } = drills.find(({ kind }) => kind === "parameters") ?? assert.fail();
  const [scheduled, early, late] = transactions;
  assert.deepEqual([early?.status, early?.error], ["reverted", FAILED_INSIDE]);
  assert.equal(late?.status, "success");
  assert.ok((late?.timestamp ?? 0) - (scheduled?.timestamp ?? 0) >= 86_400);
});

test("whatever the owner does, its Safe does, counted and signed by two of its three signers", async () => {
  const { ownerSafe, principals } = JSON.parse(
    (await filesOf(out, "localhost/asi-takeoff/receipts/deploy.json"))[0]?.text ?? "",
  ) as NationalDeploy;
  assert.deepEqual([ownerSafe.threshold, ownerSafe.signers.length], [2, 3]);
  const drills = [
    ...((await read("disputes.json")).drills ?? []),
    ...((await read("governance.json")).drills ?? []),
  ];
  const byOwner = drills
    .flatMap(({ transactions }) => transactions)
    .filter(({ from }) => from === principals.owner.address)
    .toSorted((a, b) => a.block - b.block || a.index - b.index);
  assert.ok(byOwner.length > 5);
  assert.deepEqual(
    byOwner.map(({ via }) => Number(via?.nonce)),
    byOwner.map((_, index) => index),
  );
  const known = ownerSafe.signers.map(({ address }) => address);
  for (const { via } of byOwner) {
    const signers = via?.signatures.map(({ signer }) => String(signer)) ?? [];
    assert.equal(new Set(signers.filter((signer) => known.includes(signer))).size, 2);
  }
});

test("a drill that ends one wei otherwise than expected fails the stage, which leaves its receipts", async () => {
  const folder = await mkdtemp(join(tmpdir(), "takeoff-"));
  outs.push(folder);
  const { code, stderr } = await run(folder, [
    "--import",
    join(import.meta.dirname, "off-by-one-wei.ts"),
  ]).then(
    () => assert.fail("the stage succeeded"),
    (error) => error,
  );
  assert.equal(code, 1);
  assert.match(
    stderr,
    /OMNI2120 {2}The drill "non-reveal" did not go as expected\. Expected: approved, .* Happened: approved, /,
  );
  const [disputes] = await filesOf(folder, "localhost/asi-takeoff/receipts/disputes.json");
  const { drills } = JSON.parse(disputes?.text ?? "") as { drills: DrillRecord[] };
  assert.equal(drills.find(({ id }) => id === "non-reveal")?.verdict, "failed");
  assert.equal(drills.find(({ id }) => id === "rejection")?.verdict, "passed");
});

test("from its transactions and the chain that its journal rebuilds, everything that a takeoff wrote is told again", async () => {
  const loaded = await loadProject("plans/omnisovereign/project-plan.omnisovereign.json", {
    folder: process.cwd(),
  });
  assert.ok(loaded.ok && loaded.project.shared);
  const { project } = loaded;
  const { shared } = loaded.project;
  const written = await filesOf(out, "localhost/asi-takeoff/receipts/**/*.json");
  const coordination = await filesOf(out, "omnisovereign/receipts/coordination/*.json");
  assert.ok(coordination.length > 0);
  const documents = [...written, ...coordination].map(({ path, text }) => ({
    path,
    document: JSON.parse(text),
  }));
  const documentOf = (name: string) => documents.find(({ path }) => path.endsWith(`/${name}.json`))?.document;
  const [deploy, stake] = [documentOf("deploy"), documentOf("stake")];
  const records = transactionsOf(documents, Number.MAX_SAFE_INTEGER);
  const reader = await openReader({ out, script: "told-again", rpcUrl: null });
  try {
    const cast = nationalCast(project, reader.accounts);
    const book = AddressBook.from(deploy.contracts, contractType);
    const drills = [...documentOf("governance").drills, ...documentOf("disputes").drills];
    const left = { reader, book, plan: project.national, cast, records, drills, lastBlock: stake.block };
    const readings = await readAgain(left);
    const told = foldTakeoff({ project, chain: reader, cast, contracts: book.entries(), records, readings });
    const receipts = [...takeoffReceipts(told)].map(([path, text]) => ({ path, text }));
    assert.deepEqual(
      receipts.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      written,
    );
    assert.deepEqual(
      [
        ...coordinationReceipts(
          shared,
          settledOf(shared, coordination),
          records,
          castOfProject(project, reader.accounts),
        ),
      ],
      coordination.map(({ path, text }) => [path, text]),
    );
  } finally {
    await reader.close();
  }
});

/** The coordination jobs that receipts are about, with the evidence that these name. */
function settledOf({ jobs }: Plan, receipts: readonly ReceiptFile[]): CoordinationJob[] {
  return receipts.map(({ text }) => {
    const { id, evidence } = JSON.parse(text);
    return { job: jobs.find((job) => job.id === id) ?? assert.fail(id), evidence };
  });
}

test("re-execution confirms all that receipts say but for a forged field, which it names", async () => {
  const journal = formatJournal(await readJournal(out))
    .trimEnd()
    .split("\n");
  const files = await filesOf(out, "**/receipts/**/*.json");
  const forged = files.map((file, index) =>
    index === 3 ? { ...file, text: file.text.replace(/"gasUsed": "\d/, '"gasUsed": "9') } : file,
  );
  const found = await reexecute(journal, forged.map(readReceipt), edrEngine());
  assert.equal(found.kind, "executed");
  if (found.kind !== "executed") return;
  assert.equal(found.records, found.transactions);
  assert.deepEqual(
    found.differences.map((difference) => ({ ...difference, transaction: "" })),
    [
      {
        kind: "record",
        path: files[3]?.path,
        transaction: "",
        problem: 'shows another "gasUsed" than its re-execution',
        copied: true,
      },
    ],
  );
});
