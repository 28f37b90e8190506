import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it, type TestContext } from "node:test";
import { addTagFile } from "../../../src/dossier/add-tag-file.ts";
import { VERIFY } from "../../../src/errors/dossier-errors.ts";
import { codeOf } from "../../../src/errors/error.ts";
import type { Sha256 } from "../../../src/model/artefact.ts";
import { formatDigestList } from "../../../src/support/files-digest.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { sha256 } from "../../../src/system/files.ts";
import { verifyBag } from "../../../src/verify/verify-bag.ts";
import { BINDING, type Owner, ownerIn, signedBy } from "../attest/fixture.ts";
import { buildSmallDossier, scanJournal, temporaryFolder } from "./fixture.ts";

/** Coreutils and openssl: all that the script may call. */
const TOOLS = [
  ...[
    "base64",
    "cat",
    "comm",
    "cut",
    "dirname",
    "head",
    "mktemp",
    "openssl",
    "rm",
    "sha256sum",
    "sort",
    "tr",
    "wc",
  ],
];
const placeOf = (tool: string) => spawnSync("which", [tool], { encoding: "utf8" }).stdout.trim();
const places = TOOLS.map(placeOf);
const skip = places.includes("") && "this machine has not all of coreutils and openssl";

const base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
const PATH = join(base, "bin");
let original = "";
let root = "";
let ada: Owner;
let bob: Owner;

before(async () => {
  mkdirSync(PATH);
  for (const [index, place] of places.entries())
    if (place) symlinkSync(place, join(PATH, TOOLS[index] ?? ""));
  const built = await buildSmallDossier(join(base, "out"));
  [original, root] = [built.folder, built.root];
  ada = await ownerIn(base, "ada", "ed25519");
  bob = await ownerIn(base, "bob", "p256");
});
after(() => rmSync(base, { recursive: true }));

/** @returns a copy that the test may spoil, and that both have signed if that is wanted. */
async function copyOf(t: TestContext, signers: readonly Owner[] = [], about = root): Promise<string> {
  const folder = join(temporaryFolder(t), "a dossier");
  cpSync(original, folder, { recursive: true });
  for (const { signer } of signers) {
    const text = await signedBy(signer, { binding: { ...BINDING, root: about as Sha256 } });
    const path = artefactPath(`attestations/provenance-${signer.id.slice(0, 16)}.sigstore.json`);
    await addTagFile(folder, path, text);
  }
  return folder;
}

/** Puts lines into the manifest, in their order, and lists it anew: what a forger does. */
function list(folder: string, lines: readonly string[]): void {
  const manifest = join(folder, "manifest-sha256.txt");
  const all = [...readFileSync(manifest, "utf8").trimEnd().split("\n"), ...lines];
  const text = `${all.toSorted((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join("\n")}\n`;
  writeFileSync(manifest, text);
  const tags = join(folder, "tagmanifest-sha256.txt");
  const listed = readFileSync(tags, "utf8").replace(/^.*(?= {2}manifest-sha256\.txt$)/m, sha256(text));
  writeFileSync(tags, listed);
}

function run(folder: string, ...args: readonly string[]) {
  const options = { encoding: "utf8", env: { PATH }, cwd: base, timeout: 20_000 } as const;
  const { status, stdout, stderr } = spawnSync("/bin/sh", [join(folder, "verify.sh"), ...args], options);
  return { status, stdout, stderr };
}

