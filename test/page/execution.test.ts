import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { PATHS } from "../../src/model/layout.ts";
import { pageRenderer } from "../../src/system/page-renderer.ts";
import { keptMission } from "../support/kept-missions.ts";
import { CHROMIUM, open, sourcesOf, startBrowser } from "./browser.ts";

const POSTED = /receipts\/jobs\/[^/]+\/post\.json$/;

describe("a page that executes", { skip: CHROMIUM === null }, () => {
  let browser: Browser;
  let scratch: string;
  let dossier: string;

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "omnisovereign-"));
    dossier = join((await keptMission("one job")).out, PATHS.dossier);
    browser = await startBrowser();
  });
  after(async () => {
    await browser.close();
    await rm(scratch, { recursive: true });
  });

  /** @returns what the page says once it is done, and what it did that it must not. */
  async function executed(file: string): Promise<{ said: string; noise: readonly string[] }> {
    const { page, noise, close } = await open(browser, file);
    await page.getByRole("button", { name: "Execute" }).click();
    await page.locator(".execution .outcome").waitFor({ timeout: 180_000 });
    const said = await page.locator(".execution").innerText();
    await close();
    // The worker is made of what the page holds.
    return { said, noise: noise.filter((each) => !each.startsWith("request: blob:")) };
  }

  it("ends with the dossier's state root, and with every record of the receipts", async () => {
    const { chain } = JSON.parse(readFileSync(join(dossier, "data/dossier.json"), "utf8"));
    const { said, noise } = await executed(join(dossier, "index.html"));
    assert.match(said, new RegExp(`Executed: ${chain.transactions} transactions in ${chain.blocks} blocks`));
    assert.match(said, new RegExp(`State root: ${chain.stateRoot}`));
    assert.match(said, /[1-9]\d+ records compared, 0 not reached/);
    assert.deepEqual(noise, []);
  });

  it("finds a receipt that says otherwise, though every digest was made anew", async () => {
    const lying = sourcesOf(dossier, (path, text) =>
      POSTED.test(path) ? text.replace(/("gasUsed": ")\d/, "$19") : text,
    );
    const file = join(scratch, "lying.html");
    writeFileSync(file, (await pageRenderer())(lying));
    const { said } = await executed(file);
    assert.match(said, /Not shown:\s+1 difference/);
    assert.match(said, /differs from its receipt at "\/gasUsed"/);
  });

  it("says how far it came in a journal that does not hold", async () => {
    const broken = sourcesOf(dossier, (path, text) =>
      path === "journal.jsonl" ? text.replace(/("number":9,.*"stateRoot":"0x)../, "$1ff") : text,
    );
    const file = join(scratch, "broken.html");
    writeFileSync(file, (await pageRenderer())(broken));
    const { said } = await executed(file);
    assert.match(said, /Block 9: its state root is 0x[0-9a-f]{64}, and the journal says 0xff/);
    assert.match(said, /\n9 of \d+ blocks reached/);
  });
});
