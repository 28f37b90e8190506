/** What lies in the output folder, wherever that is kept; a path is relative to it. */
export interface Left {
  /** @returns a file's text, `null` if nothing lies there. */
  text(path: string): Promise<string | null>;
  /** Every file below a folder, at any depth, sorted; none if there is no such folder. */
  below(folder: string): Promise<readonly string[]>;
}
