import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync as nodeGzip } from "node:zlib";
import { gzipSync, type Zippable, zipSync } from "fflate";
import { packTar } from "modern-tar";
import type { Browser, Page } from "playwright-core";
import { STATE_DIFFERENCES } from "../../src/dossier/bag.ts";
import { PATHS } from "../../src/model/layout.ts";
import { formatDigestList } from "../../src/support/files-digest.ts";
import { artefactPath } from "../../src/support/paths.ts";
import { sha256 } from "../../src/system/files.ts";
import { filesBelow } from "../../src/system/folders.ts";
import { pageRenderer } from "../../src/system/page-renderer.ts";
import { bin } from "../e2e/bin.ts";
import { copyOfMission } from "../support/kept-missions.ts";
import { CHROMIUM, type Opened, open, sourcesOf, startBrowser } from "./browser.ts";

const JOURNAL = "data/journal.jsonl";
const POSTED = /receipts\/jobs\/[^/]+\/post\.json$/;

type Files = ReadonlyMap<string, Uint8Array>;

describe("a page that checks", { skip: CHROMIUM === null }, () => {
  let browser: Browser;
  let scratch: string;
  let out: string;
  let dossier: string;
  let root: string;
  let bag: Files;
  let printed: string;
  let honest: Opened;

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "omnisovereign-"));
    out = await copyOfMission("one job");
    dossier = join(out, PATHS.dossier);
    printed = (await bin("verify", dossier, "--replay", "--engine", "ethereumjs")).stdout;
    bag = new Map(filesBelow(dossier).map((path) => [path, readFileSync(join(dossier, path))]));
    root = sha256(readFileSync(join(dossier, "manifest-sha256.txt")));
    browser = await startBrowser();
    honest = await open(browser, join(dossier, "index.html"));
  });
  after(async () => {
    await browser.close();
    await rm(scratch, { recursive: true });
    await rm(out, { recursive: true });
  });

  it("computes every digest and the root, and compares it with the reader's", async () => {
    const { page, noise } = honest;
    const check = page.locator("section:has(> #check)");
    assert.match(await check.innerText(), /\d+ files of this page computed: every digest is as listed\./);
    assert.match(await check.innerText(), new RegExp(`Root as this browser computes it: ${root}`));
    assert.match(await page.locator("section:has(> #verdict)").innerText(), /they are as listed/);
    const mine = page.getByLabel("The root that you have from elsewhere");
    await mine.fill(root.toUpperCase());
    await page.getByText("The root of this page is the one that you brought.").waitFor();
    await mine.fill(root.replace(/^./, (digit) => (digit === "0" ? "1" : "0")));
    await page.getByText("ANOTHER ONE than you brought").waitFor();
    await mine.fill("no root");
    await page.getByText("That is no root").waitFor();
    assert.deepEqual(noise, []);
  });

  it("finds a byte that was changed in itself, and says so beside the verdict", async () => {
    const sources = sourcesOf(dossier);
    const files = new Map(sources.files).set("journal.jsonl", flipped(sources.files.get("journal.jsonl")));
    const { page, close } = await openMade({ ...sources, files });
    await page.getByText(`"${JOURNAL}" is not what the page's list says.`).waitFor();
    assert.match(await page.locator("section:has(> #verdict)").innerText(), /they are NOT as listed/);
    await close();
  });

  it("shows what a verifier found changed in the state, with the digest of the file that tells it, with and without scripts", async () => {
    assert.match(printed, /left {3}omnisovereign\/state-differences\.json\n.*\n {2}left {3}index\.html\n$/);
    const made = join(scratch, "viewed.html");
    assert.equal((await bin("view", dossier, "--out", made)).exitCode, 0);
    assert.ok(readFileSync(made).equals(readFileSync(join(dossier, "index.html"))));
    const still = await open(browser, made, { javaScriptEnabled: false });
    const digest = sha256(bag.get(STATE_DIFFERENCES.document) ?? "");
    for (const page of [still.page, honest.page]) {
      const section = page.locator("section:has(> #state)");
      assert.match(await section.innerText(), new RegExp(digest));
      await section.getByText("Stage takeoff").click();
      await section.getByText(/^AGIALPHA: \d+ values/).click();
      const told = await section.getByRole("region", { name: "Stage takeoff: AGIALPHA" }).innerText();
      assert.match(told, /\n_totalSupply\t0\.00\t[\d,]+\.\d\d$/);
    }
    await still.close();
  });

  it("checks a folder that it is given, and finds what was changed, added, and taken away", async () => {
    await honest.page.getByLabel("Folder of a bag").setInputFiles(dossier);
    await honest.page.getByText("payload files are as its lists say").waitFor();
    await honest.page.getByLabel("The root that you have from elsewhere").fill(root);
    await honest.page.getByText("The root of the bag that you gave is the one that you brought.").waitFor();
    const report = "data/reports/localhost/asi-takeoff/asi-takeoff-report.md";
    const forged = new Map(bag)
      .set(JOURNAL, flipped(bag.get(JOURNAL)))
      .set(report, flipped(bag.get(report)))
      .set("data/more.txt", new Uint8Array(4));
    forged.delete("data/dossier.md");
    const said = await given(honest.page, "bag.zip", zipped(forged));
    assert.match(said, /Broken: 4 findings\./);
    assert.match(said, new RegExp(`"${JOURNAL}" has been changed`));
    assert.match(said, new RegExp(`"${report}" has been changed`));
    assert.match(said, /"data\/more\.txt" is listed nowhere/);
    assert.match(said, /"data\/dossier\.md" is listed and missing/);
    assert.deepEqual(honest.noise, []);
  });

  it("checks what is dropped on it, a folder or an archive", async () => {
    const { page, noise } = honest;
    const archive = join(scratch, "bag.tgz");
    writeFileSync(archive, gzipSync(await packed(bag)));
    for (const file of [dossier, archive]) {
      await give(page, "none", Buffer.from("no archive"));
      assert.equal(await page.locator(".given").count(), 0);
      await drop(page, file);
      await page.getByText("payload files are as its lists say").waitFor();
    }
    assert.deepEqual(noise, []);
  });

  it("takes the archive in each of its kinds, and shows what it says", async () => {
    const { page, noise } = honest;
    const tar = await packed(bag);
    for (const [name, archive] of [
      ["bag.tar", tar],
      ["bag.tar.gz", gzipSync(tar)],
      ["bag.zip", zipped(bag)],
    ] as const)
      assert.match(await given(page, name, archive), /payload files are as its lists say/, name);
    await page.getByRole("button", { name: "Show what it says" }).click();
    await page.getByText("You are reading the bag that you gave").waitFor();
    assert.match(await page.locator("section:has(> #state)").innerText(), /Stage takeoff: /);
    await page.getByRole("button", { name: "Go back" }).click();
    await page.getByText("You are reading the bag that you gave").waitFor({ state: "detached" });
    assert.match(await page.locator("section:has(> #state)").innerText(), /Stage takeoff: /);
    assert.deepEqual(noise, []);
  });

  it("says of a plan that was swapped that the stages read another one, though all lists were made anew", async () => {
    const plan = [...bag.keys()].find((path) => /^data\/plans\/.*project-plan/.test(path)) ?? "";
    const text = Buffer.from(bag.get(plan) ?? "").toString();
    const swapped = relisted(
      new Map(bag).set(plan, Buffer.from(text.replace(/"title": "/, '"title": "Not '))),
    );
    const said = await given(honest.page, "swapped.zip", zipped(swapped));
    assert.match(said, /"demo:asi-takeoff:local" read another "plans\/[^"]+" than the one that is here/);
    assert.doesNotMatch(said, /has been changed/);
    await honest.page.getByLabel("The root that you have from elsewhere").fill(root);
    await honest.page.getByText("The root of the bag that you gave is ANOTHER ONE").waitFor();
  });

  it("names files whose names lead elsewhere, or that are there twice", async () => {
    const strange = new Map(bag)
      .set("data/../../escaped", new Uint8Array(1))
      .set("data/\u202egnp.txt", new Uint8Array(1));
    const said = await given(honest.page, "strange.zip", zipped(strange));
    assert.match(said, /"data\/\.\.\/\.\.\/escaped" is no name for a file of a bag: it has a segment "\."/);
    assert.match(said, /"data\/\\u\{202e\}gnp\.txt" is no name/);
    const dossierJson = { header: header("bag/data/dossier.json", 2), body: "{}" };
    const link = {
      header: { ...header("bag/data/link", 0), type: "symlink" as const, linkname: "/etc/passwd" },
    };
    const beside = { header: header("evil.html", 1), body: "x" };
    const twice = await given(honest.page, "twice.tar", await packed(bag, [dossierJson, link, beside]));
    assert.match(twice, /"data\/dossier\.json" is there 2 times: each program reads another one/);
    assert.match(twice, /"bag\/data\/link" is no file, but a link or a device/);
    assert.match(twice, /1 file lies beside the bag and not in it, such as "evil\.html"/);
    const doubled = Buffer.from(zipped(new Map(bag).set("data/genesis.jsox", new Uint8Array(1))));
    const again = await given(
      honest.page,
      "twice.zip",
      Buffer.from(doubled.toString("latin1").replaceAll("genesis.jsox", "genesis.json"), "latin1"),
    );
    assert.match(again, /"data\/genesis\.json" is there 2 times/);
  });

  it("refuses what is no bag, what is damaged and what is too much, in a sentence", async () => {
    const { page, noise } = honest;
    const tar = await packed(bag);
    const much = "more than a page can check";
    for (const [name, content, said] of [
      ["a.zip", Buffer.from("no archive"), "neither a folder nor a zip or tar archive"],
      ["b.zip", Buffer.from("PK\u0003\u0004 but broken"), "it is damaged, or it breaks off"],
      ["c.zip", zipped(bag).slice(0, -5_000), "it is damaged, or it breaks off"],
      ["d.tar", tar.slice(0, tar.length / 2), "it is damaged, or it breaks off"],
      ["e.tgz", gzipSync(tar).slice(0, 50_000), "it is damaged, or it breaks off"],
      ["f.zip", zipSync({ "some.txt": new Uint8Array(3) }), "it is no bag"],
      ["g.zip", saidToBeLarge(zipped(bag)), much],
      ["h.tgz", nodeGzip(Buffer.concat([tar, Buffer.alloc(512 * 2 ** 20)]), { level: 1 }), much],
    ] as const) {
      await give(page, name, content);
      await page.locator(".outcome.bad", { hasText: said }).waitFor();
    }
    assert.deepEqual(noise, []);
  });

  it("executes the journal to the dossier's state root, and to every record of the receipts", async () => {
    const { chain } = JSON.parse(readFileSync(join(dossier, "data/dossier.json"), "utf8"));
    const said = await executed(honest.page);
    assert.match(said, new RegExp(`Executed: ${chain.transactions} transactions in ${chain.blocks} blocks`));
    assert.match(said, new RegExp(`State root: ${chain.stateRoot}`));
    assert.match(said, /[1-9]\d+ records compared, 0 not reached/);
    // The worker is made of what the page holds.
    assert.deepEqual(
      honest.noise.filter((each) => !each.startsWith("request: blob:")),
      [],
    );
  });

  it("finds a receipt that says otherwise than the execution, though every digest was made anew", async () => {
    const { page, close } = await openMade(
      sourcesOf(dossier, (path, text) =>
        POSTED.test(path) ? text.replace(/("gasUsed": ")\d/, "$19") : text,
      ),
    );
    const said = await executed(page);
    assert.match(said, /Not shown:\s+1 difference/);
    assert.match(said, /differs from its receipt at "\/gasUsed"/);
    await close();
  });

  it("says how far it came in a journal that does not hold", async () => {
    const { page, close } = await openMade(
      sourcesOf(dossier, (path, text) =>
        path === "journal.jsonl" ? text.replace(/("number":9,.*"stateRoot":"0x)../, "$1ff") : text,
      ),
    );
    const said = await executed(page);
    assert.match(said, /Block 9: its state root is 0x[0-9a-f]{64}, and the journal says 0xff/);
    assert.match(said, /\n9 of \d+ blocks reached/);
    await close();
  });

  async function openMade(sources: Parameters<Awaited<ReturnType<typeof pageRenderer>>>[0]): Promise<Opened> {
    const file = join(scratch, "made.html");
    writeFileSync(file, (await pageRenderer())(sources));
    return open(browser, file);
  }
});

/** @returns what the page says of an archive */
async function given(page: Page, name: string, archive: Uint8Array): Promise<string> {
  await give(page, name, archive);
  await page.locator(".given").waitFor();
  return page.locator(".given").innerText();
}

/** As whoever drags it there from a window of files would. */
async function drop(page: Page, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  await session.detach();
}

/** The first entry of an archive's list says that it is 2 GiB unpacked. */
function saidToBeLarge(archive: Uint8Array): Uint8Array {
  const large = Buffer.from(archive);
  large.writeUInt32LE(2 ** 31, large.indexOf("PK\u0001\u0002") + 24);
  return large;
}

const TWO_BAGS = zipSync({ "a/bagit.txt": new Uint8Array(), "b/bagit.txt": new Uint8Array() });

/** What was said of an archive before is gone once this returns. */
async function give(page: Page, name: string, archive: Uint8Array): Promise<void> {
  const refused = page.locator(".outcome.bad", { hasText: "This holds several bags" });
  const input = page.getByLabel("Archive of a bag");
  await input.setInputFiles({ name: "two.zip", mimeType: "", buffer: Buffer.from(TWO_BAGS) });
  await refused.waitFor();
  await input.setInputFiles({ name, mimeType: "", buffer: Buffer.from(archive) });
  await refused.waitFor({ state: "detached" });
}

/** @returns what the page says once it has executed */
async function executed(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Execute" }).click();
  await page.locator(".execution .outcome").waitFor({ timeout: 180_000 });
  return page.locator(".execution").innerText();
}

function flipped(bytes: Uint8Array = new Uint8Array()): Uint8Array {
  return bytes.map((byte, index) => (index === 100 ? byte ^ 1 : byte));
}

function zipped(files: Files): Uint8Array {
  const entries: Zippable = Object.fromEntries([...files].map(([path, bytes]) => [`bag/${path}`, bytes]));
  return zipSync(entries, { level: 1 });
}

function packed(files: Files, others: Parameters<typeof packTar>[0] = []): Promise<Uint8Array> {
  const entries = [...files].map(([path, body]) => ({ header: header(`bag/${path}`, body.length), body }));
  return packTar([...entries, ...others]);
}

function header(name: string, size: number) {
  return { name, size, type: "file" as const };
}

/** A bag whose lists are made anew, as whoever forges it would. */
function relisted(files: Files): Files {
  const all = new Map(files);
  const list = (isListed: (path: string) => boolean) => {
    const paths = [...all.keys()].filter(isListed).map(artefactPath);
    return Buffer.from(
      formatDigestList(paths.map((path) => ({ path, sha256: sha256(all.get(path) ?? "") }))),
    );
  };
  all.set(
    "manifest-sha256.txt",
    list((path) => path.startsWith("data/")),
  );
  const isTag = (path: string) => !path.startsWith("data/") && path !== "tagmanifest-sha256.txt";
  return all.set("tagmanifest-sha256.txt", list(isTag));
}
