import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { helpText, parseFlags, type Usage } from "../../../src/stages/flags.ts";

const USAGE: Usage = {
  script: "thermostat:update",
  does: "Updates.",
  flags: {
    execute: { says: "send it" },
    temperature: { value: "degrees", says: "the set-point", otherwise: "the plan's" },
  },
  instead: { "dry-run": "no flag at all" },
};

const parse = (...args: string[]) => ({ ...parseFlags(USAGE, args) });

describe("the flags of a script", () => {
  it("are read as its usage says", () => {
    assert.deepEqual(parse(), {});
    assert.deepEqual(parse("--execute", "--temperature", "0.5", "--plan=p.json", "--network", "localhost"), {
      execute: true,
      temperature: "0.5",
      plan: "p.json",
      network: "localhost",
    });
  });

  for (const [args, code, text] of [
    [["--netwrok", "localhost"], "OMNI2003", "did you mean --network?"],
    [["--zzz"], "OMNI2003", "it has no flag --zzz."],
    [["--constructor"], "OMNI2003", "it has no flag --constructor."],
    [["--__proto__"], "OMNI2003", "it has no flag --__proto__."],
    [["-x"], "OMNI2003", "it has no flag -x."],
    [["plan.json"], "OMNI2003", 'it takes no argument "plan.json".'],
    [["--temperature"], "OMNI2003", "--temperature needs a value: --temperature <degrees>."],
    [["--temperature", ""], "OMNI2003", "--temperature needs a value"],
    [["--execute=no"], "OMNI2003", "--execute takes no value."],
    [["--network", "mainnet"], "OMNI2007", '--network does not know "mainnet".'],
    [["--network", ""], "OMNI2003", "--network needs a value"],
    [["--config", "x.json"], "OMNI2006", 'The script "thermostat:update" does not take --config.'],
    [["--dry-run"], "OMNI2006", 'The script "thermostat:update" does not take --dry-run.'],
  ] as const) {
    it(`refuse ${JSON.stringify(args)} as wrong usage`, () => {
      assert.throws(
        () => parse(...args),
        (error: Error & { code: string; exit: number }) => {
          assert.deepEqual([error.code, error.exit], [code, 2]);
          assert.ok(error.message.includes(text), error.message);
          return true;
        },
      );
    });
  }

  it("name what does the same as a flag of a sister project", () => {
    assert.throws(() => parse("--config", "x.json"), { mend: /^Use --plan FILE, because / });
    assert.throws(() => parse("--dry-run"), { mend: "Use no flag at all." });
  });

  it("are all listed with meaning and default", () => {
    const text = helpText(USAGE);
    assert.ok(text.startsWith("Usage: npm run thermostat:update -- [options]\n\nUpdates.\n\nOptions:\n"));
    assert.match(text, /^ {2}--temperature <degrees> {2}the set-point \(default: the plan's\)$/m);
    for (const name of ["plan <file>", "network <name>", "execute", "debug", "help"])
      assert.match(text, new RegExp(`^ {2}--${name} `, "m"));
  });
});
