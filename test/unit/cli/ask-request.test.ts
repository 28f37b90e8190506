import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, it } from "node:test";
import { askRequest } from "../../../src/cli/ask-request.ts";

/** Types the next line whenever a question stands at the end of what was printed. */
async function converse(lines: readonly string[], file?: string) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const shown = text(output);
  const rest = [...lines];
  output.on("data", (chunk: Buffer) => {
    if (String(chunk).endsWith("): ")) input.write(`${rest.shift() ?? ""}\n`);
  });
  const answers = await askRequest({ input, output }, file);
  assert.ok(answers);
  output.end();
  return { ...answers, shown: await shown };
}

describe("init's questions", () => {
  it("take an empty answer for what stands in brackets", async () => {
    const { flags, file } = await converse([]);
    assert.deepEqual(flags, { template: "minimal", jobs: "3", council: "0", seed: "1" });
    assert.equal(file, "project-plan.json");
  });

  it("ask again after a template that does not exist, without its control characters", async () => {
    const { flags, shown } = await converse(["\u0007big", "planetary", "9", "3", "4", "s", "x.json"]);
    assert.deepEqual(flags, { template: "planetary", jobs: "9", regions: "3", council: "4", seed: "s" });
    assert.match(shown, /There is no template "\\u\{7\}big"/);
  });

  it("ask again after sizes that do not fit each other", async () => {
    const { flags, file, shown } = await converse(
      ["shared", "2", "3", "5", "", "4", "2", "5", "", "m"],
      undefined,
    );
    assert.deepEqual(flags, { template: "shared", jobs: "4", regions: "2", council: "5", seed: "1" });
    assert.equal(file, "m");
    assert.match(shown, /--jobs is "2"; it must be a whole number from 3 /);
  });

  it("give up when the terminal closes", async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const asked = askRequest({ input, output: output.resume() }, undefined);
    input.end("national\n4\n");
    assert.equal(await asked, null);
  });

  it("do not ask for a file that was given", async () => {
    const { file, shown } = await converse([], "mine.json");
    assert.equal(file, "mine.json");
    assert.doesNotMatch(shown, /File/);
  });
});
