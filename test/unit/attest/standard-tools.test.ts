import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { bundleFromJSON } from "@sigstore/bundle";
import { toSignedEntity, toTrustMaterial, Verifier } from "@sigstore/verify";
import { type Owner, openssl, ownerIn, signedBy, unpack } from "./fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
after(() => rmSync(folder, { recursive: true }));

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const owners: readonly Owner[] = [
  await ownerIn(folder, "ada", "ed25519"),
  await ownerIn(folder, "bob", "p256"),
];
const [ada, bob] = owners;

/** As a reader without a transparency log trusts: these keys, at any time. */
function verifierOf(trusted: readonly Owner[]): Verifier {
  const material = toTrustMaterial(
    { mediaType: "", tlogs: [], ctlogs: [], certificateAuthorities: [], timestampAuthorities: [] },
    (hint) => {
      const owner = trusted.find(({ signer }) => signer.id === hint);
      if (owner === undefined) throw new Error("signer unknown");
      return { publicKey: owner.known.key, validFor: () => true };
    },
  );
  return new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
}

const entityOf = (text: string) => toSignedEntity(bundleFromJSON(JSON.parse(text)));

for (const owner of owners) {
  describe(`a bundle signed with ${owner.known.key.asymmetricKeyType}`, () => {
    it("is what @sigstore/verify takes, and only from who signed it", async () => {
      const text = await signedBy(owner.signer);
      verifierOf([owner]).verify(entityOf(text));
      const others = owners.filter((each) => each !== owner);
      assert.throws(() => verifierOf(others).verify(entityOf(text)), /signer unknown/);
    });

    it("is what @sigstore/verify refuses with another payload", async () => {
      const bundle = JSON.parse(await signedBy(owner.signer));
      bundle.dsseEnvelope.payload = Buffer.from("{}").toString("base64");
      assert.throws(
        () => verifierOf([owner]).verify(entityOf(JSON.stringify(bundle))),
        /signature verification/,
      );
    });

    it("is what the openssl command takes", { skip: !hasOpenssl }, async () => {
      const { message, signature } = unpack(await signedBy(owner.signer), folder);
      const flags = ["pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", owner.publicFile, "-in", message];
      assert.match(openssl(...flags, "-sigfile", signature), /Signature Verified Successfully/);
      writeFileSync(message, "DSSEv1 0  0 ");
      assert.throws(() => openssl(...flags, "-sigfile", signature), /Command failed/);
    });

    it("has a key's name that openssl prints", { skip: !hasOpenssl }, () => {
      const der = spawnSync("openssl", ["pkey", "-pubin", "-in", owner.publicFile, "-outform", "DER"]);
      const digest = spawnSync("openssl", ["dgst", "-sha256", "-r"], { input: der.stdout, encoding: "utf8" });
      assert.equal(digest.stdout.slice(0, 64), owner.signer.id);
    });
  });
}

describe("the same statement signed twice", () => {
  it("is the same bundle with Ed25519, and another with P-256, whose signatures are drawn", async () => {
    assert.ok(ada && bob);
    assert.equal(await signedBy(ada.signer), await signedBy(ada.signer));
    assert.notEqual(await signedBy(bob.signer), await signedBy(bob.signer));
  });
});
