import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { pinnedKeys } from "../../../src/attest/pinned.ts";
import { isSignedBy } from "../../../src/attest/public-keys.ts";
import { loadSigner } from "../../../src/attest/signer.ts";
import { toJson } from "../../../src/support/json.ts";
import { PASSPHRASE } from "../../../src/system/secrets.ts";
import { knownOf, ownerIn } from "./fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
after(() => rmSync(folder, { recursive: true }));

const ada = await ownerIn(folder, "ada", "ed25519");
const bob = await ownerIn(folder, "bob", "p256");
const MESSAGE = new TextEncoder().encode("DSSEv1 …");

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const refusal = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error && "code" in error);
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};

describe("a key file", () => {
  it("may be encrypted, with its passphrase in the environment", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const file = write(
      "encrypted.key",
      privateKey
        .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "open sesame" })
        .toString(),
    );
    const signer = await loadSigner(file, { [PASSPHRASE]: "open sesame" });
    assert.equal(signer.id, knownOf(publicKey).id);
    assert.ok(isSignedBy(knownOf(publicKey), MESSAGE, await signer.sign(MESSAGE)));
    await assert.rejects(loadSigner(file, {}), refusal("OMNI4302", /is not set/));
    const wrong = loadSigner(file, { [PASSPHRASE]: "sesame" });
    await assert.rejects(wrong, refusal("OMNI4302", /does not open it\.$/));
  });

  it("may hold a P-256 key in the older form", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const file = write("sec1.key", privateKey.export({ type: "sec1", format: "pem" }).toString());
    assert.equal((await loadSigner(file, {})).id, knownOf(publicKey).id);
  });

  it("is refused with any other key, with none, and where there is no file", async () => {
    const pem = { type: "pkcs8", format: "pem" } as const;
    const others = [
      generateKeyPairSync("ec", { namedCurve: "secp384r1" }).privateKey.export(pem).toString(),
      generateKeyPairSync("ed448").privateKey.export(pem).toString(),
    ];
    for (const other of others)
      await assert.rejects(
        loadSigner(write("other.key", other), {}),
        refusal("OMNI4301", /neither Ed25519 nor/),
      );
    await assert.rejects(loadSigner(write("x.key", "x"), {}), refusal("OMNI4301", /no private key/));
    await assert.rejects(loadSigner(ada.publicFile, {}), refusal("OMNI4301", /no private key/));
    await assert.rejects(loadSigner(join(folder, "none"), {}), refusal("OMNI4301", /ENOENT/));
  });
});

describe("an agent", () => {
  const SIGN = `
    const { sign, createPrivateKey } = require("node:crypto");
    const { readFileSync } = require("node:fs");
    const key = createPrivateKey(readFileSync(process.argv[2]));
    const given = [];
    process.stdin.on("data", (piece) => given.push(piece));
    process.stdin.on("end", () => process.stdout.write(sign(null, Buffer.concat(given), key)));`;
  const program = write("agent.cjs", SIGN);
  const agent = (name: string, more: object = {}) =>
    write(
      name,
      toJson({
        format: "omnisovereign-key-agent/1",
        publicKey: "ada.pem",
        command: [process.execPath, program, "ada.key"],
        ...more,
      }),
    );

  it("signs what it is given on stdin, in the folder of its file, without a shell", async () => {
    const signer = await loadSigner(agent("agent.json"), {});
    assert.equal(signer.id, ada.signer.id);
    assert.deepEqual(Buffer.from(await signer.sign(MESSAGE)), Buffer.from(await ada.signer.sign(MESSAGE)));
  });

  it("is refused if it signs with another key, says too much, fails, or is not there", async () => {
    const node = process.execPath;
    const commands: readonly (readonly [RegExp, readonly string[]])[] = [
      [/gave no signature of the key/, [node, program, "eve.key"]],
      [/answered with more than 1024 bytes/, [node, "-e", "process.stdout.write('x'.repeat(5000))"]],
      [/ended with 3|exit code 3/, [node, "-e", "process.exit(3)"]],
      [/said more than 16384 on stderr/, [node, "-e", "process.stderr.write(' '.repeat(20000))"]],
      [/ENOENT/, ["./no-such-program"]],
    ];
    await ownerIn(folder, "eve", "ed25519");
    for (const [message, command] of commands) {
      const signer = await loadSigner(agent("bad.json", { command }), {});
      await assert.rejects(signer.sign(MESSAGE), refusal("OMNI4304", message));
    }
  });

  it("may be written in any spelling of JSON", async () => {
    const command = JSON.stringify([process.execPath, program, "ada.key"]);
    const text = `{"command":${command},\n\t"publicKey":"ada.pem", "format" : "omnisovereign-key-agent/1" }`;
    assert.equal((await loadSigner(write("loose.json", text), {})).id, ada.signer.id);
    await assert.rejects(
      loadSigner(write("more.json", text.replace("{", '{"shell":true,')), {}),
      refusal("OMNI4301", /has the key "shell"/),
    );
    await assert.rejects(loadSigner(write("cut.json", "{"), {}), refusal("OMNI4301", /nor a JSON object/));
  });

  it("learns nothing of a passphrase", async () => {
    const told =
      "process.stderr.write(String(process.env.OMNISOVEREIGN_KEY_PASSPHRASE)); process.exit(process.env.OMNISOVEREIGN_KEY_PASSPHRASE === undefined ? 7 : 8)";
    process.env[PASSPHRASE] = "open sesame";
    try {
      const signer = await loadSigner(
        agent("told.json", { command: [process.execPath, "-e", told] }),
        process.env,
      );
      await assert.rejects(signer.sign(MESSAGE), refusal("OMNI4304", /code 7|with 7/));
    } finally {
      delete process.env[PASSPHRASE];
    }
  });

  it("is refused if its file is no such file", async () => {
    await assert.rejects(
      loadSigner(agent("none.json", { command: [] }), {}),
      refusal("OMNI4301", /no program/),
    );
    await assert.rejects(
      loadSigner(write("x.json", "{}\n"), {}),
      refusal("OMNI4301", /"\/format", which is not/),
    );
    const other = agent("key.json", { publicKey: "ada.key" });
    await assert.rejects(loadSigner(other, {}), refusal("OMNI4301", /is no public key/));
  });
});

describe("pinned keys", () => {
  it("come from a file of several or from a folder, each once", async () => {
    const pems = [ada.publicFile, bob.publicFile, ada.publicFile];
    const { readFileSync, mkdirSync } = await import("node:fs");
    const file = write("all.keys", pems.map((each) => readFileSync(each, "utf8")).join("# a comment\n"));
    assert.deepEqual(
      (await pinnedKeys(file)).map(({ id }) => id),
      [ada.signer.id, bob.signer.id],
    );
    mkdirSync(join(folder, "keys"));
    write("keys/a.pem", readFileSync(ada.publicFile, "utf8"));
    write("keys/README", "none");
    assert.deepEqual(
      (await pinnedKeys(join(folder, "keys"))).map(({ id }) => id),
      [ada.signer.id],
    );
  });

  it("are refused where there is none, or a private one", async () => {
    await assert.rejects(pinnedKeys(write("y", "x")), refusal("OMNI4303", /no "PUBLIC KEY"/));
    await assert.rejects(pinnedKeys(ada.file), refusal("OMNI4303", /no public key/));
    await assert.rejects(pinnedKeys(join(folder, "none")), refusal("OMNI4303", /ENOENT/));
  });
});
