import assert from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, type TestContext, test } from "node:test";
import type { GovernanceKit } from "../../../src/model/kit.ts";
import { merkleRoot } from "../../../src/records/merkle.ts";
import { sha256 } from "../../../src/system/files.ts";
import { ScriptHost } from "../../support/script-host.ts";
import { put, temporaryFolder } from "../../unit/dossier/fixture.ts";
import { GLOBAL_FOLDER, leave, leaveGlobal, leaveTakeoff, TAKEOFF_FOLDER } from "./fixture.ts";

const NATIONAL = "demo-asi-takeoff-kit";
const PLANETARY = "demo-asi-global-kit";

let host: ScriptHost;
before(() => {
  host = new ScriptHost();
});
after(() => host.close());

async function make(script: string, out: string, ...args: string[]) {
  const env = { ...process.env, OMNISOVEREIGN_OUT: out, OMNISOVEREIGN_PLAN: "" };
  const { code, stdout, stderr } = await host.run({ file: `src/stages/kit/${script}.ts`, args, env });
  const codes = [...stderr.matchAll(/^OMNI\d{4}/gm)].map(([code]) => code);
  return { status: code, stdout, stderr, codes };
}

function readKit(out: string, folder: string): GovernanceKit {
  return JSON.parse(readFileSync(join(out, folder, "governance-kit.json"), "utf8"));
}

async function takenOff(t: TestContext): Promise<string> {
  const out = temporaryFolder(t);
  await leaveTakeoff({ out });
  return out;
}

