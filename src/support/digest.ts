import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Sha256 } from "../model/artefact.ts";

/** @returns lower-case hex SHA-256 of a text's UTF-8, as `sha256sum` prints it; of files, see `system/files`. */
export function sha256OfText(text: string): Sha256 {
  return bytesToHex(sha256(utf8ToBytes(text))) as Sha256;
}

/** Narrows attacker-controlled text to a digest in the one spelling that the product writes. */
export function isSha256(text: string): text is Sha256 {
  return /^[0-9a-f]{64}$/.test(text);
}
