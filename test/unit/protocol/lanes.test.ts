import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Hex } from "../../../src/model/hex.ts";
import { type Lane, type LanePort, runLanes } from "../../../src/protocol/lanes.ts";

interface Block {
  readonly at: bigint;
  readonly steps: readonly string[];
}

/** A chain that only remembers: each step's receipt is the step with its block's time. */
class Memory implements LanePort<string, string, string, string> {
  readonly blocks: Block[] = [];
  readonly reads: string[][] = [];
  readonly foreseen: string[] = [];

  now(): bigint {
    return this.blocks.at(-1)?.at ?? 0n;
  }

  block(): number {
    return this.blocks.length;
  }

  async headerOf(block: number): Promise<Hex> {
    return `0x${block}`;
  }

  async mine({ at, steps, foreseen }: Block & { foreseen: readonly string[] }): Promise<string[]> {
    this.blocks.push({ at, steps });
    this.foreseen.push(`${at}:${foreseen}`);
    return steps.map((step) => `${step}@${at}`);
  }

  async read(calls: readonly string[]): Promise<string[]> {
    this.reads.push([...calls]);
    return calls.map((call) => `${call}!`);
  }
}

type TestLane = Lane<string, string, string, string>;

test("steps that are due together share one block, in lane order", async () => {
  const chain = new Memory();
  const job = (name: string, delay: number) => async (lane: TestLane) => {
    for (let turn = 0; turn < delay; turn += 1) await Promise.resolve();
    await lane.send([`${name}1`], 10n);
    return lane.send([`${name}2`], 20n);
  };
  const results = await runLanes(chain, (lane) => lane.fork([job("a", 7), job("b", 0)]));
  assert.deepEqual(chain.blocks, [
    { at: 10n, steps: ["a1", "b1"] },
    { at: 20n, steps: ["a2", "b2"] },
  ]);
  assert.deepEqual(results, [["a2@20"], ["b2@20"]]);
});

test("a lane that asks for an earlier time goes first, and reads come before blocks", async () => {
  const chain = new Memory();
  const answers: string[] = [];
  await runLanes(chain, (lane) =>
    lane.fork([
      async (late) => void (await late.send(["late"], 50n)),
      async (early) => {
        answers.push(...(await early.read(["x", "y"])));
        await early.send(["early"], 5n);
        await early.send(["next"]);
      },
    ]),
  );
  assert.deepEqual(answers, ["x!", "y!"]);
  assert.deepEqual(
    chain.blocks.map(({ at, steps }) => `${at}:${steps}`),
    ["5:early", "6:next", "50:late"],
  );
});

test("what lanes foresee to read goes with the block that they wait for", async () => {
  const chain = new Memory();
  await runLanes(chain, (lane) =>
    lane.fork([
      async (one) => {
        await one.send(["step"], 5n, ["x"]);
        await one.until(9n, ["y"]);
      },
      async (other) => other.until(9n, ["z"]),
    ]),
  );
  assert.deepEqual(chain.foreseen, ["5:x", "9:y,z"]);
  assert.deepEqual(chain.reads, []);
});

test("lanes that wait for a block share the empty ones, and nothing is mined until all have its header", async () => {
  const chain = new Memory();
  const headers = await runLanes(chain, (lane) =>
    lane.fork([
      async (one) => [await one.headerOf(2), ...(await one.send(["one"]))],
      async (other) => {
        await other.send(["first"], 4n);
        return [await other.headerOf(3), ...(await other.send(["other"]))];
      },
    ]),
  );
  assert.deepEqual(
    chain.blocks.map(({ at, steps }) => `${at}:${steps}`),
    ["1:", "2:", "3:one", "4:first", "5:other"],
  );
  assert.deepEqual(headers, [
    ["0x2", "one@3"],
    ["0x3", "other@5"],
  ]);
});

test("a block that is there already costs none", async () => {
  const chain = new Memory();
  await runLanes(chain, async (lane) => {
    await lane.send(["first"]);
    assert.equal(await lane.headerOf(1), "0x1");
  });
  assert.equal(chain.blocks.length, 1);
});

test("a lane can wait for another one", async () => {
  const chain = new Memory();
  await runLanes(chain, async (lane) => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    await lane.fork([
      async (second) => {
        await second.join(gate);
        await second.send(["second"]);
      },
      async (first) => {
        await first.send(["first"]);
        open();
      },
    ]);
  });
  assert.deepEqual(
    chain.blocks.map(({ steps }) => steps),
    [["first"], ["second"]],
  );
});

test("a time that is past means the next block, and waiting for it takes none", async () => {
  const chain = new Memory();
  await runLanes(chain, async (lane) => {
    await lane.send(["first"], 10n);
    await lane.until(10n);
    await lane.send(["second"], 3n);
    await lane.until(12n);
    assert.equal(lane.now(), 12n);
  });
  assert.deepEqual(chain.blocks, [
    { at: 10n, steps: ["first"] },
    { at: 11n, steps: ["second"] },
    { at: 12n, steps: [] },
  ]);
});

