import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { after, before, test } from "node:test";
import { requireOutFile } from "../../../src/system/out-file.ts";
import { requireOutFolder } from "../../../src/system/out-folder.ts";

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  mkdirSync(join(folder, "real"));
  writeFileSync(join(folder, "file"), "");
  symlinkSync(join(folder, "real"), join(folder, "link"));
  symlinkSync(join(folder, "nothing"), join(folder, "dangling"));
  symlinkSync(join(folder, "loop"), join(folder, "loop"));
  mkdirSync(join(folder, "dossier/data"), { recursive: true });
  writeFileSync(join(folder, "dossier/bagit.txt"), "");
  symlinkSync(join(folder, "dossier/data"), join(folder, "payload"));
});
after(() => rmSync(folder, { recursive: true }));

test("takes a folder, one that is still to be made, and a link to one", () => {
  for (const name of ["real", "new", "real/new/newer", "link"]) requireOutFolder(join(folder, name));
});

test("refuses the installed package and what lies in it, and nothing beside it", () => {
  const installed = join(folder, "node_modules/omnisovereign");
  for (const out of [installed, join(installed, "reports"), join(installed, "plans/mine")])
    assert.throws(() => requireOutFolder(out, installed), { code: "OMNI5022", exit: 2 }, out);
  for (const out of [`${installed}-reports`, join(folder, "reports")]) requireOutFolder(out, installed);
});

test("refuses what scripts could not fill", () => {
  const root = parse(folder).root;
  for (const out of [root, ...["file", "dangling", "loop", "a\0b"].map((name) => join(folder, name))])
    assert.throws(() => requireOutFolder(out), { code: "OMNI5022", exit: 2 }, out);
});

test("puts no file and no folder into a dossier, by whatever name", () => {
  for (const name of ["dossier", "dossier/new/newer", "dossier/data", "payload", "payload/new"])
    assert.throws(() => requireOutFolder(join(folder, name)), { code: "OMNI5022", exit: 2 }, name);
  for (const name of [
    "dossier/page.html",
    "dossier/data/new/page.html",
    "payload/page.html",
    "dossier/bagit.txt",
  ])
    assert.throws(() => requireOutFile(join(folder, name)), { code: "OMNI5028", exit: 2 }, name);
});

test("takes a file, one that is still to be made, and a device, and no folder", () => {
  for (const name of ["file", "new.html", "real/new/page.html", "link/page.html"])
    requireOutFile(join(folder, name));
  requireOutFile("/dev/null");
  for (const name of ["real", "link"])
    assert.throws(() => requireOutFile(join(folder, name)), { code: "OMNI5028", exit: 2 }, name);
});
