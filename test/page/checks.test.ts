import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { zipSync } from "fflate";
import type { Browser } from "playwright-core";
import { PATHS } from "../../src/model/layout.ts";
import { sha256 } from "../../src/system/files.ts";
import { filesBelow } from "../../src/system/folders.ts";
import { pageRenderer } from "../../src/system/page-renderer.ts";
import { keptMission } from "../support/kept-missions.ts";
import { CHROMIUM, open, sourcesOf, startBrowser } from "./browser.ts";

const FLIPPED = "data/reports/asi-global/receipts/treasury.json";

describe("a page that checks", { skip: CHROMIUM === null }, () => {
  let browser: Browser;
  let scratch: string;
  let dossier: string;
  let root: string;

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "omnisovereign-"));
    const { out } = await keptMission("shared");
    dossier = join(scratch, "dossier");
    await cp(join(out, PATHS.dossier), dossier, { recursive: true });
    root = sha256(readFileSync(join(dossier, "manifest-sha256.txt")));
    browser = await startBrowser();
  });
  after(async () => {
    await browser.close();
    await rm(scratch, { recursive: true });
  });

  it("computes every digest and the root, and compares it with the reader's", async () => {
    const { page, noise, close } = await open(browser, join(dossier, "index.html"));
    const check = page.locator("section:has(> #check)");
    assert.match(await check.innerText(), /\d+ files of this page computed: every digest is as listed\./);
    assert.match(await check.innerText(), new RegExp(`Root as this browser computes it: ${root}`));
    const mine = page.getByLabel("The root that you have from elsewhere");
    await mine.fill(root.toUpperCase());
    await page.getByText("The root of this page is the one that you brought.").waitFor();
    await mine.fill(root.replace(/^./, (digit) => (digit === "0" ? "1" : "0")));
    await page.getByText("ANOTHER ONE than you brought").waitFor();
    await mine.fill("no root");
    await page.getByText("That is no root").waitFor();
    assert.deepEqual(noise, []);
    await close();
  });

  it("finds a byte that was changed in itself", async () => {
    const honest = sourcesOf(dossier);
    const path = FLIPPED.slice("data/".length);
    const files = new Map(honest.files).set(path, flipped(honest.files.get(path)));
    const changed = join(scratch, "changed.html");
    writeFileSync(changed, (await pageRenderer())({ ...honest, files }));
    const { page, close } = await open(browser, changed);
    await page.getByText(`"${FLIPPED}" is not what the page's list says.`).waitFor();
    await close();
  });

  it("checks a folder that it is given, and finds the byte that was changed", async () => {
    const { page, noise, close } = await open(browser, join(dossier, "index.html"));
    await page.getByLabel("Folder of a bag").setInputFiles(dossier);
    await page.getByText("payload files are as its lists say").waitFor();
    await page.getByLabel("The root that you have from elsewhere").fill(root);
    await page.getByText("The root of the bag that you gave is the one that you brought.").waitFor();

    const forged = join(scratch, "forged");
    await cp(dossier, forged, { recursive: true });
    writeFileSync(join(forged, FLIPPED), flipped(readFileSync(join(forged, FLIPPED))));
    writeFileSync(join(forged, "data", "more.txt"), "more");
    await page.getByLabel("Folder of a bag").setInputFiles(forged);
    await page.getByText("Broken: 2 findings.").waitFor();
    const found = await page.locator(".given").innerText();
    assert.match(found, new RegExp(`"${FLIPPED}" has been changed`));
    assert.match(found, /"data\/more\.txt" is listed nowhere/);
    assert.deepEqual(noise, []);
    await close();
  });

  it("checks a zip archive, and shows what it says", async () => {
    const archive = join(scratch, "bag.zip");
    const files = filesBelow(dossier).map(
      (path) => [`bag/${path}`, readFileSync(join(dossier, path))] as const,
    );
    writeFileSync(archive, zipSync(Object.fromEntries(files)));
    const { page, noise, close } = await open(browser, join(dossier, "index.html"));
    await page.getByLabel("Zip archive of a bag").setInputFiles(archive);
    await page.getByText("payload files are as its lists say").waitFor();
    await page.getByRole("button", { name: "Show what it says" }).click();
    await page.getByText("You are reading the bag that you gave").waitFor();
    await page.getByRole("button", { name: "Go back" }).click();
    await page.getByText("You are reading the bag that you gave").waitFor({ state: "detached" });
    assert.deepEqual(noise, []);
    await close();
  });

  it("refuses what is no bag, in a sentence", async () => {
    const { page, noise, close } = await open(browser, join(dossier, "index.html"));
    const give = page.getByLabel("Zip archive of a bag");
    for (const [name, content, said] of [
      ["a.zip", "no archive", "neither a folder nor a zip archive"],
      ["b.zip", "PK\u0003\u0004 but broken", "cannot be unpacked"],
      ["c.zip", zipSync({ "some.txt": new Uint8Array(3) }), "it is no bag"],
    ] as const) {
      await give.setInputFiles({ name, mimeType: "application/zip", buffer: Buffer.from(content) });
      await page.getByText(said).waitFor();
    }
    assert.deepEqual(noise, []);
    await close();
  });
});

function flipped(bytes: Uint8Array = new Uint8Array()): Uint8Array {
  return bytes.map((byte, index) => (index === 100 ? byte ^ 1 : byte));
}
