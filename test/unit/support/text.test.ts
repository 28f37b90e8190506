import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { counted } from "../../../src/support/text.ts";

describe("counting in words", () => {
  it("has one of a thing, and none or several of them", () => {
    assert.deepEqual(
      [0, 1, 2].map((count) => counted(count, "job")),
      ["0 jobs", "1 job", "2 jobs"],
    );
  });
});
