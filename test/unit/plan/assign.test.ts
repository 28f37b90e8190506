import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assignAgents } from "../../../src/plan/assign.ts";

const agent = (handle: string, ...regions: string[]) => ({ handle, regions });
const VALIDATORS = new Set(["v1", "v2", "v3"]);

function assign(
  jobs: readonly { city?: string; region?: string }[],
  agents: readonly ReturnType<typeof agent>[],
) {
  return assignAgents(jobs, agents, VALIDATORS, 3).map(({ handle }) => handle);
}

describe("assigning agents", () => {
  it("prefers an agent of the city, then of the region, then one that serves everything", () => {
    const agents = [agent("city", "Bay"), agent("region", "NORTH"), agent("general")];
    const jobs = [{ city: "Bay", region: "NORTH" }, { city: "Hill", region: "NORTH" }, { city: "Hill" }, {}];
    assert.deepEqual(assign(jobs, agents), ["city", "region", "general", "general"]);
  });

  it("takes turns among equals, and falls back on everybody", () => {
    const agents = [agent("a", "NORTH"), agent("b", "NORTH")];
    assert.deepEqual(assign([{ region: "NORTH" }, {}, { region: "NORTH" }, {}], agents), [
      "a",
      "a",
      "b",
      "b",
    ]);
  });

  it("passes over an agent whom the committee needs, unless there is nobody else", () => {
    assert.deepEqual(assign([{}, {}], [agent("v1"), agent("a")]), ["a", "a"]);
    assert.deepEqual(assign([{}], [agent("v1")]), ["v1"]);
  });
});
