import { toJson } from "../support/json.ts";
import { list, oneOf, type Parsed, parseExact, record, text } from "../support/shape.ts";

/** What a DSSE envelope says it holds: an in-toto statement. */
const PAYLOAD_TYPE = "application/vnd.in-toto+json";
/** Sigstore bundle format, version 0.3: a key by its hint, no certificate, no entry of a transparency log. */
const BUNDLE_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

interface Bundle {
  readonly mediaType: typeof BUNDLE_TYPE;
  readonly verificationMaterial: {
    readonly publicKey: { readonly hint: string };
    readonly tlogEntries: readonly [];
  };
  readonly dsseEnvelope: {
    readonly payload: string;
    readonly payloadType: typeof PAYLOAD_TYPE;
    readonly signatures: readonly { readonly sig: string; readonly keyid: string }[];
  };
}

const BUNDLE = record<Bundle>({
  mediaType: oneOf(BUNDLE_TYPE),
  verificationMaterial: record({ publicKey: record({ hint: text }), tlogEntries: list(text) }),
  dsseEnvelope: record<Bundle["dsseEnvelope"]>({
    payload: text,
    payloadType: oneOf(PAYLOAD_TYPE),
    signatures: list(record({ sig: text, keyid: text })),
  }),
});

export interface Sealed {
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** Which key is said to have signed. */
  readonly keyId: string;
}

/** DSSE v1, the pre-authentication encoding: what is signed, so that a payload cannot be taken for one of another type. */
export function preAuthEncoding(payload: Uint8Array): Uint8Array {
  const encode = (words: string) => new TextEncoder().encode(words);
  const head = encode(`DSSEv1 ${encode(PAYLOAD_TYPE).length} ${PAYLOAD_TYPE} ${payload.length} `);
  const whole = new Uint8Array(head.length + payload.length);
  whole.set(head);
  whole.set(payload, head.length);
  return whole;
}

/** @returns the text of a bundle, in the one spelling that is read again. */
export function sealBundle({ payload, signature, keyId }: Sealed): string {
  const bundle: Bundle = {
    mediaType: BUNDLE_TYPE,
    verificationMaterial: { publicKey: { hint: keyId }, tlogEntries: [] },
    dsseEnvelope: {
      payload: toBase64(payload),
      payloadType: PAYLOAD_TYPE,
      signatures: [{ sig: toBase64(signature), keyid: keyId }],
    },
  };
  return toJson(bundle);
}

/** @param bundle attacker-controlled; one spelling is taken, so that no two readers see two things in it. */
export function openBundle(bundle: string): Parsed<Sealed> {
  const parsed = parseExact<Bundle>(bundle, BUNDLE);
  if (!parsed.ok) return parsed;
  const { verificationMaterial, dsseEnvelope } = parsed.value;
  const { signatures } = dsseEnvelope;
  const [given] = signatures;
  const [payload, signature] = [fromBase64(dsseEnvelope.payload), fromBase64(given?.sig ?? "")];
  const problem = (what: string) => ({ ok: false, problem: what }) as const;
  if (verificationMaterial.tlogEntries.length > 0) return problem("has entries of a transparency log");
  if (given === undefined || signatures.length !== 1)
    return problem(`has ${signatures.length} signatures, and is to have one`);
  if (given.keyid !== verificationMaterial.publicKey.hint) return problem("names two keys");
  if (payload === null || signature === null) return problem("is not in the one spelling of base64");
  return { ok: true, value: { payload, signature, keyId: given.keyid } };
}

/** RFC 4648 §4. */
function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** @returns `null` for another alphabet, missing padding, white space, or bits that say nothing. */
function fromBase64(coded: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.from(atob(coded), (character) => character.charCodeAt(0));
    return toBase64(bytes) === coded ? bytes : null;
  } catch {
    return null;
  }
}
