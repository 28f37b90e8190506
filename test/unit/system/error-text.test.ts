import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { OmniError } from "../../../src/errors/error.ts";
import { STAGE } from "../../../src/errors/stage-errors.ts";
import { errorLine, lackIn, stackText, toOmniError } from "../../../src/system/error-text.ts";

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

  it("says so when the folder is gone in which a command was typed", (t) => {
    const gone = () => {
      throw Object.assign(new Error("ENOENT: process.cwd failed, uv_cwd"), {
        code: "ENOENT",
        syscall: "uv_cwd",
      });
    };
    t.mock.method(process, "cwd", gone);
    const error = toOmniError(new Error("anything"));
    assert.deepEqual([error.code, error.exit], ["OMNI5023", 5]);
    assert.match(errorLine(error), /^OMNI5023 {2}The folder that this was typed in is gone\./);
  });

  it("blames the system for what the system refuses", async () => {
    const refusal = await readFile("/dev/null/x").catch((error: unknown) => error);
    const error = toOmniError(refusal);
    assert.deepEqual([error.code, error.exit], ["OMNI5005", 5]);
  });

  for (const [text, code] of [
    ["ENOSPC: no space left on device, write", "OMNI5018"],
    ["noise\nError: EDQUOT: disk quota exceeded, open '/x'\n    at f (x.js:1:1)", "OMNI5018"],
    ["spawn /usr/bin/node EMFILE", "OMNI5019"],
    ["EMFILE: too many open files, open '/x.js'", "OMNI5019"],
    ["ENFILE: file table overflow, open 'x'", "OMNI5019"],
  ] as const) {
    it(`names the lack in ${JSON.stringify(text)} with its own mend`, () => {
      const lack = lackIn(text, "/out");
      assert.deepEqual([lack?.code, lack?.exit], [code, 5]);
      assert.ok(lack && !lack.message.includes("\n"));
      const thrown = Object.assign(new Error(text), { code: "x", syscall: "write" });
      assert.equal(toOmniError(thrown, "/out").code, code);
    });
  }

  it("sees no lack where none is", () => {
    for (const text of ["", "ENOENT: no such file", "the ENOSPCE of it"])
      assert.equal(lackIn(text, "/out"), null);
  });

  it("names the folder that is full", () => {
    assert.match(`${lackIn("ENOSPC: no space", "/my/out")?.message}`, /"\/my\/out"/);
  });

  it("keeps every cause for --debug, with control characters escaped", () => {
    const error = new Error("outer", { cause: new Error("in\u0007ner") });
    assert.match(stackText(error), /Error: outer\n.*\ncaused by Error: in\\u\{7\}ner\n/s);
  });
});
