import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { PageSources } from "../../src/model/dossier-page.ts";
import { PATHS } from "../../src/model/layout.ts";
import type { StateDifferences } from "../../src/model/state-differences.ts";
import { toJson } from "../../src/support/json.ts";
import { filesBelow } from "../../src/system/folders.ts";
import { pageRenderer } from "../../src/system/page-renderer.ts";
import { bin, type Ended, PROJECT } from "../e2e/bin.ts";
import { keptMission } from "../support/kept-missions.ts";
import { CHROMIUM, type Opened, open, sourcesOf, startBrowser } from "./browser.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** For people to look at. */
const PICTURES = join(PROJECT, "cache", "pictures");

describe("the dossier's page", { skip: CHROMIUM === null }, () => {
  let browser: Browser;
  let scratch: string;
  let dossier: string;
  let file: string;
  let viewed: Ended;
  /** In light colours, 1280 pixels wide; each test leaves it as it was. */
  let shared: Opened;

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "omnisovereign-"));
    const { out } = await keptMission("shared");
    dossier = join(out, PATHS.dossier);
    file = join(scratch, "page.html");
    viewed = await bin("view", dossier, "--out", file);
    mkdirSync(PICTURES, { recursive: true });
    browser = await startBrowser();
    shared = await open(browser, file);
  });
  after(async () => {
    await browser.close();
    await rm(scratch, { recursive: true });
  });

  it("is made anew by a command, the same as the dossier brings, in less than 3 MB", () => {
    const { exitCode, stdout, stderr } = viewed;
    assert.deepEqual([exitCode, stdout, stderr], [0, `${file}\n`, ""]);
    const made = readFileSync(file);
    assert.ok(made.equals(readFileSync(join(dossier, "index.html"))));
    assert.ok(made.length < 3_000_000, `${made.length} bytes`);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`asks for nothing, says nothing, and bars nobody from it, where it is ${colorScheme}`, async () => {
      const { page, noise } = shared;
      await page.emulateMedia({ colorScheme });
      await page.getByText("Who has power over what").click();
      assert.deepEqual(await violations(page), []);
      await page.evaluate(() => location.assign("#job=PACIFIC-MEDICAL-LINK"));
      await page.locator("dialog[open]").waitFor();
      // Links of an open drawer lead to what the drawer shows next, and are taken for such that skip a part of the page.
      assert.deepEqual(await violations(page, "skip-link"), []);
      await page.keyboard.press("Escape");
      await page.getByText("Who has power over what").first().click();
      await page.emulateMedia({ colorScheme: null });
      assert.deepEqual(noise, []);
    });
  }

  it("can be read without scripts down to verdict, jobs and checks", async () => {
    const { page, noise, close } = await open(browser, file, { javaScriptEnabled: false });
    assert.match(
      await page.locator(".verdict").innerText(),
      /Everything that was rehearsed came out as foreseen/,
    );
    assert.equal(await page.locator(".jobs tbody tr").count(), 24);
    assert.match(
      await page.locator("section:has(> #check)").innerText(),
      /vouches for itself only as far as/,
    );
    await page.getByRole("link", { name: "GRID-SURVEY", exact: true }).click();
    assert.ok(await page.locator('[id="job=GRID-SURVEY"]').isVisible());
    assert.deepEqual(noise, []);
    await close();
  });

  it("is worked by keyboard alone", async () => {
    const { page } = shared;
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.reload();
    await page.getByText("Root as this browser computes it").waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Skip to the verdict");
    await page.getByRole("button", { name: "Zoom in" }).focus();
    const before = await page.locator(".lanes").getAttribute("width");
    await page.keyboard.press("Enter");
    assert.notEqual(await page.locator(".lanes").getAttribute("width"), before);
    const job = page.locator(".jobs").getByRole("link", { name: "WATER-REUSE", exact: true });
    await job.focus();
    await page.keyboard.press("Enter");
    await page.locator("dialog[open]").waitFor();
    assert.equal(await focused(page), "Close");
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    assert.equal(new URL(page.url()).hash, "");
    assert.equal(await focused(page), "WATER-REUSE");
    const drawing = page.getByText("Where tokens went");
    await drawing.focus();
    await page.keyboard.press("Enter");
    const picture = page.getByRole("img", { name: "Where tokens went" });
    const { width = 0 } = (await picture.boundingBox()) ?? {};
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Larger");
    await page.keyboard.press("Enter");
    assert.equal((await picture.boundingBox())?.width, 2 * width);
  });

  it("draws every Mermaid file of the dossier, and says in words what it draws", async () => {
    const { page } = shared;
    const atlases = filesBelow(join(dossier, "data")).filter((path) => path.endsWith(".mmd"));
    assert.ok(atlases.length >= 3);
    for (const path of atlases) {
      await page.evaluate((hash) => location.assign(hash), `#file=${path}`);
      const drawer = page.locator("dialog", { hasText: path });
      await drawer.getByText("In words").click();
      const arrows = readFileSync(join(dossier, "data", path), "utf8").match(/^ *n\d+ -\.?->/gm) ?? [];
      assert.equal(await drawer.locator("details tbody tr").count(), arrows.length);
      const { naturalWidth, width } = await drawer.locator("img").evaluate((image) => {
        const { naturalWidth: natural, width: shown } = image as HTMLImageElement;
        return { naturalWidth: natural, width: shown };
      });
      assert.ok(naturalWidth > 0);
      assert.equal(width, naturalWidth, "letters are as large as they were drawn");
    }
    await page.keyboard.press("Escape");
  });

  for (const width of [390, 768, 1280]) {
    it(`fits ${width} pixels`, async () => {
      const { page } = shared;
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(PICTURES, `page-${width}.png`), fullPage: true });
      const { overflow, sections, tables } = await page.evaluate(() => {
        const boxes = (selector: string) =>
          [...document.querySelectorAll(selector)].map((each) => {
            const { left, right, top, bottom } = each.getBoundingClientRect();
            return { left, right, top, bottom };
          });
        const overflow = document.documentElement.scrollWidth - innerWidth;
        return { overflow, sections: boxes("main > section"), tables: boxes(".flows svg") };
      });
      await page.setViewportSize({ width: 1280, height: 900 });
      assert.equal(overflow, 0);
      assert.equal(sections.length, 12);
      sections.forEach(({ left, right, top }, index) => {
        assert.ok(left >= 0 && right <= width, `section ${index}: ${left} to ${right}`);
        assert.ok(top >= (sections[index - 1]?.bottom ?? top), `section ${index} lies over the one before`);
      });
      for (const { right } of tables) assert.ok(right <= width, "a bar is cut off");
    });
  }

  it("prints on six pages at the most", async () => {
    const { page } = shared;
    const pdf = await page.pdf({ path: join(PICTURES, "page.pdf"), preferCSSPageSize: true });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(pages > 0 && pages <= 6, `${pages} pages`);
  });

  it("finds transactions, events, actors and files, and opens what an address asks for", async () => {
    const { page } = shared;
    const search = page.getByLabel("Search files, transactions, events, actors");
    await search.fill("disputemodule.disputeruled 30");
    const hit = page.locator(".hits a").first();
    assert.equal(await hit.innerText(), "DisputeModule.DisputeRuled");
    await hit.click();
    const drawer = page.locator("dialog");
    assert.match(await drawer.innerText(), /JobRegistry\.finalize/);
    await drawer.getByText("As it is in the file").click();
    assert.match(await drawer.locator("pre").innerText(), /"hash": "0x[0-9a-f]{64}"/);
    await page.reload();
    assert.match(await page.locator("dialog h2").innerText(), /JobRegistry\.finalize/);
    await page.keyboard.press("Escape");
  });

  it("has no link that leads nowhere", async () => {
    const { page } = shared;
    const links = await page.evaluate(() => [
      ...new Set(
        [...document.querySelectorAll('a[href*="="]')].map((link) => link.getAttribute("href") ?? ""),
      ),
    ]);
    assert.ok(links.length > 200, String(links.length));
    const lost = await page.evaluate(async (all) => {
      const wrong: string[] = [];
      for (const link of all) {
        const arrived = new Promise((done) => addEventListener("hashchange", done, { once: true }));
        location.assign(link);
        await arrived;
        await new Promise((done) => setTimeout(done, 1));
        if (/^(Nothing here|No file)/.test(document.querySelector("dialog h2")?.textContent ?? ""))
          wrong.push(link);
      }
      return wrong;
    }, links);
    await page.keyboard.press("Escape");
    assert.deepEqual(lost, []);
  });

  it("narrows and sorts its jobs", async () => {
    const { page } = shared;
    const rows = page.locator(".jobs tbody tr");
    await page.getByLabel("Search", { exact: true }).fill("pacific");
    assert.equal(await rows.count(), 2);
    await page.getByLabel("Search", { exact: true }).fill("");
    await page.getByLabel("Place").selectOption("city Korrin");
    assert.equal(await rows.count(), 2);
    await page.getByLabel("Place").selectOption("");
    await page.getByRole("button", { name: "Reward" }).click();
    await page.getByRole("button", { name: "Reward" }).click();
    assert.match(await rows.first().innerText(), /SAHEL-SOLAR-BUILD/);
  });

  it("runs nothing of what a dossier says", async () => {
    const evil = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'\u202e\u0007`;
    const renderPage = await pageRenderer();
    const sources = sourcesOf(dossier, (_, text) =>
      text.replaceAll(
        /("(?:title|initiative|objective|text|command|label|intervention)": ")[^"]*"/g,
        (_all, head) => `${head}${JSON.stringify(evil).slice(1)}`,
      ),
    );
    const hostile = join(scratch, "hostile.html");
    writeFileSync(hostile, renderPage({ ...sources, state: stateOf(sources, evil) }));
    for (const javaScriptEnabled of [true, false]) {
      const { page, noise, close } = await open(browser, hostile, { javaScriptEnabled });
      assert.match(await page.locator("h1").innerText(), /<\/script><script>alert\(1\)<\/script>/);
      assert.doesNotMatch(await page.locator("body").innerText(), /\p{Bidi_Control}|\p{Cc}(?<![\n\t])/u);
      assert.equal(await page.locator("img[src=x]").count(), 0);
      const [decision] = await page.getByRole("link", { name: "what it changed" }).all();
      await decision?.click();
      const told = page.getByRole("region", { name: /alert\(1\)/ });
      assert.match(await told.innerText(), /alert\(1\).*\t0\.00\t1\.50/);
      assert.deepEqual(noise, []);
      await close();
    }
  });

  it("stands where documents are of another shape", async () => {
    const renderPage = await pageRenderer();
    const broken = join(scratch, "broken.html");
    const shapes = ["[]", "null", '{"jobs":[{}],"findings":7,"entries":[null]}', "{", '"text"'];
    const sources = sourcesOf(dossier, (path, text) =>
      path.endsWith(".json") ? (shapes[path.length % shapes.length] ?? "") : text,
    );
    writeFileSync(broken, renderPage(sources));
    const { page, noise, close } = await open(browser, broken);
    assert.ok((await page.getByText("This cannot be told from this payload").count()) > 0);
    assert.deepEqual(noise, []);
    await close();
  });

  it("stays small with three hundred jobs", async () => {
    const renderPage = await pageRenderer();
    const crowded = join(scratch, "crowded.html");
    const sources = sourcesOf(dossier, (path, text) => {
      if (!path.endsWith("asi-takeoff/receipts/mission.json")) return text;
      const mission = JSON.parse(text);
      const jobs = Array.from({ length: 300 }, (_, index) => ({
        ...mission.jobs[index % 7],
        id: `JOB-${index}`,
      }));
      return JSON.stringify({ ...mission, jobs });
    });
    writeFileSync(crowded, renderPage(sources));
    const { page, noise, close } = await open(browser, crowded, { viewport: { width: 390, height: 844 } });
    assert.equal(await page.locator(".jobs tbody tr").count(), 50);
    await page.getByLabel("Search", { exact: true }).fill("job-299");
    assert.equal(await page.locator(".jobs tbody tr").count(), 1);
    assert.deepEqual(noise, []);
    await close();
  });
});

