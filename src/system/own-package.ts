import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE } from "./root.ts";

/** What the program's own `package.json` says, as far as the program asks. */
interface OwnPackage {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: {
    /** The pinned runtime. */
    readonly node: string;
  };
}

let read: OwnPackage | undefined;

/** Read once a process, by Node alone: `--help` needs the version, and nothing slower to load. */
export function ownPackage(): OwnPackage {
  read ??= JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as OwnPackage;
  return read;
}
