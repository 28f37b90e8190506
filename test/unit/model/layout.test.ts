import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import {
  ARTEFACTS,
  artefactAt,
  inReports,
  PLAN_PATHS,
  patternOf,
  settledBy,
} from "../../../src/model/layout.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { kindOf } from "../../../src/support/payload.ts";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

describe("the table of artefacts", () => {
  it("says of each what the dossier's list says, whatever its name below a folder", () => {
    const examples = ARTEFACTS.filter(
      ({ format, path }) => format !== null || path.includes("/receipts/"),
    ).map(({ path, kind }) => ({ kind, path: path.replace("**", "x.json").replace("*", "x") }));
    assert.deepEqual(
      examples.map(({ path }) => ({ path, kind: kindOf(artefactPath(inReports(path))) })),
      examples.map(({ path, kind }) => ({ path, kind })),
    );
  });

  it("finds the most specific entry first", () => {
    assert.equal(artefactAt("localhost/asi-takeoff/owner/receipts/pause.json")?.script, "pauseTest");
    assert.equal(artefactAt("localhost/asi-takeoff/owner/parameters.md")?.script, "parameters");
    assert.equal(artefactAt("localhost/asi-takeoff/owner/mine.txt")?.kind, "data");
    assert.equal(artefactAt("localhost/asi-takeoff/receipts"), undefined);
    assert.equal(artefactAt("manifests/pause-test.json"), undefined);
  });

  it("lets a kit be settled by the owner, who transacts next", () => {
    const stages = ARTEFACTS.filter(({ kind }) => kind === "kit").map(settledBy);
    assert.deepEqual([...new Set(stages)], ["owner"]);
  });

  it("reads one star as one name and two as everything below", () => {
    assert.equal(patternOf("a/*/b.json").test("a/x/b.json"), true);
    assert.equal(patternOf("a/*/b.json").test("a/x/y/b.json"), false);
    assert.equal(patternOf("a/*/b.json").test("a/x/bxjson"), false);
    assert.equal(patternOf("a/**").test("a/x/y.json"), true);
    assert.equal(patternOf("a/**").test("a/"), false);
  });

  it("finds the packaged plans where the payload has them", () => {
    const plans = readdirSync(join(PROJECT, "plans"), { recursive: true, encoding: "utf8" });
    const packaged = plans.map((file) => `plans/${file.replaceAll("\\", "/")}`);
    assert.deepEqual(
      Object.values(PLAN_PATHS).filter((path) => !packaged.includes(path)),
      [],
    );
  });
});