/** A tag file by which each decision that was executed changed one value, of a name that somebody chose. */
function stateOf(sources: PageSources, name: string): Uint8Array {
  const path = [...sources.files.keys()].find((each) => each.endsWith("asi-global/receipts/governance.json"));
  const { decisions } = JSON.parse(Buffer.from(sources.files.get(path ?? "") ?? "{}").toString());
  const executed = decisions.filter(({ state }: { state: string }) => state === "executed");
  const value = {
    variable: name,
    type: "uint256",
    unit: "wei",
    before: "0",
    after: "1500000000000000000",
  } as const;
  const address = `0x${"11".repeat(20)}`;
  const changes = [{ contract: name, address, slot: `0x${"00".repeat(32)}`, values: [value] }];
  const differences: StateDifferences = {
    format: "omnisovereign-state-differences/1",
    stages: [],
    decisions: executed.map(({ transactions }: { transactions: { hash: string }[] }) => ({
      ...{ proposalId: "1", title: name, transaction: transactions.at(-1)?.hash ?? "" },
      ...{ block: 1, stage: name, changes },
    })),
  };
  return Buffer.from(toJson(differences));
}

/** What a screen reader, or somebody who sees little, would stumble over. @param leftOut a rule that is not asked */
async function violations(page: Page, leftOut?: string): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (rule) => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const rules = rule === undefined ? {} : { [rule]: { enabled: false } };
    const { violations: found } = await axe.run({ rules });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
  }, leftOut);
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => (document.activeElement?.textContent ?? "").trim());
}
