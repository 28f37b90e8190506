import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sealBundle } from "../../../src/attest/envelope.ts";
import { isSignedBy, publicKeysIn } from "../../../src/attest/public-keys.ts";
import { statementOf, type Testimony } from "../../../src/attest/statement.ts";
import { missingSignatures, weigh } from "../../../src/attest/weigh.ts";
import { ATTESTED as ERRORS } from "../../../src/errors/attest-errors.ts";
import { codeOf } from "../../../src/errors/error.ts";
import { toJson } from "../../../src/support/json.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { sha256 } from "../../../src/system/files.ts";
import {
  ATTESTED,
  BINDING,
  fileOf,
  INPUTS,
  type Owner,
  ownerIn,
  signedBy,
  signedText,
  testimonyBy,
} from "./fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
let ada: Owner;
let bob: Owner;
let eve: Owner;

before(async () => {
  ada = await ownerIn(folder, "ada", "ed25519");
  bob = await ownerIn(folder, "bob", "p256");
  eve = await ownerIn(folder, "eve", "ed25519");
});
after(() => rmSync(folder, { recursive: true }));

const pinned = () => [ada.known, bob.known];

/** @returns the code and the message of what is off with one statement's file. */
function findingIn(text: string): string {
  const { signatures, findings } = weigh([fileOf(text)], ATTESTED, pinned());
  assert.deepEqual(signatures, []);
  assert.equal(findings.length, 1);
  return `${findings[0]?.code}  ${findings[0]?.message}`;
}

describe("who vouches for a dossier", () => {
  it("is counted by keys, not by statements", async () => {
    const texts = [
      await signedBy(ada.signer),
      await signedBy(ada.signer, { kind: "checks" }),
      await signedBy(ada.signer, { kind: "re-execution" }),
    ];
    const weighed = weigh(
      texts.map((text) => fileOf(text)),
      ATTESTED,
      pinned(),
    );
    assert.deepEqual(weighed, {
      signatures: [{ key: ada.signer.id, known: true, kinds: ["provenance", "checks", "re-execution"] }],
      findings: [],
    });
    const [missing] = missingSignatures(weighed, { pinned: 2, threshold: 2 });
    assert.equal(missing?.code, codeOf(ERRORS.TOO_FEW));
    assert.equal(missing?.message, "1 of 2 pinned keys vouches for the dossier, and 2 must.");
  });

  it("is enough with two of three keys", async () => {
    const files = [
      fileOf(await signedBy(ada.signer)),
      fileOf(await signedBy(bob.signer, { kind: "checks" })),
    ];
    const weighed = weigh(files, ATTESTED, [...pinned(), eve.known]);
    assert.deepEqual(missingSignatures(weighed, { pinned: 3, threshold: 2 }), []);
  });

  it("leaves out a key that is not pinned, which is no fault of the dossier's", async () => {
    const weighed = weigh([fileOf(await signedBy(eve.signer))], ATTESTED, pinned());
    assert.deepEqual(weighed, {
      signatures: [{ key: eve.signer.id, known: false, kinds: ["provenance"] }],
      findings: [],
    });
    const [missing] = missingSignatures(weighed, { pinned: 2, threshold: 1 });
    assert.equal(
      missing?.message,
      "0 of 2 pinned keys vouch for the dossier, and 1 must; signer unknown: 1.",
    );
  });

  it("takes one key in two encodings of its point for one", () => {
    const compressed = ["-----BEGIN PUBLIC KEY-----", COMPRESSED, "-----END PUBLIC KEY-----"].join("\n");
    const uncompressed = ["-----BEGIN PUBLIC KEY-----", ...UNCOMPRESSED, "-----END PUBLIC KEY-----"].join(
      "\n",
    );
    const keys = publicKeysIn(`${compressed}\n${uncompressed}\n`);
    assert.ok(!("problem" in keys));
    assert.equal(keys.length, 1);
  });
});

