import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { isDeepStrictEqual, promisify } from "node:util";
import { readNation } from "../../../src/acts/global/nation.ts";
import { LOCAL_ACCOUNTS } from "../../../src/chain/accounts.ts";
import { replayOrThrow } from "../../../src/chain/engine/replay.ts";
import { readJournal, restoreLog } from "../../../src/chain/journal/wal.ts";
import { chainAt } from "../../../src/chain/rehearsal/at-block.ts";
import { startNode } from "../../../src/chain/rehearsal/node.ts";
import {
  committedTo,
  planetaryDocuments,
  receiptsBeforeClosing,
} from "../../../src/dossier/planetary-documents.ts";
import { ceilDiv } from "../../../src/economics/fixed-point.ts";
import { dividePot } from "../../../src/economics/pot-shares.ts";
import { settleEpoch } from "../../../src/economics/reward-epoch.ts";
import type { FileDigest } from "../../../src/model/artefact.ts";
import type { Braid } from "../../../src/model/braid.ts";
import type { Constellation } from "../../../src/model/constellation.ts";
import type { Decision } from "../../../src/model/decision.ts";
import type { Division } from "../../../src/model/division.ts";
import type { Dossier } from "../../../src/model/dossier.ts";
import type { Attestation, RewardEpoch } from "../../../src/model/layer-run.ts";
import type { LayeredProject } from "../../../src/model/loaded-project.ts";
import type { StageManifest } from "../../../src/model/manifest.ts";
import type { AddressEntry, TransactionRecord } from "../../../src/model/record.ts";
import type { SplitMeasure } from "../../../src/model/vote-measures.ts";
import { Views } from "../../../src/observe/views.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { AddressBook } from "../../../src/records/address-book.ts";
import { castOfProject } from "../../../src/records/casting.ts";
import { uintArg } from "../../../src/records/events.ts";
import { transactionsOf } from "../../../src/records/job-events.ts";
import { merkleRoot } from "../../../src/records/merkle.ts";
import { foldClosing } from "../../../src/records/planetary/fold-closing.ts";
import { foldPlanet, type PlanetarySources } from "../../../src/records/planetary/fold-planet.ts";
import { rewardParameters } from "../../../src/records/planetary-settings.ts";
import { leftOnDisk } from "../../../src/stages/left-on-disk.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";
import { sha256 } from "../../../src/system/files.ts";
import { copyOfMission, keptMission } from "../../support/kept-missions.ts";
import { rereadClosing, rereadPlanet } from "./read-again.ts";

let out = "";

before(async () => {
  ({ out } = await keptMission("shared"));
});

/** Removes what other scripts than these left, as if they had not run yet. */
async function rewind(folder: string, scripts: readonly string[]): Promise<void> {
  for (const name of await readdir(join(folder, "manifests"))) {
    if (scripts.includes(name.replace(".json", ""))) continue;
    const manifest = join(folder, "manifests", name);
    const { outputs } = JSON.parse(readFileSync(manifest, "utf8")) as { outputs: readonly FileDigest[] };
    for (const { path } of outputs) await rm(join(folder, path));
    await rm(manifest);
  }
  const names = scripts.map((name) => readFileSync(join(folder, "manifests", `${name}.json`), "utf8"));
  const last = Math.max(...names.map((text) => JSON.parse(text).blocks.last));
  const journal = await readJournal(folder);
  await restoreLog(folder, { ...journal, blocks: journal.blocks.slice(0, last) });
}

async function run(script: string, folder: string): Promise<void> {
  const env = { ...process.env, OMNISOVEREIGN_OUT: folder, RPC_URL: "" };
  await promisify(execFile)(process.execPath, [`src/stages/${script}`], { env });
}

function read<Content>(path: string): Content {
  return JSON.parse(readFileSync(join(out, path), "utf8")) as Content;
}

function receipt<Content>(name: string): Content {
  return read(`asi-global/receipts/${name}.json`);
}

function outputsOf(manifest: string): readonly FileDigest[] {
  return read<{ outputs: FileDigest[] }>(`manifests/${manifest}.json`).outputs;
}

