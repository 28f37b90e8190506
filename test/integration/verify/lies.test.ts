import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { CLAIM, VERIFY } from "../../../src/errors/dossier-errors.ts";
import { codeOf, type ErrorDescriptor } from "../../../src/errors/error.ts";
import type { FileDigest } from "../../../src/model/artefact.ts";
import type { StageManifest } from "../../../src/model/manifest.ts";
import { merkleRoot } from "../../../src/records/merkle.ts";
import { toJson } from "../../../src/support/json.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { sha256 } from "../../../src/system/files.ts";
import { countCoverage } from "../../../src/verify/coverage.ts";
import { verifyDossier } from "../../../src/verify/verify-dossier.ts";
import { keptMission } from "../../support/kept-missions.ts";
import { reseal, resealBag } from "../../support/reseal.ts";

const NATION = "reports/localhost/asi-takeoff";
const PLANET = "reports/asi-global";
const JOB = `${PLANET}/receipts/regions/ANDES/jobs/andes-basin-sensing/post.json`;
const TELEMETRY = `${PLANET}/receipts/regions/ANDES/telemetry.json`;
const BRAID = `${PLANET}/braid.json`;
const SETTLE = "reports/manifests/owner-settle.json";
const DASHBOARD = `${NATION}/owner/dashboard.html`;
const READ = "reports/manifests/owner-dashboard.json";
const KIT = "reports/manifests/demo-asi-takeoff-kit.json";

/** A dossier that a test may change; paths are relative to `data/`. */
interface Liar {
  text(path: string): string;
  put(path: string, content: string | Buffer): void;
  remove(path: string): void;
  /** Changes the text of a file, which must have had what it replaces. */
  edit(path: string, change: (text: string) => string): void;
}

type Lie = readonly [
  name: string,
  told: ErrorDescriptor<never>,
  path: string,
  lie: (liar: Liar) => void,
  how?: typeof reseal,
];

const LIES: readonly Lie[] = [
  ["a transaction in a document that is no receipt", VERIFY.RECEIPT, BRAID, hideRecords],
  ["a key that a receipt does not have", VERIFY.RECEIPT, JOB, inText('"job":', '"more": 1,\n  "job":')],
  ["a key that stands there twice", VERIFY.RECEIPT, JOB, inText('"job":', '"job": "x",\n  "job":')],
  [
    "a key __proto__ in a call",
    VERIFY.RECEIPT,
    JOB,
    inText('"args": {', '"args": {\n        "__proto__": "x",'),
  ],
  ["a receipt with another indent", VERIFY.RECEIPT, JOB, inText("\n  ", "\n   ")],
  ["a byte that is no UTF-8", VERIFY.RECEIPT, JOB, withoutUtf8],
  ["a document with other spelling", VERIFY.RECEIPT, BRAID, inText("{", "{ ")],
  [
    "a job's drill that does not say what was paid",
    VERIFY.RECEIPT,
    `${NATION}/receipts/disputes.json`,
    unpaid,
  ],
  ["balances that are left out", VERIFY.RECEIPT, `${NATION}/receipts/stake.json`, without("positions")],
  ["another comparison of votes", VERIFY.COMMITMENT, `${PLANET}/receipts/mission.json`, otherVotes],
  ["a national receipt", VERIFY.COMMITMENT, `${PLANET}/receipts/deploy.json`, inNation],
  ["a region's receipt", VERIFY.COMMITMENT, TELEMETRY, inRegion],
  ["a region's receipt, and the root that it gives", VERIFY.COMMITMENT, TELEMETRY, inRegionAndRoot],
  ["a region's root in the call that reports it", VERIFY.COMMITMENT, TELEMETRY, inRegionAndCall],
  ["a page that an anchor has", VERIFY.COMMITMENT, anchorOf("owner-settle"), inDashboard],
  ["a page that was read at another block", VERIFY.COMMITMENT, anchorOf("owner-settle"), readBefore],
  ["a script that never read, with what it left", VERIFY.COMMITMENT, anchorOf("owner-settle"), neverRead],
  ["another kit", VERIFY.COMMITMENT, anchorOf("pause-test"), inKit],
  [
    "a file of nobody",
    VERIFY.UNCLAIMED,
    "reports/zz/more.md",
    (liar) => liar.put("reports/zz/more.md", "#\n"),
  ],
  ["a plan of nobody", VERIFY.UNCLAIMED, "plans/more.json", (liar) => liar.put("plans/more.json", "{}\n")],
  ["a summary that says something else", VERIFY.SUMMARY, "dossier.md", otherSummary, resealBag],
  ["a block after the last", CLAIM.BLOCKS_UNCLAIMED, "journal.jsonl", trailingBlock],
  ["a manifest without its blocks", CLAIM.BLOCKS_UNCLAIMED, "journal.jsonl", inManifest({ blocks: null })],
  ["a manifest of another stage", CLAIM.BLOCKS_DIFFER, SETTLE, inManifest({ stage: "global" })],
  ["a manifest without inputs", VERIFY.STAGE_MANIFEST, SETTLE, inManifest({ inputs: [] })],
  ["a kit of another stage", VERIFY.STAGE_MANIFEST, KIT, inManifest({ stage: "owner" }, KIT)],
  ["a kit that read what came after it", VERIFY.STAGE_MANIFEST, KIT, earlyInput],
];

