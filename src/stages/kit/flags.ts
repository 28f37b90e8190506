import type { KitPlaces } from "../../acts/kit/layer-kit.ts";
import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import { artefactPath } from "../../support/paths.ts";
import { outFolderPath, outPath } from "../out-path.ts";
import type { ScriptContext, ScriptDescription } from "../script.ts";

/** What a kit's script says of itself. All of its flags have defaults; `reports/…` means OUT. */
export function kitDescription(script: string, does: string, defaults: KitDefaults): ScriptDescription {
  const { reportRoot, summary, bundle } = defaults;
  return {
    stage: "kit",
    script,
    does,
    flags: {
      "report-root": { value: "folder", says: "where the kit goes", otherwise: reportRoot },
      "summary-md": { value: "file", says: "the report that it opens with", otherwise: summary },
      bundle: {
        value: "folder",
        says: "a folder of which every file, at any depth, must be one that a stage left",
        otherwise: bundle,
      },
      logs: {
        value: "folder",
        says: "where logs lie; they differ between machines, so they are named and neither read nor digested",
        otherwise: "none",
      },
      "output-name": { value: "name", says: "the kit's file name without ending", otherwise: DEFAULT_NAME },
    },
    instead: { out: "--report-root FOLDER, and --output-name NAME for the file" },
  };
}

/** What the flags are when they are left out; paths as they would be typed. */
export interface KitDefaults {
  readonly reportRoot: string;
  readonly summary: string;
  readonly bundle: string;
}

const NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/;
const DEFAULT_NAME = "governance-kit";

/** @throws OMNI2201 if a path leaves OUT or is no portable one, or the name is none. */
export async function kitPlaces({ flags, out }: ScriptContext, defaults: KitDefaults): Promise<KitPlaces> {
  const given = (flag: string, otherwise: string) => String(flags[flag] ?? otherwise);
  const root = await outFolderPath("report-root", given("report-root", defaults.reportRoot), out);
  const name = given("output-name", DEFAULT_NAME);
  if (!NAME.test(name)) throw refusedName(name);
  return {
    json: artefactPath(`${root}/${name}.json`),
    markdown: artefactPath(`${root}/${name}.md`),
    summary: await outPath("summary-md", given("summary-md", defaults.summary), out),
    bundle: await outPath("bundle", given("bundle", defaults.bundle), out),
    logs: flags.logs === undefined ? null : await outPath("logs", given("logs", ""), out),
  };
}

function refusedName(given: string): OmniError {
  const problem = "is not a file name in A-Z a-z 0-9 . _ -";
  return new OmniError(FLAG.PATH_REFUSED, { flag: "output-name", given, problem });
}