describe("the national kit", () => {
  test("fingerprints what the takeoff left and answers from its receipts", async (t) => {
    const out = await takenOff(t);
    const { status, stderr, stdout } = await make(NATIONAL, out);
    assert.deepEqual([status, stderr], [0, ""]);
    const kit = readKit(out, TAKEOFF_FOLDER);
    assert.deepEqual(
      kit.artefacts.map(({ path }) => path),
      [
        "localhost/asi-takeoff/asi-takeoff-report.md",
        "localhost/asi-takeoff/receipts/deploy.json",
        "localhost/asi-takeoff/receipts/jobs/grid/post.json",
        "localhost/asi-takeoff/receipts/mission.json",
      ],
    );
    for (const { path, sha256: digest, bytes } of kit.artefacts) {
      const content = readFileSync(join(out, path));
      assert.deepEqual([sha256(content), content.byteLength], [digest, bytes]);
    }
    assert.equal(kit.merkleRoot, merkleRoot(kit.artefacts));
    assert.match(
      stdout,
      new RegExp(`^4 artefacts fingerprinted, 3 of 28 checks done, .* ${kit.merkleRoot}\n$`),
    );
    assert.equal(kit.checklist.find(({ id }) => id === "deployer-renounced")?.status, "done");
    assert.equal(kit.checklist.find(({ id }) => id === "drill-pause")?.status, "open");
    assert.deepEqual(kit.jurisdictions[0]?.jobs[0]?.reward, "1.5");
  });

  test("has the same bytes in another folder, with flags typed out, and made again", async (t) => {
    const outs = [await takenOff(t), await takenOff(t)] as const;
    await make(NATIONAL, outs[0]);
    const flags = [
      ...["--report-root", "reports/localhost/asi-takeoff"],
      ...["--plan", "demo/omnisovereign/project-plan.omnisovereign.json"],
      ...["--summary-md", "reports/localhost/asi-takeoff/asi-takeoff-report.md"],
      ...["--bundle", "reports/localhost/asi-takeoff/receipts"],
    ];
    for (const _ of [1, 2]) assert.equal((await make(NATIONAL, outs[1], ...flags)).status, 0);
    for (const file of [`${TAKEOFF_FOLDER}/governance-kit.json`, `${TAKEOFF_FOLDER}/governance-kit.md`]) {
      assert.deepEqual(readFileSync(join(outs[1], file)), readFileSync(join(outs[0], file)));
    }
  });

  test("leaves out itself and what later stages left, however wide the bundle is", async (t) => {
    const out = await takenOff(t);
    await make(NATIONAL, out);
    const narrow = readKit(out, TAKEOFF_FOLDER);
    const plan = "plans/omnisovereign/project-plan.omnisovereign.json";
    await leave({ out, plan, stage: "owner", script: "owner:diagram" }, [
      [`${TAKEOFF_FOLDER}/owner.mmd`, "graph\n"],
    ]);
    assert.equal((await make(NATIONAL, out, "--bundle", "reports/localhost")).status, 0);
    assert.deepEqual(readKit(out, TAKEOFF_FOLDER), narrow);
  });

  test("names every file that is changed, missing, unlisted or a link, and makes nothing", async (t) => {
    const out = await takenOff(t);
    const receipts = join(out, TAKEOFF_FOLDER, "receipts");
    appendFileSync(join(receipts, "deploy.json"), "\n");
    rmSync(join(receipts, "mission.json"));
    await put(receipts, "jobs/grid/deep/stray.json", "{}");
    symlinkSync("deploy.json", join(receipts, "link.json"));
    const { status, stderr, codes } = await make(NATIONAL, out);
    assert.equal(status, 1);
    assert.deepEqual(codes.toSorted(), ["OMNI2203", "OMNI2204", "OMNI2205", "OMNI2206", "OMNI2211"]);
    assert.match(
      stderr,
      /OMNI2204 {2}"localhost\/asi-takeoff\/receipts\/deploy\.json" .*npm run demo:asi-takeoff:local/,
    );
    assert.match(stderr, /OMNI2205 .*deep\/stray\.json/);
    assert.ok(!existsSync(join(out, TAKEOFF_FOLDER, "governance-kit.json")));
  });

  test("refuses a plan that the takeoff did not run with", async (t) => {
    const out = await takenOff(t);
    const { status, codes } = await make(NATIONAL, out, "--plan", "plans/asi-takeoff/project-plan.json");
    assert.equal(status, 1);
    assert.deepEqual(codes, ["OMNI2208", "OMNI2208", "OMNI2211"]);
  });

  test("names logs without reading them", async (t) => {
    const out = await takenOff(t);
    await put(out, ".omnisovereign/logs/run.log", "what this machine did\n");
    assert.equal((await make(NATIONAL, out, "--logs", "reports/.omnisovereign/logs")).status, 0);
    const kit = readKit(out, TAKEOFF_FOLDER);
    assert.equal(kit.logs, ".omnisovereign/logs");
    assert.ok(kit.artefacts.every(({ path }) => !path.includes("logs")));
  });

  test("removes the kit that it made under another name", async (t) => {
    const out = await takenOff(t);
    await make(NATIONAL, out, "--output-name", "first");
    await make(NATIONAL, out);
    assert.ok(!existsSync(join(out, TAKEOFF_FOLDER, "first.json")));
  });

  for (const [flags, problem] of [
    [["--report-root", "reports/../elsewhere"], 'has a segment ".."'],
    [["--report-root", "/tmp"], "does not lie below the output folder"],
    [["--report-root", "reports/manifests"], "no stage may fill"],
    [["--bundle", "/etc"], "does not lie below the output folder"],
    [["--bundle", "reports/"], "does not lie below the output folder"],
    [["--bundle", "reports/no such"], "is not made of"],
    [["--bundle", "reports/none"], "is not a folder"],
    [["--bundle", "reports/linked/receipts"], 'leads through the link "linked"'],
    [["--summary-md", "reports/localhost/asi-takeoff/other.md"], "is no file that the kit covers"],
    [["--output-name", "../kit"], "is not a file name"],
    [["--output-name", "a\u001b[2J"], "is not a file name"],
  ] as const) {
    test(`refuses ${JSON.stringify(flags.join(" "))}`, async (t) => {
      const out = await takenOff(t);
      symlinkSync(join(out, TAKEOFF_FOLDER), join(out, "linked"));
      const { status, stderr, codes } = await make(NATIONAL, out, ...flags);
      assert.deepEqual([status, codes], [2, ["OMNI2201"]]);
      assert.ok(stderr.includes(problem), stderr);
      assert.ok(!stderr.includes("\u001b"));
    });
  }

  test("never replaces what another script left", async (t) => {
    const out = await takenOff(t);
    const { status, codes } = await make(NATIONAL, out, "--output-name", "asi-takeoff-report");
    assert.deepEqual([status, codes], [2, ["OMNI2202"]]);
  });
});

