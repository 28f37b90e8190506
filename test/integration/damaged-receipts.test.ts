import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openWal } from "../../src/chain/journal/wal.ts";
import { manifestPath } from "../../src/dossier/stage-manifest.ts";
import { receiptPath } from "../../src/model/receipts.ts";
import { SCRIPTS, type ScriptId } from "../../src/model/scripts.ts";
import { sha256 } from "../../src/system/files.ts";
import { PROJECT } from "../e2e/bin.ts";
import { ScriptHost } from "../support/script-host.ts";
import { wholeReceiptText } from "../support/whole-receipt.ts";
import { leaveGlobal, leaveTakeoff } from "./kit/fixture.ts";

/** What a script says of a damaged deploy receipt, by its codes: the last one ends it. */
interface Refusal {
  readonly script: ScriptId;
  /** Without which it refuses to begin. */
  readonly args?: readonly string[];
  /** Where only the receipt was damaged. */
  readonly changed: readonly string[];
  /** Where manifests list it as it is now, as those of another version would; null: it is taken, for verify to judge. */
  readonly listed: readonly string[] | null;
}

const UNREADABLE = { changed: ["OMNI2210"], listed: ["OMNI2210"] };

/** Every script that reads receipts. */
const REFUSALS: readonly Refusal[] = [
  { script: "global", ...UNREADABLE },
  { script: "nationalKit", changed: ["OMNI2204", "OMNI2211"], listed: ["OMNI2210"] },
  { script: "planetaryKit", changed: ["OMNI2204", "OMNI2211"], listed: ["OMNI2209", "OMNI2211"] },
  { script: "pauseTest", ...UNREADABLE },
  { script: "commandCenter", ...UNREADABLE },
  { script: "missionControl", ...UNREADABLE },
  { script: "parameters", ...UNREADABLE },
  { script: "diagram", ...UNREADABLE },
  { script: "dashboard", ...UNREADABLE },
  { script: "settle", ...UNREADABLE },
  { script: "thermodynamics", ...UNREADABLE },
  { script: "thermostatUpdate", ...UNREADABLE },
  { script: "rewardEngineUpdate", ...UNREADABLE },
  { script: "ownerParams", args: ["--set", "StakeManager.unbondingSeconds=1900800"], ...UNREADABLE },
  { script: "ownerRoles", args: ["--revoke", "OPERATOR", "--from", "mission-operator"], ...UNREADABLE },
  { script: "ownerPause", args: ["--pause"], ...UNREADABLE },
  {
    script: "dossier",
    changed: ["OMNI4004", "OMNI4002", "OMNI4015"],
    listed: null,
  },
];

const DEPLOY = receiptPath("national-deploy");

const DAMAGES: readonly (readonly [damage: string, change: (sound: string) => string])[] = [
  ["has a part of another name", (sound) => sound.replace('"contracts"', '"contract"')],
  ["was cut short", (sound) => sound.slice(0, sound.length / 2)],
  ["is of another form", () => wholeReceiptText("stake")],
  ["is no object", () => "5\n"],
];

const { scripts } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));

let host: ScriptHost;
let folder = "";

async function run(script: ScriptId, out: string) {
  const { args = [] } = REFUSALS.find((each) => each.script === script) ?? {};
  const file = scripts[SCRIPTS[script].name].split(" ").at(-1);
  const env = { ...process.env, OMNISOVEREIGN_OUT: out, OMNISOVEREIGN_PLAN: "", RPC_URL: "" };
  const { code, stderr } = await host.run({ file, args, env });
  return { code, lines: stderr.split("\n").filter((line) => line.startsWith("OMNI")) };
}

/** Damages the receipt in a copy of what the stages left. */
async function damaged(name: string, change: (sound: string) => string, receipt = DEPLOY): Promise<string> {
  const out = join(folder, name);
  await cp(join(folder, "sound"), out, { recursive: true });
  const path = join(out, receipt);
  writeFileSync(path, change(readFileSync(path, "utf8")));
  return out;
}

/** Has every manifest say of the receipt, and of the takeoff's manifest after it, that it was as it is now. */
function listAsItIs(out: string): void {
  for (const path of [DEPLOY, manifestPath(SCRIPTS.takeoff.name)]) {
    const [was, is] = [join(folder, "sound"), out].map((each) => sha256(readFileSync(join(each, path))));
    for (const manifest of globSync(join(out, "manifests/*.json")))
      writeFileSync(manifest, readFileSync(manifest, "utf8").replaceAll(String(was), String(is)));
  }
}

before(async () => {
  host = new ScriptHost();
  folder = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  const out = join(folder, "sound");
  await leaveTakeoff({ out });
  await leaveGlobal({ out });
  await (await openWal(out)).close();
  for (const kit of ["nationalKit", "planetaryKit"] as const) {
    const { code, lines } = await run(kit, out);
    assert.equal(code, 0, lines.join("\n"));
  }
});

after(async () => {
  host.close();
  await rm(folder, { recursive: true });
});

describe("every script but the takeoff, which has none to read,", () => {
  it("has its place in this table", () => {
    const all = Object.keys(SCRIPTS).filter((script) => script !== "takeoff");
    assert.deepEqual(REFUSALS.map(({ script }) => script).toSorted(), all.toSorted());
  });

  it("names the other layer's deploy receipt as well, where it looks at both", async () => {
    const receipt = receiptPath("planetary-deploy");
    const out = await damaged("planetary", (sound) => sound.slice(1), receipt);
    for (const { script, changed } of REFUSALS.filter(({ script }) => SCRIPTS[script].chain !== "none"))
      if (script !== "global") await refuses(script, out, changed, receipt);
  });

  for (const [damage, change] of DAMAGES) {
    it(`names a deploy receipt that ${damage}, and what to do`, async () => {
      const out = await damaged(damage.replaceAll(" ", "-"), change);
      for (const { script, changed } of REFUSALS) await refuses(script, out, changed);
      listAsItIs(out);
      for (const { script, listed } of REFUSALS) if (listed !== null) await refuses(script, out, listed);
    });
  }
});

async function refuses(
  script: ScriptId,
  out: string,
  codes: readonly string[],
  receipt = DEPLOY,
): Promise<void> {
  const { code, lines } = await run(script, out);
  const said = `${script}: ${lines.join("\n")}`;
  assert.deepEqual([code, ...lines.map((line) => line.slice(0, 8))], [1, ...codes], said);
  assert.ok(lines[0]?.includes(`${receipt}"`), said);
  assert.match(lines[0] ?? "", / {2}Run (the stage that left it|"npm run [^"]+") again/, said);
}