describe("verify.sh", { skip }, () => {
  it("says what it proved and what it did not, with coreutils alone", async (t) => {
    const { status, stdout, stderr } = run(await copyOf(t));
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, new RegExp(`^root +${root}$`, "m"));
    assert.match(stdout, /^Proved: these files, no more and no less/m);
    assert.match(stdout, /^Not proved: that this is the root you were told of/m);
    assert.match(stdout, /^Not proved: who stands behind it/m);
    assert.match(stdout, /^Not proved: that receipts and reports follow/m);
  });

  it("compares the root with the one that the reader knows", async (t) => {
    const folder = await copyOf(t);
    assert.match(run(folder, "--root", root).stdout, /^Proved: the root is the one that you named\.$/m);
    const { status, stdout } = run(folder, "--root", sha256("another"));
    assert.deepEqual([status, /^WRONG {2}the root is not /m.test(stdout)], [4, true]);
  });

  it("counts keys of Ed25519 and P-256, each once", async (t) => {
    const folder = await copyOf(t, [ada, bob]);
    const both = run(folder, "--threshold", "2", "ada.pem", bob.publicFile);
    assert.deepEqual([both.status, both.stderr], [0, ""], both.stdout);
    assert.match(both.stdout, /^Proved: 2 of your keys signed/m);
    const twice = run(folder, "--threshold", "2", "ada.pem", ada.publicFile);
    assert.equal(twice.status, 4);
    assert.match(twice.stdout, /^WRONG {2}1 of your keys vouch for it, and 2 must$/m);
  });

  it("takes no signature of another key or on another root, and no other payload under it", async (t) => {
    assert.equal(run(await copyOf(t, [ada]), bob.publicFile).status, 4);
    const other = run(await copyOf(t, [ada], sha256("another")), ada.publicFile);
    assert.equal(other.status, 4);
    assert.match(other.stdout, /is about another root$/m);
    const folder = await copyOf(t, [ada]);
    const [name = ""] = readdirSync(join(folder, "attestations"));
    const bundle = JSON.parse(readFileSync(join(folder, "attestations", name), "utf8"));
    const payload = Buffer.from(bundle.dsseEnvelope.payload, "base64").toString("utf8");
    const changed = Buffer.from(payload.replace("Harbour", "harbour")).toString("base64");
    bundle.dsseEnvelope.payload = changed;
    await addTagFile(folder, artefactPath(`attestations/${name}`), `${JSON.stringify(bundle, null, 2)}\n`);
    assert.equal(run(folder, ada.publicFile).status, 4);
  });

  it("finds what is changed, missing, extra or a link", async (t) => {
    const spoils: readonly ((folder: string) => void)[] = [
      (folder) => appendFileSync(join(folder, "data/dossier.md"), "\n"),
      (folder) => rmSync(join(folder, "data/dossier.md")),
      (folder) => writeFileSync(join(folder, "data/.hidden"), ""),
      (folder) => writeFileSync(join(folder, "extra"), ""),
      (folder) => symlinkSync("dossier.md", join(folder, "data/link")),
      (folder) => {
        const manifest = join(folder, "manifest-sha256.txt");
        writeFileSync(
          manifest,
          readFileSync(manifest, "utf8").replaceAll("  data/dossier.md", "  data/../data/dossier.md"),
        );
      },
    ];
    for (const spoil of spoils) {
      const folder = await copyOf(t);
      spoil(folder);
      const { status, stdout } = run(folder);
      assert.equal(status, 4, stdout);
      assert.match(stdout, /^WRONG /m);
      assert.doesNotMatch(stdout, /^Proved/m);
    }
  });

  it("finds tag files whose names no pattern and no command takes for a name", async (t) => {
    for (const name of ["-n", "-", "..x"]) {
      const folder = await copyOf(t);
      writeFileSync(join(folder, name), "");
      const { status, stdout } = run(folder);
      assert.deepEqual([status, stdout.includes(`differ: ${name}\n`)], [4, true], stdout);
    }
  });

  it("takes no manifest that lists a file without its digest, or one for another", async (t) => {
    const unhashed = await copyOf(t);
    writeFileSync(join(unhashed, "data/z"), "");
    list(unhashed, [`#${"0".repeat(63)}  data/z`]);
    assert.equal(run(unhashed).status, 4);
    const hidden = await copyOf(t);
    mkdirSync(join(hidden, "data/dossier.md\ndata"));
    for (const folder of ["data", "data/dossier.md\ndata"]) writeFileSync(join(hidden, folder, "z"), "");
    const again = readFileSync(join(hidden, "manifest-sha256.txt"), "utf8").match(/^.*data\/dossier\.md$/m);
    list(hidden, [again?.[0] ?? "", ...Array(2).fill(`${sha256("")}  data/z`)]);
    assert.equal(run(hidden).status, 4);
  });

  it("reads nothing that has no end, and says no name that moves the cursor", async (t) => {
    const link = await copyOf(t);
    symlinkSync("/dev/zero", join(link, "data/z"));
    list(link, [`${sha256("")}  data/z`]);
    assert.equal(run(link).status, 4);
    const manifest = await copyOf(t);
    rmSync(join(manifest, "manifest-sha256.txt"));
    symlinkSync("/dev/zero", join(manifest, "manifest-sha256.txt"));
    assert.equal(run(manifest).status, 4);
    const named = await copyOf(t);
    writeFileSync(join(named, "data/x\nProved: all\u001b[1A"), "");
    const { status, stdout } = run(named);
    assert.deepEqual([status, stdout.includes("\u001b")], [4, false]);
    assert.doesNotMatch(stdout, /^Proved/m);
  });

  it("counts a key of P-256 once, however its point is spelled", async (t) => {
    const folder = await copyOf(t, [bob]);
    const spelled = ["-pubin", "-in", bob.publicFile, "-ec_conv_form", "compressed", "-out", "bob-again.pem"];
    assert.equal(spawnSync("openssl", ["pkey", ...spelled], { cwd: base }).status, 0);
    const { status, stdout } = run(folder, "--threshold", "2", bob.publicFile, "bob-again.pem");
    assert.deepEqual([status, /^WRONG {2}1 of your keys vouch/m.test(stdout)], [4, true], stdout);
  });

  it("tells that openssl is missing", async (t) => {
    const folder = await copyOf(t, [ada]);
    const bare = mkdtempSync(join(base, "bare-"));
    symlinkSync(placeOf("dirname"), join(bare, "dirname"));
    const options = { encoding: "utf8", env: { PATH: bare }, cwd: base } as const;
    const { status, stderr } = spawnSync("/bin/sh", [join(folder, "verify.sh"), ada.publicFile], options);
    assert.deepEqual([status, stderr], [5, "signatures take openssl, which is not here\n"]);
  });

  it("tells wrong usage", async (t) => {
    const folder = await copyOf(t);
    for (const args of [["--root"], ["--what"], ["--threshold", "x"], ["none.pem"], ["--dossier", base]])
      assert.equal(run(folder, ...args).status, 2, args.join(" "));
  });

  it("is only taken for itself", async (t) => {
    const folder = await copyOf(t);
    appendFileSync(join(folder, "verify.sh"), "rm -rf /\n");
    const tags = readdirSync(folder).filter((name) => name !== "data");
    const listed = tags
      .filter((name) => !name.startsWith("tagmanifest"))
      .map((name) => ({ path: artefactPath(name), sha256: sha256(readFileSync(join(folder, name))) }));
    writeFileSync(join(folder, "tagmanifest-sha256.txt"), formatDigestList(listed));
    const { findings } = await verifyBag(folder, { scanJournal });
    assert.deepEqual(
      findings.map(({ code, path }) => [code, path]),
      [[codeOf(VERIFY.TAG_FILE), "verify.sh"]],
    );
  });
});
