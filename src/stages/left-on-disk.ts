import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Left } from "../acts/left.ts";
import { byCodeUnit } from "../support/paths.ts";
import { readIfThere } from "../system/files.ts";

/** @param out OUT, absolute. */
export function leftOnDisk(out: string): Left {
  return {
    text: (path) => readIfThere(join(out, path)),
    async below(folder) {
      const entries = await readdir(join(out, folder), { recursive: true, withFileTypes: true }).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === "ENOENT") return [];
          throw error;
        },
      );
      return entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => relative(out, join(parentPath, name)).split(sep).join("/"))
        .sort(byCodeUnit);
    },
  };
}
