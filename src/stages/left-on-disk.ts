import { join } from "node:path";
import type { Left } from "../acts/left.ts";
import { readIfThere } from "../system/files.ts";
import { filesBelow } from "../system/folders.ts";

/** @param out OUT, absolute. */
export function leftOnDisk(out: string): Left {
  return {
    text: (path) => readIfThere(join(out, path)),
    below: async (folder) => filesBelow(join(out, folder)).map((path) => `${folder}/${path}`),
  };
}
