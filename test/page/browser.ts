import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { ArtefactPath, Sha256 } from "../../src/model/artefact.ts";
import type { PageSources } from "../../src/model/dossier-page.ts";

/** Debian's own; `null` where there is none. */
export const CHROMIUM =
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "chromium"))
    .find((file) => existsSync(file)) ?? null;

/** Ours are started as root in containers, where the sandbox cannot be. */
export function startBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: CHROMIUM ?? "", args });
}

export interface Opened {
  readonly page: Page;
  /** What a page must not do: requests, messages on the console, errors, dialogs. */
  readonly noise: readonly string[];
  close(): Promise<void>;
}

/** @param file of a page @param hash what comes after the file in the address */
export async function open(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
  hash = "",
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const noise: string[] = [];
  const address = pathToFileURL(file).href;
  page.on("console", (message) => noise.push(`console: ${message.text()}`));
  page.on("pageerror", ({ message }) => noise.push(`error: ${message}`));
  page.on("dialog", (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith("data:")) noise.push(`request: ${url}`);
  });
  await page.goto(address + hash);
  if (options.javaScriptEnabled !== false) await page.getByText("Root as this browser computes it").waitFor();
  return { page, noise, close: () => context.close() };
}

/** A dossier's payload as a page takes it in, with some texts changed and their digests made anew. */
export function sourcesOf(
  dossier: string,
  change: (path: string, text: string) => string = (_, text) => text,
): PageSources {
  const data = join(dossier, "data");
  const entries = readdirSync(data, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const files = entries.map((entry) => {
    const path = join(entry.parentPath, entry.name).slice(data.length + 1) as ArtefactPath;
    return [path, Buffer.from(change(path, readFileSync(join(data, path), "utf8")))] as const;
  });
  const listed = files.map(([path, bytes]) => ({ path, sha256: sha256(bytes) }));
  return { files: new Map(files), listed, state: null };
}

function sha256(bytes: Uint8Array): Sha256 {
  return createHash("sha256").update(bytes).digest("hex") as Sha256;
}
