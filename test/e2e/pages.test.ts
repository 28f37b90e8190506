import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { keptMission } from "../support/kept-missions.ts";
import { faultsOfPage } from "../support/page-limits.ts";

for (const name of ["shared", "foreign"] as const) {
  describe(`the pages of the ${name} mission`, () => {
    it("fit a screen and are as exact as a reader asks for", async () => {
      const { out } = await keptMission(name);
      // The dossier's own page is data, code and markup in one; a browser looks at it elsewhere.
      const pages = globSync("**/*.{md,html}", { cwd: out })
        .filter((path) => path !== "omnisovereign/dossier/index.html")
        .toSorted();
      assert.ok(pages.some((path) => path.endsWith("dossier.md")));
      const faults = pages.flatMap((path) =>
        faultsOfPage(readFileSync(join(out, path), "utf8")).map((fault) => `${path}: ${fault}`),
      );
      assert.deepEqual(faults, []);
    });

    it("begin with a verdict", async () => {
      const { out } = await keptMission(name);
      for (const path of globSync("**/*.md", { cwd: out })) {
        const [, , first = ""] = readFileSync(join(out, path), "utf8").split("\n");
        assert.match(first, /^\*\*[^*]+\*\* /, path);
      }
    });

    it("link to what is there", async () => {
      const { out } = await keptMission(name);
      for (const path of globSync("**/*.md", { cwd: out })) {
        const page = readFileSync(join(out, path), "utf8");
        const targets = [...page.matchAll(/^\[r\d+\]: (.+)$|\]\(([^)]+)\)$/gm)].map(
          ([, to, beside]) => to ?? beside,
        );
        for (const target of targets) {
          const file = join(out, path, "..", decodeURIComponent(target ?? ""));
          assert.doesNotThrow(() => readFileSync(file), `${path}: ${target}`);
        }
      }
    });
  });
}
