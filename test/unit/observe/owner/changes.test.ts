import assert from "node:assert/strict";
import { test } from "node:test";
import { readHistory } from "../../../../src/observe/history.ts";
import { changesAfterDeployment } from "../../../../src/observe/owner/changes.ts";
import { FakeChain } from "../../../support/fake-chain.ts";

test("a value's changes are those after the deployment, whose own events excuse nothing", async () => {
  const chain = new FakeChain("Thermostat");
  const change = (before: bigint, after: bigint) =>
    chain.happens("Thermostat", "TemperatureChanged", before, after, 0);
  const deployed = change(0n, 5n);
  const shown = change(5n, 6n);
  const hidden = change(6n, 7n);
  change(99n, 99n);
  const receipts = new Map([
    [deployed, "localhost/asi-takeoff/receipts/deploy.json"],
    [shown, "localhost/asi-takeoff/receipts/redeploy.json"],
  ]);
  const history = await readHistory(chain.observer(), receipts);
  const changes = changesAfterDeployment(history, "Thermostat", "TemperatureChanged", ({ args }) =>
    args.beforeWad === "99" ? null : { before: String(args.beforeWad), after: String(args.afterWad) },
  );
  assert.deepEqual(changes, [
    {
      block: 3,
      transaction: shown,
      receipt: "localhost/asi-takeoff/receipts/redeploy.json",
      event: "TemperatureChanged",
      before: "5",
      after: "6",
    },
    { block: 4, transaction: hidden, receipt: null, event: "TemperatureChanged", before: "6", after: "7" },
  ]);
});
