import { execFileSync } from "node:child_process";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openBundle, preAuthEncoding, sealBundle } from "../../../src/attest/envelope.ts";
import { type PublicKey, publicKeyOf } from "../../../src/attest/public-keys.ts";
import { loadSigner, type Signer } from "../../../src/attest/signer.ts";
import {
  type Binding,
  type StatementKind,
  statementOf,
  type Testimony,
} from "../../../src/attest/statement.ts";
import type { Attested } from "../../../src/attest/weigh.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { sha256 } from "../../../src/system/files.ts";

export interface Owner {
  readonly file: string;
  readonly publicFile: string;
  readonly signer: Signer;
  readonly known: PublicKey;
}

const CURVES = {
  ed25519: () => generateKeyPairSync("ed25519"),
  p256: () => generateKeyPairSync("ec", { namedCurve: "prime256v1" }),
};

/** Somebody with a key, which lies in a folder as files. */
export async function ownerIn(folder: string, name: string, curve: keyof typeof CURVES): Promise<Owner> {
  const { privateKey, publicKey } = CURVES[curve]();
  const [file, publicFile] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }));
  writeFileSync(publicFile, publicKey.export({ type: "spki", format: "pem" }));
  return { file, publicFile, signer: await loadSigner(file, {}), known: knownOf(publicKey) };
}

export function knownOf(key: KeyObject): PublicKey {
  const known = publicKeyOf(key);
  if (known === null) throw new Error("no key of ours");
  return known;
}

const hash32 = (digit: string) => `0x${digit.repeat(64)}`;

export const BINDING: Binding = {
  root: sha256("root"),
  merkleRoot: hash32("1"),
  project: "Harbour lights",
  plan: { path: artefactPath("plans/harbour/project-plan.json"), sha256: sha256("plan") },
  chain: {
    chainId: 31337,
    hardfork: "osaka",
    genesisHash: hash32("2"),
    blocks: 2,
    transactions: 3,
    stateRoot: hash32("3"),
  },
};

export const INPUTS = [
  { name: "data/journal.jsonl", digest: { sha256: sha256("journal") } },
  { name: "data/plans/harbour/project-plan.json", digest: { sha256: BINDING.plan.sha256 } },
];

export const ATTESTED: Attested = { binding: BINDING, inputs: INPUTS };

export function testimonyBy(signer: Pick<Signer, "id">, more: Partial<Testimony> = {}): Testimony {
  return {
    kind: "provenance",
    binding: BINDING,
    signer: signer.id,
    inputs: [...INPUTS, { name: "code", digest: { sha256: sha256("code") } }],
    options: {},
    engines: { omnisovereign: "0.1.0" },
    passed: ["bag"],
    ...more,
  };
}

/** @returns the text of a bundle. */
export async function signedBy(signer: Signer, more: Partial<Testimony> = {}): Promise<string> {
  return signedText(signer, statementOf(testimonyBy(signer, more)));
}

export async function signedText(signer: Signer, statement: string): Promise<string> {
  const payload = new TextEncoder().encode(statement);
  const signature = await signer.sign(preAuthEncoding(payload));
  return sealBundle({ payload, signature, keyId: signer.id });
}

export const fileOf = (text: string, kind: StatementKind | "x" = "x") => ({
  path: `attestations/${kind}.sigstore.json`,
  text,
});

/** What a bundle holds, for tools that are given files. */
export function unpack(
  text: string,
  folder: string,
): { readonly message: string; readonly signature: string } {
  const opened = openBundle(text);
  if (!opened.ok) throw new Error(opened.problem);
  const [message, signature] = [join(folder, "message"), join(folder, "signature")];
  writeFileSync(message, preAuthEncoding(opened.value.payload));
  writeFileSync(signature, opened.value.signature);
  return { message, signature };
}

export function openssl(...args: readonly string[]): string {
  return execFileSync("openssl", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
