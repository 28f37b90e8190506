import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import open from "open";
import { scanJournal } from "../../chain/journal/journal-reader.ts";
import { PAGE } from "../../dossier/bag.ts";
import { pageSources } from "../../dossier/page-sources.ts";
import { EXIT } from "../../errors/error.ts";
import { PATHS } from "../../model/layout.ts";
import { printable } from "../../support/text.ts";
import { writeWhole } from "../../system/files.ts";
import { requireOutFile } from "../../system/out-file.ts";
import { pageRenderer } from "../../system/page-renderer.ts";
import { pathWithin } from "../../system/within.ts";
import { inLog } from "../../system/workflow-log.ts";
import { inspectBag } from "../../verify/verify-bag.ts";
import { exitOfVerify, formatVerify } from "../../verify/verify-report.ts";
import { folderToLookAt } from "../folder.ts";
import { tellOtherMaker } from "../tell-other-maker.ts";

export interface ViewOptions {
  readonly out?: string;
}

/** `omnisovereign view [DOSSIER]`: the page by this program, whatever page the dossier brings; a broken one has none. */
export async function view(dossier: string | undefined, options: ViewOptions): Promise<number> {
  if (options.out !== undefined) requireOutFile(resolve(options.out));
  const folder =
    dossier === undefined ? join(folderToLookAt(undefined).out, PATHS.dossier) : resolve(dossier);
  const { report, contents } = inspectBag(folder, { scanJournal });
  if (contents === null) {
    process.stdout.write(inLog(formatVerify(report)));
    return exitOfVerify(report);
  }
  tellOtherMaker(report);
  const renderPage = await pageRenderer();
  const file = options.out === undefined ? await temporary() : resolve(options.out);
  await writeWhole(file, renderPage(pageSources(folder, [...contents.files.values()])));
  process.stdout.write(inLog(`${printable(pathWithin(process.cwd(), file) ?? file)}\n`));
  if (isWatched()) await open(file);
  return EXIT.done;
}

async function temporary(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), "omnisovereign-page-")), PAGE);
}

/** Whether somebody sits there, with a screen on which a browser can open. */
function isWatched(): boolean {
  const { CI, DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME } = process.env;
  const hasScreen = process.platform !== "linux" || DISPLAY || WAYLAND_DISPLAY || WSL_DISTRO_NAME;
  return process.stdout.isTTY && !CI && Boolean(hasScreen);
}
