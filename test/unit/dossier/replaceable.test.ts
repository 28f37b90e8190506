import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { requireReplaceable } from "../../../src/dossier/replaceable.ts";
import { put, temporaryFolder } from "./fixture.ts";

test("takes the place of nothing that no build has left", async (t) => {
  const parent = temporaryFolder(t);
  await put(join(parent, "letters"), "precious.txt", "mine");
  await put(parent, "note", "mine");
  await put(join(parent, "dossier"), "bagit.txt", "");
  await mkdir(join(parent, "empty"));
  for (const name of ["letters", "note"])
    await assert.rejects(requireReplaceable(join(parent, name)), { code: "OMNI4017", exit: 2 }, name);
  for (const name of ["dossier", "empty", "new"]) await requireReplaceable(join(parent, name));
});
