import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { OmniError } from "../../../src/errors/error.ts";
import { STAGE } from "../../../src/errors/stage.ts";
import { errorLine, stackText, toOmniError } from "../../../src/support/error-text.ts";

describe("an error on the terminal", () => {
  it("is one line of code, problem and mend, whatever the input holds", () => {
    const error = new OmniError(STAGE.UNKNOWN, {
      given: "\u001b[2J\nx\u202e",
      near: null,
      known: ["takeoff"],
    });
    assert.equal(
      errorLine(error),
      'OMNI2001  There is no stage "\\u{1b}[2J\\u{a}x\\u{202e}".  Name one of takeoff.',
    );
  });

  it("is a mistake of the program when nothing better is known", () => {
    const error = toOmniError(new RangeError("out of bounds"));
    assert.deepEqual([error.code, error.exit], ["OMNI5999", 1]);
    assert.match(errorLine(error), /out of bounds/);
  });

  it("blames the system for what the system refuses", async () => {
    const refusal = await readFile("/dev/null/x").catch((error: unknown) => error);
    const error = toOmniError(refusal);
    assert.deepEqual([error.code, error.exit], ["OMNI5005", 5]);
  });

  it("keeps every cause for --debug, with control characters escaped", () => {
    const error = new Error("outer", { cause: new Error("in\u0007ner") });
    assert.match(stackText(error), /Error: outer\n.*\ncaused by Error: in\\u\{7\}ner\n/s);
  });
});
