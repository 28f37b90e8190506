import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { missing, NEEDS } from "../../scripts/needs.js";
import { PROJECT } from "./bin.ts";

/** What each shell has after TAB, one a line: its own completion is asked, with the program on the PATH. */
const ASK = {
  bash: (line: string) => `
    compopt() { :; } # which bash takes from a completion of its own only
    readonly ShellCompDirectiveError=1 # as other programs' scripts of this kind leave it
    source <(omnisovereign completion bash)
    source <(omnisovereign completion bash)
    COMP_LINE='${line}' COMP_POINT=${line.length}
    IFS=' ' read -ra COMP_WORDS <<< "$COMP_LINE"
    [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
    COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
    $(complete -p omnisovereign | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (line: string) => `
    compdef() { :; }
    _describe() { print -l -- "\${completions[@]%%:*}"; }
    source <(omnisovereign completion zsh)
    words=(\${(s: :)\${:-"${line}"}})
    [[ '${line}' == *' ' ]] && words+=('')
    CURRENT=$#words
    _omnisovereign`,
  fish: (line: string) => `
    omnisovereign completion fish | source
    complete -C '${line}' | string replace -r '\\t.*' ''`,
} as const;

describe("completion", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
    mkdirSync(join(folder, "bin"));
    symlinkSync(join(PROJECT, "src/bin.js"), join(folder, "bin/omnisovereign"));
    mkdirSync(join(folder, "own/plans"), { recursive: true });
    for (const name of ["city.json", "coast.json", "$(touch gone).json"])
      writeFileSync(join(folder, "own/plans", name), "{}");
  });
  after(() => rmSync(folder, { recursive: true }));

  const ask = (shell: keyof typeof ASK, line: string): readonly string[] => {
    const PATH = [join(folder, "bin"), process.env.PATH].join(delimiter);
    const flags = shell === "zsh" ? ["-f"] : shell === "bash" ? ["--norc"] : ["--no-config"];
    const { stdout, stderr } = spawnSync(shell, [...flags, "-c", ASK[shell](line)], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PATH, HOME: folder },
    });
    assert.equal(stderr, "");
    return stdout.trim().split("\n").toSorted();
  };

  for (const shell of ["bash", "zsh", "fish"] as const) {
    const skip = missing(NEEDS.filter(({ program }) => program === shell)).length > 0;
    it(`knows commands, flags, stages and files in ${shell}`, { skip }, () => {
      assert.deepEqual(ask(shell, "omnisovereign ver"), ["verify"]);
      assert.deepEqual(ask(shell, "omnisovereign run --fro"), ["--from", "--frozen"]);
      assert.deepEqual(ask(shell, "omnisovereign run --from t"), ["takeoff", "thermodynamics"]);
      assert.deepEqual(ask(shell, "omnisovereign plan validate ow"), [
        "own/plans/city.json",
        "own/plans/coast.json",
      ]);
    });
  }
});
