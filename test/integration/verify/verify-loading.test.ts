import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

const SOURCE = new URL("../../../src/", import.meta.url);

test("verifying loads no chain library, no schema library and no Merkle tree", () => {
  const script = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    for (const path of ["verify/verify-bag.ts", "verify/verify-report.ts", "dossier/diff.ts", "chain/journal/journal-reader.ts"]) {
      await import(new URL(path, ${JSON.stringify(SOURCE.href)}));
    }
    console.log(JSON.stringify(loaded));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  const loaded: string[] = JSON.parse(stdout || "[]");
  assert.ok(
    loaded.some((url) => url.endsWith("src/verify/verify-bag.ts")),
    stderr,
  );
  const packages = loaded.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
  assert.deepEqual(
    packages.filter((name) => /ethers|noble\/curves|secp256k1|hardhat|zod|merkle/.test(name)),
    [],
  );
});