describe("a lie, with every digest made anew,", () => {
  const base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  const folder = join(base, "dossier");
  let original = "";

  before(async () => {
    original = join((await keptMission("shared")).out, "omnisovereign/dossier");
    cpSync(original, folder, { recursive: true });
  });
  after(() => rmSync(base, { recursive: true }));

  const restore = () => {
    rmSync(folder, { recursive: true });
    cpSync(original, folder, { recursive: true });
  };

  it("is not there: sealed again, an honest dossier has its root, and nothing of it belongs to nobody", async () => {
    const before = readFileSync(join(folder, "manifest-sha256.txt"), "utf8");
    assert.equal(reseal(folder), sha256(before));
    const { report, coverage } = await verifyDossier(folder, {});
    assert.deepEqual(report.findings, []);
    assert.ok(coverage);
    const { files, bound } = countCoverage(coverage);
    assert.deepEqual(
      [bound.digest, bound.ownership, bound.execution, bound.rebuild],
      [files, files, null, null],
    );
    assert.ok((bound.commitment ?? 0) > files / 2);
  });

  for (const [name, told, path, lie, how = reseal] of LIES) {
    it(`is found and named: ${name}`, async () => {
      try {
        lie(liarOf(join(folder, "data")));
        how(folder);
        const { report } = await verifyDossier(folder, {});
        assert.equal(report.verdict, "broken");
        const found = report.findings.map(({ code, path: at }) => [code, at.replace(/^data\//, "")]);
        assert.deepEqual(found[0], [codeOf(told), path], JSON.stringify(report.findings.slice(0, 3)));
      } finally {
        restore();
      }
    });
  }
});

function liarOf(data: string): Liar {
  const text = (path: string) => readFileSync(join(data, path), "utf8");
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(data, path)), { recursive: true });
    writeFileSync(join(data, path), content);
  };
  return {
    text,
    put,
    remove: (path) => rmSync(join(data, path)),
    edit(path, change) {
      assert.ok(existsSync(join(data, path)), path);
      const changed = change(text(path));
      assert.notEqual(changed, text(path), path);
      put(path, changed);
    },
  };
}

function inText(part: string, replacement: string): (liar: Liar) => void {
  return (liar) => {
    const path = part === "{" ? BRAID : JOB;
    liar.edit(path, (text) => text.replace(part, replacement));
  };
}

function inJson(liar: Liar, path: string, change: (document: never) => void): void {
  liar.edit(path, (text) => {
    const document = JSON.parse(text);
    change(document as never);
    return toJson(document);
  });
}

function hideRecords(liar: Liar): void {
  const { transactions } = JSON.parse(liar.text(JOB));
  inJson(liar, BRAID, (braid: { x?: unknown }) => {
    braid.x = transactions;
  });
}

