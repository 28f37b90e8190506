import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { EVENT_LINE } from "../../src/cli/reporters/event-schema.ts";
import { CATALOGUE } from "../../src/run/catalogue.ts";
import { isCommand } from "../support/commands.ts";
import { PROJECT, startBin, withFakeNpm } from "./bin.ts";

/** Leaves what the real scripts leave, as far as a run reads it. */
const SUCCEEDS = `
case "$2" in
dossier:build)
  mkdir -p "$OMNISOVEREIGN_OUT/omnisovereign/dossier"
  printf 'abc' > "$OMNISOVEREIGN_OUT/omnisovereign/dossier/manifest-sha256.txt" ;;
*)
  mkdir -p "$OMNISOVEREIGN_OUT/manifests"
  echo "asking $RPC_URL" >&2
  printf '{\\n  "format": "omnisovereign-manifest/1",\\n  "stage": "takeoff",\\n  "script": "%s",\\n  "blocks": null,\\n  "inputs": [],\\n  "outputs": [\\n    {\\n      "path": "a.json",\\n      "sha256": "%064d"\\n    }\\n  ]\\n}\\n' "$2" 0 > "$OMNISOVEREIGN_OUT/manifests/\${2//:/-}.json" ;;
esac`;

const FAILS = `echo 'on stdout'; printf 'bad \\033[31mnews\\n' >&2; exit 7`;

const REFUSES = `echo 'OMNI3030  It runs chain 1.  Use another.' >&2; exit 5`;

/** Starts a process of its own and never ends. */
const HANGS =
  'mkdir -p "$OMNISOVEREIGN_OUT"; sleep 600 & echo "$! $RPC_URL" > "$OMNISOVEREIGN_OUT/child"; wait';

/** The same, and deaf to the polite request. */
const HANGS_ON = `trap '' TERM; ${HANGS}; wait`;

/** Reports on the owner's stage never end; each leaves the process that it started under its own name. */
const REPORTS_HANG = `
case "$2" in
owner:*)
  sleep 600 & echo "$!" > "$OMNISOVEREIGN_OUT/child-\${2//:/-}"; wait ;;
*)
${SUCCEEDS} ;;
esac`;

/** SHA-256 of \`abc\`, FIPS 180-4 */
const ROOT = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