describe("the planetary kit", () => {
  async function bothLayers(t: TestContext): Promise<string> {
    const out = await takenOff(t);
    await leaveGlobal({ out });
    assert.equal((await make(NATIONAL, out)).status, 0);
    return out;
  }

  test("includes the national kit by digest, under one root", async (t) => {
    const out = await bothLayers(t);
    const { status, stderr } = await make(PLANETARY, out);
    assert.deepEqual([status, stderr], [0, ""]);
    const kit = readKit(out, GLOBAL_FOLDER);
    const national = readFileSync(join(out, TAKEOFF_FOLDER, "governance-kit.json"), "utf8");
    assert.ok(kit.includes);
    assert.equal(kit.includes.sha256, sha256(national));
    assert.deepEqual(kit.includes.counts, (JSON.parse(national) as GovernanceKit).counts);
    assert.deepEqual(kit.includes.jurisdictions, [{ kind: "city", name: "Aster Bay", jobs: 1, approved: 1 }]);
    assert.equal(kit.merkleRoot, merkleRoot([...kit.artefacts, kit.includes]));
    assert.equal(kit.governance.principals[0]?.address, "0x0000000000000000000000000000000000000001");
  });

  test("says that the global stage has left nothing", async (t) => {
    const out = await takenOff(t);
    const { status, codes, stderr } = await make(PLANETARY, out);
    assert.deepEqual([status, codes], [1, ["OMNI2104"]]);
    assert.match(stderr, /needs "global", which has left no manifest/);
  });

  test("asks for the national kit first", async (t) => {
    const out = await takenOff(t);
    await leaveGlobal({ out });
    const { status, codes, stderr } = await make(PLANETARY, out);
    assert.deepEqual([status, codes], [1, ["OMNI2212"]]);
    assert.match(stderr, /npm run demo:asi-takeoff:kit/);
  });

  test("refuses a national kit that is older than the receipts", async (t) => {
    const out = await bothLayers(t);
    const plan = "plans/omnisovereign/project-plan.omnisovereign.json";
    await leave({ out, plan, stage: "takeoff", script: "demo:asi-takeoff:local" }, [
      [`${TAKEOFF_FOLDER}/asi-takeoff-report.md`, "# Another takeoff\n"],
    ]);
    const { status, codes } = await make(PLANETARY, out);
    assert.equal(status, 1);
    assert.deepEqual(new Set(codes), new Set(["OMNI2209", "OMNI2211"]));
  });

  test("refuses a national kit that was changed", async (t) => {
    const out = await bothLayers(t);
    appendFileSync(join(out, TAKEOFF_FOLDER, "governance-kit.json"), " ");
    assert.deepEqual((await make(PLANETARY, out)).codes, ["OMNI2204", "OMNI2211"]);
  });

  test("refuses a national kit that has not the form of one", async (t) => {
    const out = await bothLayers(t);
    const plan = "plans/omnisovereign/project-plan.omnisovereign.json";
    const kit = `${TAKEOFF_FOLDER}/governance-kit.json`;
    for (const [content, problem] of [
      ["[]\n", "is not an object"],
      ['{"format":', "is not JSON"],
    ] as const) {
      await leave({ out, plan, stage: "kit", script: "demo:asi-takeoff:kit" }, [[kit, content]]);
      const { codes, stderr } = await make(PLANETARY, out);
      assert.deepEqual(codes, ["OMNI2213", "OMNI2211"]);
      assert.ok(stderr.includes(`"${kit}" ${problem}.`), stderr);
    }
  });

  test("stands for the nation alone when the mission has no planetary layer", async (t) => {
    const out = temporaryFolder(t);
    const plan = "plans/asi-takeoff/project-plan.json";
    await leaveTakeoff({ out, plan });
    await leave({ out, plan, stage: "global", script: "demo:asi-global" }, []);
    assert.equal((await make(NATIONAL, out, "--plan", plan)).status, 0);
    const { status, stderr } = await make(PLANETARY, out, "--plan", plan);
    assert.deepEqual([status, stderr], [0, ""]);
    const kit = readKit(out, GLOBAL_FOLDER);
    assert.deepEqual([kit.layerPlan, kit.summary, kit.artefacts], [null, null, []]);
    assert.equal(kit.includes?.counts.artefacts, 4);
  });
});