function eventsOf(transactions: readonly TransactionRecord[], name: string) {
  return transactions.flatMap(({ events }) => events).filter((event) => event.name === name);
}

test("the council opens on an anchored national root that anybody can recompute", () => {
  const { national } = receipt<{ national: { root: string; proved: { holds: boolean } } }>("deploy");
  const receipts = outputsOf("demo-asi-takeoff-local").filter(({ path }) =>
    path.startsWith("localhost/asi-takeoff/receipts/"),
  );
  assert.equal(national.root, merkleRoot(receipts));
  assert.equal(national.proved.holds, true);
});

test("motions take their course: executed, defeated, cancelled", () => {
  const { decisions } = receipt<{
    decisions: {
      course: string;
      state: string;
      votes: { for: string };
      quorum: string;
      preflight: unknown;
    }[];
  }>("governance");
  const states = { passes: "executed", fails: "defeated", "is cancelled": "canceled" };
  for (const { course, state, votes, quorum, preflight } of decisions) {
    assert.equal(state, states[course as keyof typeof states]);
    assert.equal(preflight !== null, course === "passes");
    assert.equal(BigInt(votes.for) >= BigInt(quorum), course === "passes");
  }
  assert.deepEqual([...new Set(decisions.map(({ course }) => course))].sort(), Object.keys(states).sort());
});

test("each decision was tried before it was queued, and its execution changed what was foreseen", () => {
  const { decisions } = receipt<{ decisions: Decision[] }>("governance");
  const queued = decisions.filter(({ course }) => course === "passes");
  assert.equal(queued.length, 2);
  for (const { preflight, renewal, aftermath, transactions, readBack } of queued) {
    const queuing = transactions.find(({ function: name }) => name === "queue");
    assert.ok(Number(preflight?.block) < Number(queuing?.block));
    assert.equal(renewal?.block, Number(transactions.at(-1)?.block) - 1);
    const [first, ...inner] = preflight?.calls as readonly { contract: string; function: string }[];
    assert.deepEqual([first?.contract, first?.function], [preflight?.contract, preflight?.function]);
    assert.ok(inner.some(({ function: name }) => name === "canCall"));
    const storage = preflight?.storage as readonly { contract: string }[];
    assert.ok(storage.length > 0 && storage.every(({ contract }) => contract === readBack.contract));
    assert.deepEqual([preflight?.nativeCoin, preflight?.tokens], [[], []]);
    assert.equal(aftermath?.agreement, "equal");
    assert.equal(aftermath?.transaction, transactions.at(-1)?.hash);
  }
  const report = readFileSync(join(out, "asi-global/asi-global-report.md"), "utf8");
  assert.match(report.replaceAll("<br>", " "), /\| succeeds: 4 calls, 2 storage slots \|/);
});

test("what passed changed what was read back, what failed or was cancelled changed nothing", () => {
  const { decisions } = receipt<{ decisions: Decision[] }>("governance");
  for (const { course, readBack } of decisions)
    assert.equal(isDeepStrictEqual(readBack.before, readBack.after), course !== "passes");
});

test("the council divided the pot that it had approved: each region's part is its budget, to the wei", () => {
  const { decisions, divisions, budgets } = receipt<{
    decisions: Decision[];
    divisions: Division[];
    budgets: { region: string; approved: string; paid: string }[];
  }>("governance");
  const [opened] = eventsOf(
    decisions.flatMap(({ transactions }) => transactions),
    "DivisionOpened",
  );
  const [{ pot, outcome, parts, ballots, remainder, transactions } = assert.fail()] = divisions;
  assert.deepEqual([divisions.length, outcome, opened?.args.potWei], [1, "divided", pot]);
  const votes = parts.map((_, index) =>
    ballots.reduce((sum, own) => sum + BigInt(own.votes[index] ?? 0), 0n),
  );
  const { partsWei, remainderWei } = dividePot(BigInt(pot), votes);
  assert.deepEqual(
    parts.map(({ votes: counted, part }) => [BigInt(counted), BigInt(part)]),
    votes.map((own, index) => [own, partsWei[index]]),
  );
  assert.equal(BigInt(remainder), remainderWei);
  assert.deepEqual(
    parts.map(({ region, approved }) => [region, approved]),
    budgets.map(({ region, approved }) => [region, approved]),
  );
  assert.ok(budgets.every(({ approved, paid }) => BigInt(paid) <= BigInt(approved)));
  const members = new Set(ballots.map(({ voter }) => voter));
  assert.ok(!members.has(transactions.at(-1)?.from ?? ""), "who concluded has no vote");
});

