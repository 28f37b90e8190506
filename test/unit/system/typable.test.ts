import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { PACKAGE } from "../../../src/system/root.ts";
import { npmScript, typable } from "../../../src/system/typable.ts";

const CHOSEN = {
  OMNISOVEREIGN_PLAN: "my plan.json",
  OMNISOVEREIGN_OUT: "/tmp/it's",
  RPC_URL: "http://127.0.0.1:1",
};

test("a command in a mend carries what this call was given", () => {
  assert.equal(
    typable('Run "omnisovereign run --from kit", or "npm run pause:test" again.', CHOSEN),
    "Run \"npx omnisovereign run --from kit --plan 'my plan.json' --out '/tmp/it'\\''s' --rpc-url http://127.0.0.1:1\", " +
      "or \"OMNISOVEREIGN_PLAN='my plan.json' OMNISOVEREIGN_OUT='/tmp/it'\\''s' RPC_URL=http://127.0.0.1:1 npm run pause:test\" again.",
  );
});

test("a shell reads what was given back as the same words", () => {
  const mend = typable('"omnisovereign run"', CHOSEN).slice(1, -1);
  const { stdout } = spawnSync("bash", ["-c", `npx() { printf '%s\\0' "$@"; }; ${mend}`], {
    encoding: "utf8",
  });
  assert.deepEqual(stdout.split("\0").slice(0, -1), [
    ...["omnisovereign", "run", "--plan", CHOSEN.OMNISOVEREIGN_PLAN],
    ...["--out", CHOSEN.OMNISOVEREIGN_OUT, "--rpc-url", CHOSEN.RPC_URL],
  ]);
});

test("a node's access key stays out of commands", () => {
  const chosen = { RPC_URL: "https://node.example/v3/KEY" };
  assert.equal(typable('"omnisovereign run"', chosen), `"npx omnisovereign run --rpc-url \${RPC_URL:?}"`);
  assert.equal(typable('"npm run pause:test"', chosen), `"RPC_URL=\${RPC_URL:?} npm run pause:test"`);
});

test("a command that takes no such flags, or has them, stays as it is", () => {
  assert.equal(typable('See "omnisovereign run --help".', CHOSEN), 'See "npx omnisovereign run --help".');
  assert.equal(typable('"omnisovereign diff A B"', CHOSEN), '"npx omnisovereign diff A B"');
  assert.equal(
    typable('"npx omnisovereign run --out x"', { OMNISOVEREIGN_OUT: "y" }),
    '"npx omnisovereign run --out x"',
  );
  assert.equal(typable('Wait for "x".', CHOSEN), 'Wait for "x".');
});

test("outside of the package a script is called where the package is, in a mend and by itself", (t) => {
  const here = process.cwd();
  process.chdir(tmpdir());
  t.after(() => process.chdir(here));
  const command = `npm --prefix ${PACKAGE} run dossier:build`;
  assert.equal(typable('Run "npm run dossier:build".', {}), `Run "${command}".`);
  assert.equal(npmScript("npm run dossier:build", {}), command);
});