/** One key, as `openssl pkey -pubout -ec_conv_form compressed` and `uncompressed` print it. */
const COMPRESSED = "MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgAD496vgZjTHNHnEHtvgRV5/BCbF8jC00g9/bL8hiTWo7s=";
const UNCOMPRESSED = [
  "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE496vgZjTHNHnEHtvgRV5/BCbF8jC",
  "00g9/bL8hiTWo7tNAVelx76bn3YiFE6SLX7FNw8rukrp1LvC9EV89hV4Mw==",
];

describe("a statement about something else", () => {
  const others: readonly (readonly [string, Partial<Testimony["binding"]>])[] = [
    ["project", { project: "Another" }],
    ["plan", { plan: { ...BINDING.plan, sha256: sha256("another") } }],
    ["plan", { plan: { ...BINDING.plan, path: artefactPath("plans/x.json") } }],
    ["chain", { chain: { ...BINDING.chain, chainId: 1 } }],
    ["chain", { chain: { ...BINDING.chain, genesisHash: `0x${"9".repeat(64)}` } }],
    ["root", { root: sha256("another") }],
    ["state root", { chain: { ...BINDING.chain, stateRoot: `0x${"9".repeat(64)}` } }],
    ["Merkle root", { merkleRoot: `0x${"9".repeat(64)}` }],
    ["chain", { chain: { ...BINDING.chain, hardfork: "prague" } }],
    ["chain", { chain: { ...BINDING.chain, transactions: 4 } }],
  ];

  for (const [what, change] of others) {
    it(`is refused by name: ${what} ${Object.keys(change)}`, async () => {
      const text = await signedBy(ada.signer, { binding: { ...BINDING, ...change } });
      assert.match(findingIn(text), new RegExp(`^OMNI4312 .* is about another ${what}: it says `));
    });
  }

  it("is refused whoever signed it", async () => {
    const text = await signedBy(eve.signer, { binding: { ...BINDING, root: sha256("another") } });
    assert.match(findingIn(text), /^OMNI4312 .* about another root/);
  });

  it("is refused if it leaves out an input, has it otherwise, or makes one up", async () => {
    const [journal, plan] = INPUTS;
    assert.ok(journal && plan);
    const [otherwise, madeUp] = [
      { ...plan, digest: { sha256: sha256("x") } },
      { ...plan, name: "data/plans/x" },
    ];
    for (const inputs of [[journal], [journal, otherwise], [journal, plan, madeUp]])
      assert.match(findingIn(await signedBy(ada.signer, { inputs })), /^OMNI4313 /);
  });
});

