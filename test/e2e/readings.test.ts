import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { ReceiptDocument } from "../../src/model/receipts.ts";
import { startBin } from "./bin.ts";

const CITY = "plans/examples/city.json";
const EXAMPLE = "plans/examples/city.readings.json";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnisovereign-"));
});
after(() => rm(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  return startBin(["run", "--plan", CITY, ...args]).ended;
}

describe("omnisovereign run --readings", () => {
  it("names them in each command of a dry run", async () => {
    const { exitCode, stdout } = await run("--readings", EXAMPLE, "--dry-run");
    assert.equal(exitCode, 0);
    for (const line of stdout.trim().split("\n")) assert.match(line, / OMNISOVEREIGN_READINGS=\S+ npm run /);
  });

  it("refuses what they get wrong by line and column, before anything starts", async () => {
    const file = join(folder, "wrong.json");
    await writeFile(file, '{\n  "national": [{ "emission": "-1", "backlog": "0", "lateness": "0" }]\n}\n');
    const { exitCode, stderr } = await run("--readings", file, "--out", join(folder, "none"));
    assert.equal(exitCode, 3);
    assert.match(stderr, /wrong\.json:2:30 {2}OMNI1022 {2}/);
  });

  it("has the first ticks read them, and says so; the others read the chain", async () => {
    const out = join(folder, "out");
    const { exitCode, stderr } = await run("--readings", EXAMPLE, "--until", "takeoff", "--out", out);
    assert.equal(exitCode, 0, stderr);
    const read = async (path: string) => JSON.parse(await readFile(join(out, path), "utf8"));
    const course: ReceiptDocument<"national-thermostat"> = await read(
      "localhost/asi-takeoff/receipts/thermostat.json",
    );
    const { supplied, ticks } = course;
    assert.equal(supplied?.path, "plans/readings.json");
    assert.equal(supplied?.given, 8);
    const sources = ticks.map(({ source, simulated }) => `${source}${simulated ? " simulated" : ""}`);
    assert.deepEqual(
      sources.slice(0, 8),
      Array.from({ length: 8 }, () => "supplied simulated"),
    );
    assert.ok(sources.slice(8).every((source) => source === "chain") && ticks.length > 8);
    assert.ok(ticks.every(({ foretold }) => foretold));
    assert.equal(ticks[2]?.readings[1]?.readingWad, "500000000000000000");
    const hottest = ticks.map(({ afterWad }) => BigInt(afterWad)).reduce((a, b) => (a > b ? a : b));
    assert.ok(hottest > BigInt(ticks[0]?.beforeWad ?? 0) && BigInt(ticks[6]?.afterWad ?? 0) < hottest);
    const { inputs } = await read("manifests/demo-asi-takeoff-local.json");
    assert.ok(
      inputs.some(
        ({ path, sha256 }: Record<string, string>) => path === supplied?.path && sha256 === supplied?.sha256,
      ),
    );
  });
});
