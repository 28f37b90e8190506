import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { loadSigner } from "../../src/attest/signer.ts";
import { addTagFile } from "../../src/dossier/add-tag-file.ts";
import { artefactPath } from "../../src/support/paths.ts";
import { keptMission } from "../support/kept-missions.ts";
import { signedBy } from "../unit/attest/fixture.ts";
import { bin } from "./bin.ts";

const base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
const dossier = join(base, "dossier");
const keys = join(base, "keys");

function makeKey(name: string): string {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  writeFileSync(join(keys, `${name}.pem`), publicKey.export({ type: "spki", format: "pem" }));
  writeFileSync(join(base, `${name}.key`), privateKey.export({ type: "pkcs8", format: "pem" }));
  return join(base, `${name}.key`);
}

mkdirSync(keys);
const [ada, bob] = [makeKey("ada"), makeKey("bob")];

const rootOf = (folder: string) => readFileSync(join(folder, "manifest-sha256.txt"), "utf8");
const payloadIn = (file: string) => {
  const bundle = JSON.parse(readFileSync(join(dossier, "attestations", file), "utf8"));
  return JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, "base64").toString("utf8"));
};

describe("omnisovereign attest and verify --signed-by", { timeout: 580_000 }, () => {
  let made: string;
  before(async () => {
    made = join((await keptMission("one job")).out, "omnisovereign/dossier");
    cpSync(made, dossier, { recursive: true });
  });
  after(() => rmSync(base, { recursive: true }));

  it("leaves statements beside the payload, the same ones when it is asked again", async () => {
    const first = await bin("attest", dossier, "--key", ada);
    assert.equal(first.exitCode, 0, first.stderr);
    assert.match(
      first.stdout,
      /^signed {2}attestations\/provenance-[0-9a-f]{16}\.sigstore\.json\nsigned {2}/,
    );
    const texts = () =>
      readdirSync(join(dossier, "attestations")).map((name) =>
        readFileSync(join(dossier, "attestations", name), "utf8"),
      );
    const before = texts();
    assert.equal(before.length, 2);
    assert.equal((await bin("attest", dossier, "--key", ada)).stdout, first.stdout);
    assert.deepEqual(texts(), before);
    assert.equal(rootOf(dossier), rootOf(made));
  });

  it("says of a signer that is not pinned that it is unknown", async () => {
    const { exitCode, stdout } = await bin("verify", dossier);
    assert.equal(exitCode, 0, stdout);
    assert.match(
      stdout,
      /^ {2}signed by 1 key, none pinned\n {9}[0-9a-f]{12} {2}provenance, checks: signer unknown$/m,
    );
  });

  it("asks for two keys, and counts one that signed twice once", async () => {
    const pinned = ["--signed-by", keys, "--threshold", "2"];
    const one = await bin("verify", dossier, ...pinned);
    assert.equal(one.exitCode, 4);
    assert.match(one.stdout, /^OMNI4315 {2}1 of 2 pinned keys vouches for the dossier, and 2 must\./m);
    assert.equal((await bin("attest", dossier, "--key", bob)).exitCode, 0);
    const two = await bin("verify", dossier, ...pinned);
    assert.equal(two.exitCode, 0, two.stdout);
    assert.match(two.stdout, /^ {2}signed 2 of 2 pinned keys vouch, 2 must$/m);
  });

  it("signs what was executed and built again, with everything that went into it", async () => {
    const again = ["--replay", "--rebuild", "--attest", "--key", bob];
    const { exitCode, stdout, stderr } = await bin("verify", dossier, ...again, "--json");
    assert.equal(exitCode, 0, stdout + stderr);
    const [statement] = JSON.parse(stdout).attested;
    assert.match(statement, /^attestations\/re-execution-/);
    const { predicate, subject } = payloadIn(statement.replace("attestations/", ""));
    const { buildDefinition, runDetails } = predicate;
    assert.equal(buildDefinition.buildType, "urn:omnisovereign:re-execution:1");
    const inputs = buildDefinition.resolvedDependencies.map(({ name }: { name: string }) => name);
    for (const name of ["data/journal.jsonl", "code", "contracts", "node", "hardhat", "@nomicfoundation/edr"])
      assert.ok(inputs.includes(name), name);
    assert.equal(runDetails.builder.version.node, process.versions.node);
    assert.equal(subject[0].annotations.project, "Suvela Renewal Compact");
    const verified = await bin("verify", dossier, "--signed-by", keys, "--threshold", "2");
    assert.match(verified.stdout, /^ {9}[0-9a-f]{12} {2}provenance, checks, re-execution$/m);
  });

  it("refuses, by name, a statement about another project", async () => {
    const other = join(base, "other");
    cpSync(made, other, { recursive: true });
    const text = await signedBy(await loadSigner(ada, {}));
    await addTagFile(other, artefactPath("attestations/provenance.sigstore.json"), text);
    const { exitCode, stdout } = await bin("verify", other);
    assert.equal(exitCode, 4);
    assert.match(
      stdout,
      /^OMNI4312 {2}.* is about another project: it says "Harbour lights", and the dossier's is "Suvela/m,
    );
  });

  it("signs nothing that does not verify", async () => {
    const broken = join(base, "broken");
    cpSync(made, broken, { recursive: true });
    appendFileSync(join(broken, "data/dossier.md"), "\n");
    const { exitCode, stdout } = await bin("attest", broken, "--key", ada);
    assert.equal(exitCode, 4);
    assert.match(stdout, /The dossier is broken/);
    assert.equal(existsSync(join(broken, "attestations")), false);
  });

  it("tells wrong usage before any work", async () => {
    const usages = [
      ["verify", dossier, "--attest", "--key", ada],
      ["verify", dossier, "--replay", "--rebuild", "--attest"],
      ["verify", dossier, "--key", ada],
      ["verify", dossier, "--threshold", "1"],
      ["verify", dossier, "--signed-by", keys, "--threshold", "3"],
      ["verify", dossier, "--signed-by", keys, "--threshold", "0"],
      ["verify", dossier, "--signed-by", base],
      ["attest", dossier, "--key", join(base, "none.key")],
      ["attest", dossier],
    ];
    for (const usage of usages) {
      const { exitCode, stdout } = await bin(...usage);
      assert.deepEqual([exitCode, stdout], [2, ""], usage.join(" "));
    }
  });
});