test("every lane is dealt the receipts and answers of what it asked for, some of them none", async () => {
  const chain = new Memory();
  const results = await runLanes(chain, (lane) =>
    lane.fork([
      async (own) => [await own.send(["a", "b"]), await own.read(["v"])],
      async (own) => [await own.send([]), await own.read([])],
      async (own) => [await own.send(["c"]), await own.read(["w", "x"])],
    ]),
  );
  assert.deepEqual(results, [
    [["a@1", "b@1"], ["v!"]],
    [[], []],
    [["c@1"], ["w!", "x!"]],
  ]);
  assert.deepEqual(chain.reads, [["v", "w", "x"]]);
});

test("forks of forks keep the order of those who forked them", async () => {
  const chain = new Memory();
  const send = (step: string) => async (lane: TestLane) => void (await lane.send([step], 5n));
  await runLanes(chain, (root) =>
    root.fork([
      async (lane) => void (await lane.fork([send("a.a"), send("a.b")])),
      send("b"),
      async (lane) => void (await lane.fork([send("c.a"), send("c.b")])),
    ]),
  );
  assert.deepEqual(chain.blocks, [{ at: 5n, steps: ["a.a", "a.b", "b", "c.a", "c.b"] }]);
});

test("lanes that all wait for each other fail instead of waiting for ever", async () => {
  const never = Promise.withResolvers<void>();
  await assert.rejects(
    runLanes(new Memory(), (lane) => lane.join(never.promise)),
    /every lane waits for another one/,
  );
});

test("the first failure of a lane is the failure of the whole", async () => {
  const chain = new Memory();
  const run = runLanes(chain, (lane) =>
    lane.fork([
      async (steady) => void (await steady.send(["steady"], 9n)),
      async () => {
        throw new Error("broken lane");
      },
    ]),
  );
  await assert.rejects(run, /broken lane/);
});

test("a failing chain fails the run of lanes", async () => {
  const chain = new Memory();
  chain.mine = async () => {
    throw new Error("node is gone");
  };
  await assert.rejects(
    runLanes(chain, (lane) => lane.send(["step"])),
    /node is gone/,
  );
});

test("blocks do not depend on how long lanes take to decide", async () => {
  const program = fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }), { maxLength: 5 });
  const run = async (lanes: number[][], hesitation: (index: number) => number) => {
    const chain = new Memory();
    await runLanes(chain, (root) =>
      root.fork(
        lanes.map((times, lane) => async (own: TestLane) => {
          for (const [step, at] of times.entries()) {
            for (let turn = 0; turn < hesitation(lane * 7 + step); turn += 1) await Promise.resolve();
            await own.send([`${lane}.${step}`], BigInt(at));
          }
        }),
      ),
    );
    return chain.blocks;
  };
  await fc.assert(
    fc.asyncProperty(program, fc.infiniteStream(fc.nat(9)), async (lanes, waits) => {
      const slow = [...Array(64)].map(() => waits.next().value as number);
      assert.deepEqual(await run(lanes, (index) => slow[index] ?? 0), await run(lanes, () => 0));
    }),
  );
});

test("while a lane is alone nobody else's steps are mined, and they are afterwards", async () => {
  const chain = new Memory();
  const lonely = (lane: TestLane) =>
    lane.alone(async () => {
      await lane.send(["pause"], 10n);
      await lane.read(["health"]);
      await lane.send(["resume"], 20n);
    });
  const other = async (lane: TestLane) => {
    await lane.send(["early"], 5n);
    return lane.send(["later"], 15n);
  };
  const [, after] = await runLanes(chain, (lane) => lane.fork<unknown>([lonely, other]));
  assert.deepEqual(
    chain.blocks.map(({ at, steps }) => [at, steps]),
    [
      [10n, ["pause"]],
      [20n, ["resume"]],
      [21n, ["early"]],
      [22n, ["later"]],
    ],
  );
  assert.deepEqual(after, ["later@22"]);
});

test("lanes that want to be alone take turns, even after one that failed", async () => {
  const chain = new Memory();
  const turn = (name: string) => (lane: TestLane) =>
    lane.alone(async () => {
      await lane.send([`${name}1`]);
      if (name === "a") throw new Error("a gives up");
      await lane.send([`${name}2`]);
    });
  const quiet = (lane: TestLane) => turn("a")(lane).catch(() => {});
  await runLanes(chain, (lane) => lane.fork<unknown>([quiet, turn("b"), turn("c")]));
  assert.deepEqual(
    chain.blocks.map(({ steps }) => steps),
    [["a1"], ["b1"], ["b2"], ["c1"], ["c2"]],
  );
});
