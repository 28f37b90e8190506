import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fetchBlock } from "../../../src/chain/block.ts";
import { GENESIS } from "../../../src/chain/constants.ts";
import { startNode } from "../../../src/chain/rehearsal/node.ts";
import { openRpc } from "../../../src/chain/rpc.ts";
import { cleanUp, freshFolder, freshNode, serve } from "./support.ts";

test("a fresh node begins with the pinned genesis", async (t) => {
  const node = await freshNode(t);
  const { hash, stateRoot, timestamp } = (await fetchBlock(node.rpc, 0)) ?? assert.fail();
  assert.deepEqual({ hash, stateRoot, timestamp }, GENESIS);
});

test("a stopped node no longer answers", async (t) => {
  const node = await freshNode(t);
  await node.stop();
  await assert.rejects(openRpc(node.url).request("eth_chainId"), { code: "OMNI3021" });
});

test("a taken port is named, with the mend", async (t) => {
  const url = await serve(t, (_, response) => response.end("hello"));
  const port = Number(new URL(url).port);
  const logFile = join(await freshFolder(t), "node.log");
  await assert.rejects(startNode({ port, logFile }), { code: "OMNI3011", args: { port } });
});

test("a node that cannot start is reported at once, with the end of its log", async (t) => {
  const logFile = join(await freshFolder(t), "node.log");
  const started = performance.now();
  await assert.rejects(startNode({ port: 70_000, logFile }), {
    code: "OMNI3010",
    message: /^The Hardhat node did not start: exit code 1, and its log ends ".*port.*70000.*"\.$/,
  });
  assert.ok(performance.now() - started < 30_000);
});

test("a node that dies while it is used is reported with its log", async (t) => {
  const folder = await freshFolder(t);
  const logFile = join(folder, "node.log");
  const node = await startNode({ logFile });
  cleanUp(t, node.stop);
  const dying = assert.rejects(
    async () => {
      for (;;) await node.rpc.request("eth_chainId");
    },
    { code: "OMNI3013", args: { end: "SIGKILL", logFile } },
  );
  node.kill();
  await dying;
});

const PARENT = `
  import { startNode } from ${JSON.stringify(new URL("../../../src/chain/rehearsal/node.ts", import.meta.url).href)};
  const node = await startNode({ logFile: process.argv[1] });
  console.log(node.url);
  await new Promise((resolve) => setInterval(resolve, 60_000));
`;

for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
  test(`a parent ended by ${signal} leaves no node`, async (t) => {
    const logFile = join(await freshFolder(t), "node.log");
    const parent = spawn(process.execPath, ["--input-type=module", "--eval", PARENT, logFile], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    t.after(() => parent.kill("SIGKILL"));
    const [url] = await once(createInterface({ input: parent.stdout }), "line");
    const rpc = openRpc(url);
    assert.equal(await rpc.request("eth_chainId"), "0x7a69");
    rpc.close();
    parent.kill(signal);
    await silent(url);
  });
}

async function silent(url: string): Promise<void> {
  const rpc = openRpc(url);
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const code = await rpc.request("eth_chainId").then(
      () => "answered",
      (error) => error.code,
    );
    if (code === "OMNI3021") return;
    await setTimeout(20);
  }
  assert.fail(`${url} still answers`);
}
