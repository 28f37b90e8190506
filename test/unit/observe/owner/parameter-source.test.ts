import assert from "node:assert/strict";
import { test } from "node:test";
import { readHistory } from "../../../../src/observe/history.ts";
import { parametersOf } from "../../../../src/observe/owner/parameter-source.ts";
import { FakeChain } from "../../../support/fake-chain.ts";

test("a value that nothing states drifts by its changes alone", async () => {
  const chain = new FakeChain("Thermostat");
  const source = {
    contract: "Thermostat",
    name: "baseTemperatureWad",
    view: { contract: "Thermostat", function: "baseTemperatureWad", args: [] },
    planned: null,
    change: { event: "BaseChanged", by: "setBaseTemperature", before: "beforeWad", after: "afterWad" },
  };
  const read = async () => parametersOf(source, { 0: 7n }, await readHistory(chain.observer(), new Map()));
  const [unmoved] = await read();
  assert.deepEqual([unmoved?.planned, unmoved?.onChain, unmoved?.drift], [null, "7", false]);
  chain.happens("Thermostat", "BaseChanged", 6n, 7n);
  assert.equal((await read())[0]?.reason, "BaseChanged in block 2 is in no receipt");
});
