import type { ArtefactPath, FileDigest, Sha256 } from "../model/artefact.ts";
import type { Maker } from "../model/dossier.ts";
import { formatDigestList } from "../support/files-digest.ts";
import { artefactPath, joinPaths } from "../support/paths.ts";
import { sha256 } from "../system/files.ts";
import { thisCode } from "./code.ts";
import { SCRIPT, SCRIPT_TEXT } from "./verify-script.ts";

/** RFC 8493 §2.1.1: the bag declaration, these two lines and nothing else. */
export const DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

export const BAGIT = artefactPath("bagit.txt");
export const BAG_INFO = artefactPath("bag-info.txt");
/** RFC 8493 §2.1.3: the payload manifest, whose SHA-256 is the root. */
export const MANIFEST = artefactPath("manifest-sha256.txt");
/** RFC 8493 §2.2.1: the tag manifest; nothing lists the list. */
export const TAG_MANIFEST = artefactPath("tagmanifest-sha256.txt");

/** What every dossier has beside its payload. */
export const TAGS: readonly ArtefactPath[] = [BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST];

/** The page that shows a dossier: made of the payload, and of what a verifier left beside it. */
export const PAGE = artefactPath("index.html");

/** Where statements lie, each a tag file: signing leaves the root as it is. */
export const ATTESTATIONS = artefactPath("attestations");

const PAYLOAD = artefactPath("data");

/** A payload file; `path` is relative to `data/`. */
export interface PayloadFile extends FileDigest {
  readonly bytes: number;
}

export interface Bag {
  readonly root: Sha256;
  /** The tag files by name. */
  readonly tags: ReadonlyMap<ArtefactPath, string>;
}

/**
 * @param others tag files that are made elsewhere
 * @returns the tag files around a payload. They are a function of it and of the code that made it: no date, no machine.
 */
export function buildBag(
  payload: readonly PayloadFile[],
  maker: Maker | null = thisCode(),
  others: readonly (readonly [ArtefactPath, string])[] = [],
): Bag {
  const manifest = payloadManifest(payload);
  const tags = new Map<ArtefactPath, string>([
    [BAGIT, DECLARATION],
    [BAG_INFO, bagInfo(payload, maker)],
    [MANIFEST, manifest],
    [SCRIPT, SCRIPT_TEXT],
    ...others,
  ]);
  const listed = [...tags].map(([path, content]) => ({ path, sha256: sha256(content) }));
  return { root: sha256(manifest), tags: tags.set(TAG_MANIFEST, formatDigestList(listed)) };
}

/** @returns the root that a bag around these files has. */
export function rootOfPayload(payload: readonly FileDigest[]): Sha256 {
  return sha256(payloadManifest(payload));
}

function payloadManifest(payload: readonly FileDigest[]): string {
  return formatDigestList(payload.map(({ path, sha256 }) => ({ path: payloadPath(path), sha256 })));
}

/** `dossier.json` → `data/dossier.json` */
export function payloadPath(path: ArtefactPath): ArtefactPath {
  return joinPaths(PAYLOAD, path);
}

/** `data/dossier.json` → `dossier.json`; `undefined` for a tag file. */
export function withinPayload(path: ArtefactPath): ArtefactPath | undefined {
  const folder = `${PAYLOAD}/`;
  return path.startsWith(folder) ? artefactPath(path.slice(folder.length)) : undefined;
}

/** What a verifier leaves of the state, beside the payload. */
export const STATE_DIFFERENCES = {
  document: artefactPath("omnisovereign/state-differences.json"),
  page: artefactPath("omnisovereign/state-differences.md"),
} as const;

/** `attestations/x.json`, for a tag file with a statement. */
export function isAttestation(path: ArtefactPath): boolean {
  return path.startsWith(`${ATTESTATIONS}/`);
}

/**
 * RFC 8493 §2.2.2: reserved metadata elements, and one of our own; Payload-Oxum is "octets.streams".
 *
 * @param maker `null` for dossiers of a time when they did not say.
 */
export function bagInfo(payload: readonly { readonly bytes: number }[], maker: Maker | null): string {
  const octets = payload.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    "External-Description: OmniSovereign mission dossier",
    ...(maker === null
      ? ["Bag-Software-Agent: omnisovereign"]
      : [`Bag-Software-Agent: omnisovereign ${maker.version}`, `OmniSovereign-Code-SHA-256: ${maker.code}`]),
    `Payload-Oxum: ${octets}.${payload.length}`,
    "",
  ].join("\n");
}

const MAKER =
  /^Bag-Software-Agent: omnisovereign ([0-9A-Za-z.+-]{1,64})\nOmniSovereign-Code-SHA-256: ([0-9a-f]{64})$/m;

/** @param info attacker-controlled text of `bag-info.txt`. */
export function makerIn(info: string): Maker | null {
  const [, version, code] = MAKER.exec(info) ?? [];
  return version === undefined || code === undefined ? null : { version, code: code as Sha256 };
}
