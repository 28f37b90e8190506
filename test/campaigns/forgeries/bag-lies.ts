import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../../src/system/files.ts";
import type { Lie } from "./lie.ts";

const REPORT = "reports/localhost/asi-takeoff/asi-takeoff-report.md";

/** What can be done to the bag around the files, and to its plans. */
export function bagLies(): readonly Lie[] {
  return [
    tag("a field more in bag-info.txt", "bag-info.txt", (text) => `${text}Contact-Name: The Council\n`),
    tag("a field less in bag-info.txt", "bag-info.txt", (text) => text.replace(/^Payload-Oxum.*\n/m, "")),
    tag("another BagIt version", "bagit.txt", (text) => text.replace("1.0", "0.97")),
    tag("digests in capitals", "manifest-sha256.txt", (text) =>
      text.replace(/^[0-9a-f]+/, (digest) => digest.toUpperCase()),
    ),
    tag(
      "a manifest in another order",
      "manifest-sha256.txt",
      (text) => `${text.trimEnd().split("\n").toReversed().join("\n")}\n`,
    ),
    tag("a file to fetch from elsewhere", "fetch.txt", () => "https://forged.example/1 1 data/more.md\n"),
    tag("a manifest of another algorithm", "manifest-md5.txt", () => `${"0".repeat(32)}  data/dossier.md\n`),
    tag("a tag file that poses as a report", "dossier.md", () => "# The council rejected everything\n"),
    around("an empty folder", (folder) => mkdirSync(join(folder, "data/reports/empty"))),
    around("a link in the place of a file", (folder) => {
      rmSync(join(folder, "data", REPORT));
      symlinkSync("/etc/hostname", join(folder, "data", REPORT));
    }),
    around("a name with a dot at its end", (folder) =>
      renameSync(join(folder, "data", REPORT), join(folder, "data", `${REPORT}.`)),
    ),
    around("a name with a look-alike letter", (folder) =>
      renameSync(
        join(folder, "data", REPORT),
        join(folder, "data", REPORT.replace("report.md", "rep\u043ert.md")),
      ),
    ),
    around("a file of nobody", (folder) => writeFileSync(join(folder, "data/reports/notes.md"), "# Notes\n")),
    around("a plan of nobody", (folder) => writeFileSync(join(folder, "data/plans/more.json"), "{}\n")),
    around("a summary of one's own", (folder) =>
      writeFileSync(join(folder, "data/dossier.md"), "# The council rejected everything\n"),
    ),
    ...Object.entries(PLAN_CHANGES).map(
      ([kind, change]): Lie => ({
        kind: `the plan: ${kind}`,
        place: "plans",
        tell(forger) {
          for (const path of forger.paths().filter((each) => each.startsWith("plans/")))
            forger.edit(path, change);
        },
      }),
    ),
  ];
}

const PLAN_CHANGES: Readonly<Record<string, (text: string) => string>> = {
  "another title": (text) => text.replace(/("title": ")/, "$1Not "),
  "a line feed more": (text) => `${text}\n`,
  "a key that nobody reads": (text) => text.replace("{", '{ "//": "approved by the council",'),
  "another reward": (text) => text.replace(/("reward": ")\d/, "$19"),
  "another mandate": (text) => text.replace(/("mandate": ")/, "$1Former "),
};

/** The list of tag files is made to fit. */
function tag(kind: string, name: string, change: (text: string) => string): Lie {
  return {
    kind,
    place: name,
    sealing: "nothing",
    tell({ folder }) {
      const at = join(folder, name);
      writeFileSync(at, change(readIfThere(at)));
      const names = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"];
      const listed = [...new Set([...names, name])].sort();
      const lines = listed.map((each) => `${sha256(readFileSync(join(folder, each)))}  ${each}\n`);
      writeFileSync(join(folder, "tagmanifest-sha256.txt"), lines.join(""));
    },
  };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function around(kind: string, change: (folder: string) => void): Lie {
  return { kind, place: "the bag", sealing: "bag", tell: ({ folder }) => change(folder) };
}