test("the role shares changed by quadratic vote: within their sum, carried through the timelock by the owner", () => {
  const { decisions } = receipt<{ decisions: Decision[] }>("governance");
  const change = decisions.find(({ readBack }) => readBack.contract === "IncentivePolicy");
  const [before, after] = [change?.readBack.before[0], change?.readBack.after[0]] as Record<string, string>[];
  assert.equal(Number(after?.validatorsBps) - Number(before?.validatorsBps), 100);
  assert.equal(
    Object.values(after ?? {}).reduce((sum, bps) => sum + Number(bps), 0),
    10_000,
  );
  const [scheduled] = eventsOf(change?.transactions ?? [], "RoleSharesScheduled");
  assert.deepEqual([scheduled?.args.beforeShares, scheduled?.args.afterShares], [before, after]);
  const deploy = receipt<{ transactions: TransactionRecord[] }>("deploy");
  const owner = deploy.transactions.find(({ function: name }) => name === "grantRole")?.from;
  assert.equal(change?.transactions.at(-1)?.function, "execute");
  assert.equal(change?.transactions.at(-1)?.from, owner);
});

test("the Safe executed the transaction whose hash the owners saw, and refused the forgeries", () => {
  const { payment, transactions, refusals } = receipt<{
    payment: { safeTxHash: string };
    transactions: TransactionRecord[];
    refusals: { transaction: TransactionRecord }[];
  }>("treasury");
  const [executed] = eventsOf(transactions, "ExecutionSuccess");
  assert.equal(executed?.args.txHash, payment.safeTxHash);
  const [tooFew, invalid] = ["Error(GS020)", "Error(GS026)"];
  assert.deepEqual(
    refusals.map(({ transaction }) => transaction.error),
    [tooFew, invalid, invalid],
  );
});

test("each epoch's allocations and remainder add up to its budget, to the wei", () => {
  const { epochs } = receipt<{
    epochs: { settlement: Record<string, string>; allocations: Record<string, string>[] }[];
  }>("rewards");
  assert.equal(epochs.length, 2);
  for (const { settlement, allocations } of epochs) {
    const paid = allocations.reduce((sum, { amountWei }) => sum + BigInt(amountWei ?? 0), 0n);
    assert.equal(paid, BigInt(settlement.paidWei ?? 0));
    assert.equal(paid + BigInt(settlement.remainderWei ?? 0), BigInt(settlement.budgetWei ?? -1));
    assert.ok(paid > 0n);
  }
});

test("nobody's reward weight vanishes, and a wei of value weighs more with who used less energy for it", () => {
  const { epochs } = receipt<{
    epochs: { attestations: Attestation[]; allocations: Record<string, string>[] }[];
  }>("rewards");
  for (const { attestations, allocations } of epochs) {
    // Work that was rejected has no value: it weighs nothing, and nothing is allocated for it.
    const valued = attestations.filter(({ valueWei }) => BigInt(valueWei) > 0n);
    assert.equal(allocations.length, valued.length);
    const states = valued.map(({ role, energyWad, valueWei }, index) => {
      assert.equal(allocations[index]?.role, String(role));
      const weightWad = BigInt(allocations[index]?.weightWad ?? 0);
      assert.ok(weightWad > 0n);
      const perValue = (amount: bigint | string) => (BigInt(amount) * 10n ** 24n) / BigInt(valueWei);
      return { role, energy: perValue(energyWad), weight: perValue(weightWad) };
    });
    for (const own of Map.groupBy(states, ({ role }) => role).values())
      for (const { energy, weight } of own)
        for (const other of own)
          if (other.energy > energy + energy / 10n ** 9n) assert.ok(other.weight < weight);
  }
});