describe("a hostile bundle", () => {
  type Bundle = Record<string, unknown> & { dsseEnvelope: Record<string, unknown> };
  /** @returns the bundle as it is, with something else in its envelope. */
  async function with_(change: (bundle: Bundle) => void): Promise<string> {
    const bundle: Bundle = JSON.parse(await signedBy(ada.signer));
    change(bundle);
    return toJson(bundle);
  }

  const changes: Readonly<Record<string, readonly [RegExp, (bundle: Bundle) => void]>> = {
    "another media type": [/mediaType/, (bundle) => Object.assign(bundle, { mediaType: "application/json" })],
    "another payload type": [
      /payloadType/,
      ({ dsseEnvelope }) => Object.assign(dsseEnvelope, { payloadType: "application/json" }),
    ],
    "no signature": [/0 signatures/, ({ dsseEnvelope }) => Object.assign(dsseEnvelope, { signatures: [] })],
    "several signatures": [
      /2 signatures/,
      ({ dsseEnvelope }) => {
        const signatures = dsseEnvelope.signatures as readonly unknown[];
        Object.assign(dsseEnvelope, { signatures: [...signatures, ...signatures] });
      },
    ],
    "a certificate": [
      /verificationMaterial/,
      (bundle) => Object.assign(bundle, { verificationMaterial: { certificate: { rawBytes: "" } } }),
    ],
    "two names of its key": [
      /two keys/,
      (bundle) =>
        Object.assign(bundle, {
          verificationMaterial: { publicKey: { hint: bob.signer.id }, tlogEntries: [] },
        }),
    ],
    "an entry of a log": [
      /transparency log/,
      (bundle) =>
        Object.assign(bundle, {
          verificationMaterial: { publicKey: { hint: ada.signer.id }, tlogEntries: ["x"] },
        }),
    ],
    "base64 without padding": [
      /base64/,
      ({ dsseEnvelope }) => recode(dsseEnvelope, (text) => text.replace(/=+$/, "")),
    ],
    "base64 with white space": [/base64/, ({ dsseEnvelope }) => recode(dsseEnvelope, (text) => `${text} `)],
    "base64 for addresses": [/base64/, ({ dsseEnvelope }) => recode(dsseEnvelope, () => "ew_-")],
    "bits that say nothing": [/base64/, ({ dsseEnvelope }) => recode(dsseEnvelope, () => "e1==")],
    "no UTF-8": [/UTF-8/, ({ dsseEnvelope }) => recode(dsseEnvelope, () => "/w==")],
    "a byte order mark": [/not JSON/, ({ dsseEnvelope }) => recode(dsseEnvelope, (text) => `77u/${text}`)],
  };

  function recode(envelope: Record<string, unknown>, change: (text: string) => string): void {
    // A length that needs padding, so that leaving it out changes the text.
    const payload = Buffer.from(`${Buffer.from(String(envelope.payload), "base64")} `.padEnd(4000));
    const text = payload.subarray(0, payload.length - ((payload.length + 2) % 3)).toString("base64");
    envelope.payload = change(text);
  }

  for (const [name, [expected, change]] of Object.entries(changes)) {
    it(`has a numbered error: ${name}`, async () => {
      const found = findingIn(await with_(change));
      assert.match(found, /^OMNI4311 /);
      assert.match(found, expected);
    });
  }

  it("has a numbered error: keys that are repeated, in either of its two documents", async () => {
    const text = await signedBy(ada.signer);
    assert.match(findingIn(text.replace('"mediaType"', '"mediaType": "x",\n  "mediaType"')), /^OMNI4311 /);
    const statement = statementOf(testimonyBy(ada.signer));
    const twice = statement.replace('"predicateType"', '"predicateType": "x",\n  "predicateType"');
    assert.match(findingIn(await signedText(ada.signer, twice)), /^OMNI4311 /);
  });

  it("has a numbered error: several subjects, or none", async () => {
    const statement = JSON.parse(statementOf(testimonyBy(ada.signer)));
    for (const subject of [[], [...statement.subject, ...statement.subject]]) {
      const text = await signedText(ada.signer, toJson({ ...statement, subject }));
      assert.match(findingIn(text), /^OMNI4311 .* subjects/);
    }
  });

  it("has a numbered error: tests that failed, and a predicate that is not what it is called", async () => {
    const checks = JSON.parse(statementOf(testimonyBy(ada.signer, { kind: "checks" })));
    const failed = { ...checks, predicate: { ...checks.predicate, result: "FAILED" } };
    assert.match(findingIn(await signedText(ada.signer, toJson(failed))), /^OMNI4311 /);
    const renamed = { ...checks, predicateType: "https://slsa.dev/provenance/v1" };
    assert.match(findingIn(await signedText(ada.signer, toJson(renamed))), /^OMNI4311 .* another type/);
  });

  it("has a numbered error: a builder that is not its signer", async () => {
    const text = await signedText(ada.signer, statementOf(testimonyBy(bob.signer)));
    assert.match(findingIn(text), /^OMNI4311 .* another builder/);
  });

  it("has a numbered error: a signature that is not the pinned key's", async () => {
    const payload = new TextEncoder().encode(statementOf(testimonyBy(ada.signer)));
    // Over the payload alone, without what DSSE puts before it.
    const signatures = [await ada.signer.sign(payload), new Uint8Array(64), new Uint8Array(0)];
    for (const signature of signatures)
      assert.match(findingIn(sealBundle({ payload, signature, keyId: ada.signer.id })), /^OMNI4314 /);
  });

  it("never makes a verifier throw", () => {
    for (const text of ["", "null\n", "[]\n", "{}\n", "x", '{"a":'.repeat(10_000)])
      assert.match(findingIn(text), /^OMNI4311 /);
    assert.equal(isSignedBy(bob.known, new Uint8Array(1), new Uint8Array([0x30, 0x84, 0xff, 0xff])), false);
  });
});
