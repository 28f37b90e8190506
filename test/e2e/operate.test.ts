import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { ownFolder } from "../../src/chain/rehearsal/ownership.ts";
import { manifestPath } from "../../src/dossier/stage-manifest.ts";
import { PATHS } from "../../src/model/layout.ts";
import { CATALOGUE } from "../../src/run/catalogue.ts";
import { PROJECT, startBin, withFakeNpm } from "./bin.ts";

describe("omnisovereign doctor", () => {
  it("finds a machine fit that runs these tests", () =>
    withFakeNpm("echo 11.0.0", async ({ out, env }) => {
      const ended = await startBin(["doctor", "--json"], { env: { ...env, OMNISOVEREIGN_OUT: out } }).ended;
      const { format, healthy, checks } = JSON.parse(ended.stdout);
      assert.deepEqual([ended.exitCode, format, healthy], [0, "omnisovereign-doctor/1", true], ended.stdout);
      assert.ok(checks.length >= 10);
      assert.ok(!existsSync(out));
    }));

  it("names each lack with its mend, and exits 5", { skip: process.platform === "win32" }, () =>
    withFakeNpm("exit 1", async ({ out, env }) => {
      mkdirSync(out);
      writeFileSync(join(out, "file"), "");
      const { status, stdout } = spawnSync(
        "bash",
        ["-c", `ulimit -n 100 && exec "${process.execPath}" "${PROJECT}/src/bin.js" doctor`],
        {
          encoding: "utf8",
          env: { ...env, OMNISOVEREIGN_OUT: join(out, "file"), RPC_URL: "ftp://x", HTTP_PROXY: "http://p" },
        },
      );
      assert.equal(status, 5, stdout);
      assert.match(stdout, /^fault +open files +Only 100 files .* "ulimit -n 1024" /m);
      assert.match(stdout, /^fault +npm +npm does not start/m);
      assert.match(stdout, /^fault +folder +The output folder .* is no folder\. /m);
      assert.match(stdout, /^fault +node +RPC_URL: The node's URL is not an http or https URL\./m);
      assert.match(stdout, /^warning +proxies +HTTP_PROXY is set/m);
    }),
  );
});

describe("an output folder", () => {
  it("is told of by status, with what to type, and left alone", () =>
    withFakeNpm("exit 1", async ({ out, env }) => {
      const { exitCode, stdout } = await startBin(["status", out], { env }).ended;
      assert.equal(exitCode, 0);
      assert.ok(stdout.startsWith(`${out}  empty\n`), stdout);
      assert.ok(stdout.endsWith(`\nnext     npx omnisovereign run --out ${out}\n`), stdout);
      assert.ok(!existsSync(out));
    }));

  it("is named by status so that a shell takes it", () =>
    withFakeNpm("exit 1", async ({ out, env }) => {
      const spaced = join(out, "it's mine");
      const scripts = CATALOGUE.flatMap((step) => step.scripts).filter((script) => script.leavesManifest);
      for (const path of scripts.map(({ name }) => manifestPath(name)))
        for (const copy of [path, join(PATHS.dossier, "data/reports", path)]) {
          mkdirSync(dirname(join(spaced, copy)), { recursive: true });
          writeFileSync(join(spaced, copy), '{ "blocks": null }');
        }
      const { stdout } = await startBin(["status", spaced], { env }).ended;
      const dossier = `'${out}/it'\\''s mine/omnisovereign/dossier'`;
      assert.ok(stdout.endsWith(`\nnext     npx omnisovereign verify ${dossier} --replay\n`), stdout);
    }));

  it("is cleaned of what nothing needs, first for show, and never while a run owns it", () =>
    withFakeNpm("exit 1", async ({ out, env }) => {
      const archive = join(out, ".omnisovereign", "archive");
      mkdirSync(archive, { recursive: true });
      writeFileSync(join(archive, "0001.jsonl"), "12345");
      const clean = (...flags: string[]) => startBin(["clean", out, ...flags], { env }).ended;
      const release = await ownFolder(out, "omnisovereign run");
      const refused = await clean();
      assert.deepEqual([refused.exitCode, refused.stderr.slice(0, 8)], [5, "OMNI5016"]);
      await release();
      assert.match((await clean("--dry-run")).stdout, /\n5 bytes would be removed\.\n$/);
      assert.ok(existsSync(archive));
      const { removed, bytes } = JSON.parse((await clean("--json")).stdout);
      assert.deepEqual([removed[0].path, bytes, existsSync(archive)], [".omnisovereign/archive", 5, false]);
    }));
});

describe("a script by hand", () => {
  const script = (path: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(PROJECT, "src/stages", path), ...args], { encoding: "utf8" });

  it("lists its flags with meaning and default", () => {
    const { status, stdout, stderr } = script("thermodynamics/thermostat-update.ts", "--help");
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /^Usage: npm run thermostat:update -- \[options\]\n/);
    assert.match(stdout, /^ {2}--execute +send it; /m);
    assert.match(stdout, /^ {2}--network <name> +.* \(default: localhost\)$/m);
  });

  it("refuses a flag of a sister project with what does the same here", () => {
    const { status, stderr } = script("owner/dashboard.ts", "--config", "x.json");
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^OMNI2006 {2}The script "owner:dashboard" does not take --config\. {2}Use --plan FILE/,
    );
  });
});