test("each epoch was settled in parts of three phases, the last one's last part by the owner", () => {
  const { epochs } = receipt<{ epochs: RewardEpoch[] }>("rewards");
  for (const { parts } of epochs) {
    const phases = Map.groupBy(parts, ({ phase }) => phase);
    assert.deepEqual([...phases.keys()], ["collecting", "weighing", "paying"]);
    for (const phase of phases.values()) {
      assert.ok(phase.length >= 2);
      for (const { done, entries } of phase.slice(1, -1)) assert.ok(BigInt(done) < BigInt(entries));
      const last = phase.at(-1);
      assert.equal(last?.done, last?.entries);
    }
  }
  assert.deepEqual(
    epochs.map(({ settledBy }) => settledBy),
    ["operator", "owner"],
  );
});

test("what the engine settled in parts is what the mirror settles at once, digit for digit", async () => {
  const loaded = await loadProject("plans/omnisovereign/project-plan.omnisovereign.json", {
    folder: process.cwd(),
  });
  assert.ok(loaded.ok && loaded.project.planetary);
  const parameters = rewardParameters(loaded.project.planetary);
  for (const epoch of receipt<{ epochs: RewardEpoch[] }>("rewards").epochs) {
    const { settlement, roles, allocations, attestations, transactions } = epoch;
    const [fixed] = eventsOf(transactions, "BudgetFixed");
    const budgetWei = BigInt(String(settlement.budgetWei));
    const input = {
      participants: attestations.map((told) => ({
        role: told.role,
        energyWad: BigInt(told.energyWad),
        costWei: BigInt(told.costWei),
        valueWei: BigInt(told.valueWei),
        uPreWad: BigInt(told.uPreWad),
        uPostWad: BigInt(told.uPostWad),
      })),
      roles: roles.map((role) => ({
        role: Number(role.role),
        temperatureWad: uintArg(role, "temperatureWad"),
        shareBps: ceilDiv(uintArg(role, "shareWei") * 10_000n, budgetWei),
      })),
      temperatureWad: uintArg(settlement, "temperatureWad"),
      referenceWad: loaded.project.national.governance.thermostat.initialTemperatureWad,
      reserveWei: uintArg(fixed?.args ?? {}, "reserveWei"),
      parameters,
    };
    const settled = settleEpoch(input);
    const told = Object.entries(settlement).filter(([name]) => name !== "epoch" && name !== "temperatureWad");
    for (const [name, value] of told)
      assert.equal(String(settled[name as keyof typeof settled]), value, name);
    assert.deepEqual(
      allocations.map(({ weightWad, amountWei }) => [weightWad, amountWei]),
      settled.payoutsWei
        .map((wei, index) => [String(settled.weightsWad[index]), String(wei)])
        .filter(([weightWad]) => weightWad !== "0"),
    );
    for (const tenths of [9n, 11n]) {
      const other = settleEpoch({ ...input, temperatureWad: (input.temperatureWad * tenths) / 10n });
      const movedWei = (other.budgetWei - settled.budgetWei) * (tenths - 10n);
      assert.ok(movedWei * 50n >= settled.budgetWei, "a tenth of the temperature moves a fiftieth at least");
      assert.ok(other.budgetWei < parameters.epochCapWei, "and none comes to the cap");
    }
  }
});

test("each region's telemetry root is that of its receipts on disk", () => {
  const { budgets } = receipt<{ budgets: { region: string }[] }>("governance");
  assert.ok(budgets.length >= 5);
  for (const { region } of budgets) {
    const folder = `asi-global/receipts/regions/${region}/`;
    const files = outputsOf("demo-asi-global").filter(
      ({ path }) => path.startsWith(folder) && !path.endsWith("/telemetry.json"),
    );
    for (const { path, sha256: digest } of files) assert.equal(sha256(readFileSync(join(out, path))), digest);
    assert.equal(read<{ root: string }>(`${folder}telemetry.json`).root, merkleRoot(files));
  }
});

