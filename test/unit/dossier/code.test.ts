import assert from "node:assert/strict";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { digestOfCode, thisCode } from "../../../src/dossier/code.ts";
import { sha256 } from "../../../src/system/files.ts";
import { PROJECT } from "../../e2e/bin.ts";
import { temporaryFolder } from "./fixture.ts";

function checkout(t: TestContext): string {
  const root = temporaryFolder(t);
  for (const folder of ["src/cli", "contracts", "plans/drills"])
    mkdirSync(join(root, folder), { recursive: true });
  const files = {
    "package.json": '{"name":"x","version":"1.0.0"}',
    "hardhat.config.ts": "export default {};",
    "src/bin.js": "start();",
    "src/cli/main.ts": "run();",
    "contracts/A.sol": "contract A {}",
    "contracts/README.md": "About.",
    "plans/plan.json": "{}",
    "plans/drills/pause.json": "{}",
  };
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content);
  return root;
}

test("is the SHA-256 of name, version and what sha256sum prints of the sources, sorted", (t) => {
  const lines = [
    `${sha256("contract A {}")}  contracts/A.sol\n`,
    `${sha256("export default {};")}  hardhat.config.ts\n`,
    `${sha256("{}")}  plans/drills/pause.json\n`,
    `${sha256("start();")}  src/bin.js\n`,
    `${sha256("run();")}  src/cli/main.ts\n`,
  ];
  const code = sha256(`x 1.0.0\n${lines.join("")}`);
  assert.deepEqual(digestOfCode(checkout(t)), { version: "1.0.0", code });
});

test("changes with every source, its name and the version, and with nothing else", (t) => {
  const root = checkout(t);
  const seen = [digestOfCode(root).code];
  const see = () => seen.push(digestOfCode(root).code);
  writeFileSync(join(root, "plans/plan.json"), "{ }");
  writeFileSync(join(root, "contracts/README.md"), "More.");
  see();
  assert.equal(new Set(seen).size, 1);
  writeFileSync(join(root, "contracts/A.sol"), "contract A { }");
  see();
  writeFileSync(join(root, "hardhat.config.ts"), "export default { };");
  see();
  writeFileSync(join(root, "plans/drills/pause.json"), "{ }");
  see();
  renameSync(join(root, "src/cli/main.ts"), join(root, "src/cli/other.ts"));
  see();
  writeFileSync(join(root, "package.json"), '{"name":"x","version":"1.0.1"}');
  see();
  assert.equal(new Set(seen).size, 6);
});

test("of this checkout is computed from it", () => {
  assert.deepEqual(thisCode(), digestOfCode(PROJECT));
  const { version } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
  assert.equal(thisCode().version, version);
});
