import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RenderPage } from "../model/dossier-page.ts";
import { isBuilt, PACKAGE } from "./root.ts";

/** What makes a dossier's page: bundled by the build, and in a checkout as often as its sources change. */
export async function pageRenderer(): Promise<RenderPage> {
  const bundle = isBuilt ? join(PACKAGE, "dist", "page", "render.js") : await bundled();
  const { renderPage }: { renderPage: RenderPage } = await import(pathToFileURL(bundle).href);
  return renderPage;
}

/** What bundles is no part of the package. */
async function bundled(): Promise<string> {
  const { currentPage }: { currentPage: () => Promise<string> } = await import(
    pathToFileURL(join(PACKAGE, "scripts", "page.js")).href
  );
  return currentPage();
}
