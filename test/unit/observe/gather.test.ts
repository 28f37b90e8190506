import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Read } from "../../../src/model/record.ts";
import { gather } from "../../../src/observe/gather.ts";
import type { Views } from "../../../src/observe/views.ts";

const read = (name: string): Read => ({ contract: "C", function: name, args: [] });

function viewsThat(answer: (reads: readonly Read[]) => unknown[]) {
  const trips: string[][] = [];
  const views = {
    async read(reads: readonly Read[]) {
      trips.push(reads.map((asked) => asked.function));
      return answer(reads);
    },
  };
  return { trips, views: views as unknown as Views };
}

describe("gathered reads", () => {
  it("go out together and come back to whoever asked", async () => {
    const { trips, views } = viewsThat((reads) => reads.map((asked) => asked.function.toUpperCase()));
    const reads = gather(views);
    const part = async (...names: string[]) => reads.read(names.map(read));
    const answers = await Promise.all([part("a", "b"), part(), part("c")]);
    assert.deepEqual(trips, [["a", "b", "c"]]);
    assert.deepEqual(answers, [["A", "B"], [], ["C"]]);
  });

  it("go out anew once the first have come back", async () => {
    const { trips, views } = viewsThat((reads) => reads.map(() => 1));
    const reads = gather(views);
    await reads.read([read("a")]);
    await reads.read([read("b")]);
    assert.deepEqual(trips, [["a"], ["b"]]);
  });

  it("fail for everybody who asked", async () => {
    const { views } = viewsThat(() => {
      throw new Error("reverted");
    });
    const reads = gather(views);
    const results = await Promise.allSettled([reads.read([read("a")]), reads.read([read("b")])]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["rejected", "rejected"],
    );
  });
});
