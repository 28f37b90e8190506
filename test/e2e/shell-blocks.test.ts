import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { nothingChosen } from "../../scripts/environment.js";
import { transcriptsIn } from "../../scripts/transcripts.js";
import { sha256 } from "../../src/system/files.ts";
import { copyOfMission } from "../support/kept-missions.ts";
import { PROJECT } from "./bin.ts";

const DOCUMENTS = [
  "README.md",
  "RUNBOOK.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...globSync(["docs/**/*.md", "contracts/**/*.md"], { cwd: PROJECT }).sort(),
];

/** Blocks that another test types, or that type the tests themselves, by their first line. */
const TYPED_ELSEWHERE = {
  "npm start ": "the suite is what these start: a clone is made and tested by them",
  "npm install ./omnisovereign-":
    "package.test.ts installs the package, docs.test.ts and guide.test.ts type the rest",
  "npm run demo:asi-takeoff:local": "mission.test.ts types the steps of a run by hand",
  "source <(omnisovereign completion bash)": "completion.test.ts types it into bash, zsh and fish",
} as const;

/** Documents that show what their blocks print; of the others `npm run docs` prints it, or the shared mission. */
const SHOWN: ReadonlySet<string> = new Set(["docs/simulate.md"]);

/** What has to be there before the first block of a document. */
const BEFORE: Readonly<Record<string, string>> = {
  "docs/attestations.md": "openssl genpkey -algorithm ed25519 -out bob.key",
  "docs/page.md": "mkdir some && cp -r reports/omnisovereign/dossier some/dossier",
  "docs/ci.md": [
    "mkdir plans base && cp one-job.json plans/my-mission.json && cp -r reports/omnisovereign/dossier base/dossier",
    "npx omnisovereign lock --update --plan plans/my-mission.json --out reports",
  ].join(" && "),
  "docs/verification.md": [
    "cp reports/omnisovereign/dossier/verify.sh .",
    "for name in ada bob; do openssl genpkey -algorithm ed25519 -out $name.key",
    "openssl pkey -in $name.key -pubout -out $name.pem",
    "npx omnisovereign attest reports/omnisovereign/dossier --key $name.key; done",
  ].join(" && "),
};

interface Block {
  readonly path: string;
  readonly text: string;
}

const BLOCKS = DOCUMENTS.flatMap((path) =>
  [
    ...readFileSync(join(PROJECT, path), "utf8").matchAll(
      /^( *)```(?:sh|bash|console|shell)\n([\s\S]*?)^\1```$/gm,
    ),
  ].map(
    ([, indent = "", text = ""]): Block => ({
      path,
      text: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }),
  ),
);
const ELSEWHERE = Object.keys(TYPED_ELSEWHERE);
/** Once in each place, whichever documents show it there. */
const TYPED_HERE = BLOCKS.filter(
  ({ path, text }, index) =>
    !ELSEWHERE.some((first) => text.startsWith(first)) &&
    !BLOCKS.slice(0, index).some((other) => BEFORE[other.path] === BEFORE[path] && typesAll(other, text)),
);

function typesAll(block: Block, text: string): boolean {
  const [known = [], wanted = []] = [block.text, text].map((each) =>
    each.split("\n").map((line) => line.replace(/ +#.*/, "")),
  );
  return wanted.every((line) => known.includes(line));
}

describe("every block of a document that a shell can type", () => {
  let reports = "";
  let bin = "";
  const places = new Map<string, string>();
  before(async () => {
    reports = await copyOfMission("one job");
    bin = mkdtempSync(join(tmpdir(), "omnisovereign-"));
    writeFileSync(
      join(bin, "npx"),
      `#!/bin/sh\nshift\nexec "${process.execPath}" "${PROJECT}/src/bin.js" "$@"\n`,
    );
    chmodSync(join(bin, "npx"), 0o755);
  });
  after(() => {
    for (const folder of [reports, bin, ...places.values()]) rmSync(folder, { recursive: true });
  });

  it("is typed here or elsewhere", () => {
    for (const first of ELSEWHERE) {
      assert.ok(
        BLOCKS.some(({ text }) => text.startsWith(first)),
        first,
      );
    }
    assert.ok(TYPED_HERE.length > 7, String(TYPED_HERE.length));
  });

  for (const { path, text } of TYPED_HERE) {
    it(`does what ${path} says: ${text.split("\n")[0]}`, () => {
      const { status, stdout, stderr } = typed(path, text);
      assert.equal(status, 0, stdout + stderr);
      if (!SHOWN.has(path)) return;
      for (const { command, output } of transcriptsIn(readFileSync(join(PROJECT, path), "utf8"))) {
        assert.ok(text.includes(`${command}\n`), command);
        assert.ok(stdout.includes(output), stdout);
      }
    });
  }

  /** In the folder of the document, which holds a mission's reports. */
  function typed(path: string, text: string) {
    const cwd = placeOf(path);
    const dossier = join(cwd, "reports/omnisovereign/dossier");
    const root = sha256(readFileSync(join(dossier, "manifest-sha256.txt")));
    const script = text.replaceAll("DIR", dossier).replaceAll("SHA256", root);
    return shell(script, text.startsWith("sha256sum") ? dossier : cwd);
  }

  function placeOf(path: string): string {
    const found = places.get(BEFORE[path] ?? "");
    if (found !== undefined) return found;
    const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
    places.set(BEFORE[path] ?? "", folder);
    cpSync(reports, join(folder, "reports"), { recursive: true });
    cpSync(join(PROJECT, "test/fixtures/plans/one-job.json"), join(folder, "one-job.json"));
    const { status, stdout, stderr } = shell(BEFORE[path] ?? "true", folder);
    assert.equal(status, 0, stdout + stderr);
    return folder;
  }

  function shell(script: string, cwd: string) {
    const env = { ...nothingChosen(), PATH: [bin, process.env.PATH].join(delimiter) };
    return spawnSync("sh", ["-e", "-c", script], { cwd, env, encoding: "utf8" });
  }
});