function withoutUtf8(liar: Liar): void {
  liar.put(JOB, Buffer.from(liar.text(JOB).replace('"job": "', '"job": "\u00ff'), "latin1"));
}

function unpaid(liar: Liar): void {
  inJson(
    liar,
    `${NATION}/receipts/disputes.json`,
    ({ drills: [drill] }: { drills: { payments?: unknown }[] }) => {
      delete drill?.payments;
    },
  );
}

function without(key: string): (liar: Liar) => void {
  return (liar) =>
    inJson(liar, `${NATION}/receipts/stake.json`, (document: Record<string, unknown>) => {
      delete document[key];
    });
}

function otherVotes(liar: Liar): void {
  const path = `${PLANET}/receipts/consensus.json`;
  liar.edit(path, (text) => text.replace(/"approvalBps": \d+/, '"approvalBps": 10000'));
  inJson(
    liar,
    `${PLANET}/receipts/mission.json`,
    ({ consensus }: { consensus: { receipts: FileDigest[] } }) => {
      consensus.receipts = consensus.receipts.map((file) => ({ ...file, sha256: sha256(liar.text(path)) }));
    },
  );
}

function inNation(liar: Liar): void {
  liar.edit(`${NATION}/receipts/mission.json`, (text) => text.replace(/"title": "/, '"title": "Not '));
}

function inRegion(liar: Liar): void {
  liar.edit(JOB, (text) => text.replace(/"job": "/, '"job": "X'));
}

interface Told {
  root: string;
  receipts: FileDigest[];
  transactions: { args: { root: string } }[];
}

function inRegionAndRoot(liar: Liar): void {
  inRegion(liar);
  inJson(liar, TELEMETRY, (told: Told) => {
    told.receipts = told.receipts.map(({ path }) => ({ path, sha256: sha256(liar.text(`reports/${path}`)) }));
    told.root = merkleRoot(told.receipts);
  });
}

function inRegionAndCall(liar: Liar): void {
  inRegionAndRoot(liar);
  inJson(liar, TELEMETRY, ({ root, transactions: [report] }: Told) => {
    if (report) report.args.root = root;
  });
}

function anchorOf(script: string): string {
  return `reports/omnisovereign/receipts/anchors/${script}.json`;
}

function inDashboard(liar: Liar): void {
  liar.edit(DASHBOARD, (text) => text.replace("<title>", "<title>Forged "));
}

function readBefore(liar: Liar): void {
  inDashboard(liar);
  inJson(liar, READ, (manifest: { readAt: number }) => {
    manifest.readAt -= 1;
  });
}

function neverRead(liar: Liar): void {
  for (const path of [DASHBOARD, READ]) liar.remove(path);
}

function inKit(liar: Liar): void {
  liar.edit(`${NATION}/governance-kit.md`, (text) => text.replace("# ", "# Another "));
}

function otherSummary(liar: Liar): void {
  liar.put("dossier.md", "# The council rejected everything\n");
}

function trailingBlock(liar: Liar): void {
  liar.edit("journal.jsonl", (text) => {
    const last = JSON.parse(text.trimEnd().split("\n").at(-1) as string);
    const more = { ...last, number: last.number + 1, timestamp: last.timestamp + 1 };
    return `${text}${JSON.stringify({ ...more, stage: "owner", script: "owner:settle" })}\n`;
  });
}

function inManifest(change: Partial<StageManifest>, path = SETTLE): (liar: Liar) => void {
  return (liar) => liar.put(path, toJson({ ...JSON.parse(liar.text(path)), ...change }));
}

function earlyInput(liar: Liar): void {
  const path = artefactPath("localhost/asi-takeoff/thermodynamics.json");
  inJson(liar, KIT, (manifest: { inputs: FileDigest[] }) => {
    const more = { path, sha256: sha256(liar.text(`reports/${path}`)) };
    manifest.inputs = [...manifest.inputs, more].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  });
}
