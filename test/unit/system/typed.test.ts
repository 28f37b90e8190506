import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { shellWord } from "../../../src/errors/shell.ts";
import { PACKAGE } from "../../../src/system/root.ts";
import { asTyped } from "../../../src/system/typed.ts";

describe("a command that a message names", () => {
  it("is as it stands in the package's own folder", () => {
    assert.equal(asTyped('Run "npm run dossier:build".', PACKAGE), 'Run "npm run dossier:build".');
  });

  it("says elsewhere where the package is", () => {
    assert.equal(
      asTyped('Run "npm run pause:test" again, then "npm run dossier:build".', "/elsewhere"),
      `Run "npm --prefix ${PACKAGE} run pause:test" again, then "npm --prefix ${PACKAGE} run dossier:build".`,
    );
    assert.equal(asTyped(`npm --prefix ${PACKAGE} run x`, "/elsewhere"), `npm --prefix ${PACKAGE} run x`);
  });

  it("starts the project's own node from elsewhere, too", () => {
    const typed = asTyped("npx hardhat node --help", "/elsewhere");
    const { status, stdout } = spawnSync("sh", ["-c", typed], { cwd: "/", encoding: "utf8" });
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: hardhat .*node/m);
  });

  it("is quoted for a shell where it has to be", () => {
    const { stdout } = spawnSync("sh", ["-c", `printf %s ${shellWord("/a b/it's")}`], { encoding: "utf8" });
    assert.equal(stdout, "/a b/it's");
  });
});