describe("omnisovereign run", () => {
  it("ends with the dossier and its root, progress on stderr", () =>
    withFakeNpm(SUCCEEDS, async ({ out, env }) => {
      const { exitCode, stdout, stderr } = await startBin(["run", "--out", out], { env }).ended;
      assert.equal(exitCode, 0, stderr);
      assert.match(stdout, /^stage .*\ntakeoff +succeeded .* 1\n/);
      const dossier = join(out, "omnisovereign", "dossier");
      assert.ok(stdout.includes(`\ndossier  ${dossier}\nroot     ${ROOT}\nverdict  every job `));
      const [, view = "", check = "", compare = ""] =
        /\n\nView {5}npx omnisovereign (.*)\nCheck {4}npx omnisovereign (.*)\nCompare {2}npx omnisovereign (.*)\n$/.exec(
          stdout,
        ) ?? [];
      assert.equal(view, `view ${dossier}`);
      assert.equal(check, `verify ${dossier} --replay`);
      assert.ok(isCommand(view) && isCommand(check) && isCommand(compare));
      assert.match(stderr, /\ndemo:asi-takeoff:local: asking http:\/\/127\.0\.0\.1:\d+\n/);
    }));

  it("prints one JSON document with --json, and JSON lines of progress", () =>
    withFakeNpm(SUCCEEDS, async ({ out, env }) => {
      const { exitCode, stdout, stderr } = await startBin(["run", "--json", "--out", out], { env }).ended;
      assert.equal(exitCode, 0, stderr);
      const { format, outcome, dossier } = JSON.parse(stdout);
      assert.deepEqual([format, outcome, dossier.root], ["omnisovereign-run/1", "succeeded", ROOT]);
      const events = stderr.trimEnd().split("\n");
      assert.equal(JSON.parse(events[0] ?? "").type, "run-started");
      const stored = readFileSync(join(out, ".omnisovereign", "run.jsonl"), "utf8");
      const lines = stored.trimEnd().split("\n");
      assert.deepEqual(
        events.map((event) => EVENT_LINE.parse(JSON.parse(event))),
        lines.map((line) => ({ format: "omnisovereign-event/1", ...JSON.parse(line) })),
      );
    }));

  it("names the error in the JSON document of a failed run", () =>
    withFakeNpm(FAILS, async ({ out, env }) => {
      const { exitCode, stdout } = await startBin(["run", "--json", "--quiet", "--out", out], { env }).ended;
      const { outcome, error, failure } = JSON.parse(stdout);
      assert.deepEqual([exitCode, outcome, error.code, failure.step], [1, "failed", "OMNI2110", "takeoff"]);
    }));

  it("prints no progress with --quiet", () =>
    withFakeNpm(SUCCEEDS, async ({ out, env }) => {
      const { exitCode, stderr } = await startBin(["run", "--quiet", "--out", out], { env }).ended;
      assert.deepEqual([exitCode, stderr], [0, ""]);
    }));

  it("stops at a failing script, shows the end of its log and how to run it again", () =>
    withFakeNpm(FAILS, async ({ out, env }) => {
      const { exitCode, stdout } = await startBin(["run", "--out", out], { env }).ended;
      assert.equal(exitCode, 1);
      assert.match(stdout, /\ndossier +pending\n/);
      assert.match(stdout, /\n {2}on stdout\n {2}bad \\u\{1b\}\[31mnews\n/);
      const log = join(out, ".omnisovereign", "logs", "demo-asi-takeoff-local.log");
      assert.ok(
        stdout.endsWith(
          '\nOMNI2110  The script "demo:asi-takeoff:local" ended with exit code 7.  ' +
            `Once mended, run it again: OMNISOVEREIGN_OUT=${out} npm run demo:asi-takeoff:local\n` +
            `Log      ${log}\nGo on    npx omnisovereign run --from takeoff --out ${out}\n`,
        ),
        stdout,
      );
      assert.ok(existsSync(log));
    }));

  it("passes on the exit code of a script, and its error once", () =>
    withFakeNpm(REFUSES, async ({ out, env }) => {
      const { exitCode, stdout, stderr } = await startBin(["run", "--out", out], { env }).ended;
      assert.equal(exitCode, 5);
      assert.deepEqual(`${stdout}${stderr}`.match(/OMNI\d{4}/g), ["OMNI3030"]);
    }));

  it("owns its folder from start to end: a second run is refused and names the first", () =>
    withFakeNpm(HANGS, async ({ out, env }) => {
      const first = startBin(["run", "--out", out], { env });
      await readWhenThere(join(out, "child"));
      const journal = readFileSync(join(out, ".omnisovereign", "run.jsonl"), "utf8");
      const { exitCode, stdout, stderr } = await startBin(["run", "--out", out], { env }).ended;
      assert.deepEqual([exitCode, stdout], [5, ""]);
      assert.match(
        stderr,
        new RegExp(`^OMNI5016 .* belongs to process ${first.pid} .*: npx omnisovereign run --out ${out}\\. `),
      );
      const script = join(PROJECT, "src/stages/dossier/build.ts");
      const byHand = spawnSync(process.execPath, [script], {
        env: { ...env, OMNISOVEREIGN_OUT: out },
        encoding: "utf8",
      });
      assert.deepEqual([byHand.status, byHand.stderr.slice(0, 8)], [5, "OMNI5016"]);
      assert.equal(readFileSync(join(out, ".omnisovereign", "run.jsonl"), "utf8"), journal);
      first.kill("SIGINT");
      assert.equal((await first.ended).exitCode, 130);
    }));

  it("says aloud when the node that the environment names does not answer, and starts its own", () =>
    withFakeNpm(SUCCEEDS, async ({ out, env }) => {
      const RPC_URL = "http://127.0.0.1:1";
      const { exitCode, stderr } = await startBin(["run", "--out", out], { env: { ...env, RPC_URL } }).ended;
      assert.equal(exitCode, 0, stderr);
      assert.ok(stderr.startsWith(`No node answers at ${RPC_URL}, which RPC_URL names: `), stderr);
    }));

  it("starts nothing when the node that a flag names does not answer", () =>
    withFakeNpm(SUCCEEDS, async ({ out, env }) => {
      const args = ["run", "--out", out, "--rpc-url", "http://127.0.0.1:1"];
      const { exitCode, stdout, stderr } = await startBin(args, { env }).ended;
      assert.deepEqual([exitCode, stdout], [5, ""]);
      assert.match(stderr, /^OMNI3021 {2}No answer from http:\/\/127\.0\.0\.1:1: ECONNREFUSED\. /);
      assert.ok(!existsSync(join(out, "manifests")));
    }));

  for (const [signal, code, script] of [
    ["SIGINT", 130, HANGS],
    ["SIGTERM", 143, HANGS_ON],
  ] as const) {
    it(`leaves nothing running after ${signal}, and exits ${code}`, () =>
      withFakeNpm(script, async ({ out, env }) => {
        const running = startBin(["run", "--out", out], { env });
        const [pid, url] = await readWhenThere(join(out, "child"));
        running.kill(signal);
        const { exitCode, stdout } = await running.ended;
        assert.equal(exitCode, code);
        assert.match(stdout, /\ntakeoff +interrupted /);
        await untilGone(Number(pid));
        await assert.rejects(fetch(`${url}`));
      }));
  }

  it("ends at once after a second SIGINT, and leaves nothing that is deaf to the first", () =>
    withFakeNpm(HANGS_ON, async ({ out, env }) => {
      const running = startBin(["run", "--out", out], { env });
      const [pid, url] = await readWhenThere(join(out, "child"));
      running.kill("SIGINT");
      await sleep(900);
      const asked = performance.now();
      running.kill("SIGINT");
      const { exitCode, stdout, stderr } = await running.ended;
      assert.ok(performance.now() - asked < 4_000, "before those that are asked to end would be killed");
      assert.deepEqual([exitCode, stdout], [130, ""]);
      assert.match(stderr, /\nStopping: .* the same signal again ends at once\.\n$/);
      await untilGone(Number(pid));
      await assert.rejects(fetch(`${url}`));
    }));

  it("says nothing of colours where both ways to ask for them are set", () =>
    withFakeNpm(SUCCEEDS, async ({ out, env }) => {
      const both = { ...env, FORCE_COLOR: "1", NO_COLOR: "1" };
      const { exitCode, stderr } = await startBin(["run", "--quiet", "--out", out], { env: both }).ended;
      assert.deepEqual([exitCode, stderr], [0, ""]);
    }));

  it("folds stages for GitHub, marks what failed, sums it up, and writes a report for pipelines", () =>
    withFakeNpm(FAILS, async ({ out, env }) => {
      const [summary, report] = [join(dirname(out), "summary.md"), join(dirname(out), "junit.xml")];
      const actions = { ...env, GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary };
      const ended = await startBin(["run", "--out", out, "--junit", report], { env: actions }).ended;
      assert.equal(ended.exitCode, 1);
      assert.match(ended.stderr, /\n::group::takeoff\ntakeoff: .*npm run [\s\S]*\n::endgroup::\n/);
      assert.match(ended.stdout, /\n::error title=OMNI2110::The script /);
      assert.match(readFileSync(summary, "utf8"), /^## Rehearsal failed\n[\s\S]*`OMNI2110`/);
      assert.match(
        readFileSync(report, "utf8"),
        /<testcase classname="stages" name="takeoff" time=".*">\n +<failure /,
      );
    }));

  it("sums up for GitHub why a plan is refused, and where", () =>
    withFakeNpm(SUCCEEDS, async ({ out, env }) => {
      const [summary, plan] = [join(dirname(out), "summary.md"), join(dirname(out), "plan.json")];
      writeFileSync(plan, '{\n  "initiative": "::error::x"\n}\n');
      const actions = { ...env, GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary };
      const ended = await startBin(["run", "--out", out, "--plan", plan], { env: actions }).ended;
      assert.equal(ended.exitCode, 3);
      assert.match(
        readFileSync(summary, "utf8"),
        /^## Rehearsal refused\n[\s\S]*plan\.json:1:1` \| `OMNI1021`/,
      );
    }));

  it("prints no control character of a plan's name in commands, and the same name to a shell", () =>
    withFakeNpm(SUCCEEDS, async ({ out, env }) => {
      const name = "a\n\u001b[31m'\\\u202e.json";
      copyFileSync("plans/examples/city.json", join(dirname(out), name));
      const ended = await startBin(["run", "--dry-run", "--out", out, "--plan", join(dirname(out), name)], {
        env,
      }).ended;
      assert.equal(ended.exitCode, 0);
      const [first = ""] = ended.stdout.split("\n");
      assert.doesNotMatch(ended.stdout.replaceAll("\n", ""), /[\p{Cc}\p{Cf}]/u);
      const shell = spawnSync(
        "bash",
        ["-c", `${first.replace(/ npm .*/, "")}; printf %s "$OMNISOVEREIGN_PLAN"`],
        {
          encoding: "utf8",
        },
      );
      assert.equal(shell.stdout, join(dirname(out), name));
    }));

  it("tells what a run came to also where its report for pipelines cannot be written", () =>
    withFakeNpm(SUCCEEDS, async ({ out, env }) => {
      const ended = await startBin(["run", "--quiet", "--out", out, "--junit", "/dev/null/a.xml"], { env })
        .ended;
      assert.equal(ended.exitCode, 5);
      assert.match(ended.stdout, new RegExp(`\nroot {5}${ROOT}\n`));
      assert.match(ended.stderr, /^OMNI5005 .*\n$/);
    }));

  it("stops every script that runs beside another", { skip: availableParallelism() < 2 }, () =>
    withFakeNpm(REPORTS_HANG, async ({ out, env }) => {
      const running = startBin(["run", "--out", out], { env });
      const reports = ["owner-command-center", "owner-mission-control"];
      const pids = await Promise.all(
        reports.map(async (name) => Number((await readWhenThere(join(out, `child-${name}`)))[0])),
      );
      running.kill("SIGINT");
      const { exitCode, stdout } = await running.ended;
      assert.equal(exitCode, 130);
      assert.match(stdout, /\nkit +succeeded .*\nowner +interrupted .*\nthermodynamics +pending\n/);
      await Promise.all(pids.map(untilGone));
    }),
  );

  it("prints the commands of a dry run and touches nothing", () =>
    withFakeNpm(FAILS, async ({ out, env }) => {
      const { exitCode, stdout } = await startBin(["run", "--dry-run", "--out", out], { env }).ended;
      assert.equal(exitCode, 0);
      const commands = stdout.trimEnd().split("\n");
      assert.equal(commands[0], `OMNISOVEREIGN_OUT=${out} npm run demo:asi-takeoff:local`);
      assert.equal(commands.at(-1), `OMNISOVEREIGN_OUT=${out} npm run dossier:build`);
      assert.equal(commands.length, CATALOGUE.flatMap(({ scripts }) => scripts).length);
      assert.ok(!existsSync(out));
    }));

  it("starts nothing with a plan that is not valid", () =>
    withFakeNpm(FAILS, async ({ out, env }) => {
      const { exitCode, stderr } = await startBin(["run", "--plan", "package.json", "--out", out], { env })
        .ended;
      assert.equal(exitCode, 3);
      assert.match(stderr, /^package\.json:\d+:\d+ {2}OMNI1\d{3} {2}/);
      assert.ok(!existsSync(out));
    }));
});

/** A process that was killed stays listed until its adoptive parent has noticed. */
async function untilGone(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(20);
  }
  throw new Error(`process ${pid} is still there`);
}

async function readWhenThere(path: string): Promise<readonly string[]> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const content = existsSync(path) ? readFileSync(path, "utf8") : "";
    if (content.endsWith("\n")) return content.trim().split(" ");
    await sleep(50);
  }
  throw new Error(`${path} did not appear`);
}
