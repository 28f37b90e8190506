/** SHA-256 as 64 lower-case hex digits, without `0x`. */
export type Sha256 = string & { readonly __brand: "Sha256" };

/**
 * A relative path of segments in `[A-Za-z0-9._-]`, joined by `/`, none of them `.` or `..`. What it is relative to
 * (OUT, the plans folder, the bag) is said where it is used.
 */
export type ArtefactPath = string & { readonly __brand: "ArtefactPath" };

/** A file's name bound to its content. */
export interface FileDigest {
  readonly path: ArtefactPath;
  readonly sha256: Sha256;
}