test("coordination jobs are settled with the digest of artefacts that exist", () => {
  const settled = ["omni-national-intake", "omni-regional-cascade", "omni-treasury-harmony"];
  for (const slug of settled) {
    const { evidence, resultHash, transactions, outcome } = read<{
      evidence: FileDigest[];
      resultHash: string;
      transactions: TransactionRecord[];
      outcome: string;
    }>(`omnisovereign/receipts/coordination/${slug}.json`);
    for (const { path, sha256: digest } of evidence)
      assert.equal(sha256(readFileSync(join(out, path))), digest);
    assert.equal(eventsOf(transactions, "ResultSubmitted")[0]?.args.resultHash, resultHash);
    assert.equal(outcome, "approved");
  }
});

test("the braid tells of both layers in the chain's order, each line from its receipt", () => {
  const { entries } = read<Braid>("asi-global/braid.json");
  assert.deepEqual(
    entries.map(({ block }) => block),
    entries.map(({ block }) => block).toSorted((a, b) => a - b),
  );
  const kinds = new Set(entries.map(({ layer, kind }) => `${layer} ${kind}`));
  for (const kind of ["national temperature", "national pause", "national dispute", "planetary proposal"])
    assert.ok(kinds.has(kind), kind);
  for (const kind of ["planetary payment", "planetary budget", "planetary reward epoch"])
    assert.ok(kinds.has(kind), kind);
  for (const { receipt: path, transaction, timestamp, time } of entries) {
    assert.ok(readFileSync(join(out, path), "utf8").includes(transaction), path);
    assert.equal(Date.parse(time), timestamp * 1_000);
  }
  assert.match(readFileSync(join(out, "asi-global/braid.md"), "utf8"), /```mermaid\nsequenceDiagram\n/);
});

test("the split attack is measured on votes that the chain counted, and fits the formula", () => {
  const { splitAttacks, decisions } = receipt<{ splitAttacks: SplitMeasure[]; decisions: Decision[] }>(
    "governance",
  );
  assert.deepEqual(
    splitAttacks.map(({ state }) => state),
    ["defeated", "executed"],
  );
  for (const { proposalId, state, identities, attackers } of splitAttacks) {
    const votes = decisions.find((candidate) => candidate.proposalId === proposalId)?.votes;
    const bloc = attackers.at(-1);
    assert.equal(bloc?.controlled, identities - 1);
    assert.equal(bloc.measured.votes, state === "defeated" ? votes?.against : votes?.for);
    for (const { measured, formula } of attackers) {
      assert.equal(measured.votes, String(formula.attackerVotes));
      assert.equal(measured.shareBps, String(formula.shareBps));
    }
  }
});

test("the consensus of both layers is anchored as the root of its receipt", () => {
  const { consensus } = receipt<{ consensus: { root: string; transactions: TransactionRecord[] } }>(
    "mission",
  );
  const path = "asi-global/receipts/consensus.json";
  const file = outputsOf("demo-asi-global").find((output) => output.path === path) as FileDigest;
  assert.equal(consensus.root, merkleRoot([file]));
  const [anchored] = eventsOf(consensus.transactions, "ReceiptsAnchored");
  assert.equal(anchored?.args.root, consensus.root);
});

test("every arrow of both stages is proved on what they really left", () => {
  const { arrows } = read<Constellation>("omnisovereign/dossier/data/constellation.json");
  const owed = arrows.filter(({ stage }) => stage === "takeoff" || stage === "global");
  assert.equal(owed.length, 19);
  for (const { status, from, to, evidence } of owed) {
    assert.equal(status, "proved", `${from} -> ${to}`);
    for (const { path, transaction } of evidence) {
      const content = readFileSync(join(out, path.replace("reports/", "")), "utf8");
      assert.ok(transaction === undefined || content.includes(transaction), path);
    }
  }
});

test("a dossier whose evidence is gone from a real receipt is not built, and the arrow is named", async () => {
  const spoilt = await copyOfMission("shared");
  await rewind(spoilt, ["demo-asi-takeoff-local", "demo-asi-global"]);
  const path = "asi-global/receipts/rewards.json";
  const before = readFileSync(join(spoilt, path), "utf8");
  const after = before.replaceAll("RewardCredited", "RewardForgotten");
  const manifest = join(spoilt, "manifests/demo-asi-global.json");
  await writeFile(join(spoilt, path), after);
  await writeFile(manifest, readFileSync(manifest, "utf8").replace(sha256(before), sha256(after)));
  await assert.rejects(run("dossier/build.ts", spoilt), ({ stderr }: { stderr: string }) => {
    assert.match(stderr, /^OMNI4016 {2}The arrow G3 -> N2 \(allocates rewards\) .* "global"/m);
    return true;
  });
  await rm(spoilt, { recursive: true });
});

test("the dossier groups jobs by jurisdiction, with each receipt's digest", () => {
  const { jurisdictions, transnational, files } = read<Dossier>("omnisovereign/dossier/data/dossier.json");
  const kinds = [...new Set(jurisdictions.map(({ kind }) => kind))];
  assert.deepEqual(kinds, ["city", "region", "transnational"]);
  const digests = new Map(files.map(({ path, sha256: digest }) => [path, digest]));
  for (const { receipt: file, outcome } of jurisdictions.flatMap(({ jobs }) => jobs)) {
    assert.equal(digests.get(file.path), file.sha256);
    assert.equal(outcome, "approved");
  }
  const held = transnational.reserves.map(({ holder, held }) => [holder, BigInt(held) >= 0n]);
  assert.deepEqual(held.toSorted(), [
    ["RewardEngineMB", true],
    ["Treasury", true],
  ]);
});

test("every artefact follows from the transactions and from the replayed chain", async (t) => {
  const journal = await readJournal(out);
  const node = await startNode({ logFile: join(out, "replay.log") });
  t.after(node.stop);
  await replayOrThrow(journal, node.rpc);
  const mission = await missionOf();
  const records = recordsOfGlobal();
  const at = (block: number) => new Views(chainAt(node.rpc, journal, block), mission.book);
  const nation = await readNation(leftOnDisk(out));
  const run = foldPlanet(mission, records, await rereadPlanet(at, mission, records));
  const receipts = receiptsBeforeClosing(run, nation);
  const closed = await rereadClosing(at, mission, records);
  const closing = foldClosing(run.plan, committedTo(receipts), records, closed);
  const told = planetaryDocuments(run, closing, receipts, nation, []);
  const left = outputsOf("demo-asi-global").filter(({ path }) => path.startsWith("asi-global/"));
  assert.deepEqual([...told.keys()].sort(), left.map(({ path }) => path).sort());
  for (const [path, content] of told) assert.equal(content, readFileSync(join(out, path), "utf8"), path);
});

/** What stood before the stage ran, by what it and the takeoff left. */
async function missionOf(): Promise<PlanetarySources> {
  const loaded = await loadProject("plans/omnisovereign/project-plan.omnisovereign.json", {
    folder: process.cwd(),
  });
  assert.ok(loaded.ok);
  const project = loaded.project as LayeredProject;
  const deployed = ["localhost/asi-takeoff", "asi-global"].flatMap(
    (folder) => read<{ contracts: AddressEntry[] }>(`${folder}/receipts/deploy.json`).contracts,
  );
  return {
    project,
    cast: castOfProject(project, LOCAL_ACCOUNTS),
    book: AddressBook.from(deployed, contractType),
    nationalReceipts: (await readNation(leftOnDisk(out))).receipts,
  };
}

/** Every transaction of the stage, those of the coordination jobs that it settled included. */
function recordsOfGlobal(): TransactionRecord[] {
  const { blocks, outputs } = read<StageManifest>("manifests/demo-asi-global.json");
  const receipts = outputs
    .filter(({ path }) => path.endsWith(".json"))
    .map(({ path }) => ({ path, document: read<object>(path) }));
  const records = transactionsOf(receipts, blocks?.last ?? 0);
  assert.equal(records[0]?.block, blocks?.first);
  return records;
}
